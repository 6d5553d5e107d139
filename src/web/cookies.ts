import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { WebContext } from "#web/deps.ts";

type Name = "session" | "visite" | "message" | "confort";

/** `__Host-` ties the cookie to this very host over https; plain names are for loopback and demonstration. */
const secure = (c: WebContext) => c.get("deps").origin.startsWith("https:");
const fullName = (c: WebContext, name: Name) => `${secure(c) ? "__Host-" : ""}passerelle-${name}`;

export const readCookie = (c: WebContext, name: Name): string | undefined => getCookie(c, fullName(c, name));

export function writeCookie(c: WebContext, name: Name, value: string, maxAge?: number): void {
  setCookie(c, fullName(c, name), value, {
    httpOnly: true,
    sameSite: "Lax",
    secure: secure(c),
    path: "/",
    ...(maxAge === undefined ? {} : { maxAge }),
  });
}

export const eraseCookie = (c: WebContext, name: Name): void =>
  void deleteCookie(c, fullName(c, name), { path: "/", secure: secure(c) });
