import { sql } from "kysely";
import { closeSessionsOf } from "#comptes/sessions.ts";
import { ouvrirIdentites, revoquerLiens } from "#comptes/store/acces-tuteur.ts";
import type { SchoolTx } from "#db/pool.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { newId } from "#kernel/id.ts";
import type { IdentiteTuteur } from "#tuteurs/form.ts";

type Moment = { now: Date; today: CivilDate };

/**
 * Each tutor's role in this school by his address, found or opened: one person, however many learners he follows.
 * The name kept is the last one given.
 */
async function rolesDes(
  tx: SchoolTx,
  etablissement: string,
  tuteurs: readonly IdentiteTuteur[],
  { today }: Moment,
): Promise<Map<string, string>> {
  const uns = [...new Map(tuteurs.map((tuteur) => [tuteur.courriel, tuteur])).values()];
  const courriels = uns.map((tuteur) => tuteur.courriel).sort();
  // two teachers inviting the same new tutor at once: the second finds the first's; always in the same order
  await sql`
    select pg_advisory_xact_lock(hashtext(cle)) from unnest(${courriels.map((courriel) => `tuteur.${etablissement}.${courriel}`)}::text[]) as cle
  `.execute(tx);
  const { rows: known } = await sql<{ id: string; courriel: string }>`
    update habilitation h set nom = v.nom, prenom = v.prenom, au = null
    from unnest(${uns.map((one) => one.courriel)}::text[], ${uns.map((one) => one.nom)}::text[],
      ${uns.map((one) => one.prenom)}::text[]) as v(courriel, nom, prenom)
    where h.id = (select k.id from habilitation k where k.role = 'tuteur' and k.courriel = v.courriel order by k.id limit 1)
    returning h.id, h.courriel
  `.execute(tx);
  const roles = new Map(known.map((one) => [one.courriel, one.id]));
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
  for (const one of news) roles.set(one.courriel, one.id);
  return roles;
}

export type Invitation = { accueil: string; dossier: string; tuteur: IdentiteTuteur };

/**
 * Gives tutors their access to a stay, or prolongs it; the former tutor of each stay loses his and stays on record.
 * As many statements for one as for forty, plus one for each former tutor who follows nobody else.
 * @param invitations at least one, and one per stay
 * @returns each invitation with its access's id, which the letter is written from
 */
export async function inviter(
  tx: SchoolTx,
  given: {
    etablissement: string;
    invitations: readonly Invitation[];
    par: string;
    jusquAu: CivilDate;
  } & Moment,
): Promise<(Invitation & { acces: string })[]> {
  const { etablissement, invitations } = given;
  const roles = await rolesDes(
    tx,
    etablissement,
    invitations.map((one) => one.tuteur),
    given,
  );
  const par = { invite_le: given.now, invite_par: given.par, jusqu_au: given.jusquAu };
  const rows = invitations.map((one) => ({
    etablissement_id: etablissement,
    id: newId(),
    accueil_id: one.accueil,
    dossier_id: one.dossier,
    tuteur_id: roles.get(one.tuteur.courriel) ?? "",
    premiere_visite_le: null,
    derniere_visite_le: null,
    ...par,
    revoque_le: null,
    nouveau_lien_demande_le: null,
  }));
  await revoquer(tx, {
    ...given,
    acces: rows.map((row) => ({ accueil: row.accueil_id, sauf: row.tuteur_id })),
  });
  const written = await tx
    .insertInto("accueil_tuteur")
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(["etablissement_id", "accueil_id", "tuteur_id"])
        .doUpdateSet({ ...par, revoque_le: null, nouveau_lien_demande_le: null }),
    )
    .returning(["id", "accueil_id as accueil"])
    .execute();
  const ids = new Map(written.map((one) => [one.accueil, one.id]));
  return invitations.map((one) => ({ ...one, acces: ids.get(one.accueil) ?? "" }));
}

/**
 * Ends the accesses to stays with their links, and the sessions of tutors who follow nobody else.
 * @param acces the stays; `sauf`: a tutor who keeps his
 * @returns how many accesses ended
 */
export async function revoquer(
  tx: SchoolTx,
  given: { etablissement: string; acces: readonly { accueil: string; sauf?: string }[] } & Moment,
): Promise<number> {
  const { rows: ended } = await sql<{ id: string; tuteur: string }>`
    update accueil_tuteur t set revoque_le = ${given.now}, nouveau_lien_demande_le = null
    from unnest(${given.acces.map((one) => one.accueil)}::uuid[],
      ${given.acces.map((one) => one.sauf ?? null)}::uuid[]) as v(accueil, sauf)
    where t.accueil_id = v.accueil and t.revoque_le is null and t.tuteur_id is distinct from v.sauf
    returning t.id, t.tuteur_id as tuteur
  `.execute(tx);
  if (ended.length === 0) return 0;
  await revoquerLiens(tx, {
    etablissement: given.etablissement,
    accueilsTuteurs: ended.map((one) => one.id),
    now: given.now,
  });
  const { rows } = await sql<{ tuteur: string }>`
    select distinct x as tuteur from unnest(${ended.map((one) => one.tuteur)}::uuid[]) as x where not exists (
      select from accueil_tuteur t where t.tuteur_id = x and t.revoque_le is null and t.jusqu_au >= ${given.today})
  `.execute(tx);
  await Promise.all(rows.map(({ tuteur }) => closeSessionsOf(tx, given.etablissement, tuteur)));
  return ended.length;
}

/** The living access to a stay, held; null when nobody has one today. */
export async function accesVivant(
  tx: SchoolTx,
  accueil: string,
  today: CivilDate,
): Promise<{ id: string; jusquAu: CivilDate; tuteur: IdentiteTuteur } | null> {
  const row = await tx
    .selectFrom("accueil_tuteur as t")
    .innerJoin("habilitation as h", "h.id", "t.tuteur_id")
    .select(["t.id", "t.jusqu_au as jusquAu", "h.nom", "h.prenom", "h.courriel"])
    .where("t.accueil_id", "=", accueil)
    .where("t.revoque_le", "is", null)
    .where("t.jusqu_au", ">=", today)
    .forUpdate("t")
    .executeTakeFirst();
  if (!row) return null;
  const { id, jusquAu, nom, prenom, courriel } = row;
  return { id, jusquAu, tuteur: { nom, prenom, courriel: courriel ?? "" } };
}

/** A link has been handed over: whoever had asked for one has it. */
export const lienRemis = (tx: SchoolTx, acces: string) =>
  tx.updateTable("accueil_tuteur").set({ nouveau_lien_demande_le: null }).where("id", "=", acces).execute();
