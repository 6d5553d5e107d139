import { digest } from "#referentiel/resolve.ts";
import type { Referentiel, ReglagesReferentiel } from "#referentiel/types.ts";

/** The same settings whatever the order in which their keys were written, or came back from the database. */
const inOrder = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(inOrder)
    : typeof value === "object" && value !== null
      ? Object.entries(value)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, one]) => [key, inOrder(one)])
      : value;

/**
 * A référentiel with a school's settings, which win over it. Its version then ends with « + » and a digest of
 * the settings: records made before keep the scale they were made with. Without settings, the référentiel itself.
 */
export function withReglages(ref: Referentiel, reglages: ReglagesReferentiel): Referentiel {
  if (Object.keys(reglages).length === 0) return ref;
  const mots = new Map(Object.entries(reglages.enMotsSimples ?? {}));
  const statuts = reglages.statutsPeriode ?? [];
  const known = new Set(ref.statutsPeriode.map((statut) => statut.code));
  return {
    ...ref,
    version: `${ref.version}+${digest(inOrder(reglages))}`,
    competences: ref.competences.map((competence) => ({
      ...competence,
      enMotsSimples: mots.get(competence.code) ?? competence.enMotsSimples,
    })),
    attitudes: reglages.attitudes ?? ref.attitudes,
    echelleAttitudes: reglages.echelleAttitudes ?? ref.echelleAttitudes,
    niveauxReussite: ref.niveauxReussite.map((niveau) => ({
      ...niveau,
      ...reglages.niveauxReussite?.find((changed) => changed.code === niveau.code),
    })),
    engagement: ref.engagement.map(
      (niveau) => reglages.engagement?.find((changed) => changed.code === niveau.code) ?? niveau,
    ),
    statutsPeriode: [
      ...ref.statutsPeriode.map(
        (statut) => statuts.find((changed) => changed.code === statut.code) ?? statut,
      ),
      ...statuts.filter((statut) => !known.has(statut.code)),
    ],
  };
}
