import type { SchoolTx } from "#db/pool.ts";
import type { DemoStay } from "#demo/dossiers.ts";
import type { DemoSchool } from "#demo/school.ts";
import { addDays, mondayOf, mondaysBetween } from "#kernel/civil-date.ts";
import { newId } from "#kernel/id.ts";
import { competencesMobilisees } from "#referentiel/rules.ts";

const edited = (tx: SchoolTx, school: DemoSchool, stay: DemoStay) =>
  tx.updateTable("dossier").set({ portfolio_edite_le: school.now }).where("id", "=", stay.dossier).execute();

export async function addPresentation(tx: SchoolTx, school: DemoSchool, stay: DemoStay): Promise<void> {
  await tx
    .insertInto("presentation")
    .values({
      etablissement_id: school.id,
      dossier_id: stay.dossier,
      activite:
        "Fabrication et conditionnement pour de grandes marques : mise en flacon, emballage sous film, étiquetage.",
      effectif: "30",
      effectif_maintenance: "6",
      historique: "L’entreprise existe depuis 2004. Elle a agrandi son atelier de conditionnement en 2019.",
      modifie_le: school.now,
    })
    .execute();
  await edited(tx, school, stay);
}

type Week = {
  fait: string;
  reussi: string;
  aime: string;
  difficile: string;
  taches: string[];
  /** from Monday */
  journees?: { texte: string; taches: string[] }[];
};

const weeks: Week[] = [
  {
    fait: "Visite de l’atelier, consignes de sécurité. J’ai suivi mon tuteur sur la ronde du matin et relevé les compteurs de la ligne 2.",
    reussi: "J’ai rempli la fiche de relevé sans erreur.",
    aime: "L’équipe m’a bien accueilli.",
    difficile: "Retenir le nom des machines.",
    taches: ["A1T1", "A2T1"],
  },
  {
    fait: "Changement des ressorts de tension sur la cellophaneuse. Graissage des convoyeurs de la ligne 2.",
    reussi: "J’ai consigné la machine tout seul.",
    aime: "Démonter et comprendre le mécanisme.",
    difficile: "",
    taches: ["A1T1", "A1T2", "A2T2"],
  },
  {
    fait: "Diagnostic d’une panne sur un capteur photoélectrique, remplacement et essais.",
    reussi: "J’ai trouvé la panne avec le schéma électrique.",
    aime: "Chercher la cause.",
    difficile: "Le réglage du capteur.",
    taches: ["A3T1", "A3T2"],
  },
  {
    fait: "Révision annuelle d’une encartonneuse avec l’équipe. Rangement du magasin.",
    reussi: "J’ai préparé les pièces de rechange.",
    aime: "Travailler en équipe.",
    difficile: "",
    taches: ["A1T3", "A2T2", "A2T4"],
    journees: [
      { texte: "Dépose des capots, nettoyage et contrôle visuel avec l’équipe.", taches: ["A1T3", "A2T2"] },
      { texte: "Remplacement des paliers, j’ai alerté mon tuteur pour une courroie usée.", taches: ["A2T2"] },
    ],
  },
];

/** The first `n` weeks of the period, written. */
export async function addWeeks(tx: SchoolTx, school: DemoSchool, stay: DemoStay, n: number): Promise<void> {
  const codes = new Set(
    stay.periode.classe.referentiel.activites.flatMap((a) => a.taches.map((t) => t.code)),
  );
  for (const [i, lundi] of mondaysBetween(stay.periode.du, stay.periode.au).slice(0, n).entries()) {
    const { taches, journees = [], ...text } = weeks[i % weeks.length]!;
    const parJour = <T>(dit: (journee: { texte: string; taches: string[] }) => T) =>
      JSON.stringify(
        Object.fromEntries(journees.map((journee, jour) => [addDays(lundi, jour), dit(journee)])),
      );
    const connues = (cochees: string[]) => cochees.filter((code) => codes.has(code));
    await tx
      .insertInto("semaine")
      .values({
        etablissement_id: school.id,
        dossier_id: stay.dossier,
        lundi,
        ...text,
        taches: connues(taches),
        jours: parJour(({ texte }) => texte),
        ...(journees.length > 0
          ? {
              taches_semaine: connues(["A2T4"]),
              taches_jours: parJour((journee) => connues(journee.taches)),
            }
          : {}),
        modifie_le: school.now,
      })
      .execute();
  }
  if (n > 0) await edited(tx, school, stay);
}

export async function addActivity(
  tx: SchoolTx,
  school: DemoSchool,
  stay: DemoStay,
  rang: number,
): Promise<void> {
  await tx
    .insertInto("activite")
    .values({
      etablissement_id: school.id,
      id: newId(),
      dossier_id: stay.dossier,
      rang: 1,
      titre: rang % 2 ? "Remplacement d’un capteur photoélectrique" : "Changement de ressorts",
      condition: rang % 2 ? "accompagne" : "autonomie",
      champs: JSON.stringify({
        date: stay.periode.du,
        secteur: "Emballage sous pellicules rétractables",
        demandeur: "M. Dupont",
        machine: "RINVEL X 61200",
        nature: "Changement de ressorts de la tension « bobine de film plastique » sur une cellophaneuse",
        fournitures: "Ressort XZ-201\nClés plates\nTournevis",
        documentation: "Mode d’emploi de la machine",
        defauts: "Film plastique étiré qui provoque des plis lors du thermoformage",
        causes: "Usure des ressorts de tension",
        reparations: "Changement des ressorts",
        duree: "30 min",
        competences: competencesMobilisees(stay.periode.classe.referentiel)
          .map(({ code }) => code)
          .slice(0, 2),
      }),
      taches: ["A1T1", "A2T2"].filter((code) =>
        stay.periode.classe.referentiel.activites.some((a) => a.taches.some((t) => t.code === code)),
      ),
      cree_le: school.now,
      modifie_le: school.now,
    })
    .execute();
  await edited(tx, school, stay);
}

/** A week that a teacher has seen, with his line. */
export const addVue = (tx: SchoolTx, school: DemoSchool, stay: DemoStay, auteur: string) =>
  tx
    .insertInto("semaine_vue")
    .values({
      etablissement_id: school.id,
      dossier_id: stay.dossier,
      lundi: mondayOf(stay.periode.du),
      habilitation_id: auteur,
      mot: "Bonne description, continue comme cela.",
      le: school.now,
    })
    .execute();

export const addComment = (tx: SchoolTx, school: DemoSchool, stay: DemoStay, auteur: string) =>
  tx
    .insertInto("commentaire")
    .values({
      etablissement_id: school.id,
      id: newId(),
      dossier_id: stay.dossier,
      texte:
        "Bon début. Précise les équipements de protection que tu as portés et la procédure de consignation.",
      auteur_id: auteur,
      le: school.now,
    })
    .execute();

/** Parent by its place in the list; the learner in the maintenance of a small workshop. */
const posts: [parent: number | null, fonction: string, nom: string][] = [
  [null, "Directrice du site", "C. Lemaire"],
  [0, "Responsable de production", "J. Vidal"],
  [1, "Cheffe d’équipe conditionnement", "A. Petit"],
  [1, "Chef d’équipe mise en flacon", "R. Sow"],
  [0, "Responsable de maintenance", "J. Boisseau"],
  [4, "Techniciens de maintenance", "4 personnes"],
  [5, "Stagiaire MSPC", "Moi"],
  [4, "Magasinier pièces détachées", ""],
  [0, "Qualité, sécurité, environnement", "N. Cherif"],
];

/** The learner has moved the pin of his company's map: some way north of the middle of Rouen. */
export async function addEmplacement(tx: SchoolTx, school: DemoSchool, stay: DemoStay): Promise<void> {
  await tx
    .insertInto("emplacement")
    .values({
      etablissement_id: school.id,
      dossier_id: stay.dossier,
      latitude: 49.4621,
      longitude: 1.1127,
      modifie_le: school.now,
    })
    .execute();
}

export async function addOrganigramme(tx: SchoolTx, school: DemoSchool, stay: DemoStay): Promise<void> {
  const common = { etablissement_id: school.id, dossier_id: stay.dossier };
  await tx
    .insertInto("organigramme")
    .values({ ...common, modifie_le: school.now })
    .execute();
  const ids = posts.map(() => newId());
  await tx
    .insertInto("poste")
    .values(
      posts.map(([parent, fonction, nom], i) => ({
        ...common,
        id: ids[i]!,
        parent_id: parent === null ? null : ids[parent]!,
        rang: posts.slice(0, i + 1).filter(([other]) => other === parent).length,
        fonction,
        nom,
      })),
    )
    .execute();
  await edited(tx, school, stay);
}

/** Advice about one line of a week, the week reworked after it, and the learner's answer (B-03, B-07). */
export async function addReprise(
  tx: SchoolTx,
  school: DemoSchool,
  stay: DemoStay,
  par: { auteur: string; apprenant: string },
): Promise<void> {
  const lundi = mondayOf(stay.periode.du);
  const conseil = newId();
  const avant = new Date(school.now.getTime() - 2 * 3_600_000);
  const commun = { etablissement_id: school.id, dossier_id: stay.dossier };
  await tx
    .insertInto("commentaire")
    .values([
      {
        ...commun,
        id: conseil,
        ancre: `semaine:${lundi}.fait`,
        texte: "Dis quelles consignes de sécurité tu as reçues.",
        auteur_id: par.auteur,
        le: avant,
        fait_le: school.now,
      },
      {
        ...commun,
        id: newId(),
        ancre: `reponse:${conseil}`,
        texte: "J’ai ajouté les consignes.",
        auteur_id: par.apprenant,
        le: school.now,
      },
    ])
    .execute();
  const { fait, reussi, aime, difficile, taches } = weeks[0]!;
  await tx
    .insertInto("version_texte")
    .values({
      ...commun,
      id: newId(),
      objet: "semaine",
      cle: lundi,
      version: 1,
      contenu: JSON.stringify({
        fait: fait.replace(", consignes de sécurité", ""),
        reussi,
        aime,
        difficile,
        taches,
      }),
      auteur_id: par.apprenant,
      le: school.now,
    })
    .execute();
  await tx
    .updateTable("semaine")
    .set({ version: 2 })
    .where("dossier_id", "=", stay.dossier)
    .where("lundi", "=", lundi)
    .execute();
}
