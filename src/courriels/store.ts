import { sql } from "kysely";
import type { Letter } from "#courriels/queue.ts";
import type { Database, SchoolTx } from "#db/pool.ts";

export type WaitingMail = {
  id: string;
  modele: Letter["modele"];
  destinataire: string;
  donnees: Letter["donnees"];
  /** tries already made */
  tentatives: number;
};

/** Every school's id: the post is a job that crosses schools, one at a time. */
export async function schools(db: Database): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from etablissements() as id`.execute(db);
  return rows.map((row) => row.id);
}

export async function timeZone(tx: SchoolTx): Promise<string> {
  const { fuseau } = await tx.selectFrom("etablissement").select("fuseau").executeTakeFirstOrThrow();
  return fuseau;
}

/** The oldest letter whose turn has come, held until the end of the transaction; another postman passes over it. */
export async function takeWaiting(tx: SchoolTx, now: Date): Promise<WaitingMail | null> {
  const row = await tx
    .selectFrom("courriel")
    .select(["id", "modele", "destinataire", "donnees", "tentatives"])
    .where("etat", "=", "a-envoyer")
    .where((eb) => eb.or([eb("prochain_essai", "is", null), eb("prochain_essai", "<=", now)]))
    .orderBy("cree_le")
    .orderBy("id")
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  return (row as WaitingMail | undefined) ?? null;
}

type Outcome = {
  etat: "a-envoyer" | "envoye" | "refuse" | "sans-objet";
  tentatives: number;
  erreur: string | null;
  envoye_le?: Date;
  prochain_essai: Date | null;
};

export const mark = (tx: SchoolTx, id: string, outcome: Outcome) =>
  tx.updateTable("courriel").set(outcome).where("id", "=", id).execute();
