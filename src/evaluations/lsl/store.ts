import { sql } from "kysely";
import type { SchoolTx } from "#db/pool.ts";
import type { Pfmp } from "#evaluations/lsl/rules.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { statutDe } from "#referentiel/rules.ts";
import type { Referentiels } from "#referentiel/versions.ts";

type Row = Omit<Pfmp, "appreciation" | "bilanEntreprise"> & {
  statut: string;
  referentiel: string;
  version: string;
  entreprise: string | null;
  attitudes: string | null;
};

/**
 * The periods in company of these learners that touch these days, in time order, with the comments of the bilans that
 * were passed on, in one statement.
 */
export async function loadPfmp(
  tx: SchoolTx,
  apprenants: readonly string[],
  { du, au }: { du: CivilDate; au: CivilDate },
  referentiels: Referentiels,
): Promise<Pfmp[]> {
  const { rows } = await sql<Row>`
    select d.apprenant_id as apprenant, d.id as dossier, p.nom as periode, p.statut, p.referentiel,
      p.referentiel_version as version, p.du, p.au,
      coalesce((select string_agg(a.entreprise, ' ; ' order by a.rang) from accueil a
        where a.dossier_id = d.id and a.entreprise <> ''), '') as entreprises,
      (select b.commentaire from bilan b where b.dossier_id = d.id and b.type = 'entreprise' and b.etat <> 'brouillon')
        as entreprise,
      (select b.commentaire from bilan b where b.dossier_id = d.id and b.type = 'attitudes' and b.etat <> 'brouillon')
        as attitudes
    from dossier d join periode p on p.id = d.periode_id
    where d.apprenant_id = any(${apprenants}::uuid[]) and d.retire_le is null and p.supprime_le is null
      and p.du <= ${au}::date and p.au >= ${du}::date
    order by p.du, d.id
  `.execute(tx);
  return rows.map(({ statut, referentiel, version, entreprise, attitudes, ...pfmp }) => {
    const ref = referentiels.version(referentiel, version);
    return {
      ...pfmp,
      bilanEntreprise: ref !== undefined && statutDe(ref, statut).bilanEntreprise,
      appreciation:
        entreprise !== null
          ? { texte: entreprise, source: "entreprise" }
          : attitudes !== null
            ? { texte: attitudes, source: "attitudes" }
            : null,
    };
  });
}
