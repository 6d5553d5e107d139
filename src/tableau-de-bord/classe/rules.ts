import type { CivilDate } from "#kernel/civil-date.ts";
import { competencesMobilisees, niveauDe, niveauxQuiComptent } from "#referentiel/rules.ts";
import type { NiveauReussite, Referentiel } from "#referentiel/types.ts";
import {
  competencesEvaluees,
  type DemandeTableau,
  type EvaluationDatee,
  enOrdre,
  niveauxComptes,
  restreindre,
  type SonReferentiel,
} from "#tableau-de-bord/rules.ts";

export type Statut = "scolaire" | "apprenti";
export type Inscrit = { id: string; nom: string; prenom: string; statut: Statut };
export type Evaluations = readonly (EvaluationDatee & SonReferentiel)[];

/** The last level of a competence: in the words of the version it was chosen with, and when. */
export type DernierNiveau = { niveau: NiveauReussite; le: CivilDate };

export type LigneClasse = {
  apprenant: Inscrit;
  /** by competence; one never evaluated, or NE each time, is not there */
  niveaux: ReadonlyMap<string, DernierNiveau>;
};

export type TableauClasse = {
  /** the columns: those the diploma mobilises, evaluated or not, then the unknown ones that were evaluated */
  competences: string[];
  lignes: LigneClasse[];
};

/** The last level of each competence, by the rule of the dashboard: no other reading of the same levels exists. */
export function derniersNiveaux(ref: Referentiel, evaluations: Evaluations): Map<string, DernierNiveau> {
  const ordered = enOrdre(evaluations);
  const versions = new Map(ordered.map((evaluation) => [evaluation.id, evaluation.ref ?? ref]));
  return new Map(
    competencesEvaluees(ref, ordered).flatMap((competence) => {
      const last = niveauxComptes(ref, ordered, competence).at(-1);
      return last
        ? [
            [
              competence,
              { niveau: niveauDe(versions.get(last.evaluation) ?? ref, last.niveau), le: last.date },
            ],
          ]
        : [];
    }),
  );
}

/** Learners × competences, one last level each (nothing is averaged, over learners no more than over competences). */
export function tableauDeClasse(
  ref: Referentiel,
  inscrits: readonly Inscrit[],
  evaluationsDe: (apprenant: string) => Evaluations,
  demande: Pick<DemandeTableau, "pole" | "lieu">,
): TableauClasse {
  const lignes = inscrits.map((apprenant) => ({
    apprenant,
    niveaux: derniersNiveaux(ref, restreindre(ref, evaluationsDe(apprenant.id), demande)),
  }));
  const known = competencesMobilisees(ref)
    .filter(({ groupe }) => demande.pole === null || groupe === demande.pole)
    .map(({ code }) => code);
  const others = new Set(lignes.flatMap(({ niveaux }) => [...niveaux.keys()]));
  return { competences: [...known, ...[...others].filter((code) => !known.includes(code)).sort()], lignes };
}

/**
 * By name as they come (`tri` null), or by a competence: the lowest level first, where help is needed, those without a
 * level last. Equal levels keep the order of names.
 */
export function trier(
  ref: Referentiel,
  { lignes }: Pick<TableauClasse, "lignes">,
  tri: string | null,
): LigneClasse[] {
  if (tri === null) return [...lignes];
  const codes = niveauxQuiComptent(ref).map(({ code }) => code);
  const rank = ({ niveaux }: LigneClasse) => {
    const code = niveaux.get(tri)?.niveau.code;
    return code === undefined ? codes.length : codes.indexOf(code);
  };
  return lignes.toSorted((a, b) => rank(a) - rank(b));
}

/** How many learners have a level of this competence. */
export const combienEvalues = ({ lignes }: Pick<TableauClasse, "lignes">, competence: string): number =>
  lignes.filter(({ niveaux }) => niveaux.has(competence)).length;
