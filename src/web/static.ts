import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import type { MiddlewareHandler } from "hono";
import { faviconSvg, spriteSvg } from "#ui/icon-sprite.ts";
import type { Env } from "#web/deps.ts";

const types: Record<string, string> = {
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  svg: "image/svg+xml",
  woff2: "font/woff2",
};

type File = { type: string; plain: Buffer; br: Buffer | null; gzip: Buffer | null; cache: string };

function prepare(name: string, plain: Buffer): File {
  const type = types[name.split(".").pop() ?? ""] ?? "application/octet-stream";
  const packs = !name.endsWith(".woff2");
  return {
    type,
    plain,
    br: packs ? brotliCompressSync(plain) : null,
    gzip: packs ? gzipSync(plain) : null,
    // the build puts a digest in the names under assets/; the others are asked again each day
    cache: name.startsWith("assets/") ? "public, max-age=31536000, immutable" : "public, max-age=86400",
  };
}

function* filesUnder(folder: string): Generator<string> {
  for (const entry of readdirSync(folder)) {
    const path = join(folder, entry);
    if (statSync(path).isDirectory()) yield* filesUnder(path);
    else yield path;
  }
}

/** The client build and the icon sprite, read and compressed once at start: a few files, served from memory. */
export function staticFiles(folder: string): MiddlewareHandler<Env> {
  const files = new Map<string, File>();
  files.set("icones.svg", prepare("icones.svg", Buffer.from(spriteSvg())));
  files.set("favicon.svg", prepare("favicon.svg", Buffer.from(faviconSvg)));
  if (existsSync(folder))
    for (const path of filesUnder(folder)) {
      const name = relative(folder, path).replaceAll("\\", "/");
      if (name !== "manifest.json") files.set(name, prepare(name, readFileSync(path)));
    }
  return async (c) => {
    const name = c.req.path.replace(/^\/static\//, "");
    const file = files.get(name);
    if (!file) return c.text("introuvable", 404);
    const accepted = c.req.header("accept-encoding") ?? "";
    const [encoding, body] =
      file.br && /\bbr\b/.test(accepted)
        ? ["br", file.br]
        : file.gzip && /\bgzip\b/.test(accepted)
          ? ["gzip", file.gzip]
          : [null, file.plain];
    return c.body(new Uint8Array(body), 200, {
      "Content-Type": file.type,
      "Cache-Control": file.cache,
      Vary: "Accept-Encoding",
      ...(encoding ? { "Content-Encoding": encoding } : {}),
      // it lies under /static/ and serves every page
      ...(name === "service-worker.js" ? { "Service-Worker-Allowed": "/" } : {}),
    });
  };
}
