import { sql } from "kysely";
import type { SaisiePersonnel } from "#bilans/personnel/form.ts";
import type { Choix, FaitsPersonnel } from "#bilans/personnel/rules.ts";
import type { SchoolTx } from "#db/pool.ts";
import { loadDossier } from "#dossiers/store.ts";
import { newId } from "#kernel/id.ts";
import type { Referentiel } from "#referentiel/types.ts";
import { type Referentiels, referentielDe } from "#referentiel/versions.ts";

export type PersonnelLu = FaitsPersonnel & { ref: Referentiel };

/**
 * The bilan personnel of a dossier; null when the dossier is not one of this school.
 * @param hold true in an act: the dossier is held, so that two devices that begin it at once wait for each other
 */
export async function loadPersonnel(
  tx: SchoolTx,
  dossier: string,
  referentiels: Referentiels,
  hold: boolean,
): Promise<PersonnelLu | null> {
  const faits = await loadDossier(tx, dossier);
  const ref = faits && referentielDe(referentiels, faits.periode);
  if (!faits || !ref) return null;
  if (hold) await tx.selectFrom("dossier").select("id").where("id", "=", dossier).forNoKeyUpdate().execute();
  const { rows } = await sql<{
    id: string;
    perspectives: string;
    version: number;
    modifieLe: Date;
    termine: boolean;
    points: [string, Choix][];
  }>`
    select b.id, b.commentaire as perspectives, b.version, b.modifie_le as "modifieLe",
      b.etat <> 'brouillon' as termine,
      coalesce((select json_agg(json_build_array(l.element, l.valeur)) from bilan_ligne l
        where l.etablissement_id = b.etablissement_id and l.bilan_id = b.id and l.nature = 'point'), '[]') as points
    from bilan b where b.dossier_id = ${dossier} and b.type = 'personnel'
  `.execute(tx);
  const row = rows[0];
  return { ...faits, ref, bilan: row ? { ...row, points: new Map(row.points) } : null };
}

/** Writes the whole bilan; the caller has checked its version, on a dossier that is held. @returns its id and version */
export async function ecrirePersonnel(
  tx: SchoolTx,
  { dossier, bilan }: Pick<FaitsPersonnel, "dossier" | "bilan">,
  saisie: Pick<SaisiePersonnel, "points" | "perspectives">,
  given: { etablissement: string; auteur: string; now: Date; termine: boolean },
): Promise<{ id: string; version: number }> {
  const id = bilan?.id ?? newId();
  const version = (bilan?.version ?? 0) + 1;
  const values = {
    commentaire: saisie.perspectives,
    etat: given.termine ? ("transmis" as const) : ("brouillon" as const),
    version,
    modifie_le: given.now,
    modifie_par: given.auteur,
    ...(given.termine ? { transmis_le: given.now, transmis_par: given.auteur } : {}),
  };
  if (bilan) {
    await tx.updateTable("bilan").set(values).where("id", "=", id).execute();
    await tx.deleteFrom("bilan_ligne").where("bilan_id", "=", id).execute();
  } else
    await tx
      .insertInto("bilan")
      .values({
        etablissement_id: given.etablissement,
        id,
        dossier_id: dossier,
        type: "personnel",
        ...values,
      })
      .execute();
  if (saisie.points.size > 0)
    await tx
      .insertInto("bilan_ligne")
      .values(
        [...saisie.points].map(([element, valeur]) => ({
          etablissement_id: given.etablissement,
          bilan_id: id,
          nature: "point" as const,
          element,
          valeur,
          mode: null,
          auteur_id: given.auteur,
          le: given.now,
        })),
      )
      .execute();
  return { id, version };
}
