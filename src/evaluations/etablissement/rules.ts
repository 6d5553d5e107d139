import type { CivilDate } from "#kernel/civil-date.ts";
import { allowed, type Decision, refuse } from "#kernel/decision.ts";
import { listName, longDate } from "#kernel/french.ts";
import { estVerrouille } from "#verrous/rules.ts";

/** An evaluation made at school, for a class or for one of its learners. */
export type Evaluation = {
  id: string;
  titre: string;
  date: CivilDate;
  classe: { id: string; nom: string; referentiel: string; referentielVersion: string };
  /** the one learner it is about; null: the class */
  apprenant: string | null;
  /** its columns, in the order of the référentiel */
  competences: readonly string[];
  version: number;
  auteur: string;
};

/** A learner it concerns: of the class that day, or already evaluated. */
export type Concerne = {
  id: string;
  nom: string;
  prenom: string;
  absent: boolean;
  /** level by competence; what was not evaluated is not there */
  niveaux: Readonly<Record<string, string>>;
  dernierBilan: CivilDate | null;
  /** his dossiers: who welcomes him in one reads what concerns him */
  dossiers: readonly string[];
};

export type FaitsEvaluation = {
  classe: { id: string };
  date: CivilDate;
  concernes: readonly Concerne[];
};

/** A tuteur de stage reads the rows of the learners he welcomes. */
export const suitApprenant = (
  lecteur: { dossiers: readonly string[] },
  { dossiers }: Pick<Concerne, "dossiers">,
): boolean => dossiers.some((dossier) => lecteur.dossiers.includes(dossier));

const evalue = ({ absent, niveaux }: Concerne): boolean => absent || Object.keys(niveaux).length > 0;

/** The row of a learner whose bilan intermédiaire took this evaluation into account (strictly before: S-74). */
export const ligneFigee = ({ dernierBilan }: Pick<Concerne, "dernierBilan">, date: CivilDate): boolean =>
  estVerrouille(date, dernierBilan);

const nommer = (figes: readonly Concerne[]): string => {
  const [first] = figes;
  const others = figes.length > 1 ? ` et ${figes.length - 1} autre${figes.length > 2 ? "s" : ""}` : "";
  return first ? `${listName(first)}${others}` : "";
};

/** Title, date and competences stand, and nothing is deleted, while one of its learners is frozen. */
export function evaluationLibre({ concernes, date }: Pick<FaitsEvaluation, "concernes" | "date">): Decision {
  const figes = concernes.filter((one) => evalue(one) && ligneFigee(one, date));
  const dernier = figes[0]?.dernierBilan;
  return dernier
    ? refuse(
        "verrou-evaluation",
        `Évaluation figée : elle est prise en compte dans le bilan intermédiaire du ${longDate(dernier)} (${nommer(figes)}). L’enseignant qui a fait ce bilan intermédiaire peut l’annuler.`,
      )
    : allowed;
}

/**
 * The day given to an evaluation: nobody evaluated may be frozen by it at once.
 * @param pour those it is for, evaluated yet or not: when all would be frozen, nothing could be written
 */
export function verifierDate(date: CivilDate, today: CivilDate, pour: readonly Concerne[]): Decision {
  if (date > today)
    return refuse(
      "date-future",
      "Cette évaluation n’a pas encore eu lieu : choisissez une date passée ou aujourd’hui.",
      "date",
    );
  const figes = pour.filter((one) => ligneFigee(one, date));
  const evalues = figes.filter(evalue);
  const blocking = evalues.length > 0 ? evalues : figes.length === pour.length ? figes : [];
  const dernier = blocking[0]?.dernierBilan;
  return dernier
    ? refuse(
        "date-verrouillee",
        `Un bilan intermédiaire a été fait le ${longDate(dernier)} (${nommer(blocking)}) : l’évaluation ne peut pas être datée d’avant.`,
        "date",
      )
    : allowed;
}

/** What is written for one learner. */
export type LigneSaisie = { apprenant: string; absent: boolean; niveaux: Record<string, string> };

/** Somebody absent has no level. */
export const verifierLignes = (lignes: readonly LigneSaisie[]): Record<string, string> =>
  Object.fromEntries(
    lignes
      .filter(({ absent, niveaux }) => absent && Object.keys(niveaux).length > 0)
      .map(({ apprenant }) => [
        `absent.${apprenant}`,
        "Absent, mais un niveau est choisi : décochez « Absent » ou effacez le niveau.",
      ]),
  );

/** Competences withdrawn although somebody was evaluated on them: their levels would be lost. */
export function verifierRetrait(
  { competences }: Pick<Evaluation, "competences">,
  concernes: readonly Concerne[],
  gardees: readonly string[],
): Decision {
  const perdues = competences.filter(
    (code) => !gardees.includes(code) && concernes.some(({ niveaux }) => niveaux[code] !== undefined),
  );
  return perdues.length === 0
    ? allowed
    : refuse(
        "competence-evaluee",
        `${perdues.join(", ")} : des niveaux sont déjà saisis. Effacez-les d’abord dans le tableau.`,
        "competences",
      );
}
