import { avancement } from "#dossiers/rules/avancement.ts";
import {
  type CodeDocument,
  type DocumentDossier,
  documentsDuDossier,
  estOuvert,
} from "#dossiers/rules/documents.ts";
import {
  absencesAConfirmer,
  bilanVerrouille,
  type Constat,
  constatAutoEvaluation,
  type EtatDossier,
  lieuIncomplet,
} from "#dossiers/rules/etat.ts";
import type { Actor } from "#kernel/actor.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { count, longDate } from "#kernel/french.ts";
import type { StatutPeriode } from "#referentiel/types.ts";
import { routes } from "#routes.ts";

/** A document of the dossier, or its convention once signed on paper (B-26). */
export type CodePapier = CodeDocument | "convention";

type Ids = { dossier: string; apprenant: string };
export type FichierPapier = { format: "PDF" | "DOCX" | "ODT" | "XLSX" | "Scan"; href: string };

const pdf = (href: string): FichierPapier => ({ format: "PDF", href });

/**
 * The files each document is given in: the one place that says so. Who takes one leaves a trace by `noterImpression`,
 * under the code of its line here.
 */
const fichiers: Record<CodeDocument, (ids: Ids) => FichierPapier[]> = {
  fiche: () => [],
  preconvention: (ids) => [pdf(routes.preconvention.href(ids))],
  portfolio: (ids) => [
    { format: "DOCX", href: routes.portfolioDocx.href(ids) },
    { format: "ODT", href: routes.portfolioOdt.href(ids) },
    pdf(routes.portfolioPdf.href(ids)),
  ],
  "bilan-entreprise": (ids) => [pdf(routes.bilanEntreprisePdf.href(ids))],
  "auto-evaluation": () => [],
  "grille-certificative": (ids) => [pdf(routes.grilleCertificativePdf.href(ids))],
  attitudes: (ids) => [pdf(routes.attitudesPdf.href(ids))],
  "bilan-personnel": (ids) => [pdf(routes.bilanPersonnelPdf.href(ids))],
  presence: () => [],
  attestation: (ids) => [pdf(routes.attestation.href(ids))],
  "tableau-de-bord": (ids) => [pdf(routes.tableauDeBordPdf.href(ids))],
};

/** The documents that can be taken as a file. */
export const imprimables = (Object.keys(fichiers) as CodeDocument[]).filter(
  (code) => fichiers[code]({ dossier: "", apprenant: "" }).length > 0,
);

/** What was done to a document, the last time: by whom is null where only the learner can. */
export type Geste = "modifie" | "transmis" | "valide" | "joint" | "imprime";
export type Trace = { code: CodePapier; geste: Geste; le: Date; par: { nom: string; prenom: string } | null };

type Etat = { texte: string; nature: Constat["nature"] | "neutral" };

export type Papier = {
  code: CodePapier;
  nom: string;
  /** null when this person cannot open it */
  etat: Etat | null;
  /** who opens it, in words; null: everyone whom the dossier concerns */
  lecteurs: string | null;
  traces: readonly Trace[];
  /** the page where it is read or filled, and the words of its link; null: it is a file only, or closed */
  page: { href: string; texte: string } | null;
  fichiers: readonly FichierPapier[];
  /** why this person cannot open it; null when he can */
  raison: string | null;
};

const todo = (texte: string): Etat => ({ texte, nature: "todo" });
const progress = (texte: string): Etat => ({ texte, nature: "progress" });
const success = (texte: string): Etat => ({ texte, nature: "success" });
const neutral = (texte: string): Etat => ({ texte, nature: "neutral" });
const warning = (texte: string): Etat => ({ texte, nature: "warning" });

function etatFiche(etat: EtatDossier): Etat {
  const manque = lieuIncomplet(etat);
  if (manque) return todo(`à compléter : ${manque.toLocaleLowerCase("fr")}`);
  if (etat.propositionEnAttente) return warning("un changement est à valider");
  const lecteur = etat.apprenant.statut === "apprenti" ? "le maître d’apprentissage" : "le tuteur";
  return etat.tuteur.ficheLueLe
    ? success(`lue par ${lecteur}`)
    : progress(`remplie, pas encore lue par ${lecteur}`);
}

function etatPortfolio(etat: EtatDossier, today: CivilDate): Etat {
  if (etat.portfolioEditeLe === null) return todo("pas commencé");
  const { semaines } = avancement(etat.periode.du, etat.periode.au, today);
  const texte = `${count(etat.semaines.length, "semaine")} sur ${semaines}, ${count(etat.activites, "activité")}`;
  return etat.semaines.length >= semaines ? success(texte) : progress(texte);
}

const estTransmis = (bilan: { etat: string } | null): boolean => bilan !== null && bilan.etat !== "brouillon";

/** A bilan shared by company and school: to do, begun, passed on; frozen when a bilan intermédiaire closed it first. */
const etatBilan = (bilan: { etat: string } | null, fige: boolean): Etat => {
  if (estTransmis(bilan)) return success("transmis");
  if (fige) return warning(bilan ? "figé, non transmis" : "figé, non rempli");
  return bilan ? progress("brouillon") : todo("à compléter");
};

const etatGrille = ({ grille }: EtatDossier): Etat => {
  if (grille?.etat === "valide") return success("validée");
  return grille ? progress("brouillon") : todo("à compléter");
};

function etatDe(code: CodePapier, etat: EtatDossier, traces: readonly Trace[], today: CivilDate): Etat {
  const fait = (geste: Geste) => traces.some((trace) => trace.geste === geste);
  switch (code) {
    case "fiche":
      return etatFiche(etat);
    case "preconvention":
      return fait("imprime") ? neutral("imprimée") : todo("à imprimer");
    case "convention":
      return etat.conventionSigneeLe
        ? success(`signée le ${longDate(etat.conventionSigneeLe)}`)
        : todo("signature à noter");
    case "portfolio":
      return etatPortfolio(etat, today);
    case "bilan-entreprise":
      return etatBilan(etat.bilanEntreprise, bilanVerrouille(etat));
    case "auto-evaluation":
      return constatAutoEvaluation(etat);
    case "grille-certificative":
      return etatGrille(etat);
    case "attitudes":
      return etatBilan(etat.attitudes, false);
    case "bilan-personnel":
      if (!etat.personnel) return todo("à compléter");
      return etat.personnel.etat === "brouillon" ? progress("brouillon") : success("terminé");
    case "presence":
      if (etat.absencesConfirmees) return success("absences confirmées");
      return absencesAConfirmer(etat, today)
        ? warning("absences à confirmer")
        : neutral("absences à confirmer après la période");
    case "attestation":
      if (fait("imprime")) return success("imprimée");
      return todo(today > etat.periode.au ? "à imprimer" : "à imprimer à la fin de la période");
    case "tableau-de-bord":
      return neutral("calculé à chaque ouverture");
  }
}

/** Who opens a document that is not, or not yet, open to the learner. */
function lecteursDe(code: CodePapier, etat: EtatDossier): string | null {
  const entreprise = etat.apprenant.statut === "apprenti" ? "le maître d’apprentissage" : "le tuteur";
  const apres = (condition: string) => `les enseignants et ${entreprise} ; l’apprenant, ${condition}`;
  if (code === "bilan-entreprise" && !estTransmis(etat.bilanEntreprise))
    return apres("une fois le bilan transmis");
  if (code === "attitudes" && !estTransmis(etat.attitudes)) return apres("une fois le bilan transmis");
  if (code === "grille-certificative" && !(etat.grille?.etat === "valide" && etat.grille.publiee))
    return apres("si elle lui est communiquée");
  return null;
}

/** Passing a bilan on is its last change: said once. */
const sansRedite = (traces: readonly Trace[]): Trace[] => {
  const fin = Math.max(
    ...traces.filter(({ geste }) => geste === "transmis" || geste === "valide").map(({ le }) => le.getTime()),
  );
  return traces.filter(({ geste, le }) => geste !== "modifie" || le.getTime() > fin);
};

/** The signed convention, after the pré-convention it comes from; an apprenti has a contract. */
const apresPreconvention = (
  etat: EtatDossier,
  document: DocumentDossier,
): (DocumentDossier | "convention")[] =>
  document.code === "preconvention" && etat.apprenant.statut !== "apprenti"
    ? [document, "convention"]
    : [document];

/**
 * Every document of a dossier as « Documents » shows it: its state, what was last done to it and by whom, the files it
 * is given in, who opens it, and why this person cannot. What he cannot open shows no trace of others.
 * @param traces the last of each kind, of the whole dossier
 */
export function papiersDuDossier(
  etat: EtatDossier,
  statut: StatutPeriode,
  { actor, today, traces }: { actor: Actor; today: CivilDate; traces: readonly Trace[] },
): Papier[] {
  const ids: Ids = { dossier: etat.dossier, apprenant: etat.apprenant.id };
  return documentsDuDossier(etat, statut, actor)
    .flatMap((document) => apresPreconvention(etat, document))
    .map((document): Papier => {
      const code = document === "convention" ? document : document.code;
      const siennes = traces.filter((trace) => trace.code === code);
      const commun = {
        code,
        etat: etatDe(code, etat, siennes, today),
        lecteurs: lecteursDe(code, etat),
        traces: sansRedite(siennes),
        raison: null,
      };
      if (document === "convention")
        return {
          ...commun,
          nom: "Convention signée",
          page: { href: routes.convention.href(ids), texte: "Ouvrir la convention" },
          fichiers: siennes.some(({ geste }) => geste === "joint")
            ? [{ format: "Scan", href: routes.conventionScan.href(ids) }]
            : [],
        };
      if (!estOuvert(document))
        return {
          ...commun,
          nom: document.nom,
          etat: null,
          traces: [],
          page: null,
          fichiers: [],
          raison: document.raison,
        };
      return {
        ...commun,
        nom: document.nom,
        page: document.fichier ? null : { href: document.href, texte: document.texte },
        fichiers: fichiers[document.code](ids),
      };
    });
}
