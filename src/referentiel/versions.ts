import type { Referentiel } from "#referentiel/types.ts";

/**
 * The référentiels of a school: by code, the one that new classes, annexes and periods are made with; and every
 * version that an older record was made with (B-37).
 */
export interface Referentiels extends ReadonlyMap<string, Referentiel> {
  /** That very version; the current one when nobody kept it, undefined when the code is unknown. */
  version(code: string, version: string): Referentiel | undefined;
}

class ReferentielsGardes extends Map<string, Referentiel> implements Referentiels {
  readonly #versions = new Map<string, Referentiel>();
  constructor(courants: readonly Referentiel[], gardes: readonly Referentiel[]) {
    super(courants.toSorted((a, b) => (a.code < b.code ? -1 : 1)).map((ref) => [ref.code, ref]));
    for (const ref of [...gardes, ...courants]) this.#versions.set(keyOf(ref.code, ref.version), ref);
  }
  version(code: string, version: string): Referentiel | undefined {
    return this.#versions.get(keyOf(code, version)) ?? this.get(code);
  }
}

const keyOf = (code: string, version: string) => `${code} ${version}`;

/**
 * @param courants one by code
 * @param gardes the other versions known
 */
export const referentielsOf = (
  courants: readonly Referentiel[],
  gardes: readonly Referentiel[] = [],
): Referentiels => new ReferentielsGardes(courants, gardes);

/** What a class, an annexe or a period keeps of the référentiel it was made with. */
export type AvecReferentiel = { referentiel: string; referentielVersion: string };

/** The référentiel a record was made with. */
export const referentielDe = (
  referentiels: Referentiels,
  { referentiel, referentielVersion }: AvecReferentiel,
): Referentiel | undefined => referentiels.version(referentiel, referentielVersion);
