import { sql } from "kysely";
import type { SchoolTx } from "#db/pool.ts";
import { champsActivite } from "#portfolio/activites/champs.ts";
import type { SaisieActivite } from "#portfolio/activites/form.ts";
import type { Ecrit } from "#portfolio/rules.ts";

export type ActiviteEcrite = Ecrit & { id: string; retiree: boolean };

/** A line of the list. */
export type Vignette = {
  id: string;
  titre: string;
  condition: string | null;
  date: string;
  machine: string;
  taches: number;
  retiree: boolean;
};

/** Every activity of a portfolio in its order, those taken out included. */
export async function loadVignettes(tx: SchoolTx, dossier: string): Promise<Vignette[]> {
  const { rows } = await sql<Vignette>`
    select id, titre, condition, coalesce(champs->>'date', '') as date, coalesce(champs->>'machine', '') as machine,
      cardinality(taches) as taches, supprime_le is not null as retiree
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
    .select(["id", "titre", "condition", "champs", "taches", "version", "modifie_le", "supprime_le"])
    .where("id", "=", activite)
    .where("dossier_id", "=", dossier)
    .executeTakeFirst();
  if (!row) return null;
  const champs = row.champs as Record<string, string>;
  return {
    id: row.id,
    version: row.version,
    modifieLe: row.modifie_le,
    retiree: row.supprime_le !== null,
    contenu: {
      titre: row.titre,
      condition: row.condition ?? "",
      ...Object.fromEntries(champsActivite.map(({ name }) => [name, champs[name] ?? ""])),
      taches: row.taches,
    },
  };
}

const columnsOf = (saisie: SaisieActivite) => ({
  titre: saisie.titre,
  condition: saisie.condition || null,
  champs: JSON.stringify(Object.fromEntries(champsActivite.map(({ name }) => [name, saisie[name]]))),
  taches: saisie.taches,
});

/** A new activity, after the others. */
export const insertActivite = (
  tx: SchoolTx,
  cle: { etablissement: string; dossier: string; id: string },
  saisie: SaisieActivite,
  now: Date,
) =>
  tx
    .insertInto("activite")
    .values((eb) => ({
      etablissement_id: cle.etablissement,
      id: cle.id,
      dossier_id: cle.dossier,
      rang: eb
        .selectFrom("activite")
        .select((max) => sql<number>`coalesce(${max.fn.max("rang")}, 0) + 1`.as("rang"))
        .where("dossier_id", "=", cle.dossier),
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
