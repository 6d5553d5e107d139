import {
  type Cle,
  type Conflit,
  estCase,
  estChampDuBilan,
  ligneDe,
  lireCompetence,
  type Stockee,
} from "#bilans/lignes/rules.ts";
import { type CivilDate, civilDateIn } from "#kernel/civil-date.ts";
import { hour, instantText, longDate } from "#kernel/french.ts";
import { libelleEngagement, niveauDe } from "#referentiel/rules.ts";
import type { Referentiel } from "#referentiel/types.ts";

/** « à 14 h 32 » today, « le 20 nov. à 14 h 32 » before. */
export const quand = (le: Date, now: Date, fuseau: string): string =>
  civilDateIn(le, fuseau) === civilDateIn(now, fuseau)
    ? `à ${hour(le, fuseau)}`
    : `le ${instantText(le, fuseau)}`;

/** « Karim Benali, à 14 h 32 »: who wrote a line last (B-20). */
export const signature = (stockee: Stockee | undefined, now: Date, fuseau: string): string | null =>
  stockee && stockee.valeur !== "" ? `${stockee.auteur}, ${quand(stockee.le, now, fuseau)}` : null;

/** What a line is called: « C2.1 », « A1T1 », « l’engagement ». */
export function nomDe(cle: Cle): string {
  if (cle === "dateRencontre") return "la date de la rencontre";
  if (cle === "commentaire") return "le commentaire";
  if (cle === "presence") return "la personne présente";
  const ligne = ligneDe(cle);
  return !ligne || ligne.nature === "engagement" ? "l’engagement" : ligne.element.replace("#", ", ligne ");
}

const niveauText = (ref: Referentiel, code: string) =>
  code === "" ? "rien" : `${code} (${niveauDe(ref, code).intitule})`;

/** A value of the grid in words. */
export function valeurText(ref: Referentiel, cle: Cle, valeur: string): string {
  if (cle === "dateRencontre") return valeur ? longDate(valeur as CivilDate) : "aucune date";
  if (cle === "commentaire" || cle === "presence") return valeur ? `« ${valeur} »` : "rien";
  if (cle === "engagement")
    return valeur
      ? `${valeur} ${valeur === "1" ? "étoile" : "étoiles"} (${libelleEngagement(ref, valeur)})`
      : "rien";
  if (estCase(cle)) return valeur ? "cochée" : "non cochée";
  if (!cle.startsWith("competence.")) return niveauText(ref, valeur);
  const { mode, niveau } = lireCompetence(valeur);
  return mode === "detaillee"
    ? `${niveauText(ref, niveau)} en évaluation détaillée`
    : niveauText(ref, niveau);
}

/** When a text is read, where its reader is, and whether he is a learner, whom one calls « tu ». */
export type Lecture = { now: Date; fuseau: string; tutoie?: boolean };

const verbs = (cle: Cle, tutoie: boolean): [string, string] => {
  const vous = tutoie ? "tu avais" : "vous aviez";
  if (cle === "commentaire" || cle === "presence") return ["a écrit", `${vous} écrit`];
  if (cle === "dateRencontre") return ["a indiqué", `${vous} indiqué`];
  if (estCase(cle)) return ["l’a laissée", tutoie ? "tu l’avais laissée" : "vous l’aviez laissée"];
  return ["a choisi", `${vous} choisi`];
};

/** « Karim Benali a choisi 4 (Satisfaisant) à 14 h 32 ; vous aviez choisi 2 (Insuffisant). » */
export function conflitText(
  ref: Referentiel,
  { cle, valeur, stockee }: Conflit,
  { now, fuseau, tutoie = false }: Lecture,
): string {
  const [theirs, yours] = verbs(cle, tutoie);
  return `${stockee.auteur} ${theirs} ${valeurText(ref, cle, stockee.valeur)} ${quand(stockee.le, now, fuseau)} ; ${yours} ${valeurText(ref, cle, valeur)}.`;
}

/** « Karim Benali vient de choisir 4 (Satisfaisant) pour C2.1 »: what one sees happen on the other’s screen. */
export function changementText(ref: Referentiel, cle: Cle, { auteur, valeur }: Stockee): string {
  const quoi = nomDe(cle);
  if (estChampDuBilan(cle)) return `${auteur} vient de modifier ${quoi}`;
  if (estCase(cle)) return `${auteur} vient de ${valeur ? "cocher" : "décocher"} ${quoi}`;
  const competence = cle.startsWith("competence.") ? lireCompetence(valeur) : null;
  if (competence ? competence.niveau : valeur)
    return `${auteur} vient de choisir ${valeurText(ref, cle, valeur)} pour ${quoi}`;
  return competence?.mode === "detaillee"
    ? `${auteur} vient de passer ${quoi} en évaluation détaillée`
    : `${auteur} vient d’effacer ${quoi}`;
}
