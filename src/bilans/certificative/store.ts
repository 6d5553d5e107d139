import { sql } from "kysely";
import type { Contenu, EtatGrille, GrilleComplete, VersionValidee } from "#bilans/certificative/rules.ts";
import { loadSejour } from "#bilans/entreprise/store.ts";
import { estChampDuBilan } from "#bilans/lignes/rules.ts";
import { type Auteur, loadBilan, loadLignes } from "#bilans/lignes/store.ts";
import type { SchoolTx } from "#db/pool.ts";
import type { Voisins } from "#dossiers/rules/voisins.ts";
import { loadDossier } from "#dossiers/store.ts";
import { lireReglages } from "#etablissement/reglages/store.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { fullName } from "#kernel/french.ts";
import { statutDe } from "#referentiel/rules.ts";
import { type Referentiels, referentielDe } from "#referentiel/versions.ts";

/** The grid, with the competences retained in the grid of the same period written last: proposed to a new one. */
export type GrilleLue = GrilleComplete & { voisins: Voisins; retenuesAilleurs: readonly string[] };

/**
 * The certificative grid of a dossier; null when the dossier is not one of this school.
 * @param hold true in an act that writes: dossier then grid are held until it is done, so that two savings (the first
 *   of all included), a proposal and the validation wait for each other
 */
export async function loadGrille(
  tx: SchoolTx,
  dossier: string,
  referentiels: Referentiels,
  { today, hold }: { today: CivilDate; hold: boolean },
): Promise<GrilleLue | null> {
  if (hold) await tx.selectFrom("dossier").select("id").where("id", "=", dossier).forNoKeyUpdate().execute();
  const faits = await loadDossier(tx, dossier);
  if (!faits) return null;
  const ref = referentielDe(referentiels, faits.periode);
  if (!ref) throw new Error(`no référentiel ${faits.periode.referentiel}`);
  const lu = await loadBilan(tx, dossier, "certificatif", hold);
  const { entreprise, tuteur } = await loadSejour(tx, faits, today);
  const { publierGrilles } = await lireReglages(tx);
  const base = {
    ...faits,
    ref,
    statut: statutDe(ref, faits.periode.statut),
    entreprise,
    tuteur,
    publierGrilles,
  };
  if (!lu)
    return {
      ...base,
      grille: null,
      lignes: new Map(),
      propositions: new Map(),
      versions: [],
      retenuesAilleurs: await retenuesAilleurs(tx, faits.periode.id),
    };
  const lignes = await loadLignes(tx, lu, ["competence", "detail", "retenue"]);
  const propositions = await loadLignes(tx, lu, ["competence", "detail"], "proposition");
  const written = [...lignes].filter(([cle]) => !estChampDuBilan(cle));
  const { bilan, commentaire, version } = lu;
  return {
    ...base,
    grille: {
      id: bilan.id,
      etat: bilan.etat === "brouillon" ? "brouillon" : "valide",
      date: bilan.dateRencontre,
      commentaire,
      revision: [...written, ...propositions].reduce((sum, [, ligne]) => sum + ligne.version, version),
      modifieLe: bilan.modifieLe,
      modifiePar: bilan.modifiePar,
      publieLe: await publieLe(tx, bilan.id),
    },
    lignes,
    propositions,
    versions: await loadVersions(tx, bilan.id),
    retenuesAilleurs: [],
  };
}

async function publieLe(tx: SchoolTx, bilan: string): Promise<Date | null> {
  const row = await tx.selectFrom("bilan").select("publie_le").where("id", "=", bilan).executeTakeFirst();
  return row?.publie_le ?? null;
}

async function loadVersions(tx: SchoolTx, bilan: string): Promise<VersionValidee[]> {
  const rows = await tx
    .selectFrom("bilan_valide as v")
    .innerJoin("habilitation as h", "h.id", "v.par")
    .select(["v.numero", "v.contenu", "v.le", "h.nom", "h.prenom"])
    .where("v.bilan_id", "=", bilan)
    .orderBy("v.numero")
    .execute();
  return rows.map(({ numero, contenu, le, ...par }) => ({
    numero,
    le,
    par: fullName(par),
    contenu: contenu as Contenu,
  }));
}

async function retenuesAilleurs(tx: SchoolTx, periode: string): Promise<string[]> {
  const { rows } = await sql<{ element: string }>`
    select l.element from bilan_ligne l
    where l.nature = 'retenue' and l.valeur = 'oui' and l.bilan_id = (
      select b.id from bilan b join dossier d on d.etablissement_id = b.etablissement_id and d.id = b.dossier_id
      where d.periode_id = ${periode} and d.retire_le is null and b.type = 'certificatif'
        and exists (select from bilan_ligne x where x.etablissement_id = b.etablissement_id and x.bilan_id = b.id
          and x.nature = 'retenue' and x.valeur = 'oui')
      order by b.modifie_le desc, b.id desc limit 1)
  `.execute(tx);
  return rows.map((row) => row.element);
}

/**
 * Freezes the grid as its next version. A published grid is so no more: its new version is published by a new act.
 */
export async function validerGrille(
  tx: SchoolTx,
  { bilan, contenu, numero }: { bilan: string; contenu: Contenu; numero: number },
  auteur: Auteur,
): Promise<void> {
  await tx
    .insertInto("bilan_valide")
    .values({
      etablissement_id: auteur.etablissement,
      bilan_id: bilan,
      numero,
      contenu: JSON.stringify(contenu),
      le: auteur.now,
      par: auteur.habilitation,
    })
    .execute();
  await tx.updateTable("bilan").set({ etat: "valide", publie_le: null }).where("id", "=", bilan).execute();
}

/** Shows the validated grid to the learner, or takes it back. */
export const publierGrille = (tx: SchoolTx, bilan: string, le: Date | null) =>
  tx.updateTable("bilan").set({ publie_le: le }).where("id", "=", bilan).execute();

/** A candidate of an exam's period and where his grid stands. */
export type Candidat = {
  dossier: string;
  apprenant: { nom: string; prenom: string };
  classe: { id: string; nom: string; annee: number };
  periode: { id: string; nom: string; statut: string; referentiel: string; referentielVersion: string };
  etat: EtatGrille;
  date: CivilDate | null;
  validation: { numero: number; le: Date; par: string; contenu: Contenu } | null;
  publieLe: Date | null;
};

/**
 * The candidates of these classes, in one statement: by year, status, class and name.
 * @param statuts the statuses that have a certificative grid in one référentiel at least
 */
export async function loadCandidats(
  tx: SchoolTx,
  { classes, statuts }: { classes: readonly string[]; statuts: readonly string[] },
): Promise<Candidat[]> {
  const { rows } = await sql<{
    dossier: string;
    nom: string;
    prenom: string;
    classe: string;
    classe_nom: string;
    annee: number;
    periode: string;
    periode_nom: string;
    statut: string;
    referentiel: string;
    referentiel_version: string;
    etat: string | null;
    date: CivilDate | null;
    publie_le: Date | null;
    numero: number | null;
    le: Date | null;
    contenu: Contenu | null;
    par_nom: string | null;
    par_prenom: string | null;
  }>`
    select d.id as dossier, a.nom, a.prenom, c.id as classe, c.nom as classe_nom, c.annee,
      p.id as periode, p.nom as periode_nom, p.statut, p.referentiel, p.referentiel_version,
      b.etat, b.date_rencontre as date, b.publie_le, v.numero, v.le, v.contenu, h.nom as par_nom, h.prenom as par_prenom
    from dossier d
    join periode p on p.etablissement_id = d.etablissement_id and p.id = d.periode_id
    join apprenant a on a.etablissement_id = d.etablissement_id and a.id = d.apprenant_id
    join classe c on c.etablissement_id = d.etablissement_id and c.id = d.classe_id
    left join bilan b on b.etablissement_id = d.etablissement_id and b.dossier_id = d.id and b.type = 'certificatif'
    left join lateral (
      select x.* from bilan_valide x where x.etablissement_id = b.etablissement_id and x.bilan_id = b.id
      order by x.numero desc limit 1
    ) v on true
    left join habilitation h on h.etablissement_id = v.etablissement_id and h.id = v.par
    where d.classe_id = any(${classes}::uuid[]) and d.retire_le is null and p.supprime_le is null
      and (p.statut = any(${statuts}) or b.id is not null)
    order by c.annee desc, p.statut, c.nom collate "fr-x-icu", p.du, a.nom collate "fr-x-icu", a.prenom collate "fr-x-icu", a.id
  `.execute(tx);
  return rows.map((row) => ({
    dossier: row.dossier,
    apprenant: { nom: row.nom, prenom: row.prenom },
    classe: { id: row.classe, nom: row.classe_nom, annee: row.annee },
    periode: {
      id: row.periode,
      nom: row.periode_nom,
      statut: row.statut,
      referentiel: row.referentiel,
      referentielVersion: row.referentiel_version,
    },
    etat: row.etat === null ? "absente" : row.etat === "valide" ? "valide" : "brouillon",
    date: row.date,
    validation:
      row.numero !== null && row.le && row.contenu
        ? {
            numero: row.numero,
            le: row.le,
            par: fullName({ nom: row.par_nom ?? "", prenom: row.par_prenom ?? "" }),
            contenu: row.contenu,
          }
        : null,
    publieLe: row.publie_le,
  }));
}

/** The classes of the school, the latest year first. */
export const loadClasses = (tx: SchoolTx): Promise<{ id: string; nom: string; annee: number }[]> =>
  tx
    .selectFrom("classe")
    .select(["id", "nom", "annee"])
    .orderBy("annee", "desc")
    .orderBy(sql`nom collate "fr-x-icu"`)
    .execute();
