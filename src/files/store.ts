import { createHash, randomUUID } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";

/**
 * The bytes people send, outside the web root and the database, under the SHA-256 of their content: the same photo
 * twice is one file, and no name anybody chose is ever a path. Each school has its own folder. An S3-compatible store
 * will take the same shape (design/architecture.md « Beyond one machine »); this one is a folder.
 */
export type FileStore = {
  /** Keeps these bytes; they are on the disk when it answers. @returns their SHA-256 */
  put: (ecole: string, bytes: Uint8Array) => Promise<Buffer>;
  /** @returns the bytes, or null when they are not kept */
  get: (ecole: string, empreinte: Buffer) => Promise<Buffer | null>;
  /** Forgets them; nothing happens when they are not kept. */
  remove: (ecole: string, empreinte: Buffer) => Promise<void>;
  /** What is kept for a school, in no order. */
  list: (ecole: string) => Promise<Buffer[]>;
};

const absent = (error: unknown): null => {
  if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
  throw error;
};

const DIGEST = /^[0-9a-f]{64}$/;

/** A store in a folder: `<school>/ab/cd/<digest>`, so that no folder grows without end. */
export function createFileStore(folder: string): FileStore {
  const placeOf = (ecole: string, empreinte: Buffer) => {
    const hex = empreinte.toString("hex");
    if (!DIGEST.test(hex)) throw new Error("a digest has 32 bytes");
    return join(folder, ecole, hex.slice(0, 2), hex.slice(2, 4), hex);
  };
  return {
    put: async (ecole, bytes) => {
      const empreinte = createHash("sha256").update(bytes).digest();
      const place = placeOf(ecole, empreinte);
      await mkdir(dirname(place), { recursive: true, mode: 0o700 });
      // written aside, then given its name: a cut leaves no half file under a digest
      const aside = `${place}.${randomUUID()}`;
      const file = await open(aside, "wx", 0o600);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(aside, place);
      await syncFolder(dirname(place));
      return empreinte;
    },
    get: (ecole, empreinte) => readFile(placeOf(ecole, empreinte)).catch(absent),
    remove: (ecole, empreinte) => rm(placeOf(ecole, empreinte), { force: true }),
    list: async (ecole) => {
      const names = await readdir(join(folder, ecole), { recursive: true }).catch(absent);
      return (names ?? [])
        .map((name) => name.split(/[\\/]/).at(-1) ?? "")
        .filter((name) => DIGEST.test(name))
        .map((hex) => Buffer.from(hex, "hex"));
    },
  };
}

/** A name given survives a power cut once its folder is on the disk; some systems cannot open a folder. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r").catch(() => null);
  if (!folder) return;
  await folder.sync().catch(() => undefined);
  await folder.close();
}
