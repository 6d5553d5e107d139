import type { Letter } from "#courriels/queue.ts";
import type { SchoolTx } from "#db/pool.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import type { Referentiels } from "#referentiel/versions.ts";

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
  /** the school's own, read when asked */
  referentiels: () => Promise<Referentiels>;
};

/** A letter's words. Every paragraph is plain text; links are those of the list, of the button and of the foot. */
export type WrittenLetter = {
  sujet: string;
  paragraphes: readonly string[];
  /** after the paragraphes: several things, each perhaps with the page where it is done */
  liste?: readonly { texte: string; lien?: string }[];
  bouton?: { texte: string; lien: string };
  /** after the button: how long it is valid, what to do when in doubt */
  suite?: readonly string[];
  /** the last line, small: where to ask for fewer letters */
  pied?: { texte: string; lien: string };
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
