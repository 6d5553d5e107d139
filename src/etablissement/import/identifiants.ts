import { sansAccents } from "#etablissement/import/noms.ts";

const LETTRES_UAI = "ABCDEFGHJKLMNPRSTUVWXYZ";

/** A school's code: 7 digits and the letter of their remainder by 23 (`domain.md` §4). Any case. */
export function isUai(text: string): boolean {
  const found = /^(\d{7})([A-Z])$/i.exec(text);
  return found !== null && LETTRES_UAI[Number(found[1]) % 23] === found[2]?.toUpperCase();
}

/** A pupil's national number: RNIE, BEA or apprenticeship form (`domain.md` §4). Any case; no checksum is public. */
export const isIne = (text: string): boolean =>
  /^([0-9_]{9}[A-Z]{2}|[0-9_]{10}[A-Z]|[0-9_]{4}A[0-9_]{5}[A-Z])$/i.test(text);

const loginPart = (text: string) =>
  sansAccents(text)
    .replace(/['’]/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 40)
    .replace(/-+$/, "");

/**
 * A sign-in name in ASCII: « jean-francois.lefevre », made unique among `taken` by « .2 », « .3 »…
 * `taken` is not changed: the caller adds what it keeps. A name in another alphabet gives « apprenant ».
 */
export function loginFrom(prenom: string, nom: string, taken: ReadonlySet<string>): string {
  const base = [loginPart(prenom), loginPart(nom)].filter((part) => part !== "").join(".") || "apprenant";
  for (let rank = 1; ; rank++) {
    const login = rank === 1 ? base : `${base}.${rank}`;
    if (!taken.has(login)) return login;
  }
}
