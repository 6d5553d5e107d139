import { createHmac, timingSafeEqual } from "node:crypto";
import type { FormKeys } from "#kernel/form.ts";
import { newId } from "#kernel/id.ts";
import { readCookie, writeCookie } from "#web/cookies.ts";
import type { WebContext } from "#web/deps.ts";

/**
 * Anti-forgery: the token proves that the form was made for the browser's own secret cookie (the session's, or before
 * signing in a visitor's). It differs at each page, so that compression gives nothing away (BREACH).
 */
const sign = (secret: string, nonce: string) =>
  createHmac("sha256", secret).update(nonce).digest("base64url");

const secretOf = (c: WebContext) => readCookie(c, "session") ?? readCookie(c, "visite");

/** The hidden fields of the forms of one page. A visitor without any cookie receives one. */
export function formKeys(c: WebContext): FormKeys {
  let secret = secretOf(c);
  if (!secret) {
    secret = c.get("deps").randomBytes(16).toString("base64url");
    writeCookie(c, "visite", secret);
  }
  const nonce = c.get("deps").randomBytes(9).toString("base64url");
  return { token: `${nonce}.${sign(secret, nonce)}`, key: newId() };
}

export function tokenIsRight(c: WebContext, token: string): boolean {
  const secret = secretOf(c);
  const [nonce, signature] = token.split(".");
  if (!secret || !nonce || !signature) return false;
  const expected = Buffer.from(sign(secret, nonce));
  const given = Buffer.from(signature);
  return expected.length === given.length && timingSafeEqual(expected, given);
}

/** Browsers say where a form comes from; a client that says nothing still needs the token. */
export function comesFromHere(c: WebContext): boolean {
  const site = c.req.header("sec-fetch-site");
  if (site && site !== "same-origin" && site !== "none") return false;
  const origin = c.req.header("origin");
  if (!origin) return true;
  if (origin === c.get("deps").origin) return true;
  // a demonstration, or a server without a public address, is reached by whatever name the machine has; the cookie and the token still bind the form
  const { demo, publicUrl } = c.get("deps").config;
  return (demo || !publicUrl) && URL.canParse(origin) && new URL(origin).host === c.req.header("host");
}
