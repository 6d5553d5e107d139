import { Secret, TOTP } from "otpauth";
import type { Role } from "#kernel/actor.ts";

/** What an account holds of its second factor. */
export type SecondFacteur = {
  /** base32; null before the first enrolment */
  secret: string | null;
  /** proved once by a right code: from then on it is asked at each sign-in */
  confirme: boolean;
  /** the last 30-second step whose code was used: a code serves once */
  dernierPas: number;
};

const STEP = 30;

/** Asked of administrators always, of the others once they chose it; never in the demonstration. */
export const attendSecondFacteur = (role: Role, held: SecondFacteur, demo: boolean): boolean =>
  !demo && (role === "administrateur" || (role === "enseignant" && held.confirme));

const totp = (secret: string) =>
  new TOTP({ issuer: "Passerelle", secret: Secret.fromBase32(secret), digits: 6, period: STEP });

/** The address that authenticator applications read (QR code, or a press on a phone). */
export const otpAddress = (secret: string, label: string): string => {
  const one = totp(secret);
  one.label = label;
  return one.toString();
};

/** A fresh secret of 160 bits, in base32. */
export const newSecret = (randomBytes: (size: number) => Buffer): string =>
  new Secret({ buffer: Uint8Array.from(randomBytes(20)).buffer }).base32;

/**
 * The step of a right code (RFC 6238: SHA-1, 30 s, 6 figures; one step of drift either way), or null when the code is
 * wrong or has already served.
 */
export function stepOfCode(held: SecondFacteur, typed: string, now: Date): number | null {
  const code = typed.replaceAll(/\s/g, "");
  if (!held.secret || !/^\d{6}$/.test(code)) return null;
  const drift = totp(held.secret).validate({ token: code, timestamp: now.getTime(), window: 1 });
  if (drift === null) return null;
  const step = Math.floor(now.getTime() / 1000 / STEP) + drift;
  return step > held.dernierPas ? step : null;
}
