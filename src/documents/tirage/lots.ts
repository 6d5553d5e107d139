import { fileName } from "#files/download.ts";

/** One file of an archive. */
export type Lot<F> = { nom: string; feuilles: readonly F[] };

/**
 * The files of an archive: one a class, in their order; a class of more than `max` sheets is cut, its files numbered.
 * @param nom what each file's name begins with: « Annexe PFMP 3 »
 */
export function lotsDe<F extends { apprenant: { classe: string } }>(
  nom: string,
  feuilles: readonly F[],
  max: number,
): Lot<F>[] {
  const classes = Map.groupBy(feuilles, ({ apprenant }) => apprenant.classe);
  const lots = [...classes].flatMap(([classe, siennes]) => {
    const parts = Array.from({ length: Math.ceil(siennes.length / max) }, (_, i) =>
      siennes.slice(i * max, (i + 1) * max),
    );
    return parts.map((part, i) => ({
      titre: `${nom} ${classe}${parts.length > 1 ? ` (${i + 1} sur ${parts.length})` : ""}`,
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
