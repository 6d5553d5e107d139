import { creerComptes, loginsProches } from "#comptes/store/identites.ts";
import { loginFrom } from "#etablissement/import/identifiants.ts";
import type { LigneImport } from "#etablissement/import/ligne.ts";
import { creerApprenants } from "#etablissement/import/writes.ts";
import { newId } from "#kernel/id.ts";
import type { Work } from "#web/act.ts";

type Nouveau = Pick<LigneImport, "nom" | "prenom" | "naissance" | "ine">;

/**
 * Makes newcomers learners of the school, from a list or one by one: an account without a password (a code is printed
 * later), a sign-in name that nobody has in any school, the role, the learner. In no class yet. The number of statements
 * does not depend on theirs.
 */
export async function creerArrivants<N extends Nouveau>(
  { tx, actor, today }: Pick<Work, "tx" | "actor" | "today">,
  nouveaux: readonly N[],
): Promise<{ nouveau: N; apprenant: string; login: string }[]> {
  if (nouveaux.length === 0) return [];
  const nobody: ReadonlySet<string> = new Set();
  const bases = [...new Set(nouveaux.map((one) => loginFrom(one.prenom, one.nom, nobody)))];
  const taken = await loginsProches(tx, bases);
  const arrivants = nouveaux.map((nouveau) => {
    const login = loginFrom(nouveau.prenom, nouveau.nom, taken);
    taken.add(login);
    return { nouveau, login, identite: newId(), habilitation: newId(), apprenant: newId() };
  });
  await creerComptes(
    tx,
    arrivants.map(({ identite, login, nouveau: { nom, prenom } }) => ({
      identite,
      nom,
      prenom,
      type: "login",
      valeur: login,
    })),
  );
  await creerApprenants(
    tx,
    actor.etablissement.id,
    arrivants.map(({ nouveau: { nom, prenom, naissance, ine }, ...ids }) => ({
      ...ids,
      nom,
      prenom,
      naissance,
      ine,
    })),
    today,
  );
  return arrivants.map(({ nouveau, apprenant, login }) => ({ nouveau, apprenant, login }));
}
