import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { chownSync, closeSync, existsSync, openSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { EmbeddedError } from "#db/embedded-account.ts";
import { isAlive } from "#db/embedded-binaries.ts";
import { notStarted, type Place, program, readLockFile, WINDOWS } from "#db/embedded-place.ts";

/**
 * Connects to the server of this place as its superuser, whatever state it is in: adopts one that lives (its Node
 * may have been killed), waits for one that starts or stops, starts one where there is none.
 */
export async function serve(place: Place): Promise<Client> {
  const start = Date.now();
  let child: { process: ChildProcess; complaint: () => string } | undefined;
  for (;;) {
    const found = await connect(place);
    if (found instanceof Client) return found;
    if (found === "absent") {
      if (child && isOver(child.process)) {
        const complaint = child.complaint();
        // its predecessor is ending, or was killed and its last processes are
        const willPass = /lock file|shared memory block/.test(complaint) || complaint === "";
        if (!willPass || Date.now() - start > 60_000) throw notStarted(complaint);
        child = undefined;
        await sleep(100);
      }
      child ??= launch(place);
    }
    // after a crash it first replays its journal, which can be long
    else if (Date.now() - start > 600_000) throw notStarted("PostgreSQL n’accepte pas de connexion.");
    await sleep(20);
  }
}

async function connect({ access }: Place): Promise<Client | "absent" | "busy"> {
  const client = new Client({ ...access, database: "postgres", connectionTimeoutMillis: 10_000 });
  client.on("error", () => {}); // a server that goes away is heard through "end"
  try {
    await client.connect();
    return client;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ECONNREFUSED") return "absent";
    if (code === "57P03" || code === "ECONNRESET" || code === "EPIPE" || /terminated|timeout/.test(message))
      return "busy";
    throw error;
  }
}

const isOver = (child: ChildProcess) =>
  WINDOWS ? (child.exitCode ?? 0) !== 0 : child.exitCode !== null || child.signalCode !== null;

function launch(place: Place): { process: ChildProcess; complaint: () => string } {
  const { home, data, access, binaries, account } = place;
  const journal = join(home, "postgresql.log");
  const before = existsSync(journal) ? statSync(journal).size : 0;
  const keep = before < 1_000_000;
  const log = openSync(journal, keep ? "a" : "w", 0o600);
  if (account) chownSync(journal, account.uid, account.gid);
  const settings = {
    listen_addresses: WINDOWS ? access.host : "",
    // the value is a list: quotes keep a comma of the path from cutting it
    ...(!WINDOWS && { unix_socket_directories: `"${access.host.replaceAll('"', '""')}"` }),
    // a refused statement can quote what a person typed: it goes to the caller, not to this file
    log_min_messages: "log",
    log_checkpoints: "off",
    ...(!place.durable && { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
  };
  const options = [
    "-p",
    String(access.port),
    ...Object.entries(settings).flatMap(([k, v]) => ["-c", `${k}=${v}`]),
  ];
  // PostgreSQL run by an administrator is refused on Windows too: pg_ctl gives up those rights for it
  const [name, args] = WINDOWS
    ? ["pg_ctl", ["start", "-W", "-D", data, "-o", options.map((o) => `"${o}"`).join(" ")]]
    : ["postgres", ["-D", data, ...options]];
  // a session of its own: Ctrl-C in the terminal must not end the database under the last requests
  const child = spawn(program(binaries, name as string), args as string[], {
    ...account,
    cwd: home,
    env: { ...binaries.env, ...ignoreReusedNumber(data) },
    detached: true,
    stdio: ["ignore", log, log],
  });
  let failure = "";
  child.on("error", (error) => {
    failure = error.message;
  });
  child.unref();
  closeSync(log);
  const complaint = () =>
    failure ||
    readFileSync(journal)
      .subarray(keep ? before : 0)
      .toString();
  return { process: child, complaint };
}

/**
 * After a crash the number in the left lock file may belong to any other process of the account, and PostgreSQL would
 * then refuse for ever to start. It ignores the number given in this variable (made for pg_ctl), and
 * still checks by its shared memory that no process of the old server lives.
 */
function ignoreReusedNumber(data: string): NodeJS.ProcessEnv {
  const pid = lockHolder(data);
  return pid !== undefined && isAlive(pid) && !serves(pid, data) ? { PG_GRANDPARENT_PID: String(pid) } : {};
}

const lockHolder = (data: string): number | undefined => Number(readLockFile(data)?.[0]) || undefined;

/** Whether this living process is the server of this data folder; a doubt counts as yes. */
function serves(pid: number, data: string): boolean {
  try {
    const command = existsSync("/proc/self/cmdline")
      ? readFileSync(`/proc/${pid}/cmdline`, "utf8")
      : spawnSync("ps", ["-ww", "-o", "command=", "-p", String(pid)], { encoding: "utf8" }).stdout;
    return command.includes(data);
  } catch {
    return true;
  }
}

/** Stops the server of this place if one lives: fast shutdown, everything on disk; resolves when it has ended. */
export async function shutDown({ data, binaries }: Place): Promise<void> {
  const pid = lockHolder(data);
  if (pid === undefined || !isAlive(pid) || !serves(pid, data)) return;
  if (WINDOWS) {
    spawnSync(program(binaries, "pg_ctl"), ["stop", "-m", "fast", "-D", data], { env: binaries.env });
    return;
  }
  process.kill(pid, "SIGINT");
  const patience = Date.now() + 60_000;
  // the file's end counts too: in a container without an init, a process we adopted stays a zombie
  while (isAlive(pid) && lockHolder(data) === pid) {
    if (Date.now() > patience)
      throw new EmbeddedError(
        `PostgreSQL (processus ${pid}) ne s’arrête pas. Son journal est à côté de « ${data} ».`,
      );
    await sleep(20);
  }
  // the file goes a moment before the process; a second is plenty, and all that a zombie gets
  const last = Date.now() + 1_000;
  while (isAlive(pid) && Date.now() < last) await sleep(10);
}
