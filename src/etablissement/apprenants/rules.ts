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

/** What a change of class does to the enrolments, the latest being `derniere`. */
export type Passage =
  | { geste: "ouvrir" }
  /** the enrolment had not begun on that day, or is taken up again: it is the one corrected */
  | { geste: "corriger" }
  | { geste: "fermer-et-ouvrir" };

/**
 * How a learner enters a class on a day. A class he leaves is closed the day before; an enrolment of that very day or
 * later is corrected in place, and so is one of the same class that was closed by mistake.
 * @returns null when he is still elsewhere on that day, by an enrolment already closed at a later date
 */
export function passage(
  derniere: Pick<Inscription, "classe" | "du" | "au"> | null,
  { classe, du }: { classe: string; du: CivilDate },
): Passage | null {
  if (!derniere) return { geste: "ouvrir" };
  if (derniere.au === null) return { geste: derniere.du >= du ? "corriger" : "fermer-et-ouvrir" };
  if (derniere.au < du) return { geste: "ouvrir" };
  return derniere.classe === classe && derniere.du <= du ? { geste: "corriger" } : null;
}
