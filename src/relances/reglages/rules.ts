import type { Role } from "#kernel/actor.ts";
import { addDays, type CivilDate, mondayOf } from "#kernel/civil-date.ts";

/** How often a person wants his digest (B-14): never, each school day, each Monday. */
export type Rythme = "jamais" | "quotidien" | "hebdomadaire";

/** What a person chose about his mail; `vendredi`: a learner's reminder of a week not told yet (B-08). */
export type ReglagesCourriels = { rythme: Rythme; vendredi: boolean };

/** The key of the preference. */
export const CLE_COURRIELS = "courriels";

/** What each role may choose, the usual choice first. An administrator has nothing to be reminded of. */
const offerts: Record<Role, readonly Rythme[]> = {
  enseignant: ["quotidien", "hebdomadaire", "jamais"],
  apprenant: ["hebdomadaire", "quotidien", "jamais"],
  maitre: ["hebdomadaire", "quotidien", "jamais"],
  // somebody else's employee, mailed by a school: once a week at most
  tuteur: ["hebdomadaire", "jamais"],
  administrateur: ["jamais"],
};

export const rythmesPour = (role: Role): readonly Rythme[] => offerts[role];

/** What is stored, read again: whatever is not a choice of this role is the usual choice. */
export function lireReglages(role: Role, stored: unknown): ReglagesCourriels {
  const { rythme, vendredi } = (stored ?? {}) as Partial<Record<string, unknown>>;
  const [usual = "jamais" as const] = offerts[role];
  return {
    rythme: offerts[role].find((one) => one === rythme) ?? usual,
    vendredi: role === "apprenant" && vendredi !== false,
  };
}

/** Why a letter may leave today: the digest, the reminder of Friday alone, or nothing. */
export type Occasion = "resume" | "vendredi" | null;

/**
 * The school days are Monday to Friday: the application knows no holidays. A person who has had his digest today has no
 * other.
 */
export function occasion(
  { rythme, vendredi }: ReglagesCourriels,
  today: CivilDate,
  dernier: CivilDate | null,
): Occasion {
  const monday = mondayOf(today);
  if (dernier === today || today > addDays(monday, 4)) return null;
  if (rythme === "quotidien" || (rythme === "hebdomadaire" && today === monday)) return "resume";
  return vendredi && today === addDays(monday, 4) ? "vendredi" : null;
}
