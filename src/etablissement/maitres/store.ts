import { sql } from "kysely";
import type { EtatCompte } from "#comptes/store/identites.ts";
import type { SchoolTx } from "#db/pool.ts";
import type { ContratCorrige, ContratNouveau } from "#etablissement/maitres/form.ts";
import type { Invitation } from "#etablissement/roles/rules.ts";
import { avecAcces } from "#etablissement/roles/store.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { newId } from "#kernel/id.ts";

export type Contrat = {
  id: string;
  apprenant: string;
  nom: string;
  prenom: string;
  entreprise: string;
  du: CivilDate;
  au: CivilDate;
};

export type Maitre = {
  id: string;
  identite: string;
  nom: string;
  prenom: string;
  courriel: string;
  contrats: Contrat[];
  compte: EtatCompte;
  invitation: Invitation;
};

/** The school's maîtres d'apprentissage with their contracts, the latest first; or the one asked for (S-31, S-32). */
export async function maitresDe(tx: SchoolTx, id?: string): Promise<Maitre[]> {
  const { rows } = await sql<Omit<Maitre, "compte" | "invitation">>`
    select h.id, h.identite_id as identite, h.nom, h.prenom, coalesce(h.courriel, '') as courriel,
      coalesce((
        select jsonb_agg(jsonb_build_object('id', k.id, 'apprenant', a.id, 'nom', a.nom, 'prenom', a.prenom, 'entreprise', k.entreprise,
          'du', k.du, 'au', k.au) order by k.au desc, a.nom)
        from contrat k join apprenant a on a.id = k.apprenant_id where k.maitre_id = h.id
      ), '[]') as contrats
    from habilitation h
    where h.role = 'maitre' and (${id ?? null}::uuid is null or h.id = ${id ?? null}::uuid)
    order by h.nom collate "fr-x-icu", h.prenom collate "fr-x-icu"
  `.execute(tx);
  return avecAcces(tx, rows);
}

export type ApprentiOffert = { id: string; nom: string; prenom: string; classe: string };

/** The learners under apprenticeship today, in the order of French lists. */
export async function apprentisDe(tx: SchoolTx): Promise<ApprentiOffert[]> {
  const { rows } = await sql<ApprentiOffert>`
    select a.id, a.nom, a.prenom, c.nom as classe
    from inscription i join apprenant a on a.id = i.apprenant_id join classe c on c.id = i.classe_id
    where i.au is null and i.statut = 'apprenti'
    order by a.nom collate "fr-x-icu", a.prenom collate "fr-x-icu"
  `.execute(tx);
  return rows;
}

/** True when this maître already has another contract with this apprenti on some of these days. */
export async function contratChevauche(
  tx: SchoolTx,
  maitre: string,
  { apprenti, du, au, sauf }: Pick<ContratNouveau, "apprenti" | "du" | "au"> & { sauf?: string },
): Promise<boolean> {
  const row = await tx
    .selectFrom("contrat")
    .select("id")
    .where("maitre_id", "=", maitre)
    .where("apprenant_id", "=", apprenti)
    .where("du", "<=", au)
    .where("au", ">=", du)
    .$if(sauf !== undefined, (query) => query.where("id", "!=", sauf ?? ""))
    .executeTakeFirst();
  return row !== undefined;
}

export const ajouterContrat = (
  tx: SchoolTx,
  etablissement: string,
  maitre: string,
  { apprenti, entreprise, du, au }: ContratNouveau,
) =>
  tx
    .insertInto("contrat")
    .values({
      etablissement_id: etablissement,
      id: newId(),
      apprenant_id: apprenti,
      maitre_id: maitre,
      entreprise,
      du,
      au,
    })
    .execute();

export const corrigerContrat = (tx: SchoolTx, id: string, { entreprise, du, au }: ContratCorrige) =>
  tx.updateTable("contrat").set({ entreprise, du, au }).where("id", "=", id).execute();
