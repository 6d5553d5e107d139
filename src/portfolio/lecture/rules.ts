/** What became of something since the reader's last visit. */
export type Marque = "nouveau" | "modifié" | null;

/** What a reader has left of his visits: see `noterVisite`. */
export type Traces = {
  /** his last visit; null when he has never come */
  derniere: Date | null;
  /** when he first saw each object */
  vus: ReadonlyMap<string, Date>;
};

/**
 * What is marked for a reader.
 * @param depuis the visit looked back to; null at a first visit, where nothing is marked: everything would be
 * @param vuLe when he first saw it
 */
export function marqueDe(
  { modifieLe, vuLe }: { modifieLe: Date | null; vuLe: Date | undefined },
  depuis: Date | null,
): Marque {
  if (!depuis || !modifieLe || modifieLe <= depuis) return null;
  return vuLe && vuLe <= depuis ? "modifié" : "nouveau";
}

/** The instant named by an address (milliseconds); null when it names none that can be. */
export function depuisDe(texte: string | null): Date | null {
  if (texte === null || !/^\d{12,14}$/.test(texte)) return null;
  const date = new Date(Number(texte));
  return Number.isNaN(date.getTime()) ? null : date;
}
