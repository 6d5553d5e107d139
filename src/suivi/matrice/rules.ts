import { avancement } from "#dossiers/rules/avancement.ts";
import { bilanVerrouille, type EtatDossier, etapesEnRetard } from "#dossiers/rules/etat.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { count } from "#kernel/french.ts";
import type { StatutPeriode } from "#referentiel/types.ts";
import { routes } from "#routes.ts";

/** A step of a dossier, in the order in which things happen (B-11). */
export type Etape = "entreprise" | "tuteur" | "venu" | "fiche" | "semaines" | "activites" | "bilan" | "vu";

export const titres: Record<Etape, string> = {
  entreprise: "Entreprise",
  tuteur: "Tuteur invité",
  venu: "Tuteur venu",
  fiche: "Fiche lue",
  semaines: "Semaines",
  activites: "Activités",
  bilan: "Bilan entreprise",
  vu: "Vu par l’apprenant",
};

type Nature = "fait" | "en-cours" | "a-faire" | "attention" | "retard";

/** Where a step stands, in words, and the page where it is done; null: nothing to expect there. */
export type Case = { nature: Nature; texte: string; href: string } | null;

export type LigneSuivi = { etat: EtatDossier; cases: Map<Etape, Case>; retards: string[] };

/** A period whose status has no bilan entreprise has no column for it. */
export const etapesDe = (statut: StatutPeriode): Etape[] =>
  (Object.keys(titres) as Etape[]).filter(
    (etape) => statut.bilanEntreprise || (etape !== "bilan" && etape !== "vu"),
  );

type Constat = { nature: Nature; texte: string } | null;
const fait = (texte: string): Constat => ({ nature: "fait", texte });
const enCours = (texte: string): Constat => ({ nature: "en-cours", texte });
const aFaire = (texte: string): Constat => ({ nature: "a-faire", texte });
const attention = (texte: string): Constat => ({ nature: "attention", texte });

function tuteurConnu({ apprenant, tuteur }: EtatDossier): Constat {
  if (apprenant.statut === "apprenti") return tuteur.nom ? fait("Maître désigné") : aFaire("À désigner");
  if (tuteur.invalide) return attention("Accès invalidé");
  if (tuteur.invite) return fait("Invité");
  return aFaire(tuteur.nom ? "À inviter" : "Inconnu");
}

function bilan(etat: EtatDossier): Constat {
  if (etat.bilanEntreprise?.etat === "transmis") return fait("Transmis");
  if (bilanVerrouille(etat)) return attention("Figé");
  return etat.bilanEntreprise ? enCours("Brouillon") : aFaire("À faire");
}

/** A maître has an account, and reads without being invited. */
const peutVenir = ({ apprenant, tuteur }: EtatDossier): boolean =>
  apprenant.statut === "scolaire" && tuteur.invite && !tuteur.invalide;

function constat(etape: Etape, etat: EtatDossier, today: CivilDate): Constat {
  const { apprenant, tuteur, semaines, activites, bilanEntreprise } = etat;
  switch (etape) {
    case "entreprise":
      if (etat.propositionEnAttente) return attention("À valider");
      return etat.lieu.entreprise ? fait("Renseignée") : aFaire("À renseigner");
    case "tuteur":
      return tuteurConnu(etat);
    case "venu":
      if (!peutVenir(etat)) return null;
      return tuteur.venu ? fait("Venu") : enCours("Attendu");
    case "fiche":
      if (!peutVenir(etat) && apprenant.statut === "scolaire") return null;
      return tuteur.ficheLueLe ? fait("Lue") : aFaire("À lire");
    case "semaines": {
      const asked = avancement(etat.periode.du, etat.periode.au, today).semaines;
      const texte = `${semaines.length} sur ${asked}`;
      if (semaines.length >= asked) return fait(texte);
      return semaines.length > 0 ? enCours(texte) : aFaire(texte);
    }
    case "activites":
      return activites > 0 ? fait(count(activites, "décrite")) : aFaire("À décrire");
    case "bilan":
      return bilan(etat);
    case "vu":
      if (bilanEntreprise?.etat !== "transmis") return null;
      return bilanEntreprise.vuParApprenant ? fait("Vu") : aFaire("Pas encore");
  }
}

function pageDe(etape: Etape, { dossier, periode }: EtatDossier): string {
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
      const nature = late.some((one) => one.etape === etape) ? "retard" : found.nature;
      return [etape, { ...found, nature, href: pageDe(etape, etat) }];
    });
    return { etat, cases: new Map(cases), retards: late.map(({ texte }) => texte) };
  });

/** What the address asks: late ones first unless `tri=nom`, everybody unless `filtre=retard`. */
export type DemandeSuivi = { tri: "retard" | "nom"; filtre: "tous" | "retard" };

export const lireDemandeSuivi = (query: URLSearchParams): DemandeSuivi => ({
  tri: query.get("tri") === "nom" ? "nom" : "retard",
  filtre: query.get("filtre") === "retard" ? "retard" : "tous",
});

/** The lines asked for, from lines in the order of names: most late steps first, then by name. */
export function ordonner(lignes: readonly LigneSuivi[], { tri, filtre }: DemandeSuivi): LigneSuivi[] {
  const kept = filtre === "retard" ? lignes.filter((ligne) => ligne.retards.length > 0) : [...lignes];
  return tri === "nom" ? kept : kept.toSorted((a, b) => b.retards.length - a.retards.length);
}

/** How to reach the people of a dossier; empty where nothing is known. */
export type Contact = {
  tuteur: { courriel: string; telephone: string };
  apprenant: { courriel: string };
};

export type TableauDeSuivi = {
  colonnes: { titre: string /** in characters */; largeur: number }[];
  lignes: string[][];
};

/**
 * The follow-up as a table of words, the same for CSV and XLSX (B-12).
 * @param contacts by dossier
 */
export function tableauDeSuivi(
  lignes: readonly LigneSuivi[],
  contacts: ReadonlyMap<string, Contact>,
  statut: StatutPeriode,
): TableauDeSuivi {
  const etapes = etapesDe(statut);
  return {
    colonnes: [
      { titre: "Nom", largeur: 20 },
      { titre: "Prénom", largeur: 16 },
      { titre: "Classe", largeur: 12 },
      { titre: "Statut", largeur: 11 },
      { titre: "Courriel de l’apprenant", largeur: 32 },
      { titre: "Entreprise", largeur: 30 },
      { titre: "Ville", largeur: 20 },
      { titre: "Tuteur ou maître", largeur: 24 },
      { titre: "Courriel du tuteur ou du maître", largeur: 32 },
      { titre: "Téléphone du tuteur", largeur: 19 },
      ...etapes.map((etape) => ({
        titre: etape === "entreprise" ? "Entreprise renseignée" : titres[etape],
        largeur: 18,
      })),
      { titre: "En retard", largeur: 50 },
    ],
    lignes: lignes.map(({ etat, cases, retards }) => {
      const contact = contacts.get(etat.dossier);
      return [
        etat.apprenant.nom.toLocaleUpperCase("fr"),
        etat.apprenant.prenom,
        etat.classe.nom,
        etat.apprenant.statut === "apprenti" ? "Apprenti" : "Scolaire",
        contact?.apprenant.courriel ?? "",
        etat.lieu.entreprise,
        etat.lieu.ville,
        [etat.tuteur.prenom, etat.tuteur.nom].filter(Boolean).join(" "),
        contact?.tuteur.courriel ?? "",
        contact?.tuteur.telephone ?? "",
        ...etapes.map((etape) => cases.get(etape)?.texte ?? ""),
        retards.join(", "),
      ];
    }),
  };
}
