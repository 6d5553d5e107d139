import { sql } from "kysely";
import { throttle } from "#comptes/rules.ts";
import { fingerprint } from "#comptes/secrets.ts";
import type { Database, SchoolTx } from "#db/pool.ts";
import type { Role } from "#kernel/actor.ts";

/** One door open to a person: a role in a school, today. */
export type Espace = { etablissement: string; habilitation: string; role: Role; nomEtablissement: string };

export type Compte = {
  identite: string;
  nom: string;
  prenom: string;
  motDePasse: string | null;
  provisoire: boolean;
};

/** The account behind what was typed in the field `courriel`. */
export async function compteDe(
  db: Database,
  identifiant: { type: "courriel" | "login"; valeur: string },
): Promise<Compte | null> {
  const row = await db
    .selectFrom("identifiant")
    .innerJoin("identite", "identite.id", "identifiant.identite_id")
    .select([
      "identite.id as identite",
      "identite.nom",
      "identite.prenom",
      "identite.mot_de_passe as motDePasse",
      "identite.mot_de_passe_provisoire as provisoire",
    ])
    .where("identifiant.type", "=", identifiant.type)
    .where("identifiant.valeur", "=", identifiant.valeur)
    .executeTakeFirst();
  return row ?? null;
}

/** The roles that live today, the most useful first (a teacher who is also administrator teaches first). */
export async function espacesDe(db: Database, identite: string, today: string): Promise<Espace[]> {
  const { rows } = await sql<Espace>`
    select etablissement_id as etablissement, habilitation_id as habilitation, role, etablissement as "nomEtablissement"
    from habilitations_de(${identite})
    where du <= ${today} and (au is null or au >= ${today})
    order by array_position(array['enseignant', 'apprenant', 'maitre', 'tuteur', 'administrateur'], role), etablissement
  `.execute(db);
  return rows;
}

/** Changes a password, in the caller's transaction; the one-time mark goes, and the person's other sessions end. */
export async function changePassword(
  tx: Database,
  identite: string,
  hashed: string,
  keep: Buffer | null,
): Promise<void> {
  await tx
    .updateTable("identite")
    .set({ mot_de_passe: hashed, mot_de_passe_provisoire: false })
    .where("id", "=", identite)
    .execute();
  await tx
    .deleteFrom("session")
    .where("identite_id", "=", identite)
    .$if(keep !== null, (query) => query.where("empreinte", "!=", keep as Buffer))
    .execute();
}

/** What the password page needs of one's own account. */
export const monMotDePasse = (db: Database, identite: string) =>
  db
    .selectFrom("identite")
    .select(["mot_de_passe as motDePasse", "mot_de_passe_provisoire as provisoire", "nom", "prenom"])
    .where("id", "=", identite)
    .executeTakeFirstOrThrow();

export const setComfort = (db: Database, identite: string, comfort: boolean) =>
  db.updateTable("identite").set({ lecture_confortable: comfort }).where("id", "=", identite).execute();

/** A mailed activation link: whose account it opens, while it lives. */
export async function lienActivation(db: Database, jeton: string, now: Date) {
  return db
    .selectFrom("lien")
    .innerJoin("identite", "identite.id", "lien.cible")
    .select([
      "identite.id as identite",
      "identite.nom",
      "identite.prenom",
      "lien.etablissement_id as etablissement",
      sql<boolean>`identite.mot_de_passe is not null and not identite.mot_de_passe_provisoire`.as("active"),
    ])
    .where("lien.empreinte", "=", fingerprint(jeton))
    .where("lien.but", "=", "activation")
    .where("lien.revoque_le", "is", null)
    .where("lien.expire_le", ">", now)
    .executeTakeFirst();
}

/** Used once: every activation link of the person is closed. False when another press closed it first. */
export async function useActivation(
  db: Database,
  jeton: string,
  identite: string,
  now: Date,
): Promise<boolean> {
  const mine = await db
    .updateTable("lien")
    .set({ revoque_le: now })
    .where("empreinte", "=", fingerprint(jeton))
    .where("revoque_le", "is", null)
    .executeTakeFirst();
  if (mine.numUpdatedRows === 0n) return false;
  await db
    .updateTable("lien")
    .set({ revoque_le: now })
    .where("but", "=", "activation")
    .where("cible", "=", identite)
    .where("revoque_le", "is", null)
    .execute();
  return true;
}

/** Keeps a link's hash; the secret itself goes into the mail and nowhere else. */
export const keepLink = (
  tx: SchoolTx,
  link: {
    but: "tuteur" | "activation";
    etablissement: string;
    cible: string;
    jeton: string;
    now: Date;
    expire: Date;
  },
) =>
  tx
    .insertInto("lien")
    .values({
      empreinte: fingerprint(link.jeton),
      but: link.but,
      etablissement_id: link.etablissement,
      cible: link.cible,
      cree_le: link.now,
      expire_le: link.expire,
      revoque_le: null,
    })
    .execute();

/** True when one of the keys has failed too often in the window. */
export async function isThrottled(
  db: Database,
  keys: { key: string; limit: number }[],
  now: Date,
): Promise<boolean> {
  const rows = await db
    .selectFrom("tentative")
    .select(["cle", "nombre"])
    .where("cle", "=", sql<string>`any(${keys.map((k) => k.key)})`)
    .where("depuis", ">", new Date(now.getTime() - throttle.window))
    .execute();
  return rows.some((row) => keys.some((k) => k.key === row.cle && row.nombre >= k.limit));
}

/** One more in the window. @returns how many, this one included */
async function count(db: Database, key: string, now: Date): Promise<number> {
  const start = new Date(now.getTime() - throttle.window);
  const { rows } = await sql<{ nombre: number }>`
    insert into tentative (cle, nombre, depuis) values (${key}, 1, ${now})
    on conflict (cle) do update set
      nombre = case when tentative.depuis > ${start} then tentative.nombre + 1 else 1 end,
      depuis = case when tentative.depuis > ${start} then tentative.depuis else ${now} end
    returning nombre
  `.execute(db);
  return rows[0]?.nombre ?? 0;
}

export async function countFailure(db: Database, keys: string[], now: Date): Promise<void> {
  for (const key of keys) await count(db, key, now);
}

/**
 * Counts a try before its outcome is known: a hundred sent at once do not all pass the same count.
 * Whoever succeeds forgets the account's count and gives the address's try back.
 * @returns false, and counts no further, at the first key that has been tried too often in the window
 */
export async function takeTry(
  db: Database,
  keys: { key: string; limit: number }[],
  now: Date,
): Promise<boolean> {
  for (const { key, limit } of keys) if ((await count(db, key, now)) > limit) return false;
  return true;
}

/** A try that was no failure: the others behind the same address are not charged for it. */
export const giveTryBack = (db: Database, key: string) =>
  db
    .updateTable("tentative")
    .set((eb) => ({ nombre: eb("nombre", "-", 1) }))
    .where("cle", "=", key)
    .where("nombre", ">", 0)
    .execute();

export const forgetFailures = (db: Database, key: string) =>
  db.deleteFrom("tentative").where("cle", "=", key).execute();
