import { createHash } from "node:crypto";
import { getConnInfo } from "@hono/node-server/conninfo";
import type { WebContext } from "#web/deps.ts";

/** Who asks, for throttling only: a digest of the network address, never kept with a name. */
export function addressKey(c: WebContext): string {
  const incoming = (c.env as { incoming?: unknown } | undefined)?.incoming;
  const address = incoming ? (getConnInfo(c).remote.address ?? "") : "in-process";
  return `adresse:${createHash("sha256").update(address).digest("base64url").slice(0, 22)}`;
}
