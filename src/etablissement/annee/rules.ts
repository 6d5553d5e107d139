import { cleDeDivision } from "#etablissement/import/divisions.ts";
import type { Statut } from "#etablissement/rules.ts";
import { type CivilDate, civil, schoolYearOf } from "#kernel/civil-date.ts";
import type { Referentiel } from "#referentiel/types.ts";

/** A learner of this year's class, whose enrolment is still open. */
export type Eleve = { id: string; nom: string; prenom: string; statut: Statut; du: CivilDate };

export type ClasseSource = {
  id: string;
  nom: string;
  niveau: string;
  referentiel: string;
  version: string;
  enseignants: string[];
  apprenants: Eleve[];
};

/** A class of next year that exists already (made by hand, by an import, or by an earlier roll-over). */
export type ClasseSuivante = {
  id: string;
  nom: string;
  niveau: string;
  referentiel: string;
  apprenants: number;
};

export type FaitsAnnee = {
  /** the year that ends; the next is annee + 1 */
  annee: number;
  classes: ClasseSource[];
  suivantes: ClasseSuivante[];
  /** the teachers who may be put in charge, in the order of lists */
  enseignants: { id: string; nom: string; prenom: string }[];
};

/** What the administrator chose; exceptions only: everybody else follows his class. */
export type Preparation = {
  rentree: CivilDate;
  /** by class of this year: the name of the one its learners enter */
  noms: Record<string, string>;
  /** by class of this year: the teachers of the class its learners enter */
  enseignants: Record<string, string[]>;
  redoublent: string[];
  partent: string[];
};

/** The level after this one in the référentiel's order; null after the last; the same when it is not known there. */
export function niveauSuivant(referentiel: Referentiel | undefined, niveau: string): string | null {
  const codes = referentiel?.niveauxClasse.map((one) => one.code) ?? [];
  const rank = codes.indexOf(niveau);
  // nobody is sent away because a référentiel is missing
  return rank < 0 ? niveau : (codes[rank + 1] ?? null);
}

/** What begins a class name, level by level; each form leads to the one of the same rank in the next line. */
const DEBUTS: readonly (readonly string[])[] = [
  ["SECONDE", "2NDE", "2DE", "2ND", "2"],
  ["PREMIERE", "1ERE", "1RE", "1RE", "1"],
  ["TERMINALE", "TLE", "TLE", "TLE", "T"],
];

/** « 2 MSPC » → « 1 MSPC » → « T MSPC », « 2NDE MELEC » → « 1ERE MELEC »; the same name when it tells no level. */
export function nomSuivant(nom: string): string {
  for (const [rank, forms] of DEBUTS.slice(0, -1).entries())
    for (const [place, form] of forms.entries()) {
      if (!nom.toUpperCase().normalize("NFD").replace(/\p{M}/gu, "").startsWith(form)) continue;
      // « 1 » must not read the first digit of another number
      if (/^\d$/.test(form) && /^\d\d/.test(nom)) continue;
      return `${DEBUTS[rank + 1]?.[place] ?? ""}${nom.slice(form.length)}`;
    }
  return nom;
}

/** The year that ends: the one whose classes still have learners, this school year first. */
export function anneeQuiFinit(anneesOuvertes: readonly number[], today: CivilDate): number {
  const current = schoolYearOf(today);
  if (anneesOuvertes.includes(current)) return current;
  return anneesOuvertes.filter((one) => one < current).sort((a, b) => b - a)[0] ?? current;
}

/** A year begins between mid-August and the end of October: the school year of a date depends on it. */
export const bornesRentree = (annee: number): { min: CivilDate; max: CivilDate } => ({
  min: civil(`${annee + 1}-08-15`),
  max: civil(`${annee + 1}-10-31`),
});

/** What is proposed before anybody has chosen: every class goes up, taught by those who teach that class this year. */
export function propositionAnnee(
  { annee, classes }: FaitsAnnee,
  referentiels: ReadonlyMap<string, Referentiel>,
): Preparation {
  const noms: Record<string, string> = {};
  const enseignants: Record<string, string[]> = {};
  for (const classe of classes) {
    if (niveauSuivant(referentiels.get(classe.referentiel), classe.niveau) === null) continue;
    const nom = nomSuivant(classe.nom);
    noms[classe.id] = nom;
    const memeNom = classes.find((one) => cleDeDivision(one.nom) === cleDeDivision(nom));
    enseignants[classe.id] = (memeNom ?? classe).enseignants;
  }
  return { rentree: civil(`${annee + 1}-09-01`), noms, enseignants, redoublent: [], partent: [] };
}

export type Cible = {
  nom: string;
  /** null: to be created */
  id: string | null;
  niveau: string;
  referentiel: string;
  /** from each class of this year: how many enter, and how many of them stay a second time in the level */
  venues: { classe: string; suivent: number; redoublent: number }[];
  enseignants: string[];
};

export type PlanAnnee = {
  cibles: Cible[];
  /** by key of the class entered */
  mouvements: { apprenant: string; statut: Statut; cible: string }[];
  partants: { classe: string; apprenants: Eleve[] }[];
  /** by field of the form */
  erreurs: Record<string, string>;
};

export const champNom = (classe: string) => `nom-${classe}`;
export const champEnseignants = (classe: string) => `enseignants-${classe}`;

/** The dry run of a roll-over: which classes are entered, by whom, and who leaves. Writes nothing. */
export function planAnnee(
  faits: FaitsAnnee,
  preparation: Preparation,
  referentiels: ReadonlyMap<string, Referentiel>,
): PlanAnnee {
  const plan: PlanAnnee = { cibles: [], mouvements: [], partants: [], erreurs: {} };
  const cibles = new Map<string, Cible>();
  const redoublent = new Set(preparation.redoublent);
  const partent = new Set(preparation.partent);

  const entrer = (source: ClasseSource, nom: string, niveau: string, champ: string): Cible => {
    const cle = cleDeDivision(nom);
    const known = cibles.get(cle) ?? faits.suivantes.find((one) => cleDeDivision(one.nom) === cle);
    if (known && (known.niveau !== niveau || known.referentiel !== source.referentiel))
      plan.erreurs[champ] =
        `${known.nom} a déjà un autre niveau ou un autre référentiel : donnez un autre nom à la classe où entrent les apprenants de ${source.nom}.`;
    const cible = cibles.get(cle) ?? {
      nom: known?.nom ?? nom,
      id: known && "id" in known ? known.id : null,
      niveau,
      referentiel: source.referentiel,
      venues: [],
      enseignants: [],
    };
    cibles.set(cle, cible);
    return cible;
  };

  for (const source of faits.classes) {
    const niveau = niveauSuivant(referentiels.get(source.referentiel), source.niveau);
    const reste = source.apprenants.filter((one) => redoublent.has(one.id));
    const part = source.apprenants.filter(
      (one) => !redoublent.has(one.id) && (niveau === null || partent.has(one.id)),
    );
    const suit = source.apprenants.filter((one) => !reste.includes(one) && !part.includes(one));
    if (part.length > 0) plan.partants.push({ classe: source.nom, apprenants: part });
    const champ = champNom(source.id);
    const vers = (nom: string, code: string, groupe: Eleve[], compte: "suivent" | "redoublent") => {
      const cible = entrer(source, nom, code, champ);
      const venue = { classe: source.nom, suivent: 0, redoublent: 0, [compte]: groupe.length };
      cible.venues.push(venue);
      for (const { id, statut } of groupe)
        plan.mouvements.push({ apprenant: id, statut, cible: cleDeDivision(nom) });
      return cible;
    };
    if (niveau !== null && suit.length > 0) {
      const nom = preparation.noms[source.id] ?? "";
      if (cleDeDivision(nom) === "")
        plan.erreurs[champ] = `Nommez la classe où entrent ceux de ${source.nom}.`;
      else {
        const cible = vers(nom, niveau, suit, "suivent");
        cible.enseignants.push(...(preparation.enseignants[source.id] ?? []));
      }
    }
    if (reste.length > 0)
      vers(source.nom, source.niveau, reste, "redoublent").enseignants.push(...source.enseignants);
    const tard = source.apprenants.find((one) => one.du >= preparation.rentree);
    if (tard)
      plan.erreurs.rentree = `${tard.prenom} ${tard.nom} n’est entré en ${source.nom} qu’à cette date ou après : choisissez un jour qui suit.`;
  }
  plan.cibles = [...cibles.values()].map((cible) => ({
    ...cible,
    enseignants: [...new Set(cible.enseignants)],
  }));
  return plan;
}
