import {
  changerCourriel,
  type EtatCompte,
  estConnuAilleurs,
  identiteDuCourriel,
  nommerIdentite,
} from "#comptes/store/identites.ts";
import { postLetters } from "#courriels/queue.ts";
import type { Personne } from "#etablissement/roles/rules.ts";
import { inviter } from "#etablissement/roles/store.ts";
import { accept, type Decision, refuse } from "#kernel/decision.ts";
import type { Work } from "#web/act.ts";

type Connue = Personne & { identite: string; compte: EtatCompte };

/**
 * Corrects a person's name and address in the school. A new address is the one that opens the account: both are written
 * to, or the new one is invited when no password was chosen yet. A person who also belongs to another school keeps the
 * address of his account: one school must not take it from the other.
 * @returns what was done with the address
 */
export async function corrigerPersonne(
  work: Pick<Work, "tx" | "actor" | "now">,
  personne: Connue,
  corrigee: Personne,
): Promise<Decision<"inchangee" | "prevenue" | "invitee">> {
  const { tx, actor, now } = work;
  const { identite, courriel: ancien } = personne;
  const { nom, prenom, courriel: nouveau } = corrigee;
  const ailleurs = await estConnuAilleurs(tx, identite, actor.etablissement.id);
  if (nouveau !== ancien) {
    if (ailleurs)
      return refuse(
        "courriel-partage",
        "Cette personne travaille aussi dans un autre établissement : son adresse de connexion ne peut pas être changée d’ici.",
        "courriel",
      );
    const porteur = await identiteDuCourriel(tx, nouveau);
    if (porteur && porteur.identite !== identite)
      return refuse("courriel-pris", "Cette adresse ouvre déjà un autre compte.", "courriel");
    await changerCourriel(tx, identite, { ancien, nouveau, now });
  }
  if (!ailleurs) await nommerIdentite(tx, identite, { nom, prenom });
  await tx
    .updateTable("habilitation")
    .set({ nom, prenom, courriel: nouveau })
    .where("identite_id", "=", identite)
    .execute();
  if (nouveau === ancien) return accept("inchangee");
  if (personne.compte !== "active") {
    await inviter(work, { identite, courriel: nouveau });
    return accept("invitee");
  }
  const donnees = { identite, ancien, nouveau };
  await postLetters(
    tx,
    [ancien, nouveau].map((destinataire) => ({
      envelope: { etablissement: actor.etablissement.id, destinataire, now },
      letter: { modele: "courriel-change" as const, donnees },
    })),
  );
  return accept("prevenue");
}

/** What the next page says of it. */
export const messageCorrection = (suite: "inchangee" | "prevenue" | "invitee", personne: Personne): string =>
  ({
    inchangee: "Identité enregistrée.",
    prevenue: `Identité enregistrée. L’adresse de connexion est désormais ${personne.courriel} : un courriel le dit à l’ancienne et à la nouvelle.`,
    invitee: `Identité enregistrée. Un nouveau lien d’activation part à ${personne.courriel} ; l’ancien ne sert plus.`,
  })[suite];
