import type { CivilDate } from "#kernel/civil-date.ts";

/*
 * A form that several people fill, line by line: the bilan entreprise, the attitudes. Each line has its own version, so
 * that nobody's choice is overwritten (B-19), and its own author (B-20).
 */

/** The fields of a bilan itself are lines too; `presence`: « Saisi par X en présence de Y », on one shared device. */
export const CHAMPS_DU_BILAN = ["dateRencontre", "commentaire", "presence"] as const;
export const NATURES = ["tache", "competence", "detail", "engagement", "attitude", "retenue"] as const;
export type Nature = (typeof NATURES)[number];

/**
 * The name of a line, in the form as in the code: "competence.C2.1", "detail.C2.1#2", "tache.A1T1", "attitude.ASSIDUITE",
 * "engagement", "dateRencontre", "commentaire", "presence"; "retenue.C2.1": the competence is one of a certificative
 * grid.
 */
export type Cle = string;

export const cleDe = (nature: Nature, element: string): Cle =>
  nature === "engagement" ? "engagement" : `${nature}.${element}`;

/** The nature and element of a line; null for a field of the bilan itself. */
export function ligneDe(cle: Cle): { nature: Nature; element: string } | null {
  if (cle === "engagement") return { nature: "engagement", element: "engagement" };
  const cut = cle.indexOf(".");
  const nature = NATURES.find((one) => one === cle.slice(0, cut));
  return nature ? { nature, element: cle.slice(cut + 1) } : null;
}

export type Mode = "globale" | "detaillee";

/** The value of a competence's line holds its mode and its level: "detaillee:4", "globale:" (nothing chosen). */
export const valeurCompetence = (mode: Mode, niveau: string): string => `${mode}:${niveau}`;
export function lireCompetence(valeur: string): { mode: Mode; niveau: string } {
  const [mode, niveau = ""] = valeur.split(":");
  return { mode: mode === "detaillee" ? "detaillee" : "globale", niveau };
}

/** What a line holds before anybody writes it. NE is a level like another: never confused with this. */
export const valeurVide = (cle: Cle): string =>
  cle.startsWith("competence.") ? valeurCompetence("globale", "") : "";

/** A line as stored: its own version (0: never written), who wrote it last and when. */
export type Stockee = { valeur: string; version: number; auteur: string; le: Date };
/** A line as sent: its value, and what the form was drawn from. */
export type Soumise = { cle: Cle; valeur: string; base: { version: number; valeur: string } };

export type Conflit = { cle: Cle; valeur: string; stockee: Stockee };
export type Fusion = {
  /** what to write; `version` is the new one */
  ecrire: { cle: Cle; valeur: string; version: number }[];
  conflits: Conflit[];
};

/** Lines that are a box to tick: "oui" or nothing. */
export const estCase = (cle: Cle): boolean => cle.startsWith("tache.") || cle.startsWith("retenue.");

export const estChampDuBilan = (cle: Cle) => (CHAMPS_DU_BILAN as readonly string[]).includes(cle);

/**
 * Several evaluators on one grid (S-63, B-19): compares each line sent with what is stored.
 * Untouched since it was drawn → left alone, whatever others did. Touched, and stored as it was drawn → written.
 * Touched, and written meanwhile by somebody who chose the same → nothing to do. Something else → a conflict: the
 * caller then writes nothing at all. The fields of the bilan share one version, so their value decides.
 */
export function fusionner(stockees: ReadonlyMap<Cle, Stockee>, soumises: readonly Soumise[]): Fusion {
  const fusion: Fusion = { ecrire: [], conflits: [] };
  for (const { cle, valeur, base } of soumises) {
    const stockee = stockees.get(cle);
    const actuelle = stockee?.valeur ?? valeurVide(cle);
    const version = stockee?.version ?? 0;
    if (valeur === base.valeur || valeur === actuelle) continue;
    const commeAffichee = estChampDuBilan(cle) ? actuelle === base.valeur : version === base.version;
    if (commeAffichee || !stockee) fusion.ecrire.push({ cle, valeur, version: version + 1 });
    else fusion.conflits.push({ cle, valeur, stockee });
  }
  return fusion;
}

/**
 * The form after a conflict: one's own choices kept where they were made, the others' everywhere else, all drawn from
 * what is stored now, so that saving again is informed.
 */
export const reprendre = (stockees: ReadonlyMap<Cle, Stockee>, soumises: readonly Soumise[]): Soumise[] =>
  soumises.map(({ cle, valeur, base }) => {
    const stockee = stockees.get(cle);
    const actuelle = stockee?.valeur ?? valeurVide(cle);
    return {
      cle,
      valeur: valeur === base.valeur ? actuelle : valeur,
      base: { version: stockee?.version ?? 0, valeur: actuelle },
    };
  });

/** A bilan of a dossier, as far as anybody wrote it. */
export type Bilan = {
  id: string;
  etat: "brouillon" | "transmis";
  dateRencontre: CivilDate | null;
  modifieLe: Date;
  modifiePar: string;
  /** the last time it was passed on; a draft that has one was reopened */
  transmisLe: Date | null;
  transmisPar: string | null;
  vuLe: Date | null;
  avis: string;
  /** who was there beside the one who typed; "" when everybody types for himself */
  presence: string;
};

/** Pressed again on what was already passed on, with nothing changed: the learner's reading of it stands. */
export const dejaTransmis = (bilan: Pick<Bilan, "etat"> | null, ecrites: Fusion["ecrire"]): boolean =>
  bilan?.etat === "transmis" && ecrites.length === 0;
