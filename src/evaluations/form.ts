import { z } from "zod";
import { line, prose } from "#kernel/fields.ts";
import { type FormInput, misread, parsed, readForm } from "#kernel/form-input.ts";

/** The field of a learner's own comment. */
export const champCommentaire = (apprenant: string): string => `commentaire.${apprenant}`;

const creation = z.object({ commentaire: prose(4_000), confirmation: line(10) });

/** The comment for everybody, and those of the learners who have their own. */
export function lireCreation(input: FormInput, { pour }: { pour: readonly { id: string }[] }) {
  const read = readForm(creation, input);
  const own = pour.map(
    ({ id }) => [id, readForm(z.object({ [champCommentaire(id)]: prose(4_000) }), input)] as const,
  );
  const errors = { ...(read.ok ? {} : read.errors) };
  for (const [, one] of own) if (!one.ok) Object.assign(errors, one.errors);
  if (!read.ok || Object.keys(errors).length > 0) return misread(errors);
  const commentaires = new Map(own.map(([id]) => [id, input.text(champCommentaire(id)).trim()]));
  return parsed({ ...read.value, commentaires });
}
