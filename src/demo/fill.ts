import { sql } from "kysely";
import { DEMO_PASSWORD } from "#comptes/demo-accounts.ts";
import { hashPassword } from "#comptes/secrets.ts";
import { asSchool, type Database } from "#db/pool.ts";
import { demoClasses, demoVoisins } from "#demo/people.ts";
import { fillNeighbour, fillPeriods } from "#demo/periods.ts";
import { addClass, addLearners, addPerson, addSchool, type DemoSchool } from "#demo/school.ts";
import { civilDateIn } from "#kernel/civil-date.ts";
import { newId } from "#kernel/id.ts";
import type { Referentiels } from "#referentiel/versions.ts";

export const isEmpty = async (db: Database): Promise<boolean> =>
  (await sql`select 1 from etablissements() limit 1`.execute(db)).rows.length === 0;

/**
 * Fills an empty store with the demonstration: one lycée in the middle of its year, and a neighbour to show that
 * schools do not see each other. Dates are placed around today, so that the demonstration never grows old.
 */
export async function fillDemo(
  db: Database,
  given: { referentiels: Referentiels; now: Date },
): Promise<void> {
  const today = civilDateIn(given.now, "Europe/Paris");
  const motDePasse = await hashPassword(DEMO_PASSWORD);
  const school = (nom: string, uai: string, ville: string): DemoSchool => ({
    id: newId(),
    nom,
    uai,
    ville,
    motDePasse,
    today,
    now: given.now,
    referentiels: given.referentiels,
  });

  const lycee = school("Lycée professionnel des Trois-Rivières", "0760001N", "Elbeuf");
  await asSchool(db, lycee.id, async (tx) => {
    await addSchool(tx, lycee);
    await addPerson(
      tx,
      lycee,
      "administrateur",
      { nom: "Vasseur", prenom: "Claire" },
      "administrateur@lycee-demo.test",
    );
    const sophie = await addPerson(
      tx,
      lycee,
      "enseignant",
      { nom: "Mercier", prenom: "Sophie" },
      "enseignant@lycee-demo.test",
    );
    const karim = await addPerson(
      tx,
      lycee,
      "enseignant",
      { nom: "Benali", prenom: "Karim" },
      "k.benali@lycee-demo.test",
    );
    const helene = await addPerson(
      tx,
      lycee,
      "enseignant",
      { nom: "Roussel", prenom: "Hélène" },
      "h.roussel@lycee-demo.test",
    );
    const maitre = await addPerson(
      tx,
      lycee,
      "maitre",
      { nom: "Marchand", prenom: "Luc" },
      "maitre@lycee-demo.test",
    );
    const classes = {
      premiere: await addClass(tx, lycee, "1 MSPC", "1RE", "mspc", [sophie, karim]),
      seconde: await addClass(tx, lycee, "2 MSPC", "2DE", "mspc", [sophie]),
      terminale: await addClass(tx, lycee, "T MSPC", "TLE", "mspc", [sophie, karim]),
      electriciens: await addClass(tx, lycee, "1 MELEC", "1RE", "melec", [helene]),
    };
    const learners = {
      premiere: await addLearners(tx, lycee, classes.premiere, demoClasses["1 MSPC"], {
        accounts: { 0: "eleve@lycee-demo.test", 4: "apprenti@lycee-demo.test" },
        apprentis: { 4: maitre },
      }),
      seconde: await addLearners(tx, lycee, classes.seconde, demoClasses["2 MSPC"], {
        jamaisVenus: 5,
      }),
      terminale: await addLearners(tx, lycee, classes.terminale, demoClasses["T MSPC"], {}),
      electriciens: await addLearners(tx, lycee, classes.electriciens, demoClasses["1 MELEC"], {}),
    };
    await fillPeriods(tx, lycee, { sophie, karim, helene }, classes, learners);
  });

  const voisin = school("Lycée professionnel voisin", "0760002P", "Louviers");
  await asSchool(db, voisin.id, async (tx) => {
    await addSchool(tx, voisin);
    const paul = await addPerson(
      tx,
      voisin,
      "enseignant",
      { nom: "Lemoine", prenom: "Paul" },
      "enseignant@lycee-voisin.test",
    );
    const classe = await addClass(tx, voisin, "1 MSPC", "1RE", "mspc", [paul]);
    const learners = await addLearners(tx, voisin, classe, demoVoisins, {});
    await fillNeighbour(tx, voisin, paul, classe, learners);
  });
}
