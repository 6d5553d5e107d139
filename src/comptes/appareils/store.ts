import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { SchoolTx } from "#db/pool.ts";
import type { Role } from "#kernel/actor.ts";

/** One open session of the person. */
export type Appareil = {
  /** names it in a form; says nothing of the secret that opens it */
  id: string;
  nom: string;
  role: Role;
  ouvert: Date;
  vu: Date;
  /** the day after which one must sign in again in any case */
  fin: Date;
  courant: boolean;
};

const nameOf = (print: Buffer) => createHash("sha256").update(print).digest("hex").slice(0, 24);

/**
 * The sessions of one person that still open something, in every school and role, the last used first.
 * @param print the session that asks
 */
export async function appareilsDe(
  tx: SchoolTx,
  identite: string,
  print: Buffer,
  now: Date,
): Promise<(Appareil & { empreinte: Buffer })[]> {
  const rows = await tx
    .selectFrom("session")
    .innerJoin(sql<{ habilitation_id: string; role: Role }>`habilitations_de(${identite})`.as("h"), (join) =>
      join.onRef("h.habilitation_id", "=", "session.habilitation_id"),
    )
    .select(["empreinte", "appareil", "role", "cree_le", "vue_le", "expire_le"])
    .where("identite_id", "=", identite)
    .where("expire_le", ">", now)
    .where(sql<boolean>`vue_le + inactive_apres > ${now}`)
    .orderBy("vue_le", "desc")
    .orderBy("cree_le", "desc")
    .execute();
  return rows.map((row) => ({
    empreinte: row.empreinte,
    id: nameOf(row.empreinte),
    nom: row.appareil || "Appareil inconnu",
    role: row.role,
    ouvert: row.cree_le,
    vu: row.vue_le,
    fin: row.expire_le,
    courant: row.empreinte.equals(print),
  }));
}

/** Ends these sessions at their next request. */
export const fermerSessions = (tx: SchoolTx, identite: string, prints: Buffer[]) =>
  tx
    .deleteFrom("session")
    .where("identite_id", "=", identite)
    .where(sql<boolean>`empreinte = any(${prints})`)
    .execute();
