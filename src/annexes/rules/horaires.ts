import {
  type Horaires,
  JOURS,
  type Jour,
  type Journee,
  joursTravailles,
  minutesDuJour,
  minutesParSemaine,
  type Plage,
} from "#annexes/rules/conditions.ts";
import { all, allowed, type Decision, refuse } from "#kernel/decision.ts";

const NBSP = "\u00a0";

/**
 * Reads an hour as browsers send it (08:30) or as people write it (8h, 8 h 30, 8.30).
 * @returns "08:30"; "" for nothing typed; undefined when it is not an hour
 */
export function lireHeure(texte: string): string | undefined {
  const text = texte.trim();
  if (text === "") return "";
  const found = /^(\d{1,2})\s*(?:[h:.]\s*(\d{2})?)?$/i.exec(text);
  const hours = Number(found?.[1]);
  const minutes = Number(found?.[2] ?? 0);
  if (!found || hours > 23 || minutes > 59) return undefined;
  return `${String(hours).padStart(2, "0")}:${String(minutes).padStart(2, "0")}`;
}

/** « 8 h », « 13 h 30 » */
export function heureEnTexte(heure: string): string {
  const [hours, minutes] = heure.split(":");
  return `${Number(hours)}${NBSP}h${minutes && minutes !== "00" ? NBSP + minutes : ""}`;
}

/** « 35 h 30 », « 35 h », « 0 h 05 » */
export function dureeEnTexte(minutes: number): string {
  const rest = minutes % 60;
  return heureEnTexte(`${Math.floor(minutes / 60)}:${rest === 0 ? "00" : String(rest).padStart(2, "0")}`);
}

const plageEnTexte = (plage: Plage) => `${heureEnTexte(plage.debut)} – ${heureEnTexte(plage.fin)}`;

/** « 8 h – 12 h et 13 h 30 – 17 h » */
const journeeEnTexte = ({ matin, apresMidi }: Journee): string =>
  [matin, apresMidi].flatMap((plage) => (plage ? [plageEnTexte(plage)] : [])).join(" et ");

/** « le vendredi », « les lundi et mardi », « du lundi au jeudi » */
export function joursEnTexte(jours: readonly Jour[]): string {
  const [first = "lundi"] = jours;
  const last = jours.at(-1) ?? first;
  if (jours.length === 1) return `le ${first}`;
  const inARow = JOURS.indexOf(last) - JOURS.indexOf(first) === jours.length - 1;
  if (inARow && jours.length > 2) return `du ${first} au ${last}`;
  return `les ${jours.slice(0, -1).join(", ")} et ${last}`;
}

/**
 * Hours of a week in a sentence, equal days together: « du lundi au jeudi : 8 h – 12 h et 13 h 30 – 17 h ; le vendredi :
 * 8 h – 12 h (34 h par semaine) »; "" when no hour is given.
 */
export function horairesEnTexte(horaires: Horaires): string {
  const groups = new Map<string, Jour[]>();
  for (const jour of joursTravailles(horaires)) {
    const hours = journeeEnTexte(horaires[jour] ?? { matin: null, apresMidi: null });
    groups.set(hours, [...(groups.get(hours) ?? []), jour]);
  }
  if (groups.size === 0) return "";
  const parts = [...groups].map(([hours, jours]) => `${joursEnTexte(jours)}${NBSP}: ${hours}`);
  return `${parts.join(`${NBSP}; `)} (${dureeEnTexte(minutesParSemaine(horaires))} par semaine)`;
}

const DAY = 24 * 60;
/** A longer day is a slip of the finger: nobody learns a trade for so long. What a minor may work: `mineurs.ts`. */
export const JOURNEE_MAX = 12 * 60;

/** Minutes from midnight to what a clock shows. */
export const minutesOf = (clock: string): number => {
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  return hours * 60 + minutes;
};
/** Minutes from one hour to the next time a clock shows another. */
export const jusqua = (from: string, to: string): number => (minutesOf(to) - minutesOf(from) + DAY) % DAY;

/** The hours that fields hold so far, as far as they can be read; `texte` gives what is typed in a field. */
export const horairesSaisis = (texte: (champ: string) => string): Horaires =>
  Object.fromEntries(
    JOURS.map((jour) => {
      const plage = (name: "matin" | "apresMidi"): Plage | null => {
        const debut = lireHeure(texte(champHoraire(jour, name, "debut")));
        const fin = lireHeure(texte(champHoraire(jour, name, "fin")));
        return debut && fin ? { debut, fin } : null;
      };
      return [jour, { matin: plage("matin"), apresMidi: plage("apresMidi") }];
    }),
  );

/** The name of the form's field for an end of a half-day. */
export const champHoraire = (jour: Jour, plage: "matin" | "apresMidi", bout: "debut" | "fin"): string =>
  `horaire-${jour}-${plage}-${bout}`;

function verifierJournee(jour: Jour, journee: Journee): Decision {
  const { matin, apresMidi } = journee;
  for (const [plage, hours] of [
    ["matin", matin],
    ["apresMidi", apresMidi],
  ] as const)
    if (hours && hours.debut === hours.fin)
      return refuse(
        "horaires",
        `Le ${jour} commence et finit à la même heure.`,
        champHoraire(jour, plage, "fin"),
      );
  if (matin && apresMidi && jusqua(matin.debut, apresMidi.debut) < jusqua(matin.debut, matin.fin))
    return refuse(
      "horaires",
      `Le ${jour}, l’après-midi commence avant la fin du matin.`,
      champHoraire(jour, "apresMidi", "debut"),
    );
  if (minutesDuJour(journee) > JOURNEE_MAX)
    return refuse(
      "horaires",
      `La journée du ${jour} dépasse ${dureeEnTexte(JOURNEE_MAX)}${NBSP}: vérifiez ses heures.`,
      champHoraire(jour, matin ? "matin" : "apresMidi", "fin"),
    );
  return allowed;
}

/** Hours that hold together: each half-day lasts, the afternoon follows the morning, no day is longer than 12 h. */
export const verifierHoraires = (horaires: Horaires): Decision =>
  all(
    ...JOURS.map((jour) => {
      const journee = horaires[jour];
      return journee ? verifierJournee(jour, journee) : allowed;
    }),
  );
