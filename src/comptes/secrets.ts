import { createHash } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";

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
