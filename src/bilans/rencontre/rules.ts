import { lignesAffichees as attitudesAffichees } from "#bilans/attitudes/form.ts";
import { verifierAttitudes } from "#bilans/attitudes/rules.ts";
import { clesDe } from "#bilans/entreprise/form.ts";
import type { Preuve } from "#bilans/entreprise/preuves.ts";
import { type FaitsBilan, verifierEvaluation, verifierRencontre } from "#bilans/entreprise/rules.ts";
import type { AutoEvaluation } from "#bilans/entreprise/store.ts";
import { type Cle, cleDe, lireCompetence, type Stockee } from "#bilans/lignes/rules.ts";
import { lignesAffichees } from "#bilans/lignes/saisie.ts";
import type { Point } from "#bilans/rencontre/points.ts";
import type { Recit } from "#bilans/rencontre/recit.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { all, allowed, type Decision, refuse } from "#kernel/decision.ts";
import { count } from "#kernel/french.ts";
import { competencesMobilisees, competencesPourTaches } from "#referentiel/rules.ts";
import type { Referentiel, StatutPeriode } from "#referentiel/types.ts";
import { type Lieu, type Visite, verifierDate } from "#visites/rules.ts";

/*
 * The visit as it is held (« rencontre »): forty minutes at a bench, a few steps on one page, each saved on its own.
 */

/** What is filled during it: the bilan entreprise, or the attitudes where the period has none; null: neither. */
export type Objet = "entreprise" | "attitudes" | null;

export const objetDe = (statut: StatutPeriode): Objet =>
  statut.bilanEntreprise ? "entreprise" : statut.bilanAttitudes ? "attitudes" : null;

/** Everything the page shows and the acts are decided on. `bilan` and `lignes`: those of the objet. */
export type Rencontre = FaitsBilan & {
  /** who visits this dossier */
  visiteur: string | null;
  visite: Visite;
  /** the company where this visit takes place; null when the fiche names none */
  lieu: Lieu | null;
  ref: Referentiel;
  /** the tuteur de stage of the fiche, or the maître d’apprentissage under contract; "" when unknown */
  tuteur: string;
  taches: { fiche: readonly string[]; decrites: readonly string[] };
  /** the weeks and activities that tell the tasks and the competences */
  preuves: readonly Preuve[];
  /** what the learner says of himself on the same grid (B-22) */
  auto: AutoEvaluation | null;
  recit: Recit;
  points: Point[];
  /** codes of the competences shown first; the others are folded */
  premieres: string[];
  today: CivilDate;
};

const niveauDe = (lignes: ReadonlyMap<Cle, Stockee>, competence: string): string =>
  lireCompetence(lignes.get(cleDe("competence", competence))?.valeur ?? "").niveau;

/**
 * The reduced grid (B-24): the competences of what this learner really did, in the order of the référentiel. What he
 * told counts (tasks of his weeks and activities, competences his activities name); while he has told nothing, the tasks
 * of his fiche. One already evaluated is always there. Where nothing is known, all of them are.
 * @returns their codes
 */
export function competencesDuVecu(
  ref: Referentiel,
  vecu: { fiche: readonly string[]; decrites: readonly string[]; nommees: readonly string[] },
  lignes: ReadonlyMap<Cle, Stockee>,
): string[] {
  const raconte = vecu.decrites.length > 0 || vecu.nommees.length > 0;
  const liees = competencesPourTaches(ref, raconte ? vecu.decrites : vecu.fiche).map(({ code }) => code);
  const proposees = new Set([...liees, ...vecu.nommees]);
  const toutes = competencesMobilisees(ref).map(({ code }) => code);
  if (!toutes.some((code) => proposees.has(code))) return toutes;
  return toutes.filter((code) => proposees.has(code) || niveauDe(lignes, code) !== "");
}

export type CodeEtape =
  | "fait"
  | "points"
  | "competences"
  | "engagement"
  | "attitudes"
  | "grille"
  | "mot"
  | "terminer";

export type Etape = {
  code: CodeEtape;
  nom: string;
  /** where it stands, in words */
  etat: string;
  faite: boolean;
};

/**
 * The steps of a visit, in their order. Where the period has no bilan entreprise the attitudes take its place; an exam’s
 * grid has its own page.
 */
export function etapesDe({ lignes, ref, visite, recit, points, premieres, statut }: Rencontre): Etape[] {
  const ecrit = (cle: Cle) => (lignes.get(cle)?.valeur ?? "") !== "";
  const evaluees = competencesMobilisees(ref).filter(({ code }) => niveauDe(lignes, code) !== "").length;
  const choisies = ref.attitudes.filter(({ code }) => ecrit(cleDe("attitude", code))).length;
  const racontees = recit.semaines.filter(({ racontee }) => racontee).length;
  const rempli = ecrit("engagement") && ecrit("dateRencontre");
  const faite = visite.etat === "faite";
  const objet = objetDe(statut);
  const etapes: (Etape | false)[] = [
    {
      code: "fait",
      nom: "Ce qu’il a fait",
      etat: `${count(racontees, "semaine")}, ${count(recit.activites.length, "activité")}`,
      faite: racontees + recit.activites.length > 0,
    },
    {
      code: "points",
      nom: "Points ouverts",
      etat: points.length > 0 ? count(points.length, "point") : "aucun",
      faite: points.length === 0,
    },
    objet === "entreprise" && {
      code: "competences",
      nom: "Compétences",
      etat: `${evaluees} sur ${Math.max(premieres.length, evaluees)}`,
      faite: evaluees > 0,
    },
    objet === "entreprise" && {
      code: "engagement",
      nom: "Engagement et commentaire",
      etat: rempli ? "rempli" : "à remplir",
      faite: rempli,
    },
    statut.grilleCertificative && {
      code: "grille",
      nom: "Grille certificative",
      etat: "sur sa page",
      faite: false,
    },
    objet === "attitudes" && {
      code: "attitudes",
      nom: "Attitudes",
      etat: `${choisies} sur ${ref.attitudes.length}`,
      faite: choisies > 0,
    },
    {
      code: "mot",
      nom: "Le mot de l’apprenant",
      etat: visite.mot.texte ? "noté" : "facultatif",
      faite: visite.mot.texte !== "",
    },
    { code: "terminer", nom: "Terminer", etat: faite ? "visite faite" : "à faire", faite },
  ];
  return etapes.filter((etape) => etape !== false);
}

/** The step after one, where « Enregistrer et continuer » leads; the last leads to itself. */
export function suivante(etapes: readonly Etape[], code: CodeEtape): CodeEtape {
  const rang = etapes.findIndex((etape) => etape.code === code);
  return etapes[rang + 1]?.code ?? code;
}

/** A visit that was cancelled is not held. */
export const seTient = ({ etat }: Pick<Visite, "etat">): Decision =>
  etat === "annulee"
    ? refuse("visite-annulee", "Cette visite est annulée : rétablissez-la d’abord, depuis son compte rendu.")
    : allowed;

/** Nothing of this period is passed on. */
export const sansObjet = refuse(
  "rien-a-transmettre",
  "Cette période n’a ni bilan entreprise ni bilan des attitudes : notez seulement la visite faite.",
);

/** A visit held before the day it was planned for takes place today. */
export const jourTenu = ({ date }: Pick<Visite, "date">, today: CivilDate): CivilDate =>
  date > today ? today : date;

/** May the visit be told as done today? Its day must lie in the period, or in the fortnight after. */
export function verifierFin({
  visite,
  periode,
  today,
}: Pick<Rencontre, "visite" | "periode" | "today">): Decision {
  const jour = verifierDate(jourTenu(visite, today), periode);
  return jour.ok ? jour : refuse(jour.code, jour.message, "compteRendu");
}

/** The bilan as it stands must be able to be passed on: its date, and something evaluated. */
export function verifierBilan(r: Rencontre): Decision {
  const toutes = lignesAffichees(clesDe(r.ref), r.lignes, new Map());
  switch (objetDe(r.statut)) {
    case "entreprise":
      return all(
        verifierRencontre(r.bilan?.dateRencontre ?? null, r, { obligatoire: true }),
        verifierEvaluation(r.lignes, toutes),
      );
    case "attitudes":
      return verifierAttitudes(r.lignes, attitudesAffichees(r.ref, r.lignes));
    case null:
      return sansObjet;
  }
}
