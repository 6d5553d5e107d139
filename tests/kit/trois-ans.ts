import type pg from "pg";

/**
 * Gives a learner of the demonstration three years of data: 12 periods with attitudes, bilan entreprise, weeks and an
 * activity each, 30 evaluations at school, 5 bilans intermédiaires. Levels turn with the rank, so that what comes last
 * is known: see the callers. Everything is copied from the last period he has.
 * @param competences codes evaluated, all of them each time
 */
export async function vivreTroisAns(
  owner: pg.Client,
  apprenant: string,
  competences: readonly string[],
): Promise<void> {
  const run = (sql: string, values: unknown[] = []) => owner.query(sql, values);
  await run(
    `create temp table modele as
     select d.etablissement_id as e, d.classe_id, d.apprenant_id, p.*, p.auteur_id as auteur
     from dossier d join periode p on p.etablissement_id = d.etablissement_id and p.id = d.periode_id
     where d.apprenant_id = $1 order by p.du desc limit 1`,
    [apprenant],
  );
  await run(
    `create temp table vecu as
     select n, gen_random_uuid() as periode, gen_random_uuid() as dossier, gen_random_uuid() as bilan,
       gen_random_uuid() as attitudes, date '2023-10-02' + (n - 1) * 84 as du from generate_series(1, 12) n`,
  );
  await run(
    `insert into periode (etablissement_id, id, annexe_id, nom, statut, niveau, referentiel, referentiel_version, du, au,
       objectifs, taches, auteur_id, cree_le, conditions)
     select m.e, v.periode, m.annexe_id, 'Stage ' || v.n, m.statut, m.niveau, m.referentiel, m.referentiel_version, v.du,
       v.du + 25, m.objectifs, m.taches, m.auteur_id, m.cree_le, m.conditions from modele m, vecu v`,
  );
  await run(
    `insert into dossier (etablissement_id, id, periode_id, apprenant_id, classe_id)
     select m.e, v.dossier, v.periode, m.apprenant_id, m.classe_id from modele m, vecu v`,
  );
  await run(
    `insert into accueil (etablissement_id, id, dossier_id, entreprise)
     select m.e, gen_random_uuid(), v.dossier, 'Atelier ' || v.n from modele m, vecu v`,
  );
  await run(
    `insert into bilan (etablissement_id, id, dossier_id, type, etat, date_rencontre, modifie_le, modifie_par,
       transmis_le, transmis_par)
     select m.e, t.id, v.dossier, t.type, 'transmis', t.le, v.du, m.auteur, v.du, m.auteur
     from modele m, vecu v, lateral (values (v.bilan, 'entreprise', v.du + 24), (v.attitudes, 'attitudes', null))
       as t (id, type, le)`,
  );
  await run(
    `insert into bilan_ligne (etablissement_id, bilan_id, nature, element, mode, valeur, auteur_id, le)
     select m.e, v.bilan, 'competence', c.code, 'globale', (1 + (v.n + c.rang) % 5)::text, m.auteur, v.du
     from modele m, vecu v, unnest($1::text[]) with ordinality as c (code, rang)
     union all
     select m.e, v.attitudes, 'attitude', 'ATT' || a, null, (1 + (v.n + a) % 4)::text, m.auteur, v.du
     from modele m, vecu v, generate_series(1, 5) a`,
    [competences],
  );
  await run(
    `insert into semaine (etablissement_id, dossier_id, lundi, fait, taches, modifie_le)
     select m.e, v.dossier, v.du + 7 * s, 'Une semaine.', m.taches[1:2], v.du
     from modele m, vecu v, generate_series(0, 3) s`,
  );
  await run(
    `insert into activite (etablissement_id, id, dossier_id, rang, titre, champs, cree_le, modifie_le)
     select m.e, gen_random_uuid(), v.dossier, 1, 'Activité ' || v.n,
       jsonb_build_object('competences', jsonb_build_array($1::text)), v.du, v.du from modele m, vecu v`,
    [competences[0]],
  );
  await run(
    `create temp table atelier as
     select n, gen_random_uuid() as id, date '2023-09-18' + n * 36 as le from generate_series(1, 30) n`,
  );
  await run(
    `insert into evaluation (etablissement_id, id, date, titre, classe_id, competences, auteur_id, cree_le)
     select m.e, a.id, a.le, 'Évaluation ' || a.n, m.classe_id, $1::text[], m.auteur, a.le from modele m, atelier a`,
    [competences],
  );
  await run(
    `insert into evaluation_ligne (etablissement_id, evaluation_id, apprenant_id, element, valeur)
     select m.e, a.id, m.apprenant_id, c.code, case when (a.n + c.rang) % 7 = 0 then 'NE' else (1 + (a.n + c.rang) % 5)::text end
     from modele m, atelier a, unnest($1::text[]) with ordinality as c (code, rang)`,
    [competences],
  );
  await run(
    `insert into bilan_intermediaire (etablissement_id, id, apprenant_id, date, synthese, auteur_id, cree_le)
     select m.e, gen_random_uuid(), m.apprenant_id, date '2024-01-15' + n * 180, '[]', m.auteur, now()
     from modele m, generate_series(0, 4) n`,
  );
  await run("drop table modele, vecu, atelier");
}
