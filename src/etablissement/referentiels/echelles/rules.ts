import { isDeepStrictEqual } from "node:util";
import type { Referentiel, ReglagesReferentiel } from "#referentiel/types.ts";

export const ONGLETS = ["niveaux", "attitudes", "mots", "statuts"] as const;
export type Onglet = (typeof ONGLETS)[number];
export const ongletText: Record<Onglet, string> = {
  niveaux: "Niveaux et engagement",
  attitudes: "Attitudes",
  mots: "Mots simples",
  statuts: "Statuts de période",
};
export const isOnglet = (text: string): text is Onglet => (ONGLETS as readonly string[]).includes(text);

/** Which settings each tab writes; the others stay as they are. */
const champs: Record<Onglet, (keyof ReglagesReferentiel)[]> = {
  niveaux: ["niveauxReussite", "engagement"],
  attitudes: ["attitudes", "echelleAttitudes"],
  mots: ["enMotsSimples"],
  statuts: ["statutsPeriode"],
};

const orNothing = <T>(list: T[]): T[] | undefined => (list.length > 0 ? list : undefined);

/**
 * What differs from the base: a setting equal to it is no setting, so that giving back every default is having none.
 * @param voulu what a tab asks for, whole lists
 */
export function reglagesUtiles(base: Referentiel, voulu: ReglagesReferentiel): ReglagesReferentiel {
  const { niveauxReussite, engagement, attitudes, echelleAttitudes, statutsPeriode, enMotsSimples } = voulu;
  const unlike = <T extends { code: string }>(own: readonly T[], item: T) =>
    !isDeepStrictEqual(
      own.find(({ code }) => code === item.code),
      item,
    );
  const kept: { [K in keyof ReglagesReferentiel]: ReglagesReferentiel[K] | undefined } = {
    niveauxReussite: orNothing(
      (niveauxReussite ?? []).flatMap(({ code, ...given }) => {
        const own = base.niveauxReussite.find((niveau) => niveau.code === code);
        const changed = Object.entries(given).filter(
          ([name, value]) => own?.[name as keyof typeof own] !== value,
        );
        return own && changed.length > 0 ? [{ code, ...Object.fromEntries(changed) }] : [];
      }),
    ),
    engagement: orNothing((engagement ?? []).filter((niveau) => unlike(base.engagement, niveau))),
    attitudes: attitudes && !isDeepStrictEqual(attitudes, base.attitudes) ? attitudes : undefined,
    echelleAttitudes:
      echelleAttitudes && !isDeepStrictEqual(echelleAttitudes, base.echelleAttitudes)
        ? echelleAttitudes
        : undefined,
    statutsPeriode: orNothing((statutsPeriode ?? []).filter((statut) => unlike(base.statutsPeriode, statut))),
    enMotsSimples: own(
      Object.entries(enMotsSimples ?? {}).filter(
        ([code, words]) =>
          words !== "" && base.competences.find((one) => one.code === code)?.enMotsSimples !== words,
      ),
    ),
  };
  return Object.fromEntries(
    Object.entries(kept).filter(([, value]) => value !== undefined),
  ) as ReglagesReferentiel;
}

const own = (entries: [string, string][]): Record<string, string> | undefined =>
  entries.length > 0 ? Object.fromEntries(entries) : undefined;

/** The school's settings once a tab is saved; `voulu` empty gives its defaults back. */
export function regler(
  base: Referentiel,
  reglages: ReglagesReferentiel,
  onglet: Onglet,
  voulu: ReglagesReferentiel,
): ReglagesReferentiel {
  const others = Object.entries(reglages).filter(
    ([name]) => !champs[onglet].includes(name as keyof ReglagesReferentiel),
  );
  return { ...Object.fromEntries(others), ...reglagesUtiles(base, voulu) };
}

/** True when a tab holds settings of the school's own. */
export const estRegle = (reglages: ReglagesReferentiel, onglet: Onglet): boolean =>
  champs[onglet].some((name) => reglages[name] !== undefined);

/** Colours that contrast 4.5:1 with white, by the value a form sends: a token of the house or #rrggbb. */
export const PALETTE: { value: string; text: string; couleur: string }[] = [
  { value: "niveau-ne", text: "Bleu", couleur: "#3f5f8f" },
  { value: "niveau-1", text: "Rouge", couleur: "#a61b1b" },
  { value: "niveau-2", text: "Orange", couleur: "#a34700" },
  { value: "niveau-3", text: "Ocre", couleur: "#735c00" },
  { value: "niveau-4", text: "Vert", couleur: "#2f6b1f" },
  { value: "niveau-5", text: "Bleu canard", couleur: "#0e5a5e" },
  { value: "#1f3a6e", text: "Bleu nuit", couleur: "#1f3a6e" },
  { value: "#5b3a8e", text: "Violet", couleur: "#5b3a8e" },
  { value: "#7a2e5d", text: "Prune", couleur: "#7a2e5d" },
  { value: "#6b4226", text: "Brun", couleur: "#6b4226" },
  { value: "#4a4f57", text: "Gris", couleur: "#4a4f57" },
];
/** The choice by which a colour is typed. */
export const AUTRE_COULEUR = "autre";
