import type { Block, Picture, Pictures } from "#documents/portfolio/blocks.ts";
import type { Photo } from "#documents/portfolio/donnees.ts";
import type { FileStore } from "#files/store.ts";

/** At most so many pictures and so many bytes in one file: it must still leave by a slow line and open on an old PC. */
export const PICTURES_MAX = 60;
export const BYTES_MAX = 30_000_000;

/** Reads the photos of a portfolio, in its order, until the limits; one that the store no longer has is left out. */
export async function readPhotos(
  files: Pick<FileStore, "get">,
  ecole: string,
  photos: readonly Photo[],
): Promise<Record<string, Uint8Array>> {
  const pictures: Record<string, Uint8Array> = {};
  let total = 0;
  for (const { picture, empreinte } of photos.slice(0, PICTURES_MAX)) {
    const bytes = await files.get(ecole, empreinte);
    if (!bytes || total + bytes.length > BYTES_MAX) continue;
    total += bytes.length;
    pictures[picture.name] = bytes;
  }
  return pictures;
}

/** The same blocks without the pictures whose bytes are not there. */
export function withPictures(blocks: readonly Block[], pictures: Pictures): Block[] {
  const there = ({ name }: Picture) => name in pictures;
  return blocks.flatMap((block): Block[] => {
    if (block.kind !== "pictures") return [block];
    const [first, second] = block.pictures.filter(there);
    if (!first) return [];
    return [{ ...block, pictures: second ? [first, second] : [first] }];
  });
}
