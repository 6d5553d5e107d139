import type { Actor } from "#kernel/actor.ts";
import { type FormInput, misread, type Parsed, parsed } from "#kernel/form-input.ts";
import { type ReglagesCourriels, rythmesPour } from "#relances/reglages/rules.ts";

/** One of the paces offered to this role; a box left empty means no reminder on Friday. */
export function lireChoix(input: FormInput, { role }: Pick<Actor, "role">): Parsed<ReglagesCourriels> {
  const rythme = rythmesPour(role).find((one) => one === input.text("rythme"));
  if (!rythme)
    return misread({ rythme: role === "apprenant" ? "Choisis un rythme." : "Choisissez un rythme." });
  return parsed({ rythme, vendredi: role === "apprenant" && input.text("vendredi") === "oui" });
}
