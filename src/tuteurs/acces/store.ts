import { sql } from "kysely";
import type { SchoolTx } from "#db/pool.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import type { Acces } from "#tuteurs/store/un-acces.ts";

/**
 * Notes the visit and its line in the journal. Whoever comes by one link has come for all his learners: one space.
 * The rows of his other accesses that somebody holds at this instant are left as they are, never waited for.
 */
export async function noterVisite(
  tx: SchoolTx,
  given: { etablissement: string; acces: Acces; now: Date; today: CivilDate; par: "lien" | "code" },
): Promise<void> {
  const { etablissement, acces, now, today, par } = given;
  await sql`
    update accueil_tuteur set premiere_visite_le = coalesce(premiere_visite_le, ${now}), derniere_visite_le = ${now}
    where id in (select t.id from accueil_tuteur t where t.tuteur_id = ${acces.tuteur.habilitation}
      and t.revoque_le is null and t.jusqu_au >= ${today} for update skip locked)
  `.execute(tx);
  await tx
    .insertInto("journal")
    .values({
      etablissement_id: etablissement,
      le: now,
      acteur_id: acces.tuteur.habilitation,
      acte: "tuteur.entrer",
      objet: acces.dossier,
      details: JSON.stringify({ par }),
    })
    .execute();
}

export const noterDemande = (tx: SchoolTx, acces: Acces, now: Date) =>
  tx.updateTable("accueil_tuteur").set({ nouveau_lien_demande_le: now }).where("id", "=", acces.id).execute();

/** The address of who invited, else of the dossier's référent, else of the period's author: the first still here. */
export async function enseignantAPrevenir(
  tx: SchoolTx,
  acces: string,
  today: CivilDate,
): Promise<string | null> {
  const { rows } = await sql<{ courriel: string }>`
    select h.courriel from accueil_tuteur t
    join dossier d on d.id = t.dossier_id join periode p on p.id = d.periode_id
    join habilitation h on h.id in (t.invite_par, d.referent_id, p.auteur_id)
    where t.id = ${acces} and h.courriel is not null and h.du <= ${today} and (h.au is null or h.au >= ${today})
    order by array_position(array[t.invite_par, d.referent_id, p.auteur_id], h.id) limit 1
  `.execute(tx);
  return rows[0]?.courriel ?? null;
}
