import type { EtatDossier } from "#dossiers/rules/etat.ts";
import type { Actor } from "#kernel/actor.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { abregeNiveauClasse } from "#referentiel/rules.ts";
import type { Referentiel, StatutPeriode } from "#referentiel/types.ts";
import type { Demande } from "#suivi/periodes/demande.ts";
import type { LignesFiltrees, RetardsParPeriode, Selection } from "#suivi/periodes/selection.ts";
import type { PeriodeListee } from "#suivi/periodes/store.ts";
import type { Frame } from "#ui/page.tsx";
import type { BilanVerrouille } from "#verrous/rules.ts";

/** A period with what its menu is decided on. */
export type PeriodeVue = Omit<PeriodeListee, "statut"> & {
  statut: StatutPeriode;
  verrouilles: BilanVerrouille[];
};

/** All that the « Vue par périodes » shows. */
export type VueProps = {
  frame: Frame;
  actor: Actor;
  today: CivilDate;
  referentiels: ReadonlyMap<string, Referentiel>;
  annee: { choisie: number; offertes: readonly number[] };
  /** what is shown, period, level and year included */
  demande: Demande;
  /** it comes from what the person kept, not from the address */
  retenu: boolean;
  selection: Omit<Selection, "periodes" | "choisie"> & {
    periodes: PeriodeVue[];
    choisie: PeriodeVue | null;
  };
  /** null unless the periods are sorted by it */
  late: RetardsParPeriode | null;
  /** the learners of the period chosen, filtered */
  vues: LignesFiltrees | null;
  /** the same, before any filter */
  etats: readonly EtatDossier[];
};

/** « 1re »: the level as any référentiel that knows it writes it. */
export const niveauAbrege = (referentiels: ReadonlyMap<string, Referentiel>, code: string): string =>
  [...referentiels.values()].map((ref) => abregeNiveauClasse(ref, code)).find((text) => text !== code) ??
  code;
