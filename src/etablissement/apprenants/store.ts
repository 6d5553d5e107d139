import { sql } from "kysely";
import { type Compte, comptesDe, compteVide } from "#comptes/store/identites.ts";
import type { SchoolTx } from "#db/pool.ts";
import type { ApprenantGere, Inscription } from "#etablissement/apprenants/rules.ts";
import { type CivilDate, schoolYearOf } from "#kernel/civil-date.ts";

const inscriptionJson = sql`jsonb_build_object('classe', c.id, 'nom', c.nom, 'annee', c.annee, 'statut', i.statut,
  'du', i.du, 'au', i.au)`;

/** Every learner the school ever had, in the order of French lists, with the enrolment that counts today. */
export async function apprenantsGeres(tx: SchoolTx, today: CivilDate): Promise<ApprenantGere[]> {
  const { rows } = await sql<ApprenantGere>`
    select a.id, a.nom, a.prenom, a.naissance, a.ine, x.inscription
    from apprenant a
    left join lateral (
      select ${inscriptionJson} as inscription from inscription i join classe c on c.id = i.classe_id
      where i.apprenant_id = a.id
      order by (i.du <= ${today} and (i.au is null or i.au >= ${today})) desc, i.au desc nulls first, i.du desc limit 1
    ) x on true
    order by a.nom collate "fr-x-icu", a.prenom collate "fr-x-icu", a.id
  `.execute(tx);
  return rows;
}

export type ClasseOuverte = { id: string; nom: string; annee: number };

/** The classes a learner may enter: those of this year and of the next. */
export const classesOuvertes = (tx: SchoolTx, today: CivilDate): Promise<ClasseOuverte[]> =>
  tx
    .selectFrom("classe")
    .select(["id", "nom", "annee"])
    .where("annee", ">=", schoolYearOf(today))
    .orderBy("annee")
    .orderBy(sql`nom collate "fr-x-icu"`)
    .execute();

export type ContratSuivi = {
  maitre: string;
  nom: string;
  prenom: string;
  entreprise: string;
  du: CivilDate;
  au: CivilDate;
};

/** A learner's administrative record: who he is, his enrolments the latest first, his contracts, his account. */
export type FicheApprenant = {
  id: string;
  nom: string;
  prenom: string;
  naissance: CivilDate | null;
  ine: string | null;
  /** where his summaries and reminders go; "" when the school knows none, null when he has no account */
  courriel: string | null;
  inscriptions: (Inscription & { id: string })[];
  contrats: ContratSuivi[];
  compte: Compte;
};

/** @param hold true before writing: two administrators at once follow one another */
export async function ficheApprenant(tx: SchoolTx, id: string, hold = false): Promise<FicheApprenant | null> {
  const row = await tx
    .selectFrom("apprenant")
    .select(["id", "habilitation_id as habilitation", "nom", "prenom", "naissance", "ine"])
    .where("id", "=", id)
    .$if(hold, (query) => query.forUpdate())
    .executeTakeFirst();
  if (!row) return null;
  const inscriptions = await sql<Inscription & { id: string }>`
    select i.id, c.id as classe, c.nom, c.annee, i.statut, i.du, i.au
    from inscription i join classe c on c.id = i.classe_id
    where i.apprenant_id = ${id} order by i.au desc nulls first, i.du desc
  `.execute(tx);
  const contrats = await sql<ContratSuivi>`
    select h.id as maitre, h.nom, h.prenom, k.entreprise, k.du, k.au
    from contrat k join habilitation h on h.id = k.maitre_id
    where k.apprenant_id = ${id} order by k.au desc
  `.execute(tx);
  const { habilitation, ...apprenant } = row;
  const role = habilitation
    ? await tx
        .selectFrom("habilitation")
        .select(["identite_id as identite", "courriel"])
        .where("id", "=", habilitation)
        .executeTakeFirst()
    : undefined;
  return {
    ...apprenant,
    courriel: role ? (role.courriel ?? "") : null,
    inscriptions: inscriptions.rows,
    contrats: contrats.rows,
    compte: (role && (await comptesDe(tx, [role.identite])).get(role.identite)) ?? compteVide,
  };
}

/** The other learner of the school who bears this INE. */
export async function porteurIne(
  tx: SchoolTx,
  ine: string,
  sauf: string | null,
): Promise<{ nom: string; prenom: string } | null> {
  const row = await tx
    .selectFrom("apprenant")
    .select(["nom", "prenom"])
    .where("ine", "=", ine)
    .$if(sauf !== null, (query) => query.where("id", "!=", sauf ?? ""))
    .executeTakeFirst();
  return row ?? null;
}

type Identite = {
  nom: string;
  prenom: string;
  naissance: CivilDate | null;
  ine: string | null;
  courriel: string;
};

/** Corrects who a learner is, everywhere his name is shown. Unlike an import, an emptied field is emptied. */
export async function corrigerApprenant(tx: SchoolTx, id: string, given: Identite): Promise<void> {
  const { courriel, ...identite } = given;
  await tx.updateTable("apprenant").set(identite).where("id", "=", id).execute();
  await sql`
    update habilitation h set nom = ${identite.nom}, prenom = ${identite.prenom}, courriel = ${courriel || null}
    from apprenant a where a.id = ${id} and a.habilitation_id = h.id
  `.execute(tx);
}
