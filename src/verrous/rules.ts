import type { CivilDate } from "#kernel/civil-date.ts";
import { allowed, type Decision, refuse } from "#kernel/decision.ts";
import { longDate } from "#kernel/french.ts";

/**
 * The lock (S-06, S-74): a bilan entreprise whose date de rencontre is earlier than the learner's last bilan
 * intermédiaire can no longer be changed or completed. Civil dates in the school's zone; equal dates do not lock.
 * @param rencontre the date de rencontre, or the last day of the period while none is written
 * @param dernierBilan date of the learner's last bilan intermédiaire that stands; null when there is none
 */
export const estVerrouille = (rencontre: CivilDate, dernierBilan: CivilDate | null): boolean =>
  dernierBilan !== null && rencontre < dernierBilan;

export function verrouBilan(rencontre: CivilDate, dernierBilan: CivilDate | null, tutoie = false): Decision {
  if (dernierBilan === null || !estVerrouille(rencontre, dernierBilan)) return allowed;
  return refuse(
    "verrou-bilan",
    tutoie
      ? `Ce bilan est pris en compte dans ton bilan intermédiaire du ${longDate(dernierBilan)}.`
      : `Bilan pris en compte dans le bilan intermédiaire du ${longDate(dernierBilan)} : il n’est plus modifiable. Seul l’enseignant qui a fait ce bilan intermédiaire peut l’annuler.`,
  );
}

/** One locked bilan of a period, as the refusal names it. */
export type BilanVerrouille = { apprenant: string; bilanIntermediaire: CivilDate };

/** A period is neither editable nor deletable while one of its bilans entreprise is locked (S-06). */
export function verrouPeriode(verrouilles: readonly BilanVerrouille[]): Decision {
  const first = verrouilles[0];
  if (!first) return allowed;
  const others =
    verrouilles.length > 1 ? ` et ${verrouilles.length - 1} autre${verrouilles.length > 2 ? "s" : ""}` : "";
  return refuse(
    "verrou-periode",
    `Période figée : le bilan entreprise (${first.apprenant}${others}) est pris en compte dans le bilan intermédiaire du ${longDate(first.bilanIntermediaire)}. L’enseignant qui a fait ce bilan intermédiaire peut l’annuler.`,
  );
}
