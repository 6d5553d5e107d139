import { routes } from "#routes.ts";
import type { Filtres } from "#suivi/filtres.ts";

export type Filtre = "tous" | "retard" | "bilan";
/** The order of the learners. */
export type Tri = "nom" | "classe" | "retard";
/** The order of the periods; that of creation unless one asks (S-04). */
export type Ordre = "creation" | "dates" | "nom" | "retard";

/** What the address asks of the « Vue par périodes »; everything is optional. */
export type Demande = {
  niveau: string | null;
  periode: string | null;
  /** first year of the school year: 2026 for 2026–2027 */
  annee: number | null;
  /** true: the whole school, not only one's classes */
  tout: boolean;
  filtre: Filtre;
  tri: Tri;
  ordre: Ordre;
  recherche: string;
};

export const filtres: Record<Filtre, string> = {
  tous: "Tous",
  retard: "En retard",
  bilan: "Bilan à faire",
};
export const tris: Record<Tri, string> = {
  nom: "Par nom",
  classe: "Par classe",
  retard: "Retards d’abord",
};
export const ordres: Record<Ordre, string> = {
  creation: "Ordre de création",
  dates: "Par dates",
  nom: "Par nom",
  retard: "Les plus en retard",
};

const oneOf = <T extends string>(known: Record<T, string>, given: string | null, usual: T): T =>
  given !== null && Object.hasOwn(known, given) ? (given as T) : usual;

export const lireDemande = (query: URLSearchParams): Demande => {
  const annee = query.get("annee");
  return {
    niveau: query.get("niveau") || null,
    periode: query.get("periode") || null,
    annee: annee && /^20\d\d$/.test(annee) ? Number(annee) : null,
    tout: query.get("portee") === "etablissement",
    filtre: oneOf(filtres, query.get("filtre"), "tous"),
    tri: oneOf(tris, query.get("tri"), "nom"),
    ordre: oneOf(ordres, query.get("ordre"), "creation"),
    recherche: (query.get("q") ?? "").trim().slice(0, 80),
  };
};

/** The parameters that say this; the usual ones are left out. */
export const parametres = (demande: Demande): Record<string, string> =>
  Object.fromEntries(
    Object.entries({
      niveau: demande.niveau ?? "",
      periode: demande.periode ?? "",
      annee: demande.annee === null ? "" : String(demande.annee),
      portee: demande.tout ? "etablissement" : "",
      filtre: demande.filtre === "tous" ? "" : demande.filtre,
      tri: demande.tri === "nom" ? "" : demande.tri,
      ordre: demande.ordre === "creation" ? "" : demande.ordre,
      q: demande.recherche,
    }).filter(([, value]) => value !== ""),
  );

export const adresse = (demande: Demande): string => routes.periodes.href({}, parametres(demande));

export const filtresPeriodes: Filtres<"/periodes"> = {
  path: routes.periodes,
  cle: "periodes.filtres",
  retenus: ["niveau", "portee", "filtre", "tri", "ordre"],
  passagers: ["periode", "annee", "q"],
  efface: { niveau: ["periode", "q"], portee: ["periode", "q"] },
};

/** What was remembered and is not the usual, in words: « En retard », « Par classe », « tout l’établissement ». */
export const motsRetenus = ({ filtre, tri, ordre, tout }: Demande): string[] => [
  ...(filtre === "tous" ? [] : [filtres[filtre]]),
  ...(tri === "nom" ? [] : [tris[tri]]),
  ...(ordre === "creation" ? [] : [`périodes : ${ordres[ordre].toLocaleLowerCase("fr")}`]),
  ...(tout ? ["tout l’établissement"] : []),
];
