import { sql } from "kysely";
import type { SchoolTx } from "#db/pool.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import type { Referentiels } from "#referentiel/versions.ts";
import type { Ecrit } from "#tableau-de-bord/preuves/rules.ts";

type Row = Omit<Ecrit, "ref" | "periode"> & {
  periode: string;
  du: CivilDate;
  referentiel: string;
  version: string;
};

/** The activities and weeks of these dossiers that are tied to a task or a competence, in one statement. */
export async function loadEcrits(
  tx: SchoolTx,
  dossiers: readonly string[],
  referentiels: Referentiels,
): Promise<Ecrit[]> {
  const { rows } = await sql<Row>`
    select e.*, p.nom as periode, p.du, p.referentiel, p.referentiel_version as version
    from (
      select 'activite' as genre, a.dossier_id as dossier, a.id::text as cle, a.titre, a.rang, a.taches,
        array(select jsonb_array_elements_text(case when jsonb_typeof(a.champs->'competences') = 'array'
          then a.champs->'competences' else '[]' end)) as competences
      from activite a where a.dossier_id = any(${dossiers}::uuid[]) and a.supprime_le is null
      union all
      select 'semaine', s.dossier_id, s.lundi::text, '', 0, s.taches, '{}'::text[]
      from semaine s where s.dossier_id = any(${dossiers}::uuid[])
    ) e
    join dossier d on d.id = e.dossier
    join periode p on p.id = d.periode_id
    where cardinality(e.taches) + cardinality(e.competences) > 0
  `.execute(tx);
  return rows.flatMap(({ periode, du, referentiel, version, ...ecrit }) => {
    const ref = referentiels.version(referentiel, version);
    return ref ? [{ ...ecrit, ref, periode: { nom: periode, du } }] : [];
  });
}
