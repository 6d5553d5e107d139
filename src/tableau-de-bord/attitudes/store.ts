import { sql } from "kysely";
import type { SchoolTx } from "#db/pool.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { statutDe } from "#referentiel/rules.ts";
import type { Referentiels } from "#referentiel/versions.ts";
import type { AttitudesDePeriode } from "#tableau-de-bord/attitudes/rules.ts";

type Row = {
  dossier: string;
  periode: string;
  entreprise: string;
  au: CivilDate;
  statut: string;
  referentiel: string;
  version: string;
  degres: Record<string, string>;
};

/**
 * The bilans des attitudes of a learner that were passed on to him and stand so, in one statement; a status that feeds
 * nothing of the dashboard brings none.
 */
export async function loadAttitudesParPeriode(
  tx: SchoolTx,
  apprenant: string,
  referentiels: Referentiels,
): Promise<AttitudesDePeriode[]> {
  const { rows } = await sql<Row>`
    select d.id as dossier, p.nom as periode, coalesce(ac.entreprise, '') as entreprise, p.au, p.statut, p.referentiel,
      p.referentiel_version as version, jsonb_object_agg(l.element, l.valeur) as degres
    from bilan b
    join dossier d on d.id = b.dossier_id
    join periode p on p.id = d.periode_id
    join bilan_ligne l on l.bilan_id = b.id and l.volet = 'conjoint' and l.nature = 'attitude' and l.valeur is not null
    left join accueil ac on ac.dossier_id = d.id and ac.rang = 1
    where d.apprenant_id = ${apprenant} and b.type = 'attitudes' and b.etat <> 'brouillon'
      and d.retire_le is null and p.supprime_le is null
    group by d.id, p.nom, ac.entreprise, p.au, p.statut, p.referentiel, p.referentiel_version
  `.execute(tx);
  return rows.flatMap(({ referentiel, version, statut, degres, ...bilan }) => {
    const ref = referentiels.version(referentiel, version);
    if (!ref || statutDe(ref, statut).nourritTableauDeBord === false) return [];
    return [{ ...bilan, ref, degres: new Map(Object.entries(degres)) }];
  });
}
