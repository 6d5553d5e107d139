import type { SchoolTx } from "#db/pool.ts";
import type { DemoStay } from "#demo/dossiers.ts";
import type { DemoClass, DemoLearner, DemoSchool } from "#demo/school.ts";
import { figer } from "#evaluations/rules.ts";
import { creerBilans } from "#evaluations/store.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { newId } from "#kernel/id.ts";
import { loadParcours } from "#tableau-de-bord/store.ts";

const levels = ["2", "3", "4", "3", "NE", "4", "5", "3"];

/** A bilan entreprise with its tasks, a level on most competences and the stars. */
export async function addBilan(
  tx: SchoolTx,
  school: DemoSchool,
  stay: DemoStay,
  given: { etat: "brouillon" | "transmis"; auteur: string; rang: number },
): Promise<void> {
  const id = newId();
  const sent = given.etat === "transmis";
  await tx
    .insertInto("bilan")
    .values({
      etablissement_id: school.id,
      id,
      dossier_id: stay.dossier,
      type: "entreprise",
      etat: given.etat,
      date_rencontre: stay.periode.au,
      commentaire: "Apprenant sérieux et volontaire. Doit gagner en autonomie sur le diagnostic.",
      modifie_le: school.now,
      modifie_par: given.auteur,
      transmis_le: sent ? school.now : null,
      transmis_par: sent ? given.auteur : null,
      vu_par_apprenant_le: null,
    })
    .execute();
  const line = (nature: "competence" | "tache" | "engagement", element: string, valeur: string) => ({
    etablissement_id: school.id,
    bilan_id: id,
    nature,
    element,
    mode: nature === "competence" ? ("globale" as const) : null,
    valeur,
    auteur_id: given.auteur,
    le: school.now,
  });
  const competences = stay.periode.classe.referentiel.competences.filter((c) => c.mobilisee);
  await tx
    .insertInto("bilan_ligne")
    .values([
      ...stay.periode.taches.slice(0, 4).map((code) => line("tache", code, "oui")),
      ...competences
        .slice(0, 9)
        .map((c, i) => line("competence", c.code, levels[(i + given.rang) % levels.length]!)),
      line("engagement", "engagement", String(1 + (given.rang % 4))),
    ])
    .execute();
}

/** A bilan intermédiaire: the synthesis frozen as evaluated before its date. */
export async function addBilanIntermediaire(
  tx: SchoolTx,
  school: DemoSchool,
  learner: DemoLearner,
  date: CivilDate,
  auteur: string,
): Promise<void> {
  const parcours = (await loadParcours(tx, [learner.id], school.referentiels)).get(learner.id) ?? [];
  await creerBilans(tx, {
    etablissement: school.id,
    auteur,
    date,
    commentaire: "Progrès réguliers depuis la rentrée.",
    now: school.now,
    syntheses: new Map([[learner.id, figer(parcours, date, school.referentiels)]]),
  });
}

/**
 * An evaluation at school.
 * @param given `competences` places in the référentiel; `pas` shifts the levels, so that two evaluations differ
 */
export async function addEvaluation(
  tx: SchoolTx,
  school: DemoSchool,
  classe: DemoClass,
  learners: DemoLearner[],
  given: {
    titre: string;
    date: CivilDate;
    auteur: string;
    competences: readonly [from: number, to: number];
    pas: number;
  },
): Promise<void> {
  const id = newId();
  const competences = classe.referentiel.competences.slice(...given.competences);
  await tx
    .insertInto("evaluation")
    .values({
      etablissement_id: school.id,
      id,
      date: given.date,
      titre: given.titre,
      classe_id: classe.id,
      apprenant_id: null,
      competences: competences.map(({ code }) => code),
      auteur_id: given.auteur,
      cree_le: school.now,
    })
    .execute();
  await tx
    .insertInto("evaluation_ligne")
    .values(
      learners.flatMap((learner, l) =>
        competences.map((c, i) => ({
          etablissement_id: school.id,
          evaluation_id: id,
          apprenant_id: learner.id,
          element: c.code,
          valeur: levels[(i + l + given.pas) % levels.length]!,
        })),
      ),
    )
    .execute();
}
