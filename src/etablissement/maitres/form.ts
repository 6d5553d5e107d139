import { z } from "zod";
import { champsPersonne } from "#etablissement/roles/form.ts";
import { choice, date, requiredLine, version } from "#kernel/fields.ts";
import { type FormInput, misread, type Parsed, readForm } from "#kernel/form-input.ts";

const dates = {
  entreprise: requiredLine("Indiquez l’entreprise."),
  du: date("Indiquez le premier jour du contrat."),
  au: date("Indiquez le dernier jour du contrat."),
};
const apprenti = (apprentis: readonly { id: string }[]) =>
  choice(
    apprentis.map((one) => one.id),
    "Choisissez l’apprenti.",
  );

const contrat = (apprentis: readonly { id: string }[]) =>
  z.object({ apprenti: apprenti(apprentis), ...dates });
const maitre = (apprentis: readonly { id: string }[]) =>
  z.object({ ...champsPersonne, ...contrat(apprentis).shape });
const correction = z.object({ ...dates, _version: version() });

export type ContratNouveau = z.infer<ReturnType<typeof contrat>>;
export type MaitreNouveau = z.infer<ReturnType<typeof maitre>>;
export type ContratCorrige = z.infer<typeof correction>;

/** A contract ends on the day it begins, or later. */
const inOrder = <C extends Pick<ContratCorrige, "du" | "au">>(read: Parsed<C>): Parsed<C> =>
  !read.ok || read.value.du <= read.value.au
    ? read
    : misread({ au: "Le contrat se termine avant de commencer : corrigez l’une des deux dates." });

/** @param apprentis those who may be chosen */
export const readMaitre = (input: FormInput, apprentis: readonly { id: string }[]): Parsed<MaitreNouveau> =>
  inOrder(readForm(maitre(apprentis), input));

export const readContrat = (input: FormInput, apprentis: readonly { id: string }[]): Parsed<ContratNouveau> =>
  inOrder(readForm(contrat(apprentis), input));

export const readCorrection = (input: FormInput): Parsed<ContratCorrige> =>
  inOrder(readForm(correction, input));
