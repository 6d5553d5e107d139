import { sql } from "kysely";
import type { SchoolTx } from "#db/pool.ts";
import type { Actor } from "#kernel/actor.ts";

type Work = { tx: SchoolTx; actor: Actor; now: Date };

/** One press of one form: its key (made when the page was drawn, with a digest of what was typed) and where it was sent. */
export type Submission = { key: string; address: string };

const idOf = (work: Work, { key, address }: Submission) => ({
  etablissement_id: work.actor.etablissement.id,
  cle: key,
  chemin: address,
  habilitation_id: work.actor.habilitation,
});

/**
 * Takes the submission's key. A second press waits here for the first one's end (the key is unique).
 * @returns null when the key is ours, else the answer given the first time
 */
export async function claim<Answer>(work: Work, submission: Submission): Promise<Answer | null> {
  if (!submission.key) return null;
  const id = idOf(work, submission);
  const mine = await work.tx
    .insertInto("soumission")
    .values({ ...id, le: work.now })
    .onConflict((conflict) => conflict.doNothing())
    .returning("cle")
    .executeTakeFirst();
  if (mine) return null;
  const first = await work.tx
    .selectFrom("soumission")
    .select("reponse")
    .where((eb) => eb.and(id))
    .executeTakeFirst();
  return (first?.reponse as Answer | null | undefined) ?? null;
}

/** The journal's line and the submission's answer, in the transaction of the act itself. */
export async function record(
  work: Work,
  act: string,
  done: { object?: string; details?: Record<string, unknown> },
  submission: Submission,
): Promise<void> {
  await work.tx
    .insertInto("journal")
    .values({
      etablissement_id: work.actor.etablissement.id,
      le: work.now,
      acteur_id: work.actor.habilitation,
      acte: act,
      objet: done.object ?? null,
      details: JSON.stringify(done.details ?? {}),
    })
    .execute();
  if (!submission.key) return;
  await work.tx
    .updateTable("soumission")
    .set({ reponse: sql`${JSON.stringify(done)}::jsonb` as never })
    .where((eb) => eb.and(idOf(work, submission)))
    .execute();
}
