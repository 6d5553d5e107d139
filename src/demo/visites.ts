import type { SchoolTx } from "#db/pool.ts";
import type { DemoStay } from "#demo/dossiers.ts";
import type { DemoSchool } from "#demo/school.ts";
import { addDays } from "#kernel/civil-date.ts";
import { newId } from "#kernel/id.ts";

export type DemoVisit = { dans: number; heure?: string; compteRendu?: string; mot?: string };

/** A visit of the stay, so many days from today; told when it is done. Names the visitor of the dossier. */
export async function addVisit(
  tx: SchoolTx,
  school: DemoSchool,
  stay: DemoStay,
  given: DemoVisit & { visiteur: string },
): Promise<void> {
  await tx
    .updateTable("dossier")
    .set({ visiteur_id: given.visiteur })
    .where("id", "=", stay.dossier)
    .execute();
  await tx
    .insertInto("visite")
    .values({
      etablissement_id: school.id,
      id: newId(),
      dossier_id: stay.dossier,
      visiteur_id: given.visiteur,
      date: addDays(school.today, given.dans),
      heure: given.heure ?? null,
      forme: given.dans === 0 ? "sur-place" : "telephone",
      etat: given.compteRendu ? "faite" : "prevue",
      compte_rendu: given.compteRendu ?? "",
      ...(given.mot
        ? {
            mot_apprenant: given.mot,
            mot_version: 1,
            mot_note_le: school.now,
            mot_note_par: given.visiteur,
          }
        : {}),
      cree_le: school.now,
      modifie_le: school.now,
      modifie_par: given.visiteur,
    })
    .execute();
}
