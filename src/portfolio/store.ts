import { sql } from "kysely";
import type { SchoolTx } from "#db/pool.ts";
import { newId } from "#kernel/id.ts";
import { type Conseil, presents } from "#portfolio/commentaires/rules.ts";
import { conseilsEnJson, lireConseils } from "#portfolio/commentaires/store.ts";
import type { Contenu, Sommaire } from "#portfolio/rules.ts";

export type Objet = "presentation" | "semaine" | "activite";

/** What the tabs of one portfolio count, its comments and the tasks of its fiche: one statement. */
export async function loadSommaire(
  tx: SchoolTx,
  dossier: string,
): Promise<Sommaire & { taches: string[]; conseils: Conseil[] }> {
  const { rows } = await sql<{
    entreprises: string[];
    taches: string[] | null;
    reponses: number | null;
    repere: boolean;
    semaines: string[];
    postes: number;
    activites: number;
    annexes: number;
    conseils: Parameters<typeof lireConseils>[0];
  }>`
    select
      array(select entreprise from accueil where dossier_id = ${dossier} and entreprise <> '' order by rang) as entreprises,
      (select taches from fiche where dossier_id = ${dossier}) as taches,
      (select (activite <> '')::int + (effectif <> '')::int + (effectif_maintenance <> '')::int + (historique <> '')::int
        from presentation where dossier_id = ${dossier}) as reponses,
      exists (select 1 from emplacement where dossier_id = ${dossier}) as repere,
      array(select lundi::text from semaine where dossier_id = ${dossier}
        and (fait <> '' or reussi <> '' or aime <> '' or difficile <> '' or jours <> '{}' or cardinality(taches) > 0)
        order by lundi) as semaines,
      (select count(*) from poste where dossier_id = ${dossier}) as postes,
      (select count(*) from activite where dossier_id = ${dossier} and supprime_le is null) as activites,
      (select count(*) from fichier where dossier_id = ${dossier} and ancre = '' and supprime_le is null) as annexes,
      ${conseilsEnJson(dossier)} as conseils
  `.execute(tx);
  const row = rows[0]!;
  const conseils = lireConseils(row.conseils);
  return {
    entreprises: row.entreprises,
    taches: row.taches ?? [],
    reponses: row.reponses ?? 0,
    repere: row.repere,
    semaines: row.semaines,
    postes: row.postes,
    activites: row.activites,
    annexes: row.annexes,
    commentaires: presents(conseils).length,
    commentairesAFaire: presents(conseils).filter(({ faitLe }) => faitLe === null).length,
    conseils,
  };
}

/** Writers of one portfolio go one after the other: what they read to decide stays true until they have written. */
export const tenirPortfolio = (tx: SchoolTx, dossier: string) =>
  tx.selectFrom("dossier").select("id").where("id", "=", dossier).forNoKeyUpdate().execute();

/** The folder opens at the learner's first writing (S-07), and stays open. */
export const marquerEdite = (tx: SchoolTx, dossier: string, now: Date) =>
  tx
    .updateTable("dossier")
    .set({ portfolio_edite_le: now })
    .where("id", "=", dossier)
    .where("portfolio_edite_le", "is", null)
    .execute();

/** The last version kept of a text: who was replacing it and when the sitting began. */
export async function derniereVersion(
  tx: SchoolTx,
  texte: { dossier: string; objet: Objet; cle: string },
): Promise<{ auteur: string; le: Date } | null> {
  const row = await tx
    .selectFrom("version_texte")
    .select(["auteur_id as auteur", "le"])
    .where("dossier_id", "=", texte.dossier)
    .where("objet", "=", texte.objet)
    .where("cle", "=", texte.cle)
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/** Keeps what a text said, before it is replaced. */
export const garderVersion = (
  tx: SchoolTx,
  version: {
    etablissement: string;
    dossier: string;
    objet: Objet;
    cle: string;
    version: number;
    contenu: Contenu;
    auteur: string;
    le: Date;
  },
) =>
  tx
    .insertInto("version_texte")
    .values({
      etablissement_id: version.etablissement,
      id: newId(),
      dossier_id: version.dossier,
      objet: version.objet,
      cle: version.cle,
      version: version.version,
      contenu: JSON.stringify(version.contenu),
      auteur_id: version.auteur,
      le: version.le,
    })
    .execute();
