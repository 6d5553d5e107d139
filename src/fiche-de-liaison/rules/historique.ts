import type { ChangementDeListe } from "#annexes/rules/changements.ts";

/** What the journal keeps of an act on a fiche; an older line may hold less. */
export type Evenement = {
  le: Date;
  /** the day falls within the period, in the school's time zone */
  pendantLaPeriode: boolean;
  auteur: { nom: string; prenom: string } | null;
  acte: string;
  details: Details;
};

export type Details = {
  changements?: { label: string; avant: string; apres: string }[];
  objectifs?: ChangementDeListe;
  taches?: ChangementDeListe;
  /** the fields of a proposal are what it asks for; of a decision, what was accepted or set aside */
  proposition?: boolean | string;
  acceptee?: boolean;
};

/** One act told: what was done, each field before and after, what was added and taken away. */
export type Recit = {
  titre: string;
  changements: { label: string; avant: string; apres: string }[];
  listes: { label: string; ajoutes: string[]; retires: string[]; ordre: boolean }[];
  /** the line is too old to say more */
  sansDetail: boolean;
};

const titres: Record<string, string> = {
  "fiche.lieu.ajouter": "Deuxième entreprise ajoutée",
  "fiche.lieu.retirer": "Deuxième entreprise retirée",
  "fiche.objectifs.individualiser": "Objectifs individualisés",
  "fiche.activites.individualiser": "Activités individualisées",
  "fiche.revenir-annexe": "Retour à l’annexe pédagogique",
  "fiche.organisation.modifier": "Organisation modifiée",
  "fiche.organisation.revenir": "Retour aux conditions de la période",
  "fiche.convention.noter": "Signature de la convention notée",
  "periode.objectifs.modifier": "Objectifs de la période modifiés",
  "periode.activites.modifier": "Activités de la période modifiées",
  "periode.conditions.modifier": "Conditions de la période modifiées",
};

function titreDe({ acte, details, pendantLaPeriode }: Evenement): string {
  // S-29: what is entrusted is rectified once the learner is there
  if (acte === "fiche.activites.individualiser" && pendantLaPeriode)
    return "Activités rectifiées pendant la période";
  if (acte === "fiche.lieu.modifier")
    return details.proposition ? "Changement du lieu de réalisation proposé" : "Lieu de réalisation modifié";
  if (acte === "fiche.lieu.trancher")
    return details.acceptee ? "Proposition acceptée" : "Proposition écartée";
  return titres[acte] ?? "Fiche de liaison modifiée";
}

/** The acts of a period that reach the fiches nobody has individualised. */
export const ACTES_DE_PERIODE = [
  "periode.objectifs.modifier",
  "periode.activites.modifier",
  "periode.conditions.modifier",
];

/**
 * A line of the journal in words.
 * @param tache the label of a task's code
 */
export function raconter(evenement: Evenement, tache: (code: string) => string): Recit {
  const { changements = [], objectifs, taches } = evenement.details;
  const listes = [
    ...(objectifs ? [{ label: "Objectifs", ...objectifs }] : []),
    ...(taches
      ? [
          {
            label: "Activités",
            ajoutes: taches.ajoutes.map(tache),
            retires: taches.retires.map(tache),
            ordre: taches.ordre,
          },
        ]
      : []),
  ].filter(({ ajoutes, retires, ordre }) => ajoutes.length + retires.length > 0 || ordre);
  return {
    titre: titreDe(evenement),
    changements: changements.map(({ label, avant, apres }) => ({ label, avant, apres })),
    listes,
    sansDetail: changements.length + listes.length === 0,
  };
}
