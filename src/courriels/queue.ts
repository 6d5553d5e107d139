import type { SchoolTx } from "#db/pool.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { newId } from "#kernel/id.ts";

/** Every letter the house writes, with the ids it is written from when it leaves (never texts frozen in advance). */
export type Letter =
  | { modele: "activation"; donnees: { identite: string } }
  | { modele: "mot-de-passe-oublie"; donnees: { identite: string } }
  | { modele: "courriel-change"; donnees: { identite: string; ancien: string; nouveau: string } }
  | { modele: "invitation-tuteur"; donnees: { accueilTuteur: string } }
  | { modele: "demande-nouveau-lien"; donnees: { accueilTuteur: string } }
  | { modele: "fiche-modifiee"; donnees: { dossier: string; par: string } }
  | { modele: "resume"; donnees: { habilitation: string; jour: CivilDate } }
  | { modele: "rappel"; donnees: { dossier: string; etape: string; par: string } };

type Envelope = { etablissement: string; destinataire: string; dossier?: string; now: Date };

/**
 * Puts a letter in the queue, in the transaction of the act that causes it: no mail after a rollback, none lost.
 * The act then answers `mail: true` so that the post leaves at once after the commit.
 * @returns the mail's id
 */
export async function postLetter(tx: SchoolTx, envelope: Envelope, letter: Letter): Promise<string> {
  const row = rowOf(envelope, letter);
  await tx.insertInto("courriel").values(row).execute();
  return row.id;
}

/** The same for several letters at once, in one statement. @returns the mails' ids, in the same order */
export async function postLetters(
  tx: SchoolTx,
  posts: readonly { envelope: Envelope; letter: Letter }[],
): Promise<string[]> {
  if (posts.length === 0) return [];
  const rows = posts.map(({ envelope, letter }) => rowOf(envelope, letter));
  await tx.insertInto("courriel").values(rows).execute();
  return rows.map((row) => row.id);
}

const rowOf = (envelope: Envelope, letter: Letter) => ({
  etablissement_id: envelope.etablissement,
  id: newId(),
  modele: letter.modele,
  destinataire: envelope.destinataire,
  donnees: JSON.stringify(letter.donnees),
  dossier_id: envelope.dossier ?? null,
  cree_le: envelope.now,
  erreur: null,
  envoye_le: null,
});
