import { estEnseignantDuDossier } from "#dossiers/rights.ts";
import { autoEvaluationOuverte, bilanVerrouille, type EtatDossier } from "#dossiers/rules/etat.ts";
import type { Actor } from "#kernel/actor.ts";
import type { StatutPeriode } from "#referentiel/types.ts";
import { routes } from "#routes.ts";

/** The seven documents of a dossier (S-20), an exam's grid in place of the bilan entreprise, presence and the dashboard. */
export type CodeDocument =
  | "fiche"
  | "preconvention"
  | "portfolio"
  | "bilan-entreprise"
  | "auto-evaluation"
  | "grille-certificative"
  | "attitudes"
  | "bilan-personnel"
  | "presence"
  | "attestation"
  | "tableau-de-bord";

type Mots = {
  code: CodeDocument;
  /** the manual's words when the reader acts on it (« Éditer la fiche de liaison entreprise ») */
  texte: string;
  /** its bare name */
  nom: string;
};

/** One that can be opened; `fichier`: the answer is a file; `note`: what to know before opening it. */
export type DocumentOuvert = Mots & { href: string; fichier?: boolean; note?: string };

/** One document of a dossier: a link, or the reason why it cannot be opened (B-33). */
export type DocumentDossier = DocumentOuvert | (Mots & { raison: string });

export const estOuvert = (document: DocumentDossier): document is DocumentOuvert => "href" in document;

type Lecteur = {
  mine: boolean;
  writes: boolean;
  /** the school makes these papers for apprentis too */
  apprentis: boolean;
};

const verb = (may: boolean) => (may ? "Éditer" : "Consulter");

const APPRENTI = {
  preconvention: "Pour un apprenti, la convention est celle de son contrat.",
  attestation: "Pour un apprenti, pas d’attestation : il est salarié de son entreprise.",
};
const APPRENTI_TU = {
  preconvention: "Tu es apprenti : ta convention est celle de ton contrat.",
  attestation: "Tu es apprenti : salarié de ton entreprise, tu n’as pas d’attestation à imprimer.",
};

const SANS_HEURES = "Heures : laissées vides tant que les absences ne sont pas confirmées.";

/** The two papers of an élève's stay, printed by whoever the dossier concerns. */
function papier(
  code: "preconvention" | "attestation",
  etat: EtatDossier,
  { mine, apprentis }: Lecteur,
): DocumentDossier {
  const [nom, article] =
    code === "preconvention"
      ? ["Pré-convention", mine ? "ma pré-convention" : "la pré-convention"]
      : ["Attestation de présence", mine ? "mon attestation de présence" : "l’attestation de présence"];
  const mots: Mots = { code, nom, texte: `Imprimer ${article}` };
  return etat.apprenant.statut === "apprenti" && !apprentis
    ? { ...mots, raison: (mine ? APPRENTI_TU : APPRENTI)[code] }
    : {
        ...mots,
        href: routes[code].href({ dossier: etat.dossier }),
        fichier: true,
        ...(code === "attestation" && !etat.absencesConfirmees ? { note: SANS_HEURES } : {}),
      };
}

/** Why this status has no such bilan: what it has instead. */
const sansBilan = (statut: StatutPeriode): string => {
  return statut.bilanAttitudes
    ? `Pas de bilan entreprise en ${statut.intitule} : les attitudes seulement.`
    : `Pas de bilan entreprise en ${statut.intitule}.`;
};

function bilanEntreprise(
  etat: EtatDossier,
  statut: StatutPeriode,
  { mine, writes }: Lecteur,
): DocumentDossier {
  const texte = mine
    ? "Lire mon bilan entreprise"
    : `${verb(writes && !bilanVerrouille(etat))} le bilan entreprise`;
  const mots: Mots = { code: "bilan-entreprise", nom: "Bilan entreprise", texte };
  if (!statut.bilanEntreprise) return { ...mots, raison: sansBilan(statut) };
  if (mine && etat.bilanEntreprise?.etat !== "transmis")
    return { ...mots, raison: "Pas encore transmis : tu le liras ici quand il sera terminé." };
  return { ...mots, href: routes.bilanEntreprise.href({ dossier: etat.dossier }) };
}

/** The learner's own grid (B-22): a document of his; the others find it on the bilan entreprise. */
function autoEvaluation(etat: EtatDossier, statut: StatutPeriode): DocumentDossier[] {
  const ouverte = autoEvaluationOuverte(etat, statut);
  const mots: Mots = {
    code: "auto-evaluation",
    nom: "Auto-évaluation",
    texte: ouverte ? "M’auto-évaluer" : "Lire mon auto-évaluation",
  };
  return ouverte || etat.autoEvaluation.competences > 0
    ? [{ ...mots, href: routes.autoEvaluation.href({ dossier: etat.dossier }) }]
    : [];
}

/** The certificative grid of an exam (S-65), kept in « Évaluations certificatives ». */
function grilleCertificative({ dossier, grille }: EtatDossier, { mine, writes }: Lecteur): DocumentDossier {
  const texte = mine
    ? "Lire ma grille certificative"
    : `${verb(writes && grille?.etat !== "valide")} la grille certificative`;
  const mots: Mots = { code: "grille-certificative", nom: "Grille certificative", texte };
  if (mine && !(grille?.etat === "valide" && grille.publiee))
    return { ...mots, raison: "Ta grille d’examen ne t’a pas été communiquée." };
  return { ...mots, href: routes.grilleCertificative.href({ dossier }) };
}

function attitudes(etat: EtatDossier, statut: StatutPeriode, { mine, writes }: Lecteur): DocumentDossier {
  const texte = mine ? "Lire mon bilan des attitudes" : `${verb(writes)} le bilan des attitudes`;
  const mots: Mots = { code: "attitudes", nom: "Bilan des attitudes", texte };
  if (!statut.bilanAttitudes) return { ...mots, raison: `Pas de bilan des attitudes en ${statut.intitule}.` };
  if (mine && (etat.attitudes === null || etat.attitudes.etat === "brouillon"))
    return { ...mots, raison: "Pas encore transmis : tu le liras ici quand il sera terminé." };
  return { ...mots, href: routes.attitudes.href({ dossier: etat.dossier }) };
}

/**
 * The documents of one learner for one period (S-20), in the manual's order. The status of the period and the learner's
 * own decide which exist, the role decides the verb. One that this person cannot open is there with its reason.
 */
export function documentsDuDossier(
  etat: EtatDossier,
  statut: StatutPeriode,
  actor: Actor,
): DocumentDossier[] {
  const { dossier } = etat;
  const mine = actor.role === "apprenant";
  const writes = actor.role !== "enseignant" || estEnseignantDuDossier(actor, etat);
  const lecteur = { mine, writes, apprentis: actor.etablissement.documentsApprentis };
  return [
    {
      code: "fiche",
      nom: "Fiche de liaison entreprise",
      texte: mine
        ? "Ma fiche de liaison entreprise"
        : `${verb(writes && actor.role !== "tuteur")} la fiche de liaison entreprise`,
      href: routes.ficheLieu.href({ dossier }),
    },
    papier("preconvention", etat, lecteur),
    {
      code: "portfolio",
      nom: "Portfolio",
      texte: mine ? "Mon portfolio" : "Consulter le portfolio",
      href: routes.semaines.href({ dossier }),
    },
    ...(statut.bilanEntreprise || !statut.grilleCertificative
      ? [bilanEntreprise(etat, statut, lecteur)]
      : []),
    ...(mine ? autoEvaluation(etat, statut) : []),
    ...(statut.grilleCertificative ? [grilleCertificative(etat, lecteur)] : []),
    attitudes(etat, statut, lecteur),
    {
      code: "bilan-personnel",
      nom: "Bilan personnel",
      texte: mine ? "Mon bilan personnel" : "Consulter le bilan personnel",
      href: routes.bilanPersonnel.href({ dossier }),
    },
    {
      code: "presence",
      nom: "Présence",
      texte: mine
        ? "Ma présence"
        : !writes
          ? "Consulter la présence"
          : `Noter ${actor.role === "maitre" ? "" : "et confirmer "}les absences`,
      href: routes.presence.href({ dossier }),
    },
    papier("attestation", etat, lecteur),
    {
      code: "tableau-de-bord",
      nom: "Tableau de bord",
      texte: mine ? "Mon tableau de bord" : "Consulter le tableau de bord",
      href: routes.tableauDeBord.href({ apprenant: etat.apprenant.id }),
    },
  ];
}
