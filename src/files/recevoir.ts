import { type Depot, lireDepot } from "#files/depot.ts";
import type { Files } from "#files/files.ts";
import { type Decision, refuse } from "#kernel/decision.ts";

/** A file read and scanned, before anything is written. */
export type Recu = { depot: Depot; etat: "sain" | "quarantaine" };

/**
 * Reads, checks and scans what was sent: outside the transaction, it may take seconds.
 * @returns what may be kept, or the sentence for the field `fichier`
 */
export async function recevoir(bytes: Uint8Array, files: Files): Promise<Decision<Recu>> {
  const depot = await lireDepot(bytes);
  if (!depot.ok) return depot;
  const verdict = await files.scan(bytes);
  if (verdict === "infecte")
    return refuse(
      "fichier-infecte",
      "L’antivirus a reconnu un virus dans ce fichier : il n’a pas été gardé. Préviens un enseignant.",
      "fichier",
    );
  return { ok: true, value: { depot: depot.value, etat: verdict === "sain" ? "sain" : "quarantaine" } };
}
