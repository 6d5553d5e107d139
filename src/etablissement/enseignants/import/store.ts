import { sql } from "kysely";
import { creerComptes } from "#comptes/store/identites.ts";
import { postLetters } from "#courriels/queue.ts";
import type { SchoolTx } from "#db/pool.ts";
import type { ListeEnseignants } from "#etablissement/enseignants/import/lire.ts";
import type { ClasseConnue, Connu, PlanEnseignants } from "#etablissement/enseignants/import/plan.ts";
import { newId } from "#kernel/id.ts";
import type { Work } from "#web/act.ts";

/** What is kept of a list of teachers between its reading and its application. */
export type LectureEnseignants = { genre: "enseignants"; annee: number; liste: ListeEnseignants };
export type BilanEnseignants = {
  crees: number;
  retours: number;
  rattaches: number;
  inchanges: number;
  ignores: number;
};
export type ImportEnseignants = {
  id: string;
  fichier: string;
  lecture: LectureEnseignants;
  appliqueLe: Date | null;
  bilan: BilanEnseignants | null;
};

/** @param hold true before applying: a second press waits, and then finds it applied */
export async function importEnseignantsDe(
  tx: SchoolTx,
  id: string,
  hold: boolean,
): Promise<ImportEnseignants | null> {
  const row = await tx
    .selectFrom("import_liste")
    .select(["id", "fichier", "lecture", "applique_le as appliqueLe", "bilan"])
    .where("id", "=", id)
    .where(sql`lecture->>'genre'`, "=", "enseignants")
    .$if(hold, (query) => query.forUpdate())
    .executeTakeFirst();
  return (row as ImportEnseignants | undefined) ?? null;
}

/** Marks the list as applied; its lines, of no more use, are not kept. */
export const garderBilanEnseignants = (
  tx: SchoolTx,
  { id, lecture }: ImportEnseignants,
  bilan: BilanEnseignants,
  now: Date,
) =>
  tx
    .updateTable("import_liste")
    .set({
      applique_le: now,
      bilan: JSON.stringify(bilan),
      lecture: JSON.stringify({ ...lecture, liste: { lignes: [], erreurs: [] } }),
    })
    .where("id", "=", id)
    .execute();

/** Whom these addresses belong to, in one statement. */
export async function connusDe(tx: SchoolTx, courriels: readonly string[]): Promise<Connu[]> {
  const { rows } = await sql<Connu>`
    select f.valeur as courriel, f.identite_id as identite,
      i.mot_de_passe is not null and not i.mot_de_passe_provisoire as active,
      exists (select from habilitation h where h.identite_id = i.id and h.role = 'apprenant') as "estApprenant",
      (select jsonb_build_object('id', h.id, 'au', h.au, 'classes',
          array(select e.classe_id from enseignant_classe e where e.enseignant_id = h.id))
        from habilitation h where h.identite_id = i.id and h.role = 'enseignant') as enseignant
    from identifiant f join identite i on i.id = f.identite_id
    where f.type = 'courriel' and f.valeur = any(${courriels}::text[])
  `.execute(tx);
  return rows;
}

export const classesDe = (tx: SchoolTx, annee: number): Promise<ClasseConnue[]> =>
  tx.selectFrom("classe").select(["id", "nom"]).where("annee", "=", annee).execute();

/** Two administrators creating the same person at once: the second waits, and finds the first's. */
export const tenirCourriels = (tx: SchoolTx, courriels: readonly string[]) =>
  sql`
    select pg_advisory_xact_lock(hashtext('passerelle.courriel.' || x))
    from (select x from unnest(${courriels}::text[]) as x order by x) as ordered
  `.execute(tx);

/** Does what the dry run said: accounts, roles, classes, activation letters; as many statements for one as for eighty. */
export async function appliquerEnseignants(
  { tx, actor, now, today }: Pick<Work, "tx" | "actor" | "now" | "today">,
  plan: PlanEnseignants,
): Promise<BilanEnseignants> {
  const school = actor.etablissement.id;
  const nouveaux = plan.creations.map((one) => ({
    ...one,
    habilitation: newId(),
    compte: one.identite ?? newId(),
  }));
  await creerComptes(
    tx,
    nouveaux
      .filter((one) => one.identite === null)
      .map(({ compte, ligne: { nom, prenom, courriel } }) => ({
        identite: compte,
        nom,
        prenom,
        type: "courriel",
        valeur: courriel,
      })),
  );
  const roles = nouveaux.map(({ habilitation, compte, ligne: { nom, prenom, courriel } }) => ({
    habilitation,
    compte,
    nom,
    prenom,
    courriel,
  }));
  await sql`
    insert into habilitation (etablissement_id, id, identite_id, role, nom, prenom, courriel, du)
    select ${school}::uuid, habilitation, compte, 'enseignant', nom, prenom, courriel, ${today}::date
    from jsonb_to_recordset(${JSON.stringify(roles)}::jsonb)
      as x(habilitation uuid, compte uuid, nom text, prenom text, courriel text)
  `.execute(tx);
  await tx
    .updateTable("habilitation")
    .set({ au: null })
    .where("id", "=", sql<string>`any(${plan.retours.map((one) => one.id)}::uuid[])`)
    .execute();
  const charges = [
    ...nouveaux.map((one) => ({ enseignant: one.habilitation, classes: one.classes })),
    ...[...plan.retours, ...plan.rattachements].map((one) => ({ enseignant: one.id, classes: one.classes })),
  ].flatMap(({ enseignant, classes }) => classes.map((classe) => ({ enseignant, classe: classe.id })));
  await sql`
    insert into enseignant_classe (etablissement_id, enseignant_id, classe_id)
    select ${school}::uuid, enseignant, classe
    from jsonb_to_recordset(${JSON.stringify(charges)}::jsonb) as x(enseignant uuid, classe uuid)
    on conflict do nothing
  `.execute(tx);
  await postLetters(
    tx,
    nouveaux
      .filter((one) => !one.active)
      .map(({ compte, ligne }) => ({
        envelope: { etablissement: school, destinataire: ligne.courriel, now },
        letter: { modele: "activation", donnees: { identite: compte } },
      })),
  );
  return {
    crees: nouveaux.length,
    retours: plan.retours.length,
    rattaches: plan.rattachements.length,
    inchanges: plan.inchanges.length,
    ignores: plan.erreurs.length,
  };
}
