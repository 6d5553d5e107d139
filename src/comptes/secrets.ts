import { createHash } from "node:crypto";
import { hash, hashRaw, verify } from "@node-rs/argon2";

/** Argon2id at the figures of design « trust »: about 20 ms here; a copy of the table teaches nothing. */
const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(password.normalize("NFKC"), options);

/** Checked against when the account does not exist, so that the answer takes the same time. */
let decoy: Promise<string> | undefined;

export async function passwordIsRight(password: string, stored: string | null): Promise<boolean> {
  decoy ??= hashPassword("personne ne choisit ce mot de passe");
  const right = await verify(stored ?? (await decoy), password.normalize("NFKC"));
  return stored !== null && right;
}

/** Random secrets (256 bits) need no slow hash: what the database keeps of a session or of a link. */
export const fingerprint = (secret: string): Buffer => createHash("sha256").update(secret).digest();

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

const CHIFFRES = 6;
const CODES = 10 ** CHIFFRES;

/** A code of six figures, each as likely as the others. @param randomBytes as above */
export function codeChiffres(randomBytes: (size: number) => Uint8Array): string {
  const most = 2 ** 32 - (2 ** 32 % CODES);
  for (;;) {
    const drawn = Buffer.from(randomBytes(4)).readUInt32BE();
    if (drawn < most) return String(drawn % CODES).padStart(CHIFFRES, "0");
  }
}

/** Six figures as typed (« 482 913 »); undefined when it is something else. */
export function lireCodeChiffres(typed: string): string | undefined {
  const code = typed.replace(/[\s.-]/g, "");
  return /^\d{6}$/.test(code) ? code : undefined;
}

/**
 * What the database keeps of such a code. A million of them are tried in a second on a plain digest, so this one is slow:
 * trying them all takes hours, and the code lives minutes. The same work whether the code exists or not.
 */
export const empreinteDuCode = (code: string): Promise<Buffer> =>
  hashRaw(code, { ...options, salt: Buffer.from("passerelle visite") });
