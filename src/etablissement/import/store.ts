import { sql } from "kysely";
import type { SchoolTx } from "#db/pool.ts";
import type { ApprenantConnu } from "#etablissement/import/reconnaitre.ts";
import type { Bilan, Lecture } from "#etablissement/import/rules.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { newId } from "#kernel/id.ts";

export type ImportListe = {
  id: string;
  fichier: string;
  lecture: Lecture;
  creeLe: Date;
  appliqueLe: Date | null;
  bilan: Bilan | null;
};

/** @param hold true before applying: a second press waits, and then finds it applied */
export async function importDe(tx: SchoolTx, id: string, hold = false): Promise<ImportListe | null> {
  const row = await tx
    .selectFrom("import_liste")
    .select(["id", "fichier", "lecture", "cree_le as creeLe", "applique_le as appliqueLe", "bilan"])
    .where("id", "=", id)
    // lists of other people are read elsewhere
    .where(sql`lecture->>'genre'`, "is", null)
    .$if(hold, (query) => query.forUpdate())
    .executeTakeFirst();
  return (row as ImportListe | undefined) ?? null;
}

export type ImportResume = {
  id: string;
  fichier: string;
  creeLe: Date;
  appliqueLe: Date | null;
  auteur: string;
};

/** The last imports, the latest first. */
export async function derniersImports(tx: SchoolTx): Promise<ImportResume[]> {
  const { rows } = await sql<ImportResume>`
    select l.id, l.fichier, l.cree_le as "creeLe", l.applique_le as "appliqueLe", h.prenom || ' ' || h.nom as auteur
    from import_liste l join habilitation h on h.id = l.auteur_id
    where l.lecture->>'genre' is null order by l.cree_le desc limit 20
  `.execute(tx);
  return rows;
}

export async function garderLecture(
  tx: SchoolTx,
  given: { etablissement: string; auteur: string; now: Date; fichier: string; lecture: object },
): Promise<string> {
  const id = newId();
  await tx
    .insertInto("import_liste")
    .values({
      etablissement_id: given.etablissement,
      id,
      fichier: given.fichier,
      lecture: JSON.stringify(given.lecture),
      auteur_id: given.auteur,
      cree_le: given.now,
      applique_le: null,
    })
    .execute();
  return id;
}

/** Marks an import as applied; the pupils' lines, of no more use, are not kept. */
export const garderBilan = (tx: SchoolTx, liste: ImportListe, bilan: Bilan, now: Date) =>
  tx
    .updateTable("import_liste")
    .set({
      applique_le: now,
      bilan: JSON.stringify(bilan),
      lecture: JSON.stringify({
        ...liste.lecture,
        resultat: { ...liste.lecture.resultat, lignes: [], erreurs: [], notes: [] },
      }),
    })
    .where("id", "=", liste.id)
    .execute();

/** Every learner of the school, those of no class included; `classe` is the one he has or will have in that year. */
export async function apprenantsConnus(
  tx: SchoolTx,
  annee: number,
  today: CivilDate,
): Promise<ApprenantConnu[]> {
  const { rows } = await sql<ApprenantConnu>`
    select a.id, a.nom, a.prenom, a.naissance, a.ine, coalesce(i.statut, 'scolaire') as statut,
      case when i.annee = ${annee} and (i.au is null or i.au > ${today}) then i.nom end as classe,
      case when i.nom is not null then jsonb_build_object('nom', i.nom, 'annee', i.annee,
        'parti', i.au is not null and i.au < ${today}) end as derniere
    from apprenant a
    left join lateral (
      select x.statut, x.au, c.nom, c.annee from inscription x join classe c on c.id = x.classe_id
      where x.apprenant_id = a.id
      order by (c.annee = ${annee}) desc, x.au desc nulls first, x.du desc limit 1
    ) i on true
    order by a.nom collate "fr-x-icu", a.prenom collate "fr-x-icu"
  `.execute(tx);
  return rows;
}

export const classesDeLAnnee = (tx: SchoolTx, annee: number): Promise<{ id: string; nom: string }[]> =>
  tx.selectFrom("classe").select(["id", "nom"]).where("annee", "=", annee).orderBy("nom").execute();
