import type { Role } from "#kernel/actor.ts";
import { accept, type Decision, refuse } from "#kernel/decision.ts";

const HOUR = 3_600_000;

/** How long a session lasts, in milliseconds: without a gesture, and in all (design « trust »). */
export const sessionLimits: Record<Role, { idle: number; absolute: number }> = {
  apprenant: { idle: 8 * HOUR, absolute: 12 * HOUR },
  enseignant: { idle: 8 * HOUR, absolute: 12 * HOUR },
  maitre: { idle: 8 * HOUR, absolute: 12 * HOUR },
  tuteur: { idle: 2 * HOUR, absolute: 12 * HOUR },
  administrateur: { idle: HOUR / 2, absolute: 8 * HOUR },
};

const MONTH = 30 * 24 * HOUR;

/** A phone that its learner says is his own stays signed in: nobody else's session ever does. */
export const sessionLongue = (role: Role, personnel: boolean): boolean => role === "apprenant" && personnel;

/** Opened by a code given during a visit, on a phone that may be anybody's: the time of the visit, no more. */
export const sessionVisite = { idle: HOUR, absolute: 2 * HOUR } as const;

/** How a session was opened: « personnel », « Ce téléphone est à moi » was ticked; « visite », by a visit's code. */
export type Ouverture = "habituelle" | "personnel" | "visite";

/** The limits of one session. */
export function limitsOf(role: Role, ouverture: Ouverture): { idle: number; absolute: number } {
  if (ouverture === "visite") return sessionVisite;
  return sessionLongue(role, ouverture === "personnel")
    ? { idle: MONTH, absolute: MONTH }
    : sessionLimits[role];
}

/** An activation link lives a week; a one-time code is printed for a class and lives until it is used or reset. */
export const ACTIVATION_DAYS = 7;

/** A link asked for because the password is forgotten lives to the end of the next day. */
export const FORGOTTEN_DAYS = 1;

/**
 * Failures counted on every path that redeems a secret, over a quarter of an hour. The pair account + address stops
 * guessing without locking the victim out elsewhere; the address alone is wide enough for a class of 35 behind one.
 */
export const throttle = { window: 15 * 60_000, pair: 10, address: 300 } as const;

/**
 * A visit's code is six figures, so its guesses are counted closer: per address as for an account, and from everywhere
 * together. Once all guesses of a window are spent typed codes rest until it ends, but the QR code, 256 random bits, goes
 * on opening the same page: nobody is locked out by somebody else's guesses.
 */
export const throttleCode = { address: 10, partout: 100 } as const;

/** How long a visit's code lives, in minutes; it serves once. */
export const CODE_MINUTES = 15;

export const PASSWORD_MIN = 12;

/** The longest ones of the lists of passwords most often found in leaks, and what people make of this product's name. */
const commonPasswords = new Set([
  "123456789012",
  "1234567890123",
  "azertyuiop123",
  "azertyuiopqs",
  "motdepasse123",
  "motdepasse1234",
  "password1234",
  "passwordpassword",
  "qwertyuiop12",
  "passerelle123",
  "passerellepasserelle",
]);

/** May this password protect this account? Length first, no composition rules, no rotation (NIST 800-63B, CNIL 2022). */
export function checkPassword(password: string, repeated: string, names: readonly string[]): Decision {
  if ([...password].length < PASSWORD_MIN)
    return refuse("mot-de-passe-court", `Choisissez au moins ${PASSWORD_MIN} caractères.`, "motDePasse");
  if ([...password].length > 200)
    return refuse("mot-de-passe-long", "Choisissez au plus 200 caractères.", "motDePasse");
  const folded = password.toLowerCase();
  const obvious =
    commonPasswords.has(folded) ||
    /^(.)\1+$/.test(folded) ||
    names.some((name) => name.length > 3 && folded.replaceAll(/[\d\W_]/g, "") === name.toLowerCase());
  if (obvious)
    return refuse("mot-de-passe-courant", "Ce mot de passe est trop facile à deviner.", "motDePasse");
  if (password !== repeated)
    return refuse("mot-de-passe-different", "Les deux saisies ne sont pas identiques.", "confirmation");
  return accept(undefined);
}

/** « prenom.nom » or « prenom.nom@domaine »: what the field `courriel` accepts. */
export function readIdentifier(text: string): { type: "courriel" | "login"; valeur: string } {
  const valeur = text.trim().toLowerCase();
  return { type: valeur.includes("@") ? "courriel" : "login", valeur };
}
