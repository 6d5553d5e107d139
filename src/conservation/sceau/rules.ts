import { createHash } from "node:crypto";

/** One line of the journal, as it is sealed; `le` to the microsecond, in UTC. */
export type LigneJournal = {
  n: number;
  le: string;
  acteur: string | null;
  acte: string;
  objet: string | null;
  details: unknown;
};

/** A value as one text only, whatever order its fields came in. */
function canonique(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonique).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const fields = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonique(field)}`).join(",")}}`;
}

/** The hash of one seal being made: the school, the seal before it, then its lines in order. */
export class Empreinte {
  readonly #hash = createHash("sha256");
  constructor(etablissement: string, precedente: Buffer | null) {
    this.#hash.update(etablissement);
    if (precedente) this.#hash.update(precedente);
  }
  ajouter(ligne: LigneJournal): void {
    this.#hash.update("\n").update(canonique(ligne));
  }
  finir(): Buffer {
    return this.#hash.digest();
  }
}

/** What the check of a school's journal found. */
export type Verification =
  | { etat: "intact"; lignes: number; sceaux: number; nonScellees: number; dernier: Sceau | null }
  | {
      etat: "rompu" /** first and last line of the first seal that does not hold */;
      de: number;
      a: number;
      le: Date;
    };

export type Sceau = { jusquA: number; empreinte: Buffer; le: Date };
