import { sql } from "kysely";
import { type Cle, cleDe, type Nature, valeurCompetence } from "#bilans/lignes/rules.ts";
import type { TypeBilan } from "#bilans/lignes/store.ts";
import type { SchoolTx } from "#db/pool.ts";
import { maitreSousContrat } from "#dossiers/store/maitre.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { type Referentiels, referentielDe } from "#referentiel/versions.ts";

type BilanImprime = {
  date: CivilDate | null;
  commentaire: string;
  presence: string;
  lignes: Map<Cle, string>;
};

type Row = {
  dossier: string;
  nom: string;
  prenom: string;
  classe: string;
  statutApprenant: "scolaire" | "apprenti";
  periode: string;
  statut: string;
  du: CivilDate;
  au: CivilDate;
  referentiel: string;
  referentielVersion: string;
  entreprise: string;
  ville: string;
  tuteur: string;
  referent: string;
  prevues: string[];
  decrites: string[];
  bilans: (Omit<BilanImprime, "lignes"> & {
    type: TypeBilan;
    lignes: [Nature, string, "globale" | "detaillee" | null, string | null][];
  })[];
};

/** What the paper of one dossier is made of; the bilans by their type, as far as anybody wrote them. */
export type PapierLu = Omit<Row, "bilans" | "referentiel" | "referentielVersion"> & {
  ref: NonNullable<ReturnType<typeof referentielDe>>;
  bilans: ReadonlyMap<TypeBilan, BilanImprime>;
};

const bilanImprime = ({ lignes, type: _, ...bilan }: Row["bilans"][number]): BilanImprime => ({
  ...bilan,
  lignes: new Map(
    lignes.map(([nature, element, mode, valeur]) => [
      cleDe(nature, element),
      nature === "competence" ? valeurCompetence(mode ?? "globale", valeur ?? "") : (valeur ?? ""),
    ]),
  ),
});

/**
 * What is printed for the meeting of one dossier, or of each learner of a period in class order; one statement.
 * @param today an apprenti is followed by the maître whose contract covers this day
 */
export async function loadPapiers(
  tx: SchoolTx,
  referentiels: Referentiels,
  choix: { dossier: string } | { periode: string },
  today: CivilDate,
): Promise<PapierLu[]> {
  const which = "dossier" in choix ? sql`d.id = ${choix.dossier}` : sql`d.periode_id = ${choix.periode}`;
  const { rows } = await sql<Row>`
    select d.id as dossier, a.nom, a.prenom, c.nom as classe, coalesce(i.statut, 'scolaire') as "statutApprenant",
      p.nom as periode, p.statut, p.du, p.au, p.referentiel, p.referentiel_version as "referentielVersion",
      coalesce(ac.entreprise, '') as entreprise, coalesce(ac.ville, '') as ville,
      coalesce(case when i.statut = 'apprenti' then m.prenom || ' ' || m.nom
        else trim(ac.tuteur_prenom || ' ' || ac.tuteur_nom) end, '') as tuteur,
      coalesce(h.prenom || ' ' || h.nom, '') as referent,
      coalesce(f.taches, '{}') as prevues,
      array(
        select distinct unnest(s.taches) from semaine s
        where s.etablissement_id = d.etablissement_id and s.dossier_id = d.id
        union
        select distinct unnest(v.taches) from activite v
        where v.etablissement_id = d.etablissement_id and v.dossier_id = d.id and v.supprime_le is null
      ) as decrites,
      coalesce((
        select json_agg(json_build_object('type', b.type, 'date', b.date_rencontre, 'commentaire', b.commentaire,
          'presence', b.presence, 'lignes', coalesce((
            select json_agg(json_build_array(l.nature, l.element, l.mode, l.valeur)) from bilan_ligne l
            where l.etablissement_id = b.etablissement_id and l.bilan_id = b.id and l.volet = 'conjoint'), '[]')))
        from bilan b
        where b.etablissement_id = d.etablissement_id and b.dossier_id = d.id
          and b.type in ('entreprise', 'attitudes', 'certificatif')
      ), '[]') as bilans
    from dossier d
    join periode p on p.etablissement_id = d.etablissement_id and p.id = d.periode_id
    join apprenant a on a.etablissement_id = d.etablissement_id and a.id = d.apprenant_id
    join classe c on c.etablissement_id = d.etablissement_id and c.id = d.classe_id
    left join lateral inscription_pour(d.etablissement_id, d.apprenant_id, p.du, p.au) i on true
    left join accueil ac on ac.etablissement_id = d.etablissement_id and ac.dossier_id = d.id and ac.rang = 1
    left join lateral (${maitreSousContrat(sql`d.apprenant_id`, today)}) m on i.statut = 'apprenti'
    left join habilitation h on h.etablissement_id = d.etablissement_id and h.id = d.referent_id
    left join fiche f on f.etablissement_id = d.etablissement_id and f.dossier_id = d.id
    where ${which} and d.retire_le is null and p.supprime_le is null
    order by c.nom collate "fr-x-icu", a.nom collate "fr-x-icu", a.prenom collate "fr-x-icu", a.id
  `.execute(tx);
  return rows.flatMap(({ bilans, referentiel, referentielVersion, ...row }) => {
    const ref = referentielDe(referentiels, { referentiel, referentielVersion });
    return ref
      ? [{ ...row, ref, bilans: new Map(bilans.map((bilan) => [bilan.type, bilanImprime(bilan)])) }]
      : [];
  });
}
