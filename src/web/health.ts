import { Hono } from "hono";
import { sql } from "kysely";
import type { Env } from "#web/deps.ts";

/** `/healthz`: the process answers. `/readyz`: so does its database. */
export const health = new Hono<Env>()
  .get("/healthz", (c) => c.text("ok"))
  .get("/readyz", async (c) => {
    await sql`select 1`.execute(c.get("deps").db);
    return c.text("ok");
  });
