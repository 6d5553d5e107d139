import type { Letter } from "#courriels/queue.ts";
import type { SchoolTx } from "#db/pool.ts";
import type { CivilDate } from "#kernel/civil-date.ts";

/** A waiting letter, as its writer receives it. */
export type Mail<L extends Letter = Letter> = {
  id: string;
  etablissement: string;
  destinataire: string;
  donnees: L["donnees"];
};

/** What a writer may use besides the rows: the moment, and what a link is made of. */
export type LetterContext = {
  now: Date;
  /** the civil day in the school's zone */
  today: CivilDate;
  /** the school's time zone */
  fuseau: string;
  /** origin of the links: the configured public address */
  origin: string;
  randomBytes: (size: number) => Buffer;
};

/** A letter's words. Every paragraph is plain text; the one link is the button's. */
export type WrittenLetter = {
  sujet: string;
  paragraphes: readonly string[];
  bouton?: { texte: string; lien: string };
  /** after the button: how long it is valid, what to do when in doubt */
  suite?: readonly string[];
};

/**
 * Writes a letter at the moment it leaves, from the ids it was queued with; a secret link is minted here, so that no
 * plaintext ever lies in the database. null: the letter has lost its object (access revoked meanwhile) and never leaves.
 */
export type LetterWriter<L extends Letter = Letter> = (
  tx: SchoolTx,
  mail: Mail<L>,
  context: LetterContext,
) => Promise<WrittenLetter | null>;

/** One writer for each model of letter; a model without a writer does not compile. */
export type LetterWriters = {
  [M in Letter["modele"]]: LetterWriter<Extract<Letter, { modele: M }>>;
};
