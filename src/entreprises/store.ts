import { sql } from "kysely";
import type { SchoolTx } from "#db/pool.ts";
import type { Entreprise, LigneEntreprise } from "#entreprises/rules.ts";
import type { CivilDate } from "#kernel/civil-date.ts";

/*
 * A merged row keeps its stays and points to the row that stands for it: whoever reads follows `fusionnee_dans`, one
 * step only, and taking a merge back restores exactly what was.
 */

const colonnes = sql`e.id, e.siret, e.nom, e.adresse, e.code_postal as "codePostal", e.ville, e.secteur, e.naf,
  e.telephone, e.notes, e.version`;

/** The directory, each company with the learners it received and its last period, merged rows counted with theirs. */
export async function listeEntreprises(tx: SchoolTx): Promise<LigneEntreprise[]> {
  const { rows } = await sql<Entreprise & { apprenants: number; periode: string | null; du: string | null }>`
    select ${colonnes}, coalesce(s.apprenants, 0) as apprenants, s.periode, s.du
    from entreprise e
    left join (
      select coalesce(m.fusionnee_dans, m.id) as id, count(distinct d.apprenant_id) as apprenants,
        (array_agg(p.nom order by p.du desc))[1] as periode, max(p.du) as du
      from entreprise m
      join accueil a on a.entreprise_id = m.id
      join dossier d on d.id = a.dossier_id and d.retire_le is null
      join periode p on p.id = d.periode_id and p.supprime_le is null
      group by 1
    ) s on s.id = e.id
    where e.fusionnee_dans is null
    order by e.cree_le, e.id
  `.execute(tx);
  return rows.map(({ periode, du, ...row }) => ({
    ...row,
    derniere: periode === null || du === null ? null : { nom: periode, du },
  }));
}

export type Fusionnee = { id: string; nom: string; ville: string; siret: string; version: number };

/** One company: `dans` when it was merged into another; `absorbees` those merged into it. */
export type UneEntreprise = Entreprise & {
  dans: { id: string; nom: string; siret: string } | null;
  absorbees: Fusionnee[];
  /** stays of dossiers that lead to this very row */
  sejours: number;
  modifieLe: Date;
  par: { nom: string; prenom: string } | null;
};

export async function loadEntreprise(tx: SchoolTx, entreprise: string): Promise<UneEntreprise | null> {
  const { rows } = await sql<
    Entreprise & {
      dansId: string | null;
      dansNom: string;
      dansSiret: string;
      absorbees: Fusionnee[];
      sejours: number;
      modifieLe: Date;
      parNom: string | null;
      parPrenom: string | null;
    }
  >`
    select ${colonnes}, k.id as "dansId", k.nom as "dansNom", k.siret as "dansSiret", e.modifie_le as "modifieLe",
      h.nom as "parNom", h.prenom as "parPrenom",
      (select count(*) from accueil a where a.entreprise_id = e.id) as sejours,
      coalesce((select json_agg(json_build_object('id', m.id, 'nom', m.nom, 'ville', m.ville, 'siret', m.siret,
        'version', m.version) order by m.nom, m.id) from entreprise m where m.fusionnee_dans = e.id), '[]') as absorbees
    from entreprise e
    left join entreprise k on k.id = e.fusionnee_dans
    left join habilitation h on h.id = e.modifie_par
    where e.id = ${entreprise}
  `.execute(tx);
  const row = rows[0];
  if (!row) return null;
  const { dansId, dansNom, dansSiret, parNom, parPrenom, ...une } = row;
  return {
    ...une,
    dans: dansId === null ? null : { id: dansId, nom: dansNom, siret: dansSiret },
    par: parNom === null || parPrenom === null ? null : { nom: parNom, prenom: parPrenom },
  };
}

/** Somebody received by a company: which period, followed by whom, to do what. */
export type Passage = {
  dossier: string;
  nom: string;
  prenom: string;
  classe: string;
  periode: string;
  du: CivilDate;
  au: CivilDate;
  /** of the company: by name only */
  tuteur: string;
  referentiel: string;
  referentielVersion: string;
  taches: string[];
};

/** Who went there, the latest first; stays of the rows merged into it are there too. */
export async function historique(tx: SchoolTx, entreprise: string): Promise<Passage[]> {
  const { rows } = await sql<Passage>`
    select d.id as dossier, ap.nom, ap.prenom, c.nom as classe, p.nom as periode, coalesce(a.du, p.du) as du,
      coalesce(a.au, p.au) as au, p.referentiel,
      p.referentiel_version as "referentielVersion", f.taches,
      trim(case when i.statut = 'apprenti' then coalesce(k.prenom || ' ' || k.nom, '')
        else a.tuteur_prenom || ' ' || a.tuteur_nom end) as tuteur
    from entreprise e
    join accueil a on a.entreprise_id = e.id
    join dossier d on d.id = a.dossier_id and d.retire_le is null
    join periode p on p.id = d.periode_id and p.supprime_le is null
    join apprenant ap on ap.id = d.apprenant_id
    join classe c on c.id = d.classe_id
    join fiche f on f.dossier_id = d.id
    left join lateral inscription_pour(d.etablissement_id, d.apprenant_id, p.du, p.au) i on true
    left join lateral (
      select h.nom, h.prenom from contrat k join habilitation h on h.id = k.maitre_id
      where k.apprenant_id = ap.id and k.du <= p.au and k.au >= p.du order by k.du desc limit 1
    ) k on true
    where coalesce(e.fusionnee_dans, e.id) = ${entreprise}
    order by coalesce(a.du, p.du) desc, ap.nom collate "fr-x-icu", ap.prenom collate "fr-x-icu", a.rang
  `.execute(tx);
  return rows;
}

export type SaisieEntreprise = Omit<Entreprise, "id" | "version">;

/** Writes a company over one version; false when somebody saved first, or merged it. */
export async function ecrireEntreprise(
  tx: SchoolTx,
  une: { id: string; version: number },
  { codePostal, ...saisie }: SaisieEntreprise,
  { par, now }: { par: string; now: Date },
): Promise<boolean> {
  const done = await tx
    .updateTable("entreprise")
    .set({
      ...saisie,
      code_postal: codePostal,
      version: une.version + 1,
      modifie_le: now,
      modifie_par: par,
    })
    .where("id", "=", une.id)
    .where("version", "=", une.version)
    .where("fusionnee_dans", "is", null)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

/** The company that holds this SIRET in the directory, merged rows apart. */
export const entrepriseAuSiret = (tx: SchoolTx, siret: string) =>
  tx
    .selectFrom("entreprise")
    .select(["id", "nom"])
    .where("siret", "=", siret)
    .where("fusionnee_dans", "is", null)
    .executeTakeFirst();

/**
 * One row stands for two from now on; those merged into it before follow it.
 * @returns false when either changed since it was read
 */
export async function fusionner(
  tx: SchoolTx,
  given: {
    gardee: { id: string; version: number };
    absorbee: { id: string; version: number };
    par: string;
    now: Date;
  },
): Promise<boolean> {
  const { gardee, absorbee, par, now } = given;
  const kept = await tx
    .updateTable("entreprise")
    .set({ version: gardee.version + 1, modifie_le: now, modifie_par: par })
    .where("id", "=", gardee.id)
    .where("version", "=", gardee.version)
    .where("fusionnee_dans", "is", null)
    .executeTakeFirst();
  const merged = await tx
    .updateTable("entreprise")
    .set({ fusionnee_dans: gardee.id, version: absorbee.version + 1, modifie_le: now, modifie_par: par })
    .where("id", "=", absorbee.id)
    .where("version", "=", absorbee.version)
    .where("fusionnee_dans", "is", null)
    .executeTakeFirst();
  await tx
    .updateTable("entreprise")
    .set({ fusionnee_dans: gardee.id })
    .where("fusionnee_dans", "=", absorbee.id)
    .execute();
  return kept.numUpdatedRows > 0n && merged.numUpdatedRows > 0n;
}

/** A merged row is itself again, with the stays that lead to it; false when it changed since it was read. */
export async function annulerFusion(
  tx: SchoolTx,
  une: { id: string; version: number },
  { par, now }: { par: string; now: Date },
): Promise<boolean> {
  const done = await tx
    .updateTable("entreprise")
    .set({ fusionnee_dans: null, version: une.version + 1, modifie_le: now, modifie_par: par })
    .where("id", "=", une.id)
    .where("version", "=", une.version)
    .where("fusionnee_dans", "is not", null)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}
