import { avancement } from "#dossiers/rules/avancement.ts";
import {
  absencesAConfirmer,
  bilanVerrouille,
  type EtatDossier,
  etapesEnRetard,
  lieuIncomplet,
  tuteurAttendu,
} from "#dossiers/rules/etat.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { count } from "#kernel/french.ts";
import type { StatutPeriode } from "#referentiel/types.ts";
import { routes } from "#routes.ts";
import type { DemandeSuivi } from "#suivi/matrice/demande.ts";

/** A step of a dossier, in the order in which things happen (B-11). */
export type Etape =
  | "entreprise"
  | "tuteur"
  | "venu"
  | "fiche"
  | "semaines"
  | "activites"
  | "attitudes"
  | "bilan"
  | "personnel"
  | "vu"
  | "attestation";

export const titres: Record<Etape, string> = {
  entreprise: "Entreprise",
  tuteur: "Tuteur invité",
  venu: "Tuteur venu",
  fiche: "Fiche lue",
  semaines: "Semaines",
  activites: "Activités",
  attitudes: "Attitudes",
  bilan: "Bilan entreprise",
  personnel: "Bilan personnel",
  vu: "Vu par l’apprenant",
  attestation: "Attestation",
};

type Nature = "fait" | "en-cours" | "a-faire" | "attention" | "retard";

/**
 * Where a step stands, in words, and the page where it is done; null: nothing to expect there. `court` is what a narrow
 * column shows of the words ("": its icon alone).
 */
export type Case = { nature: Nature; texte: string; court?: string; href: string; fichier?: boolean } | null;

export type LigneSuivi = { etat: EtatDossier; cases: Map<Etape, Case>; retards: string[] };

/** A period whose status has no bilan entreprise, or no bilan des attitudes, has no column for it. */
export const etapesDe = (statut: StatutPeriode): Etape[] =>
  (Object.keys(titres) as Etape[]).filter((etape) => {
    if (etape === "bilan" || etape === "vu") return statut.bilanEntreprise;
    return etape !== "attitudes" || statut.bilanAttitudes;
  });

type Constat = { nature: Nature; texte: string; court?: string } | null;
/** What is done is told by its icon, unless the words say more. */
const fait = (texte: string, court = ""): Constat => ({ nature: "fait", texte, court });
const enCours = (texte: string, court = texte): Constat => ({ nature: "en-cours", texte, court });
const aFaire = (texte: string, court = texte): Constat => ({ nature: "a-faire", texte, court });
const attention = (texte: string, court = texte): Constat => ({ nature: "attention", texte, court });

function tuteurConnu({ apprenant, tuteur }: EtatDossier): Constat {
  if (apprenant.statut === "apprenti") return tuteur.nom ? fait("Maître désigné") : aFaire("À désigner");
  if (tuteur.invalide) return attention("Accès invalidé", "Invalidé");
  if (tuteur.courriel === "refuse") return attention("Envoi refusé", "Refusé");
  if (tuteur.invite) return fait("Invité");
  return aFaire(tuteur.nom ? "À inviter" : "Inconnu");
}

function bilan(etat: EtatDossier): Constat {
  if (etat.bilanEntreprise?.etat === "transmis") return fait("Transmis");
  if (bilanVerrouille(etat)) return attention("Figé");
  return etat.bilanEntreprise ? enCours("Brouillon") : aFaire("À faire", "");
}

function attitudes(etat: EtatDossier): Constat {
  if (etat.attitudes && etat.attitudes.etat !== "brouillon") return fait("Transmises");
  if (bilanVerrouille(etat)) return attention("Non transmises", "Non");
  return etat.attitudes ? enCours("Brouillon") : aFaire("À faire", "");
}

function constat(etape: Etape, etat: EtatDossier, today: CivilDate): Constat {
  const { apprenant, tuteur, semaines, activites, bilanEntreprise } = etat;
  switch (etape) {
    case "entreprise":
      if (etat.propositionEnAttente) return attention("À valider");
      if (!etat.lieu.entreprise) return aFaire("À renseigner", "À remplir");
      return lieuIncomplet(etat) ? enCours("Incomplète") : fait("Renseignée");
    case "tuteur":
      return tuteurConnu(etat);
    case "venu":
      if (!tuteurAttendu(etat)) return null;
      return tuteur.venu ? fait("Venu") : enCours("Attendu");
    case "fiche":
      if (!tuteurAttendu(etat) && apprenant.statut === "scolaire") return null;
      return tuteur.ficheLueLe ? fait("Lue") : aFaire("À lire");
    case "semaines": {
      const asked = avancement(etat.periode.du, etat.periode.au, today).semaines;
      const texte = `${semaines.length} sur ${asked}`;
      const court = `${semaines.length}/${asked}`;
      if (semaines.length >= asked) return fait(texte, court);
      return semaines.length > 0 ? enCours(texte, court) : aFaire(texte, court);
    }
    case "activites":
      return activites > 0 ? fait(count(activites, "décrite"), String(activites)) : aFaire("À décrire", "0");
    case "attitudes":
      return attitudes(etat);
    case "bilan":
      return bilan(etat);
    case "personnel":
      return etat.personnel ? fait("Rempli") : aFaire("À faire", "");
    case "vu":
      if (bilanEntreprise?.etat !== "transmis") return null;
      return bilanEntreprise.vuParApprenant ? fait("Vu") : aFaire("Pas encore", "Non");
    case "attestation":
      if (apprenant.statut === "apprenti") return null;
      if (etat.absencesConfirmees) return fait("Absences confirmées");
      return absencesAConfirmer(etat, today)
        ? attention("Absences à confirmer", "À confirmer")
        : aFaire("Après la période", "");
  }
}

function pageDe(etape: Etape, { dossier, periode, absencesConfirmees }: EtatDossier): string {
  switch (etape) {
    case "entreprise":
    case "fiche":
      return routes.ficheLieu.href({ dossier });
    case "tuteur":
    case "venu":
      return routes.tuteurs.href({ periode: periode.id }, { dossier });
    case "semaines":
      return routes.semaines.href({ dossier });
    case "activites":
      return routes.activites.href({ dossier });
    case "attitudes":
      return routes.attitudes.href({ dossier });
    case "personnel":
      return routes.bilanPersonnel.href({ dossier });
    case "attestation":
      return (absencesConfirmees ? routes.attestation : routes.presence).href({ dossier });
    case "bilan":
    case "vu":
      return routes.bilanEntreprise.href({ dossier });
  }
}

/** The dossiers of a period, step by step, in the order given. What is late is late here as in « En retard ». */
export const suivre = (
  etats: readonly EtatDossier[],
  statut: StatutPeriode,
  today: CivilDate,
): LigneSuivi[] =>
  etats.map((etat) => {
    const late = etapesEnRetard(etat, statut, today);
    const cases = etapesDe(statut).map((etape): [Etape, Case] => {
      const found = constat(etape, etat, today);
      if (!found) return [etape, null];
      const isLate = late.some((one) => one.etape === etape);
      // what is late is always said in words
      const said = isLate ? { nature: "retard" as const, court: found.court || found.texte } : {};
      const file = etape === "attestation" && etat.absencesConfirmees ? { fichier: true } : {};
      return [etape, { ...found, ...said, href: pageDe(etape, etat), ...file }];
    });
    return { etat, cases: new Map(cases), retards: late.map(({ texte }) => texte) };
  });

/** The lines asked for, from lines in the order of names: most late steps first, or by class, then by name. */
export function ordonner(lignes: readonly LigneSuivi[], { tri, filtre }: DemandeSuivi): LigneSuivi[] {
  const kept = filtre === "retard" ? lignes.filter((ligne) => ligne.retards.length > 0) : [...lignes];
  switch (tri) {
    case "nom":
      return kept;
    case "classe":
      return kept.toSorted((a, b) =>
        a.etat.classe.nom.localeCompare(b.etat.classe.nom, "fr", { numeric: true }),
      );
    case "retard":
      return kept.toSorted((a, b) => b.retards.length - a.retards.length);
  }
}
