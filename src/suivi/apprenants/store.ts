import { sql } from "kysely";
import type { SchoolTx } from "#db/pool.ts";
import type { CivilDate } from "#kernel/civil-date.ts";

/** A learner of the school as the list shows him. */
export type ApprenantListe = {
  id: string;
  nom: string;
  prenom: string;
  statut: "scolaire" | "apprenti";
  classe: { id: string; nom: string };
  /** periods he is in, all years */
  periodes: number;
  /** the last one that has begun, or the first to come; null while he is in none */
  derniere: { nom: string; entreprise: string } | null;
};

/** Every learner enrolled today, in one statement: class by class, last names in French order. */
export async function listeApprenants(tx: SchoolTx, today: CivilDate): Promise<ApprenantListe[]> {
  const { rows } = await sql<Omit<ApprenantListe, "classe"> & { classe: string; classeNom: string }>`
    select a.id, a.nom, a.prenom, i.statut, c.id as classe, c.nom as "classeNom", n.periodes, n.derniere
    from inscription i
    join apprenant a on a.etablissement_id = i.etablissement_id and a.id = i.apprenant_id
    join classe c on c.etablissement_id = i.etablissement_id and c.id = i.classe_id
    left join lateral (
      select count(*)::int as periodes,
        (array_agg(json_build_object('nom', p.nom, 'entreprise', coalesce(l.entreprises, ''))
          order by p.du > ${today}, abs(p.du - ${today}::date)))[1] as derniere
      from dossier d
      join periode p on p.etablissement_id = d.etablissement_id and p.id = d.periode_id
      left join lateral (select string_agg(nullif(x.entreprise, ''), ', puis ' order by x.rang) as entreprises
        from accueil x where x.etablissement_id = d.etablissement_id and x.dossier_id = d.id) l on true
      where d.etablissement_id = a.etablissement_id and d.apprenant_id = a.id and d.retire_le is null
        and p.supprime_le is null
    ) n on true
    where i.du <= ${today} and (i.au is null or i.au >= ${today})
    order by c.nom collate "fr-x-icu", a.nom collate "fr-x-icu", a.prenom collate "fr-x-icu", a.id
  `.execute(tx);
  return rows.map(({ classe, classeNom, ...row }) => ({ ...row, classe: { id: classe, nom: classeNom } }));
}

/** One learner; his class is null once he has left. */
export type ApprenantLu = {
  id: string;
  nom: string;
  prenom: string;
  statut: "scolaire" | "apprenti" | null;
  classe: string | null;
};

export async function loadApprenant(tx: SchoolTx, id: string, today: CivilDate): Promise<ApprenantLu | null> {
  const row = await tx
    .selectFrom("apprenant as a")
    .leftJoin("inscription as i", (join) =>
      join
        .onRef("i.apprenant_id", "=", "a.id")
        .on("i.du", "<=", today)
        .on((eb) => eb.or([eb("i.au", "is", null), eb("i.au", ">=", today)])),
    )
    .leftJoin("classe as c", "c.id", "i.classe_id")
    .select(["a.id", "a.nom", "a.prenom", "i.statut", "c.nom as classe"])
    .where("a.id", "=", id)
    .executeTakeFirst();
  return row ?? null;
}

export type BilanIntermediaireLu = { id: string; date: CivilDate; auteur: string; commentaire: string };

/** The bilans intermédiaires of a learner that stand, the latest first. */
export async function bilansIntermediairesDe(
  tx: SchoolTx,
  apprenant: string,
): Promise<BilanIntermediaireLu[]> {
  const { rows } = await sql<BilanIntermediaireLu>`
    select b.id, b.date, concat_ws(' ', h.prenom, h.nom) as auteur, b.commentaire
    from bilan_intermediaire b
    join habilitation h on h.etablissement_id = b.etablissement_id and h.id = b.auteur_id
    where b.apprenant_id = ${apprenant} and b.annule_le is null
    order by b.date desc
  `.execute(tx);
  return rows;
}
