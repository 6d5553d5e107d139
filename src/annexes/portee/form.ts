import { z } from "zod";
import type { PeriodeEmise, SaisiePortee } from "#annexes/rules/portee.ts";
import { choices } from "#kernel/fields.ts";
import { type FormInput, type Parsed, readForm } from "#kernel/form-input.ts";

/** What the change touches; a page without the question means the next periods only. */
export const lirePortee = (input: FormInput, emises: readonly PeriodeEmise[]): Parsed<SaisiePortee> =>
  readForm(
    z.object({
      portee: z
        .string()
        .transform((text): SaisiePortee["portee"] => (text === "emises" ? "emises" : "prochaines")),
      periodes: choices(
        emises.map((periode) => periode.id),
        "Une période cochée n’est plus émise de cette annexe : rechargez la page.",
      ),
    }),
    input,
  );
