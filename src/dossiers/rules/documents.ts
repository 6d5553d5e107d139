import { estEnseignantDuDossier } from "#dossiers/rights.ts";
import { bilanVerrouille, type EtatDossier } from "#dossiers/rules/etat.ts";
import type { Actor } from "#kernel/actor.ts";
import type { StatutPeriode } from "#referentiel/types.ts";
import { routes } from "#routes.ts";

/** One document of a dossier, as a link. */
export type DocumentDossier = {
  code: "fiche" | "portfolio" | "bilan-entreprise" | "attestation" | "tableau-de-bord";
  /** the manual's words when the reader acts on it (« Éditer la fiche de liaison entreprise ») */
  texte: string;
  /** its bare name */
  nom: string;
  href: string;
  /** the answer is a file */
  fichier?: boolean;
};

/**
 * The documents of one learner for one period that this person can open (S-20), in the manual's order: the status of
 * the period decides which exist, the role decides the verb. The learner reads his bilan once it is transmitted to him.
 */
export function documentsDuDossier(
  etat: EtatDossier,
  statut: StatutPeriode,
  actor: Actor,
): DocumentDossier[] {
  const dossier = etat.dossier;
  const mine = actor.role === "apprenant";
  const writes = actor.role !== "enseignant" || estEnseignantDuDossier(actor, etat);
  const verb = (may: boolean) => (may ? "Éditer" : "Consulter");
  const documents: DocumentDossier[] = [
    {
      code: "fiche",
      nom: "Fiche de liaison entreprise",
      texte: mine
        ? "Ma fiche de liaison entreprise"
        : `${verb(writes && actor.role !== "tuteur")} la fiche de liaison entreprise`,
      href: routes.fiche.href({ dossier, onglet: "lieu" }),
    },
    {
      code: "portfolio",
      nom: "Portfolio",
      texte: mine ? "Mon portfolio" : "Consulter le portfolio",
      href: routes.portfolio.href({ dossier, onglet: "semaines" }),
    },
  ];
  if (statut.bilanEntreprise && (!mine || etat.bilanEntreprise?.etat === "transmis"))
    documents.push({
      code: "bilan-entreprise",
      nom: "Bilan entreprise",
      texte: mine
        ? "Lire mon bilan entreprise"
        : `${verb(writes && !bilanVerrouille(etat))} le bilan entreprise`,
      href: routes.bilanEntreprise.href({ dossier }),
    });
  if (etat.apprenant.statut === "scolaire")
    documents.push({
      code: "attestation",
      nom: "Attestation de présence",
      texte: mine ? "Imprimer mon attestation de présence" : "Imprimer l’attestation de présence",
      href: routes.attestation.href({ dossier }),
      fichier: true,
    });
  documents.push({
    code: "tableau-de-bord",
    nom: "Tableau de bord",
    texte: mine ? "Mon tableau de bord" : "Consulter le tableau de bord",
    href: routes.tableauDeBord.href({ apprenant: etat.apprenant.id }),
  });
  return documents;
}
