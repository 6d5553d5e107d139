import { sql } from "kysely";
import { verifier } from "#conservation/sceau/store.ts";
import { asSchool, type Database } from "#db/pool.ts";
import { civilDateIn } from "#kernel/civil-date.ts";
import { count, longDate } from "#kernel/french.ts";

/**
 * Checks the journal of every school. The last seal is printed: noted elsewhere, it tells a chain cut short, which
 * nothing inside the database can.
 * @returns what to print, a line a school, and whether every chain holds
 */
export async function verifierJournaux(db: Database): Promise<{ lines: string[]; intact: boolean }> {
  const { rows } = await sql<{ id: string }>`select id from etablissements() as id`.execute(db);
  const lines: string[] = [];
  let intact = true;
  for (const { id } of rows) {
    const { ecole, verdict } = await asSchool(db, id, async (tx) => ({
      ecole: await tx.selectFrom("etablissement").select(["nom", "fuseau"]).executeTakeFirstOrThrow(),
      verdict: await verifier(tx, id),
    }));
    if (verdict.etat === "rompu") {
      intact = false;
      const nuit = longDate(civilDateIn(verdict.le, ecole.fuseau));
      lines.push(
        `${ecole.nom} : ROMPU. Les lignes ${verdict.de} à ${verdict.a}, scellées le ${nuit}, ont été changées, retirées ou ajoutées.`,
      );
      continue;
    }
    const { lignes, sceaux, nonScellees, dernier } = verdict;
    const sceau = dernier ? ` Dernier sceau : ${dernier.jusquA} ${dernier.empreinte.toString("hex")}` : "";
    lines.push(
      `${ecole.nom} : intact, ${count(lignes, "ligne")} sous ${count(sceaux, "sceau", "sceaux")}, ${nonScellees} en attente du prochain.${sceau}`,
    );
  }
  return { lines, intact };
}
