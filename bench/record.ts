import { appendFileSync } from "node:fs";
import pg from "pg";

/*
 * Loaded before the application (`node --import`): writes every statement it sends, with its values, one JSON line each,
 * so that the bare server can do exactly the same SQL.
 */
const file = process.env.BENCH_RECORD ?? "";
const plain = (value: unknown) => (Buffer.isBuffer(value) ? { bytes: value.toString("base64") } : value);
const query = pg.Client.prototype.query as (...args: unknown[]) => unknown;

pg.Client.prototype.query = function recorded(this: pg.Client, ...args: unknown[]) {
  const [first, second] = args as [string | { text: string; values?: unknown[] }, unknown[] | undefined];
  const text = typeof first === "string" ? first : first?.text;
  const values = typeof first === "string" ? second : first?.values;
  if (text)
    appendFileSync(
      file,
      `${JSON.stringify({ text, values: Array.isArray(values) ? values.map(plain) : [] })}\n`,
    );
  return query.apply(this, args);
} as typeof pg.Client.prototype.query;
