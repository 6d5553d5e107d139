import { z } from "zod";
import { champsPersonne } from "#etablissement/roles/form.ts";
import { choice, date, requiredLine } from "#kernel/fields.ts";
import { type FormInput, misread, type Parsed, readForm } from "#kernel/form-input.ts";

const maitre = (apprentis: readonly { id: string }[]) =>
  z.object({
    ...champsPersonne,
    entreprise: requiredLine("Indiquez l’entreprise."),
    apprenti: choice(
      apprentis.map((one) => one.id),
      "Choisissez l’apprenti.",
    ),
    du: date("Indiquez le premier jour du contrat."),
    au: date("Indiquez le dernier jour du contrat."),
  });

export type MaitreNouveau = z.infer<ReturnType<typeof maitre>>;

/** @param apprentis those who may be chosen */
export function readMaitre(input: FormInput, apprentis: readonly { id: string }[]): Parsed<MaitreNouveau> {
  const read = readForm(maitre(apprentis), input);
  if (!read.ok || read.value.du <= read.value.au) return read;
  return misread({ au: "Le contrat se termine avant de commencer : corrigez l’une des deux dates." });
}
