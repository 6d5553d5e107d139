import type { Contenu } from "#portfolio/rules.ts";
import { competencesMobilisees, libelleCompetence, liensDe, matriceIndicative } from "#referentiel/rules.ts";
import type { Referentiel } from "#referentiel/types.ts";

/** A competence that an activity may name (B-01). */
export type CompetenceOfferte = {
  code: string;
  intitule: string;
  /** the tasks that propose it */
  taches: readonly string[];
};

export type CompetencesOffertes = {
  liste: CompetenceOfferte[];
  /** no official table says which task calls for which competence */
  indicative: boolean;
};

/**
 * Every competence of the référentiel, each with the tasks that propose it; a code tagged earlier that the référentiel no
 * longer knows stays offered, so that saving again does not lose it.
 * @param taches every task that may be ticked
 */
export function competencesOffertes(
  ref: Referentiel,
  taches: readonly string[],
  nommees: readonly string[] = [],
): CompetencesOffertes {
  const codes = new Set([...competencesMobilisees(ref).map(({ code }) => code), ...nommees]);
  const liens = taches.flatMap((tache) => liensDe(ref, tache));
  const liste = [...codes].map((code) => ({
    code,
    intitule: libelleCompetence(ref, code),
    taches: [...new Set(liens.filter((lien) => lien.competence === code).map((lien) => lien.tache))],
  }));
  return { liste, indicative: matriceIndicative(ref) };
}

/** Whether one of the tasks ticked proposes it. */
export const estProposee = (competence: CompetenceOfferte, cochees: readonly string[]): boolean =>
  competence.taches.some((tache) => cochees.includes(tache));

/** Up (-1) or down (+1) by one place; the same list at its ends, and for an id that is not in it. */
export function deplacer(ids: readonly string[], id: string, pas: -1 | 1): string[] {
  const from = ids.indexOf(id);
  const to = from + pas;
  if (from < 0 || to < 0 || to >= ids.length) return [...ids];
  const moved = ids.filter((one) => one !== id);
  moved.splice(to, 0, id);
  return moved;
}

const COPIE = " (copie)";

/** The words of a copy: the same, under a title that says so and still fits. @param max characters of a title */
export const copieDe = (contenu: Contenu, max: number): Contenu => ({
  ...contenu,
  titre: `${(contenu.titre as string).slice(0, max - COPIE.length)}${COPIE}`,
});
