import type { Auteur } from "#fiche-de-liaison/rules.ts";
import { type Decision, type Refusal, refuse } from "#kernel/decision.ts";
import type { Fichier } from "#portfolio/fichiers/rules.ts";

/** The signed convention, scanned (B-26): one in force, those it replaced or that were taken out kept thirty days. */
export type Scan = Pick<Fichier, "id" | "genre" | "type" | "taille" | "etat" | "empreinte" | "retire"> & {
  le: Date;
  par: Auteur;
};

export const scanPresent = (scans: readonly Scan[]): Scan | null =>
  scans.find(({ retire }) => !retire) ?? null;
export const scansRetires = (scans: readonly Scan[]): Scan[] => scans.filter(({ retire }) => retire);

/** What a scanner or a phone gives; the name of what is downloaded ends so. */
const extensions: Record<string, string> = {
  "application/pdf": "pdf",
  "image/jpeg": "jpg",
  "image/png": "png",
};
export const extensionDe = (type: string): string => extensions[type] ?? "";

/** A paper is scanned: a text that can still be written is no signed convention. */
export const estUnScan = (type: string): Decision =>
  type in extensions
    ? { ok: true, value: undefined }
    : refuse(
        "scan-nature",
        "Un document de traitement de texte n’est pas un scan : choisissez un PDF ou une photo de la convention signée.",
        "fichier",
      );

/** The depot speaks to learners; the same refusals for a teacher, by their code. */
const enVous: Record<string, string> = {
  "fichier-vide": "Ce fichier est vide : choisissez-en un autre.",
  "fichier-lourd":
    "Ce fichier dépasse 10 Mo : scannez de nouveau en qualité moindre (200 points par pouce suffisent).",
  "fichier-nature": "Ce fichier n’est pas accepté : choisissez un PDF ou une photo (JPEG, PNG, WebP, HEIC).",
  "fichier-archive": "Ce fichier n’est pas accepté : choisissez un PDF ou une photo (JPEG, PNG, WebP, HEIC).",
  "fichier-macros": "Ce fichier n’est pas accepté : choisissez un PDF ou une photo (JPEG, PNG, WebP, HEIC).",
  "fichier-image":
    "Cette image est abîmée ou trop grande (40 millions de pixels au plus) : reprenez la photo, ou enregistrez-la de nouveau.",
  "fichier-heic": "Cette photo HEIC n’a pas pu être lue : envoyez-la en JPEG.",
  "fichier-pdf": "Ce PDF est abîmé ou incomplet : enregistrez-le de nouveau, puis renvoyez-le.",
  "fichier-infecte":
    "L’antivirus a reconnu un virus dans ce fichier : il n’a pas été gardé. Prévenez l’administrateur.",
};
export const refusEnVous = (refusal: Refusal): Refusal => ({
  ...refusal,
  message: enVous[refusal.code] ?? refusal.message,
});
