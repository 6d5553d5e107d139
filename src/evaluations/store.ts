import { sql } from "kysely";
import type { SchoolTx } from "#db/pool.ts";
import type { ApprenantDeClasse, BilanASolder } from "#evaluations/rules.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { fullName } from "#kernel/french.ts";
import { newId } from "#kernel/id.ts";
import type { SyntheseFigee } from "#tableau-de-bord/rules.ts";

export type Classe = { id: string; nom: string; annee: number };

/** The classes of the school, the latest year first. */
export const classesDe = (tx: SchoolTx): Promise<Classe[]> =>
  tx
    .selectFrom("classe")
    .select(["id", "nom", "annee"])
    .orderBy("annee", "desc")
    .orderBy(sql`nom collate "fr-x-icu"`)
    .execute();

/** The learners of a class today, in the order of French lists. */
export const apprenantsDe = (tx: SchoolTx, classe: string): Promise<ApprenantDeClasse[]> =>
  tx
    .selectFrom("inscription as i")
    .innerJoin("apprenant as a", "a.id", "i.apprenant_id")
    .select(["a.id", "a.nom", "a.prenom"])
    .where("i.classe_id", "=", classe)
    .where("i.au", "is", null)
    .orderBy(sql`a.nom collate "fr-x-icu"`)
    .orderBy("a.prenom")
    .execute();

export type BilanListe = {
  id: string;
  apprenant: string;
  date: CivilDate;
  commentaire: string;
  auteur: { id: string; nom: string };
  annuleLe: Date | null;
  motif: string | null;
};

/** The bilans intermédiaires of the learners of a class, the latest first, cancelled ones included. */
export async function bilansDe(tx: SchoolTx, classe: string): Promise<BilanListe[]> {
  const rows = await tx
    .selectFrom("bilan_intermediaire as b")
    .innerJoin("inscription as i", (join) =>
      join.onRef("i.apprenant_id", "=", "b.apprenant_id").on("i.au", "is", null),
    )
    .innerJoin("habilitation as h", "h.id", "b.auteur_id")
    .select(["b.id", "b.apprenant_id", "b.date", "b.commentaire", "b.auteur_id", "b.annule_le", "b.motif"])
    .select(["h.nom", "h.prenom"])
    .where("i.classe_id", "=", classe)
    .orderBy("b.date", "desc")
    .orderBy("b.cree_le", "desc")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    apprenant: row.apprenant_id,
    date: row.date,
    commentaire: row.commentaire,
    auteur: { id: row.auteur_id, nom: fullName(row) },
    annuleLe: row.annule_le,
    motif: row.motif,
  }));
}

/** Every stay of these learners that lives, with how far its bilan entreprise is. */
export async function bilansASolder(tx: SchoolTx, apprenants: readonly string[]): Promise<BilanASolder[]> {
  const rows = await tx
    .selectFrom("dossier as d")
    .innerJoin("periode as p", "p.id", "d.periode_id")
    .innerJoin("apprenant as a", "a.id", "d.apprenant_id")
    .leftJoin("bilan as b", (join) => join.onRef("b.dossier_id", "=", "d.id").on("b.type", "=", "entreprise"))
    .select([
      "d.id as dossier",
      "a.id",
      "a.nom",
      "a.prenom",
      "p.nom as periode",
      "p.statut",
      "p.referentiel",
      "p.referentiel_version",
    ])
    .select(["p.au", "b.etat", "b.date_rencontre"])
    .where("a.id", "=", sql<string>`any(${apprenants}::uuid[])`)
    .where("d.retire_le", "is", null)
    .where("p.supprime_le", "is", null)
    .orderBy(sql`a.nom collate "fr-x-icu"`)
    .orderBy("p.au")
    .execute();
  return rows.map((row) => ({
    apprenant: { id: row.id, nom: row.nom, prenom: row.prenom },
    dossier: row.dossier,
    periode: {
      nom: row.periode,
      statut: row.statut,
      referentiel: row.referentiel,
      referentielVersion: row.referentiel_version,
    },
    rencontre: row.date_rencontre ?? row.au,
    etat: row.etat === null ? "absent" : row.etat === "brouillon" ? "brouillon" : "transmis",
  }));
}

/** Writes one bilan intermédiaire per learner, in one statement. */
export async function creerBilans(
  tx: SchoolTx,
  given: {
    etablissement: string;
    auteur: string;
    date: CivilDate;
    /** for everybody, save those who have their own */
    commentaire: string;
    commentaires?: ReadonlyMap<string, string>;
    now: Date;
    syntheses: ReadonlyMap<string, SyntheseFigee[]>;
  },
): Promise<string[]> {
  const rows = [...given.syntheses].map(([apprenant, synthese]) => ({
    etablissement_id: given.etablissement,
    id: newId(),
    apprenant_id: apprenant,
    date: given.date,
    synthese: JSON.stringify(synthese),
    commentaire: given.commentaires?.get(apprenant) || given.commentaire,
    auteur_id: given.auteur,
    cree_le: given.now,
  }));
  await tx.insertInto("bilan_intermediaire").values(rows).execute();
  return rows.map((row) => row.id);
}

export type BilanAAnnuler = {
  id: string;
  date: CivilDate;
  apprenant: ApprenantDeClasse;
  classe: string | null;
  auteur: { id: string; nom: string };
  annule: boolean;
};

/** One bilan intermédiaire, with whose it is; null when it is not one of this school. */
export async function loadBilan(tx: SchoolTx, id: string): Promise<BilanAAnnuler | null> {
  const row = await tx
    .selectFrom("bilan_intermediaire as b")
    .innerJoin("apprenant as a", "a.id", "b.apprenant_id")
    .innerJoin("habilitation as h", "h.id", "b.auteur_id")
    .leftJoin("inscription as i", (join) => join.onRef("i.apprenant_id", "=", "a.id").on("i.au", "is", null))
    .select([
      "b.id",
      "b.date",
      "b.auteur_id",
      "b.annule_le",
      "h.nom as auteurNom",
      "h.prenom as auteurPrenom",
    ])
    .select(["a.id as apprenant", "a.nom", "a.prenom", "i.classe_id as classe"])
    .where("b.id", "=", id)
    .executeTakeFirst();
  if (!row) return null;
  return {
    id: row.id,
    date: row.date,
    apprenant: { id: row.apprenant, nom: row.nom, prenom: row.prenom },
    classe: row.classe,
    auteur: { id: row.auteur_id, nom: fullName({ nom: row.auteurNom, prenom: row.auteurPrenom }) },
    annule: row.annule_le !== null,
  };
}

/** Cancels it: what it froze is free again. @returns false when somebody did so already */
export async function annulerBilan(
  tx: SchoolTx,
  given: { bilan: string; auteur: string; motif: string; now: Date },
): Promise<boolean> {
  const done = await tx
    .updateTable("bilan_intermediaire")
    .set({ annule_le: given.now, annule_par: given.auteur, motif: given.motif })
    .where("id", "=", given.bilan)
    .where("annule_le", "is", null)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}
