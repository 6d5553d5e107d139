import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parse } from "node-html-parser";
import { DEMO_PASSWORD } from "#comptes/demo-accounts.ts";
import { root } from "#root.ts";

/** The server as it is delivered (dist/), on a folder and a PostgreSQL of its own, to be killed and started again. */
export type Served = {
  address: string;
  child: ChildProcess;
  /** the process number of its PostgreSQL */
  postgres: () => number;
  start: () => Promise<void>;
  kill: (signal: NodeJS.Signals) => Promise<number | null>;
  remove: () => Promise<void>;
};

export async function serveBuild(): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), "passerelle-panne-"));
  // as root its PostgreSQL runs under another account, which must be able to walk through
  chmodSync(folder, 0o711);
  const lock = join(folder, "postgresql", "donnees", "postmaster.pid");
  const postgres = () => Number(readFileSync(lock, "utf8").split("\n")[0]);
  const served: Served = {
    address: "",
    child: undefined as never,
    postgres,
    start: async () => {
      const { DATABASE_URL: _, ...env } = process.env;
      served.child = spawn(process.execPath, [join(root, "dist/server/main.js")], {
        env: { ...env, PASSERELLE_DONNEES: folder, PASSERELLE_DEMO: "1", PORT: "0", LOG_LEVEL: "error" },
        stdio: ["ignore", "pipe", "inherit"],
      });
      // read to the end: a server whose words nobody takes any more would stop on them
      served.address = await new Promise<string>((resolve, reject) => {
        let said = "";
        served.child.stdout?.on("data", (text) => {
          said += text;
          const found = /ouverte : (http:\S+)/.exec(said)?.[1];
          if (found) resolve(found.replace("localhost", "127.0.0.1"));
        });
        served.child.once("exit", () => reject(new Error(`the server did not start: ${said}`)));
      });
    },
    kill: async (signal) => {
      const { child } = served;
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      const ended = once(child, "exit");
      child.kill(signal);
      return (await ended)[0];
    },
    remove: async () => {
      await served.kill("SIGKILL");
      if (existsSync(lock)) {
        const pid = postgres();
        process.kill(pid, "SIGINT");
        for (let i = 0; i < 50 && existsSync(lock); i++) await sleep(100);
      }
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  await served.start();
  return served;
}

/** A person over the network, with one cookie jar; the address may change between two starts of the server. */
export function personAt(served: Served) {
  const cookies = new Map<string, string>();
  const request = async (path: string, body?: URLSearchParams) => {
    const answer = await fetch(`${served.address}${path}`, {
      ...(body ? { method: "POST", body } : {}),
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
      redirect: "manual",
    });
    for (const line of answer.headers.getSetCookie()) {
      const [name = "", value = ""] = (line.split(";")[0] ?? "").split("=");
      if (value) cookies.set(name, value);
    }
    return answer;
  };
  const get = async (path: string) => parse(await (await request(path)).text());
  const token = async (path: string) =>
    (await get(path)).querySelector("input[name=_token]")?.getAttribute("value") ?? "";
  const signIn = async (courriel: string) => {
    const body = { _token: await token("/connexion"), courriel, motDePasse: DEMO_PASSWORD };
    const { status } = await request("/connexion", new URLSearchParams(body));
    if (status !== 303) throw new Error(`${courriel} did not sign in: ${status}`);
  };
  const cookie = () => [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  return { request, get, token, signIn, cookie };
}
