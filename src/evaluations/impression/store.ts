import { sql } from "kysely";
import type { SchoolTx } from "#db/pool.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { fullName } from "#kernel/french.ts";
import type { SyntheseFigee } from "#tableau-de-bord/rules.ts";

/** A bilan intermédiaire as it was frozen. */
export type BilanFige = {
  apprenant: { id: string; nom: string; prenom: string };
  classe: string;
  date: CivilDate;
  auteur: string;
  commentaire: string;
  annule: boolean;
  motif: string;
  syntheses: SyntheseFigee[];
};

const figes = (tx: SchoolTx) =>
  tx
    .selectFrom("bilan_intermediaire as b")
    .innerJoin("apprenant as a", "a.id", "b.apprenant_id")
    .innerJoin("habilitation as h", "h.id", "b.auteur_id")
    .leftJoin(
      sql<{
        classe_id: string;
      }>`lateral inscription_pour(b.etablissement_id, b.apprenant_id, b.date, b.date)`.as("i"),
      (join) => join.onTrue(),
    )
    .leftJoin("classe as c", "c.id", "i.classe_id")
    .select(["a.id", "a.nom", "a.prenom", "b.date", "b.synthese", "b.commentaire", "b.annule_le", "b.motif"])
    .select(["h.nom as auteurNom", "h.prenom as auteurPrenom", "c.nom as classe"])
    .orderBy(sql`a.nom collate "fr-x-icu"`)
    .orderBy(sql`a.prenom collate "fr-x-icu"`);

type Row = Awaited<ReturnType<ReturnType<typeof figes>["execute"]>>[number];

const figeDe = (row: Row): BilanFige => ({
  apprenant: { id: row.id, nom: row.nom, prenom: row.prenom },
  classe: row.classe ?? "",
  date: row.date,
  auteur: fullName({ nom: row.auteurNom, prenom: row.auteurPrenom }),
  commentaire: row.commentaire,
  annule: row.annule_le !== null,
  motif: row.motif ?? "",
  syntheses: row.synthese as SyntheseFigee[],
});

/** One of them; null when it is not one of this school. */
export async function loadBilanFige(tx: SchoolTx, bilan: string): Promise<BilanFige | null> {
  const row = await figes(tx).where("b.id", "=", bilan).executeTakeFirst();
  return row ? figeDe(row) : null;
}

/** Those of a class on a date that stand, in the order of names. */
export async function loadBilansFiges(tx: SchoolTx, classe: string, date: CivilDate): Promise<BilanFige[]> {
  const rows = await figes(tx)
    .where("i.classe_id", "=", classe)
    .where("b.date", "=", date)
    .where("b.annule_le", "is", null)
    .execute();
  return rows.map(figeDe);
}
