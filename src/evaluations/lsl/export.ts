import { type ApprenantLsl, correspondance, type Pfmp, semainesDe } from "#evaluations/lsl/rules.ts";
import { listName, shortDate } from "#kernel/french.ts";
import { competenceDe } from "#referentiel/rules.ts";
import type { Referentiel } from "#referentiel/types.ts";
import type { Inscrit } from "#tableau-de-bord/classe/rules.ts";

const COLONNES = [
  "Nom",
  "Prénom",
  "Classe",
  "Rubrique",
  "Code",
  "Intitulé",
  "Niveau",
  "Degré LSL Pro",
  "Évalué le",
  "Du",
  "Au",
  "Semaines",
  "Entreprise",
  "Appréciation",
  "Source de l’appréciation",
];

/** What the file says of itself, in its last lines: it is not a format of LSL Pro. */
export const aSavoir = (courant: Referentiel, apprentis: readonly Inscrit[]): string[] => [
  "Fichier à recopier dans LSL Pro : ce n’est pas un format d’import officiel.",
  `Correspondance niveau → degré : ${correspondance(courant)}. Le degré est celui du dernier niveau autre que NE, sans moyenne.`,
  "Semaines : semaines de calendrier de la période, absences non déduites.",
  apprentis.length > 0
    ? `Apprentis, hors de LSL Pro, non exportés : ${apprentis.map(listName).join(", ")}.`
    : "Les apprentis sont hors de LSL Pro ; cette classe n’en a pas.",
];

const sourceText = (appreciation: Pfmp["appreciation"]): string =>
  appreciation === null
    ? ""
    : appreciation.source === "entreprise"
      ? "bilan entreprise"
      : "bilan des attitudes";

/** The class as a table of words, titles first: a line a learner and competence, a line a PFMP, then what to know. */
export function tableLsl({
  classe,
  ref,
  courant,
  eleves,
  apprentis,
}: {
  classe: string;
  ref: Referentiel;
  courant: Referentiel;
  eleves: readonly ApprenantLsl[];
  apprentis: readonly Inscrit[];
}): string[][] {
  const width = (cells: string[]) => COLONNES.map((_, i) => cells[i] ?? "");
  return [
    COLONNES,
    ...eleves.flatMap(({ apprenant, lignes, pfmp }) => {
      const who = [apprenant.nom.toLocaleUpperCase("fr"), apprenant.prenom, classe];
      return [
        ...lignes.map(({ competence, dernier, degre }) =>
          width([
            ...who,
            "Compétence",
            competence,
            competenceDe(ref, competence).intitule,
            dernier ? `${dernier.niveau.code} ${dernier.niveau.intitule}` : "non évaluée",
            degre === null ? "" : String(degre),
            dernier ? shortDate(dernier.le) : "",
          ]),
        ),
        ...pfmp.map((one) =>
          width([
            ...who,
            "PFMP",
            "",
            one.periode,
            "",
            "",
            "",
            shortDate(one.du),
            shortDate(one.au),
            String(semainesDe(one)),
            one.entreprises,
            one.appreciation?.texte ?? "",
            sourceText(one.appreciation),
          ]),
        ),
      ];
    }),
    ...aSavoir(courant, apprentis).map((texte) => width(["", "", classe, "À savoir", "", texte])),
  ];
}
