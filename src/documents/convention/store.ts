import { sql } from "kysely";
import type { SchoolTx } from "#db/pool.ts";
import type { Scan } from "#documents/convention/scan/rules.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { ANCRE_CONVENTION } from "#portfolio/fichiers/rules.ts";

/** Notes the day the paper convention was signed, or takes the note back (null). */
export const noterConvention = (
  tx: SchoolTx,
  dossier: string,
  signature: { le: CivilDate; par: string } | null,
) =>
  tx
    .updateTable("dossier")
    .set({ convention_signee_le: signature?.le ?? null, convention_notee_par: signature?.par ?? null })
    .where("id", "=", dossier)
    .execute();

/** The scans of a dossier's convention, the last one first, those taken out included. */
export async function loadScans(tx: SchoolTx, dossier: string): Promise<Scan[]> {
  const { rows } = await sql<Omit<Scan, "par"> & { nom: string; prenom: string }>`
    select f.id, f.genre, f.type, f.taille, f.etat, f.empreinte, f.supprime_le is not null as retire, f.cree_le as le,
      h.nom, h.prenom
    from fichier f
    join habilitation h on h.etablissement_id = f.etablissement_id and h.id = f.auteur_id
    where f.dossier_id = ${dossier} and f.ancre = ${ANCRE_CONVENTION}
    order by f.cree_le desc, f.id desc
  `.execute(tx);
  return rows.map(({ nom, prenom, ...scan }) => ({ ...scan, par: { nom, prenom } }));
}

/** Takes out the scan in force, if there is one: the one that replaces it is the only one. */
export const retirerScanPresent = (tx: SchoolTx, dossier: string, now: Date) =>
  tx
    .updateTable("fichier")
    .set({ supprime_le: now })
    .where("dossier_id", "=", dossier)
    .where("ancre", "=", ANCRE_CONVENTION)
    .where("supprime_le", "is", null)
    .execute();
