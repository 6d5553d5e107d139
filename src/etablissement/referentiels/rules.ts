import { isDeepStrictEqual } from "node:util";
import type { Conflict } from "#kernel/form.ts";
import { digest } from "#referentiel/resolve.ts";
import { competencesMobilisees, libelleAConfirmer, tachesDe } from "#referentiel/rules.ts";
import type { Referentiel } from "#referentiel/types.ts";

export type Origine = "livre" | "fichier" | "reglages";
export const origineText: Record<Origine, string> = {
  livre: "livrée avec Passerelle",
  fichier: "fichier de l’établissement",
  reglages: "réglages de l’établissement",
};

/** How many records of the school were made with a version. */
export type Usages = { classes: number; annexes: number; periodes: number };

export const enUsage = ({ classes, annexes, periodes }: Usages): boolean => classes + annexes + periodes > 0;

/**
 * The version name under which a file's content is kept: its own, unless the school already keeps other content under
 * that name; it then ends with a digest, so that no record changes.
 * @param connues the versions of that diploma, as stored
 */
export function sansConfusion(ref: Referentiel, connues: readonly Referentiel[]): Referentiel {
  // as it will come back from the database
  const own = JSON.parse(JSON.stringify(ref)) as Referentiel;
  const other = connues.some((one) => one.version === own.version && !isDeepStrictEqual(one, own));
  return other ? { ...own, version: `${own.version}-${digest({ ...own, version: "" })}` } : own;
}

/** Where the labels come from, by the marks of the file (`referentiels/README.md`). */
export type Verification = { lus: number; secondaires: number; aConfirmer: number };

export function verification(ref: Referentiel): Verification {
  const labels = [
    ...ref.activites,
    ...ref.activites.flatMap(({ taches }) => taches),
    ...ref.groupes,
    ...ref.competences,
  ];
  const aConfirmer = labels.filter((label) => libelleAConfirmer(label.verification)).length;
  const secondaires = labels.filter(
    (label) => label.verification.includes("secondaire") && !libelleAConfirmer(label.verification),
  ).length;
  return { lus: labels.length - secondaires - aConfirmer, secondaires, aConfirmer };
}

/** The caution of a file, without what it says to those who work on the files shipped. */
export const avertissementLu = (ref: Referentiel): string =>
  (ref.avertissement ?? "").replace(/ Voir README\.md\.$/, "");

/** What was found nowhere, in words: an empty list means « not found », never « does not exist ». */
export function manques(ref: Referentiel): string[] {
  const mobilisees = competencesMobilisees(ref);
  const codes = (list: readonly { code: string }[]) => list.map(({ code }) => code).join(", ");
  const sansDetail = mobilisees.filter(({ details }) => details.length === 0);
  const sansMots = mobilisees.filter(({ enMotsSimples }) => !enMotsSimples);
  const liees = new Set(ref.matrice.map((lien) => lien.tache));
  const sansLien = tachesDe(ref).filter(({ code }) => !liees.has(code));
  const sansIntitule = ref.epreuves.filter(({ intitule }) => !intitule);
  return [
    ...(ref.activites.some(({ taches }) => taches.length > 0)
      ? []
      : ["Tâches : non trouvées. Les activités sont cochées à leur place."]),
    ...(ref.matrice.every((lien) => lien.indicative)
      ? [
          "Matrice tâches × compétences : non trouvée. Les liens proposés viennent du même pôle, à titre indicatif.",
        ]
      : []),
    ...(sansLien.length > 0 ? [`Tâches sans compétence liée : ${codes(sansLien)}.`] : []),
    ...(sansDetail.length === mobilisees.length
      ? ["Critères d’évaluation détaillée : non trouvés."]
      : sansDetail.length > 0
        ? [`Critères d’évaluation détaillée non trouvés pour ${codes(sansDetail)}.`]
        : []),
    ...(ref.epreuves.length === 0
      ? ["Épreuves : non trouvées."]
      : sansIntitule.length > 0
        ? [`Intitulé des épreuves non trouvé : ${codes(sansIntitule)}.`]
        : []),
    ...(sansMots.length > 0
      ? [`Compétences sans reformulation « il/elle sait » pour les tuteurs : ${codes(sansMots)}.`]
      : []),
  ];
}

/** Somebody changed a référentiel of the school since the page was made. */
export const changeEntreTemps = (vue: number, fields: Conflict["fields"] = []): { stale: Conflict } => ({
  stale: {
    version: vue,
    by: "Un autre administrateur a changé un référentiel de l’établissement pendant ce temps. Relisez, puis recommencez.",
    fields: fields.filter(({ yours, theirs }) => yours !== theirs),
  },
});
