import { type Conditions, sansConditions } from "#annexes/rules/conditions.ts";
import type { SchoolTx } from "#db/pool.ts";
import { addAnnexes } from "#demo/annexes.ts";
import { addAttitudes, addAutoEvaluation, addPersonnel } from "#demo/attitudes.ts";
import { addGrille } from "#demo/certificatif.ts";
import { addDossier, addPeriod } from "#demo/dossiers.ts";
import { addDuplicate, addSecondCompany } from "#demo/entreprises.ts";
import { addBilan, addBilanIntermediaire, addEvaluation } from "#demo/evaluations.ts";
import { demoEntreprises } from "#demo/people.ts";
import {
  addActivity,
  addComment,
  addEmplacement,
  addOrganigramme,
  addPresentation,
  addReprise,
  addVue,
  addWeeks,
} from "#demo/portfolios.ts";
import { addPresence } from "#demo/presences.ts";
import type { DemoClass, DemoLearner, DemoSchool } from "#demo/school.ts";
import { addVisit, type DemoVisit } from "#demo/visites.ts";
import { addDays, mondayOf } from "#kernel/civil-date.ts";
import type { Note } from "#presence/rules.ts";

type Classes = Record<"premiere" | "seconde" | "terminale" | "electriciens", DemoClass>;
type Learners = Record<keyof Classes, DemoLearner[]>;

const objectifs = [
  "Prendre connaissance de l’entreprise et de son service de maintenance (C1.1).",
  "Préparer et sécuriser une intervention avec son tuteur (C1.4, C1.7).",
  "Réaliser des opérations de maintenance préventive (C2.1, C2.2).",
  "Rendre compte à l’écrit et à l’oral de ses interventions (C3.3).",
];
const jour = { matin: { debut: "08:00", fin: "12:00" }, apresMidi: { debut: "13:30", fin: "16:45" } };
const conditions: Conditions = {
  ...sansConditions,
  horaires: {
    lundi: jour,
    mardi: jour,
    mercredi: jour,
    jeudi: jour,
    vendredi: { matin: jour.matin, apresMidi: null },
  },
  concertation: "Un appel la première semaine, une visite la dernière.",
};
const taches = ["A1T1", "A1T2", "A1T3", "A2T1", "A2T2", "A3T1", "A3T2"];

/** Visits of the running period by the learner's rank: today, to come, gone by without a word, told. */
const visits: Record<number, DemoVisit> = {
  1: { dans: 0, heure: "14:30" },
  2: { dans: 4, heure: "09:00" },
  5: { dans: -2 },
  6: {
    dans: -5,
    heure: "10:00",
    compteRendu:
      "Bon accueil, travaux variés sur la ligne 2. Revoir la consignation avec le tuteur la semaine prochaine.",
    mot: "Je suis bien intégré dans l’équipe. J’aimerais faire une intervention du début à la fin.",
  },
};

/** A day, a morning, a closing: what was noted of the past period, by the learner's rank, in days from its first one. */
const absences: Record<number, Record<number, Note>> = {
  1: { 8: "matin", 15: "journee" },
  3: { 2: "non-travaille" },
  6: { 9: "journee", 10: "journee" },
  11: { 21: "journee", 22: "journee", 23: "journee", 24: "journee", 25: "journee" },
};

/** The periods of the main lycée: past and frozen, running, to come, and one of each status. */
export async function fillPeriods(
  tx: SchoolTx,
  school: DemoSchool,
  teachers: { sophie: string; karim: string; helene: string },
  classes: Classes,
  learners: Learners,
): Promise<void> {
  const monday = mondayOf(school.today);
  const mspc = { auteur: teachers.sophie, objectifs, taches };

  // last spring: evaluated, and frozen for eight learners by a later bilan intermédiaire
  const past = await addPeriod(tx, school, classes.premiere, {
    ...mspc,
    conditions,
    nom: "PFMP 2",
    statut: "P2",
    du: addDays(monday, -140),
    au: addDays(monday, -115),
  });
  for (const [i, learner] of learners.premiere.slice(0, 14).entries()) {
    const stay = await addDossier(tx, school, past, learner, {
      entreprise: demoEntreprises[i % 6]!,
      referent: i % 2 ? teachers.karim : teachers.sophie,
    });
    await addPresentation(tx, school, stay);
    await addWeeks(tx, school, stay, 4);
    await addActivity(tx, school, stay, 0);
    await addAnnexes(tx, school, stay);
    if (i === 0) await addOrganigramme(tx, school, stay);
    if (i === 0) await addEmplacement(tx, school, stay);
    await addBilan(tx, school, stay, {
      etat: i < 12 ? "transmis" : "brouillon",
      auteur: teachers.sophie,
      rang: i,
    });
    if (i < 13)
      await addAttitudes(tx, school, stay, {
        etat: i < 12 ? "transmis" : "brouillon",
        auteur: teachers.sophie,
        rang: i,
      });
    if (i % 3 !== 2) await addPersonnel(tx, school, stay);
    if (i % 3 !== 1) await addAutoEvaluation(tx, school, stay);
    await addPresence(tx, school, stay, {
      auteur: teachers.sophie,
      notes: absences[i] ?? {},
      confirmer: i < 10 && learner.statut === "scolaire",
    });
    if (i < 8 && learner.statut === "scolaire")
      await addBilanIntermediaire(tx, school, learner, addDays(monday, -90), teachers.sophie);
  }
  const evalues = learners.premiere.slice(0, 14);
  await addEvaluation(tx, school, classes.premiere, evalues, {
    titre: "Atelier : maintenance préventive d’un convoyeur",
    date: addDays(monday, -60),
    auteur: teachers.sophie,
    competences: [3, 8],
    pas: 2,
  });
  await addEvaluation(tx, school, classes.premiere, learners.premiere, {
    titre: "Diagnostic d’une panne sur la presse hydraulique",
    date: addDays(monday, -32),
    auteur: teachers.karim,
    competences: [9, 14],
    pas: 5,
  });
  await addEvaluation(tx, school, classes.electriciens, learners.electriciens, {
    titre: "Câblage d’une armoire de distribution",
    date: addDays(monday, -40),
    auteur: teachers.helene,
    competences: [0, 8],
    pas: 1,
  });

  // now, in its second week: every state of every document
  const current = await addPeriod(tx, school, classes.premiere, {
    ...mspc,
    nom: "PFMP 3",
    statut: "P2",
    du: addDays(monday, -14),
    au: addDays(monday, 11),
  });
  for (const [i, learner] of learners.premiere.entries()) {
    const known = i % 7 !== 3;
    const stay = await addDossier(tx, school, current, learner, {
      entreprise: known ? demoEntreprises[i % 6]! : null,
      referent: i % 2 ? teachers.karim : teachers.sophie,
      // an apprenti has no stage tutor: his maître has an account
      invite:
        known && learner.statut === "scolaire" && i % 3 === 1 ? (i % 6 === 1 ? "venu" : "invite") : null,
    });
    if (!known) continue;
    if (i === 30) await addSecondCompany(tx, school, stay, demoEntreprises[1]!);
    if (i % 4 !== 2) await addPresentation(tx, school, stay);
    if (i % 4 !== 2) await addWeeks(tx, school, stay, i % 3);
    if (i % 5 === 1) await addActivity(tx, school, stay, i);
    if (i % 5 === 1) await addAnnexes(tx, school, stay);
    if (i === 1) await addOrganigramme(tx, school, stay);
    if (i % 5 === 1) await addComment(tx, school, stay, teachers.sophie);
    if (i === 5)
      await addReprise(tx, school, stay, { auteur: teachers.sophie, apprenant: learner.habilitation });
    if (i % 5 === 1 && i % 4 !== 2 && i % 3 > 0) await addVue(tx, school, stay, teachers.sophie);
    if (i === 1)
      await addPresence(tx, school, stay, {
        auteur: teachers.sophie,
        notes: { 2: "non-travaille", 3: "apres-midi", 9: "journee" },
      });
    const visit = visits[i];
    if (visit) await addVisit(tx, school, stay, { visiteur: teachers.sophie, ...visit });
    if (i === 1 || i === 6) await addAutoEvaluation(tx, school, stay);
    if (i === 6) await addBilan(tx, school, stay, { etat: "brouillon", auteur: teachers.sophie, rang: i });
  }

  await addDuplicate(tx, school, demoEntreprises[4]!);

  const autre = await addPeriod(tx, school, classes.premiere, {
    ...mspc,
    nom: "Renfort arrêt technique",
    statut: "AUTRE",
    du: addDays(monday, 196),
    au: addDays(monday, 207),
  });
  for (const learner of learners.premiere.slice(0, 6))
    await addDossier(tx, school, autre, learner, { entreprise: null, referent: null });

  const seconde = await addPeriod(tx, school, classes.seconde, {
    ...mspc,
    conditions,
    nom: "PFMP 1",
    statut: "P1",
    du: addDays(monday, 56),
    au: addDays(monday, 74),
  });
  for (const [i, learner] of learners.seconde.entries())
    await addDossier(tx, school, seconde, learner, {
      entreprise: i < 5 ? demoEntreprises[i % 6]! : null,
      referent: teachers.sophie,
    });

  const examen = await addPeriod(tx, school, classes.terminale, {
    ...mspc,
    nom: "PFMP 5",
    statut: "E31",
    du: addDays(monday, 56),
    au: addDays(monday, 81),
  });
  for (const learner of learners.terminale)
    await addDossier(tx, school, examen, learner, { entreprise: null, referent: teachers.karim });

  // an exam already held: a grid validated, one begun, the others to do
  const tenue = await addPeriod(tx, school, classes.terminale, {
    ...mspc,
    nom: "PFMP 4",
    statut: "E33",
    du: addDays(monday, -70),
    au: addDays(monday, -45),
  });
  for (const [i, learner] of learners.terminale.slice(0, 6).entries()) {
    const stay = await addDossier(tx, school, tenue, learner, {
      entreprise: demoEntreprises[i % 6]!,
      referent: teachers.karim,
    });
    if (i < 2) await addGrille(tx, school, stay, { auteur: teachers.karim, validee: i === 0 });
  }

  const melec = await addPeriod(tx, school, classes.electriciens, {
    auteur: teachers.helene,
    objectifs: ["Réaliser une installation électrique simple sous la conduite du tuteur."],
    taches: ["T1-1", "T2-1", "T2-2", "T2-3", "T4-2"],
    nom: "PFMP 2",
    statut: "P2",
    du: addDays(monday, -14),
    au: addDays(monday, 11),
  });
  for (const [i, learner] of learners.electriciens.entries())
    await addDossier(tx, school, melec, learner, {
      entreprise: i % 2 ? demoEntreprises[i % 6]! : null,
      referent: teachers.helene,
    });
}

/** The neighbour: just enough to show that its rows stay its own. */
export async function fillNeighbour(
  tx: SchoolTx,
  school: DemoSchool,
  teacher: string,
  classe: DemoClass,
  learners: DemoLearner[],
): Promise<void> {
  const monday = mondayOf(school.today);
  const period = await addPeriod(tx, school, classe, {
    auteur: teacher,
    objectifs,
    taches,
    nom: "PFMP du voisin",
    statut: "P2",
    du: addDays(monday, -7),
    au: addDays(monday, 18),
  });
  for (const learner of learners) {
    const stay = await addDossier(tx, school, period, learner, {
      entreprise: demoEntreprises[0]!,
      referent: teacher,
    });
    await addWeeks(tx, school, stay, 1);
    await addActivity(tx, school, stay, 0);
    await addBilan(tx, school, stay, { etat: "brouillon", auteur: teacher, rang: 0 });
    await addVisit(tx, school, stay, { visiteur: teacher, dans: 3 });
  }
}
