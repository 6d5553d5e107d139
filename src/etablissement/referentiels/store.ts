import { sql } from "kysely";
import type { SchoolTx } from "#db/pool.ts";
import type { Origine, Usages } from "#etablissement/referentiels/rules.ts";
import { fullName } from "#kernel/french.ts";
import { garderVersion } from "#referentiel/ecole.ts";
import { withReglages } from "#referentiel/reglages.ts";
import type { Referentiel, ReglagesReferentiel } from "#referentiel/types.ts";
import type { Work } from "#web/act.ts";

/** A version without its settings: what the school's settings are laid upon. */
export type Base = { referentiel: Referentiel; origine: "livre" | "fichier" };

/** One version of a diploma, as the school keeps it. */
export type VersionGardee = {
  referentiel: Referentiel;
  origine: Origine;
  courant: boolean;
  /** « settings »: the version they were laid upon, and what they say */
  base: string | null;
  reglages: ReglagesReferentiel;
  creeLe: Date;
  /** null: kept because a record was made with it */
  auteur: string | null;
};

/** Everything the school keeps, the latest first; those of one diploma when `code` is given. */
export async function versionsGardees(tx: SchoolTx, code: string | null = null): Promise<VersionGardee[]> {
  const { rows } = await sql<
    Omit<VersionGardee, "auteur" | "reglages"> & {
      reglages: ReglagesReferentiel | null;
      nom: string | null;
      prenom: string | null;
    }
  >`
    select r.contenu->'referentiel' as referentiel, r.contenu->>'base' as base, r.contenu->'reglages' as reglages,
      r.origine, r.courant, r.cree_le as "creeLe", h.nom, h.prenom
    from referentiel r
    left join habilitation h on h.etablissement_id = r.etablissement_id and h.id = r.auteur_id
    where ${code}::text is null or r.code = ${code}
    order by r.code, r.cree_le desc, r.version desc
  `.execute(tx);
  return rows.map(({ nom, prenom, reglages, ...row }) => ({
    ...row,
    reglages: reglages ?? {},
    auteur: nom !== null && prenom !== null ? fullName({ nom, prenom }) : null,
  }));
}

/** The text of a file the school sent; null for the versions that are not one. */
export async function fichierDe(tx: SchoolTx, code: string, version: string): Promise<string | null> {
  const { rows } = await sql<{ fichier: string | null }>`
    select contenu->>'fichier' as fichier from referentiel where code = ${code} and version = ${version}
  `.execute(tx);
  return rows[0]?.fichier ?? null;
}

/** What was made with each version, by « code version ». Periods in the bin count: they may come back. */
export async function usagesDesVersions(tx: SchoolTx): Promise<Map<string, Usages>> {
  const { rows } = await sql<Usages & { cle: string }>`
    select referentiel || ' ' || referentiel_version as cle,
      (count(*) filter (where quoi = 'classe'))::int as classes,
      (count(*) filter (where quoi = 'annexe'))::int as annexes,
      (count(*) filter (where quoi = 'periode'))::int as periodes
    from (
      select 'classe' as quoi, referentiel, referentiel_version from classe
      union all select 'annexe', referentiel, referentiel_version from annexe
      union all select 'periode', referentiel, referentiel_version from periode
    ) x group by 1
  `.execute(tx);
  return new Map(rows.map(({ cle, ...usages }) => [cle, usages]));
}

type Ecriture = Pick<Work, "tx" | "actor" | "now">;

/** Keeps a file that was sent, without using it: nothing changes for anybody. */
export async function garderFichier(
  { tx, actor, now }: Ecriture,
  { referentiel, fichier }: { referentiel: Referentiel; fichier: string },
): Promise<void> {
  await tx
    .insertInto("referentiel")
    .values({
      etablissement_id: actor.etablissement.id,
      code: referentiel.code,
      version: referentiel.version,
      contenu: JSON.stringify({ referentiel, fichier }),
      origine: "fichier",
      cree_le: now,
      auteur_id: actor.habilitation,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/**
 * Makes a version the one that new classes, annexes and periods are made with: a base, with the school's settings laid
 * upon it. Those before it stay. Every process reads again, because the school's counter changes.
 * @param vue the counter the page was made from
 * @returns the version now in use; null when somebody changed a référentiel since: nothing is written
 */
export async function utiliser(
  { tx, actor, now }: Ecriture,
  { referentiel: base, origine }: Base,
  reglages: ReglagesReferentiel,
  vue: number,
): Promise<Referentiel | null> {
  const bumped = await tx
    .updateTable("etablissement")
    .set({ referentiels_version: vue + 1 })
    .where("id", "=", actor.etablissement.id)
    .where("referentiels_version", "=", vue)
    .executeTakeFirst();
  if (bumped.numUpdatedRows !== 1n) return null;
  if (origine === "livre") await garderVersion(tx, actor.etablissement.id, base, now);
  const used = withReglages(base, reglages);
  if (used !== base)
    await tx
      .insertInto("referentiel")
      .values({
        etablissement_id: actor.etablissement.id,
        code: used.code,
        version: used.version,
        contenu: JSON.stringify({ referentiel: used, base: base.version, reglages }),
        origine: "reglages",
        cree_le: now,
        auteur_id: actor.habilitation,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  const own = (set: boolean) =>
    tx.updateTable("referentiel").set({ courant: set }).where("code", "=", base.code);
  await own(false).where("courant", "=", true).execute();
  // without a current row the school follows the version shipped, release after release
  if (used !== base || origine === "fichier") await own(true).where("version", "=", used.version).execute();
  return used;
}
