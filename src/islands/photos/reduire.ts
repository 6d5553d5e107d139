/** The long side of what is sent, in pixels: the server keeps no more. */
const COTE = 1_600;
/** A photo lighter than this is sent as it is; a drawing too, it may be transparent. In bytes. */
const LEGERE = 400_000;
const DESSIN_LEGER = 2_000_000;

/**
 * Makes a photo smaller on the device itself: a few hundred kilobytes instead of several million. Anything else, and
 * what this browser cannot draw (HEIC, most of the time), is sent as it is: the server draws every image again anyway.
 */
export async function reduire(file: File): Promise<File> {
  const photo = /^image\/(jpeg|hei[cf])$/.test(file.type);
  const dessin = /^image\/(png|webp)$/.test(file.type);
  if ((!photo && !dessin) || file.size <= (photo ? LEGERE : DESSIN_LEGER)) return file;
  const image = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => null);
  if (!image) return file;
  const scale = Math.min(1, COTE / Math.max(image.width, image.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(image.width * scale);
  canvas.height = Math.round(image.height * scale);
  const pen = canvas.getContext("2d");
  if (!pen) return file;
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.imageSmoothingQuality = "high";
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  image.close();
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", 0.85));
  if (!blob || blob.size >= file.size) return file;
  return new File([blob], `${file.name.replace(/\.[^.]*$/, "")}.jpg`, { type: "image/jpeg" });
}
