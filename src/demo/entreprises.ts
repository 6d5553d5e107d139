import type { SchoolTx } from "#db/pool.ts";
import type { demoEntreprises } from "#demo/people.ts";
import type { DemoSchool } from "#demo/school.ts";
import { rattacher } from "#entreprises/store/rattacher.ts";
import { addDays, type CivilDate } from "#kernel/civil-date.ts";
import { newId } from "#kernel/id.ts";

type DemoEntreprise = (typeof demoEntreprises)[number];

/** The stay is known to the school's directory, as if its fiche had been saved. */
export const addToDirectory = (
  tx: SchoolTx,
  school: DemoSchool,
  accueil: string,
  { entreprise, code_postal, adresse, ville, secteur }: DemoEntreprise,
) =>
  rattacher(tx, {
    etablissement: school.id,
    accueil,
    entreprise: {
      nom: entreprise,
      siret: "",
      adresse,
      codePostal: code_postal,
      ville,
      secteur,
      telephone: "02 35 00 00 00",
    },
    par: null,
    now: school.now,
  });

/** A second host company: the last week of the period (B-18). */
export async function addSecondCompany(
  tx: SchoolTx,
  school: DemoSchool,
  { dossier, periode }: { dossier: string; periode: { du: CivilDate; au: CivilDate } },
  { tuteur, ...entreprise }: DemoEntreprise,
): Promise<void> {
  const cut = addDays(periode.au, -6);
  await tx
    .updateTable("accueil")
    .set({ du: periode.du, au: addDays(cut, -1) })
    .where("dossier_id", "=", dossier)
    .execute();
  const id = newId();
  const [nom = "", prenom = ""] = tuteur.split(" ");
  await tx
    .insertInto("accueil")
    .values({
      etablissement_id: school.id,
      id,
      dossier_id: dossier,
      rang: 2,
      ...entreprise,
      tuteur_nom: nom,
      tuteur_prenom: prenom,
      du: cut,
      au: periode.au,
      modifie_le: null,
      modifie_par: null,
    })
    .execute();
  await addToDirectory(tx, school, id, { tuteur, ...entreprise });
}

/** The same company written twice, as happens: the directory proposes to merge them. */
export const addDuplicate = (
  tx: SchoolTx,
  school: DemoSchool,
  { entreprise, ville, code_postal }: DemoEntreprise,
) =>
  tx
    .insertInto("entreprise")
    .values({
      etablissement_id: school.id,
      id: newId(),
      nom: `SARL ${entreprise.toUpperCase()}`,
      ville: `${ville} Cedex`,
      code_postal,
      notes: "Demander M. Quesnel à l’accueil.",
      fusionnee_dans: null,
      cree_le: new Date(school.now.getTime() + 1_000),
      modifie_le: school.now,
      modifie_par: null,
    })
    .execute();
