import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { createPieces } from "#files/pieces.ts";
import { createFileStore } from "#files/store.ts";
import { newId } from "#kernel/id.ts";

const folder = mkdtempSync(join(tmpdir(), "passerelle-fichiers-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const [ecole, voisine] = [newId(), newId()];

test("bytes are kept once under their digest, school by school, readable by their owner alone", async () => {
  const store = createFileStore(join(folder, "fichiers"));
  const empreinte = await store.put(ecole, Buffer.from("un plan"));
  expect((await store.put(ecole, Buffer.from("un plan"))).equals(empreinte)).toBe(true);
  expect((await store.get(ecole, empreinte))?.toString()).toBe("un plan");
  expect(await store.get(voisine, empreinte)).toBe(null);
  expect(await store.list(voisine)).toEqual([]);
  expect((await store.list(ecole)).map((one) => one.equals(empreinte))).toEqual([true]);
  const files = readdirSync(join(folder, "fichiers"), { recursive: true, withFileTypes: true }).filter(
    (one) => one.isFile(),
  );
  expect(files.map(({ name }) => name)).toEqual([empreinte.toString("hex")]);
  const [file] = files;
  expect(statSync(join(file?.parentPath ?? "", file?.name ?? "")).mode & 0o077).toBe(0);
  await store.remove(ecole, empreinte);
  await store.remove(ecole, empreinte);
  expect(await store.get(ecole, empreinte)).toBe(null);
});

test("a digest is never a path", async () => {
  const store = createFileStore(folder);
  await expect(async () => store.get(ecole, Buffer.from("../../etc/passwd"))).rejects.toThrow("32 bytes");
  const pieces = createPieces(folder);
  await expect(pieces.write(ecole, "../../dehors", 0, Buffer.from("x"))).rejects.toThrow("by its id");
});

test("pieces stand where they belong, sent twice or not", async () => {
  const pieces = createPieces(join(folder, "envois"));
  const envoi = newId();
  expect(await pieces.read(ecole, envoi)).toBe(null);
  await pieces.write(ecole, envoi, 0, Buffer.from("abc"));
  await pieces.write(ecole, envoi, 3, Buffer.from("def"));
  await pieces.write(ecole, envoi, 3, Buffer.from("def"));
  expect((await pieces.read(ecole, envoi))?.toString()).toBe("abcdef");
  expect(await pieces.list(ecole)).toEqual([envoi]);
  await pieces.remove(ecole, envoi);
  expect(await pieces.list(ecole)).toEqual([]);
});
