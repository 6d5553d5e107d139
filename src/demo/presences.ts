import type { SchoolTx } from "#db/pool.ts";
import type { DemoStay } from "#demo/dossiers.ts";
import type { DemoSchool } from "#demo/school.ts";
import { addDays } from "#kernel/civil-date.ts";
import type { Note } from "#presence/rules.ts";
import { confirmerPlusieurs } from "#presence/store.ts";

/** What is noted about a stay, by days from its first one; `confirmer`: a teacher has confirmed the whole. */
export async function addPresence(
  tx: SchoolTx,
  school: DemoSchool,
  { dossier, periode }: DemoStay,
  given: { auteur: string; notes: Readonly<Record<number, Note>>; confirmer?: boolean },
): Promise<void> {
  const noted = Object.entries(given.notes).map(([days, moment]) => ({
    etablissement_id: school.id,
    dossier_id: dossier,
    jour: addDays(periode.du, Number(days)),
    moment,
    auteur_id: given.auteur,
    le: school.now,
  }));
  if (noted.length > 0) await tx.insertInto("absence").values(noted).execute();
  if (given.confirmer)
    await confirmerPlusieurs(tx, [{ dossier, version: 1 }], { par: given.auteur, now: school.now });
}
