import type { Actor } from "#kernel/actor.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { abregeNiveauClasse } from "#referentiel/rules.ts";
import type { Referentiel, StatutPeriode } from "#referentiel/types.ts";
import type { Demande, LignesFiltrees, Selection } from "#suivi/periodes/selection.ts";
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
  demande: Demande;
  selection: Omit<Selection, "periodes" | "choisie"> & {
    periodes: PeriodeVue[];
    choisie: PeriodeVue | null;
  };
  /** the learners of the period chosen, filtered */
  vues: LignesFiltrees | null;
  /** learners of the period, before any filter */
  total: number;
};

/** « 1re »: the level as any référentiel that knows it writes it. */
export const niveauAbrege = (referentiels: ReadonlyMap<string, Referentiel>, code: string): string =>
  [...referentiels.values()].map((ref) => abregeNiveauClasse(ref, code)).find((text) => text !== code) ??
  code;
