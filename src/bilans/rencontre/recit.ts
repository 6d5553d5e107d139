import type { CivilDate } from "#kernel/civil-date.ts";
import type { ActivitePresente, SemaineEcrite } from "#portfolio/lecture/store.ts";
import { datesDe, recitDe, semainesDe } from "#portfolio/semaines/rules.ts";
import { libelleTache } from "#referentiel/rules.ts";
import type { Referentiel } from "#referentiel/types.ts";

/** What a learner did, as one tells it in a minute: his weeks, his tasks, his activities. */
export type Recit = {
  semaines: {
    lundi: CivilDate;
    numero: number;
    /** « 9–13 nov. » */
    dates: string;
    racontee: boolean;
    aVenir: boolean;
    /** the beginning of what he tells */
    extrait: string;
    photos: number;
  }[];
  /** those he ticked, the most often first; `prevue`: his fiche foresaw it */
  taches: { code: string; intitule: string; fois: number; prevue: boolean }[];
  activites: { id: string; titre: string; photos: number; competences: readonly string[] }[];
};

const EXTRAIT = 160;

/** The beginning of a text, cut between two words. */
export function extraitDe(texte: string): string {
  const ligne = texte.replaceAll(/\s+/g, " ").trim();
  if ([...ligne].length <= EXTRAIT) return ligne;
  return `${[...ligne]
    .slice(0, EXTRAIT)
    .join("")
    .replace(/\s\S*$/, "")}…`;
}

const textes = (valeur: string | readonly string[] | undefined): readonly string[] =>
  typeof valeur === "object" ? valeur : [];

/**
 * @param ancres where each photo stands (`semaine:<lundi>`, `activite:<id>:avant`)
 * @param fiche the tasks foreseen
 */
export function recitDuPortfolio(
  ref: Referentiel,
  periode: { du: CivilDate; au: CivilDate },
  ecrit: {
    semaines: readonly SemaineEcrite[];
    activites: readonly ActivitePresente[];
    ancres: readonly string[];
    fiche: readonly string[];
  },
  today: CivilDate,
): Recit {
  const racontees = new Map(
    ecrit.semaines
      .map(({ lundi, contenu }) => [lundi, contenu] as const)
      .filter(([, { taches: _, ...mots }]) => Object.values(mots).some((mot) => mot !== "")),
  );
  const photos = (objet: string) =>
    ecrit.ancres.filter((ancre) => ancre === objet || ancre.startsWith(`${objet}:`)).length;
  const fois = new Map<string, number>();
  for (const { contenu } of [...ecrit.semaines, ...ecrit.activites])
    for (const code of textes(contenu.taches)) fois.set(code, (fois.get(code) ?? 0) + 1);
  return {
    semaines: semainesDe(periode, [...racontees.keys()]).map(({ lundi, numero }) => {
      const contenu = racontees.get(lundi);
      return {
        lundi,
        numero,
        dates: datesDe(lundi, periode),
        racontee: contenu !== undefined,
        aVenir: lundi > today,
        extrait: contenu ? extraitDe(recitDe(contenu)) : "",
        photos: photos(`semaine:${lundi}`),
      };
    }),
    taches: [...fois]
      .sort(([a, n], [b, m]) => m - n || a.localeCompare(b))
      .map(([code, n]) => ({
        code,
        intitule: libelleTache(ref, code),
        fois: n,
        prevue: ecrit.fiche.includes(code),
      })),
    activites: ecrit.activites.map(({ id, titre, competences }) => ({
      id,
      titre,
      photos: photos(`activite:${id}`),
      competences,
    })),
  };
}
