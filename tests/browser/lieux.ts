import type { World } from "../kit/world.ts";

/** The dossier of one learner of the demonstration, by his family name and the period's name. */
export async function dossierDe(world: World, nom: string, periode = "PFMP 3"): Promise<string> {
  const { rows } = await world.owner.query(
    `select d.id from dossier d join apprenant a on a.id = d.apprenant_id join periode p on p.id = d.periode_id
     where a.nom = $1 and p.nom = $2 order by p.cree_le limit 1`,
    [nom, periode],
  );
  if (!rows[0]) throw new Error(`no dossier of ${nom} for ${periode}`);
  return rows[0].id;
}
