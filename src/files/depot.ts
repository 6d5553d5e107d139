import { type ImageRefaite, refaireImage } from "#files/images.ts";
import { natureDe } from "#files/sniff.ts";
import { type Contents, readZip } from "#files/zip.ts";
import { accept, type Decision, refuse } from "#kernel/decision.ts";

/** A file as it may be kept: an image drawn again, or a document as it came. Size in bytes, sides in pixels. */
export type Depot =
  | ({ genre: "image"; extension: "jpg" | "png" } & ImageRefaite)
  | { genre: "document"; extension: "pdf" | "odt" | "docx"; type: string; contenu: Buffer };

export const OCTETS_MAX = 10 * 1024 * 1024;

const non = (code: string, message: string) => refuse(code, message, "fichier");
const refus = {
  vide: non("fichier-vide", "Ce fichier est vide : choisis-en un autre."),
  lourd: non(
    "fichier-lourd",
    "Ce fichier dépasse 10 Mo : réduis-le, ou partage-le par une adresse internet.",
  ),
  autre: non(
    "fichier-nature",
    "Ce fichier n’est pas accepté : choisis une photo (JPEG, PNG, WebP, HEIC) ou un document PDF, ODT ou DOCX.",
  ),
  image: non(
    "fichier-image",
    "Cette image est abîmée ou trop grande (40 millions de pixels au plus) : reprends la photo, ou enregistre-la de nouveau.",
  ),
  heic: non(
    "fichier-heic",
    "Cette photo HEIC n’a pas pu être lue. Sur l’iPhone : Réglages, Appareil photo, Formats, « Le plus compatible », puis reprends la photo ; ou envoie-la en JPEG.",
  ),
  pdf: non("fichier-pdf", "Ce PDF est abîmé ou incomplet : enregistre-le de nouveau, puis renvoie-le."),
  archive: non(
    "fichier-archive",
    "Ce document est abîmé, protégé par un mot de passe, ou n’est ni un ODT ni un DOCX : enregistre-le de nouveau, puis renvoie-le.",
  ),
  macros: non(
    "fichier-macros",
    "Ce document contient des macros (de petits programmes) : enregistre-le sans macros, puis renvoie-le.",
  ),
};

/**
 * What a file becomes before it may be kept: its kind is told by its content, images are drawn again, documents are
 * opened and checked. Everything else is refused.
 * @returns the bytes to keep, or the sentence for the field `fichier`
 */
export async function lireDepot(bytes: Uint8Array): Promise<Decision<Depot>> {
  if (bytes.length === 0) return refus.vide;
  if (bytes.length > OCTETS_MAX) return refus.lourd;
  const nature = natureDe(bytes);
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (nature === "autre") return refus.autre;
  if (nature === "pdf") {
    // a reader finds its way from the end: a PDF without one was cut
    const whole = data.subarray(-2_048).includes("%%EOF");
    return whole
      ? accept({ genre: "document", extension: "pdf", type: "application/pdf", contenu: data })
      : refus.pdf;
  }
  if (nature === "zip") return lireDocument(data);
  const image = await refaireImage(bytes, nature);
  if (!image) return nature === "heic" ? refus.heic : refus.image;
  return accept({ genre: "image", extension: image.type === "image/png" ? "png" : "jpg", ...image });
}

const ODT = "application/vnd.oasis.opendocument.text";
const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

async function lireDocument(data: Buffer): Promise<Decision<Depot>> {
  const contents = await readZip(data);
  if (!contents) return refus.archive;
  const odt = estOdt(contents);
  if (!odt && !estDocx(contents)) return refus.archive;
  if (porteDesMacros(contents)) return refus.macros;
  return accept({
    genre: "document",
    extension: odt ? "odt" : "docx",
    type: odt ? ODT : DOCX,
    contenu: data,
  });
}

/** OpenDocument 1.3 part 2, 3.3: the entry « mimetype » says the kind. */
const estOdt = (contents: Contents) =>
  contents.get("mimetype")?.toString("latin1").trim() === ODT && contents.has("content.xml");

/** ECMA-376 part 2: the list of types names the main part, of a document and not of a template or a macro one. */
const estDocx = (contents: Contents) =>
  contents.has("word/document.xml") &&
  (contents.get("[Content_Types].xml")?.includes(`${DOCX}.main+xml`) ?? false);

function porteDesMacros(contents: Contents): boolean {
  const types = contents.get("[Content_Types].xml")?.toString("utf8") ?? "";
  return (
    /macroEnabled|vbaProject|activeX/i.test(types) ||
    [...contents.keys()].some((name) =>
      /(^|\/)(vba[^/]*\.(bin|xml)|activeX\/.*|Basic\/.+|Scripts\/.+)$/i.test(name),
    )
  );
}
