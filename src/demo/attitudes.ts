import type { SchoolTx } from "#db/pool.ts";
import type { DemoStay } from "#demo/dossiers.ts";
import type { DemoSchool } from "#demo/school.ts";
import { newId } from "#kernel/id.ts";
import { competencesMobilisees } from "#referentiel/rules.ts";

type Ligne = {
  nature: "attitude" | "point" | "competence" | "engagement";
  element: string;
  valeur: string;
  mode?: "globale";
  volet?: "autoevaluation";
};

async function add(
  tx: SchoolTx,
  school: DemoSchool,
  stay: DemoStay,
  given: {
    type: "attitudes" | "personnel" | "autoevaluation";
    etat: "brouillon" | "transmis";
    auteur: string;
    commentaire: string;
    lignes: Ligne[];
  },
): Promise<void> {
  const id = newId();
  const sent = given.etat === "transmis";
  await tx
    .insertInto("bilan")
    .values({
      etablissement_id: school.id,
      id,
      dossier_id: stay.dossier,
      type: given.type,
      etat: given.etat,
      commentaire: given.commentaire,
      modifie_le: school.now,
      modifie_par: given.auteur,
      transmis_le: sent ? school.now : null,
      transmis_par: sent ? given.auteur : null,
    })
    .execute();
  await tx
    .insertInto("bilan_ligne")
    .values(
      given.lignes.map((ligne) => ({
        etablissement_id: school.id,
        bilan_id: id,
        mode: null,
        ...ligne,
        auteur_id: given.auteur,
        le: school.now,
      })),
    )
    .execute();
}

/** A bilan des attitudes, each attitude observed; degrees that differ from one learner to the next. */
export const addAttitudes = (
  tx: SchoolTx,
  school: DemoSchool,
  stay: DemoStay,
  given: { etat: "brouillon" | "transmis"; auteur: string; rang: number },
): Promise<void> => {
  const { attitudes, echelleAttitudes } = stay.periode.classe.referentiel;
  return add(tx, school, stay, {
    ...given,
    type: "attitudes",
    commentaire: "À l’heure et bien équipé. Ose davantage poser des questions à l’équipe.",
    lignes: attitudes.map(({ code }, i) => ({
      nature: "attitude",
      element: code,
      valeur: echelleAttitudes[(i + given.rang) % echelleAttitudes.length]?.code ?? "",
    })),
  });
};

/** The learner's own balance, finished. */
export const addPersonnel = (tx: SchoolTx, school: DemoSchool, stay: DemoStay): Promise<void> => {
  const [first, second, third] = stay.periode.classe.referentiel.attitudes;
  return add(tx, school, stay, {
    type: "personnel",
    etat: "transmis",
    auteur: stay.learner.habilitation,
    commentaire: "La prochaine fois, je voudrais intervenir seul sur un dépannage électrique.",
    lignes: [
      ...(first ? [{ nature: "point" as const, element: first.code, valeur: "fort" }] : []),
      ...(second ? [{ nature: "point" as const, element: second.code, valeur: "fort" }] : []),
      ...(third ? [{ nature: "point" as const, element: third.code, valeur: "progres" }] : []),
    ],
  });
};

const avis = ["4", "3", "5", "4", "2", "4"];

/** What the learner says of himself on the grid of his bilan entreprise: six competences and the stars. */
export const addAutoEvaluation = (tx: SchoolTx, school: DemoSchool, stay: DemoStay): Promise<void> => {
  const volet = "autoevaluation" as const;
  const competences = competencesMobilisees(stay.periode.classe.referentiel);
  return add(tx, school, stay, {
    type: "autoevaluation",
    etat: "brouillon",
    auteur: stay.learner.habilitation,
    commentaire: "",
    lignes: [
      ...competences.slice(0, avis.length).map(({ code }, i) => ({
        nature: "competence" as const,
        element: code,
        valeur: avis[i] ?? "",
        mode: "globale" as const,
        volet,
      })),
      { nature: "engagement", element: "engagement", valeur: "3", volet },
    ],
  });
};
