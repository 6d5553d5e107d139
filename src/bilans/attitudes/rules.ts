import { type Bilan, type Cle, cleDe, reprendre, type Soumise, type Stockee } from "#bilans/lignes/rules.ts";
import type { FaitsDossier } from "#dossiers/rules.ts";
import { allowed, type Decision, refuse } from "#kernel/decision.ts";
import type { Referentiel, StatutPeriode } from "#referentiel/types.ts";

export type FaitsAttitudes = FaitsDossier & {
  statut: StatutPeriode;
  bilan: Bilan | null;
  /** the lines by name, the comment among them */
  lignes: ReadonlyMap<Cle, Stockee>;
};

/** Every line of the form, in the order of the référentiel. */
export const clesDesAttitudes = (ref: Pick<Referentiel, "attitudes">): Cle[] => [
  ...ref.attitudes.map(({ code }) => cleDe("attitude", code)),
  "commentaire",
];

/** Every status of the référentiels has one today; a school may settle otherwise. */
export const attitudesExistent = (statut: StatutPeriode): Decision =>
  statut.bilanAttitudes
    ? allowed
    : refuse(
        "pas-d-attitudes",
        `Une période « ${statut.intitule} » n’a pas de bilan des attitudes professionnelles.`,
      );

/** An empty bilan is not passed on: once these lines are saved, one attitude at least has a degree, or « Non observé ». */
export function verifierAttitudes(
  stockees: ReadonlyMap<Cle, Stockee>,
  soumises: readonly Soumise[],
): Decision {
  const attitudes = reprendre(stockees, soumises).filter(({ cle }) => cle.startsWith("attitude."));
  return attitudes.some(({ valeur }) => valeur !== "")
    ? allowed
    : refuse(
        "rien-observe",
        "Choisissez un degré pour une attitude au moins, ou « Non observé », avant de transmettre.",
        attitudes[0]?.cle,
      );
}
