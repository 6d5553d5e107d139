import { sql } from "kysely";
import type { SchoolTx } from "#db/pool.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import type { Candidat, CandidatDossier, Periode } from "#periodes/rules.ts";
import { candidats } from "#periodes/store.ts";

type Change = {
  nom: string;
  statut: string;
  du: CivilDate;
  au: CivilDate;
  objectifs: string[];
  taches: string[];
};

/** Writes some settings; false when somebody saved since `version`: nothing is written. */
export async function modifierPeriode(
  tx: SchoolTx,
  id: string,
  change: Partial<Change>,
  version: number,
): Promise<boolean> {
  const result = await tx
    .updateTable("periode")
    .set({ ...change, version: version + 1 })
    .where("id", "=", id)
    .where("version", "=", version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/**
 * Carries new objectives or tasks to the fiches that nobody has individualised, withdrawn learners included (they come
 * back with the period as it is). Returns how many changed.
 */
export async function propagerAuxFiches(
  tx: SchoolTx,
  periode: string,
  change: { objectifs: string[] } | { taches: string[] },
): Promise<number> {
  const result = await tx
    .updateTable("fiche")
    .set((eb) => ({ ...change, version: eb("version", "+", 1) }))
    .where("individualisee", "=", false)
    .where("dossier_id", "in", (eb) =>
      eb.selectFrom("dossier").select("id").where("periode_id", "=", periode),
    )
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

/** What the tab « Informations » is checked against: evaluations begun, weeks told. */
export async function contenuDeLaPeriode(
  tx: SchoolTx,
  periode: string,
): Promise<{
  bilans: { entreprise: number; certificatif: number };
  semaines: { premiere: CivilDate; derniere: CivilDate } | null;
}> {
  const { rows } = await sql<{
    entreprise: number;
    certificatif: number;
    premiere: CivilDate | null;
    derniere: CivilDate | null;
  }>`
    select
      (select count(*) from bilan b join dossier d on d.etablissement_id = b.etablissement_id and d.id = b.dossier_id
        where d.periode_id = ${periode} and d.retire_le is null and b.type = 'entreprise') as entreprise,
      (select count(*) from bilan b join dossier d on d.etablissement_id = b.etablissement_id and d.id = b.dossier_id
        where d.periode_id = ${periode} and d.retire_le is null and b.type = 'certificatif') as certificatif,
      w.premiere, w.derniere
    from (select min(s.lundi) as premiere, max(s.lundi) as derniere from semaine s
      join dossier d on d.etablissement_id = s.etablissement_id and d.id = s.dossier_id
      where d.periode_id = ${periode} and d.retire_le is null) w
  `.execute(tx);
  const { entreprise = 0, certificatif = 0, premiere, derniere } = rows[0] ?? {};
  return {
    bilans: { entreprise, certificatif },
    semaines: premiere && derniere ? { premiere, derniere } : null,
  };
}

/** Everyone the tab « Choix des apprenants » shows: the classes of the level, and who is or was in the period. */
export async function candidatsDossiers(
  tx: SchoolTx,
  periode: Periode,
  annee: number,
): Promise<CandidatDossier[]> {
  type Ligne = Candidat & { dossier: string; present: boolean; edite: boolean; bilans: number };
  const { rows } = await sql<Omit<Ligne, "classe"> & { classe: string; classeNom: string }>`
    select a.id, a.nom, a.prenom, coalesce(i.statut, 'scolaire') as statut, c.id as classe, c.nom as "classeNom",
      d.id as dossier, d.retire_le is null as present, d.portfolio_edite_le is not null as edite,
      (select count(*) from bilan b where b.etablissement_id = d.etablissement_id and b.dossier_id = d.id) as bilans
    from dossier d
    join apprenant a on a.etablissement_id = d.etablissement_id and a.id = d.apprenant_id
    join classe c on c.etablissement_id = d.etablissement_id and c.id = d.classe_id
    left join inscription i on i.etablissement_id = d.etablissement_id and i.apprenant_id = a.id and i.au is null
    where d.periode_id = ${periode.id}
    order by c.nom, a.nom collate "fr-x-icu", a.prenom collate "fr-x-icu"
  `.execute(tx);
  const inPeriod = rows.map(({ classe, classeNom, edite, bilans, ...row }): CandidatDossier => {
    const parts = [...(edite ? ["portfolio commencé"] : []), ...(bilans > 0 ? ["bilan commencé"] : [])];
    return { ...row, classe: { id: classe, nom: classeNom }, contenu: parts.join(", ") || null };
  });
  const known = new Set(inPeriod.map((one) => one.id));
  const others = (await candidats(tx, { ...periode, annee })).filter((one) => !known.has(one.id));
  return [
    ...inPeriod,
    ...others.map((one) => ({ ...one, dossier: null, present: false, contenu: null })),
  ].toSorted(
    (a, b) =>
      a.classe.nom.localeCompare(b.classe.nom, "fr") ||
      a.nom.localeCompare(b.nom, "fr") ||
      a.prenom.localeCompare(b.prenom, "fr"),
  );
}

/** Withdraws (`le` given) or brings back dossiers: nothing of them is erased. */
export const marquerRetrait = (tx: SchoolTx, dossiers: string[], le: Date | null) =>
  dossiers.length === 0
    ? Promise.resolve()
    : tx.updateTable("dossier").set({ retire_le: le }).where("id", "in", dossiers).execute();
