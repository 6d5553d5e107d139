import { zipSync } from "fflate";
import { lotsDe } from "#documents/tirage/lots.ts";
import { download, fileName } from "#files/download.ts";

/** A file to download. @param name with its extension */
export const fichier = (bytes: Uint8Array<ArrayBuffer>, name: string, type = "application/pdf"): Response =>
  download(bytes, name, type);

/** A PDF under a name made of people's words: what a file system refuses is replaced. */
export const fichierPdf = (bytes: Uint8Array<ArrayBuffer>, name: string): Response =>
  fichier(bytes, fileName(name, "pdf"));

/** Above this one file a class, in an archive: one document is made at a time, and the others wait for it. */
const FICHIER_MAX = 60;

/**
 * The sheets of a whole period: one PDF called `nom`, or above sixty learners one a class in a ZIP (`lotsDe`).
 * @param make the PDF of the sheets given
 */
export async function fichierDePeriode<F extends { apprenant: { classe: string } }>(
  nom: string,
  feuilles: readonly F[],
  make: (feuilles: F[]) => Promise<Uint8Array<ArrayBuffer>>,
): Promise<Response> {
  if (feuilles.length <= FICHIER_MAX) return fichierPdf(await make([...feuilles]), nom);
  const archive: Record<string, Uint8Array> = {};
  for (const lot of lotsDe(nom, feuilles, FICHIER_MAX)) archive[lot.nom] = await make([...lot.feuilles]);
  return fichier(zipSync(archive, { level: 0 }), fileName(nom, "zip"), "application/zip");
}
