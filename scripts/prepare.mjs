import { createHash } from "node:crypto";
import { existsSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { alone } from "./lock.mjs";
import { capture, putFirst } from "./processes.mjs";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const NODE_MAJOR = 24;
const LOCK = join(root, "dist", ".preparation");

/** Something the person at the keyboard can mend: its message is French and shown without a stack. */
export class Failure extends Error {}

/** One French line a step, on stderr: a command's own output stays clean. */
export const say = (line) => console.error(`Passerelle : ${line}`);

/** Runs `work` alone among the commands of this folder: two at once must not install or build over each other. */
export const exclusively = (work) =>
  alone(LOCK, () => say("une autre commande prépare déjà l’application, attente…"), work);

/** Sees to a Node 24 and to the dependencies; returns the path of that Node, which is then first in PATH. */
export async function prepare() {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => process.exit(128 + constants.signals[signal])); // and not at once: locks are released
  }
  const node =
    Number(process.versions.node.split(".")[0]) >= NODE_MAJOR ? process.execPath : await privateNode();
  putFirst(node, root);
  if (!isInstalled()) {
    await exclusively(async () => {
      if (isInstalled()) return;
      say("installation des dépendances (quelques minutes la première fois)…");
      await installPackages(node, root);
      writeFileSync(MARK, digest());
    });
  }
  return node;
}

/** The Node of the npm package for this system, installed under scripts/node when this machine's own is too old. */
async function privateNode() {
  const folder = join(root, "scripts", "node");
  const platform = process.platform === "win32" ? "win" : process.platform;
  const name = `node-${platform}-${process.arch}`;
  const wanted = readJson(join(folder, "package-lock.json")).packages[`node_modules/${name}`];
  const advice = `Passerelle demande Node ${NODE_MAJOR} ou plus récent ; cette machine a Node ${process.versions.node}.\nInstallez-le depuis https://nodejs.org, puis relancez la même commande.`;
  if (!wanted) throw new Failure(advice);
  const home = join(folder, "node_modules", name);
  const isThere = () => readJson(join(home, "package.json"))?.version === wanted.version;
  if (!isThere()) {
    await exclusively(async () => {
      if (isThere()) return;
      say(
        `cette machine a Node ${process.versions.node} : installation d’un Node ${wanted.version} à côté, pour Passerelle seulement…`,
      );
      await installPackages(process.execPath, folder);
    });
  }
  const node = join(home, "bin", platform === "win" ? "node.exe" : "node");
  const { code } = await capture(node, ["--version"], root);
  if (code !== 0) throw new Failure(`Le Node fourni ne fonctionne pas sur ce système.\n${advice}`);
  return node;
}

const MARK = join(root, "node_modules", ".passerelle-lock");

function digest() {
  const lock = readFileSync(join(root, "package-lock.json"));
  return createHash("sha256").update(`${process.platform} ${process.arch} `).update(lock).digest("hex");
}

/** Whether node_modules is what package-lock.json asks: our mark says so, or npm's own record of a later install. */
function isInstalled() {
  if (existsSync(MARK) && readFileSync(MARK, "utf8") === digest()) return true;
  const there = readJson(join(root, "node_modules", ".package-lock.json"))?.packages;
  if (!there) return false;
  const asked = readJson(join(root, "package-lock.json")).packages;
  const same = (path) =>
    there[path]?.version === asked[path].version && there[path]?.integrity === asked[path].integrity;
  const dispensable = (path) => (asked[path].optional || asked[path].devOptional) && !there[path];
  const paths = Object.keys(asked).filter((path) => path !== "");
  if (!paths.every((path) => same(path) || dispensable(path)) || !isComplete(there, asked)) return false;
  writeFileSync(MARK, digest());
  return true;
}

/** npm says nothing when an optional package fails to arrive: those made for this very system are not optional to us. */
function isComplete(there, asked) {
  const wanted = Object.keys(asked[""].optionalDependencies ?? {}).map((name) => `node_modules/${name}`);
  const fits = ({ os, cpu }) =>
    (!os || os.includes(process.platform)) && (!cpu || cpu.includes(process.arch));
  return wanted.every((path) => there[path] || !fits(asked[path]));
}

async function installPackages(node, folder) {
  const env = { ...process.env };
  delete env.npm_config_local_prefix; // the folder of the npm that runs us, not the one to install
  const options = ["--ignore-scripts", "--include=dev", "--include=optional", "--no-audit", "--no-fund"];
  const patience = ["--fetch-retry-mintimeout=2000", "--fetch-retry-maxtimeout=10000"];
  const { code, output } = await capture(
    node,
    [npm(), "ci", ...options, ...patience, "--loglevel=error"],
    folder,
    env,
  );
  if (code === 0) {
    const there = readJson(join(folder, "node_modules", ".package-lock.json"))?.packages ?? {};
    if (isComplete(there, readJson(join(folder, "package-lock.json")).packages)) return;
  }
  const noNetwork =
    code === 0 ||
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH/.test(output);
  const reason = noNetwork
    ? "le dépôt de paquets npm n’est pas joignable. Vérifiez le réseau (ou le serveur mandataire : npm config set proxy …), puis relancez la même commande."
    : /ENOSPC/.test(output)
      ? "le disque est plein."
      : /EACCES|EPERM|EROFS/.test(output)
        ? `le dossier « ${folder} » n’est pas modifiable par ce compte.`
        : "npm a répondu :";
  throw new Failure(`L’installation n’a pas abouti : ${reason}\n\n${code === 0 ? "" : output}`.trim());
}

/** The npm that runs us, else the one that came with this Node. */
function npm() {
  const bin = dirname(realpathSync(process.execPath));
  const found = [
    process.env.npm_execpath,
    join(bin, "..", "lib", "node_modules", "npm", "bin", "npm-cli.js"),
    join(bin, "node_modules", "npm", "bin", "npm-cli.js"),
  ].find((path) => path?.endsWith("npm-cli.js") && existsSync(path));
  if (!found)
    throw new Failure("npm est introuvable : lancez cette commande par npm (« npm start », « npm test »…).");
  return found;
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}
