import { type CivilDate, civil, mondaysBetween } from "#kernel/civil-date.ts";
import { competencesMobilisees, niveauDe, niveauxQuiComptent } from "#referentiel/rules.ts";
import type { Referentiel } from "#referentiel/types.ts";
import {
  type DernierNiveau,
  derniersNiveaux,
  type Evaluations,
  type Inscrit,
} from "#tableau-de-bord/classe/rules.ts";

/** First and last day of a school year (`schoolYearOf`): the PFMP of a class are those that touch it. */
export const anneeScolaire = (annee: number): { du: CivilDate; au: CivilDate } => ({
  du: civil(`${annee}-08-15`),
  au: civil(`${annee + 1}-08-14`),
});

/** One period in company of a learner, with what may be copied as its appreciation. */
export type Pfmp = {
  apprenant: string;
  dossier: string;
  periode: string;
  /** has a bilan entreprise at all (its status says so) */
  bilanEntreprise: boolean;
  du: CivilDate;
  au: CivilDate;
  entreprises: string;
  /** the comment of the bilan entreprise passed on, else that of the attitudes; null: none was passed on */
  appreciation: { texte: string; source: "entreprise" | "attitudes" } | null;
};

/** Calendar weeks touched by the period: absences are not taken off. */
export const semainesDe = ({ du, au }: Pick<Pfmp, "du" | "au">): number => mondaysBetween(du, au).length;

/** The degree of LSL Pro of a level, as the school settled it; null when it has none. */
export const degreLsl = (courant: Referentiel, { niveau }: DernierNiveau): number | null =>
  niveauDe(courant, niveau.code).degreLsl;

export type LigneLsl = {
  competence: string;
  /** null: never evaluated, or NE each time */
  dernier: DernierNiveau | null;
  degre: number | null;
};

export type ApprenantLsl = { apprenant: Inscrit; lignes: LigneLsl[]; pfmp: Pfmp[] };

/**
 * What LSL Pro asks of a class, learner by learner: one line a competence with its degree, and the PFMP of the year.
 * Apprentis are out of its scope: they come back apart. Nothing is averaged: a degree is that of the last level.
 * @param ref the version of the class: its competences
 * @param courant the school's current version: its degrees
 * @param jusquAu the last day counted: an export of last year says last year
 */
export function livretDeClasse(
  { ref, courant, jusquAu }: { ref: Referentiel; courant: Referentiel; jusquAu: CivilDate },
  inscrits: readonly Inscrit[],
  evaluationsDe: (apprenant: string) => Evaluations,
  pfmp: readonly Pfmp[],
): { eleves: ApprenantLsl[]; apprentis: Inscrit[] } {
  const codes = competencesMobilisees(ref).map(({ code }) => code);
  const eleves = inscrits
    .filter(({ statut }) => statut === "scolaire")
    .map((apprenant) => {
      const niveaux = derniersNiveaux(
        ref,
        evaluationsDe(apprenant.id).filter(({ date }) => date <= jusquAu),
      );
      return {
        apprenant,
        lignes: codes.map((competence): LigneLsl => {
          const dernier = niveaux.get(competence) ?? null;
          return { competence, dernier, degre: dernier && degreLsl(courant, dernier) };
        }),
        pfmp: pfmp.filter((one) => one.apprenant === apprenant.id),
      };
    });
  return { eleves, apprentis: inscrits.filter(({ statut }) => statut === "apprenti") };
}

/** What a teacher may still complete before copying. */
export type Manque = {
  apprenant: Inscrit;
  /** competences without a level */
  sansNiveau: string[];
  /** competences whose level has no degree: the mapping of the school says so */
  sansDegre: string[];
  /** PFMP that are over and from which nothing was passed on */
  sansAppreciation: Pfmp[];
};

/** @param today a PFMP still running lacks nothing yet */
export const ceQuiManque = (eleves: readonly ApprenantLsl[], today: CivilDate): Manque[] =>
  eleves
    .map(({ apprenant, lignes, pfmp }) => ({
      apprenant,
      sansNiveau: lignes.filter(({ dernier }) => !dernier).map(({ competence }) => competence),
      sansDegre: lignes
        .filter(({ dernier, degre }) => dernier && degre === null)
        .map(({ competence }) => competence),
      sansAppreciation: pfmp.filter(({ au, appreciation }) => au < today && !appreciation?.texte),
    }))
    .filter(
      ({ sansNiveau, sansDegre, sansAppreciation }) =>
        sansNiveau.length + sansDegre.length + sansAppreciation.length > 0,
    );

/** « 1 et 2 → 1, 3 → 2, 4 → 3, 5 → 4 »: the mapping, in words. */
export function correspondance(courant: Referentiel): string {
  return [...Map.groupBy(niveauxQuiComptent(courant), ({ degreLsl: degre }) => degre)]
    .map(
      ([degre, own]) =>
        `${own.map(({ code }) => code).join(" et ")} → ${degre === null ? "aucun degré" : degre}`,
    )
    .join(", ");
}
