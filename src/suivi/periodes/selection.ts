import { avancement } from "#dossiers/rules/avancement.ts";
import { attitudesAFaire, bilanAFaire, type EtatDossier, retards } from "#dossiers/rules/etat.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import type { StatutPeriode } from "#referentiel/types.ts";
import type { Demande, Filtre, Ordre } from "#suivi/periodes/demande.ts";
import type { Cadre, PeriodeListee } from "#suivi/periodes/store.ts";
import { chercheur } from "#suivi/rules.ts";

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

/** How many learners of each period have something late. */
export type RetardsParPeriode = ReadonlyMap<string, number>;

/** The periods in the order asked for, from their order of creation. */
export function ordonnerPeriodes<P extends Pick<PeriodeListee, "id" | "nom" | "du">>(
  periodes: readonly P[],
  ordre: Ordre,
  late: RetardsParPeriode,
): P[] {
  switch (ordre) {
    case "creation":
      return [...periodes];
    case "dates":
      return periodes.toSorted((a, b) => a.du.localeCompare(b.du));
    case "nom":
      return periodes.toSorted((a, b) => a.nom.localeCompare(b.nom, "fr", { numeric: true }));
    case "retard":
      return periodes.toSorted((a, b) => (late.get(b.id) ?? 0) - (late.get(a.id) ?? 0));
  }
}

export type LignesFiltrees = {
  lignes: EtatDossier[];
  comptes: Record<Filtre, number>;
};

/** A bilan of the company is to be done: entreprise, or attitudes. */
const unBilanAFaire = (etat: EtatDossier, statut: StatutPeriode, today: CivilDate): boolean =>
  bilanAFaire(etat, statut, today) || attitudesAFaire(etat, statut, today);

/**
 * The learners found by name (each word somewhere in it), then by filter, in the order asked for; the counts are those
 * of the names found.
 * @param etats in the order of names
 */
export function filtrer(
  etats: readonly EtatDossier[],
  { recherche, filtre, tri }: Pick<Demande, "recherche" | "filtre" | "tri">,
  statut: StatutPeriode,
  today: CivilDate,
): LignesFiltrees {
  const found = chercheur(recherche);
  const named = etats.filter(({ apprenant }) => found(apprenant));
  const lateness = new Map(named.map((etat) => [etat.dossier, retards(etat, statut, today).length]));
  const latenessOf = ({ dossier }: EtatDossier) => lateness.get(dossier) ?? 0;
  const late = named.filter((etat) => latenessOf(etat) > 0);
  const bilan = named.filter((etat) => unBilanAFaire(etat, statut, today));
  const lignes = { tous: named, retard: late, bilan }[filtre];
  const sorted = {
    nom: () => lignes,
    classe: () =>
      lignes.toSorted((a, b) => a.classe.nom.localeCompare(b.classe.nom, "fr", { numeric: true })),
    retard: () => lignes.toSorted((a, b) => latenessOf(b) - latenessOf(a)),
  }[tri]();
  return { lignes: sorted, comptes: { tous: named.length, retard: late.length, bilan: bilan.length } };
}
