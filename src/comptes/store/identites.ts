import { sql } from "kysely";
import type { SchoolTx } from "#db/pool.ts";
import { newId } from "#kernel/id.ts";

/** How far a person has come: no password yet, a printed code not used yet, a password of his own. */
export type EtatCompte = "sans-code" | "code-remis" | "active";
export type Compte = { login: string | null; etat: EtatCompte; codeRemisLe: Date | null };

export const compteVide: Compte = { login: null, etat: "sans-code", codeRemisLe: null };

/** The accounts of these identities, for the lists that show who has come already. */
export async function comptesDe(
  tx: SchoolTx,
  identites: readonly string[],
): Promise<ReadonlyMap<string, Compte>> {
  const { rows } = await sql<{ id: string } & Compte>`
    select i.id, l.valeur as login, i.code_remis_le as "codeRemisLe",
      case when i.mot_de_passe is null then 'sans-code'
        when i.mot_de_passe_provisoire then 'code-remis' else 'active' end as etat
    from identite i
    left join lateral (
      select valeur from identifiant where identite_id = i.id and type = 'login' order by valeur limit 1
    ) l on true
    where i.id = any(${identites}::uuid[])
  `.execute(tx);
  return new Map(rows.map(({ id, ...compte }) => [id, compte]));
}

/**
 * The logins already given, in any school, that begin like one of these (« lea.martin », « lea.martin.2 »).
 * Holds the door until the transaction ends: two imports at once must not choose the same login.
 */
export async function loginsProches(tx: SchoolTx, bases: readonly string[]): Promise<Set<string>> {
  await sql`select pg_advisory_xact_lock(hashtext('passerelle.logins'))`.execute(tx);
  const { rows } = await sql<{ valeur: string }>`
    select valeur from identifiant
    where type = 'login' and regexp_replace(valeur, '\\.\\d+$', '') = any(${bases}::text[])
  `.execute(tx);
  return new Set(rows.map((row) => row.valeur));
}

export type CompteACreer = {
  identite: string;
  nom: string;
  prenom: string;
  type: "courriel" | "login";
  valeur: string;
};

/** Opens accounts without a password, in two statements whatever their number. */
export async function creerComptes(tx: SchoolTx, comptes: readonly CompteACreer[]): Promise<void> {
  const lines = JSON.stringify(comptes);
  await sql`
    insert into identite (id, nom, prenom)
    select identite, nom, prenom from jsonb_to_recordset(${lines}::jsonb) as x(identite uuid, nom text, prenom text)
  `.execute(tx);
  await sql`
    insert into identifiant (type, valeur, identite_id)
    select type, valeur, identite from jsonb_to_recordset(${lines}::jsonb) as x(identite uuid, type text, valeur text)
  `.execute(tx);
}

/** Whom an address belongs to; `active` once a password of his own is chosen. */
export async function identiteDuCourriel(
  tx: SchoolTx,
  courriel: string,
): Promise<{ identite: string; active: boolean } | null> {
  const row = await tx
    .selectFrom("identifiant")
    .innerJoin("identite", "identite.id", "identifiant.identite_id")
    .select([
      "identite.id as identite",
      sql<boolean>`mot_de_passe is not null and not mot_de_passe_provisoire`.as("active"),
    ])
    .where("identifiant.type", "=", "courriel")
    .where("identifiant.valeur", "=", courriel)
    .executeTakeFirst();
  return row ?? null;
}

/** The identity an address leads to, opened without a password when nobody has it yet. */
export async function identitePourCourriel(
  tx: SchoolTx,
  personne: { nom: string; prenom: string; courriel: string },
): Promise<{ identite: string; active: boolean }> {
  // two administrators creating the same person at once: the second finds the first's
  await sql`select pg_advisory_xact_lock(hashtext(${`passerelle.courriel.${personne.courriel}`}))`.execute(
    tx,
  );
  const known = await identiteDuCourriel(tx, personne.courriel);
  if (known) return known;
  const identite = newId();
  const { nom, prenom, courriel: valeur } = personne;
  await creerComptes(tx, [{ identite, nom, prenom, type: "courriel", valeur }]);
  return { identite, active: false };
}

/** True when this identity holds, or held, a role in a school other than the one of the transaction. */
export async function estConnuAilleurs(
  tx: SchoolTx,
  identite: string,
  etablissement: string,
): Promise<boolean> {
  const { rows } = await sql`
    select 1 from habilitations_de(${identite}) where etablissement_id <> ${etablissement} limit 1
  `.execute(tx);
  return rows.length > 0;
}

/**
 * Another address opens the account from now on. Links mailed to the former one no longer do anything, and a letter that
 * was about to carry one there never leaves.
 */
export async function changerCourriel(
  tx: SchoolTx,
  identite: string,
  { ancien, nouveau, now }: { ancien: string; nouveau: string; now: Date },
): Promise<void> {
  await tx
    .updateTable("identifiant")
    .set({ valeur: nouveau })
    .where("identite_id", "=", identite)
    .where("type", "=", "courriel")
    .where("valeur", "=", ancien)
    .execute();
  await tx
    .updateTable("lien")
    .set({ revoque_le: now })
    .where("cible", "=", identite)
    .where("but", "=", "activation")
    .where("revoque_le", "is", null)
    .execute();
  await tx
    .updateTable("courriel")
    .set({ etat: "sans-objet" })
    .where("etat", "=", "a-envoyer")
    .where("modele", "in", ["activation", "mot-de-passe-oublie"])
    .where(sql`donnees->>'identite'`, "=", identite)
    .execute();
}

/** The name kept with the account itself, shown before a role is chosen. */
export const nommerIdentite = (tx: SchoolTx, identite: string, nom: { nom: string; prenom: string }) =>
  tx.updateTable("identite").set({ nom: nom.nom, prenom: nom.prenom }).where("id", "=", identite).execute();

/** Those of these identities that hold, in any school, a role other than learner: a printed code must not open it. */
export async function tiennentUnAutreRole(
  tx: SchoolTx,
  identites: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select distinct i.id from unnest(${identites}::uuid[]) as i(id), habilitations_de(i.id) h
    where h.role <> 'apprenant'
  `.execute(tx);
  return new Set(rows.map((row) => row.id));
}

/** Replaces the passwords by one-time codes (their hashes), and ends every session of these people. */
export async function remettreCodes(
  tx: SchoolTx,
  codes: readonly { identite: string; empreinte: string }[],
  now: Date,
): Promise<void> {
  await sql`
    update identite set mot_de_passe = x.empreinte, mot_de_passe_provisoire = true, code_remis_le = ${now}
    from jsonb_to_recordset(${JSON.stringify(codes)}::jsonb) as x(identite uuid, empreinte text)
    where identite.id = x.identite
  `.execute(tx);
  await tx
    .deleteFrom("session")
    .where("identite_id", "=", sql<string>`any(${codes.map((code) => code.identite)}::uuid[])`)
    .execute();
}
