import { type RawBuilder, sql } from "kysely";
import type { SchoolTx } from "#db/pool.ts";
import type { FaitsDossier } from "#dossiers/rules.ts";
import type { CivilDate } from "#kernel/civil-date.ts";

/** Who follows an apprenti in his company: named by a contract, never typed in the fiche de liaison. */
export type Maitre = { nom: string; prenom: string; courriel: string; entreprise: string };

/** The maître d'apprentissage of a learner: that of the contract that covers this day (one row at most). */
export const maitreSousContrat = (apprenant: RawBuilder<unknown>, today: CivilDate) => sql<Maitre>`
  select k.maitre_id, k.entreprise, h.nom, h.prenom, coalesce(h.courriel, '') as courriel from contrat k
  join habilitation h on h.etablissement_id = k.etablissement_id and h.id = k.maitre_id
  where k.apprenant_id = ${apprenant} and ${today}::date between k.du and k.au
  order by k.du desc limit 1`;

/** The maître of the learner of a dossier; null for an élève, and while no contract runs. */
export async function loadMaitre(
  tx: SchoolTx,
  { apprenant }: FaitsDossier,
  today: CivilDate,
): Promise<Maitre | null> {
  if (apprenant.statut !== "apprenti") return null;
  const { rows } = await maitreSousContrat(sql`${apprenant.id}`, today).execute(tx);
  return rows[0] ?? null;
}
