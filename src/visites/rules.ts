import { addDays, type CivilDate } from "#kernel/civil-date.ts";
import { allowed, type Decision, refuse } from "#kernel/decision.ts";
import { longDate } from "#kernel/french.ts";

export type Personne = { id: string; nom: string; prenom: string };

/** Where one goes, whom one meets there; its days are known once a dossier has two companies. */
export type Lieu = {
  entreprise: string;
  adresse: string;
  codePostal: string;
  ville: string;
  telephone: string;
  du: CivilDate | null;
  au: CivilDate | null;
  tuteur: { nom: string; prenom: string; telephone: string };
};

/**
 * The company one goes to on a day (B-18): the one whose stay holds it; between two stays or after them, the last one
 * begun; before them, the first.
 * @param lieux in the order of the stays
 */
export const lieuDu = (lieux: readonly Lieu[], date: CivilDate): Lieu | undefined =>
  lieux.findLast((lieu) => lieu.du !== null && lieu.du <= date) ?? lieux[0];

/** A dossier to share out over the team. */
export type DossierAVisiter = {
  dossier: string;
  apprenant: { nom: string; prenom: string };
  classe: { id: string; nom: string };
  entreprise: string;
  codePostal: string;
  ville: string;
  referent: string | null;
  visiteur: string | null;
};

/** « classe »: in class order; « secteur »: neighbours together, by postcode, town, then company. */
export type Ordre = "classe" | "secteur";

const french = new Intl.Collator("fr");
const secteur = (one: DossierAVisiter) => [one.codePostal, one.ville, one.entreprise].join(" ");
/** A company that is not known yet comes last. */
const parSecteur = (a: DossierAVisiter, b: DossierAVisiter): number =>
  Number(a.codePostal === "") - Number(b.codePostal === "") || french.compare(secteur(a), secteur(b));

/**
 * Shares dossiers out over a team (B-13): the numbers of two colleagues differ by one at most, and each receives
 * dossiers that follow each other in the order asked. Those already given to somebody of the team keep him, even if
 * the shares are then uneven.
 * @param dossiers in class order
 * @param de who follows a dossier today; null: to be given
 * @returns the colleague of each dossier; empty when the team is
 */
export function repartir(
  dossiers: readonly DossierAVisiter[],
  equipe: readonly string[],
  ordre: Ordre,
  de: (dossier: DossierAVisiter) => string | null,
): Map<string, string> {
  const shares = new Map<string, string>();
  if (equipe.length === 0) return shares;
  const loads = equipe.map(() => 0);
  const waiting: DossierAVisiter[] = [];
  for (const dossier of dossiers) {
    const rang = equipe.indexOf(de(dossier) ?? "");
    if (rang < 0) waiting.push(dossier);
    else {
      shares.set(dossier.dossier, equipe[rang] ?? "");
      loads[rang] = (loads[rang] ?? 0) + 1;
    }
  }
  if (ordre === "secteur") waiting.sort(parSecteur);
  const given = equipe.map(() => 0);
  for (const _ of waiting) {
    const totals = loads.map((load, rang) => load + (given[rang] ?? 0));
    const least = totals.indexOf(Math.min(...totals));
    given[least] = (given[least] ?? 0) + 1;
  }
  const line = equipe.flatMap((who, rang) => Array<string>(given[rang] ?? 0).fill(who));
  for (const [n, dossier] of waiting.entries()) shares.set(dossier.dossier, line[n] ?? "");
  return shares;
}

export const formes = {
  "sur-place": "Dans l’entreprise",
  telephone: "Par téléphone",
  visio: "En visioconférence",
};
export type Forme = keyof typeof formes;
export const codesFormes = Object.keys(formes) as Forme[];

/** What the learner said during a visit, as somebody present noted it: never his own writing. */
export type MotDit = {
  texte: string;
  /** 0: nothing was ever noted */
  version: number;
  le: Date | null;
  /** who noted it; "" when nobody did */
  par: string;
};

export type Visite = {
  id: string;
  date: CivilDate;
  /** "14:30", the school's wall clock; null: some time that day */
  heure: string | null;
  forme: Forme;
  etat: "prevue" | "faite" | "annulee";
  compteRendu: string;
  visiteur: Personne;
  version: number;
  mot: MotDit;
};

/** A visit is made while the learner is in the company, or in the fortnight after (a meeting at the end). */
const JOURS_APRES = 14;

export function verifierDate(date: CivilDate, periode: { du: CivilDate; au: CivilDate }): Decision {
  if (date < periode.du)
    return refuse(
      "date",
      `La période commence le ${longDate(periode.du)} : choisissez une date à partir de ce jour.`,
      "date",
    );
  if (date > addDays(periode.au, JOURS_APRES))
    return refuse(
      "date",
      `La période finit le ${longDate(periode.au)} : une visite se tient au plus deux semaines après.`,
      "date",
    );
  return allowed;
}

/** Where a visit stands in a day's work. */
export type Moment = "aujourdhui" | "a-raconter" | "a-venir" | "faite" | "annulee";

export function momentDe(visite: Pick<Visite, "date" | "etat">, today: CivilDate): Moment {
  if (visite.etat !== "prevue") return visite.etat;
  if (visite.date === today) return "aujourdhui";
  return visite.date < today ? "a-raconter" : "a-venir";
}
