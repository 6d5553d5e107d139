import { type Horaires, JOURS, minutesDuJour } from "#annexes/rules/conditions.ts";
import { type JoursGardes, joursDe } from "#fiche-de-liaison/lieu/rules.ts";
import { addDays, type CivilDate, daysBetween, mondayOf } from "#kernel/civil-date.ts";
import { allowed, type Decision, refuse } from "#kernel/decision.ts";
import { fullDate } from "#kernel/french.ts";

/**
 * What is noted about a day of a stay; a day nothing is noted about was done. « non-travaille »: a holiday, a closing, a
 * week at school. Nothing says why somebody was away: it may be a matter of health.
 */
export const NOTES = ["journee", "matin", "apres-midi", "non-travaille"] as const;
export type Note = (typeof NOTES)[number];
export type Notes = ReadonlyMap<CivilDate, Note>;

/** What the days of a dossier are counted on. */
export type Cadre = {
  periode: { du: CivilDate; au: CivilDate };
  /** at least one; two when the learner changes company (B-18) */
  sejours: readonly (JoursGardes & { rang: number })[];
  /** hours of a usual week; empty: not known */
  horaires: Horaires;
};

/** A day that the stay plans. */
export type JourPrevu = {
  jour: CivilDate;
  /** of the company where it is spent */
  rang: number;
  /** minutes planned in each half, 0 when nobody works then; null: hours not known, both halves are worked */
  minutes: { matin: number; apresMidi: number } | null;
};

/** The last day looked at, in days from the first: no period lasts longer, a slip of the finger might. */
const LONGUEUR_MAX = 731;

const motDuJour = (jour: CivilDate) => JOURS[daysBetween(mondayOf(jour), jour)] ?? "lundi";

/** The company of a day: the one whose stay holds it; the last begun, where stays of an apprenti overlap. */
function rangDu(jour: CivilDate, { periode, sejours }: Cadre): number | null {
  const holding = sejours
    .map((sejour) => ({ rang: sejour.rang, ...joursDe(sejour, periode) }))
    .filter(({ du, au }) => du <= jour && jour <= au)
    .toSorted((a, b) => (a.du < b.du ? -1 : a.du > b.du ? 1 : a.rang - b.rang));
  return holding.at(-1)?.rang ?? null;
}

/**
 * The days planned, in order: those of the stays that the usual week works; Monday to Friday while no hours are known.
 * Public holidays are not known, nor the weeks an apprenti is at school: they are noted as not worked.
 */
export function joursPrevus(cadre: Cadre): JourPrevu[] {
  const { periode, horaires } = cadre;
  const connus = JOURS.some((jour) => minutesDuJour(horaires[jour]) > 0);
  const length = Math.min(daysBetween(periode.du, periode.au), LONGUEUR_MAX);
  return Array.from({ length: length + 1 }, (_, n) => addDays(periode.du, n)).flatMap((jour): JourPrevu[] => {
    const rang = rangDu(jour, cadre);
    if (rang === null) return [];
    const mot = motDuJour(jour);
    if (!connus) return mot === "samedi" || mot === "dimanche" ? [] : [{ jour, rang, minutes: null }];
    const hours = horaires[mot];
    if (minutesDuJour(hours) === 0) return [];
    const half = (plage: "matin" | "apresMidi") =>
      minutesDuJour({ matin: null, apresMidi: null, [plage]: hours?.[plage] ?? null });
    return [{ jour, rang, minutes: { matin: half("matin"), apresMidi: half("apresMidi") } }];
  });
}

/** The notes that a day can take: halves, only where both are worked. */
export const notesPossibles = ({ minutes }: JourPrevu): Note[] =>
  minutes === null || (minutes.matin > 0 && minutes.apresMidi > 0)
    ? [...NOTES]
    : ["journee", "non-travaille"];

/**
 * The note of a day as its hours let it be read: away for its only half is away all day, away for a half nobody works is
 * nothing.
 */
export function noteLue({ jour, minutes }: JourPrevu, notes: Notes): Note | null {
  const note = notes.get(jour) ?? null;
  if (minutes === null || (note !== "matin" && note !== "apres-midi")) return note;
  const [here, other] =
    note === "matin" ? [minutes.matin, minutes.apresMidi] : [minutes.apresMidi, minutes.matin];
  if (here === 0) return null;
  return other === 0 ? "journee" : note;
}

/** The notes of the days planned, as they are read. */
export const notesLues = (jours: readonly JourPrevu[], notes: Notes): Map<CivilDate, Note> =>
  new Map(
    jours.flatMap((jour): [CivilDate, Note][] => {
      const note = noteLue(jour, notes);
      return note ? [[jour.jour, note]] : [];
    }),
  );

export type Changement = { jour: CivilDate; avant: Note | null; apres: Note | null };

/** The days planned that two states tell apart. */
export const changements = (jours: readonly JourPrevu[], avant: Notes, apres: Notes): Changement[] =>
  jours
    .map(({ jour }) => ({ jour, avant: avant.get(jour) ?? null, apres: apres.get(jour) ?? null }))
    .filter((jour) => jour.avant !== jour.apres);

/** Days in halves (0.5), minutes; `minutes` is null while the hours are not known. `prevus` = `faits` + `absences`. */
export type Decompte = {
  prevus: number;
  absences: number;
  faits: number;
  minutes: { prevues: number; faites: number } | null;
};

/** What was really done of these days: the State's allowance and the attestation are counted on it (B-17, S-18). */
export function decompte(jours: readonly JourPrevu[], notes: Notes): Decompte {
  let prevus = 0;
  let absences = 0;
  let prevues = 0;
  let faites = 0;
  let connues = true;
  for (const jour of jours) {
    const note = noteLue(jour, notes);
    if (note === "non-travaille") continue;
    prevus += 1;
    absences += note === null ? 0 : note === "journee" ? 1 : 0.5;
    if (jour.minutes === null) connues = false;
    else {
      const { matin, apresMidi } = jour.minutes;
      prevues += matin + apresMidi;
      if (note !== "journee")
        faites += (note === "matin" ? 0 : matin) + (note === "apres-midi" ? 0 : apresMidi);
    }
  }
  return {
    prevus,
    absences,
    faits: prevus - absences,
    minutes: connues && prevus > 0 ? { prevues, faites } : null,
  };
}

export type Semaine = { lundi: CivilDate; jours: JourPrevu[] };

/** The days by week, cut by the edges of the period. */
export const semainesDe = (jours: readonly JourPrevu[]): Semaine[] =>
  [...Map.groupBy(jours, ({ jour }) => mondayOf(jour))].map(([lundi, of]) => ({ lundi, jours: of }));

/** « N’est plus venu à partir du… »: every day from then on is noted, save those nobody works. */
export const arreter = (jours: readonly JourPrevu[], notes: Notes, depuis: CivilDate): Map<CivilDate, Note> =>
  new Map([
    ...notes,
    ...jours
      .filter(({ jour }) => jour >= depuis && notes.get(jour) !== "non-travaille")
      .map(({ jour }): [CivilDate, Note] => [jour, "journee"]),
  ]);

/** « Est revenu à partir du… »: no absence from then on; days nobody works stay so. */
export const reprendre = (notes: Notes, depuis: CivilDate): Map<CivilDate, Note> =>
  new Map([...notes].filter(([jour, note]) => jour < depuis || note === "non-travaille"));

/** The first of the days away that run to the end of the stay; null unless they are two at least. */
export function plusVenuDepuis(jours: readonly JourPrevu[], notes: Notes): CivilDate | null {
  const worked = jours.filter((jour) => noteLue(jour, notes) !== "non-travaille");
  const lastDone = worked.findLastIndex((jour) => noteLue(jour, notes) !== "journee");
  const away = worked.slice(lastDone + 1);
  return away.length >= 2 ? (away[0]?.jour ?? null) : null;
}

/** Absences are confirmed when no day is left to do: from the last one on, or once the learner is noted as gone. */
export function peutConfirmer(jours: readonly JourPrevu[], notes: Notes, today: CivilDate): Decision {
  if (jours.length === 0)
    return refuse(
      "aucun-jour",
      "Aucun jour n’est prévu dans cette période : vérifiez ses dates et les horaires.",
    );
  const left = jours.findLast((jour) => {
    const note = noteLue(jour, notes);
    return note !== "journee" && note !== "non-travaille";
  });
  return left && left.jour > today
    ? refuse(
        "pas-fini",
        `Il reste des jours à faire : les absences se confirment à partir du ${fullDate(left.jour)}.`,
      )
    : allowed;
}

/** Who confirmed, and when; `perimee`: the hours or the days have changed since, so that it no longer holds. */
export type Confirmation = { le: Date; par: { nom: string; prenom: string }; perimee: boolean };

/** What a confirmation that holds lets one write; null: the hours and the days stay blank. */
export const compteConfirme = (
  confirmation: Confirmation | null,
  jours: readonly JourPrevu[],
  notes: Notes,
): Decompte | null => (confirmation && !confirmation.perimee ? decompte(jours, notes) : null);
