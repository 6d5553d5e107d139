import { sql } from "kysely";
import type { SchoolTx } from "#db/pool.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { enseignants } from "#periodes/store.ts";
import type { Charge } from "#visites/repartition/rules.ts";
import type { DossierAVisiter, Personne } from "#visites/rules.ts";

export type Repartition = {
  periode: { id: string; nom: string; du: CivilDate; au: CivilDate; auteur: string };
  classes: string[];
  /** in class order */
  dossiers: DossierAVisiter[];
  equipe: (Personne & { /** teaches one of the period's classes */ deLaClasse: boolean })[];
};

type Row = Omit<DossierAVisiter, "apprenant" | "classe"> & {
  nom: string;
  prenom: string;
  classe: string;
  classeNom: string;
};

/**
 * A period's dossiers with who follows and who visits them; null when there is no such period here. Three statements.
 * @param hold true in an act: the dossiers are held, so that what is compared is what is written over
 */
export async function loadRepartition(
  tx: SchoolTx,
  id: string,
  today: CivilDate,
  hold = false,
): Promise<Repartition | null> {
  const periode = await tx
    .selectFrom("periode")
    .select(["id", "nom", "du", "au", "auteur_id as auteur"])
    .where("id", "=", id)
    .where("supprime_le", "is", null)
    .executeTakeFirst();
  if (!periode) return null;
  const { rows } = await sql<Row>`
    select d.id as dossier, d.referent_id as referent, d.visiteur_id as visiteur, a.nom, a.prenom, c.id as classe,
      c.nom as "classeNom", coalesce(l.entreprise, '') as entreprise, coalesce(l.code_postal, '') as "codePostal",
      coalesce(l.ville, '') as ville
    from dossier d
    join apprenant a on a.etablissement_id = d.etablissement_id and a.id = d.apprenant_id
    join classe c on c.etablissement_id = d.etablissement_id and c.id = d.classe_id
    left join accueil l on l.etablissement_id = d.etablissement_id and l.dossier_id = d.id and l.rang = 1
    where d.periode_id = ${id} and d.retire_le is null
    order by c.nom collate "fr-x-icu", a.nom collate "fr-x-icu", a.prenom collate "fr-x-icu", a.id
    ${hold ? sql`for update of d` : sql``}
  `.execute(tx);
  const classes = [...new Set(rows.map((row) => row.classe))];
  const deLaClasse = new Set(
    (
      await tx
        .selectFrom("enseignant_classe")
        .select("enseignant_id as id")
        .where("classe_id", "=", sql<string>`any(${classes}::uuid[])`)
        .execute()
    ).map((row) => row.id),
  );
  return {
    periode,
    classes,
    dossiers: rows.map(({ nom, prenom, classe, classeNom, ...row }) => ({
      ...row,
      apprenant: { nom, prenom },
      classe: { id: classe, nom: classeNom },
    })),
    equipe: (await enseignants(tx, today)).map((one) => ({ ...one, deLaClasse: deLaClasse.has(one.id) })),
  };
}

/** Names référents and visitors; "" leaves a dossier without. One statement a charge. */
export async function affecter(
  tx: SchoolTx,
  choix: readonly { dossier: string; charge: Charge; apres: string }[],
): Promise<void> {
  for (const [charge, colonne] of [
    ["referent", sql`referent_id`],
    ["visiteur", sql`visiteur_id`],
  ] as const) {
    const lines = choix.filter((one) => one.charge === charge);
    if (lines.length === 0) continue;
    await sql`
      update dossier d set ${colonne} = nullif(v.qui, '')::uuid
      from unnest(${lines.map((one) => one.dossier)}::uuid[], ${lines.map((one) => one.apres)}::text[]) as v(dossier, qui)
      where d.id = v.dossier
    `.execute(tx);
  }
}
