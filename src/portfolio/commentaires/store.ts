import { type RawBuilder, sql } from "kysely";
import type { SchoolTx } from "#db/pool.ts";
import type { Role } from "#kernel/actor.ts";
import type { Conseil, Reponse } from "#portfolio/commentaires/rules.ts";

type Json = Omit<Conseil, "le" | "faitLe" | "retireLe" | "reponse"> & {
  le: string;
  faitLe: string | null;
  retireLe: string | null;
  reponse: (Omit<Reponse, "le" | "retireLe"> & { le: string; retireLe: string | null }) | null;
};

/** The comments of a dossier with their answers, oldest first, as one value of a greater statement. See `lireConseils`. */
export const conseilsEnJson = (dossier: string): RawBuilder<Json[]> => sql<Json[]>`(
  select coalesce(json_agg(json_build_object(
    'id', c.id, 'ancre', c.ancre, 'texte', c.texte, 'le', c.le, 'faitLe', c.fait_le, 'retireLe', c.retire_le,
    'auteur', json_build_object('habilitation', h.id, 'nom', h.nom, 'prenom', h.prenom, 'role', h.role),
    'reponse', (
      select json_build_object('id', r.id, 'texte', r.texte, 'le', r.le, 'retireLe', r.retire_le)
      from commentaire r where r.etablissement_id = c.etablissement_id and r.dossier_id = c.dossier_id
        and r.ancre = 'reponse:' || c.id order by r.le desc, r.id desc limit 1)
  ) order by c.le, c.id), '[]')
  from commentaire c
  join habilitation h on h.etablissement_id = c.etablissement_id and h.id = c.auteur_id
  where c.dossier_id = ${dossier} and c.ancre not like 'reponse:%'
)`;

const date = (text: string | null) => (text === null ? null : new Date(text));

/** What `conseilsEnJson` gave, with its instants. */
export const lireConseils = (rows: readonly Json[]): Conseil[] =>
  rows.map((row) => ({
    ...row,
    le: new Date(row.le),
    faitLe: date(row.faitLe),
    retireLe: date(row.retireLe),
    reponse: row.reponse && {
      ...row.reponse,
      le: new Date(row.reponse.le),
      retireLe: date(row.reponse.retireLe),
    },
  }));

/** Who has read a comment, and when for the first time. */
export type LectureConseil = { conseil: string; nom: string; prenom: string; role: Role; le: Date };

const objetLu = (dossier: string, conseil = "") => `commentaire:${dossier}:${conseil}`;

/** Who has read the comments of a dossier, their authors apart; the first reader first. */
export async function loadLecturesConseils(tx: SchoolTx, dossier: string): Promise<LectureConseil[]> {
  const { rows } = await sql<LectureConseil>`
    select split_part(l.objet, ':', 3) as conseil, h.nom, h.prenom, h.role, l.le
    from lecture l join habilitation h on h.etablissement_id = l.etablissement_id and h.id = l.habilitation_id
    where l.objet like ${`${objetLu(dossier)}%`} order by l.le, h.id
  `.execute(tx);
  return rows;
}

/** The first time somebody reads the comments of others: a reading trace, all that a GET may leave. */
export const noterConseilsLus = (
  tx: SchoolTx,
  given: { etablissement: string; habilitation: string; dossier: string; now: Date },
) =>
  sql`
  insert into lecture (etablissement_id, habilitation_id, objet, le)
  select c.etablissement_id, ${given.habilitation}, ${objetLu(given.dossier)}::text || c.id, ${given.now}
  from commentaire c
  where c.dossier_id = ${given.dossier} and c.auteur_id <> ${given.habilitation} and c.retire_le is null
    and c.ancre not like 'reponse:%'
  on conflict do nothing`.execute(tx);

/** A comment, or an answer (see `ancreReponse`), as it is first written. */
type Nouveau = {
  etablissement: string;
  id: string;
  dossier: string;
  ancre: string;
  texte: string;
  auteur: string;
  le: Date;
};

export const insertCommentaire = (tx: SchoolTx, { etablissement, dossier, auteur, ...row }: Nouveau) =>
  tx
    .insertInto("commentaire")
    .values({ etablissement_id: etablissement, dossier_id: dossier, auteur_id: auteur, ...row })
    .execute();

/** A comment or an answer as its row has it. */
export type Ligne = {
  id: string;
  ancre: string;
  texte: string;
  auteur: string;
  le: Date;
  retireLe: Date | null;
};

/** One row of this dossier; null when it has none of this id. An act holds the portfolio first. */
export async function loadLigne(tx: SchoolTx, dossier: string, id: string): Promise<Ligne | null> {
  const row = await tx
    .selectFrom("commentaire")
    .select(["id", "ancre", "texte", "auteur_id as auteur", "le", "retire_le as retireLe"])
    .where("dossier_id", "=", dossier)
    .where("id", "=", id)
    .executeTakeFirst();
  return row ?? null;
}

export const setTexte = (tx: SchoolTx, id: string, texte: string) =>
  tx.updateTable("commentaire").set({ texte }).where("id", "=", id).execute();

/** Done (`at`), or to be done again (null). */
export const setFait = (tx: SchoolTx, id: string, at: Date | null) =>
  tx.updateTable("commentaire").set({ fait_le: at }).where("id", "=", id).execute();

/** Taken back (`at`), or put back (null); its words stay. */
export const setRetire = (tx: SchoolTx, id: string, at: Date | null) =>
  tx.updateTable("commentaire").set({ retire_le: at }).where("id", "=", id).execute();
