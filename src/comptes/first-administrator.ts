import { ACTIVATION_DAYS } from "#comptes/rules.ts";
import { keepLink } from "#comptes/store.ts";
import { asSchool, type Database } from "#db/pool.ts";
import { addDays, civilDateIn, endOfDayIn } from "#kernel/civil-date.ts";
import { accept, type Decision, refuse } from "#kernel/decision.ts";
import { newId } from "#kernel/id.ts";

type Given = {
  uai?: string;
  ecole?: string;
  nom?: string;
  prenom?: string;
  courriel?: string;
  jeton: string;
  now: Date;
};

/**
 * The first door of a new school, opened by who runs the server: the school and its administrator, who chooses his
 * password by the link. The school must be new: later administrators are the first one's business.
 */
export async function createAdministrator(db: Database, given: Given): Promise<Decision> {
  const { uai, ecole, nom, prenom, jeton, now } = given;
  const courriel = given.courriel?.trim().toLowerCase();
  if (!uai || !/^\d{7}[A-Z]$/.test(uai))
    return refuse("uai", "Donnez l’UAI de l’établissement : sept chiffres et une lettre.");
  if (!ecole || !nom || !prenom || !courriel?.includes("@"))
    return refuse(
      "incomplet",
      "Donnez le nom de l’établissement, et le nom, le prénom et le courriel de l’administrateur.",
    );
  const taken = await db
    .selectFrom("identifiant")
    .select("valeur")
    .where("valeur", "=", courriel)
    .executeTakeFirst();
  if (taken) return refuse("courriel-pris", "Ce courriel a déjà un compte.");
  const etablissement = newId();
  const identite = newId();
  const today = civilDateIn(now, "Europe/Paris");
  try {
    await asSchool(db, etablissement, async (tx) => {
      await tx.insertInto("etablissement").values({ id: etablissement, uai, nom: ecole }).execute();
      await tx.insertInto("identite").values({ id: identite, nom, prenom, mot_de_passe: null }).execute();
      await tx
        .insertInto("identifiant")
        .values({ type: "courriel", valeur: courriel, identite_id: identite })
        .execute();
      await tx
        .insertInto("habilitation")
        .values({
          etablissement_id: etablissement,
          id: newId(),
          identite_id: identite,
          role: "administrateur",
          nom,
          prenom,
          courriel,
          du: today,
          au: null,
        })
        .execute();
      const expire = endOfDayIn(addDays(today, ACTIVATION_DAYS), "Europe/Paris");
      await keepLink(tx, { but: "activation", etablissement, cible: identite, jeton, now, expire });
    });
  } catch (error) {
    if ((error as { constraint?: string }).constraint === "etablissement_uai_key")
      return refuse(
        "uai-pris",
        "Cet établissement existe déjà : son administrateur crée les comptes suivants.",
      );
    throw error;
  }
  return accept(undefined);
}
