import { sql } from "kysely";
import { closeSessionsOf } from "#comptes/sessions.ts";
import { revoquerLiens } from "#comptes/store/acces-tuteur.ts";
import type { SchoolTx } from "#db/pool.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { newId } from "#kernel/id.ts";
import type { IdentiteTuteur } from "#tuteurs/form.ts";
import { type RoleTuteur, rolesDes } from "#tuteurs/store/identites.ts";

type Moment = { now: Date; today: CivilDate };

export type Invitation = { accueil: string; dossier: string; tuteur: IdentiteTuteur };

/**
 * Gives tutors their access to a stay, or prolongs it; the former tutor of each stay loses his and stays on record.
 * As many statements for one as for forty, plus one for each former tutor who follows nobody else.
 * @param invitations at least one, and one per stay
 * @returns each invitation with its access's id, which the letter is written from, and the name the tutor goes by
 */
export async function inviter(
  tx: SchoolTx,
  given: {
    etablissement: string;
    invitations: readonly Invitation[];
    par: string;
    jusquAu: CivilDate;
  } & Moment,
): Promise<(Invitation & { acces: string; role: RoleTuteur })[]> {
  const { etablissement, invitations } = given;
  const roles = await rolesDes(
    tx,
    etablissement,
    invitations.map((one) => one.tuteur),
    given.today,
  );
  const roleDe = ({ tuteur }: Invitation): RoleTuteur => {
    const role = roles.get(tuteur.courriel);
    if (!role) throw new Error("a tutor was given no role");
    return role;
  };
  const par = { invite_le: given.now, invite_par: given.par, jusqu_au: given.jusquAu };
  const rows = invitations.map((one) => ({
    etablissement_id: etablissement,
    id: newId(),
    accueil_id: one.accueil,
    dossier_id: one.dossier,
    tuteur_id: roleDe(one).id,
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
  return invitations.map((one) => ({ ...one, acces: ids.get(one.accueil) ?? "", role: roleDe(one) }));
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
