import { sql } from "kysely";
import { Empreinte, type LigneJournal, type Sceau, type Verification } from "#conservation/sceau/rules.ts";
import type { SchoolTx } from "#db/pool.ts";

/** Lines read at a time. */
const PAGE = 2_000;

/**
 * A line takes its number before its transaction ends: one still being written could slip under a seal. Lines younger
 * than this wait for the next night, and no transaction lasts as long.
 */
const ATTENTE = 3_600_000;

const sceaux = async (tx: SchoolTx): Promise<Sceau[]> =>
  tx.selectFrom("sceau").select(["jusqu_a as jusquA", "empreinte", "le"]).orderBy("jusqu_a").execute();

/** Adds the lines after `de` up to `a` to a hash. @returns how many */
async function ajouterLignes(tx: SchoolTx, empreinte: Empreinte, de: number, a: number): Promise<number> {
  let count = 0;
  for (let after = de; ; ) {
    const { rows } = await sql<LigneJournal>`
      select n, to_char(le at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') as le, acteur_id as acteur, acte, objet,
        details
      from journal where n > ${after} and n <= ${a} order by n limit ${PAGE}
    `.execute(tx);
    for (const row of rows) empreinte.ajouter(row);
    count += rows.length;
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return count;
    after = last.n;
  }
}

/** Seals the journal's lines written since the last seal, but for the last hour's. False when there are none. */
export async function sceller(tx: SchoolTx, given: { etablissement: string; now: Date }): Promise<boolean> {
  const limit = new Date(given.now.getTime() - ATTENTE);
  const last = (await sceaux(tx)).at(-1);
  const de = last?.jusquA ?? 0;
  const { rows } = await sql<{ jusqu: number | null }>`
    select coalesce(min(n) filter (where le >= ${limit}) - 1, max(n)) as jusqu from journal where n > ${de}
  `.execute(tx);
  const jusqu = rows[0]?.jusqu ?? de;
  const empreinte = new Empreinte(given.etablissement, last?.empreinte ?? null);
  if (jusqu <= de || (await ajouterLignes(tx, empreinte, de, jusqu)) === 0) return false;
  await tx
    .insertInto("sceau")
    .values({
      etablissement_id: given.etablissement,
      jusqu_a: jusqu,
      empreinte: empreinte.finir(),
      le: given.now,
    })
    .execute();
  return true;
}

/** Computes the whole chain again, from the first line, and stops at the first seal that does not hold. */
export async function verifier(tx: SchoolTx, etablissement: string): Promise<Verification> {
  let previous: Sceau | null = null;
  let lignes = 0;
  const kept = await sceaux(tx);
  for (const sceau of kept) {
    const de: number = previous?.jusquA ?? 0;
    const empreinte = new Empreinte(etablissement, previous?.empreinte ?? null);
    lignes += await ajouterLignes(tx, empreinte, de, sceau.jusquA);
    if (!empreinte.finir().equals(sceau.empreinte))
      return { etat: "rompu", de: de + 1, a: sceau.jusquA, le: sceau.le };
    previous = sceau;
  }
  const { n } = await tx
    .selectFrom("journal")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .where("n", ">", previous?.jusquA ?? 0)
    .executeTakeFirstOrThrow();
  return { etat: "intact", lignes, sceaux: kept.length, nonScellees: n, dernier: previous };
}
