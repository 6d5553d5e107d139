import type { Lien } from "#bilans/lignes/preuves.tsx";
import type { CivilDate } from "#kernel/civil-date.ts";
import { datesDe, semainesDe } from "#portfolio/semaines/rules.ts";
import { routes } from "#routes.ts";

/** A week or an activity of the portfolio, and what it names (B-01). One of `lundi` and `activite` is null. */
export type Preuve = {
  lundi: CivilDate | null;
  activite: string | null;
  /** of the activity */
  titre: string;
  taches: readonly string[];
  competences: readonly string[];
};

type Portfolio = {
  dossier: string;
  periode: { du: CivilDate; au: CivilDate };
  preuves: readonly Preuve[];
};

/** « Semaine 2, 16–20 nov. », « Changement de ressorts »: where one reads what a learner tells. */
export function liensDes(
  { dossier, periode, preuves }: Portfolio,
  temoigne: (preuve: Preuve) => boolean,
): Lien[] {
  const semaines = semainesDe(
    periode,
    preuves.flatMap(({ lundi }) => lundi ?? []),
  );
  return preuves.filter(temoigne).flatMap(({ lundi, activite, titre }): Lien[] => {
    if (activite) return [{ href: routes.activite.href({ dossier, activite }), texte: titre }];
    const semaine = semaines.find((one) => one.lundi === lundi);
    if (!semaine) return [];
    const texte = `Semaine ${semaine.numero}, ${datesDe(semaine.lundi, periode)}`;
    return [{ href: routes.semaine.href({ dossier, lundi: semaine.lundi }), texte }];
  });
}
