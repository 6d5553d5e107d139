/**
 * Above this one file a class, made in the background: a file of a thousand learners takes gigabytes to make, and its
 * reader would wait half a minute for an answer.
 */
export const FEUILLES_MAX = 100;

/** How long an archive stays, in days. */
export const JOURS_TIRAGE = 2;

/** Silent for so long, in milliseconds, the process at work is taken for dead. */
export const SILENCE = 5 * 60_000;

/** The last run of a period's pré-conventions; `faits` of `total` files. Size in bytes. */
export type Tirage = {
  etat: "attente" | "cours" | "pret" | "echec";
  faits: number;
  total: number;
  demandeLe: Date;
  par: { nom: string; prenom: string };
  finiLe: Date | null;
  empreinte: Buffer | null;
  taille: number;
};

export const enPreparation = (tirage: Pick<Tirage, "etat"> | null): boolean =>
  tirage?.etat === "attente" || tirage?.etat === "cours";
