import { eraseCookie, readCookie, writeCookie } from "#web/cookies.ts";
import type { WebContext } from "#web/deps.ts";

/** One sentence carried across a redirect (« Période enregistrée. »), shown once. */
export const leaveMessage = (c: WebContext, message: string): void =>
  writeCookie(c, "message", Buffer.from(message).toString("base64url"), 30);

export function takeMessage(c: WebContext): string | null {
  const cookie = readCookie(c, "message");
  if (!cookie) return null;
  eraseCookie(c, "message");
  return Buffer.from(cookie, "base64url").toString("utf8").slice(0, 300);
}
