import { sql } from "kysely";
import type { SchoolTx } from "#db/pool.ts";
import { ANCRE_CONVENTION, type Fichier } from "#portfolio/fichiers/rules.ts";

/**
 * Files of a portfolio in their order, those taken out (`retire`) and those waiting for the antivirus (`etat`) included.
 * Their bytes: `deps.files.get(actor.etablissement.id, fichier.empreinte)`.
 * @param prefixe keeps the anchors that begin so: `semaine:`, `activite:<id>:`
 */
export async function loadFichiers(tx: SchoolTx, dossier: string, prefixe = ""): Promise<Fichier[]> {
  const { rows } = await sql<Fichier>`
    select id, ancre, genre, nom, type, taille, largeur, hauteur, empreinte, lien, legende, autorisation, etat,
      supprime_le is not null as retire
    from fichier where dossier_id = ${dossier} and starts_with(ancre, ${prefixe}) and ancre <> ${ANCRE_CONVENTION}
    order by ancre, rang, cree_le, id
  `.execute(tx);
  return rows;
}

/** How many stand at an anchor; the caller holds the portfolio. */
export async function compterFichiers(tx: SchoolTx, dossier: string, ancre: string): Promise<number> {
  const { n } = await tx
    .selectFrom("fichier")
    .select((eb) => eb.fn.countAll<string>().as("n"))
    .where("dossier_id", "=", dossier)
    .where("ancre", "=", ancre)
    .where("supprime_le", "is", null)
    .executeTakeFirstOrThrow();
  return Number(n);
}

/** The activities of a portfolio that may hold photos. */
export async function activitesPresentes(tx: SchoolTx, dossier: string): Promise<string[]> {
  const rows = await tx
    .selectFrom("activite")
    .select("id")
    .where("dossier_id", "=", dossier)
    .where("supprime_le", "is", null)
    .execute();
  return rows.map(({ id }) => id);
}

/**
 * Held by whoever adds a file until its row is written, and alone by the night's cleaning: no digest is forgotten
 * between the moment its bytes are kept and the moment a row names it.
 */
export const tenirMagasin = (tx: SchoolTx, etablissement: string, seul: boolean) =>
  seul
    ? sql`select pg_advisory_xact_lock(hashtext(${`fichiers:${etablissement}`}))`.execute(tx)
    : sql`select pg_advisory_xact_lock_shared(hashtext(${`fichiers:${etablissement}`}))`.execute(tx);

type Nouveau = Pick<Fichier, "id" | "ancre" | "genre" | "nom" | "legende"> &
  Partial<
    Pick<Fichier, "type" | "taille" | "largeur" | "hauteur" | "empreinte" | "lien" | "autorisation" | "etat">
  >;

/** A new file, after the others of its anchor. */
export const insertFichier = (
  tx: SchoolTx,
  cle: { etablissement: string; dossier: string; auteur: string },
  fichier: Nouveau,
  now: Date,
) =>
  tx
    .insertInto("fichier")
    .values((eb) => ({
      ...fichier,
      etablissement_id: cle.etablissement,
      dossier_id: cle.dossier,
      auteur_id: cle.auteur,
      cree_le: now,
      rang: eb
        .selectFrom("fichier")
        .select((max) => sql<number>`coalesce(${max.fn.max("rang")}, 0) + 1`.as("rang"))
        .where("dossier_id", "=", cle.dossier)
        .where("ancre", "=", fichier.ancre),
    }))
    .execute();

export const updateFichier = (
  tx: SchoolTx,
  id: string,
  valeurs: Pick<Fichier, "nom" | "legende" | "autorisation" | "lien">,
) => tx.updateTable("fichier").set(valeurs).where("id", "=", id).execute();

/** Takes a file out (`at`), or puts it back (null). Its bytes stay thirty days. */
export const setFichierRetire = (tx: SchoolTx, id: string, at: Date | null) =>
  tx.updateTable("fichier").set({ supprime_le: at }).where("id", "=", id).execute();
