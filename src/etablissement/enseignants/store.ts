import { sql } from "kysely";
import type { EtatCompte } from "#comptes/store/identites.ts";
import type { SchoolTx } from "#db/pool.ts";
import type { ClasseOfferte } from "#etablissement/enseignants/form.ts";
import type { Invitation } from "#etablissement/roles/rules.ts";
import { avecAcces } from "#etablissement/roles/store.ts";
import { type CivilDate, schoolYearOf } from "#kernel/civil-date.ts";

export type Enseignant = {
  id: string;
  identite: string;
  nom: string;
  prenom: string;
  courriel: string;
  /** the last day of the role; null while it lasts */
  au: CivilDate | null;
  /** his classes of this year and of later ones */
  classes: ClasseOfferte[];
  compte: EtatCompte;
  invitation: Invitation;
};

/** The classes of this year and of those being prepared. */
export const classesOffertes = (tx: SchoolTx, today: CivilDate): Promise<ClasseOfferte[]> =>
  tx
    .selectFrom("classe")
    .select(["id", "nom", "annee"])
    .where("annee", ">=", schoolYearOf(today))
    .orderBy("annee")
    .orderBy(sql`nom collate "fr-x-icu"`)
    .execute();

/** The school's teachers, those who left included; or the one asked for. */
export async function enseignantsDe(tx: SchoolTx, today: CivilDate, id?: string): Promise<Enseignant[]> {
  const { rows } = await sql<Omit<Enseignant, "compte" | "invitation">>`
    select h.id, h.identite_id as identite, h.nom, h.prenom, coalesce(h.courriel, '') as courriel, h.au,
      coalesce((
        select jsonb_agg(jsonb_build_object('id', c.id, 'nom', c.nom, 'annee', c.annee) order by c.annee, c.nom)
        from enseignant_classe e join classe c on c.id = e.classe_id
        where e.enseignant_id = h.id and c.annee >= ${schoolYearOf(today)}
      ), '[]') as classes
    from habilitation h
    where h.role = 'enseignant' and (${id ?? null}::uuid is null or h.id = ${id ?? null}::uuid)
    order by h.nom collate "fr-x-icu", h.prenom collate "fr-x-icu"
  `.execute(tx);
  return avecAcces(tx, rows);
}

/** Replaces the teacher's classes among those offered; his classes of earlier years stay. */
export async function rattacherClasses(
  tx: SchoolTx,
  etablissement: string,
  enseignant: string,
  { offertes, classes }: { offertes: readonly string[]; classes: readonly string[] },
): Promise<void> {
  await sql`
    delete from enseignant_classe
    where enseignant_id = ${enseignant} and classe_id = any(${offertes}::uuid[]) and not classe_id = any(${classes}::uuid[])
  `.execute(tx);
  await sql`
    insert into enseignant_classe (etablissement_id, enseignant_id, classe_id)
    select ${etablissement}::uuid, ${enseignant}::uuid, x from unnest(${classes}::uuid[]) as x
    on conflict do nothing
  `.execute(tx);
}

/** @param au the last day of the role, or null to open it again */
export const bornerRole = (tx: SchoolTx, habilitation: string, au: CivilDate | null) =>
  tx.updateTable("habilitation").set({ au }).where("id", "=", habilitation).execute();
