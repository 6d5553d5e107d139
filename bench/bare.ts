import { createHash, randomBytes, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { verify } from "@node-rs/argon2";
import pg from "pg";
import type { Plan, Statement } from "./plan.ts";

/*
 * The bare server: node:http, the recorded statements with prepared names, rows written into plain lines of HTML up to
 * the same number of bytes. What the application is measured against.
 */
const { connection, scenarios } = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8")) as Plan;
const pool = new pg.Pool({
  ...connection,
  max: 10,
  options: "-c role=passerelle_application -c timezone=UTC",
});

const names = new Map<string, string>();
const nameOf = (text: string) => {
  const name = names.get(text) ?? createHash("sha256").update(text).digest("base64url").slice(0, 40);
  names.set(text, name);
  return name;
};

/** Keys and fingerprints are new at each request, as they are in the application. */
function valuesOf({ text, values }: Statement, key: string, recordedKey: string | null): unknown[] {
  return values.map((value) => {
    if (recordedKey && typeof value === "string" && value.startsWith(recordedKey))
      return key + value.slice(recordedKey.length);
    if (value && typeof value === "object" && "bytes" in value)
      return /insert into/i.test(text) ? randomBytes(32) : Buffer.from(value.bytes as string, "base64");
    return value;
  });
}

const escaped = (value: unknown) => String(value).replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

createServer((request, response) => {
  const body: Buffer[] = [];
  request.on("data", (chunk) => body.push(chunk));
  request.on("end", async () => {
    const scenario = scenarios[request.url?.slice(1) ?? ""];
    const statements = scenario?.statements[Number(request.headers["x-client"] ?? 0)];
    if (!scenario || !statements) return response.writeHead(404).end();
    if (scenario.hash) await verify(scenario.hash, "passerelle-demo-2026");
    const key = randomUUID();
    const client = await pool.connect();
    const lines: string[] = [];
    try {
      for (const statement of statements) {
        const { text, values } = statement;
        const { rows } = await client.query(
          values.length > 0
            ? { name: nameOf(text), text, values: valuesOf(statement, key, scenario.key) }
            : text,
        );
        for (const row of rows ?? []) lines.push(`<li>${Object.values(row).map(escaped).join(" ")}</li>`);
      }
    } finally {
      client.release();
    }
    response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" });
    response.end(`<!doctype html><ul>${lines.join("")}</ul>`.padEnd(scenario.bytes, " "));
  });
}).listen(Number(process.argv[3]), "127.0.0.1", () => process.send?.("ready"));
