import { sql } from "kysely";
import type { SchoolTx } from "#db/pool.ts";
import type { CivilDate } from "#kernel/civil-date.ts";

export type ClasseAnnee = { id: string; niveau: string; referentiel: string };

/** A period as the list shows it. */
export type PeriodeListee = {
  id: string;
  nom: string;
  statut: string;
  niveau: string;
  referentiel: string;
  referentielVersion: string;
  du: CivilDate;
  au: CivilDate;
  auteur: string;
  classes: string[];
  referents: string[];
  certificatif: boolean;
  grilleValidee: boolean;
  /** learners of the period */
  dossiers: number;
  /** of these, of statut scolaire: those who have a pré-convention, unless the school makes them for apprentis too */
  scolaires: number;
};

export type Cadre = {
  /** the school year shown: 2026 for 2026–2027 */
  annee: number;
  /** years of which the school has classes, the latest first */
  annees: number[];
  classes: ClasseAnnee[];
  /** in order of creation (S-04) */
  periodes: PeriodeListee[];
};

/**
 * Everything the left side needs, in one statement: the classes and the periods of a school year. A period belongs to
 * the year of its learners' classes (it may straddle two), or of its first day while it has none.
 * @param asked the year asked for, unless `periode` names a period: its own year then
 */
export async function loadCadre(
  tx: SchoolTx,
  { asked, periode }: { asked: number; periode: string | null },
): Promise<Cadre> {
  const { rows } = await sql<Cadre>`
    with an as (
      select coalesce(
        (select max(c.annee) from dossier d
          join classe c on c.etablissement_id = d.etablissement_id and c.id = d.classe_id
          where d.periode_id = ${periode}::uuid and d.retire_le is null),
        (select extract(year from p.du - interval '7 months 14 days')::int from periode p where p.id = ${periode}::uuid),
        ${asked}::int) as annee
    )
    select an.annee,
      array(select distinct c.annee from classe c order by 1 desc) as annees,
      (select coalesce(json_agg(json_build_object('id', c.id, 'niveau', c.niveau, 'referentiel', c.referentiel)), '[]')
        from classe c where c.annee = an.annee) as classes,
      (select coalesce(json_agg(json_build_object(
          'id', p.id, 'nom', p.nom, 'statut', p.statut, 'niveau', p.niveau, 'referentiel', p.referentiel,
          'referentielVersion', p.referentiel_version,
          'du', p.du, 'au', p.au, 'auteur', p.auteur_id, 'classes', coalesce(n.classes, '{}'),
          'referents', coalesce(n.referents, '{}'), 'certificatif', coalesce(n.certificatif, false),
          'grilleValidee', coalesce(n.validee, false), 'dossiers', coalesce(n.dossiers, 0),
          'scolaires', coalesce(n.scolaires, 0)
        ) order by p.cree_le, p.id), '[]')
        from periode p
        left join lateral (
          select max(c.annee) as annee, array_agg(distinct d.classe_id) as classes,
            array_agg(distinct d.referent_id) filter (where d.referent_id is not null) as referents,
            bool_or(b.id is not null) as certificatif, bool_or(b.etat = 'valide') as validee,
            count(*) as dossiers, count(*) filter (where coalesce(i.statut, 'scolaire') = 'scolaire') as scolaires
          from dossier d
          join classe c on c.etablissement_id = d.etablissement_id and c.id = d.classe_id
          left join lateral inscription_pour(d.etablissement_id, d.apprenant_id, p.du, p.au) i on true
          left join bilan b on b.etablissement_id = d.etablissement_id and b.dossier_id = d.id
            and b.type = 'certificatif'
          where d.etablissement_id = p.etablissement_id and d.periode_id = p.id and d.retire_le is null
        ) n on true
        where p.supprime_le is null
          and p.du between make_date(an.annee - 1, 1, 1) and make_date(an.annee + 2, 1, 1)
          and coalesce(n.annee, extract(year from p.du - interval '7 months 14 days')::int) = an.annee
      ) as periodes
    from an
  `.execute(tx);
  return rows[0] ?? { annee: asked, annees: [], classes: [], periodes: [] };
}
