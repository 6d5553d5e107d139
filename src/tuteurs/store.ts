import { sql } from "kysely";
import { closeSessionsOf } from "#comptes/sessions.ts";
import { ouvrirIdentite, revoquerLiens } from "#comptes/store/acces-tuteur.ts";
import type { SchoolTx } from "#db/pool.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { newId } from "#kernel/id.ts";
import type { IdentiteTuteur } from "#tuteurs/form.ts";
import type { FaitsInvitation } from "#tuteurs/rules.ts";

export type PeriodeTuteurs = { id: string; nom: string; niveau: string; du: CivilDate; au: CivilDate };

/** One learner of the period, at the left of « Gestion des tuteurs ». */
export type LigneTuteur = {
  dossier: string;
  nom: string;
  prenom: string;
  statut: "scolaire" | "apprenti";
  classe: string;
  invitation: (FaitsInvitation & { tuteur: IdentiteTuteur }) | null;
  /** for an apprenti: who follows him in the company during the period */
  maitre: { nom: string; prenom: string; entreprise: string } | null;
};

export async function loadPeriode(tx: SchoolTx, periode: string): Promise<PeriodeTuteurs | null> {
  const row = await tx
    .selectFrom("periode")
    .select(["id", "nom", "niveau", "du", "au"])
    .where("id", "=", periode)
    .where("supprime_le", "is", null)
    .executeTakeFirst();
  return row ?? null;
}

type Row = Omit<LigneTuteur, "invitation" | "maitre"> & {
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
    select d.id as dossier, ap.nom, ap.prenom, coalesce(i.statut, 'scolaire') as statut, c.nom as classe,
      t.invite_le as "inviteLe", t.jusqu_au as "jusquAu", t.revoque_le as "revoqueLe",
      t.premiere_visite_le as "premiereVisiteLe", t.nouveau_lien_demande_le as "nouveauLienDemandeLe",
      t.nom as "tuteurNom", t.prenom as "tuteurPrenom", t.courriel as "tuteurCourriel", m.erreur as "envoiRefuse",
      k.nom as "maitreNom", k.prenom as "maitrePrenom", k.entreprise as "maitreEntreprise"
    from dossier d
    join periode p on p.id = d.periode_id
    join apprenant ap on ap.id = d.apprenant_id
    join classe c on c.id = d.classe_id
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
  return rows.map(({ dossier, nom, prenom, statut, classe, ...row }) => ({
    dossier,
    nom,
    prenom,
    statut,
    classe,
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

type Moment = { now: Date; today: CivilDate };

/** The tutor's role in this school, found by his address or opened: one person, however many learners he follows. */
async function tuteurPour(
  tx: SchoolTx,
  etablissement: string,
  tuteur: IdentiteTuteur,
  { today }: Moment,
): Promise<string> {
  // two teachers inviting the same new tutor at once: the second finds the first's
  await sql`select pg_advisory_xact_lock(hashtext(${`tuteur.${etablissement}.${tuteur.courriel}`}))`.execute(
    tx,
  );
  const known = await tx
    .selectFrom("habilitation")
    .select("id")
    .where("role", "=", "tuteur")
    .where("courriel", "=", tuteur.courriel)
    .orderBy("id")
    .executeTakeFirst();
  if (known) {
    const { nom, prenom } = tuteur;
    await tx.updateTable("habilitation").set({ nom, prenom, au: null }).where("id", "=", known.id).execute();
    return known.id;
  }
  const id = newId();
  const identite_id = await ouvrirIdentite(tx, tuteur);
  await tx
    .insertInto("habilitation")
    .values({
      etablissement_id: etablissement,
      id,
      identite_id,
      role: "tuteur",
      ...tuteur,
      du: today,
      au: null,
    })
    .execute();
  return id;
}

/**
 * Gives a tutor his access to a stay, or prolongs it; the former tutor of the stay loses his and stays on record.
 * @returns the access's id, which the letter is written from
 */
export async function inviter(
  tx: SchoolTx,
  given: {
    etablissement: string;
    accueil: string;
    dossier: string;
    tuteur: IdentiteTuteur;
    par: string;
    jusquAu: CivilDate;
  } & Moment,
): Promise<string> {
  const tuteur = await tuteurPour(tx, given.etablissement, given.tuteur, given);
  await revoquer(tx, { ...given, sauf: tuteur });
  const invitation = {
    invite_le: given.now,
    invite_par: given.par,
    jusqu_au: given.jusquAu,
    revoque_le: null,
    nouveau_lien_demande_le: null,
  };
  const { id } = await tx
    .insertInto("accueil_tuteur")
    .values({
      etablissement_id: given.etablissement,
      id: newId(),
      accueil_id: given.accueil,
      dossier_id: given.dossier,
      tuteur_id: tuteur,
      premiere_visite_le: null,
      derniere_visite_le: null,
      ...invitation,
    })
    .onConflict((conflict) =>
      conflict.columns(["etablissement_id", "accueil_id", "tuteur_id"]).doUpdateSet(invitation),
    )
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

/**
 * Ends the accesses to a stay with their links, and the sessions of a tutor who follows nobody else.
 * @param sauf a tutor who keeps his
 * @returns how many accesses ended
 */
export async function revoquer(
  tx: SchoolTx,
  given: { etablissement: string; accueil: string; sauf?: string } & Moment,
): Promise<number> {
  const ended = await tx
    .updateTable("accueil_tuteur")
    .set({ revoque_le: given.now, nouveau_lien_demande_le: null })
    .where("accueil_id", "=", given.accueil)
    .where("revoque_le", "is", null)
    .$if(given.sauf !== undefined, (query) => query.where("tuteur_id", "!=", given.sauf ?? ""))
    .returning(["id", "tuteur_id as tuteur"])
    .execute();
  if (ended.length === 0) return 0;
  await revoquerLiens(tx, {
    etablissement: given.etablissement,
    accueilsTuteurs: ended.map((one) => one.id),
    now: given.now,
  });
  const tuteurs = ended.map((one) => one.tuteur);
  const { rows } = await sql<{ tuteur: string }>`
    select x as tuteur from unnest(${tuteurs}::uuid[]) as x where not exists (
      select from accueil_tuteur t where t.tuteur_id = x and t.revoque_le is null and t.jusqu_au >= ${given.today})
  `.execute(tx);
  await Promise.all(rows.map(({ tuteur }) => closeSessionsOf(tx, given.etablissement, tuteur)));
  return ended.length;
}
