import { fork } from "node:child_process";
import { readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import pg from "pg";
import { root } from "#root.ts";
import { Browser } from "./browser.ts";
import { freePort, median, openHouse } from "./house.ts";
import type { Plan, Statement } from "./plan.ts";

/*
 * The application beside a bare node:http server doing the same SQL, in the same run, on the same database. Rounds
 * alternate; what counts is the ratio of the medians.
 *   npm run bench [-- seconds [rounds]]
 */
const SECONDS = Number(process.argv[2] ?? 4);
const ROUNDS = Number(process.argv[3] ?? 3);
const CLIENTS = 8;

const { folder, server, connection, record, startApplication, stop, close } = await openHouse();

/** The night's work and the postman's round have ended: for a second nothing was asked of the database. */
async function quiet() {
  for (let before = -1; before !== statSync(record).size; ) {
    before = statSync(record).size;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}

/** The statements that one request made, and its answer. */
async function statementsOf(
  request: () => Promise<Response>,
): Promise<{ statements: Statement[]; answer: Response }> {
  await quiet();
  truncateSync(record);
  const answer = await request();
  const lines = readFileSync(record, "utf8").trim().split("\n").filter(Boolean);
  return { statements: lines.map((line) => JSON.parse(line) as Statement), answer };
}

const counted = (statements: Statement[]) =>
  statements.filter(({ text }) => !/^(begin|commit|rollback|start|select set_config)/i.test(text)).length;

type Load = {
  name: string;
  path: (client: number) => string;
  init: (client: number) => RequestInit;
  ok: number[];
  /** what the client keeps of an answer (the version just saved) */
  keep?: (client: number, body: string) => void;
};

/** Requests per second of `CLIENTS` keep-alive clients, each sending its next request when it has its answer. */
async function rate(address: string, load: Load): Promise<number> {
  const end = performance.now() + SECONDS * 1_000;
  let done = 0;
  await Promise.all(
    Array.from({ length: CLIENTS }, async (_, client) => {
      while (performance.now() < end) {
        const answer = await fetch(address + load.path(client), load.init(client));
        const body = await answer.text();
        if (!load.ok.includes(answer.status)) throw new Error(`${load.name}: ${answer.status}`);
        load.keep?.(client, body);
        done++;
      }
    }),
  );
  return done / SECONDS;
}

// ---------------------------------------------------------------- what is measured

const owner = new pg.Client(connection);
await owner.connect();
// the demonstration's letters would leave during the measure; and a database that has lived has statistics
await owner.query("update courriel set etat = 'envoye'");
await owner.query("analyze");
const one = async (sql: string, values: unknown[] = []) => (await owner.query(sql, values)).rows;
const [classe] = await one(
  "select c.id from classe c join periode p on p.niveau = c.niveau and p.referentiel = c.referentiel where p.nom = 'PFMP 3'",
);
const [period] = await one("select id from periode where nom = 'PFMP 3'");
const weeks = await one(
  `select d.id as dossier, s.lundi::text as lundi, i.valeur as login from dossier d
   join semaine s on s.dossier_id = d.id join apprenant a on a.id = d.apprenant_id
   join habilitation h on h.id = a.habilitation_id join identifiant i on i.identite_id = h.identite_id and i.type = 'login'
   where d.periode_id = $1 order by a.nom, s.lundi desc limit ${CLIENTS * 2}`,
  [period.id],
);
const writers = [...new Map(weeks.map((week) => [week.dossier, week])).values()].slice(0, CLIENTS);
const [{ mot_de_passe: hash }] = await one(
  "select mot_de_passe from identite where mot_de_passe is not null limit 1",
);
await owner.end();

const recorded = await startApplication(true);
const plan: Plan = { connection, scenarios: {} };
const pages: { name: string; queries: number; bytes: number; compressed: number }[] = [];

const teacher = new Browser(recorded.address);
await teacher.signIn("enseignant@lycee-demo.test");
const reads = [
  { name: "periode", title: "period page, 35 learners", path: `/periodes?niveau=1RE&periode=${period.id}` },
  { name: "classe", title: "class table, 35 learners", path: `/classes/${classe.id}/competences` },
];
for (const { name, title, path } of reads) {
  await teacher.get(path);
  const page = await statementsOf(() => teacher.get(path));
  const html = Buffer.from(await page.answer.arrayBuffer());
  pages.push({
    name: title,
    queries: counted(page.statements),
    bytes: html.length,
    compressed: brotliCompressSync(html).length,
  });
  plan.scenarios[name] = {
    statements: Array(CLIENTS).fill(page.statements),
    bytes: html.length,
    key: null,
    hash: null,
  };
}

const browsers = await Promise.all(
  writers.map(async ({ login }) => {
    const browser = new Browser(recorded.address);
    await browser.signIn(login);
    return browser;
  }),
);
const autosaves: Statement[][] = [];
const KEY = "00000000-0000-7000-8000-000000000000";
for (const [i, { dossier, lundi }] of writers.entries()) {
  const browser = browsers[i]!;
  await browser.openForm(`/dossiers/${dossier}/portfolio/semaines/${lundi}`);
  await browser.save({ fait: "Un premier enregistrement." });
  const saved = await statementsOf(() =>
    browser.save({ fait: "Un texte enregistré pendant la frappe." }, KEY),
  );
  if (saved.answer.status !== 200) throw new Error(`autosave: ${saved.answer.status}`);
  autosaves.push(saved.statements);
  if (i === 0)
    pages.push({ name: "autosave of a week", queries: counted(saved.statements), bytes: 0, compressed: 0 });
}
plan.scenarios.semaine = { statements: autosaves, bytes: 120, key: KEY, hash: null };

const visitor = new Browser(recorded.address);
await visitor.get("/connexion");
const entry = await statementsOf(() => visitor.signIn("enseignant@lycee-demo.test", true));
pages.push({ name: "sign-in", queries: counted(entry.statements), bytes: 0, compressed: 0 });
plan.scenarios.connexion = { statements: Array(CLIENTS).fill(entry.statements), bytes: 0, key: null, hash };
await stop(recorded.child);

// ---------------------------------------------------------------- side by side

// the bare server writes what was recorded, again and again: on a copy, or the application's versions would go back
const admin = new pg.Client(server.connection("postgres"));
await admin.connect();
await admin.query("create database nue template passerelle");
await admin.end();
plan.connection = server.connection("nue");
const planFile = join(folder, "plan.json");
writeFileSync(planFile, JSON.stringify(plan));
const barePort = await freePort();
const bareChild = fork(join(root, "bench/bare.ts"), [planFile, String(barePort)], {
  stdio: ["ignore", "inherit", "inherit", "ipc"],
});
await new Promise((ready) => bareChild.once("message", ready));
const bare = `http://127.0.0.1:${barePort}`;
const application = await startApplication(false);
for (const browser of [teacher, visitor, ...browsers]) browser.address = application.address;

const post = (client: number) => ({ method: "POST", body: "x=1", headers: { "x-client": String(client) } });
const loads: { title: string; app: Load; bare: Load }[] = [
  ...reads.map(({ name, title, path }) => ({
    title,
    app: { name, path: () => path, init: () => ({ headers: teacher.headers() }), ok: [200] },
    bare: { name: `bare ${name}`, path: () => `/${name}`, init: () => ({}), ok: [200] },
  })),
  {
    title: "autosave of a week",
    app: {
      name: "semaine",
      path: (c) => browsers[c]!.formPath,
      init: (c) => browsers[c]!.saveRequest({ fait: `Texte ${Date.now()}` }),
      ok: [200],
      keep: (c, body) => browsers[c]!.saved(body),
    },
    bare: { name: "bare semaine", path: () => "/semaine", init: post, ok: [200] },
  },
  {
    title: "sign-in",
    app: {
      name: "connexion",
      path: () => "/connexion",
      init: () => visitor.signInRequest("enseignant@lycee-demo.test"),
      ok: [303],
    },
    bare: { name: "bare connexion", path: () => "/connexion", init: post, ok: [200] },
  },
];

console.log(`\n${ROUNDS} rounds of ${SECONDS} s each way, ${CLIENTS} clients, Node ${process.version}\n`);
console.log("| | Passerelle, requests/s | bare node:http, same SQL | ratio | SQL | bytes | compressed |");
console.log("|---|---|---|---|---|---|---|");
for (const { title, app, bare: beside } of loads) {
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    theirs.push(await rate(bare, beside));
    ours.push(await rate(application.address, app));
  }
  const [a, b] = [median(ours), median(theirs)];
  const size = pages.find((p) => p.name === title);
  console.log(
    `| ${title} | ${a.toFixed(0)} | ${b.toFixed(0)} | ${(a / b).toFixed(2)} | ${size?.queries} | ${size?.bytes || "–"} | ${size?.compressed || "–"} |`,
  );
}
const memory = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${application.child.pid}/status`, "utf8"))?.[1];
console.log(`\nResident memory after the load: ${Math.round(Number(memory) / 1024)} MB\n`);

await stop(application.child);
bareChild.kill();
await close();
