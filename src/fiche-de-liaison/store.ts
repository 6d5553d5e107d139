import { sql } from "kysely";
import { type Conditions, lireConditions } from "#annexes/rules/conditions.ts";
import type { SchoolTx } from "#db/pool.ts";
import type { DossierLu } from "#dossiers/rules.ts";
import { loadDossier } from "#dossiers/store.ts";
import type { Auteur, Lieu } from "#fiche-de-liaison/rules.ts";
import { type CivilDate, parseCivilDate } from "#kernel/civil-date.ts";

/** The first host company, or the second one of a dossier that has two (B-18). */
export type Rang = 1 | 2;

/** A stay, as the others of its dossier know it. */
export type Sejour = {
  id: string;
  rang: Rang;
  version: number;
  entreprise: string;
  /** its own days; null: those of the period */
  du: CivilDate | null;
  au: CivilDate | null;
  /** a tutor was invited there once, his access living or not */
  dejaInvite: boolean;
};

export type Accueil = {
  id: string;
  rang: Rang;
  lieu: Lieu;
  version: number;
  le: Date | null;
  auteur: Auteur | null;
  /** a tutor's access to this stay lives: he has been invited and not revoked */
  tuteurInvite: boolean;
};

export type Proposition = { id: string; lieu: Lieu; auteur: Auteur; le: Date };

export type Fiche = {
  objectifs: string[];
  taches: string[];
  individualisee: boolean;
  version: number;
  le: Date | null;
  auteur: Auteur | null;
  /** what the period says, to come back to */
  annexe: { objectifs: string[]; taches: string[] };
};

/** Hours, concertation, derogation works and evaluation modalities: the period's, until somebody writes his own. */
export type Organisation = {
  valeurs: Conditions;
  periode: Conditions;
  individualisee: boolean;
  version: number;
  le: Date | null;
  auteur: Auteur | null;
};

/** The paper convention, as a teacher noted it. */
export type Convention = { signeeLe: CivilDate; noteePar: Auteur | null };

export type Lecture = { role: "tuteur" | "maitre"; le: Date };

/** Everything the tabs of a fiche are drawn and decided on. */
export type FaitsFiche = DossierLu & {
  /** the stay asked for */
  accueil: Accueil;
  /** every stay of the dossier, by rank */
  sejours: Sejour[];
  fiche: Fiche;
  organisation: Organisation;
  /** null until it is marked signed */
  convention: Convention | null;
  proposition: Proposition | null;
  /** the learner's last proposal was set aside, and nothing was changed since */
  ecarteeLe: Date | null;
  lectures: Lecture[];
};

type Row = Record<keyof Lieu, string> & {
  accueil: string;
  rang: Rang;
  sejours: Sejour[];
  accueilVersion: number;
  accueilLe: Date | null;
  accueilNom: string | null;
  accueilPrenom: string | null;
  tuteurInvite: boolean;
  objectifs: string[];
  taches: string[];
  individualisee: boolean;
  ficheVersion: number;
  ficheLe: Date | null;
  ficheNom: string | null;
  fichePrenom: string | null;
  objectifsAnnexe: string[];
  tachesAnnexe: string[];
  organisation: unknown;
  conditions: unknown;
  organisationVersion: number;
  organisationLe: Date | null;
  organisationNom: string | null;
  organisationPrenom: string | null;
  conventionLe: CivilDate | null;
  conventionNom: string | null;
  conventionPrenom: string | null;
  proposition: string | null;
  propositionValeurs: Lieu | null;
  propositionLe: Date | null;
  propositionNom: string | null;
  propositionPrenom: string | null;
  ecarteeLe: Date | null;
  lectures: { role: Lecture["role"]; le: string }[];
};

const auteur = (nom: string | null, prenom: string | null): Auteur | null =>
  nom === null || prenom === null ? null : { nom, prenom };

/**
 * The fiche of a dossier; null when there is no such dossier here, or it has no such stay.
 * @param hold true in an act: the fiche and the stays are held, so that what is decided is still true when written
 */
export async function loadFiche(
  tx: SchoolTx,
  dossier: string,
  hold = false,
  rang: Rang = 1,
): Promise<FaitsFiche | null> {
  const faits = await loadDossier(tx, dossier);
  if (!faits) return null;
  // held by a statement of its own: a snapshot taken before the wait would not see an invitation just committed
  if (hold)
    await sql`select 1 from fiche f join accueil a on a.dossier_id = f.dossier_id
      where f.dossier_id = ${dossier} order by a.rang for update`.execute(tx);
  const { rows } = await sql<Row>`
    select a.id as accueil, a.rang, coalesce(a.du::text, '') as du, coalesce(a.au::text, '') as au, a.entreprise, a.adresse, a.code_postal as "codePostal", a.ville, a.secteur, a.telephone,
      a.siret, a.tuteur_nom as "tuteurNom", a.tuteur_prenom as "tuteurPrenom", a.tuteur_telephone as "tuteurTelephone",
      a.tuteur_courriel as "tuteurCourriel", a.version as "accueilVersion", a.modifie_le as "accueilLe",
      ha.nom as "accueilNom", ha.prenom as "accueilPrenom",
      exists (select from accueil_tuteur t where t.accueil_id = a.id and t.revoque_le is null) as "tuteurInvite",
      (select json_agg(json_build_object('id', s.id, 'rang', s.rang, 'version', s.version, 'entreprise', s.entreprise,
        'du', s.du, 'au', s.au, 'dejaInvite', exists (select from accueil_tuteur t where t.accueil_id = s.id))
        order by s.rang) from accueil s where s.dossier_id = d.id) as sejours,
      f.objectifs, f.taches, f.individualisee, f.version as "ficheVersion", f.modifie_le as "ficheLe",
      hf.nom as "ficheNom", hf.prenom as "fichePrenom", p.objectifs as "objectifsAnnexe", p.taches as "tachesAnnexe",
      f.organisation, p.conditions, f.organisation_version as "organisationVersion",
      f.organisation_le as "organisationLe", ho.nom as "organisationNom", ho.prenom as "organisationPrenom",
      d.convention_signee_le as "conventionLe", hc.nom as "conventionNom", hc.prenom as "conventionPrenom",
      pa.id as proposition, pa.valeurs as "propositionValeurs", pa.cree_le as "propositionLe",
      hp.nom as "propositionNom", hp.prenom as "propositionPrenom",
      (select max(e.tranche_le) from proposition_accueil e where e.accueil_id = a.id and not e.acceptee
        and (a.modifie_le is null or e.tranche_le > a.modifie_le)) as "ecarteeLe",
      coalesce((select json_agg(json_build_object('role', h.role, 'le', l.le) order by l.le)
        from lecture l join habilitation h on h.id = l.habilitation_id
        where l.objet = ${objetLecture(dossier)}), '[]') as lectures
    from dossier d
    join periode p on p.id = d.periode_id
    join fiche f on f.dossier_id = d.id
    join accueil a on a.dossier_id = d.id and a.rang = ${rang}
    left join habilitation ha on ha.id = a.modifie_par
    left join habilitation hf on hf.id = f.modifie_par
    left join habilitation ho on ho.id = f.organisation_par
    left join habilitation hc on hc.id = d.convention_notee_par
    left join proposition_accueil pa on pa.accueil_id = a.id and pa.tranche_le is null
    left join habilitation hp on hp.id = pa.auteur_id
    where d.id = ${dossier}
  `.execute(tx);
  const row = rows[0];
  if (!row) return null;
  const { entreprise, adresse, codePostal, ville, secteur, telephone, siret } = row;
  const { tuteurNom, tuteurPrenom, tuteurTelephone, tuteurCourriel, du, au } = row;
  const company = { entreprise, adresse, codePostal, ville, secteur, telephone, siret };
  const lieu = { ...company, du, au, tuteurNom, tuteurPrenom, tuteurTelephone, tuteurCourriel };
  const propose = auteur(row.propositionNom, row.propositionPrenom);
  return {
    ...faits,
    accueil: {
      id: row.accueil,
      rang: row.rang,
      lieu,
      version: row.accueilVersion,
      le: row.accueilLe,
      auteur: auteur(row.accueilNom, row.accueilPrenom),
      tuteurInvite: row.tuteurInvite,
    },
    sejours: row.sejours,
    fiche: {
      objectifs: row.objectifs,
      taches: row.taches,
      individualisee: row.individualisee,
      version: row.ficheVersion,
      le: row.ficheLe,
      auteur: auteur(row.ficheNom, row.fichePrenom),
      annexe: { objectifs: row.objectifsAnnexe, taches: row.tachesAnnexe },
    },
    organisation: {
      valeurs: lireConditions(row.organisation ?? row.conditions),
      periode: lireConditions(row.conditions),
      individualisee: row.organisation !== null,
      version: row.organisationVersion,
      le: row.organisationLe,
      auteur: auteur(row.organisationNom, row.organisationPrenom),
    },
    convention: row.conventionLe && {
      signeeLe: row.conventionLe,
      noteePar: auteur(row.conventionNom, row.conventionPrenom),
    },
    proposition:
      row.proposition && row.propositionValeurs && row.propositionLe && propose
        ? {
            id: row.proposition,
            lieu: { ...lieu, ...row.propositionValeurs },
            auteur: propose,
            le: row.propositionLe,
          }
        : null,
    ecarteeLe: row.ecarteeLe,
    lectures: row.lectures.map(({ role, le }) => ({ role, le: new Date(le) })),
  };
}

const objetLecture = (dossier: string) => `fiche:${dossier}`;

/** The first time somebody of the company reads the fiche: a reading trace, the only thing a GET may leave. */
export const noterLecture = (
  tx: SchoolTx,
  given: { etablissement: string; habilitation: string; dossier: string; now: Date },
) =>
  tx
    .insertInto("lecture")
    .values({
      etablissement_id: given.etablissement,
      habilitation_id: given.habilitation,
      objet: objetLecture(given.dossier),
      le: given.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();

const columns = (lieu: Lieu) => ({
  entreprise: lieu.entreprise,
  adresse: lieu.adresse,
  code_postal: lieu.codePostal,
  ville: lieu.ville,
  secteur: lieu.secteur,
  telephone: lieu.telephone,
  siret: lieu.siret,
  du: parseCivilDate(lieu.du) ?? null,
  au: parseCivilDate(lieu.au) ?? null,
  tuteur_nom: lieu.tuteurNom,
  tuteur_prenom: lieu.tuteurPrenom,
  tuteur_telephone: lieu.tuteurTelephone,
  tuteur_courriel: lieu.tuteurCourriel,
});

type Written = { par: string; now: Date };

/** Writes the company and the tutor over one version; false when somebody saved first. */
export async function ecrireLieu(
  tx: SchoolTx,
  accueil: { id: string; version: number },
  lieu: Lieu,
  { par, now }: Written,
): Promise<boolean> {
  const done = await tx
    .updateTable("accueil")
    .set({ ...columns(lieu), version: accueil.version + 1, modifie_le: now, modifie_par: par })
    .where("id", "=", accueil.id)
    .where("version", "=", accueil.version)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

/** Writes objectives or tasks over one version; false when somebody saved first. */
export async function ecrireFiche(
  tx: SchoolTx,
  fiche: { dossier: string; version: number },
  change: { objectifs?: string[]; taches?: string[]; individualisee: boolean },
  { par, now }: Written,
): Promise<boolean> {
  const done = await tx
    .updateTable("fiche")
    .set({ ...change, version: fiche.version + 1, modifie_le: now, modifie_par: par })
    .where("dossier_id", "=", fiche.dossier)
    .where("version", "=", fiche.version)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}
