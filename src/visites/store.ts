import { sql } from "kysely";
import type { SchoolTx } from "#db/pool.ts";
import type { DossierLu } from "#dossiers/rules.ts";
import { loadDossier } from "#dossiers/store.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { newId } from "#kernel/id.ts";
import type { Forme, Lieu, MotDit, Personne, Visite } from "#visites/rules.ts";

export type FaitsVisites = DossierLu & {
  visiteur: string | null;
  /** one, or two when the learner changes company (B-18) */
  lieux: Lieu[];
  /** latest first */
  visites: Visite[];
};

type VisiteJson = Omit<Visite, "visiteur" | "mot"> &
  Personne & { visiteur: string; mot: Omit<MotDit, "le"> & { le: string | null } };

/** The visits of a dossier as JSON, latest first: one column of a statement, whatever their number. */
const visitesJson = sql`
  coalesce((select json_agg(json_build_object('id', v.id, 'date', v.date, 'heure', to_char(v.heure, 'HH24:MI'),
      'forme', v.forme, 'etat', v.etat, 'compteRendu', v.compte_rendu, 'version', v.version,
      'visiteur', v.visiteur_id, 'nom', h.nom, 'prenom', h.prenom,
      'mot', json_build_object('texte', v.mot_apprenant, 'version', v.mot_version, 'le', v.mot_note_le,
        'par', concat_ws(' ', n.prenom, n.nom))) order by v.date desc, v.heure desc nulls last, v.id)
    from visite v join habilitation h on h.etablissement_id = v.etablissement_id and h.id = v.visiteur_id
    left join habilitation n on n.etablissement_id = v.etablissement_id and n.id = v.mot_note_par
    where v.etablissement_id = d.etablissement_id and v.dossier_id = d.id), '[]')`;

/** The companies of a dossier as JSON, first stay first. */
const lieuxJson = sql`
  coalesce((select json_agg(json_build_object('entreprise', l.entreprise, 'adresse', l.adresse,
      'codePostal', l.code_postal, 'ville', l.ville, 'telephone', l.telephone, 'du', l.du, 'au', l.au, 'tuteur',
      json_build_object('nom', l.tuteur_nom, 'prenom', l.tuteur_prenom, 'telephone', l.tuteur_telephone))
      order by l.rang)
    from accueil l where l.etablissement_id = d.etablissement_id and l.dossier_id = d.id), '[]')`;

const readVisites = (rows: VisiteJson[]): Visite[] =>
  rows.map(({ visiteur, nom, prenom, mot, ...visite }) => ({
    ...visite,
    visiteur: { id: visiteur, nom, prenom },
    mot: { ...mot, le: mot.le === null ? null : new Date(mot.le) },
  }));

/** The visits of a dossier with what one needs to go there; null when there is no such dossier here. */
export async function loadVisites(tx: SchoolTx, dossier: string): Promise<FaitsVisites | null> {
  const faits = await loadDossier(tx, dossier);
  if (!faits) return null;
  const { rows } = await sql<{ visiteur: string | null; lieux: Lieu[]; visites: VisiteJson[] }>`
    select d.visiteur_id as visiteur, ${lieuxJson} as lieux, ${visitesJson} as visites
    from dossier d
    where d.id = ${dossier}
  `.execute(tx);
  const row = rows[0];
  return row
    ? { ...faits, visiteur: row.visiteur, lieux: row.lieux, visites: readVisites(row.visites) }
    : null;
}

/** One visit with its dossier's facts; null when it does not exist here. */
export async function loadVisite(
  tx: SchoolTx,
  visite: string,
): Promise<(FaitsVisites & { visite: Visite }) | null> {
  const row = await tx.selectFrom("visite").select("dossier_id").where("id", "=", visite).executeTakeFirst();
  const faits = row && (await loadVisites(tx, row.dossier_id));
  const found = faits?.visites.find((one) => one.id === visite);
  return faits && found ? { ...faits, visite: found } : null;
}

export type DossierDuVisiteur = {
  dossier: string;
  apprenant: { nom: string; prenom: string };
  classe: string;
  periode: {
    id: string;
    nom: string;
    statut: string;
    referentiel: string;
    referentielVersion: string;
    du: CivilDate;
    au: CivilDate;
  };
  /** what this person is there for */
  qualite: "visiteur" | "referent";
  lieux: Lieu[];
  visites: Visite[];
};

/**
 * The dossiers a teacher visits: those given to him, those he is référent of while no visitor is named, and those where
 * a visit of his is written. Periods that ended more than `depuis` ago are left out. One statement.
 */
export async function dossiersDuVisiteur(
  tx: SchoolTx,
  enseignant: string,
  depuis: CivilDate,
): Promise<DossierDuVisiteur[]> {
  type Row = Omit<DossierDuVisiteur, "visites" | "apprenant" | "periode"> &
    DossierDuVisiteur["apprenant"] & {
      visites: VisiteJson[];
      periode: string;
      periodeNom: string;
      statut: string;
      referentiel: string;
      referentielVersion: string;
      du: CivilDate;
      au: CivilDate;
    };
  const { rows } = await sql<Row>`
    select d.id as dossier, a.nom, a.prenom, c.nom as classe, p.id as periode, p.nom as "periodeNom", p.statut,
      p.referentiel, p.referentiel_version as "referentielVersion", p.du, p.au,
      case when d.visiteur_id = ${enseignant} then 'visiteur' else 'referent' end as qualite,
      ${lieuxJson} as lieux, ${visitesJson} as visites
    from dossier d
    join periode p on p.etablissement_id = d.etablissement_id and p.id = d.periode_id
    join apprenant a on a.etablissement_id = d.etablissement_id and a.id = d.apprenant_id
    join classe c on c.etablissement_id = d.etablissement_id and c.id = d.classe_id
    left join accueil l on l.etablissement_id = d.etablissement_id and l.dossier_id = d.id and l.rang = 1
    where d.retire_le is null and p.supprime_le is null and p.au >= ${depuis}
      and (d.visiteur_id = ${enseignant} or (d.visiteur_id is null and d.referent_id = ${enseignant})
        or exists (select from visite v where v.etablissement_id = d.etablissement_id and v.dossier_id = d.id
          and v.visiteur_id = ${enseignant}))
    order by p.du, l.code_postal, l.ville, a.nom collate "fr-x-icu", a.prenom collate "fr-x-icu"
  `.execute(tx);
  return rows.map(
    ({
      nom,
      prenom,
      periode,
      periodeNom,
      statut,
      referentiel,
      referentielVersion,
      du,
      au,
      visites,
      ...row
    }) => ({
      ...row,
      apprenant: { nom, prenom },
      periode: { id: periode, nom: periodeNom, statut, referentiel, referentielVersion, du, au },
      visites: readVisites(visites).filter(
        (visite) => visite.visiteur.id === enseignant || row.qualite === "visiteur",
      ),
    }),
  );
}

type Saisie = { date: CivilDate; heure: string | null; forme: Forme; visiteur: string };
type Par = { par: string; now: Date };

/** Plans a visit. @returns its id */
export async function planifier(
  tx: SchoolTx,
  given: Saisie & Par & { etablissement: string; dossier: string },
): Promise<string> {
  const id = newId();
  await tx
    .insertInto("visite")
    .values({
      etablissement_id: given.etablissement,
      id,
      dossier_id: given.dossier,
      visiteur_id: given.visiteur,
      date: given.date,
      heure: given.heure,
      forme: given.forme,
      cree_le: given.now,
      modifie_le: given.now,
      modifie_par: given.par,
    })
    .execute();
  return id;
}

/** False when somebody saved since `version`: nothing is written. */
export async function modifierVisite(
  tx: SchoolTx,
  id: string,
  given: Saisie & Par & { version: number; etat: Visite["etat"]; compteRendu: string },
): Promise<boolean> {
  const row = await tx
    .updateTable("visite")
    .set({
      visiteur_id: given.visiteur,
      date: given.date,
      heure: given.heure,
      forme: given.forme,
      etat: given.etat,
      compte_rendu: given.compteRendu,
      version: given.version + 1,
      modifie_le: given.now,
      modifie_par: given.par,
    })
    .where("id", "=", id)
    .where("version", "=", given.version)
    .executeTakeFirst();
  return row.numUpdatedRows === 1n;
}

/** Notes what the learner said, in the visit's own version of it. False when somebody noted since `version`. */
export async function noterMot(
  tx: SchoolTx,
  visite: string,
  given: { texte: string; version: number } & Par,
): Promise<boolean> {
  const row = await tx
    .updateTable("visite")
    .set({
      mot_apprenant: given.texte,
      mot_version: given.version + 1,
      mot_note_le: given.now,
      mot_note_par: given.par,
    })
    .where("id", "=", visite)
    .where("mot_version", "=", given.version)
    .executeTakeFirst();
  return row.numUpdatedRows === 1n;
}

/**
 * The visit of this teacher that is planned for a day, so that beginning twice begins once.
 * The dossier is held: two presses take their turn.
 */
export async function visiteDuJour(
  tx: SchoolTx,
  given: { dossier: string; visiteur: string; date: CivilDate },
): Promise<string | null> {
  await tx.selectFrom("dossier").select("id").where("id", "=", given.dossier).forNoKeyUpdate().execute();
  const row = await tx
    .selectFrom("visite")
    .select("id")
    .where("dossier_id", "=", given.dossier)
    .where("visiteur_id", "=", given.visiteur)
    .where("date", "=", given.date)
    .where("etat", "=", "prevue")
    .orderBy("heure")
    .executeTakeFirst();
  return row?.id ?? null;
}
