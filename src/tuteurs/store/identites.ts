import { sql } from "kysely";
import { ouvrirIdentites, revoquerLiens } from "#comptes/store/acces-tuteur.ts";
import type { SchoolTx } from "#db/pool.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { newId } from "#kernel/id.ts";
import type { IdentiteTuteur } from "#tuteurs/form.ts";

/** Two teachers naming the same new tutor at once: the second finds the first's. Always in the same order. */
async function tenirAdresses(tx: SchoolTx, etablissement: string, courriels: readonly string[]) {
  const cles = [...courriels].sort().map((courriel) => `tuteur.${etablissement}.${courriel}`);
  await sql`select pg_advisory_xact_lock(hashtext(cle)) from unnest(${cles}::text[]) as cle`.execute(tx);
}

/** A tutor's role in the school, with the name it goes by. */
export type RoleTuteur = { id: string; nom: string; prenom: string };

/**
 * Each tutor's role in this school by his address, found or opened: one person, however many learners he follows, in
 * whatever years (B-38). Somebody who has already come keeps his name: it signs what he wrote.
 */
export async function rolesDes(
  tx: SchoolTx,
  etablissement: string,
  tuteurs: readonly IdentiteTuteur[],
  today: CivilDate,
): Promise<Map<string, RoleTuteur>> {
  const uns = [...new Map(tuteurs.map((tuteur) => [tuteur.courriel, tuteur])).values()];
  await tenirAdresses(
    tx,
    etablissement,
    uns.map((tuteur) => tuteur.courriel),
  );
  const { rows: known } = await sql<RoleTuteur & { courriel: string }>`
    update habilitation h set au = null,
      nom = case when venu.deja then h.nom else v.nom end, prenom = case when venu.deja then h.prenom else v.prenom end
    from unnest(${uns.map((one) => one.courriel)}::text[], ${uns.map((one) => one.nom)}::text[],
      ${uns.map((one) => one.prenom)}::text[]) as v(courriel, nom, prenom)
    cross join lateral (
      select k.id from habilitation k where k.role = 'tuteur' and k.courriel = v.courriel order by k.id limit 1) un
    cross join lateral (select exists (
      select from accueil_tuteur t where t.tuteur_id = un.id and t.premiere_visite_le is not null) as deja) venu
    where h.id = un.id
    returning h.id, h.nom, h.prenom, h.courriel
  `.execute(tx);
  const roles = new Map<string, RoleTuteur>(known.map(({ courriel, ...role }) => [courriel, role]));
  const opened = await ouvrirIdentites(
    tx,
    uns.filter((one) => !roles.has(one.courriel)),
  );
  if (opened.length === 0) return roles;
  const news = opened.map(({ identite, nom, prenom, courriel }) => ({
    etablissement_id: etablissement,
    id: newId(),
    identite_id: identite,
    role: "tuteur" as const,
    nom,
    prenom,
    courriel,
    du: today,
    au: null,
  }));
  await tx.insertInto("habilitation").values(news).execute();
  for (const { courriel, id, nom, prenom } of news) roles.set(courriel, { id, nom, prenom });
  return roles;
}

/**
 * Corrects a misspelt name; and the address, while nobody has come by it and it opens no other dossier: the same person,
 * whose links sent to the wrong address die. Any other change of address is another tutor: nothing is done here.
 * @param acces the living access of the person being corrected
 */
export async function corriger(
  tx: SchoolTx,
  given: { etablissement: string; acces: string; tuteur: IdentiteTuteur; now: Date },
): Promise<void> {
  const { etablissement, acces, tuteur, now } = given;
  await tenirAdresses(tx, etablissement, [tuteur.courriel]);
  // held: a tutor who is entering at this instant has come, or comes after
  const row = await tx
    .selectFrom("accueil_tuteur as t")
    .innerJoin("habilitation as h", "h.id", "t.tuteur_id")
    .select(["h.id", "h.courriel", "t.premiere_visite_le as venu"])
    .where("t.id", "=", acces)
    .forUpdate("t")
    .executeTakeFirstOrThrow();
  const { nom, prenom, courriel } = tuteur;
  if (row.courriel === courriel) {
    await tx.updateTable("habilitation").set({ nom, prenom }).where("id", "=", row.id).execute();
    return;
  }
  if (row.venu) return;
  const done = await tx
    .updateTable("habilitation as h")
    .set({ nom, prenom, courriel })
    .where("h.id", "=", row.id)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("accueil_tuteur as o")
            .select("o.id")
            .where("o.tuteur_id", "=", row.id)
            .where("o.id", "!=", acces),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("habilitation as k")
            .select("k.id")
            .where("k.role", "=", "tuteur")
            .where("k.courriel", "=", courriel),
        ),
      ),
    )
    .executeTakeFirst();
  if (done.numUpdatedRows > 0n) await revoquerLiens(tx, { etablissement, accueilsTuteurs: [acces], now });
}
