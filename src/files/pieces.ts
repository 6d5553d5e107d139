import { mkdir, open, readdir, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isId } from "#kernel/id.ts";

/** Files on their way, a piece at a time, until they are whole. One machine's folder: a cut costs one piece. */
export type Pieces = {
  /** Writes a piece at its place; the same again changes nothing. `at` in bytes. */
  write: (ecole: string, envoi: string, at: number, bytes: Uint8Array) => Promise<void>;
  /** What has come so far; null when nothing has. */
  read: (ecole: string, envoi: string) => Promise<Buffer | null>;
  remove: (ecole: string, envoi: string) => Promise<void>;
  /** The sendings of a school that left something here. */
  list: (ecole: string) => Promise<string[]>;
};

const absent = (error: unknown): null => {
  if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
  throw error;
};

export function createPieces(folder: string): Pieces {
  const placeOf = (ecole: string, envoi: string) => {
    if (!isId(envoi)) throw new Error("a sending is named by its id");
    return join(folder, ecole, envoi);
  };
  return {
    write: async (ecole, envoi, at, bytes) => {
      const place = placeOf(ecole, envoi);
      await mkdir(dirname(place), { recursive: true, mode: 0o700 });
      const file = await open(place, "r+").catch((error) => absent(error) ?? open(place, "w+", 0o600));
      try {
        await file.write(bytes, 0, bytes.length, at);
      } finally {
        await file.close();
      }
    },
    read: (ecole, envoi) => readFile(placeOf(ecole, envoi)).catch(absent),
    remove: (ecole, envoi) => rm(placeOf(ecole, envoi), { force: true }),
    list: async (ecole) => (await readdir(join(folder, ecole)).catch(absent))?.filter(isId) ?? [],
  };
}
