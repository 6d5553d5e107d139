import { sql } from "kysely";
import type { SchoolTx } from "#db/pool.ts";
import type { CivilDate } from "#kernel/civil-date.ts";

type Personne = { nom: string; prenom: string };

/** One access, as the page of its link and the letters about it tell it. */
export type Acces = {
  id: string;
  tuteur: Personne & { habilitation: string; identite: string; courriel: string };
  dossier: string;
  /** which of the dossier's stays */
  rang: number;
  apprenant: Personne;
  /** the days are the stay's own when it has some (B-18) */
  periode: { id: string; nom: string; du: CivilDate; au: CivilDate };
  /** who invited */
  enseignant: Personne;
  ecole: string;
  fuseau: string;
  jusquAu: CivilDate;
  revoqueLe: Date | null;
  demandeLe: Date | null;
};

/**
 * @param hold true when entering: « Invalider l’accès » waits for it, or it sees the access invalidated
 * @returns null when the learner was taken out of the period, or the period is in the bin
 */
export async function loadAcces(tx: SchoolTx, id: string, hold = false): Promise<Acces | null> {
  const row = await tx
    .selectFrom("accueil_tuteur as t")
    .innerJoin("accueil as l", "l.id", "t.accueil_id")
    .innerJoin("dossier as d", "d.id", "t.dossier_id")
    .innerJoin("periode as p", "p.id", "d.periode_id")
    .innerJoin("apprenant as a", "a.id", "d.apprenant_id")
    .innerJoin("habilitation as h", "h.id", "t.tuteur_id")
    .innerJoin("habilitation as e", "e.id", "t.invite_par")
    .innerJoin("etablissement as s", "s.id", "t.etablissement_id")
    .select([
      "t.id",
      "h.id as habilitation",
      "h.identite_id as identite",
      "h.nom as hNom",
      "h.prenom as hPrenom",
      "h.courriel",
      "d.id as dossier",
      "l.rang",
      "a.nom as aNom",
      "a.prenom as aPrenom",
      "p.id as periode",
      "p.nom as pNom",
      sql<CivilDate>`coalesce(l.du, p.du)`.as("du"),
      sql<CivilDate>`coalesce(l.au, p.au)`.as("au"),
      "e.nom as eNom",
      "e.prenom as ePrenom",
      "s.nom as ecole",
      "s.fuseau",
      "t.jusqu_au as jusquAu",
      "t.revoque_le as revoqueLe",
      "t.nouveau_lien_demande_le as demandeLe",
    ])
    .where("t.id", "=", id)
    .where("d.retire_le", "is", null)
    .where("p.supprime_le", "is", null)
    .$if(hold, (query) => query.forUpdate("t"))
    .executeTakeFirst();
  if (!row) return null;
  const { id: acces, dossier, rang, ecole, fuseau, jusquAu, revoqueLe, demandeLe } = row;
  const { habilitation, identite } = row;
  return {
    ...{ id: acces, dossier, rang, ecole, fuseau, jusquAu, revoqueLe, demandeLe },
    tuteur: { habilitation, identite, courriel: row.courriel ?? "", nom: row.hNom, prenom: row.hPrenom },
    apprenant: { nom: row.aNom, prenom: row.aPrenom },
    periode: { id: row.periode, nom: row.pNom, du: row.du, au: row.au },
    enseignant: { nom: row.eNom, prenom: row.ePrenom },
  };
}
