import { CONSERVATION } from "#conservation/rules.ts";
import type { SchoolTx } from "#db/pool.ts";
import type { Files } from "#files/files.ts";
import { tenirMagasin } from "#portfolio/fichiers/store.ts";

type Nuit = { etablissement: string; now: Date; files: Files };

const DAY = 86_400_000;
const daysAgo = (now: Date, days: number) => new Date(now.getTime() - days * DAY);

/** What came while the antivirus did not answer: scanned again; what it recognises is named so, and its bytes go. */
export async function relireQuarantaine(tx: SchoolTx, { etablissement, files }: Nuit): Promise<void> {
  const waiting = await tx
    .selectFrom("fichier")
    .select("empreinte")
    .distinct()
    .where("etat", "=", "quarantaine")
    .execute();
  const verdicts: Record<"sain" | "infecte" | "muet", Buffer[]> = { sain: [], infecte: [], muet: [] };
  for (const { empreinte } of waiting) {
    const bytes = empreinte && (await files.get(etablissement, empreinte));
    if (bytes) verdicts[await files.scan(bytes)].push(empreinte);
  }
  for (const etat of ["sain", "infecte"] as const)
    if (verdicts[etat].length > 0)
      await tx
        .updateTable("fichier")
        .set({ etat })
        .where("etat", "=", "quarantaine")
        .where("empreinte", "in", verdicts[etat])
        .execute();
}

/**
 * No residue: forgets the files taken out thirty days ago, the sendings never ended and the archives of documents, then erases every byte of the
 * school that no row names, whatever left it there (a purge, an act undone after its bytes were kept, a cut).
 * @returns how many files and half sendings were erased
 */
export async function fairePlaceNette(tx: SchoolTx, { etablissement, now, files }: Nuit): Promise<number> {
  await tenirMagasin(tx, etablissement, true);
  await tx
    .deleteFrom("fichier")
    .where("supprime_le", "<", daysAgo(now, CONSERVATION.fichierRetire))
    .execute();
  await tx.deleteFrom("envoi").where("cree_le", "<", daysAgo(now, CONSERVATION.envoi)).execute();
  await tx
    .deleteFrom("tirage")
    .where("demande_le", "<", daysAgo(now, CONSERVATION.tirage))
    .where((eb) => eb.or([eb("fini_le", "is", null), eb("fini_le", "<", daysAgo(now, CONSERVATION.tirage))]))
    .execute();
  const named = await tx
    .selectFrom("fichier")
    .select("empreinte")
    .where("empreinte", "is not", null)
    .where("etat", "<>", "infecte")
    .union((eb) => eb.selectFrom("tirage").select("empreinte").where("empreinte", "is not", null))
    .execute();
  const kept = new Set(named.map(({ empreinte }) => empreinte?.toString("hex")));
  const lost = (await files.list(etablissement)).filter((empreinte) => !kept.has(empreinte.toString("hex")));
  const running = new Set((await tx.selectFrom("envoi").select("id").execute()).map(({ id }) => id));
  const given = (await files.pieces.list(etablissement)).filter((envoi) => !running.has(envoi));
  await Promise.all([
    ...lost.map((empreinte) => files.remove(etablissement, empreinte)),
    ...given.map((envoi) => files.pieces.remove(etablissement, envoi)),
  ]);
  return lost.length + given.length;
}
