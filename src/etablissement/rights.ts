import type { Actor } from "#kernel/actor.ts";
import { allowed, type Decision } from "#kernel/decision.ts";

/** What everybody of a school sees of it; the administration itself is `droitsComptes.administrer`. */
export const droitsEtablissement = {
  /** the school's logo, on the documents that everybody prints */
  logo: (_: Actor): Decision => allowed,
};
