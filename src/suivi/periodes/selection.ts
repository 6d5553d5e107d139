import { avancement } from "#dossiers/rules/avancement.ts";
import { bilanAFaire, type EtatDossier, retards } from "#dossiers/rules/etat.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import type { StatutPeriode } from "#referentiel/types.ts";
import type { Cadre, PeriodeListee } from "#suivi/periodes/store.ts";

/** What the address asks of the « Vue par périodes »; everything is optional. */
export type Demande = {
  niveau: string | null;
  periode: string | null;
  /** true: the whole school, not only one's classes */
  tout: boolean;
  filtre: Filtre;
  recherche: string;
};

export type Filtre = "tous" | "retard" | "bilan";

export const lireDemande = (query: URLSearchParams): Demande => {
  const filtre = query.get("filtre");
  return {
    niveau: query.get("niveau"),
    periode: query.get("periode") || null,
    tout: query.get("portee") === "etablissement",
    filtre: filtre === "retard" || filtre === "bilan" ? filtre : "tous",
    recherche: (query.get("q") ?? "").trim().slice(0, 80),
  };
};

type Moi = { habilitation: string; classes: readonly string[] };

const estMienne = (periode: PeriodeListee, moi: Moi): boolean =>
  periode.auteur === moi.habilitation || periode.classes.some((classe) => moi.classes.includes(classe));

/** The period one most likely wants: running, else the next one, else the last. */
export function periodeDuMoment(periodes: readonly PeriodeListee[], today: CivilDate): PeriodeListee | null {
  const by = (etape: string) =>
    periodes.filter((periode) => avancement(periode.du, periode.au, today).etape === etape);
  const next = by("a-venir").toSorted((a, b) => a.du.localeCompare(b.du));
  const past = by("terminee").toSorted((a, b) => b.au.localeCompare(a.au));
  return by("en-cours")[0] ?? next[0] ?? past[0] ?? null;
}

export type Selection = {
  /** false: only one's classes are listed */
  tout: boolean;
  /** the switch is worth showing: there is something beyond one's classes */
  autres: boolean;
  niveaux: { code: string; periodes: number }[];
  niveau: string;
  /** of the level, in order of creation */
  periodes: PeriodeListee[];
  choisie: PeriodeListee | null;
};

/**
 * Levels, periods and the period shown. A teacher starts with his classes (or those he issued a period for); the whole
 * school when he has none. Null when the address names a period or a level that does not exist.
 * @param ordre codes of every class level, in the order of the référentiels
 */
export function selectionner(
  cadre: Cadre,
  demande: Demande,
  moi: Moi,
  ordre: readonly string[],
  today: CivilDate,
): Selection | null {
  const asked = demande.periode ? cadre.periodes.find((one) => one.id === demande.periode) : undefined;
  if (demande.periode && !asked) return null;
  const mine = cadre.periodes.filter((one) => estMienne(one, moi));
  const myClasses = cadre.classes.filter((one) => moi.classes.includes(one.id));
  const stranger = mine.length === 0 && myClasses.length === 0;
  const tout = demande.tout || stranger || (asked !== undefined && !mine.includes(asked));
  const listed = tout ? cadre.periodes : mine;
  const codes = new Set([
    ...(tout ? cadre.classes : myClasses).map((one) => one.niveau),
    ...listed.map((one) => one.niveau),
  ]);
  const niveaux = ordre
    .filter((code) => codes.has(code))
    .map((code) => ({ code, periodes: listed.filter((one) => one.niveau === code).length }));
  if (demande.niveau && !ordre.includes(demande.niveau)) return null;
  const niveau =
    asked?.niveau ??
    demande.niveau ??
    periodeDuMoment(listed, today)?.niveau ??
    niveaux[0]?.code ??
    ordre[0] ??
    "";
  const periodes = listed.filter((one) => one.niveau === niveau);
  return {
    tout,
    autres: !stranger && mine.length < cadre.periodes.length,
    niveaux: niveaux.some((one) => one.code === niveau)
      ? niveaux
      : ordre
          .filter((code) => code === niveau || codes.has(code))
          .map((code) => ({ code, periodes: listed.filter((one) => one.niveau === code).length })),
    niveau,
    periodes,
    choisie: asked ?? periodeDuMoment(periodes, today),
  };
}

/** Letters only, without accents: « Œhler » is found by « oehler », « Aïssani » by « aiss ». */
const plain = (text: string) =>
  text
    .toLocaleLowerCase("fr")
    .replaceAll("œ", "oe")
    .replaceAll("æ", "ae")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[-'’]/g, " ");

export type LignesFiltrees = {
  lignes: EtatDossier[];
  comptes: Record<Filtre, number>;
};

/** The learners found by name (each word somewhere in it), then by filter; the counts are those of the names found. */
export function filtrer(
  etats: readonly EtatDossier[],
  { recherche, filtre }: Pick<Demande, "recherche" | "filtre">,
  statut: StatutPeriode,
  today: CivilDate,
): LignesFiltrees {
  const words = plain(recherche).split(/\s+/).filter(Boolean);
  const named = etats.filter(({ apprenant }) => {
    const name = plain(`${apprenant.nom} ${apprenant.prenom}`);
    return words.every((word) => name.includes(word));
  });
  const late = named.filter((etat) => retards(etat, statut, today).length > 0);
  const bilan = named.filter((etat) => bilanAFaire(etat, statut, today));
  const lignes = { tous: named, retard: late, bilan }[filtre];
  return { lignes, comptes: { tous: named.length, retard: late.length, bilan: bilan.length } };
}
