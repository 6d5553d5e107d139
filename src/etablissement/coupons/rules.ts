import type { ApprenantDeClasse } from "#etablissement/rules.ts";
import { accept, type Decision, refuse } from "#kernel/decision.ts";

/** Who gets a code: those who never came, or those ticked. */
export type Demande = { qui: "jamais-venus" } | { qui: "coches"; apprenants: readonly string[] };

/** A learner who can be given a code: he has an account and a login to sign in with. */
export type Destinataire = { id: string; nom: string; prenom: string; identite: string; login: string };

const jamaisVenu = (apprenant: ApprenantDeClasse) => apprenant.compte.etat !== "active";

export const combienJamaisVenus = (apprenants: readonly ApprenantDeClasse[]): number =>
  apprenants.filter(jamaisVenu).length;

/**
 * The learners a sheet of coupons is made for.
 * @param autresRoles identities that hold another role somewhere: a code printed by a colleague must not open it
 */
export function destinataires(
  apprenants: readonly ApprenantDeClasse[],
  demande: Demande,
  autresRoles: ReadonlySet<string>,
): Decision<Destinataire[]> {
  const wanted = apprenants.filter((one) =>
    demande.qui === "coches" ? demande.apprenants.includes(one.id) : jamaisVenu(one),
  );
  const found = wanted.flatMap(({ id, nom, prenom, identite, compte }) =>
    identite && compte.login && !autresRoles.has(identite)
      ? [{ id, nom, prenom, identite, login: compte.login }]
      : [],
  );
  if (found.length > 0) return accept(found);
  if (wanted.length === 0)
    return demande.qui === "coches"
      ? refuse("personne", "Cochez au moins un apprenant.", "apprenants")
      : refuse(
          "personne",
          "Tous les apprenants de la classe sont déjà venus : cochez ceux qui ont perdu leur mot de passe.",
          "apprenants",
        );
  return refuse(
    "autre-role",
    "Cette personne tient aussi un autre rôle dans Passerelle : son mot de passe ne peut pas être remplacé par un code. L’administrateur peut l’aider.",
  );
}

/** What one coupon says. */
export type Coupon = { nom: string; prenom: string; login: string; code: string };
