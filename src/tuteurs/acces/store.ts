import { sql } from "kysely";
import type { SchoolTx } from "#db/pool.ts";
import type { CivilDate } from "#kernel/civil-date.ts";

/** The access a link opens. */
export type Acces = {
  id: string;
  /** the tutor's role */
  tuteur: string;
  identite: string;
  dossier: string;
  apprenant: { nom: string; prenom: string };
  periode: { nom: string; du: CivilDate; au: CivilDate };
  ecole: string;
  fuseau: string;
  jusquAu: CivilDate;
  revoqueLe: Date | null;
  demandeLe: Date | null;
};

/**
 * @param hold true when entering: « Invalider l’accès » waits for it, or it sees the access invalidated
 * @returns null when the learner was taken out of the period, or the period is in the bin
 */
export async function loadAcces(tx: SchoolTx, id: string, hold = false): Promise<Acces | null> {
  const row = await tx
    .selectFrom("accueil_tuteur as t")
    .innerJoin("dossier as d", "d.id", "t.dossier_id")
    .innerJoin("periode as p", "p.id", "d.periode_id")
    .innerJoin("apprenant as a", "a.id", "d.apprenant_id")
    .innerJoin("habilitation as h", "h.id", "t.tuteur_id")
    .innerJoin("etablissement as s", "s.id", "t.etablissement_id")
    .select([
      "t.id",
      "t.tuteur_id as tuteur",
      "h.identite_id as identite",
      "d.id as dossier",
      "a.nom",
      "a.prenom",
      "p.nom as periodeNom",
      "p.du",
      "p.au",
      "s.nom as ecole",
      "s.fuseau",
      "t.jusqu_au as jusquAu",
      "t.revoque_le as revoqueLe",
      "t.nouveau_lien_demande_le as demandeLe",
    ])
    .where("t.id", "=", id)
    .where("d.retire_le", "is", null)
    .where("p.supprime_le", "is", null)
    .$if(hold, (query) => query.forUpdate("t"))
    .executeTakeFirst();
  if (!row) return null;
  const { nom, prenom, periodeNom, du, au, ...acces } = row;
  return { ...acces, apprenant: { nom, prenom }, periode: { nom: periodeNom, du, au } };
}

/** Notes the visit and its line in the journal. */
export async function noterVisite(
  tx: SchoolTx,
  given: { etablissement: string; acces: Acces; now: Date },
): Promise<void> {
  const { etablissement, acces, now } = given;
  await tx
    .updateTable("accueil_tuteur")
    .set({ premiere_visite_le: sql`coalesce(premiere_visite_le, ${now})`, derniere_visite_le: now })
    .where("id", "=", acces.id)
    .execute();
  await tx
    .insertInto("journal")
    .values({
      etablissement_id: etablissement,
      le: now,
      acteur_id: acces.tuteur,
      acte: "tuteur.entrer",
      objet: acces.dossier,
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
