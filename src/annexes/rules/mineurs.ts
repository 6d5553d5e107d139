import {
  type Horaires,
  JOURS,
  type Jour,
  type Journee,
  minutesDuJour,
  minutesParSemaine,
} from "#annexes/rules/conditions.ts";
import { dureeEnTexte, heureEnTexte, joursEnTexte, jusqua, minutesOf } from "#annexes/rules/horaires.ts";
import type { CivilDate } from "#kernel/civil-date.ts";

/** The two ages that the rules tell apart; an adult has none. */
export const TRANCHES = ["moins-16", "16-17"] as const;
export type Tranche = (typeof TRANCHES)[number];

/**
 * What minors may work (B-35), as a site for pupils gives it: a secondary source, the articles of the Code du travail were
 * not read again. Warnings say so, and never forbid: derogations exist.
 */
export const SOURCE = {
  nom: "lyceens.monstageenligne.fr",
  adresse: "https://lyceens.monstageenligne.fr/editorial/regles-moins-de-18-ans",
};
/** minutes a day · the hours of the night · minutes of rest between two days */
const REGLES: Record<Tranche, { jour: number; nuit: { de: string; a: string }; repos: number }> = {
  "moins-16": { jour: 7 * 60, nuit: { de: "20:00", a: "06:00" }, repos: 14 * 60 },
  "16-17": { jour: 8 * 60, nuit: { de: "22:00", a: "06:00" }, repos: 12 * 60 },
};
/** minutes a week, school hours included · a break of so many minutes after so many */
const SEMAINE = 35 * 60;
const PAUSE = { duree: 30, apres: 4 * 60 + 30 };

/** One rule that the hours do not keep. `pour` null: the same at both ages. */
export type Avertissement = { pour: Tranche | null; texte: string };

const NBSP = "\u00a0";
const DAY = 24 * 60;
type Segment = { debut: number; fin: number };

/** The stretches of work of a day, in minutes from Monday 0 h; what follows midnight runs into the next day. */
function segments(rang: number, { matin, apresMidi }: Journee): Segment[] {
  const from = (debut: number, plage: { debut: string; fin: string }) => ({
    debut,
    fin: debut + jusqua(plage.debut, plage.fin),
  });
  const first = matin && from(rang * DAY + minutesOf(matin.debut), matin);
  const start =
    matin && apresMidi && first
      ? first.debut + jusqua(matin.debut, apresMidi.debut)
      : rang * DAY + minutesOf(apresMidi?.debut ?? "");
  return [...(first ? [first] : []), ...(apresMidi ? [from(start, apresMidi)] : [])].filter(
    ({ debut, fin }) => fin > debut,
  );
}

type JourneeLue = { jour: Jour; minutes: number; segments: Segment[] };

const journees = (horaires: Horaires): JourneeLue[] =>
  JOURS.flatMap((jour, rang) => {
    const journee = horaires[jour];
    const minutes = minutesDuJour(journee);
    return journee && minutes > 0 ? [{ jour, minutes, segments: segments(rang, journee) }] : [];
  });

/** « du lundi au jeudi : 8 h 30 ; le vendredi : 9 h » */
function parDuree(days: readonly JourneeLue[]): string {
  const groups = Map.groupBy(days, ({ minutes }) => minutes);
  return [...groups]
    .map(([minutes, of]) => `${joursEnTexte(of.map(({ jour }) => jour))}${NBSP}: ${dureeEnTexte(minutes)}`)
    .join(`${NBSP}; `);
}

const nommes = (days: readonly JourneeLue[]) => joursEnTexte(days.map(({ jour }) => jour));

const laNuit = ({ segments: of }: JourneeLue, { de, a }: { de: string; a: string }): boolean => {
  const length = jusqua(de, a);
  return of.some(({ debut, fin }) =>
    // the night begun the evening before the first day, and those after it
    Array.from({ length: JOURS.length + 2 }, (_, n) => (n - 1) * DAY + minutesOf(de)).some(
      (night) => debut < night + length && fin > night,
    ),
  );
};

/** Work without a break long enough: the longest stretch of a day, in minutes. */
function sansPause({ segments: of }: JourneeLue): number {
  let longest = 0;
  let current = 0;
  let end = Number.NEGATIVE_INFINITY;
  for (const { debut, fin } of of) {
    current = debut - end < PAUSE.duree ? current + fin - debut : fin - debut;
    longest = Math.max(longest, current);
    end = fin;
  }
  return longest;
}

/** The rest between a day and the next one worked, the week after included. */
function reposEntre(days: readonly JourneeLue[]): { de: Jour; a: Jour; minutes: number }[] {
  return days.map((day, index) => {
    const next = days[index + 1];
    const first = days[0] ?? day;
    const debut = next
      ? (next.segments[0]?.debut ?? 0)
      : (first.segments[0]?.debut ?? 0) + JOURS.length * DAY;
    return { de: day.jour, a: (next ?? first).jour, minutes: debut - (day.segments.at(-1)?.fin ?? 0) };
  });
}

/** No two days in a row without work beginning on them. */
const sansReposHebdomadaire = (horaires: Horaires): boolean =>
  !JOURS.some((jour, rang) => {
    const next = JOURS[(rang + 1) % JOURS.length] ?? "lundi";
    return minutesDuJour(horaires[jour]) === 0 && minutesDuJour(horaires[next]) === 0;
  });

function selonLAge(tranche: Tranche, days: readonly JourneeLue[]): Avertissement[] {
  const { jour, nuit, repos } = REGLES[tranche];
  const found: string[] = [];
  const long = days.filter(({ minutes }) => minutes > jour);
  if (long.length > 0) found.push(`${dureeEnTexte(jour)} par jour au plus (${parDuree(long)})`);
  const night = days.filter((day) => laNuit(day, nuit));
  if (night.length > 0)
    found.push(`pas de travail entre ${heureEnTexte(nuit.de)} et ${heureEnTexte(nuit.a)} (${nommes(night)})`);
  const short = reposEntre(days).filter(({ minutes }) => minutes < repos);
  if (short.length > 0) {
    const words = short.map(
      ({ de, a, minutes }) => `${de} à ${a}${NBSP}: ${dureeEnTexte(Math.max(0, minutes))}`,
    );
    found.push(`${dureeEnTexte(repos)} de repos d’un jour à l’autre (${words.join(`${NBSP}; `)})`);
  }
  return found.map((texte) => ({ pour: tranche, texte }));
}

/**
 * What these hours do not keep of the rules for minors; empty when they keep all.
 * @param tranches the ages to think of: both when it is not known, none for an adult
 */
export function avertissementsMineurs(horaires: Horaires, tranches: readonly Tranche[]): Avertissement[] {
  const days = journees(horaires);
  if (days.length === 0 || tranches.length === 0) return [];
  const everyone: string[] = [];
  const week = minutesParSemaine(horaires);
  if (week > SEMAINE)
    everyone.push(`${dureeEnTexte(SEMAINE)} par semaine au plus, cours compris (ici ${dureeEnTexte(week)})`);
  const unbroken = days.filter((day) => sansPause(day) > PAUSE.apres);
  if (unbroken.length > 0)
    everyone.push(
      `${PAUSE.duree}${NBSP}min de pause après ${dureeEnTexte(PAUSE.apres)} de travail (${nommes(unbroken)})`,
    );
  if (sansReposHebdomadaire(horaires)) everyone.push("deux jours de repos de suite par semaine");
  return [
    ...tranches.flatMap((tranche) => selonLAge(tranche, days)),
    ...everyone.map((texte) => ({ pour: null, texte })),
  ];
}

/** The years somebody has on a day. */
function ageAu(naissance: CivilDate, jour: CivilDate): number {
  const years = Number(jour.slice(0, 4)) - Number(naissance.slice(0, 4));
  return jour.slice(5) < naissance.slice(5) ? years - 1 : years;
}

/** The ages to think of for a learner on the first day of his period; both when his birth is not known. */
export function tranchesDe(naissance: CivilDate | null, premierJour: CivilDate): readonly Tranche[] {
  if (naissance === null) return TRANCHES;
  const age = ageAu(naissance, premierJour);
  return age < 16 ? ["moins-16"] : age < 18 ? ["16-17"] : [];
}

const motsDeTranche: Record<Tranche, string> = { "moins-16": "Avant 16 ans", "16-17": "À 16 et 17 ans" };

/** « Avant 16 ans : 7 h par jour au plus (du lundi au jeudi : 7 h 15). », without the age when a single one is thought of. */
export function avertissementEnMots(
  { pour, texte }: Avertissement,
  tranches: readonly Tranche[],
): { qui: string; texte: string } {
  const sentence = `${texte}.`;
  if (tranches.length === 1) return { qui: "", texte: sentence.charAt(0).toUpperCase() + sentence.slice(1) };
  return { qui: pour ? motsDeTranche[pour] : "Tout mineur", texte: sentence };
}
