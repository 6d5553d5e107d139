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

const digitsOf = (text: string) => [...text].map(Number);
const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0);

function luhn(text: string): boolean {
  const doubled = digitsOf(text)
    .reverse()
    .map((digit, rank) => (rank % 2 === 0 ? digit : digit * 2 > 9 ? digit * 2 - 9 : digit * 2));
  return sum(doubled) % 10 === 0;
}

/** A company's SIRET, 14 digits without spaces: Luhn, or for La Poste's offices a sum of digits multiple of 5. */
export function isSiret(text: string): boolean {
  if (!/^\d{14}$/.test(text)) return false;
  return luhn(text) || (text.startsWith("356000000") && sum(digitsOf(text)) % 5 === 0);
}

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

// 32 signs, none of 0 O 1 I l: read on paper without doubt, five bits each without bias
const ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const LONGUEUR_CODE = 10;

const shown = (code: string) => `${code.slice(0, 5)}-${code.slice(5)}`;

/**
 * A one-time code of 50 random bits, as printed: « ABCDE-23456 ».
 * @param randomBytes gives that many bytes from a cryptographic source
 */
export function accessCode(randomBytes: (size: number) => Uint8Array): string {
  const signs = Array.from(randomBytes(LONGUEUR_CODE), (byte) => ALPHABET.charAt(byte & 31));
  return shown(signs.join(""));
}

/** A code as typed (any case, with or without hyphen and spaces) in the form `accessCode` gave; else undefined. */
export function readAccessCode(typed: string): string | undefined {
  const code = typed.replace(/[\s-]/g, "").toUpperCase();
  if (code.length !== LONGUEUR_CODE || [...code].some((sign) => !ALPHABET.includes(sign))) return undefined;
  return shown(code);
}
