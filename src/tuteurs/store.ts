import { sql } from "kysely";
import type { SchoolTx } from "#db/pool.ts";
import type { Auteur } from "#fiche-de-liaison/rules.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import type { IdentiteTuteur } from "#tuteurs/form.ts";
import type { Envoi, FaitsInvitation } from "#tuteurs/rules.ts";

export type PeriodeTuteurs = {
  id: string;
  nom: string;
  niveau: string;
  du: CivilDate;
  au: CivilDate;
  /** the teacher who issued it */
  auteur: string;
};

/** A stay in one company (B-18: a dossier may have two), and the tutor named by its fiche, perhaps incomplete. */
export type Sejour = {
  id: string;
  rang: number;
  entreprise: string;
  /** its own days; the whole period when it has none */
  du: CivilDate;
  au: CivilDate;
  version: number;
  /** who wrote it last, and when */
  le: Date | null;
  auteur: Auteur | null;
  tuteur: IdentiteTuteur;
};

/** One stay of one learner of the period, at the left of « Gestion des tuteurs ». */
export type LigneTuteur = {
  dossier: string;
  apprenant: string;
  nom: string;
  prenom: string;
  statut: "scolaire" | "apprenti";
  classe: { id: string; nom: string };
  accueil: Sejour;
  /** the dossier has another stay: each says its company and its dates */
  plusieurs: boolean;
  invitation: (FaitsInvitation & { acces: string; tuteur: IdentiteTuteur }) | null;
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

type Row = Omit<LigneTuteur, "invitation" | "maitre" | "classe" | "accueil"> &
  Omit<Sejour, "id" | "tuteur" | "le" | "auteur"> & {
    classe: string;
    classeNom: string;
    accueil: string;
    modifieLe: Date | null;
    auteurNom: string | null;
    auteurPrenom: string;
    ficheNom: string;
    fichePrenom: string;
    ficheCourriel: string;
    acces: string | null;
    inviteLe: Date;
    jusquAu: CivilDate;
    revoqueLe: Date | null;
    premiereVisiteLe: Date | null;
    derniereVisiteLe: Date | null;
    nouveauLienDemandeLe: Date | null;
    envoi: Envoi["etat"] | null;
    envoyeLe: Date | null;
    raison: string;
    essais: number;
    tuteurNom: string;
    tuteurPrenom: string;
    tuteurCourriel: string;
    maitreNom: string | null;
    maitrePrenom: string;
    maitreEntreprise: string;
  };

/** The stays of a period in class order, each with its last invitation, the living one first. */
export async function listeTuteurs(tx: SchoolTx, periode: string): Promise<LigneTuteur[]> {
  const { rows } = await sql<Row>`
    select d.id as dossier, ap.id as apprenant, ap.nom, ap.prenom, coalesce(i.statut, 'scolaire') as statut,
      c.id as classe, c.nom as "classeNom", a.id as accueil, a.rang, a.entreprise, a.version,
      coalesce(a.du, p.du) as du, coalesce(a.au, p.au) as au, a.modifie_le as "modifieLe",
      w.nom as "auteurNom", w.prenom as "auteurPrenom", count(*) over (partition by d.id) > 1 as plusieurs,
      a.tuteur_nom as "ficheNom", a.tuteur_prenom as "fichePrenom", a.tuteur_courriel as "ficheCourriel",
      t.id as acces, t.invite_le as "inviteLe", t.jusqu_au as "jusquAu", t.revoque_le as "revoqueLe",
      t.premiere_visite_le as "premiereVisiteLe", t.derniere_visite_le as "derniereVisiteLe",
      t.nouveau_lien_demande_le as "nouveauLienDemandeLe", t.nom as "tuteurNom", t.prenom as "tuteurPrenom",
      t.courriel as "tuteurCourriel", m.etat as envoi, m.envoye_le as "envoyeLe",
      coalesce(m.erreur, '') as raison, m.tentatives as essais,
      k.nom as "maitreNom", k.prenom as "maitrePrenom", k.entreprise as "maitreEntreprise"
    from dossier d
    join periode p on p.id = d.periode_id
    join apprenant ap on ap.id = d.apprenant_id
    join classe c on c.id = d.classe_id
    join accueil a on a.dossier_id = d.id
    left join habilitation w on w.id = a.modifie_par
    left join lateral inscription_pour(d.etablissement_id, d.apprenant_id, p.du, p.au) i on true
    left join lateral (
      select t.*, h.nom, h.prenom, h.courriel from accueil_tuteur t join habilitation h on h.id = t.tuteur_id
      where t.dossier_id = d.id and t.accueil_id = a.id
      order by t.revoque_le is not null, t.invite_le desc limit 1
    ) t on true
    left join lateral (
      select m.etat, m.envoye_le, m.erreur, m.tentatives from courriel m
      where m.dossier_id = d.id and m.modele = 'invitation-tuteur' and m.donnees ->> 'accueilTuteur' = t.id::text
      order by m.cree_le desc, m.id desc limit 1
    ) m on true
    left join lateral (
      select h.nom, h.prenom, k.entreprise from contrat k join habilitation h on h.id = k.maitre_id
      where k.apprenant_id = ap.id and k.du <= p.au and k.au >= p.du order by k.du desc limit 1
    ) k on true
    where d.periode_id = ${periode} and d.retire_le is null
    order by c.nom, ap.nom collate "fr-x-icu", ap.prenom collate "fr-x-icu", d.id, a.rang
  `.execute(tx);
  return rows.map(ligneOf);
}

const ligneOf = (row: Row): LigneTuteur => ({
  dossier: row.dossier,
  apprenant: row.apprenant,
  nom: row.nom,
  prenom: row.prenom,
  statut: row.statut,
  plusieurs: row.plusieurs,
  classe: { id: row.classe, nom: row.classeNom },
  accueil: {
    id: row.accueil,
    rang: row.rang,
    entreprise: row.entreprise,
    du: row.du,
    au: row.au,
    version: row.version,
    le: row.modifieLe,
    auteur: row.auteurNom === null ? null : { nom: row.auteurNom, prenom: row.auteurPrenom },
    tuteur: { nom: row.ficheNom, prenom: row.fichePrenom, courriel: row.ficheCourriel },
  },
  invitation:
    row.acces === null
      ? null
      : {
          acces: row.acces,
          inviteLe: row.inviteLe,
          jusquAu: row.jusquAu,
          revoqueLe: row.revoqueLe,
          premiereVisiteLe: row.premiereVisiteLe,
          derniereVisiteLe: row.derniereVisiteLe,
          nouveauLienDemandeLe: row.nouveauLienDemandeLe,
          envoi: row.envoi && { etat: row.envoi, le: row.envoyeLe, raison: row.raison, essais: row.essais },
          tuteur: { nom: row.tuteurNom, prenom: row.tuteurPrenom, courriel: row.tuteurCourriel },
        },
  maitre:
    row.maitreNom === null
      ? null
      : { nom: row.maitreNom, prenom: row.maitrePrenom, entreprise: row.maitreEntreprise },
});

/**
 * Holds the stays of a period, or of one of its dossiers: an invitation of one of their tutors takes its turn, and is
 * seen by what follows.
 */
export async function tenirAccueils(tx: SchoolTx, periode: string, dossier: string | null): Promise<void> {
  await sql`
    select 1 from accueil a join dossier d on d.id = a.dossier_id
    where d.periode_id = ${periode} and d.retire_le is null and (${dossier}::uuid is null or d.id = ${dossier})
    order by d.id, a.rang for update of a
  `.execute(tx);
}

/** Writes the tutor named by a stay's fiche, the stay being held. */
export const ecrireTuteur = (
  tx: SchoolTx,
  sejour: Sejour,
  tuteur: IdentiteTuteur,
  given: { par: string; now: Date },
) =>
  tx
    .updateTable("accueil")
    .set({
      tuteur_nom: tuteur.nom,
      tuteur_prenom: tuteur.prenom,
      tuteur_courriel: tuteur.courriel,
      // another person at another address: the telephone kept is not his
      ...(tuteur.nom !== sejour.tuteur.nom && tuteur.courriel !== sejour.tuteur.courriel
        ? { tuteur_telephone: "" }
        : {}),
      version: sejour.version + 1,
      modifie_le: given.now,
      modifie_par: given.par,
    })
    .where("id", "=", sejour.id)
    .execute();

/** Who followed a stay before; what he wrote stays signed by him (B-16). */
export type AncienTuteur = { nom: string; prenom: string; jusquAu: Date; premiereVisiteLe: Date | null };

/** The tutors of a stay whose access ended, the last one first; `sauf`: the access shown as the present one. */
export const anciensTuteurs = (tx: SchoolTx, accueil: string, sauf: string): Promise<AncienTuteur[]> =>
  tx
    .selectFrom("accueil_tuteur as t")
    .innerJoin("habilitation as h", "h.id", "t.tuteur_id")
    .select(["h.nom", "h.prenom", "t.premiere_visite_le as premiereVisiteLe"])
    .select((eb) => eb.ref("t.revoque_le").$notNull().as("jusquAu"))
    .where("t.accueil_id", "=", accueil)
    .where("t.id", "!=", sauf)
    .where("t.revoque_le", "is not", null)
    .orderBy("t.revoque_le", "desc")
    .execute();
