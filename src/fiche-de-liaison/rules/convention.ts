import type { CivilDate } from "#kernel/civil-date.ts";
import { allowed, type Decision, refuse } from "#kernel/decision.ts";

/** A signature is a fact: its day is not to come. */
export const verifierSignature = (signeeLe: CivilDate, today: CivilDate): Decision =>
  signeeLe > today
    ? refuse(
        "signature",
        "Cette date est à venir : indiquez le jour où la convention a été signée.",
        "signeeLe",
      )
    : allowed;
