import { join } from "node:path";
import { type Antivirus, clamd, sansAntivirus } from "#files/antivirus.ts";
import { createPieces, type Pieces } from "#files/pieces.ts";
import { createFileStore, type FileStore } from "#files/store.ts";

/** Everything the house does with the bytes people send. */
export type Files = FileStore & { pieces: Pieces; scan: Antivirus };

/**
 * @param folder the data folder: `fichiers/` and `envois/` under it
 * @param antivirus address of a clamd (« tcp://localhost:3310 »); null: nothing is scanned
 */
export const openFiles = (folder: string, antivirus: string | null): Files => ({
  ...createFileStore(join(folder, "fichiers")),
  pieces: createPieces(join(folder, "envois")),
  scan: antivirus ? clamd(antivirus) : sansAntivirus,
});
