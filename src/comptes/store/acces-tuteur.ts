import { sql } from "kysely";
import { fingerprint } from "#comptes/secrets.ts";
import type { Database, SchoolTx } from "#db/pool.ts";
import { newId } from "#kernel/id.ts";

/** The addresses each learner signs in with, or is known by in this school, in lower case; by learner's id. */
export async function adressesDes(tx: SchoolTx, apprenants: readonly string[]): Promise<Adresses> {
  const { rows } = await sql<{ apprenant: string; courriel: string }>`
    select a.id as apprenant, lower(h.courriel) as courriel
    from apprenant a join habilitation h on h.id = a.habilitation_id
    where a.id = any(${[...apprenants]}::uuid[]) and h.courriel is not null
    union
    select a.id, i.valeur from apprenant a join habilitation h on h.id = a.habilitation_id
    join identifiant i on i.identite_id = h.identite_id and i.type = 'courriel'
    where a.id = any(${[...apprenants]}::uuid[])
  `.execute(tx);
  const found = new Map<string, string[]>();
  for (const { apprenant, courriel } of rows)
    found.set(apprenant, [...(found.get(apprenant) ?? []), courriel]);
  return found;
}

type Adresses = ReadonlyMap<string, readonly string[]>;

/** The same for one learner. */
export const courrielsDe = async (tx: SchoolTx, apprenant: string): Promise<readonly string[]> =>
  (await adressesDes(tx, [apprenant])).get(apprenant) ?? [];

/** Persons who enter by a link only: no password, nothing to type. @returns each one with his identity's id */
export async function ouvrirIdentites<P extends { nom: string; prenom: string }>(
  tx: SchoolTx,
  personnes: readonly P[],
): Promise<(P & { identite: string })[]> {
  if (personnes.length === 0) return [];
  const opened = personnes.map((personne) => ({ ...personne, identite: newId() }));
  await tx
    .insertInto("identite")
    .values(opened.map(({ identite, nom, prenom }) => ({ id: identite, nom, prenom, mot_de_passe: null })))
    .execute();
  return opened;
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

/** Keeps a visit's code and the secret of its QR code, which open the same page once; those given before to it are closed. */
export async function garderCode(
  tx: SchoolTx,
  given: {
    etablissement: string;
    accueilTuteur: string;
    empreintes: readonly Buffer[];
    now: Date;
    expire: Date;
  },
): Promise<boolean> {
  await tx
    .deleteFrom("lien")
    .where("but", "=", "visite")
    .where((eb) => eb.or([eb("cible", "=", given.accueilTuteur), eb("expire_le", "<", given.now)]))
    .execute();
  const written = await tx
    .insertInto("lien")
    .values(
      given.empreintes.map((empreinte) => ({
        empreinte,
        but: "visite" as const,
        etablissement_id: given.etablissement,
        cible: given.accueilTuteur,
        cree_le: given.now,
        expire_le: given.expire,
        revoque_le: null,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning("empreinte")
    .execute();
  return written.length === given.empreintes.length;
}

/** What a visit's code leads to, alive or not; null for one that was never given. @param empreinte see `empreinteDuCode` */
export async function lienDuCode(db: Database, empreinte: Buffer): Promise<LienTuteur | null> {
  const row = await db
    .selectFrom("lien")
    .select([
      "etablissement_id as etablissement",
      "cible as accueilTuteur",
      "expire_le as expireLe",
      "revoque_le as revoqueLe",
    ])
    .where("empreinte", "=", empreinte)
    .where("but", "=", "visite")
    .executeTakeFirst();
  return row ?? null;
}

/**
 * Uses a code up, with the QR code beside it. The access being held, two that are redeemed at once take their turn.
 * @returns false when it was used, replaced or too old
 */
export async function consommerCode(
  tx: SchoolTx,
  given: { etablissement: string; accueilTuteur: string; empreinte: Buffer; now: Date },
): Promise<boolean> {
  const used = await tx
    .updateTable("lien")
    .set({ revoque_le: given.now })
    .where("but", "=", "visite")
    .where("etablissement_id", "=", given.etablissement)
    .where("cible", "=", given.accueilTuteur)
    .where("revoque_le", "is", null)
    .where("expire_le", ">", given.now)
    .returning("empreinte")
    .execute();
  return used.some(({ empreinte }) => empreinte.equals(given.empreinte));
}

/** Closes for good every link given so far to these accesses: a new invitation brings a new one. */
export const revoquerLiens = (
  tx: SchoolTx,
  given: { etablissement: string; accueilsTuteurs: readonly string[]; now: Date },
) =>
  tx
    .updateTable("lien")
    .set({ revoque_le: given.now })
    .where("but", "in", ["tuteur", "visite"])
    .where("etablissement_id", "=", given.etablissement)
    .where("cible", "=", sql<string>`any(${[...given.accueilsTuteurs]}::uuid[])`)
    .where("revoque_le", "is", null)
    .execute();
