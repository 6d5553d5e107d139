import { sql } from "kysely";
import type { SchoolTx } from "#db/pool.ts";
import { champsActivite } from "#portfolio/activites/champs.ts";
import type { SaisieActivite } from "#portfolio/activites/form.ts";
import type { Ecrit } from "#portfolio/rules.ts";

export type ActiviteEcrite = Ecrit & { id: string; rang: number; retiree: boolean; exporter: boolean };

/** A line of the list. */
export type Vignette = {
  id: string;
  titre: string;
  condition: string | null;
  date: string;
  machine: string;
  taches: number;
  competences: number;
  /** chosen by the learner for the export (S-53) */
  exporter: boolean;
  retiree: boolean;
};

/** Every activity of a portfolio in its order, those taken out included. */
export async function loadVignettes(tx: SchoolTx, dossier: string): Promise<Vignette[]> {
  const { rows } = await sql<Vignette>`
    select id, titre, condition, coalesce(champs->>'date', '') as date, coalesce(champs->>'machine', '') as machine,
      cardinality(taches) as taches, exporter,
      case when jsonb_typeof(champs->'competences') = 'array' then jsonb_array_length(champs->'competences') else 0 end
        as competences, supprime_le is not null as retiree
    from activite where dossier_id = ${dossier} order by rang, cree_le, id
  `.execute(tx);
  return rows;
}

/** One activity of this portfolio, taken out or not; null when it is not one of its own. */
export async function loadTexteActivite(
  tx: SchoolTx,
  dossier: string,
  activite: string,
): Promise<ActiviteEcrite | null> {
  const row = await tx
    .selectFrom("activite")
    .select([
      "id",
      "titre",
      "condition",
      "champs",
      "taches",
      "rang",
      "exporter",
      "version",
      "modifie_le",
      "supprime_le",
    ])
    .where("id", "=", activite)
    .where("dossier_id", "=", dossier)
    .executeTakeFirst();
  if (!row) return null;
  const { competences, ...champs } = row.champs as Record<string, string> & { competences?: string[] };
  return {
    id: row.id,
    rang: row.rang,
    version: row.version,
    modifieLe: row.modifie_le,
    retiree: row.supprime_le !== null,
    exporter: row.exporter,
    contenu: {
      titre: row.titre,
      condition: row.condition ?? "",
      ...Object.fromEntries(champsActivite.map(({ name }) => [name, champs[name] ?? ""])),
      taches: row.taches,
      competences: competences ?? [],
    },
  };
}

const columnsOf = (saisie: SaisieActivite) => ({
  titre: saisie.titre,
  condition: saisie.condition || null,
  champs: JSON.stringify({
    ...Object.fromEntries(champsActivite.map(({ name }) => [name, saisie[name]])),
    competences: saisie.competences,
  }),
  taches: saisie.taches,
});

/** A new activity, after the others, or at the rank of the one it is a copy of. */
export const insertActivite = (
  tx: SchoolTx,
  cle: { etablissement: string; dossier: string; id: string },
  saisie: SaisieActivite,
  now: Date,
  copie?: { rang: number; exporter: boolean },
) =>
  tx
    .insertInto("activite")
    .values((eb) => ({
      etablissement_id: cle.etablissement,
      id: cle.id,
      dossier_id: cle.dossier,
      rang:
        copie?.rang ??
        eb
          .selectFrom("activite")
          .select((max) => sql<number>`coalesce(${max.fn.max("rang")}, 0) + 1`.as("rang"))
          .where("dossier_id", "=", cle.dossier),
      exporter: copie?.exporter ?? true,
      ...columnsOf(saisie),
      cree_le: now,
      modifie_le: now,
    }))
    .execute();

/** Writes an activity whole, under its new version; the caller holds the portfolio. */
export const updateActivite = (
  tx: SchoolTx,
  id: string,
  saisie: SaisieActivite,
  stored: { version: number; modifie_le: Date },
) =>
  tx
    .updateTable("activite")
    .set({ ...columnsOf(saisie), ...stored })
    .where("id", "=", id)
    .execute();

/** Takes an activity out (`at`), or puts it back (null). Its words stay. */
export const setRetiree = (tx: SchoolTx, id: string, at: Date | null) =>
  tx.updateTable("activite").set({ supprime_le: at }).where("id", "=", id).execute();

/** Chosen for the export, or not; not a version of the text. */
export const setExporter = (tx: SchoolTx, id: string, exporter: boolean) =>
  tx.updateTable("activite").set({ exporter }).where("id", "=", id).execute();

/**
 * Ranks from 1 without a hole, in the order given; those taken out come after, so that a return finds its place free.
 * @param ids those in the portfolio, in their new order
 */
export const ordonner = (tx: SchoolTx, dossier: string, ids: readonly string[]) =>
  sql`
    update activite a set rang = o.rang
    from (
      select id, row_number() over (
        order by array_position(${[...ids]}::uuid[], id) nulls last, rang, cree_le, id) as rang
      from activite where dossier_id = ${dossier}
    ) o
    where a.id = o.id and a.dossier_id = ${dossier} and a.rang <> o.rang
  `.execute(tx);
