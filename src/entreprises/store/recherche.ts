import { sql } from "kysely";
import type { SchoolTx } from "#db/pool.ts";
import { filtrer, type Proposee, reunir } from "#entreprises/rules.ts";
import type { AnnuaireOfficiel } from "#web/deps.ts";

const PROPOSEES = 8;

/**
 * The companies of the school's directory that answer a few words, the most recently written first.
 * @param complet a teacher reads the telephone and the last tutor too; a learner gets nobody's personal data
 */
export async function proposer(tx: SchoolTx, recherche: string, complet: boolean): Promise<Proposee[]> {
  if (recherche.trim().length < 2) return [];
  const connues = await tx
    .selectFrom("entreprise")
    .select(["id", "siret", "nom", "ville"])
    .where("fusionnee_dans", "is", null)
    .orderBy("modifie_le", "desc")
    .orderBy("id")
    .execute();
  const ids = filtrer(connues, recherche)
    .slice(0, PROPOSEES)
    .map(({ id }) => id);
  return ids.length === 0 ? [] : lireProposees(tx, ids, complet);
}

/** One company of the directory, chosen; null when it is not there, or stands behind another. */
export const proposee = async (tx: SchoolTx, id: string, complet: boolean): Promise<Proposee | null> =>
  (await lireProposees(tx, [id], complet))[0] ?? null;

async function lireProposees(tx: SchoolTx, ids: readonly string[], complet: boolean): Promise<Proposee[]> {
  const { rows } = await sql<Proposee>`
    select e.id, e.siret, e.nom, e.adresse, e.code_postal as "codePostal", e.ville, e.secteur,
      case when ${complet} then e.telephone else '' end as telephone,
      case when ${complet} then (
        select json_build_object('nom', a.tuteur_nom, 'prenom', a.tuteur_prenom, 'telephone', a.tuteur_telephone,
          'courriel', a.tuteur_courriel)
        from accueil a join entreprise m on m.id = a.entreprise_id
        join dossier d on d.id = a.dossier_id and d.retire_le is null
        join periode p on p.id = d.periode_id and p.supprime_le is null
        where coalesce(m.fusionnee_dans, m.id) = e.id and a.tuteur_nom <> ''
        order by coalesce(a.du, p.du) desc, a.id limit 1
      ) end as tuteur
    from entreprise e where e.id = any(${[...ids]}::uuid[]) and e.fusionnee_dans is null
    order by array_position(${[...ids]}::uuid[], e.id)
  `.execute(tx);
  return rows;
}

export type Trouvees = {
  trouvees: Proposee[] /** the official directory was asked and does not answer */;
  muet: boolean;
};

/** The school's own first, then the official directory's. Outside any transaction: an answer may take 3 s. */
export async function chercherPartout(
  annuaire: AnnuaireOfficiel | null,
  internes: readonly Proposee[],
  recherche: string,
): Promise<Trouvees> {
  const officielles = annuaire && recherche.trim() ? await annuaire.chercher(recherche) : [];
  return { trouvees: reunir(internes, officielles ?? []), muet: officielles === null };
}
