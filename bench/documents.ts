import { readFileSync } from "node:fs";
import { parse } from "node-html-parser";
import pg from "pg";
import { Browser } from "./browser.ts";
import { median, openHouse, quantile } from "./house.ts";

/*
 * The documents, over HTTP, on the built application: time to the last byte, and weight. Then a period of several hundred
 * learners prepared in the background, with what the others feel of it.
 *   npm run bench -- documents [learners]
 */
const LEARNERS = Number(process.argv[2] ?? 400);
const CLASSES = 12;

const { connection, startApplication, stop, close } = await openHouse();
const owner = new pg.Client(connection);
await owner.connect();
await owner.query("update courriel set etat = 'envoye'");
const one = async (sql: string, values: unknown[] = []) => (await owner.query(sql, values)).rows[0];
const dossier = async (nom: string, periode: string) =>
  (
    await one(
      `select d.id from dossier d join apprenant a on a.id = d.apprenant_id join periode p on p.id = d.periode_id
       where a.nom = $1 and p.nom = $2 order by p.du desc limit 1`,
      [nom, periode],
    )
  ).id as string;
const classe = await one("select id, etablissement_id as ecole from periode where nom = 'PFMP 3'");
const plein = await dossier("Accardo", "PFMP 2");
const vide = await dossier("Béchameil", "PFMP 3");

const { address, child } = await startApplication();
const teacher = new Browser(address);
await teacher.signIn("enseignant@lycee-demo.test");

/** What the application has used of the processor, every thread of it, in milliseconds (a tick is ten). */
const processor = () => {
  const fields = readFileSync(`/proc/${child.pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
};

/** Milliseconds to the last byte, of which processor; and bytes. */
async function timed(path: string): Promise<{ ms: number; cpu: number; bytes: number; status: number }> {
  const [start, used] = [performance.now(), processor()];
  const answer = await teacher.get(path);
  const { byteLength } = await answer.arrayBuffer();
  return {
    ms: performance.now() - start,
    cpu: processor() - used,
    bytes: byteLength,
    status: answer.status,
  };
}
const rss = (key: "VmRSS" | "VmHWM") =>
  Math.round(
    Number(new RegExp(`${key}:\\s+(\\d+)`).exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1]) /
      1024,
  );

const lines: { title: string; path: string; times: number }[] = [
  { title: "pré-convention, one learner", path: `/dossiers/${vide}/preconvention.pdf`, times: 40 },
  { title: "attestation", path: `/dossiers/${vide}/attestation.pdf`, times: 40 },
  { title: "pré-conventions, class of 35", path: `/periodes/${classe.id}/preconventions.pdf`, times: 7 },
  ...(["docx", "odt", "pdf"] as const).flatMap((format) => [
    {
      title: `portfolio ${format.toUpperCase()}, full`,
      path: `/dossiers/${plein}/portfolio.${format}`,
      times: 15,
    },
    {
      title: `portfolio ${format.toUpperCase()}, empty`,
      path: `/dossiers/${vide}/portfolio.${format}`,
      times: 15,
    },
  ]),
];
console.log(
  "\n| document | first, ms | median, ms | worst, ms | processor, ms (mean) | KB |\n|---|---|---|---|---|---|",
);
for (const { title, path, times } of lines) {
  const first = await timed(path);
  if (first.status !== 200) throw new Error(`${title}: ${first.status}`);
  const runs = [];
  for (let i = 0; i < times; i++) runs.push(await timed(path));
  const ms = runs.map((run) => run.ms);
  console.log(
    `| ${title} | ${first.ms.toFixed(0)} | ${median(ms).toFixed(0)} | ${Math.max(...ms).toFixed(0)} | ${(runs.reduce((sum, run) => sum + run.cpu, 0) / times).toFixed(0)} | ${Math.round(first.bytes / 1024)} |`,
  );
}

// ---------------------------------------------------------------- a large period, in the background

await owner.query(
  `with grandes as (insert into classe (etablissement_id, id, nom, niveau, annee, referentiel, referentiel_version)
     select $1, gen_random_uuid(), '1 GRANDE ' || n, c.niveau, c.annee, c.referentiel, c.referentiel_version
     from generate_series(1, $4::int) n, (select c.* from classe c join dossier d on d.classe_id = c.id where d.periode_id = $2 limit 1) c
     returning id),
   rangs as (select id, row_number() over () - 1 as rang from grandes),
   neufs as (insert into apprenant (etablissement_id, id, nom, prenom)
     select $1, gen_random_uuid(), 'Renfort ' || n, 'Max' from generate_series(1, $3::int) n returning id, nom),
   ouverts as (insert into dossier (etablissement_id, id, periode_id, apprenant_id, classe_id)
     select $1, gen_random_uuid(), $2, neufs.id, rangs.id from neufs
     join rangs on rangs.rang = split_part(neufs.nom, ' ', 2)::int % $4::int returning id)
   insert into fiche (etablissement_id, dossier_id, objectifs, taches)
     select $1, ouverts.id, f.objectifs, f.taches from ouverts,
       (select f.* from fiche f join dossier d on d.id = f.dossier_id where d.periode_id = $2 limit 1) f`,
  [classe.ecole, classe.id, LEARNERS, CLASSES],
);
await owner.query(
  `insert into accueil (etablissement_id, id, dossier_id) select d.etablissement_id, gen_random_uuid(), d.id from dossier d
   where d.periode_id = $1 and not exists (select from accueil l where l.dossier_id = d.id)`,
  [classe.id],
);
await owner.query("analyze");

const ordinary = `/dossiers/${plein}`;
const document = `/dossiers/${vide}/attestation.pdf`;
/** Pages and documents asked one after the other until `over` says so. */
async function feel(over: () => boolean) {
  const pages: number[] = [];
  const papers: number[] = [];
  while (!over()) {
    for (let i = 0; i < 5; i++) pages.push((await timed(ordinary)).ms);
    papers.push((await timed(document)).ms);
  }
  return { pages, papers };
}
for (let i = 0; i < 20; i++) await timed(ordinary);
const end = performance.now() + 5_000;
const alone = await feel(() => performance.now() > end);
const before = rss("VmRSS");

const path = `/periodes/${classe.id}/preconventions`;
const form = parse(await (await teacher.get(path)).text()).querySelector(`form[action="${path}"]`);
const body = new URLSearchParams(
  form
    ?.querySelectorAll("input")
    .map((input) => [input.getAttribute("name") ?? "", input.getAttribute("value") ?? ""]),
);
const start = performance.now();
await fetch(address + path, {
  method: "POST",
  body,
  headers: { ...teacher.headers(), origin: address },
  redirect: "manual",
});
let done = 0;
let peak = before;
const watch = setInterval(async () => {
  peak = Math.max(peak, rss("VmRSS"));
  const { rows } = await owner.query("select etat from tirage where periode_id = $1", [classe.id]);
  if (rows[0]?.etat === "echec") throw new Error("the run failed");
  if (rows[0]?.etat === "pret" && !done) done = performance.now() - start;
}, 200);
const during = await feel(() => done > 0);
clearInterval(watch);
const zip = await timed(`${path}.zip`);

const { n } = await one("select count(*)::int as n from dossier where periode_id = $1", [classe.id]);
console.log(
  `\n${n} pré-conventions in ${CLASSES + 1} classes: ready in ${(done / 1000).toFixed(1)} s, ${(zip.bytes / 1024 / 1024).toFixed(1)} MB`,
);
console.log(
  "| meanwhile | alone, ms (median, 95 %) | during, ms (median, 95 %) | ratio of the medians |\n|---|---|---|---|",
);
for (const [title, a, b] of [
  ["a dossier's page", alone.pages, during.pages],
  ["an attestation", alone.papers, during.papers],
] as const)
  console.log(
    `| ${title} | ${median(a).toFixed(0)}, ${quantile(a, 0.95).toFixed(0)} | ${median(b).toFixed(0)}, ${quantile(b, 0.95).toFixed(0)} | ${(median(b) / median(a)).toFixed(2)} |`,
  );
console.log(
  `\nResident memory: ${before} MB before, ${peak} MB at the highest of the run, ${rss("VmHWM")} MB ever\n`,
);

await owner.end();
await stop(child);
await close();
