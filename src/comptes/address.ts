import { createHash } from "node:crypto";
import { getConnInfo } from "@hono/node-server/conninfo";
import type { WebContext } from "#web/deps.ts";

/**
 * The visitor's address. Behind a proxy of ours it is the last one the proxy wrote: those before it are whatever the
 * visitor chose to send.
 */
function addressOf(c: WebContext): string {
  const forwarded = c.req.header("x-forwarded-for")?.split(",").at(-1)?.trim();
  if (c.get("deps").config.trustedProxy && forwarded) return forwarded;
  const incoming = (c.env as { incoming?: unknown } | undefined)?.incoming;
  return incoming ? (getConnInfo(c).remote.address ?? "") : "in-process";
}

/** Who asks, for throttling only: a digest of the network address, never kept with a name. */
export function addressKey(c: WebContext): string {
  const address = addressOf(c);
  return `adresse:${createHash("sha256").update(address).digest("base64url").slice(0, 22)}`;
}
