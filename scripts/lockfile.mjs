/**
 * npm leaves out of package-lock.json the optional packages of other systems that the registry did not serve on the
 * day, and then refuses every `npm ci` (« Missing: … from lock file »). This writes them in with the system their name
 * tells; without a digest, for npm gave none. Run it after `npm install`:  node scripts/lockfile.mjs
 * With --check it changes nothing and fails when one is missing.
 */
import { readFileSync, writeFileSync } from "node:fs";

const FILE = new URL("../package-lock.json", import.meta.url);
const SYSTEMS = ["android", "darwin", "freebsd", "linux", "openharmony", "win32"];
const PROCESSORS = ["arm", "arm64", "ia32", "ppc64", "riscv64", "s390x", "wasm32", "x64"];

const lock = JSON.parse(readFileSync(FILE, "utf8"));
const missing = absent(lock.packages);
for (const [path, entry] of missing) lock.packages[path] = entry;

if (missing.length === 0) {
  console.log("package-lock.json : complet.");
} else if (process.argv.includes("--check")) {
  console.error(
    `package-lock.json : ${missing.length} paquets facultatifs manquent. Lancez : node scripts/lockfile.mjs`,
  );
  process.exitCode = 1;
} else {
  lock.packages = Object.fromEntries(
    Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, "en")),
  );
  writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`package-lock.json : ${missing.length} paquets facultatifs ajoutés.`);
}

function absent(packages) {
  return Object.entries(packages).flatMap(([parent, { optionalDependencies = {}, dev }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !resolves(packages, parent, name))
      .map(([name, version]) => [`node_modules/${name}`, describe(name, version, dev)]),
  );
}

/** Looks for a package as Node does: in the parent's own node_modules, then further out. */
function resolves(packages, parent, name) {
  for (let folder = parent; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")))) {
    if (packages[`${folder ? `${folder}/` : ""}node_modules/${name}`]) return true;
    if (folder === "") return false;
  }
}

function describe(name, version, dev) {
  const words = name.split(/[-/]/);
  const os = SYSTEMS.filter((system) => words.includes(system));
  const cpu = PROCESSORS.filter((processor) => words.includes(processor));
  const exact = /^\d+\.\d+\.\d+/.test(version);
  if (!exact || os.length !== 1 || cpu.length !== 1) throw new Error(`${name}@${version} : système inconnu.`);
  const libc = words.some((word) => word.startsWith("musl"))
    ? ["musl"]
    : words.some((word) => word.startsWith("gnu"))
      ? ["glibc"]
      : undefined;
  return { version, cpu, ...(dev && { dev }), ...(libc && { libc }), optional: true, os };
}
