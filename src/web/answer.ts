import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { withNoBreakSpaces } from "#ui/no-break.ts";
import type { WebContext } from "#web/deps.ts";

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

/** What hono/jsx gives: rendered by toString(). */
export type Markup = { toString(): string | Promise<string> };

/** Sends a page, compressed off the main thread (a school's line is slow, its pages are lists). */
export async function html(c: WebContext, page: Markup, status = 200): Promise<Response> {
  // encoded once, here: a long string is otherwise walked again for its length, and again to be sent
  const text = Buffer.from(withNoBreakSpaces(String(await page.toString()))) as Buffer<ArrayBuffer>;
  const headers = { "Content-Type": "text/html; charset=utf-8", Vary: "Accept-Encoding" };
  const accepted = c.req.header("accept-encoding") ?? "";
  if (text.length > 1_024 && /\bbr\b/.test(accepted)) {
    const body = await brotli(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } });
    return c.body(body as Buffer<ArrayBuffer>, status as 200, { ...headers, "Content-Encoding": "br" });
  }
  if (text.length > 1_024 && /\bgzip\b/.test(accepted)) {
    const body = await gzipped(text, { level: 5 });
    return c.body(body as Buffer<ArrayBuffer>, status as 200, { ...headers, "Content-Encoding": "gzip" });
  }
  return c.body(text, status as 200, headers);
}

/** Islands ask for JSON: they are never answered by a redirect that a fetch would follow to a page. */
export const wantsJson = (c: WebContext): boolean =>
  (c.req.header("accept") ?? "").startsWith("application/json");
