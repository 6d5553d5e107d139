/** The days of a week, in order, as the hours of a period are given. */
export const JOURS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"] as const;
export type Jour = (typeof JOURS)[number];

/** "08:00" to "12:00", the company's wall clock; an end earlier than the beginning is the next day's. */
export type Plage = { debut: string; fin: string };
export type Journee = { matin: Plage | null; apresMidi: Plage | null };
export type Horaires = Partial<Record<Jour, Journee>>;

/**
 * The usual conditions of a period: with the objectives and the activities, the six fields of the pré-convention (S-16).
 * Written on the annexe, copied to the period, followed by each fiche until it is individualised.
 */
export type Conditions = {
  horaires: Horaires;
  /** how teacher and tutor keep in touch */
  concertation: string;
  /** works, machines and products that need a declaration of derogation for minors */
  travauxReglementes: string;
  modalitesEvaluation: string;
};

export const sansConditions: Conditions = {
  horaires: {},
  concertation: "",
  travauxReglementes: "",
  modalitesEvaluation: "",
};

/** Conditions as stored: what an older row does not say is empty. */
export const lireConditions = (stored: unknown): Conditions => ({
  ...sansConditions,
  ...(stored as Partial<Conditions> | null),
});

const DAY = 24 * 60;
const minutesOf = (clock: string): number => {
  const [hours, minutes] = clock.split(":").map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
};

const duree = (plage: Plage | null): number =>
  plage ? (minutesOf(plage.fin) - minutesOf(plage.debut) + DAY) % DAY : 0;

/** Minutes worked on a day; 0 when it is not a working day. */
export const minutesDuJour = (journee: Journee | undefined): number =>
  journee ? duree(journee.matin) + duree(journee.apresMidi) : 0;

export const minutesParSemaine = (horaires: Horaires): number =>
  JOURS.reduce((sum, jour) => sum + minutesDuJour(horaires[jour]), 0);

/** The days worked, in order. */
export const joursTravailles = (horaires: Horaires): Jour[] =>
  JOURS.filter((jour) => minutesDuJour(horaires[jour]) > 0);
