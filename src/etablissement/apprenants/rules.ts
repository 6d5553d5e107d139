import { cleDeNom } from "#etablissement/import/noms.ts";
import type { Statut } from "#etablissement/rules.ts";
import { type CivilDate, schoolYearOf } from "#kernel/civil-date.ts";

/** Where a learner stands in the school: in a class of this year or the next, in none, or gone. */
export type Presence = "inscrit" | "sans-classe" | "parti";

/** The enrolment that counts today: the one that runs, else the last one. */
export type Inscription = {
  classe: string;
  nom: string;
  annee: number;
  statut: Statut;
  du: CivilDate;
  au: CivilDate | null;
};

/** A learner as the administrator's lists show him. */
export type ApprenantGere = {
  id: string;
  nom: string;
  prenom: string;
  naissance: CivilDate | null;
  ine: string | null;
  inscription: Inscription | null;
};

/** A class of a year gone by is no class: its learner waits for the new one. */
export function presenceDe(inscription: Inscription | null, today: CivilDate): Presence {
  if (!inscription) return "sans-classe";
  if (inscription.au !== null && inscription.au < today) return "parti";
  return inscription.annee < schoolYearOf(today) ? "sans-classe" : "inscrit";
}

/** `classe`: the id of a class, « sans », « partis », or « » for everybody who is in a class or waits for one. */
export type Filtre = { q: string; classe: string };
export const SANS_CLASSE = "sans";
export const PARTIS = "partis";

/** The learners a search and a filter leave; accents, case and hyphens do not count, words may come in any order. */
export function chercher<A extends ApprenantGere>(
  apprenants: readonly A[],
  { q, classe }: Filtre,
  today: CivilDate,
): A[] {
  const words = q.split(/\s+/).map(cleDeNom).filter(Boolean);
  return apprenants.filter((one) => {
    const presence = presenceDe(one.inscription, today);
    const kept =
      classe === PARTIS
        ? presence === "parti"
        : classe === SANS_CLASSE
          ? presence === "sans-classe"
          : classe === ""
            ? presence !== "parti" || words.length > 0
            : presence === "inscrit" && one.inscription?.classe === classe;
    if (!kept) return false;
    const folded = `${cleDeNom(one.nom)} ${cleDeNom(one.prenom)} ${one.ine?.toLowerCase() ?? ""}`;
    return words.every((word) => folded.includes(word));
  });
}

/**
 * The enrolments that a change of class would withdraw, the latest first: those that began on that day or later. One may
 * be corrected so (the class he is in, one prepared for later); several would rewrite his history.
 */
export const retirees = <I extends Pick<Inscription, "du">>(inscriptions: readonly I[], du: CivilDate): I[] =>
  inscriptions.filter((one) => one.du >= du);
