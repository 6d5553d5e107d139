import { sql } from "kysely";
import { lireConditions } from "#annexes/rules/conditions.ts";
import type { SchoolTx } from "#db/pool.ts";
import type {
  AccueilPreconvention,
  FeuillePreconvention,
  PapierPreconvention,
} from "#documents/preconvention.ts";
import { enTete } from "#documents/store/etablissement.ts";
import { lireReglages } from "#etablissement/reglages/store.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { type Referentiels, referentielDe } from "#referentiel/versions.ts";

type Row = {
  dossier: string;
  nom: string;
  prenom: string;
  classe: string;
  periode: string;
  du: CivilDate;
  au: CivilDate;
  referentiel: string;
  referentielVersion: string;
  referentNom: string | null;
  referentPrenom: string | null;
  objectifs: string[];
  taches: string[];
  conditions: unknown;
  accueils: AccueilPreconvention[];
};

type Choix = { dossier: string } | { periode: string };

/** The dossiers whose pré-convention is printed; `d`, `p` and `a` are the dossier, its period and its learner. */
const imprimes = (choix: Choix, apprentis: boolean) => sql`
    dossier d
    join periode p on p.etablissement_id = d.etablissement_id and p.id = d.periode_id and p.supprime_le is null
    join apprenant a on a.etablissement_id = d.etablissement_id and a.id = d.apprenant_id
    left join lateral inscription_pour(d.etablissement_id, d.apprenant_id, p.du, p.au) i on true
    where ${"dossier" in choix ? sql`d.id = ${choix.dossier}` : sql`d.periode_id = ${choix.periode}`}
      and d.retire_le is null and (${apprentis} or coalesce(i.statut, 'scolaire') = 'scolaire')`;

/** The ids of the same dossiers, in no order. */
export async function dossiersImprimes(tx: SchoolTx, periode: string, apprentis: boolean): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select d.id from ${imprimes({ periode }, apprentis)}`.execute(
    tx,
  );
  return rows.map(({ id }) => id);
}

/** A sheet, and the dossier it is of. */
export type FeuilleLue = FeuillePreconvention & { dossier: string };

/**
 * What is printed on the pré-convention of one dossier, or of each élève of a period in class order; one statement.
 * @param apprentis false: an apprenti has none, his contract stands for it
 */
export async function feuilles(
  tx: SchoolTx,
  referentiels: Referentiels,
  choix: Choix,
  apprentis: boolean,
): Promise<FeuilleLue[]> {
  const { rows } = await sql<Row>`
    select d.id as dossier, a.nom, a.prenom, c.nom as classe, p.nom as periode, p.du, p.au, p.referentiel,
      p.referentiel_version as "referentielVersion",
      h.nom as "referentNom", h.prenom as "referentPrenom", f.objectifs, f.taches,
      coalesce(f.organisation, p.conditions) as conditions,
      coalesce((select json_agg(json_build_object(
          'nom', l.entreprise, 'adresse', l.adresse, 'codePostal', l.code_postal, 'ville', l.ville, 'siret', l.siret,
          'telephone', l.telephone, 'du', l.du, 'au', l.au, 'tuteur', json_build_object('nom', l.tuteur_nom,
            'prenom', l.tuteur_prenom, 'courriel', l.tuteur_courriel, 'telephone', l.tuteur_telephone)) order by l.rang)
        from accueil l where l.etablissement_id = d.etablissement_id and l.dossier_id = d.id), '[]') as accueils
    from (select d.id from ${imprimes(choix, apprentis)}) x
    join dossier d on d.id = x.id
    join periode p on p.etablissement_id = d.etablissement_id and p.id = d.periode_id
    join apprenant a on a.etablissement_id = d.etablissement_id and a.id = d.apprenant_id
    join classe c on c.etablissement_id = d.etablissement_id and c.id = d.classe_id
    join fiche f on f.etablissement_id = d.etablissement_id and f.dossier_id = d.id
    left join habilitation h on h.etablissement_id = d.etablissement_id and h.id = d.referent_id
    order by c.nom collate "fr-x-icu", a.nom collate "fr-x-icu", a.prenom collate "fr-x-icu", a.id
  `.execute(tx);
  return rows.flatMap((row) => {
    const referentiel = referentielDe(referentiels, row);
    if (!referentiel) return [];
    const { dossier, nom, prenom, classe, objectifs, taches, accueils } = row;
    return {
      dossier,
      apprenant: { nom, prenom, classe },
      periode: { nom: row.periode, du: row.du, au: row.au },
      referent: row.referentNom === null ? null : { nom: row.referentNom, prenom: row.referentPrenom ?? "" },
      accueils,
      referentiel,
      objectifs,
      taches,
      conditions: lireConditions(row.conditions),
    };
  });
}

/** A period's name, for its file; null when it does not exist here or is in the bin. */
export async function nomDePeriode(tx: SchoolTx, periode: string): Promise<string | null> {
  const row = await tx
    .selectFrom("periode")
    .select("nom")
    .where("id", "=", periode)
    .where("supprime_le", "is", null)
    .executeTakeFirst();
  return row?.nom ?? null;
}

/** What the school whose rows are open gives to the paper. */
export async function papierDeLEcole(tx: SchoolTx, etablissement: string): Promise<PapierPreconvention> {
  const { signataires, mentionTravaux } = await lireReglages(tx);
  return { etablissement: await enTete(tx, etablissement), signataires, mentionTravaux };
}
