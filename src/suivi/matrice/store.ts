import { sql } from "kysely";
import type { SchoolTx } from "#db/pool.ts";
import { maitreSousContrat } from "#dossiers/store/maitre.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import type { Contact } from "#suivi/matrice/export.ts";

export type PeriodeSuivie = {
  id: string;
  nom: string;
  statut: string;
  referentiel: string;
  referentielVersion: string;
  du: CivilDate;
  au: CivilDate;
};

/** Null when the period does not exist here or is in the bin. */
export async function loadPeriodeSuivie(tx: SchoolTx, periode: string): Promise<PeriodeSuivie | null> {
  const row = await tx
    .selectFrom("periode")
    .select(["id", "nom", "statut", "referentiel", "referentiel_version as referentielVersion", "du", "au"])
    .where("id", "=", periode)
    .where("supprime_le", "is", null)
    .executeTakeFirst();
  return row ?? null;
}

type Row = {
  dossier: string;
  apprenant: string | null;
  nom: string | null;
  tuteur: string | null;
  telephone: string | null;
};

/**
 * The contacts of a period's dossiers, by dossier: the tuteur's of the fiche de liaison (of both, with two companies), or the address of the maître
 * whose contract covers this day; the address the school knows the learner by.
 */
export async function contactsDePeriode(
  tx: SchoolTx,
  periode: string,
  today: CivilDate,
): Promise<Map<string, Contact>> {
  const { rows } = await sql<Row>`
    select d.id as dossier, h.courriel as apprenant,
      case when i.statut = 'apprenti' then concat_ws(' ', m.prenom, m.nom) else l.noms end as nom,
      case when i.statut = 'apprenti' then m.courriel else l.courriels end as tuteur,
      case when i.statut = 'apprenti' then '' else l.telephones end as telephone
    from dossier d
    join periode p on p.etablissement_id = d.etablissement_id and p.id = d.periode_id
    join apprenant a on a.etablissement_id = d.etablissement_id and a.id = d.apprenant_id
    left join habilitation h on h.etablissement_id = a.etablissement_id and h.id = a.habilitation_id
    left join lateral inscription_pour(d.etablissement_id, d.apprenant_id, p.du, p.au) i on true
    left join lateral (
      select string_agg(nullif(concat_ws(' ', nullif(s.tuteur_prenom, ''), nullif(s.tuteur_nom, '')), ''), ' ; ' order by s.rang) as noms,
        string_agg(nullif(s.tuteur_courriel, ''), ' ; ' order by s.rang) as courriels,
        string_agg(nullif(s.tuteur_telephone, ''), ' ; ' order by s.rang) as telephones
      from accueil s where s.etablissement_id = d.etablissement_id and s.dossier_id = d.id
    ) l on true
    left join lateral (${maitreSousContrat(sql`d.apprenant_id`, today)}) m on i.statut = 'apprenti'
    where d.periode_id = ${periode} and d.retire_le is null
  `.execute(tx);
  return new Map(
    rows.map((row) => [
      row.dossier,
      {
        apprenant: { courriel: row.apprenant ?? "" },
        tuteur: { nom: row.nom ?? "", courriel: row.tuteur ?? "", telephone: row.telephone ?? "" },
      },
    ]),
  );
}
