import {
  citer,
  competencesCitees,
  OBJECTIF_LONGUEUR_MAX,
  OBJECTIFS_MAX,
  texteSansCitations,
} from "#annexes/rules/objectifs.ts";
import { type FormState, textOf, textsOf } from "#kernel/form.ts";
import { GESTE, misread, type Parsed, parsed } from "#kernel/form-input.ts";
import type { Referentiel } from "#referentiel/types.ts";

/** One objective in the form: its words, and the competences ticked under it. */
export type LigneObjectif = { texte: string; competences: readonly string[] };

export const champObjectif = (rang: number): string => `objectif-${rang}`;
export const champCompetences = (rang: number): string => `objectif-${rang}-competences`;
/** The line that takes the focus when the form is drawn again. */
export const CIBLE = "objectif-cible";

/** Blank lines offered for a first objective. */
const LIGNES_VIDES = 3;
/** A hand-made form may name more lines than there are: those are not read. */
const LIGNES_LUES = 2 * OBJECTIFS_MAX;

const sansPuce = (texte: string): string => texte.replace(/^\s*(?:[-–—•*·]\s+|\d{1,2}[.)]\s+)?/, "").trim();

/** The lines of text of a row: several when a list was pasted. */
export const lignesDe = (texte: string): string[] =>
  texte
    .split("\n")
    .map(sansPuce)
    .filter((line) => line !== "");

/** The rows a form shows: as many as it named, at least one. */
export function lignesDuFormulaire(form: FormState): LigneObjectif[] {
  const rows: LigneObjectif[] = [];
  for (let rang = 1; rang <= LIGNES_LUES && form.values[champObjectif(rang)] !== undefined; rang++)
    rows.push({
      texte: textOf(form, champObjectif(rang)),
      competences: textsOf(form, champCompetences(rang)),
    });
  return rows.length > 0 ? rows : [{ texte: "", competences: [] }];
}

const valeurs = (lignes: readonly LigneObjectif[]): FormState["values"] =>
  Object.fromEntries(
    lignes.flatMap(({ texte, competences }, index) => [
      [champObjectif(index + 1), texte],
      [champCompetences(index + 1), competences],
    ]),
  );

/** The values of the form, from what is stored. */
export const formulaireObjectifs = (ref: Referentiel, objectifs: readonly string[]): FormState["values"] =>
  valeurs(
    objectifs.length > 0
      ? objectifs.map((objectif) => ({
          texte: texteSansCitations(ref, objectif),
          competences: competencesCitees(ref, objectif),
        }))
      : Array.from({ length: LIGNES_VIDES }, () => ({ texte: "", competences: [] })),
  );

/** What one row says, or the sentence that says what is wrong; undefined when it is empty. */
function lireLigne(ref: Referentiel, { texte, competences }: LigneObjectif): Parsed<string> | undefined {
  const wrong = (message: string) => misread({ _: message });
  const lines = lignesDe(texte);
  const codes = ref.competences.map((competence) => competence.code);
  if (!competences.every((code) => codes.includes(code)))
    return wrong("Une compétence n’est plus proposée : rechargez la page.");
  if (lines.length > 1)
    return wrong("Il y a ici plusieurs lignes : « Séparer les lignes » en fait autant d’objectifs.");
  const words = texteSansCitations(ref, lines[0] ?? "");
  if (words === "")
    return competences.length > 0 || lines.length > 0
      ? wrong("Écrivez l’objectif de ces compétences, ou retirez-le.")
      : undefined;
  const cited = [...competences, ...competencesCitees(ref, lines[0] ?? "")];
  const objectif = citer(
    words,
    codes.filter((code) => cited.includes(code)),
  );
  return objectif.length > OBJECTIF_LONGUEUR_MAX
    ? wrong(`Un objectif tient en ${OBJECTIF_LONGUEUR_MAX} caractères : raccourcissez celui-ci.`)
    : parsed(objectif);
}

/** The objectives typed in `ChampsObjectifs`: each with the competences it cites, repeats dropped; at least one. */
export function lireObjectifsSaisis(form: FormState, ref: Referentiel): Parsed<string[]> {
  const errors: Record<string, string> = {};
  const objectifs: string[] = [];
  for (const [index, ligne] of lignesDuFormulaire(form).entries()) {
    const read = lireLigne(ref, ligne);
    const name = champObjectif(index + 1);
    if (read && !read.ok) errors[name] = read.errors._ ?? "";
    else if (read && !objectifs.includes(read.value)) objectifs.push(read.value);
    if (objectifs.length > OBJECTIFS_MAX) errors[name] ??= `Gardez au plus ${OBJECTIFS_MAX} objectifs.`;
  }
  if (Object.keys(errors).length > 0) return misread(errors);
  return objectifs.length > 0
    ? parsed(objectifs)
    : misread({ [champObjectif(1)]: "Indiquez au moins un objectif de formation." });
}

/** The presses of the editor: the value of each button. */
export const gesteObjectif = {
  ajouter: "objectif-ajouter",
  retirer: (rang: number) => `objectif-retirer-${rang}`,
  monter: (rang: number) => `objectif-monter-${rang}`,
  descendre: (rang: number) => `objectif-descendre-${rang}`,
  separer: (rang: number) => `objectif-separer-${rang}`,
} as const;

/** The rows after a press, and the one that takes the focus (from 1). */
function appliquer(
  lignes: readonly LigneObjectif[],
  geste: string,
  rang: number,
): { lignes: LigneObjectif[]; cible: number } | null {
  const at = rang - 1;
  const ligne = lignes[at];
  if (geste === "ajouter")
    return lignes.length >= OBJECTIFS_MAX
      ? { lignes: [...lignes], cible: lignes.length }
      : { lignes: [...lignes, { texte: "", competences: [] }], cible: lignes.length + 1 };
  if (!ligne) return null;
  const others = lignes.filter((_, index) => index !== at);
  switch (geste) {
    case "retirer":
      return { lignes: others, cible: Math.max(1, Math.min(rang, others.length)) };
    case "monter":
      return { lignes: others.toSpliced(Math.max(0, at - 1), 0, ligne), cible: Math.max(1, rang - 1) };
    case "descendre":
      return { lignes: others.toSpliced(at + 1, 0, ligne), cible: Math.min(lignes.length, rang + 1) };
    case "separer": {
      const rows = lignesDe(ligne.texte).map((texte, index) => ({
        texte,
        competences: index === 0 ? ligne.competences : [],
      }));
      return { lignes: lignes.toSpliced(at, 1, ...rows).slice(0, LIGNES_LUES), cible: rang };
    }
    default:
      return null;
  }
}

/** The form to draw again after a press of the editor; any other press changes nothing. */
export function apresGesteObjectifs(form: FormState): FormState {
  const [, geste = "", rang = "0"] = /^objectif-([a-z]+)(?:-(\d{1,2}))?$/.exec(textOf(form, GESTE)) ?? [];
  const after = appliquer(lignesDuFormulaire(form), geste, Number(rang));
  if (!after) return form;
  const kept = Object.fromEntries(
    Object.entries(form.values).filter(([name]) => !/^objectif-\d+(-competences)?$/.test(name)),
  );
  return { ...form, values: { ...kept, ...valeurs(after.lignes), [CIBLE]: String(after.cible) } };
}
