import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { type Account, EmbeddedError } from "#db/embedded-account.ts";
import type { Binaries } from "#db/embedded-binaries.ts";

/** Where one data folder's server lives and how it is reached. */
export type Place = {
  home: string;
  data: string;
  account: Account;
  binaries: Binaries;
  durable: boolean;
  access: { host: string; port: number; user: string; password?: string };
};

export const WINDOWS = process.platform === "win32";
const USER = "passerelle";
/** `sun_path` holds 107 bytes on Linux and 103 on macOS; PostgreSQL adds « /.s.PGSQL.5432 ». */
const SOCKET_FOLDER_BYTES = 103 - "/.s.PGSQL.5432".length;

/**
 * Finds how the server of this home is, or will be, reached: a socket in a folder closed to other accounts, no TCP
 * port. Windows has no such socket folders: loopback, a free port and a random password kept in the data folder
 * (this branch was written from the documentation and has not been run).
 */
export async function locate(
  home: string,
  account: Account,
  binaries: Binaries,
  durable: boolean,
): Promise<Place> {
  const data = join(home, "donnees");
  const place = { home, data, account, binaries, durable };
  if (!WINDOWS) return { ...place, access: { host: socketFolder(home, account), port: 5432, user: USER } };
  const secret = join(home, "mot-de-passe");
  if (!existsSync(secret)) writeFileSync(secret, randomBytes(24).toString("hex"), { mode: 0o600 });
  const port = Number(readLockFile(data)?.[3]) || (await freePort());
  return {
    ...place,
    access: { host: "127.0.0.1", port, user: USER, password: readFileSync(secret, "utf8") },
  };
}

function socketFolder(home: string, account: Account): string {
  const inside = join(home, "prise");
  const { dev, ino } = statSync(home);
  const path = Buffer.byteLength(inside) <= SOCKET_FOLDER_BYTES ? inside : `/tmp/passerelle-${dev}-${ino}`;
  if (mkdirSync(path, { recursive: true, mode: 0o700 }) && account) chownSync(path, account.uid, account.gid);
  // in /tmp anybody may have made it first: whoever enters it reaches the database
  const found = lstatSync(path);
  const owner = account?.uid ?? process.getuid?.();
  if (!found.isDirectory() || found.uid !== owner || (found.mode & 0o077) !== 0)
    throw new EmbeddedError(
      `Le dossier « ${path} » n’est pas réservé à Passerelle : supprimez-le et relancez.`,
    );
  return path;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/** Makes the data folder when there is none; refuses one made by another major version of PostgreSQL. */
export function initialise(place: Place): void {
  const { data, home, binaries } = place;
  if (existsSync(data)) {
    const made = readFileSync(join(data, "PG_VERSION"), "utf8").trim();
    if (made === binaries.major) return;
    throw new EmbeddedError(
      `Ces données ont été écrites par PostgreSQL ${made} et cette version de Passerelle apporte PostgreSQL ${binaries.major}. Sauvegardez avec la version précédente de Passerelle, puis restaurez avec celle-ci dans un autre dossier.`,
    );
  }
  const draft = join(home, `initialisation-${process.pid}`);
  rmSync(draft, { recursive: true, force: true });
  const access = WINDOWS
    ? ["--auth=scram-sha-256", `--pwfile=${join(home, "mot-de-passe")}`]
    : ["--auth-local=trust", "--auth-host=reject"];
  const made = spawnSync(
    program(binaries, "initdb"),
    [`--pgdata=${draft}`, `--username=${USER}`, ...access, "--encoding=UTF8", "--locale-provider=icu"].concat(
      "--icu-locale=fr-FR",
      place.durable ? [] : "--no-sync",
    ),
    { ...place.account, cwd: home, env: binaries.env, encoding: "utf8" },
  );
  if (made.status !== 0) {
    rmSync(draft, { recursive: true, force: true });
    throw notStarted(made.error?.message ?? made.stderr);
  }
  try {
    renameSync(draft, data);
  } catch (error) {
    // another process made it meanwhile: which of the two goes on is decided by the lock (embedded.ts)
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(data)) throw error;
  }
}

/** The lines of PostgreSQL's own lock file: process number, data folder, start time, port… */
export const readLockFile = (data: string): string[] | undefined => {
  try {
    return readFileSync(join(data, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return undefined;
  }
};

/** The path of one of PostgreSQL's programs. */
export const program = (binaries: Binaries, name: string) =>
  join(binaries.folder, "bin", WINDOWS ? `${name}.exe` : name);

/** The EmbeddedError of a program that failed; `detail` is what it said. */
export function notStarted(detail: string): EmbeddedError {
  const tail = detail.trim().split("\n").slice(-5).join("\n");
  const cause = /No space left/.test(detail)
    ? "Le disque est plein. "
    : /EACCES/.test(detail)
      ? "Le système interdit d’exécuter des programmes depuis le dossier de données (montage « noexec » ?). "
      : /ENOENT|not found/.test(detail)
        ? "Ce système ne peut pas exécuter le PostgreSQL fourni (il demande la bibliothèque glibc) : indiquez un serveur par la variable DATABASE_URL. "
        : "";
  return new EmbeddedError(`PostgreSQL ne démarre pas. ${cause}Il répond :\n${tail}`);
}
