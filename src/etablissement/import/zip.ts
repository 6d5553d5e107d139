import { Unzip, UnzipInflate } from "fflate";
import { cite } from "#etablissement/import/ligne.ts";
import { accept, type Decision, refuse } from "#kernel/decision.ts";

const MAX_INFLATED = 50_000_000;
/** Deflate gives at most 1032 bytes for one: a small step bounds what is inflated before the limit is seen. */
const STEP = 8_192;

class Stop extends Error {}

export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;

/**
 * The one XML file of a ZIP (SIECLE's `ExportXML_ElevesSansAdresses.zip`), inflated in memory, 50 MB at most:
 * the size is counted while inflating, what the archive says of itself is not believed.
 */
export function extractXml(bytes: Uint8Array): Decision<Uint8Array> {
  const names: string[] = [];
  const chunks: Uint8Array[] = [];
  let size = 0;
  let complete = false;
  const unzip = new Unzip((file) => {
    names.push(file.name);
    if (isOffice(file.name)) throw new Stop();
    if (!/\.xml$/i.test(file.name)) return;
    if (names.filter((name) => /\.xml$/i.test(name)).length > 1) throw new Stop();
    file.ondata = (error, chunk, final) => {
      if (error) throw error;
      size += chunk.length;
      if (size > MAX_INFLATED) throw new Stop();
      chunks.push(chunk);
      complete = final;
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  try {
    for (let at = 0; at < bytes.length; at += STEP)
      unzip.push(bytes.subarray(at, at + STEP), at + STEP >= bytes.length);
  } catch (error) {
    if (!(error instanceof Stop)) return unreadable;
  }

  const xml = names.filter((name) => /\.xml$/i.test(name));
  if (names.some(isOffice)) return classeur;
  if (size > MAX_INFLATED)
    return refuse("zip-trop-gros", "L’archive dépasse 50\u00a0Mo une fois ouverte\u00a0: elle est refusée.");
  if (xml.length > 1)
    return refuse(
      "zip-plusieurs",
      `L’archive contient plusieurs fichiers XML (${xml.map(cite).join(", ")})\u00a0: un seul est attendu, ElevesSansAdresses.xml.`,
    );
  if (xml.length === 0)
    return refuse(
      "zip-sans-xml",
      "L’archive ne contient pas de fichier XML (attendu\u00a0: ElevesSansAdresses.xml).",
    );
  return complete ? accept(join(chunks, size)) : unreadable;
}

const unreadable = refuse("zip-illisible", "L’archive est abîmée ou protégée\u00a0: elle ne s’ouvre pas.");

/** The answer to a spreadsheet's own file, whatever its kind. */
export const classeur = refuse(
  "classeur",
  "Ce fichier est un classeur de tableur. Enregistrez-le au format CSV, puis importez le CSV.",
);

const isOffice = (name: string) =>
  name === "[Content_Types].xml" || name === "mimetype" || name === "content.xml" || name.startsWith("xl/");

function join(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
