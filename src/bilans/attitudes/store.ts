import type { FaitsAttitudes } from "#bilans/attitudes/rules.ts";
import { loadBilan, loadLignes } from "#bilans/lignes/store.ts";
import type { SchoolTx } from "#db/pool.ts";
import type { DossierLu } from "#dossiers/rules.ts";
import { loadDossier } from "#dossiers/store.ts";
import { statutDe } from "#referentiel/rules.ts";
import type { Referentiel } from "#referentiel/types.ts";
import { type Referentiels, referentielDe } from "#referentiel/versions.ts";

export type AttitudesLues = FaitsAttitudes & DossierLu & { ref: Referentiel };

/**
 * The bilan des attitudes of a dossier; null when the dossier is not one of this school.
 * @param hold true in an act that writes: the dossier, then the bilan are held, so that two savings wait for each other
 */
export async function loadAttitudes(
  tx: SchoolTx,
  dossier: string,
  referentiels: Referentiels,
  hold: boolean,
): Promise<AttitudesLues | null> {
  const faits = await loadDossier(tx, dossier);
  if (!faits) return null;
  const ref = referentielDe(referentiels, faits.periode);
  if (!ref) throw new Error(`no référentiel ${faits.periode.referentiel}`);
  if (hold) await tx.selectFrom("dossier").select("id").where("id", "=", dossier).forNoKeyUpdate().execute();
  const lu = await loadBilan(tx, dossier, "attitudes", hold);
  return {
    ...faits,
    ref,
    statut: statutDe(ref, faits.periode.statut),
    bilan: lu?.bilan ?? null,
    lignes: lu ? await loadLignes(tx, lu, ["attitude"]) : new Map(),
  };
}
