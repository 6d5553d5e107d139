import type { Conditions } from "#annexes/rules/conditions.ts";
import { postLetter } from "#courriels/queue.ts";
import type { SchoolTx } from "#db/pool.ts";
import { addToDirectory } from "#demo/entreprises.ts";
import type { demoEntreprises } from "#demo/people.ts";
import { addPerson, type DemoClass, type DemoLearner, type DemoSchool } from "#demo/school.ts";
import { addDays, type CivilDate } from "#kernel/civil-date.ts";
import { newId } from "#kernel/id.ts";

export type DemoPeriod = {
  id: string;
  nom: string;
  du: CivilDate;
  au: CivilDate;
  classe: DemoClass;
  objectifs: string[];
  taches: string[];
  auteur: string;
};
export type DemoStay = { dossier: string; periode: DemoPeriod; learner: DemoLearner };

export async function addPeriod(
  tx: SchoolTx,
  school: DemoSchool,
  classe: DemoClass,
  given: {
    nom: string;
    statut: string;
    du: CivilDate;
    au: CivilDate;
    auteur: string;
    objectifs: string[];
    taches: string[];
    conditions?: Conditions;
  },
): Promise<DemoPeriod> {
  const annexe = newId();
  const id = newId();
  // one instant apart, so that « ordre de création » has an order
  const { n } = await tx
    .selectFrom("periode")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .executeTakeFirstOrThrow();
  const cree_le = new Date(school.now.getTime() - 3_600_000 + n * 1_000);
  const common = {
    etablissement_id: school.id,
    niveau: classe.niveau,
    referentiel: classe.referentiel.code,
    referentiel_version: classe.referentiel.version,
    objectifs: given.objectifs,
    taches: given.taches,
    conditions: JSON.stringify(given.conditions ?? {}),
    auteur_id: given.auteur,
    cree_le,
  };
  await tx
    .insertInto("annexe")
    .values({ ...common, id: annexe, titre: `Annexe ${given.nom} ${classe.nom}`, modifie_le: cree_le })
    .execute();
  await tx
    .insertInto("periode")
    .values({
      ...common,
      id,
      annexe_id: annexe,
      nom: given.nom,
      statut: given.statut,
      du: given.du,
      au: given.au,
    })
    .execute();
  return { id, classe, ...given };
}

const mailOf = (name: { nom: string; prenom: string }) =>
  `${name.prenom}.${name.nom}@entreprise.test`
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "");

/** One tutor, one person, however many learners he follows. */
async function tutorOf(
  tx: SchoolTx,
  school: DemoSchool,
  name: { nom: string; prenom: string },
): Promise<string> {
  const known = await tx
    .selectFrom("habilitation")
    .select("id")
    .where("role", "=", "tuteur")
    .where("courriel", "=", mailOf(name))
    .executeTakeFirst();
  return known?.id ?? addPerson(tx, school, "tuteur", name, mailOf(name));
}

/** A learner's dossier with its fiche and its company; `invite`: the tutor has been written to, and perhaps came. */
export async function addDossier(
  tx: SchoolTx,
  school: DemoSchool,
  periode: DemoPeriod,
  learner: DemoLearner,
  given: {
    entreprise: (typeof demoEntreprises)[number] | null;
    referent: string | null;
    invite?: "invite" | "venu" | null;
  },
): Promise<DemoStay> {
  const dossier = newId();
  await tx
    .insertInto("dossier")
    .values({
      etablissement_id: school.id,
      id: dossier,
      periode_id: periode.id,
      apprenant_id: learner.id,
      classe_id: periode.classe.id,
      referent_id: given.referent,
    })
    .execute();
  await tx
    .insertInto("fiche")
    .values({
      etablissement_id: school.id,
      dossier_id: dossier,
      objectifs: periode.objectifs,
      taches: periode.taches,
    })
    .execute();
  const accueil = newId();
  const { tuteur, ...entreprise } = given.entreprise ?? { tuteur: "" };
  const [nom = "", prenom = ""] = tuteur.split(" ");
  const courriel = tuteur ? mailOf({ nom, prenom }) : "";
  await tx
    .insertInto("accueil")
    .values({
      etablissement_id: school.id,
      id: accueil,
      dossier_id: dossier,
      ...entreprise,
      telephone: given.entreprise ? "02 35 00 00 00" : "",
      tuteur_nom: nom,
      tuteur_prenom: prenom,
      tuteur_courriel: courriel,
      tuteur_telephone: given.entreprise ? "06 00 00 00 00" : "",
      modifie_le: given.entreprise ? school.now : null,
      modifie_par: given.entreprise ? learner.habilitation : null,
    })
    .execute();
  if (given.entreprise) await addToDirectory(tx, school, accueil, given.entreprise);
  if (given.invite && tuteur)
    await invite(tx, school, {
      dossier,
      accueil,
      auteur: periode.auteur,
      name: { nom, prenom },
      venu: given.invite === "venu",
    });
  return { dossier, periode, learner };
}

async function invite(
  tx: SchoolTx,
  school: DemoSchool,
  given: {
    dossier: string;
    accueil: string;
    auteur: string;
    name: { nom: string; prenom: string };
    venu: boolean;
  },
) {
  const tutor = await tutorOf(tx, school, given.name);
  const id = newId();
  await tx
    .insertInto("accueil_tuteur")
    .values({
      etablissement_id: school.id,
      id,
      accueil_id: given.accueil,
      dossier_id: given.dossier,
      tuteur_id: tutor,
      invite_le: school.now,
      invite_par: given.auteur,
      jusqu_au: addDays(school.today, 180),
      premiere_visite_le: given.venu ? school.now : null,
      derniere_visite_le: given.venu ? school.now : null,
    })
    .execute();
  await postLetter(
    tx,
    { etablissement: school.id, destinataire: mailOf(given.name), dossier: given.dossier, now: school.now },
    { modele: "invitation-tuteur", donnees: { accueilTuteur: id } },
  );
}
