import { promisify } from "node:util";
import { inflateRaw } from "node:zlib";

const inflate = promisify(inflateRaw);

/** One entry of an archive, as its table says. */
type Entry = { name: string; at: number; packed: number; method: number; encrypted: boolean };

/** The contents of an archive, by name. */
export type Contents = ReadonlyMap<string, Buffer>;

const ENTRIES_MAX = 2_000;
/** Everything unfolded; a 10 MB document full of photos stays far below. */
const TOTAL_MAX = 80 * 1024 * 1024;

/**
 * Opens a ZIP archive whole, in memory, believing nothing it says of its sizes: 2,000 entries and 80 MB at most,
 * unfolded outside the main thread. Refused as well: a name that leaves the folder, two of one name, an encrypted
 * entry, anything before the first entry, between the parts or after the end (a file that is also another kind of file).
 * @returns null for all of these, and for what is no archive
 */
export async function readZip(bytes: Buffer): Promise<Contents | null> {
  const entries = tableOf(bytes);
  if (!entries) return null;
  const contents = new Map<string, Buffer>();
  let left = TOTAL_MAX;
  for (const entry of entries) {
    if (entry.encrypted || !isSafe(entry.name) || contents.has(entry.name)) return null;
    const packed = packedOf(bytes, entry);
    if (!packed) return null;
    const content = await unfold(packed, entry.method, left);
    if (!content) return null;
    left -= content.length;
    contents.set(entry.name, content);
  }
  return contents;
}

const isSafe = (name: string) =>
  name !== "" &&
  !name.includes("\\") &&
  !name.includes("\0") &&
  !name.startsWith("/") &&
  !/^[A-Za-z]:/.test(name) &&
  !name.split("/").includes("..");

async function unfold(packed: Buffer, method: number, left: number): Promise<Buffer | null> {
  if (method === 0) return packed.length <= left ? packed : null;
  if (method !== 8) return null;
  // one byte more than allowed is enough to know; zlib stops there
  return inflate(packed, { maxOutputLength: Math.max(left, 1) }).catch(() => null);
}

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;

/** The table at the end (APPNOTE 4.3.12 and 4.3.16); null when it is not one, whole, at its place. */
function tableOf(bytes: Buffer): Entry[] | null {
  const end = bytes.length - 22;
  // no comment: the last 22 bytes are the end, nothing hides after it
  if (end < 0 || bytes.readUInt32LE(end) !== END || bytes.readUInt16LE(end + 20) !== 0) return null;
  const count = bytes.readUInt16LE(end + 10);
  const start = bytes.readUInt32LE(end + 16);
  if (count === 0 || count > ENTRIES_MAX || start + bytes.readUInt32LE(end + 12) !== end) return null;
  const entries: Entry[] = [];
  let at = start;
  for (let n = 0; n < count; n++) {
    if (at + 46 > end || bytes.readUInt32LE(at) !== CENTRAL) return null;
    const name = bytes.readUInt16LE(at + 28);
    const next = at + 46 + name + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    if (next > end) return null;
    entries.push({
      name: bytes.toString("utf8", at + 46, at + 46 + name),
      at: bytes.readUInt32LE(at + 42),
      packed: bytes.readUInt32LE(at + 20),
      method: bytes.readUInt16LE(at + 10),
      encrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
    });
    at = next;
  }
  return at === end && entries.some((entry) => entry.at === 0) ? entries : null;
}

/** The bytes of an entry, where its own header says the same name as the table. */
function packedOf(bytes: Buffer, { name, at, packed }: Entry): Buffer | null {
  if (at + 30 > bytes.length || bytes.readUInt32LE(at) !== LOCAL) return null;
  const length = bytes.readUInt16LE(at + 26);
  const start = at + 30 + length + bytes.readUInt16LE(at + 28);
  if (start + packed > bytes.length || bytes.toString("utf8", at + 30, at + 30 + length) !== name)
    return null;
  return bytes.subarray(start, start + packed);
}
