import type { MiddlewareHandler } from "hono";
import type { Env } from "#web/deps.ts";

/** Headers of every answer, errors included: strict content policy with a nonce, no framing, no sniffing, no store. */
export const securityHeaders: MiddlewareHandler<Env> = async (c, next) => {
  const nonce = c.get("deps").randomBytes(16).toString("base64url");
  c.set("nonce", nonce);
  await next();
  const headers = c.res.headers;
  // what people sent is answered under a stricter policy of its own
  if (!headers.has("Content-Security-Policy"))
    headers.set(
      "Content-Security-Policy",
      [
        "default-src 'none'",
        `script-src 'nonce-${nonce}' 'strict-dynamic'`,
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
      ].join("; "),
    );
  headers.set("X-Content-Type-Options", "nosniff");
  // with no-referrer browsers send « Origin: null » on form posts
  headers.set("Referrer-Policy", "same-origin");
  headers.set("Cross-Origin-Opener-Policy", "same-origin");
  headers.set("Cross-Origin-Resource-Policy", "same-origin");
  headers.set("Permissions-Policy", "camera=(self), geolocation=(), microphone=()");
  if (c.get("deps").origin.startsWith("https:"))
    headers.set("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
  if (!headers.has("Cache-Control")) headers.set("Cache-Control", "no-store");
};
