import { sql } from "kysely";
import { fingerprint } from "#comptes/secrets.ts";
import type { Database, SchoolTx } from "#db/pool.ts";
import { newId } from "#kernel/id.ts";

/** The addresses a learner signs in with, or is known by in this school, in lower case. */
export async function courrielsDe(tx: SchoolTx, apprenant: string): Promise<string[]> {
  const { rows } = await sql<{ courriel: string }>`
    select lower(h.courriel) as courriel from apprenant a join habilitation h on h.id = a.habilitation_id
    where a.id = ${apprenant} and h.courriel is not null
    union
    select i.valeur from apprenant a join habilitation h on h.id = a.habilitation_id
    join identifiant i on i.identite_id = h.identite_id and i.type = 'courriel'
    where a.id = ${apprenant}
  `.execute(tx);
  return rows.map((row) => row.courriel);
}

/** A person who enters by a mailed link only: no password, nothing to type. @returns the identity's id */
export async function ouvrirIdentite(
  tx: SchoolTx,
  personne: { nom: string; prenom: string },
): Promise<string> {
  const id = newId();
  const { nom, prenom } = personne;
  await tx.insertInto("identite").values({ id, nom, prenom, mot_de_passe: null }).execute();
  return id;
}

/** What a tutor's link leads to, alive or not; null for a secret that was never given. */
export type LienTuteur = {
  etablissement: string;
  accueilTuteur: string;
  expireLe: Date;
  revoqueLe: Date | null;
};

export async function lienTuteur(db: Database, jeton: string): Promise<LienTuteur | null> {
  const row = await db
    .selectFrom("lien")
    .select([
      "etablissement_id as etablissement",
      "cible as accueilTuteur",
      "expire_le as expireLe",
      "revoque_le as revoqueLe",
    ])
    .where("empreinte", "=", fingerprint(jeton))
    .where("but", "=", "tuteur")
    .executeTakeFirst();
  return row ?? null;
}

/** Closes for good every link given so far to these accesses: a new invitation brings a new one. */
export const revoquerLiens = (
  tx: SchoolTx,
  given: { etablissement: string; accueilsTuteurs: readonly string[]; now: Date },
) =>
  tx
    .updateTable("lien")
    .set({ revoque_le: given.now })
    .where("but", "=", "tuteur")
    .where("etablissement_id", "=", given.etablissement)
    .where("cible", "=", sql<string>`any(${[...given.accueilsTuteurs]}::uuid[])`)
    .where("revoque_le", "is", null)
    .execute();
