import { sql } from "kysely";
import type { SchoolTx } from "#db/pool.ts";
import { SILENCE, type Tirage } from "#documents/tirage/rules.ts";

/** The last run of a period; null when none was asked, or it was cleared. */
export async function loadTirage(tx: SchoolTx, periode: string): Promise<Tirage | null> {
  const { rows } = await sql<Omit<Tirage, "par"> & { nom: string; prenom: string }>`
    select t.etat, t.faits, t.total, t.demande_le as "demandeLe", t.fini_le as "finiLe", t.empreinte, t.taille,
      h.nom, h.prenom
    from tirage t
    join habilitation h on h.etablissement_id = t.etablissement_id and h.id = t.demande_par
    where t.periode_id = ${periode}
  `.execute(tx);
  return rows[0] ? (({ nom, prenom, ...tirage }) => ({ ...tirage, par: { nom, prenom } }))(rows[0]) : null;
}

/** Asks for a run, unless one waits or is being made: its asker keeps it. */
export const demanderTirage = (
  tx: SchoolTx,
  given: { etablissement: string; periode: string; par: string; now: Date },
) =>
  sql`
    insert into tirage (etablissement_id, periode_id, etat, demande_le, demande_par)
    values (${given.etablissement}, ${given.periode}, 'attente', ${given.now}, ${given.par})
    on conflict (etablissement_id, periode_id) do update set etat = 'attente', faits = 0, total = 0,
      demande_le = excluded.demande_le, demande_par = excluded.demande_par, signe_le = null, fini_le = null,
      empreinte = null, taille = 0
    where tirage.etat in ('pret', 'echec')
  `.execute(tx);

/** A run taken: `demandeLe` tells it from the one that may replace it. */
export type TiragePris = { periode: string; nom: string; demandeLe: Date };

/** Takes the oldest run that waits, or that a dead process left; no other process takes it meanwhile. */
export async function prendreTirage(tx: SchoolTx, now: Date): Promise<TiragePris | null> {
  const { rows } = await sql<TiragePris>`
    update tirage t set etat = 'cours', faits = 0, total = 0, signe_le = ${now}
    from periode p
    where p.etablissement_id = t.etablissement_id and p.id = t.periode_id and p.supprime_le is null
      and t.periode_id = (
        select x.periode_id from tirage x
        join periode y on y.etablissement_id = x.etablissement_id and y.id = x.periode_id and y.supprime_le is null
        where x.etat = 'attente' or (x.etat = 'cours' and x.signe_le < ${new Date(now.getTime() - SILENCE)})
        order by x.demande_le limit 1 for update of x skip locked)
    returning t.periode_id as periode, p.nom, t.demande_le as "demandeLe"
  `.execute(tx);
  return rows[0] ?? null;
}

type Avance = Partial<{
  etat: Tirage["etat"];
  faits: number;
  total: number;
  signe_le: Date | null;
  fini_le: Date;
  empreinte: Buffer;
  taille: number;
}>;

/** Says how far a run is. @returns false when it is no longer ours: cleared, or taken by another process */
export async function avancerTirage(
  tx: SchoolTx,
  { periode, demandeLe }: TiragePris,
  avance: Avance,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("tirage")
    .set(avance)
    .where("periode_id", "=", periode)
    .where("demande_le", "=", demandeLe)
    .where("etat", "=", "cours")
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
