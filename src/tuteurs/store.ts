import { sql } from "kysely";
import type { SchoolTx } from "#db/pool.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import type { IdentiteTuteur } from "#tuteurs/form.ts";
import type { FaitsInvitation } from "#tuteurs/rules.ts";

export type PeriodeTuteurs = {
  id: string;
  nom: string;
  niveau: string;
  du: CivilDate;
  au: CivilDate;
  /** the teacher who issued it */
  auteur: string;
};

/** One learner of the period, at the left of « Gestion des tuteurs ». */
export type LigneTuteur = {
  dossier: string;
  apprenant: string;
  nom: string;
  prenom: string;
  statut: "scolaire" | "apprenti";
  classe: { id: string; nom: string };
  /** the stay and the tutor named by the fiche, perhaps incomplete; `version` is that of the stay */
  accueil: { id: string; version: number; tuteur: IdentiteTuteur };
  invitation: (FaitsInvitation & { tuteur: IdentiteTuteur }) | null;
  /** for an apprenti: who follows him in the company during the period */
  maitre: { nom: string; prenom: string; entreprise: string } | null;
};

export async function loadPeriode(tx: SchoolTx, periode: string): Promise<PeriodeTuteurs | null> {
  const row = await tx
    .selectFrom("periode")
    .select(["id", "nom", "niveau", "du", "au", "auteur_id as auteur"])
    .where("id", "=", periode)
    .where("supprime_le", "is", null)
    .executeTakeFirst();
  return row ?? null;
}

type Row = Omit<LigneTuteur, "invitation" | "maitre" | "classe" | "accueil"> & {
  classe: string;
  classeNom: string;
  accueil: string;
  version: number;
  ficheNom: string;
  fichePrenom: string;
  ficheCourriel: string;
  inviteLe: Date | null;
  jusquAu: CivilDate;
  revoqueLe: Date | null;
  premiereVisiteLe: Date | null;
  nouveauLienDemandeLe: Date | null;
  envoiRefuse: string | null;
  tuteurNom: string;
  tuteurPrenom: string;
  tuteurCourriel: string;
  maitreNom: string | null;
  maitrePrenom: string;
  maitreEntreprise: string;
};

/** The learners of a period in class order, each with his last invitation, the living one first. */
export async function listeTuteurs(tx: SchoolTx, periode: string): Promise<LigneTuteur[]> {
  const { rows } = await sql<Row>`
    select d.id as dossier, ap.id as apprenant, ap.nom, ap.prenom, coalesce(i.statut, 'scolaire') as statut,
      c.id as classe, c.nom as "classeNom", a.id as accueil, a.version, a.tuteur_nom as "ficheNom",
      a.tuteur_prenom as "fichePrenom", a.tuteur_courriel as "ficheCourriel",
      t.invite_le as "inviteLe", t.jusqu_au as "jusquAu", t.revoque_le as "revoqueLe",
      t.premiere_visite_le as "premiereVisiteLe", t.nouveau_lien_demande_le as "nouveauLienDemandeLe",
      t.nom as "tuteurNom", t.prenom as "tuteurPrenom", t.courriel as "tuteurCourriel", m.erreur as "envoiRefuse",
      k.nom as "maitreNom", k.prenom as "maitrePrenom", k.entreprise as "maitreEntreprise"
    from dossier d
    join periode p on p.id = d.periode_id
    join apprenant ap on ap.id = d.apprenant_id
    join classe c on c.id = d.classe_id
    join accueil a on a.dossier_id = d.id and a.rang = 1
    left join inscription i on i.apprenant_id = ap.id and i.au is null
    left join lateral (
      select t.*, h.nom, h.prenom, h.courriel from accueil_tuteur t join habilitation h on h.id = t.tuteur_id
      where t.dossier_id = d.id order by t.revoque_le is not null, t.invite_le desc limit 1
    ) t on true
    left join lateral (
      select case when m.etat = 'refuse' then coalesce(m.erreur, '') end as erreur from courriel m
      where m.dossier_id = d.id and m.modele = 'invitation-tuteur' and m.donnees ->> 'accueilTuteur' = t.id::text
      order by m.cree_le desc, m.id desc limit 1
    ) m on true
    left join lateral (
      select h.nom, h.prenom, k.entreprise from contrat k join habilitation h on h.id = k.maitre_id
      where k.apprenant_id = ap.id and k.du <= p.au and k.au >= p.du order by k.du desc limit 1
    ) k on true
    where d.periode_id = ${periode} and d.retire_le is null
    order by c.nom, ap.nom collate "fr-x-icu", ap.prenom collate "fr-x-icu"
  `.execute(tx);
  return rows.map(({ dossier, apprenant, nom, prenom, statut, ...row }) => ({
    dossier,
    apprenant,
    nom,
    prenom,
    statut,
    classe: { id: row.classe, nom: row.classeNom },
    accueil: {
      id: row.accueil,
      version: row.version,
      tuteur: { nom: row.ficheNom, prenom: row.fichePrenom, courriel: row.ficheCourriel },
    },
    invitation: row.inviteLe && {
      inviteLe: row.inviteLe,
      jusquAu: row.jusquAu,
      revoqueLe: row.revoqueLe,
      premiereVisiteLe: row.premiereVisiteLe,
      nouveauLienDemandeLe: row.nouveauLienDemandeLe,
      envoiRefuse: row.envoiRefuse,
      tuteur: { nom: row.tuteurNom, prenom: row.tuteurPrenom, courriel: row.tuteurCourriel },
    },
    maitre:
      row.maitreNom === null
        ? null
        : { nom: row.maitreNom, prenom: row.maitrePrenom, entreprise: row.maitreEntreprise },
  }));
}

/** Holds every stay of a period: an invitation of one of its tutors takes its turn, and is seen by what follows. */
export async function tenirAccueils(tx: SchoolTx, periode: string): Promise<void> {
  await sql`
    select 1 from accueil a join dossier d on d.id = a.dossier_id
    where d.periode_id = ${periode} and d.retire_le is null and a.rang = 1 order by a.id for update of a
  `.execute(tx);
}
