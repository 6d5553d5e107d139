import { sql } from "kysely";
import type { SchoolTx } from "#db/pool.ts";
import type { CodeDocument } from "#dossiers/rules/documents.ts";

/** The reading trace of a file taken: who, which document of which dossier, and when; of each only the last time. */
export const objetImpression = (dossier: string, code: CodeDocument): string => `imprime:${dossier}:${code}`;

type Lecteur = { tx: SchoolTx; actor: { habilitation: string; etablissement: { id: string } }; now: Date };

/**
 * Notes that this person took the file of a document, of the one dossier it is of or of all those it holds. It is the
 * `trace` of the file's route.
 */
export async function noterImpression(
  { tx, actor, now }: Lecteur,
  code: CodeDocument,
  dossiers: readonly string[],
): Promise<void> {
  const objets = dossiers.map((dossier) => objetImpression(dossier, code)).sort();
  await sql`
    insert into lecture (etablissement_id, habilitation_id, objet, le)
    select ${actor.etablissement.id}::uuid, ${actor.habilitation}::uuid, o, ${now} from unnest(${objets}::text[]) as o
    on conflict (etablissement_id, habilitation_id, objet) do update set le = excluded.le
  `.execute(tx);
}
