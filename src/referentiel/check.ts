import type { z } from "zod";
import {
  type Defauts,
  type FichierReferentiel,
  fichierDefauts,
  fichierReferentiel,
} from "#referentiel/schema.ts";

/** What a file holds, or everything that is wrong in it, in French, one sentence each. */
export type Check<T> = { ok: true; value: T } | { ok: false; problemes: string[] };

/** The text of a file as JSON; a mark of UTF-8 at its head is passed over. */
export function parseJson(text: string): Check<unknown> {
  try {
    return { ok: true, value: JSON.parse(text.replace(/^\uFEFF/, "")) };
  } catch {
    return { ok: false, problemes: ["le fichier n’est pas du JSON lisible"] };
  }
}

const types: Record<string, string> = {
  string: "un texte",
  number: "un nombre",
  boolean: "vrai ou faux",
  array: "une liste",
  object: "un objet",
  record: "un objet",
};

/** The French of Zod's own refusals; the schema's messages are already French. */
const inFrench: z.core.$ZodErrorMap = (issue) => {
  if (issue.code === "invalid_type")
    return issue.input === undefined ? "manque" : `doit être ${types[issue.expected] ?? issue.expected}`;
  if (issue.code === "invalid_value") return `doit être l’une des valeurs ${issue.values.join(", ")}`;
  if (issue.code === "invalid_union") return "a une valeur inconnue";
  return "n’est pas valable";
};

const place = (path: readonly PropertyKey[]) =>
  path
    .map((part) => (typeof part === "number" ? `[${part + 1}]` : `.${String(part)}`))
    .join("")
    .replace(/^\./, "");

/** Zod's answer in French; places count from 1, as a person does. */
function parse<T>(schema: z.ZodType<T>, content: unknown): Check<T> {
  const read = schema.safeParse(content, { error: inFrench });
  return read.success
    ? { ok: true, value: read.data }
    : {
        ok: false,
        problemes: read.error.issues.map((issue) => `${place(issue.path) || "le fichier"} ${issue.message}`),
      };
}

function twice(category: string, codes: readonly string[]): string[] {
  const seen = new Set<string>();
  const again = new Set(codes.filter((code) => seen.size === seen.add(code).size));
  return [...again].map(
    (code) => `${category}\u00a0: le code «\u00a0${code}\u00a0» est donné plusieurs fois`,
  );
}

const unknown = (where: string, codes: readonly string[], known: ReadonlySet<string>): string[] =>
  [...new Set(codes.filter((code) => !known.has(code)))].map(
    (code) => `${where}\u00a0: le code «\u00a0${code}\u00a0» n’existe pas`,
  );

const TACHES_MAX = 300;

/** Codes given twice in a category, and codes that point to nothing. */
function crossCheck(file: FichierReferentiel): string[] {
  const taches = file.activites.flatMap((activite) => activite.taches.map((tache) => tache.code));
  const competences = file.competences.map((competence) => competence.code);
  const groupes = file.groupesCompetences.map((groupe) => groupe.code);
  const niveaux = file.niveauxClasse.map((niveau) => niveau.code);
  const statuts = file.periodes.statuts;
  const matrice = file.matriceTachesCompetences;
  const attitudes = file.attitudesProfessionnelles;
  const withCode = (items: readonly { code?: string | undefined }[]) =>
    items.flatMap((item) => (item.code === undefined ? [] : [item.code]));
  return [
    ...(taches.length > TACHES_MAX
      ? [`tâches\u00a0: plus de ${TACHES_MAX}, ce n’est pas un référentiel`]
      : []),
    ...twice("niveaux de classe", niveaux),
    ...twice(
      "activités",
      file.activites.map((activite) => activite.code),
    ),
    ...twice("tâches", taches),
    ...twice("groupes de compétences", groupes),
    ...twice("compétences", competences),
    ...twice(
      "compétences détaillées",
      file.competences.flatMap((c) => withCode(c.competencesDetaillees)),
    ),
    ...twice("attitudes", withCode(attitudes.items)),
    ...twice("échelle des attitudes", withCode(attitudes.echelle)),
    ...twice(
      "niveaux de réussite",
      file.niveauxReussite.niveaux.map((niveau) => niveau.code),
    ),
    ...twice(
      "statuts de période",
      statuts.map((statut) => statut.code),
    ),
    ...twice(
      "épreuves",
      file.epreuves.map((epreuve) => epreuve.code),
    ),
    ...twice(
      "matrice",
      matrice.map((lien) => `${lien.tache} → ${lien.competence}`),
    ),
    ...unknown(
      "groupe d’une compétence",
      file.competences.flatMap((c) => c.groupe ?? []),
      new Set(groupes),
    ),
    ...unknown(
      "matrice, tâche",
      matrice.map((lien) => lien.tache),
      new Set(taches),
    ),
    ...unknown(
      "matrice, compétence",
      matrice.map((lien) => lien.competence),
      new Set(competences),
    ),
    ...unknown(
      "niveau d’un statut de période",
      statuts.flatMap((statut) => statut.niveaux ?? []),
      new Set(niveaux),
    ),
    ...unknown(
      "compétences évaluées d’une épreuve",
      file.epreuves.flatMap((epreuve) => epreuve.competencesEvaluees),
      new Set(competences),
    ),
  ];
}

/** Reads one référentiel file (parsed JSON): its shape, then its codes. */
export function checkReferentiel(content: unknown): Check<FichierReferentiel> {
  const read = parse(fichierReferentiel, content);
  if (!read.ok) return read;
  const problemes = crossCheck(read.value);
  return problemes.length > 0 ? { ok: false, problemes } : read;
}

/** Reads `defauts.json` (parsed JSON). */
export const checkDefauts = (content: unknown): Check<Defauts> => parse(fichierDefauts, content);
