import { sql } from "kysely";
import type { SchoolTx } from "#db/pool.ts";
import type { ClasseNouvelle, ReglageClasse } from "#etablissement/classes/form.ts";
import { cleDeDivision } from "#etablissement/import/divisions.ts";
import { newId } from "#kernel/id.ts";
import { garderVersion } from "#referentiel/ecole.ts";

/** The class of that year that people would take for the same (« 1 MSPC », « 1mspc »). */
export async function classeDuMemeNom(
  tx: SchoolTx,
  classe: { nom: string; annee: number },
): Promise<{ id: string; nom: string } | null> {
  const rows = await tx
    .selectFrom("classe")
    .select(["id", "nom"])
    .where("annee", "=", classe.annee)
    .execute();
  return rows.find((row) => cleDeDivision(row.nom) === cleDeDivision(classe.nom)) ?? null;
}

export async function creerClasse(
  tx: SchoolTx,
  etablissement: string,
  classe: ClasseNouvelle,
  now: Date,
): Promise<string> {
  const id = newId();
  const { nom, annee, niveau, referentiel } = classe;
  await garderVersion(tx, etablissement, referentiel, now);
  await tx
    .insertInto("classe")
    .values({
      etablissement_id: etablissement,
      id,
      annee,
      nom,
      niveau,
      referentiel: referentiel.code,
      referentiel_version: referentiel.version,
    })
    .execute();
  return id;
}

export async function reglerClasse(
  tx: SchoolTx,
  { etablissement, id }: { etablissement: string; id: string },
  { niveau, referentiel }: ReglageClasse,
  now: Date,
): Promise<void> {
  await garderVersion(tx, etablissement, referentiel, now);
  await tx
    .updateTable("classe")
    .set({ niveau, referentiel: referentiel.code, referentiel_version: referentiel.version })
    .where("id", "=", id)
    .execute();
}

/**
 * Writes who is an apprenti, among the learners the page showed. Who joined the class since keeps his status.
 * @returns how many changed
 */
export async function reglerStatuts(
  tx: SchoolTx,
  classe: string,
  { montres, apprentis }: { montres: string[]; apprentis: string[] },
): Promise<number> {
  const { numAffectedRows } = await sql`
    update inscription set statut = case when apprenant_id = any(${apprentis}::uuid[]) then 'apprenti' else 'scolaire' end
    where classe_id = ${classe} and au is null and apprenant_id = any(${montres}::uuid[])
      and statut <> case when apprenant_id = any(${apprentis}::uuid[]) then 'apprenti' else 'scolaire' end
  `.execute(tx);
  return Number(numAffectedRows ?? 0n);
}
