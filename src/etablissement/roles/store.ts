import { sql } from "kysely";
import { comptesDe, type EtatCompte, identitePourCourriel } from "#comptes/store/identites.ts";
import { postLetter } from "#courriels/queue.ts";
import type { SchoolTx } from "#db/pool.ts";
import type { Invitation, Personne } from "#etablissement/roles/rules.ts";
import { accept, type Decision, refuse } from "#kernel/decision.ts";
import { newId } from "#kernel/id.ts";
import type { Work } from "#web/act.ts";

export type RoleTenu = {
  habilitation: string;
  identite: string;
  /** nouveau: given now; repris: had ended; present: held already */
  etat: "nouveau" | "repris" | "present";
  /** a password of his own is chosen: no activation is needed */
  active: boolean;
};

/**
 * Gives a role to whoever has this address: the identity that exists already (one person, many grants), or a new one.
 * Refuses, at the field `courriel`, the address of one of the school's learners.
 */
export async function donnerRole(
  { tx, actor, today }: Pick<Work, "tx" | "actor" | "today">,
  role: "enseignant" | "maitre",
  personne: Personne,
): Promise<Decision<RoleTenu>> {
  const { identite, active } = await identitePourCourriel(tx, personne);
  const held = await tx
    .selectFrom("habilitation")
    .select(["id", "role", "au"])
    .where("identite_id", "=", identite)
    .execute();
  if (held.some((one) => one.role === "apprenant"))
    return refuse(
      "courriel-apprenant",
      "Cette adresse est celle d’un apprenant de l’établissement.",
      "courriel",
    );
  const same = held.find((one) => one.role === role);
  if (!same) {
    const id = newId();
    await tx
      .insertInto("habilitation")
      .values({
        etablissement_id: actor.etablissement.id,
        id,
        identite_id: identite,
        role,
        ...personne,
        du: today,
        au: null,
      })
      .execute();
    return accept({ habilitation: id, identite, etat: "nouveau", active });
  }
  const ended = same.au !== null && same.au < today;
  if (ended)
    await tx
      .updateTable("habilitation")
      .set({ ...personne, au: null })
      .where("id", "=", same.id)
      .execute();
  return accept({ habilitation: same.id, identite, etat: ended ? "repris" : "present", active });
}

/** Puts the activation letter in the queue. */
export const inviter = (
  { tx, actor, now }: Pick<Work, "tx" | "actor" | "now">,
  personne: { identite: string; courriel: string },
) =>
  postLetter(
    tx,
    { etablissement: actor.etablissement.id, destinataire: personne.courriel, now },
    { modele: "activation", donnees: { identite: personne.identite } },
  );

/** The last activation mail written to each of these people by this school. */
async function invitationsDe(
  tx: SchoolTx,
  identites: readonly string[],
): Promise<ReadonlyMap<string, NonNullable<Invitation>>> {
  const { rows } = await sql<{ identite: string } & NonNullable<Invitation>>`
    select distinct on (donnees->>'identite') donnees->>'identite' as identite, etat, envoye_le as "envoyeLe"
    from courriel where modele = 'activation' and donnees->>'identite' = any(${identites}::text[])
    order by donnees->>'identite', cree_le desc
  `.execute(tx);
  return new Map(rows.map(({ identite, ...invitation }) => [identite, invitation]));
}

/** Adds to people invited by mail where their account stands: for the lists of teachers and of maîtres alike. */
export async function avecAcces<P extends { identite: string }>(
  tx: SchoolTx,
  personnes: readonly P[],
): Promise<(P & { compte: EtatCompte; invitation: Invitation })[]> {
  const identites = personnes.map((one) => one.identite);
  const comptes = await comptesDe(tx, identites);
  const invitations = await invitationsDe(tx, identites);
  return personnes.map((one) => ({
    ...one,
    compte: comptes.get(one.identite)?.etat ?? "sans-code",
    invitation: invitations.get(one.identite) ?? null,
  }));
}
