import { routes } from "#routes.ts";
import type { Filtres } from "#suivi/filtres.ts";

export type FiltreSuivi = "tous" | "retard";
export type TriSuivi = "retard" | "nom" | "classe";

/** What the address asks of a follow-up: late ones first unless `tri` says otherwise, everybody unless `filtre=retard`. */
export type DemandeSuivi = { tri: TriSuivi; filtre: FiltreSuivi };

export const filtres: Record<FiltreSuivi, string> = { tous: "Tous", retard: "En retard" };
export const tris: Record<TriSuivi, string> = {
  retard: "Retards d’abord",
  nom: "Par nom",
  classe: "Par classe",
};

export const lireDemandeSuivi = (query: URLSearchParams): DemandeSuivi => {
  const tri = query.get("tri");
  return {
    tri: tri === "nom" || tri === "classe" ? tri : "retard",
    filtre: query.get("filtre") === "retard" ? "retard" : "tous",
  };
};

/** The parameters that say this; the usual ones are left out. */
export const parametresSuivi = ({ tri, filtre }: DemandeSuivi): Record<string, string> => ({
  ...(tri === "retard" ? {} : { tri }),
  ...(filtre === "tous" ? {} : { filtre }),
});

/** One memory for the follow-ups of every period. */
export const filtresSuivi: Filtres<"/periodes/:periode/suivi"> = {
  path: routes.suivi,
  cle: "suivi.filtres",
  retenus: ["tri", "filtre"],
  passagers: [],
};

/** What was remembered and is not the usual, in words. */
export const motsSuivi = ({ tri, filtre }: DemandeSuivi): string[] => [
  ...(filtre === "tous" ? [] : [filtres[filtre]]),
  ...(tri === "retard" ? [] : [tris[tri]]),
];
