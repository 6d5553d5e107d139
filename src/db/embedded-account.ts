import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";

/** A failure of the embedded server that its operator can mend: the message is French and says what to do. */
export class EmbeddedError extends Error {
  override name = "EmbeddedError";
}

/** The account PostgreSQL runs under; undefined when it is simply ours. */
export type Account = { uid: number; gid: number } | undefined;

const CHOOSE = "Indiquez un autre dossier par la variable PASSERELLE_DONNEES.";

/**
 * Makes `<folder>/postgresql`, closed to everybody but the account PostgreSQL will run under.
 * PostgreSQL refuses to run as root: as root it gets the account that already owns that subfolder, else `nobody`,
 * and every parent must let that account through. Throws an EmbeddedError when it cannot be so.
 */
export function prepareHome(folder: string): { home: string; account: Account } {
  const asRoot = process.getuid?.() === 0;
  const home = join(folder, "postgresql");
  try {
    makeFolder(folder, asRoot ? 0o711 : 0o700);
    const created = makeFolder(home, 0o700);
    const owner = statSync(home);
    if (!asRoot) {
      if (process.getuid && owner.uid !== process.getuid()) {
        throw new EmbeddedError(
          `Le dossier « ${home} » appartient à un autre compte du système : lancez Passerelle avec ce compte. ${CHOOSE}`,
        );
      }
      return { home, account: undefined };
    }
    const account = created || owner.uid === 0 ? nobody() : { uid: owner.uid, gid: owner.gid };
    chownSync(home, account.uid, account.gid);
    requireReachable(home, account);
    return { home, account };
  } catch (error) {
    if (error instanceof EmbeddedError) throw error;
    throw new EmbeddedError(
      `Le dossier de données « ${folder} » ne peut pas être créé ou ouvert (${(error as Error).message}). ${CHOOSE}`,
      { cause: error },
    );
  }
}

/** Makes a folder and its parents with this mode whatever the umask; says whether it was not there before. */
function makeFolder(path: string, mode: number): boolean {
  if (dirname(path) !== path) makeFolder(dirname(path), mode);
  const created = mkdirSync(path, { recursive: true }) !== undefined;
  if (created) chmodSync(path, mode);
  return created;
}

function nobody(): { uid: number; gid: number } {
  const line = readFileSync("/etc/passwd", "utf8").match(/^nobody:[^:]*:(\d+):(\d+):/m);
  return { uid: Number(line?.[1] ?? 65534), gid: Number(line?.[2] ?? 65534) };
}

/** Asked of the system itself (access lists and mounts count too); the mode bits only serve to name the culprit. */
function requireReachable(home: string, account: { uid: number; gid: number }): void {
  const entered = spawnSync("/bin/sh", ["-c", 'cd "$0"', home], { ...account, cwd: "/", env: {} });
  if (entered.status === 0) return;
  if (entered.error) {
    throw new EmbeddedError(
      `PostgreSQL ne peut pas fonctionner sous le compte root, et le système refuse d’en changer (${entered.error.message}). Lancez Passerelle avec un autre compte que root.`,
    );
  }
  const parents: string[] = [];
  for (let path = dirname(home); path !== dirname(path); path = dirname(path)) parents.unshift(path);
  const closed = parents.find((path) => {
    const { uid, gid, mode } = statSync(path);
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    return (mode & bit) === 0;
  });
  throw new EmbeddedError(
    `Le compte qui fait tourner PostgreSQL (nobody, numéro ${account.uid}) ne peut pas atteindre « ${home} » : « ${closed ?? dirname(home)} » lui est fermé. Ouvrez-en le passage (chmod o+x) ou indiquez un autre dossier par la variable PASSERELLE_DONNEES.`,
  );
}
