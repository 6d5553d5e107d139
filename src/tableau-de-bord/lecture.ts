import { libelleCompetence } from "#referentiel/rules.ts";
import type { Referentiel } from "#referentiel/types.ts";
import { routes } from "#routes.ts";
import { parametres } from "#tableau-de-bord/demande.ts";
import {
  type BilanIntermediaire,
  type DemandeTableau,
  type EvaluationDatee,
  type Lieu,
  restreindre,
  type SonReferentiel,
} from "#tableau-de-bord/rules.ts";
import type { Niveau } from "#ui/eventail.tsx";
import { niveauxDe } from "#ui/niveaux.ts";

export type Evaluation = EvaluationDatee & SonReferentiel;

/** One référentiel's part of the history, as narrowed as its reader asked; nearly always the only one. */
export type Partie = { ref: Referentiel; evaluations: readonly Evaluation[] };

/** How a person reads a dashboard, whatever the part. */
export type Lecture = {
  apprenant: string;
  tutoie: boolean;
  demande: DemandeTableau;
  bilans: readonly BilanIntermediaire[];
  /** dossiers whose bilans and portfolio this person may open */
  ouverts: ReadonlySet<string>;
};

export const lieuText: Record<Lieu, string> = { etablissement: "au lycée", entreprise: "en entreprise" };

/** The panel that explains a competence: where its links lead. */
export const ANCRE_PREUVES = "preuves";

/** The same dashboard, asked otherwise. */
export const adresse = (
  { apprenant, demande }: Pick<Lecture, "apprenant" | "demande">,
  autrement: Partial<DemandeTableau> = {},
): string => routes.tableauDeBord.href({ apprenant }, parametres({ ...demande, ...autrement }));

/** « Bilan entreprise, PFMP 2 », « Atelier : … » */
export const titreDe = ({ lieu, titre }: Pick<EvaluationDatee, "lieu" | "titre">): string =>
  lieu === "entreprise" ? `Bilan entreprise, ${titre}` : titre;

/** Where an evaluation is read; null when this person may not open it. */
export function sourceDe({ dossier, id }: Evaluation, { ouverts }: Pick<Lecture, "ouverts">): string | null {
  if (dossier === null) return routes.evaluation.href({ evaluation: id });
  return ouverts.has(dossier) ? routes.bilanEntreprise.href({ dossier }) : null;
}

/** The level of a competence that day, in the words of the version it was chosen with; null: not evaluated. */
export function niveauLu(ref: Referentiel, evaluation: Evaluation, competence: string): Niveau | null {
  const code = evaluation.niveaux.get(competence);
  return niveauxDe(evaluation.ref ?? ref).find((niveau) => niveau.code === code) ?? null;
}

/** A competence that the current version has lost keeps the words it was evaluated with. */
export const libelleLu = ({ ref, evaluations }: Partie, code: string): string =>
  [ref, ...evaluations.map((evaluation) => evaluation.ref ?? ref)]
    .map((one) => libelleCompetence(one, code))
    .find((text) => text !== code) ?? code;

/** The rule, in words, beside what it gives (S-78). */
export const regleText = ({ tutoie, demande }: Pick<Lecture, "tutoie" | "demande">): string =>
  `Pour chaque compétence\u00a0: toutes ${tutoie ? "tes" : "les"} évaluations dans l’ordre des dates, au lycée et en entreprise (à la date de la rencontre), puis le dernier niveau autre que NE et la tendance par rapport au niveau d’avant. Aucune moyenne. Les évaluations certificatives n’y figurent pas.${
    demande.lieu
      ? ` Ici, seules les évaluations faites ${lieuText[demande.lieu]} sont lues\u00a0: le dernier niveau est le dernier ${lieuText[demande.lieu]}.`
      : ""
  }`;

/** What is shown of a dashboard once it is narrowed as asked: attitudes are seen in company only, and in no pôle. */
export const restreint = <A>(
  { parties, attitudes }: { parties: readonly Partie[]; attitudes: readonly A[] },
  demande: DemandeTableau,
): { parties: Partie[]; attitudes: readonly A[] } => ({
  parties: parties
    .map(({ ref, evaluations }) => ({ ref, evaluations: restreindre(ref, evaluations, demande) }))
    .filter(({ evaluations }) => evaluations.length > 0),
  attitudes: demande.pole === null && demande.lieu !== "etablissement" ? attitudes : [],
});
