import { sql } from "kysely";
import type { SchoolTx } from "#db/pool.ts";
import type { CodeDocument } from "#dossiers/rules/documents.ts";
import type { CodePapier, Geste, Trace } from "#dossiers/rules/papiers.ts";
import { objetImpression } from "#dossiers/store/impressions.ts";

type Row = { code: CodePapier; geste: Geste; le: Date; nom: string | null; prenom: string | null };

/**
 * The last time each thing was done to each document of a dossier, and by whom: one statement. The rows of a portfolio
 * name nobody: only the learner writes them.
 * @param imprimables the documents that are given as files
 */
export async function tracesDuDossier(
  tx: SchoolTx,
  dossier: string,
  imprimables: readonly CodeDocument[],
): Promise<Trace[]> {
  const objets = imprimables.map((code) => objetImpression(dossier, code));
  const { rows } = await sql<Row>`
    with faits (code, geste, le, par) as (
      select 'fiche', 'modifie', modifie_le, modifie_par from fiche where dossier_id = ${dossier}
      union all select 'fiche', 'modifie', organisation_le, organisation_par from fiche where dossier_id = ${dossier}
      union all select 'fiche', 'modifie', modifie_le, modifie_par from accueil where dossier_id = ${dossier}
      union all select 'portfolio', 'modifie', modifie_le, null from presentation where dossier_id = ${dossier}
      union all select 'portfolio', 'modifie', modifie_le, null from semaine where dossier_id = ${dossier}
      union all select 'portfolio', 'modifie', modifie_le, null from activite where dossier_id = ${dossier}
      union all select case type when 'personnel' then 'bilan-personnel' when 'entreprise' then 'bilan-entreprise'
          when 'certificatif' then 'grille-certificative' when 'autoevaluation' then 'auto-evaluation' else type end, g.geste, g.le, g.par
        from bilan, lateral (values ('modifie', modifie_le, modifie_par),
          ('transmis', case when etat <> 'brouillon' then transmis_le end, transmis_par)) as g (geste, le, par)
        where dossier_id = ${dossier}
      union all select 'grille-certificative', 'valide', v.le, v.par from bilan_valide v
        join bilan b on b.etablissement_id = v.etablissement_id and b.id = v.bilan_id where b.dossier_id = ${dossier}
      union all select 'convention', 'joint', cree_le, auteur_id from fichier
        where dossier_id = ${dossier} and ancre = 'convention' and supprime_le is null and etat <> 'infecte'
      union all select 'presence', 'modifie', le, auteur_id from absence where dossier_id = ${dossier}
      union all select 'presence', 'valide', absences_confirmees_le, absences_confirmees_par from dossier
        where id = ${dossier}
      union all select split_part(objet, ':', 3), 'imprime', le, habilitation_id from lecture
        where objet = any(${objets})
    )
    select distinct on (f.code, f.geste) f.code, f.geste, f.le, h.nom, h.prenom
    from faits f left join habilitation h on h.id = f.par
    where f.le is not null
    order by f.code, f.geste, f.le desc
  `.execute(tx);
  return rows.map(({ nom, prenom, ...row }) => ({
    ...row,
    par: nom === null ? null : { nom, prenom: prenom ?? "" },
  }));
}
