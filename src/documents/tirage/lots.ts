import type { FeuillePreconvention } from "#documents/preconvention.ts";
import { FEUILLES_MAX } from "#documents/tirage/rules.ts";
import { fileName } from "#files/download.ts";

/** One file of an archive. */
export type Lot = { nom: string; feuilles: readonly FeuillePreconvention[] };

/** The files of an archive: one a class, in their order; a class beyond the limit is cut, its files numbered. */
export function lotsDe(periode: string, feuilles: readonly FeuillePreconvention[]): Lot[] {
  const classes = Map.groupBy(feuilles, ({ apprenant }) => apprenant.classe);
  const lots = [...classes].flatMap(([classe, siennes]) => {
    const parts = Array.from({ length: Math.ceil(siennes.length / FEUILLES_MAX) }, (_, i) =>
      siennes.slice(i * FEUILLES_MAX, (i + 1) * FEUILLES_MAX),
    );
    return parts.map((part, i) => ({
      titre: `Annexe ${periode} ${classe}${parts.length > 1 ? ` (${i + 1} sur ${parts.length})` : ""}`,
      feuilles: part,
    }));
  });
  // two classes of which a file system sees one name (« 1/A » and « 1-A ») must not take each other's place
  const pris = new Map<string, number>();
  return lots.map(({ titre, feuilles: siennes }) => {
    const cle = fileName(titre, "pdf").toLocaleLowerCase("fr");
    const fois = (pris.get(cle) ?? 0) + 1;
    pris.set(cle, fois);
    return { nom: fileName(fois > 1 ? `${titre} bis ${fois}` : titre, "pdf"), feuilles: siennes };
  });
}
