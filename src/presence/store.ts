import { sql } from "kysely";
import { lireConditions } from "#annexes/rules/conditions.ts";
import type { SchoolTx } from "#db/pool.ts";
import type { DossierLu } from "#dossiers/rules.ts";
import { loadDossier } from "#dossiers/store.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import {
  type Cadre,
  type Changement,
  type Confirmation,
  type JourPrevu,
  joursPrevus,
  type Note,
  type Notes,
  notesLues,
} from "#presence/rules.ts";

export type Sejour = Cadre["sejours"][number] & { entreprise: string };

/** What is known of the days of one dossier. */
export type Presence = {
  sejours: Sejour[];
  /** false: no hours are known, days are those of the usual week */
  horairesConnus: boolean;
  jours: JourPrevu[];
  /** of the days planned */
  notes: Notes;
  version: number;
  confirmation: Confirmation | null;
};

export type FaitsPresence = DossierLu & { presence: Presence };

type Row = {
  dossier: string;
  du: CivilDate;
  au: CivilDate;
  sejours: Sejour[];
  conditions: unknown;
  notes: [CivilDate, Note][];
  version: number;
  confirmeesLe: Date | null;
  parNom: string | null;
  parPrenom: string | null;
  perimee: boolean;
};

/** The days, the notes and the confirmation of dossiers, as one statement reads them. */
const lignes = (condition: ReturnType<typeof sql>) => sql<Row>`
  select d.id as dossier, p.du, p.au, coalesce(f.organisation, p.conditions) as conditions,
    coalesce((select json_agg(json_build_object('rang', l.rang, 'entreprise', l.entreprise, 'du', l.du, 'au', l.au) order by l.rang)
      from accueil l where l.etablissement_id = d.etablissement_id and l.dossier_id = d.id), '[]') as sejours,
    coalesce((select json_agg(json_build_array(a.jour, a.moment) order by a.jour)
      from absence a where a.etablissement_id = d.etablissement_id and a.dossier_id = d.id), '[]') as notes,
    d.absences_version as version, d.absences_confirmees_le as "confirmeesLe", h.nom as "parNom", h.prenom as "parPrenom",
    d.absences_confirmees_sur is distinct from base_de_presence(d.etablissement_id, d.id) as perimee
  from dossier d
  join periode p on p.etablissement_id = d.etablissement_id and p.id = d.periode_id
  left join fiche f on f.etablissement_id = d.etablissement_id and f.dossier_id = d.id
  left join habilitation h on h.etablissement_id = d.etablissement_id and h.id = d.absences_confirmees_par
  where ${condition} and d.retire_le is null and p.supprime_le is null`;

function lire(row: Row): Presence {
  const { horaires } = lireConditions(row.conditions);
  const jours = joursPrevus({ periode: { du: row.du, au: row.au }, sejours: row.sejours, horaires });
  return {
    sejours: row.sejours,
    horairesConnus: jours.some(({ minutes }) => minutes !== null),
    jours,
    notes: notesLues(jours, new Map(row.notes)),
    version: row.version,
    confirmation: row.confirmeesLe && {
      le: row.confirmeesLe,
      par: { nom: row.parNom ?? "", prenom: row.parPrenom ?? "" },
      perimee: row.perimee,
    },
  };
}

/**
 * The days of a dossier; null when there is no such dossier here.
 * @param hold true in an act: the dossier is held, so that what is decided is still true when written
 */
export async function loadPresence(
  tx: SchoolTx,
  dossier: string,
  hold = false,
): Promise<FaitsPresence | null> {
  const faits = await loadDossier(tx, dossier);
  if (!faits) return null;
  // held by a statement of its own: a snapshot taken before the wait would not see what was just committed
  if (hold) await sql`select 1 from dossier where id = ${dossier} for update`.execute(tx);
  const { rows } = await lignes(sql`d.id = ${dossier}`).execute(tx);
  return rows[0] ? { ...faits, presence: lire(rows[0]) } : null;
}

/** Those of a period, by dossier; one statement whatever their number. */
export async function presencesDePeriode(tx: SchoolTx, periode: string): Promise<Map<string, Presence>> {
  const { rows } = await lignes(sql`d.periode_id = ${periode}`).execute(tx);
  return new Map(rows.map((row) => [row.dossier, lire(row)]));
}

type Ecrit = { etablissement: string; par: string; now: Date };

/** Writes what changed in a dossier that is held; the confirmation falls, or is given anew. */
export async function ecrireNotes(
  tx: SchoolTx,
  given: { dossier: string; version: number; changes: readonly Changement[]; confirmer: boolean },
  { etablissement, par, now }: Ecrit,
): Promise<void> {
  await tx
    .updateTable("dossier")
    .set({
      absences_version: given.version + 1,
      absences_confirmees_le: given.confirmer ? now : null,
      absences_confirmees_par: given.confirmer ? par : null,
      absences_confirmees_sur: given.confirmer ? sql<string>`base_de_presence(etablissement_id, id)` : null,
    })
    .where("id", "=", given.dossier)
    .execute();
  if (given.changes.length === 0) return;
  await tx
    .deleteFrom("absence")
    .where("dossier_id", "=", given.dossier)
    .where(
      "jour",
      "in",
      given.changes.map(({ jour }) => jour),
    )
    .execute();
  const noted = given.changes.flatMap(({ jour, apres }) =>
    apres
      ? [
          {
            etablissement_id: etablissement,
            dossier_id: given.dossier,
            jour,
            moment: apres,
            auteur_id: par,
            le: now,
          },
        ]
      : [],
  );
  if (noted.length > 0) await tx.insertInto("absence").values(noted).execute();
}

/**
 * Confirms the absences of several dossiers as they were read; one statement.
 * @param lus dossier and version
 * @returns how many: those changed since are left out
 */
export async function confirmerPlusieurs(
  tx: SchoolTx,
  lus: readonly { dossier: string; version: number }[],
  { par, now }: Omit<Ecrit, "etablissement">,
): Promise<number> {
  if (lus.length === 0) return 0;
  const { numAffectedRows } = await sql`
    update dossier d set absences_version = d.absences_version + 1, absences_confirmees_le = ${now},
      absences_confirmees_par = ${par}, absences_confirmees_sur = base_de_presence(d.etablissement_id, d.id)
    from unnest(${lus.map(({ dossier }) => dossier)}::uuid[], ${lus.map(({ version }) => version)}::int[]) x (id, version)
    where d.id = x.id and d.absences_version = x.version
  `.execute(tx);
  return Number(numAffectedRows ?? 0n);
}
