declare module "heic-decode" {
  type Decoded = { width: number; height: number; data: Uint8ClampedArray };
  const decode: {
    /** the images of a file, their sizes known before their pixels */
    all: (asked: {
      buffer: Uint8Array;
    }) => Promise<{ width: number; height: number; decode: () => Promise<Decoded> }[]>;
  };
  export default decode;
}
