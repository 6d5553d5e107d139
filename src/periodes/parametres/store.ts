import { sql } from "kysely";
import type { Conditions } from "#annexes/rules/conditions.ts";
import type { SchoolTx } from "#db/pool.ts";
import { type CivilDate, schoolYearOf } from "#kernel/civil-date.ts";
import type { Candidat, CandidatDossier, Periode } from "#periodes/rules.ts";
import { candidats } from "#periodes/store.ts";

type Change = {
  nom: string;
  statut: string;
  du: CivilDate;
  au: CivilDate;
  objectifs: string[];
  taches: string[];
  conditions: Conditions;
};

/** Writes some settings; false when somebody saved since `version`: nothing is written. */
export async function modifierPeriode(
  tx: SchoolTx,
  id: string,
  { conditions, ...change }: Partial<Change>,
  version: number,
): Promise<boolean> {
  const result = await tx
    .updateTable("periode")
    .set({
      ...change,
      ...(conditions ? { conditions: JSON.stringify(conditions) } : {}),
      version: version + 1,
    })
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

/**
 * Carries the conditions that changed to the individualised fiches that had kept the period's: field by field, so that a
 * learner's own hours do not cut his fiche from the evaluation modalities. The others hold none and follow by themselves.
 */
export async function propagerConditions(
  tx: SchoolTx,
  periode: string,
  avant: Conditions,
  apres: Conditions,
): Promise<void> {
  for (const champ of ["horaires", "concertation", "travauxReglementes", "modalitesEvaluation"] as const) {
    const [before, after] = [JSON.stringify(avant[champ]), JSON.stringify(apres[champ])];
    if (before === after) continue;
    await sql`
      update fiche f set organisation = jsonb_set(f.organisation, array[${champ}::text], ${after}::jsonb),
        organisation_version = f.organisation_version + 1
      from dossier d
      where d.etablissement_id = f.etablissement_id and d.id = f.dossier_id and d.periode_id = ${periode}
        and f.organisation is not null and f.organisation -> ${champ}::text = ${before}::jsonb
    `.execute(tx);
  }
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
  today: CivilDate,
): Promise<CandidatDossier[]> {
  // a period prepared in June is for next year's classes
  const annee = schoolYearOf(periode.du > today ? periode.du : today);
  type Ligne = Omit<Candidat, "classe"> & {
    classe: string;
    classeNom: string;
    dossier: string;
    edite: boolean;
    bilans: number;
    auto: boolean;
    retireLe: Date | null;
    motif: string;
    parNom: string | null;
    parPrenom: string | null;
  };
  const { rows } = await sql<Ligne>`
    select a.id, a.nom, a.prenom, coalesce(i.statut, 'scolaire') as statut, c.id as classe, c.nom as "classeNom",
      d.id as dossier, d.portfolio_edite_le is not null as edite, d.retire_le as "retireLe", d.retire_motif as motif,
      h.nom as "parNom", h.prenom as "parPrenom",
      (select count(*) from bilan b where b.etablissement_id = d.etablissement_id and b.dossier_id = d.id
        and b.type <> 'autoevaluation') as bilans,
      exists (select from bilan b where b.etablissement_id = d.etablissement_id and b.dossier_id = d.id
        and b.type = 'autoevaluation') as auto
    from dossier d
    join periode p on p.etablissement_id = d.etablissement_id and p.id = d.periode_id
    join apprenant a on a.etablissement_id = d.etablissement_id and a.id = d.apprenant_id
    join classe c on c.etablissement_id = d.etablissement_id and c.id = d.classe_id
    left join lateral inscription_pour(d.etablissement_id, d.apprenant_id, p.du, p.au) i on true
    left join habilitation h on h.etablissement_id = d.etablissement_id and h.id = d.retire_par
    where d.periode_id = ${periode.id}
    order by c.nom, a.nom collate "fr-x-icu", a.prenom collate "fr-x-icu"
  `.execute(tx);
  const inPeriod = rows.map((row): CandidatDossier => {
    const { classe, classeNom, edite, bilans, auto, retireLe, motif, parNom, parPrenom, ...one } = row;
    const parts = [
      ...(edite ? ["portfolio commencé"] : []),
      ...(bilans > 0 ? ["bilan commencé"] : []),
      ...(auto ? ["auto-évaluation commencée"] : []),
    ];
    const par = parNom === null || parPrenom === null ? null : { nom: parNom, prenom: parPrenom };
    return {
      ...one,
      classe: { id: classe, nom: classeNom },
      present: retireLe === null,
      contenu: parts.join(", ") || null,
      retrait: retireLe && { le: retireLe, par, motif },
    };
  });
  const known = new Set(inPeriod.map((one) => one.id));
  const others = (await candidats(tx, { ...periode, annee, today })).filter((one) => !known.has(one.id));
  return [
    ...inPeriod,
    ...others.map((one) => ({ ...one, dossier: null, present: false, contenu: null, retrait: null })),
  ].toSorted(
    (a, b) =>
      a.classe.nom.localeCompare(b.classe.nom, "fr") ||
      a.nom.localeCompare(b.nom, "fr") ||
      a.prenom.localeCompare(b.prenom, "fr"),
  );
}

/** Withdraws dossiers, or brings them back (null): nothing of them is erased, and what comes back is as it was. */
export const marquerRetrait = (
  tx: SchoolTx,
  dossiers: string[],
  retrait: { le: Date; par: string; motif: string } | null,
) =>
  dossiers.length === 0
    ? Promise.resolve()
    : tx
        .updateTable("dossier")
        .set({
          retire_le: retrait?.le ?? null,
          retire_par: retrait?.par ?? null,
          retire_motif: retrait?.motif ?? "",
        })
        .where("id", "in", dossiers)
        .execute();
