import type { Conditions } from "#annexes/rules/conditions.ts";
import { horairesEnTexte } from "#annexes/rules/horaires.ts";
import type { Field } from "#documents/fields.ts";
import { type EnTete, onPaper, postalAddress, siretInGroups, surPapier } from "#documents/paper.ts";
import { type Compiler, documents } from "#documents/typst.ts";
import { fileName } from "#files/download.ts";
import { type CivilDate, mondaysBetween } from "#kernel/civil-date.ts";
import { count, dateRange, fullName, listName } from "#kernel/french.ts";
import { tachesParActivite } from "#referentiel/rules.ts";
import type { Referentiel } from "#referentiel/types.ts";

/** A stay in a company, as far as the fiche de liaison knows it: "" where it does not. */
export type AccueilPreconvention = {
  nom: string;
  adresse: string;
  codePostal: string;
  ville: string;
  siret: string;
  telephone: string;
  tuteur: { nom: string; prenom: string; courriel: string; telephone: string };
  /** the stay's own dates when they are not the period's */
  du: CivilDate | null;
  au: CivilDate | null;
};

/** One learner × period. */
export type FeuillePreconvention = {
  apprenant: { nom: string; prenom: string; classe: string };
  periode: { nom: string; du: CivilDate; au: CivilDate };
  referent: { nom: string; prenom: string } | null;
  /** at least one, known or not; two when the learner changes company (B-18) */
  accueils: readonly AccueilPreconvention[];
  referentiel: Referentiel;
  objectifs: readonly string[];
  /** codes of the tasks entrusted: ticked among all those of the référentiel */
  taches: readonly string[];
  conditions: Conditions;
};

/** What the paper takes from the school: its letterhead, who signs, its words about regulated works. */
export type PapierPreconvention = {
  etablissement: EnTete;
  /** who signs, in order: one frame each */
  signataires: readonly string[];
  /** the school's words about works that need a declaration for minors; "": none */
  mentionTravaux: string;
};

export type Preconventions = PapierPreconvention & { feuilles: readonly FeuillePreconvention[] };

/** The six fields of the annexe pédagogique (S-16): whatever the school knows is there, and stays editable in the file. */
const textes = ({ objectifs, conditions }: FeuillePreconvention): Record<string, Field> => ({
  horaires: {
    label: "Horaires journaliers de l’élève",
    multiline: true,
    value: horairesEnTexte(conditions.horaires),
  },
  concertation: {
    label:
      "Modalités de concertation entre le ou les enseignants référents et le tuteur pour contrôler le déroulement de la période",
    multiline: true,
    value: conditions.concertation,
  },
  objectifs: {
    label:
      "Objectifs assignés et compétences à acquérir ou à développer au cours de la période de formation en milieu professionnel",
    multiline: true,
    value: objectifs.map((objectif) => `– ${objectif}`).join("\n"),
  },
  travauxReglementes: {
    label:
      "Travaux effectués, équipements ou produits utilisés soumis à la procédure de dérogation pour les travaux interdits aux mineurs",
    multiline: true,
    value: conditions.travauxReglementes,
  },
  modalitesEvaluation: {
    label:
      "Modalités d’évaluation de la période de formation en milieu professionnel, en référence au règlement d’examen du diplôme préparé",
    multiline: true,
    value: conditions.modalitesEvaluation,
  },
});

/** A task's code as the end of a field's name: « T1-1 » gives « tache.T1-1 », and nothing a viewer would split. */
const champDeTache = (code: string) => `tache-${code.replace(/[^\p{L}\p{N}-]/gu, "_")}`;

const activites = (referentiel: Referentiel) =>
  tachesParActivite(referentiel).map(({ code, intitule, taches }) => ({
    intitule: `${code} · ${intitule}`,
    taches: taches.map((tache) => ({
      code: tache.code,
      champ: champDeTache(tache.code),
      intitule: `${tache.code} · ${tache.intitule}`,
    })),
  }));

const champs = (feuille: FeuillePreconvention): Record<string, Field> => ({
  ...textes(feuille),
  ...Object.fromEntries(
    activites(feuille.referentiel).flatMap(({ taches }) =>
      taches.map(({ code, champ, intitule }): [string, Field] => [
        champ,
        { label: intitule, checked: feuille.taches.includes(code) },
      ]),
    ),
  ),
});

function imprime(feuille: FeuillePreconvention, groupe: string) {
  const { apprenant, periode, referent, accueils, referentiel } = feuille;
  return {
    groupe,
    pied: `Pré-convention · ${listName(apprenant)} · ${periode.nom}`,
    apprenant: { nom: onPaper(apprenant), classe: apprenant.classe },
    diplome: `${referentiel.diplome} ${referentiel.specialite}`,
    periode: {
      nom: periode.nom,
      dates: dateRange(periode.du, periode.au),
      semaines: count(mondaysBetween(periode.du, periode.au).length, "semaine"),
    },
    referent: referent && onPaper(referent),
    accueils: accueils.map((accueil, rang) => ({
      titre:
        accueils.length === 1
          ? "L’entreprise"
          : rang === 0
            ? "La première entreprise"
            : "La deuxième entreprise",
      nom: accueil.nom,
      adresse: postalAddress(accueil),
      siret: siretInGroups(accueil.siret),
      telephone: accueil.telephone,
      tuteur: accueil.tuteur.nom && onPaper(accueil.tuteur),
      joindre: [accueil.tuteur.courriel, accueil.tuteur.telephone].filter(Boolean).join("\n"),
      dates: accueil.du && accueil.au ? dateRange(accueil.du, accueil.au) : null,
    })),
    activites: activites(referentiel).map(({ intitule, taches }) => ({ intitule, taches })),
  };
}

/**
 * The pré-convention of each learner given, in that order, as one tagged PDF (S-11, S-12). The names of one learner's
 * fields stand under a parent of his own (`l0007.objectifs`): they never collide in the file of a class.
 * @param compiler another thread than the one people wait for
 */
export function preconventionsPdf(
  given: Preconventions,
  { compile }: Pick<Compiler, "compile"> = documents,
): Promise<Uint8Array<ArrayBuffer>> {
  const groupe = (rang: number) => `l${String(rang + 1).padStart(4, "0")}`;
  const [first] = given.feuilles;
  const who = given.feuilles.length === 1 && first ? ` – ${listName(first.apprenant)}` : "s";
  const { etablissement, images } = surPapier(given.etablissement);
  return compile({
    template: "preconvention.typ",
    images,
    fields: Object.fromEntries(given.feuilles.map((feuille, rang) => [groupe(rang), champs(feuille)])),
    data: {
      titre: `Pré-convention${who} – ${first?.periode.nom ?? ""}`,
      etablissement,
      signataires: given.signataires,
      mentionTravaux: given.mentionTravaux,
      feuilles: given.feuilles.map((feuille, rang) => imprime(feuille, groupe(rang))),
    },
  });
}

/** « Annexe PFMP 3 Aline Accardo.pdf » (S-15). */
export const preconventionFileName = ({ periode, apprenant }: FeuillePreconvention): string =>
  fileName(`Annexe ${periode.nom} ${fullName(apprenant)}`, "pdf");
