import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import PostalMime from "postal-mime";
import { isId } from "#kernel/id.ts";

/** A letter of the folder, as a mail reader shows it. */
export type ReadLetter = {
  id: string;
  to: string;
  subject: string;
  date: Date | null;
  text: string;
  html: string;
  /** the addresses found in the text, in order */
  links: string[];
};

const missing = (error: unknown) => (error as NodeJS.ErrnoException).code === "ENOENT";

/** One letter written as a file; null when there is none of that id. */
export async function readLetter(folder: string, id: string): Promise<ReadLetter | null> {
  if (!isId(id)) return null;
  const file = await readFile(join(folder, `${id}.eml`)).catch((error: unknown) => {
    if (missing(error)) return null;
    throw error;
  });
  if (!file) return null;
  const mail = await PostalMime.parse(file);
  const text = mail.text ?? "";
  return {
    id,
    to: mail.to?.map((address) => address.address ?? "").join(", ") ?? "",
    subject: mail.subject ?? "",
    date: mail.date ? new Date(mail.date) : null,
    text,
    html: mail.html ?? "",
    links: text.match(/https?:\/\/\S+/g) ?? [],
  };
}

/** The letters of the folder, newest first (their ids grow with time). */
export async function readOutbox(folder: string, limit = 200): Promise<ReadLetter[]> {
  const files = await readdir(folder).catch((error: unknown) => {
    if (missing(error)) return [];
    throw error;
  });
  const ids = files
    .filter((file) => file.endsWith(".eml"))
    .map((file) => file.slice(0, -4))
    .sort()
    .reverse()
    .slice(0, limit);
  const letters = await Promise.all(ids.map((id) => readLetter(folder, id)));
  return letters.filter((letter) => letter !== null);
}
