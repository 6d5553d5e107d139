import { sql } from "kysely";
import type { SchoolTx } from "#db/pool.ts";
import type { EtatDossier } from "#dossiers/rules/etat.ts";
import { maitreSousContrat } from "#dossiers/store/maitre.ts";
import type { CivilDate } from "#kernel/civil-date.ts";

/** Which dossiers: those of a period, of one or several learners, or named. */
export type ChoixDossiers =
  | { periode: string }
  | { apprenants: readonly string[] }
  | { dossiers: readonly string[] };

const condition = (choix: ChoixDossiers) => {
  if ("periode" in choix) return sql`d.periode_id = ${choix.periode}`;
  if ("apprenants" in choix) return sql`d.apprenant_id = any(${choix.apprenants})`;
  return sql`d.id = any(${choix.dossiers})`;
};

type Row = {
  dossier: string;
  referent: string | null;
  portfolioEditeLe: Date | null;
  apprenant: string;
  nom: string;
  prenom: string;
  statutApprenant: "scolaire" | "apprenti" | null;
  classe: string;
  classeNom: string;
  periode: string;
  periodeNom: string;
  statut: string;
  niveau: string;
  du: CivilDate;
  au: CivilDate;
  auteur: string;
  referentiel: string;
  entreprise: string | null;
  ville: string | null;
  tuteurNom: string | null;
  tuteurPrenom: string | null;
  inviteLe: Date | null;
  venuLe: Date | null;
  revoqueLe: Date | null;
  ficheLueLe: Date | null;
  proposition: boolean;
  semaines: string[];
  activites: number;
  bilanEtat: string | null;
  dateRencontre: CivilDate | null;
  vuLe: Date | null;
  dernierBilanIntermediaire: CivilDate | null;
};

/**
 * The dossiers with where each document stands, in one statement whatever their number: last names in French order,
 * then the latest period first. Those withdrawn, or whose period is in the bin, do not exist.
 * @param today an apprenti is followed by the maître whose contract covers this day
 */
export async function etatsDesDossiers(
  tx: SchoolTx,
  choix: ChoixDossiers,
  today: CivilDate,
): Promise<EtatDossier[]> {
  const { rows } = await sql<Row>`
    select d.id as dossier, d.referent_id as referent, d.portfolio_edite_le as "portfolioEditeLe",
      a.id as apprenant, a.nom, a.prenom, i.statut as "statutApprenant", c.id as classe, c.nom as "classeNom",
      p.id as periode, p.nom as "periodeNom", p.statut, p.niveau, p.du, p.au, p.auteur_id as auteur, p.referentiel,
      l.entreprise, l.ville,
      case when i.statut = 'apprenti' then m.nom else l.tuteur_nom end as "tuteurNom",
      case when i.statut = 'apprenti' then m.prenom else l.tuteur_prenom end as "tuteurPrenom",
      t.invite_le as "inviteLe", t.premiere_visite_le as "venuLe", t.revoque_le as "revoqueLe", v.le as "ficheLueLe",
      exists (select from proposition_accueil x
        where x.etablissement_id = d.etablissement_id and x.accueil_id = l.id and x.tranche_le is null) as proposition,
      array(select s.lundi::text from semaine s
        where s.etablissement_id = d.etablissement_id and s.dossier_id = d.id
          and (s.fait <> '' or s.reussi <> '' or s.aime <> '' or s.difficile <> '')) as semaines,
      (select count(*) from activite x where x.etablissement_id = d.etablissement_id and x.dossier_id = d.id
        and x.supprime_le is null) as activites,
      b.etat as "bilanEtat", b.date_rencontre as "dateRencontre", b.vu_par_apprenant_le as "vuLe",
      (select max(x.date) from bilan_intermediaire x where x.etablissement_id = d.etablissement_id
        and x.apprenant_id = d.apprenant_id and x.annule_le is null) as "dernierBilanIntermediaire"
    from dossier d
    join periode p on p.etablissement_id = d.etablissement_id and p.id = d.periode_id
    join apprenant a on a.etablissement_id = d.etablissement_id and a.id = d.apprenant_id
    join classe c on c.etablissement_id = d.etablissement_id and c.id = d.classe_id
    left join inscription i on i.etablissement_id = d.etablissement_id and i.apprenant_id = a.id and i.au is null
    left join accueil l on l.etablissement_id = d.etablissement_id and l.dossier_id = d.id and l.rang = 1
    left join lateral (select x.tuteur_id, x.invite_le, x.premiere_visite_le, x.revoque_le from accueil_tuteur x
      where x.etablissement_id = d.etablissement_id and x.dossier_id = d.id
      order by x.revoque_le is not null, x.invite_le desc limit 1) t on true
    left join lateral (${maitreSousContrat(sql`d.apprenant_id`, today)}) m on i.statut = 'apprenti'
    left join lecture v on v.etablissement_id = d.etablissement_id
      and v.habilitation_id = coalesce(m.maitre_id, t.tuteur_id) and v.objet = 'fiche:' || d.id
    left join bilan b on b.etablissement_id = d.etablissement_id and b.dossier_id = d.id and b.type = 'entreprise'
    where ${condition(choix)} and d.retire_le is null and p.supprime_le is null
    order by a.nom collate "fr-x-icu", a.prenom collate "fr-x-icu", a.id, p.du desc
  `.execute(tx);
  return rows.map(read);
}

const read = (row: Row): EtatDossier => ({
  dossier: row.dossier,
  referent: row.referent,
  apprenant: {
    id: row.apprenant,
    nom: row.nom,
    prenom: row.prenom,
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
  },
  portfolioEditeLe: row.portfolioEditeLe,
  lieu: { entreprise: row.entreprise ?? "", ville: row.ville ?? "" },
  tuteur: {
    nom: row.tuteurNom ?? "",
    prenom: row.tuteurPrenom ?? "",
    invite: row.inviteLe !== null,
    venu: row.venuLe !== null,
    invalide: row.revoqueLe !== null,
    ficheLueLe: row.ficheLueLe,
  },
  propositionEnAttente: row.proposition,
  semaines: row.semaines as CivilDate[],
  activites: row.activites,
  bilanEntreprise: row.bilanEtat
    ? { etat: row.bilanEtat, dateRencontre: row.dateRencontre, vuParApprenant: row.vuLe !== null }
    : null,
  dernierBilanIntermediaire: row.dernierBilanIntermediaire,
});
