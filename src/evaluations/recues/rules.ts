import type { CivilDate } from "#kernel/civil-date.ts";
import { type Marque, marqueDe, type Traces } from "#portfolio/lecture/rules.ts";

/** The bilans of a period that a learner is given to read; his own bilan personnel is not one of them. */
export type TypeRecu = "attitudes" | "entreprise" | "certificatif";

/** A bilan as the learner finds it in « Mes évaluations »: passed on, or taken back to be changed. */
export type BilanRecu = {
  id: string;
  type: TypeRecu;
  dossier: string;
  periode: string;
  entreprise: string;
  date: CivilDate;
  etat: "transmis" | "rouvert";
  /** when it was last passed on (published, for a certificative grid) */
  transmisLe: Date;
  modifieLe: Date;
  modifiePar: string;
  vuLe: Date | null;
};

export type EvaluationRecue = { id: string; date: CivilDate; titre: string; competences: number };
export type BilanIntermediaireRecu = {
  id: string;
  date: CivilDate;
  auteur: string;
  commentaire: string;
  creeLe: Date;
};

/** Everything the learner was given to read, the latest first. */
export type Recues = {
  recus: readonly BilanRecu[];
  evaluations: readonly EvaluationRecue[];
  bilans: readonly BilanIntermediaireRecu[];
};

/** The objects that the page shows: what a visit leaves the trace of. A reopened bilan is not shown, only announced. */
export const montres = ({ recus, evaluations, bilans }: Recues): string[] => [
  ...recus.flatMap(({ id, etat }) => (etat === "transmis" ? [id] : [])),
  ...evaluations.map(({ id }) => id),
  ...bilans.map(({ id }) => id),
];

/**
 * What came since his last visit, by id: « nouveau », or « modifié » for a bilan passed on again. Nothing at a first
 * visit. An evaluation at school is new until it is seen: its levels may be typed long after it was made.
 */
export function marquesDe(
  { recus, evaluations, bilans }: Recues,
  { derniere, vus }: Traces,
  now: Date,
): Map<string, Marque> {
  const mark = (id: string, modifieLe: Date): [string, Marque] => [
    id,
    marqueDe({ modifieLe, vuLe: vus.get(id) }, derniere),
  ];
  return new Map([
    ...recus.filter(({ etat }) => etat === "transmis").map(({ id, transmisLe }) => mark(id, transmisLe)),
    ...evaluations.filter(({ id }) => !vus.has(id)).map(({ id }) => mark(id, now)),
    ...bilans.map(({ id, creeLe }) => mark(id, creeLe)),
  ]);
}
