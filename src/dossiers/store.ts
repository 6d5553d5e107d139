import { sql } from "kysely";
import type { SchoolTx } from "#db/pool.ts";
import type { Voisins } from "#dossiers/rules/voisins.ts";
import type { DossierLu } from "#dossiers/rules.ts";

/** Who stands before and after a dossier in its period: the order of its list, last names in French order. */
const voisins = sql<Voisins>`(
  select json_build_object('rang', n.rang, 'total', n.total, 'precedent', n.precedent, 'suivant', n.suivant)
  from (
    select x.id, row_number() over lignes as rang, count(*) over () as total,
      lag(json_build_object('dossier', x.id, 'nom', y.nom, 'prenom', y.prenom)) over lignes as precedent,
      lead(json_build_object('dossier', x.id, 'nom', y.nom, 'prenom', y.prenom)) over lignes as suivant
    from dossier x
    join apprenant y on y.etablissement_id = x.etablissement_id and y.id = x.apprenant_id
    where x.etablissement_id = d.etablissement_id and x.periode_id = d.periode_id and x.retire_le is null
    window lignes as (order by y.nom collate "fr-x-icu", y.prenom collate "fr-x-icu", y.id)
  ) n where n.id = d.id
)`;

/** The dossier's facts; null when it does not exist here, was taken out of its period, or its period is in the bin. */
export async function loadDossier(tx: SchoolTx, dossier: string): Promise<DossierLu | null> {
  const row = await tx
    .selectFrom("dossier as d")
    .innerJoin("periode as p", "p.id", "d.periode_id")
    .innerJoin("apprenant as a", "a.id", "d.apprenant_id")
    .innerJoin("classe as c", "c.id", "d.classe_id")
    .leftJoin(
      sql<{
        statut: "scolaire" | "apprenti";
      }>`lateral inscription_pour(d.etablissement_id, d.apprenant_id, p.du, p.au)`.as("i"),
      (join) => join.onTrue(),
    )
    .select([
      "d.id",
      "d.referent_id as referent",
      "a.id as apprenant",
      "a.nom as apprenantNom",
      "a.prenom as apprenantPrenom",
      "i.statut as statutApprenant",
      "c.id as classe",
      "c.nom as classeNom",
      "p.id as periode",
      "p.nom as periodeNom",
      "p.statut",
      "p.niveau",
      "p.du",
      "p.au",
      "p.auteur_id as auteur",
      "p.referentiel",
      "p.referentiel_version",
      voisins.as("voisins"),
    ])
    .where("d.id", "=", dossier)
    .where("d.retire_le", "is", null)
    .where("p.supprime_le", "is", null)
    .executeTakeFirst();
  if (!row) return null;
  return {
    dossier: row.id,
    apprenant: {
      id: row.apprenant,
      nom: row.apprenantNom,
      prenom: row.apprenantPrenom,
      statut: row.statutApprenant ?? "scolaire",
    },
    classe: { id: row.classe, nom: row.classeNom },
    periode: {
      id: row.periode,
      nom: row.periodeNom,
      statut: row.statut,
      niveau: row.niveau,
      du: row.du,
      au: row.au,
      auteur: row.auteur,
      referentiel: row.referentiel,
      referentielVersion: row.referentiel_version,
    },
    referent: row.referent,
    voisins: row.voisins,
  };
}
