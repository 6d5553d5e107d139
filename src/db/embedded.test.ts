import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Client, type QueryResultRow } from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { defaultDataFolder, type EmbeddedServer, startEmbedded } from "#db/embedded.ts";
import { installBinaries } from "#db/embedded-binaries.ts";

const AS_ROOT = process.getuid?.() === 0;
/** An account that is not root: another one when the tests run as root, else our own. */
const OTHER = AS_ROOT ? 65534 : process.getuid?.();

let base: string;
let children: ChildProcess[];

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), "passerelle-essai-"));
  chmodSync(base, 0o711);
  children = [];
});

/** Whatever a test did, no Node and no PostgreSQL of its own outlives it. */
afterEach(() => {
  for (const child of children) child.kill("SIGKILL");
  for (const path of readdirSync(base, { recursive: true, encoding: "utf8" })) {
    if (path.endsWith("/postmaster.pid")) killQuietly(serverNumber(join(base, path)));
  }
  rmSync(base, { recursive: true, force: true, maxRetries: 5 });
});

const lockFile = (folder: string) => join(folder, "postgresql", "donnees", "postmaster.pid");
const serverNumber = (file: string) => Number(readFileSync(file, "utf8").split("\n")[0]);
/** A zombie (a container's first process may not bury what is handed to it) is not alive. */
const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return process.platform !== "linux" || !/^State:\s*Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
};
const killQuietly = (pid: number) => {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // it has ended already
  }
};

async function query<Row extends QueryResultRow>(
  access: ReturnType<EmbeddedServer["connection"]>,
  sql: string,
): Promise<Row[]> {
  const client = new Client(access);
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

const start = (folder: string) => startEmbedded({ folder, durable: false });

/** An application of its own on this folder: prints « prêt » or why not; stops when its input ends. */
function application(folder: string, options: { uid?: number; durable?: boolean } = {}): ChildProcess {
  // it becomes the account only once its modules are read: the clone may be closed to that account
  const script = `
    const { startEmbedded } = await import(${JSON.stringify(new URL("embedded.ts", import.meta.url).href)});
    const [folder, uid, durable] = process.argv.slice(1);
    if (uid) { process.setgroups([]); process.setgid(Number(uid)); process.setuid(Number(uid)); }
    try {
      const server = await startEmbedded({ folder, durable: durable === "true" });
      console.log("prêt " + JSON.stringify(server.connection("passerelle")));
      process.stdin.resume().once("end", () => server.stop());
    } catch (error) {
      console.log(error.name + " " + error.message);
      process.exit(3);
    }`;
  const uid = AS_ROOT && options.uid !== undefined ? String(options.uid) : "";
  const child = spawn(
    process.execPath,
    ["--input-type=module", "-e", script, folder, uid, String(options.durable ?? false)],
    {
      stdio: ["pipe", "pipe", "inherit"],
    },
  );
  children.push(child);
  return child;
}

const answer = (child: ChildProcess) =>
  new Promise<string>((resolve, reject) => {
    child.stdout!.once("data", (text) => resolve(String(text).trim()));
    child.once("exit", (code) => reject(new Error(`ended without a word: ${code}`)));
  });
const access = (line: string) => JSON.parse(line.replace(/^prêt /, ""));

describe("a data folder", () => {
  test("with spaces, accents and a comma: made, French order, no network port, kept after a stop", async () => {
    const folder = join(base, "Lycée des métiers, données de l’été");
    const server = await start(folder);
    const order = await query<{ prenom: string }>(
      server.connection("passerelle"),
      "select prenom from unnest(array['Zoé','Éva','Eloi','Étienne']) prenom order by prenom",
    );
    expect(order.map((row) => row.prenom)).toEqual(["Eloi", "Étienne", "Éva", "Zoé"]);
    const [settings] = await query(
      server.connection("passerelle"),
      "select current_user as role, current_setting('listen_addresses') as ports, current_setting('server_encoding') as encoding",
    );
    expect(settings).toEqual({ role: "passerelle", ports: "", encoding: "UTF8" });
    await query(server.connection("passerelle"), "create table essai as select 42 as n");

    const pid = serverNumber(lockFile(folder));
    await server.stop();
    await server.stop();
    expect([isAlive(pid), existsSync(lockFile(folder))]).toEqual([false, false]);

    const again = await start(folder);
    expect(await query(again.connection("passerelle"), "select n from essai")).toEqual([{ n: 42 }]);
    await again.stop();
  });

  test("with a very long name: the socket still fits", async () => {
    const folder = join(base, "é".repeat(100), "x".repeat(200));
    const server = await start(folder);
    const { host, port } = server.connection("passerelle");
    expect(Buffer.byteLength(`${host}/.s.PGSQL.${port}`)).toBeLessThanOrEqual(107);
    expect(statSync(host).mode & 0o777).toBe(0o700);
    expect(await query(server.connection("passerelle"), "select 1 as n")).toEqual([{ n: 1 }]);
    await server.stop();
    rmSync(host, { recursive: true });
  });

  test("that cannot be made says so in French", async () => {
    writeFileSync(join(base, "fichier"), "");
    await expect(start(join(base, "fichier", "donnees"))).rejects.toThrow(
      /ne peut pas être créé.*PASSERELLE_DONNEES/,
    );
  });

  test("closed to the account says so in French", async () => {
    const closed = join(base, "ferme");
    mkdirSync(closed, { mode: 0o500 });
    const line = await answer(application(join(closed, "donnees"), { uid: OTHER }));
    expect(line).toMatch(/^EmbeddedError Le dossier de données « .* » ne peut pas être créé/);
  });

  test("of another major version of PostgreSQL is refused and left as it is", async () => {
    const data = join(base, "postgresql", "donnees");
    mkdirSync(data, { recursive: true });
    writeFileSync(join(data, "PG_VERSION"), "17\n");
    await expect(start(base)).rejects.toThrow("Ces données ont été écrites par PostgreSQL 17");
    expect(readdirSync(data)).toEqual(["PG_VERSION"]);
  });

  test.runIf(AS_ROOT)("as root: belongs to nobody, its parent stays root's", async () => {
    const folder = join(base, "donnees");
    const server = await start(folder);
    expect(statSync(lockFile(folder)).uid).toBe(65534);
    expect(statSync(folder).uid).toBe(0);
    expect(statSync(join(folder, "postgresql")).uid).toBe(65534);
    expect(statSync(join(folder, "postgresql")).mode & 0o777).toBe(0o700);
    await server.stop();
  });

  test.runIf(AS_ROOT)(
    "as root: behind a folder closed to nobody, the message names that folder",
    async () => {
      const closed = join(base, "ferme");
      mkdirSync(closed, { mode: 0o700 });
      await expect(start(join(closed, "a", "donnees"))).rejects.toThrow(`« ${closed} » lui est fermé`);
    },
  );

  test("of an ordinary account: the server runs under it", async () => {
    const folder = join(base, "à lui");
    mkdirSync(join(folder, "postgresql"), { recursive: true });
    // the npm package may lie where that account cannot read it: what it needs is copied beforehand
    if (AS_ROOT) {
      installBinaries(join(folder, "postgresql"), { uid: OTHER!, gid: OTHER! });
      for (const path of [folder, join(folder, "postgresql")]) chownSync(path, OTHER!, OTHER!);
    }
    const child = application(folder, { uid: OTHER });
    expect(await answer(child)).toMatch(/^prêt /);
    const pid = serverNumber(lockFile(folder));
    expect(statSync(lockFile(folder)).uid).toBe(OTHER);
    child.stdin?.end();
    await once(child, "exit");
    expect(isAlive(pid)).toBe(false);
  });
});

describe("accidents", () => {
  test("PostgreSQL killed under a running application: started again, nothing acknowledged is lost", async () => {
    const folder = join(base, "donnees");
    const server = await startEmbedded({ folder });
    const database = server.connection("passerelle");
    await query(database, "create table ecrit (n int)");
    for (let n = 1; n <= 3; n++) {
      await query(database, `insert into ecrit values (${n})`);
      const killed = serverNumber(lockFile(folder));
      process.kill(killed, "SIGKILL");
      await expect
        .poll(
          () =>
            query<{ n: number }>(database, "select max(n) as n from ecrit").then(
              ([row]) => row?.n,
              () => "absent",
            ),
          { timeout: 20_000 },
        )
        .toBe(n);
      expect(serverNumber(lockFile(folder))).not.toBe(killed);
    }
    await server.stop();
  });

  test("Node killed: its server lives on and is adopted", async () => {
    const folder = join(base, "donnees");
    const child = application(folder);
    const line = await answer(child);
    await query(access(line), "create table essai as select 7 as n");
    const pid = serverNumber(lockFile(folder));
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(isAlive(pid)).toBe(true);

    const server = await start(folder);
    expect(serverNumber(lockFile(folder))).toBe(pid);
    expect(await query(server.connection("passerelle"), "select n from essai")).toEqual([{ n: 7 }]);
    await server.stop();
    await expect.poll(() => isAlive(pid)).toBe(false);
  });

  test("Node and PostgreSQL killed: the lock file left behind does not matter, even if its number is used again", async () => {
    const folder = join(base, "donnees");
    const child = application(folder, { durable: true });
    await query(access(await answer(child)), "create table essai as select 7 as n");
    child.kill("SIGKILL");
    await once(child, "exit");
    const killed = serverNumber(lockFile(folder));
    process.kill(killed, "SIGKILL");
    await expect.poll(() => isAlive(killed)).toBe(false);
    await sleep(200);

    const stranger = spawn("sleep", ["60"], AS_ROOT ? { uid: 65534, gid: 65534 } : {});
    children.push(stranger);
    const left = readFileSync(lockFile(folder), "utf8");
    writeFileSync(lockFile(folder), left.replace(String(killed), String(stranger.pid)));
    const socketLock = join(folder, "postgresql", "prise", ".s.PGSQL.5432.lock");
    writeFileSync(socketLock, readFileSync(socketLock, "utf8").replace(String(killed), String(stranger.pid)));

    const server = await startEmbedded({ folder });
    expect(await query(server.connection("passerelle"), "select n from essai")).toEqual([{ n: 7 }]);
    await server.stop();
    expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
  });
});

describe("two at once", () => {
  test("the second application says so and stops; the first goes on", async () => {
    const folder = join(base, "donnees");
    const server = await start(folder);
    const pid = serverNumber(lockFile(folder));
    const second = application(folder);
    expect(await answer(second)).toMatch(
      /^EmbeddedError Passerelle est déjà ouverte sur le dossier de données/,
    );
    expect(second.exitCode ?? (await once(second, "exit"))[0]).toBe(3);
    expect(await query(server.connection("passerelle"), "select 1 as n")).toEqual([{ n: 1 }]);
    expect(serverNumber(lockFile(folder))).toBe(pid);
    await server.stop();
  });

  test("started together on an empty folder: one opens, the other is refused", async () => {
    const folder = join(base, "donnees");
    const lines = await Promise.all([application(folder), application(folder)].map(answer));
    expect(lines.map((line) => line.split(" ")[0]).sort()).toEqual(["EmbeddedError", "prêt"]);
    expect(await query(access(lines.find((line) => line.startsWith("prêt"))!), "select 1 as n")).toEqual([
      { n: 1 },
    ]);
  });

  test("a command runs beside the application, and the last one stops the server", async () => {
    const folder = join(base, "donnees");
    const server = await start(folder);
    const pid = serverNumber(lockFile(folder));
    const command = await startEmbedded({ folder, durable: false, beside: true });
    await command.stop();
    expect(isAlive(pid)).toBe(true);
    await server.stop();
    expect(isAlive(pid)).toBe(false);

    const [first, last] = [
      await startEmbedded({ folder, durable: false, beside: true }),
      await startEmbedded({ folder, durable: false, beside: true }),
    ];
    await first.stop();
    expect(await query(last.connection("passerelle"), "select 1 as n")).toEqual([{ n: 1 }]);
    await last.stop();
    expect(existsSync(lockFile(folder))).toBe(false);
  });
});

test("the default data folder", () => {
  expect(defaultDataFolder({ PASSERELLE_DONNEES: "/srv/lycee", HOME: "/home/a" })).toBe("/srv/lycee");
  const home = defaultDataFolder({ HOME: "/home/a" });
  const chosen = defaultDataFolder({ HOME: "/home/a", XDG_DATA_HOME: "/home/a/data" });
  const relative = defaultDataFolder({ HOME: "/home/a", XDG_DATA_HOME: "data" });
  if (AS_ROOT) expect([home, chosen, relative]).toEqual(Array(3).fill("/var/lib/passerelle"));
  else if (process.platform === "linux")
    expect([home, chosen, relative]).toEqual([
      "/home/a/.local/share/passerelle",
      "/home/a/data/passerelle",
      "/home/a/.local/share/passerelle",
    ]);
  else expect(home).toContain("assere");
});
