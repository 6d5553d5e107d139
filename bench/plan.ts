import type pg from "pg";

export type Statement = { text: string; values: unknown[] };

/** What the bare server is told: the statements of each scenario, one list per client, and the bytes to answer. */
export type Plan = {
  connection: pg.ClientConfig;
  scenarios: Record<
    string,
    { statements: Statement[][]; bytes: number; key: string | null; hash: string | null }
  >;
};
