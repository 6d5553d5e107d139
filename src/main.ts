import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { serve } from "@hono/node-server";
import { pino } from "pino";
import { createApplication } from "#application.ts";
import { DEMO_PASSWORD, demoAccounts } from "#comptes/demo-accounts.ts";
import { sessions } from "#comptes/sessions.ts";
import { readConfig } from "#config.ts";
import { createPostman } from "#courriels/postman.ts";
import { defaultDataFolder } from "#db/embedded.ts";
import { openStore } from "#db/open.ts";
import { fillDemo, isEmpty } from "#demo/fill.ts";
import { createImprimeur } from "#documents/tirage/imprimeur.ts";
import { annuaireOfficiel } from "#entreprises/annuaire-officiel.ts";
import { openFiles } from "#files/files.ts";
import { geocodeurEnLigne } from "#geographie/en-ligne.ts";
import { fondDeCarteIgn } from "#geographie/fond-de-carte.ts";
import { createGeographie } from "#geographie/geographie.ts";
import { createRunner } from "#jobs/runner.ts";
import { letterWriters } from "#letters.ts";
import { loadLivres } from "#referentiel/load.ts";
import { root } from "#root.ts";
import { travaux } from "#travaux.ts";
import { readAssets } from "#ui/assets.ts";
import type { Deps } from "#web/deps.ts";

const say = (line: string) => process.stdout.write(`${line}\n`);
const fail = (lines: string[]): never => {
  process.stderr.write(`${lines.join("\n")}\n`);
  process.exit(1);
};

const read = readConfig(process.env);
if (!read.ok)
  fail([
    "Passerelle ne démarre pas, la configuration est à corriger :",
    ...read.problems.map((p) => `  ${p}`),
  ]);
const config = (read as Extract<typeof read, { ok: true }>).value;
const dataFolder = config.dataFolder ?? defaultDataFolder(process.env);
const log = pino({ level: config.logLevel, base: null });

const store = await openStore({ ...config, dataFolder, migrations: join(root, "src/db/migrations") }).catch(
  (error: Error) => fail(["Passerelle ne démarre pas :", `  ${error.message}`]),
);
const livres = loadLivres(join(root, "referentiels"));
if (config.demo && (await isEmpty(store.db))) {
  say("Première ouverture : le lycée de démonstration est mis en place…");
  await fillDemo(store.db, { referentiels: livres.referentiels, now: new Date() });
}

const clock = () => new Date();
const geographie = () => {
  try {
    return createGeographie(join(dataFolder, "communes-centroides.json"));
  } catch (error) {
    return fail(["Passerelle ne démarre pas :", `  ${(error as Error).message}`]);
  }
};
const deps: Deps = {
  db: store.db,
  config,
  clock,
  randomBytes,
  log,
  sessions,
  referentiels: livres.referentiels,
  livres,
  assets: readAssets(join(root, "dist/client")),
  origin: config.publicUrl ?? `http://localhost:${config.port}`,
  annuaireOfficiel: config.companySearch ? annuaireOfficiel({ adresse: config.companySearch, clock }) : null,
  geographie: geographie(),
  geocodeur: config.geocoder ? geocodeurEnLigne({ adresse: config.geocoder, clock }) : null,
  fondDeCarte: config.mapTiles ? fondDeCarteIgn({ adresse: config.mapTiles, clock }) : null,
  mailWaiting: () => postman.nudge(),
  tirageWaiting: () => imprimeur.nudge(),
  files: openFiles(dataFolder, config.antivirus),
  mailFolder: join(dataFolder, "courriels"),
  staticFolder: join(root, "dist/client"),
};

// in demonstration the first round writes the invitations by which the tutor enters
const postman = createPostman(deps, letterWriters);
postman.start();
const runner = createRunner(deps, travaux);
runner.start();
const imprimeur = createImprimeur(deps);
imprimeur.start();

const server = serve(
  { fetch: createApplication(deps).fetch, port: config.port, hostname: config.host },
  (info) => {
    const address = config.publicUrl ?? `http://localhost:${info.port}`;
    say(`\nPasserelle est ouverte : ${address}\n`);
    if (!config.demo) return;
    say(`Comptes de la démonstration (mot de passe : ${DEMO_PASSWORD})`);
    for (const { qui, courriel } of demoAccounts) say(`  ${qui.padEnd(24)} ${courriel}`);
    say(`  ${"Tuteur de stage".padEnd(24)} par le lien reçu : ${address}/demo/courriels\n`);
  },
);

// requests in flight are answered, then the database is closed; a second signal is not needed
const LONGEST_STOP = 20_000;
let stopping = false;
const stop = () => {
  if (stopping) return;
  stopping = true;
  server.close(async () => {
    await runner.stop();
    await imprimeur.stop();
    await postman.stop();
    await store.close();
    process.exit(0);
  });
  if (!("closeIdleConnections" in server)) return;
  // a browser keeps its line open after the answer; a form whose end never comes holds nobody up for ever
  const idle = () => server.closeIdleConnections();
  idle();
  setInterval(idle, 100).unref();
  setTimeout(() => server.closeAllConnections(), LONGEST_STOP).unref();
};
process.on("SIGTERM", stop);
process.on("SIGINT", stop);
