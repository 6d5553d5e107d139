import { sql } from "kysely";
import type { SchoolTx } from "#db/pool.ts";
import type { EtatDossier } from "#dossiers/rules/etat.ts";
import { maitreSousContrat } from "#dossiers/store/maitre.ts";
import type { CivilDate } from "#kernel/civil-date.ts";

/** Which dossiers: those of one or several periods, of classes, of learners, or named. */
export type ChoixDossiers =
  | { periode: string }
  | { periodes: readonly string[] }
  | { classes: readonly string[] }
  | { apprenants: readonly string[] }
  | { dossiers: readonly string[] };

const condition = (choix: ChoixDossiers) => {
  if ("periode" in choix) return sql`d.periode_id = ${choix.periode}`;
  if ("periodes" in choix) return sql`d.periode_id = any(${choix.periodes})`;
  if ("classes" in choix) return sql`d.classe_id = any(${choix.classes})`;
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
  partiLe: CivilDate | null;
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
  referentielVersion: string;
  entreprise: string | null;
  ville: string | null;
  seconde: string | null;
  referentNom: string | null;
  visiteurNom: string | null;
  conventionSigneeLe: CivilDate | null;
  prochaineVisite: CivilDate | null;
  derniereVisite: CivilDate | null;
  tuteurNom: string | null;
  tuteurPrenom: string | null;
  inviteLe: CivilDate | null;
  courriel: EtatDossier["tuteur"]["courriel"];
  venuLe: Date | null;
  revoqueLe: Date | null;
  ficheLueLe: Date | null;
  proposition: boolean;
  semaines: string[];
  activites: number;
  bilanEtat: string | null;
  grilleEtat: string | null;
  grillePubliee: boolean;
  dateRencontre: CivilDate | null;
  dejaTransmis: boolean;
  autoCompetences: number;
  vuLe: Date | null;
  attitudes: string | null;
  personnel: string | null;
  absencesConfirmees: boolean;
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
      a.id as apprenant, a.nom, a.prenom, i.statut as "statutApprenant", q.le as "partiLe", c.id as classe, c.nom as "classeNom",
      p.id as periode, p.nom as "periodeNom", p.statut, p.niveau, p.du, p.au, p.auteur_id as auteur, p.referentiel,
      p.referentiel_version as "referentielVersion",
      l.entreprise, l.ville, l2.entreprise as seconde,
      concat_ws(' ', hr.prenom, hr.nom) as "referentNom", concat_ws(' ', hv.prenom, hv.nom) as "visiteurNom",
      d.convention_signee_le as "conventionSigneeLe",
      z.prochaine as "prochaineVisite", z.derniere as "derniereVisite",
      case when i.statut = 'apprenti' then m.nom else l.tuteur_nom end as "tuteurNom",
      case when i.statut = 'apprenti' then m.prenom else l.tuteur_prenom end as "tuteurPrenom",
      (t.invite_le at time zone e.fuseau)::date as "inviteLe", t.courriel, t.premiere_visite_le as "venuLe", t.revoque_le as "revoqueLe", v.le as "ficheLueLe",
      exists (select from proposition_accueil x
        where x.etablissement_id = d.etablissement_id and x.accueil_id in (l.id, l2.id) and x.tranche_le is null) as proposition,
      array(select s.lundi::text from semaine s
        where s.etablissement_id = d.etablissement_id and s.dossier_id = d.id
          and (s.fait <> '' or s.reussi <> '' or s.aime <> '' or s.difficile <> '' or s.jours <> '{}')) as semaines,
      (select count(*) from activite x where x.etablissement_id = d.etablissement_id and x.dossier_id = d.id
        and x.supprime_le is null) as activites,
      bc.etat as "grilleEtat",
      bc.publie_le is not null and coalesce((select (e.reglages ->> 'publierGrilles')::boolean from etablissement e
        where e.id = d.etablissement_id), false) as "grillePubliee",
      b.etat as "bilanEtat", b.date_rencontre as "dateRencontre", b.vu_par_apprenant_le as "vuLe",
      b.transmis_le is not null as "dejaTransmis",
      (select count(*) from bilan x
        join bilan_ligne l on l.etablissement_id = x.etablissement_id and l.bilan_id = x.id
          and l.nature = 'competence' and l.valeur is not null
        where x.etablissement_id = d.etablissement_id and x.dossier_id = d.id and x.type = 'autoevaluation')
        as "autoCompetences",
      case when d.absences_confirmees_le is null then false
        else d.absences_confirmees_sur = base_de_presence(d.etablissement_id, d.id) end as "absencesConfirmees",
      ba.etat as attitudes, bp.etat as personnel,
      (select max(x.date) from bilan_intermediaire x where x.etablissement_id = d.etablissement_id
        and x.apprenant_id = d.apprenant_id and x.annule_le is null) as "dernierBilanIntermediaire"
    from dossier d
    join etablissement e on e.id = d.etablissement_id
    join periode p on p.etablissement_id = d.etablissement_id and p.id = d.periode_id
    join apprenant a on a.etablissement_id = d.etablissement_id and a.id = d.apprenant_id
    join classe c on c.etablissement_id = d.etablissement_id and c.id = d.classe_id
    left join lateral inscription_pour(d.etablissement_id, d.apprenant_id, p.du, p.au) i on true
    left join lateral (select max(x.au) as le from inscription x
      where x.etablissement_id = d.etablissement_id and x.apprenant_id = d.apprenant_id
      having bool_and(coalesce(x.au < ${today}, false))) q on true
    left join accueil l on l.etablissement_id = d.etablissement_id and l.dossier_id = d.id and l.rang = 1
    left join accueil l2 on l2.etablissement_id = d.etablissement_id and l2.dossier_id = d.id and l2.rang = 2
    left join habilitation hr on hr.etablissement_id = d.etablissement_id and hr.id = d.referent_id
    left join habilitation hv on hv.etablissement_id = d.etablissement_id and hv.id = d.visiteur_id
    left join lateral (select min(x.date) filter (where x.etat = 'prevue' and x.date >= ${today}) as prochaine,
        max(x.date) filter (where x.etat = 'faite') as derniere
      from visite x where x.etablissement_id = d.etablissement_id and x.dossier_id = d.id) z on true
    left join lateral (select x.tuteur_id, x.invite_le, x.premiere_visite_le, x.revoque_le,
        (select m.etat from courriel m where m.etablissement_id = x.etablissement_id and m.dossier_id = x.dossier_id
          and m.modele = 'invitation-tuteur' and m.donnees ->> 'accueilTuteur' = x.id::text
          and m.etat <> 'sans-objet' order by m.cree_le desc, m.id desc limit 1) as courriel
      from accueil_tuteur x
      where x.etablissement_id = d.etablissement_id and x.dossier_id = d.id
      order by x.revoque_le is not null, x.invite_le desc limit 1) t on true
    left join lateral (${maitreSousContrat(sql`d.apprenant_id`, today)}) m on i.statut = 'apprenti'
    left join lecture v on v.etablissement_id = d.etablissement_id
      and v.habilitation_id = coalesce(m.maitre_id, t.tuteur_id) and v.objet = 'fiche:' || d.id
    left join bilan b on b.etablissement_id = d.etablissement_id and b.dossier_id = d.id and b.type = 'entreprise'
    left join bilan bc on bc.etablissement_id = d.etablissement_id and bc.dossier_id = d.id and bc.type = 'certificatif'
    left join bilan ba on ba.etablissement_id = d.etablissement_id and ba.dossier_id = d.id and ba.type = 'attitudes'
    left join bilan bp on bp.etablissement_id = d.etablissement_id and bp.dossier_id = d.id and bp.type = 'personnel'
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
  partiLe: row.partiLe,
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
    referentielVersion: row.referentielVersion,
  },
  portfolioEditeLe: row.portfolioEditeLe,
  lieu: { entreprise: row.entreprise ?? "", ville: row.ville ?? "" },
  secondeEntreprise: row.seconde ?? "",
  equipe: { referent: row.referentNom ?? "", visiteur: row.visiteurNom ?? "" },
  conventionSigneeLe: row.conventionSigneeLe,
  visites: { prochaine: row.prochaineVisite, derniere: row.derniereVisite },
  tuteur: {
    nom: row.tuteurNom ?? "",
    prenom: row.tuteurPrenom ?? "",
    invite: row.inviteLe !== null,
    venu: row.venuLe !== null,
    invalide: row.revoqueLe !== null,
    inviteLe: row.inviteLe,
    courriel: row.courriel,
    ficheLueLe: row.ficheLueLe,
  },
  propositionEnAttente: row.proposition,
  semaines: row.semaines as CivilDate[],
  activites: row.activites,
  grille: row.grilleEtat ? { etat: row.grilleEtat, publiee: row.grillePubliee } : null,
  bilanEntreprise: row.bilanEtat
    ? { etat: row.bilanEtat, dateRencontre: row.dateRencontre, vuParApprenant: row.vuLe !== null }
    : null,
  autoEvaluation: { competences: row.autoCompetences, close: row.dejaTransmis },
  attitudes: row.attitudes ? { etat: row.attitudes } : null,
  personnel: row.personnel ? { etat: row.personnel } : null,
  absencesConfirmees: row.absencesConfirmees,
  dernierBilanIntermediaire: row.dernierBilanIntermediaire,
});
