import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { readBase } from "#bilans/lignes/form.ts";
import { valeurVide } from "#bilans/lignes/rules.ts";
import { routes } from "#routes.ts";
import type { Client } from "./kit/client.ts";
import { createWorld, type World } from "./kit/world.ts";

/* Several evaluators on one grid at the same instant, over HTTP and on a real PostgreSQL. */

let world: World;
let editors: Editor[];
let dossiers: { dossier: string; apprenant: string }[];

/** A signed-in evaluator, and the token his pages carry. */
type Editor = { client: Client; token: string };
const editorOf = async (client: Client): Promise<Editor> => ({
  client,
  token: (await client.get("/")).root.querySelector("input[name=_token]")?.getAttribute("value") ?? "",
});

beforeAll(async () => {
  world = await createWorld();
  editors = await Promise.all(
    ["enseignant", "k.benali", "enseignant", "k.benali"].map(async (who) =>
      editorOf(await world.as(`${who}@lycee-demo.test`)),
    ),
  );
  // nobody has evaluated these learners yet
  const { rows } = await world.owner.query(
    `select d.id as dossier, d.apprenant_id as apprenant from dossier d join periode p on p.id = d.periode_id
     join apprenant a on a.id = d.apprenant_id
     where p.nom = 'PFMP 3' and not exists (select from bilan b where b.dossier_id = d.id)
       and not exists (select from bilan_intermediaire b where b.apprenant_id = a.id)
     order by d.id`,
  );
  dossiers = rows;
});

const LIGNES = [
  "competence.C1.1",
  "competence.C2.1",
  "detail.C2.1#1",
  "tache.A3T1",
  "engagement",
  "commentaire",
];
const modeOf = (cle: string) => cle.replace("competence.", "mode.");

/** What one has on the screen: each line as it was drawn, and as it stands. */
type Screen = Map<string, { base: string; valeur: string }>;

const post = ({ client, token }: Editor, address: string, fields: Record<string, string>) =>
  client.request(address, {
    method: "POST",
    headers: { accept: "application/json" },
    body: new URLSearchParams({ _token: token, ...fields }),
  });

/** The screen of somebody who opens the page now. */
async function open({ client }: Editor, dossier: string): Promise<Screen> {
  const answer = await client.request(routes.bilanEntrepriseDirect.href({ dossier }), {
    headers: { accept: "application/json" },
  });
  const { lignes } = (await answer.json()) as { lignes: { cle: string; base: string }[] };
  const stored = new Map(lignes.map(({ cle, base }) => [cle, base]));
  return new Map(
    LIGNES.map((cle) => {
      const base = stored.get(cle) ?? `0:${valeurVide(cle)}`;
      return [cle, { base, valeur: readBase(cle, base).valeur }];
    }),
  );
}

function fieldsOf(screen: Screen): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [cle, { base, valeur }] of screen) {
    fields[`base.${cle}`] = base;
    if (!cle.startsWith("competence.")) fields[cle] = valeur;
    else {
      const [mode = "", niveau = ""] = valeur.split(":");
      fields[cle] = niveau;
      if (mode === "detaillee") fields[modeOf(cle)] = mode;
    }
  }
  return fields;
}

const valeurDe = (cle: string) => {
  if (cle === "commentaire") return fc.constantFrom("", "Bien.", "Très bien.", "À revoir.");
  if (cle.startsWith("tache.")) return fc.constantFrom("", "oui");
  const niveau = fc.constantFrom("", "NE", "1", "4");
  return cle.startsWith("competence.")
    ? fc.tuple(fc.constantFrom("globale", "detaillee"), niveau).map((both) => both.join(":"))
    : niveau.map((code) => (cle === "engagement" && code === "NE" ? "2" : code));
};
const choice = fc.constantFrom(...LIGNES).chain((cle) => fc.tuple(fc.constant(cle), valeurDe(cle)));
/** One instant: each evaluator's choices since the last, whether he looked at the page again, and how he sends. */
const instant = fc.array(
  fc.record({
    choices: fc.array(choice, { maxLength: 3 }),
    reopens: fc.boolean(),
    passesOn: fc.nat(9).map((n) => n === 0),
  }),
  { minLength: 4, maxLength: 4 },
);

test("thirty histories of two to four evaluators saving at the same instant: no choice is overwritten in silence", {
  timeout: 240_000,
}, async () => {
  let refused = 0;
  let writings = 0;
  const histories = fc.sample(
    fc.tuple(fc.integer({ min: 2, max: 4 }), fc.array(instant, { minLength: 3, maxLength: 5 })),
    { numRuns: 30, seed: 2_611 },
  );
  for (const [index, [n, instants]] of histories.entries()) {
    const dossier = dossiers[index % dossiers.length]?.dossier ?? "";
    await world.owner.query(
      "delete from bilan_ligne where bilan_id in (select id from bilan where dossier_id = $1)",
      [dossier],
    );
    await world.owner.query("delete from bilan where dossier_id = $1", [dossier]);
    const people = editors.slice(0, n);
    const screens = await Promise.all(people.map((editor) => open(editor, dossier)));
    /** by line: what was written, in the order of the versions the server gave, and from which version it was asked */
    const written = new Map<string, { version: number; valeur: string; from: string }[]>();
    for (const moves of instants) {
      for (const [i, screen] of screens.entries()) {
        const move = moves[i];
        if (move?.reopens) screens[i] = await open(people[i] as Editor, dossier);
        for (const [cle, valeur] of move?.choices ?? []) {
          const line = (screens[i] ?? screen).get(cle);
          if (line) line.valeur = valeur;
        }
      }
      const answers = await Promise.all(
        people.map(async (editor, i) => {
          const passesOn = moves[i]?.passesOn ?? false;
          const to = passesOn ? routes.bilanEntrepriseTerminer : routes.bilanEntreprise;
          const sent = screens[i] as Screen;
          const fields = { ...fieldsOf(sent), dateRencontre: "2026-12-04", "base.dateRencontre": "0:" };
          const answer = await post(editor, to.href({ dossier }), fields);
          return { status: answer.status, body: await answer.json(), sent, i };
        }),
      );
      const after = await open(people[0] as Editor, dossier);
      for (const { status, body, sent, i } of answers) {
        expect([200, 409, 422]).toContain(status);
        if (status !== 200) {
          refused++;
          // told which lines, with both; his screen still holds his choices
          if (status === 409) expect(body.conflict.fields.length).toBeGreaterThan(0);
          screens[i] = await open(people[i] as Editor, dossier);
          continue;
        }
        for (const [cle, { base, valeur }] of sent) {
          const touched = valeur !== readBase(cle, base).valeur;
          const given = body.fields?.[`base.${cle}`] as string | undefined;
          if (given) {
            writings++;
            const { version } = readBase(cle, given);
            written.set(cle, [...(written.get(cle) ?? []), { version, valeur, from: base }]);
            expect(readBase(cle, given).valeur).toBe(valeur);
            expect(touched).toBe(true);
          }
          sent.set(cle, { base: given ?? base, valeur });
        }
        // passing on says no new versions, and the page is read again
        if (!body.fields) screens[i] = await open(people[i] as Editor, dossier);
      }
      for (const [cle, line] of after) {
        // « Terminer » answers no versions: what it wrote is found in what is stored
        const known = (written.get(cle) ?? []).toSorted((a, b) => a.version - b.version);
        written.set(cle, known);
        const versions = known.map(({ version }) => version);
        // no version was given twice: nobody wrote over somebody who had just written
        expect(new Set(versions).size).toBe(versions.length);
        for (const [at, one] of known.entries()) {
          const from = readBase(cle, one.from);
          const before = known[at - 1];
          // the fields of the bilan share one version: their value decides
          if (cle !== "commentaire") expect(from.version).toBe(one.version - 1);
          if (before && before.version === one.version - 1) expect(from.valeur).toBe(before.valeur);
        }
        const last = known.at(-1);
        const stored = readBase(cle, line.base);
        if (last && last.version === stored.version) expect(stored.valeur).toBe(last.valeur);
        else if (last) expect(stored.version).toBeGreaterThan(last.version);
      }
    }
  }
  // the histories do meet
  expect(refused).toBeGreaterThan(30);
  expect(writings).toBeGreaterThan(150);
});

test("twenty bilans passed on while a bilan intermédiaire is written: the first to come counts, never both", {
  timeout: 120_000,
}, async () => {
  const [sophie, karim] = editors as [Editor, Editor];
  const { rows } = await world.owner.query("select id from classe where nom = '1 MSPC' order by id limit 1");
  const classe = rows[0].id;
  const free = dossiers.slice(0, 20);
  await world.owner.query(
    "delete from bilan_ligne where bilan_id in (select id from bilan where dossier_id = any($1))",
    [free.map(({ dossier }) => dossier)],
  );
  await world.owner.query("delete from bilan where dossier_id = any($1)", [
    free.map(({ dossier }) => dossier),
  ]);
  for (const [i, { dossier, apprenant }] of free.entries()) {
    const passOn = () =>
      post(sophie, routes.bilanEntrepriseTerminer.href({ dossier }), {
        "competence.C3.4": "4",
        "base.competence.C3.4": "0:globale:",
        dateRencontre: "2026-12-04",
        "base.dateRencontre": "0:",
      });
    const freeze = () =>
      post(karim, routes.bilansIntermediaires.href({}, { classe, apprenant, date: "2026-12-10" }), {
        confirmation: "oui",
      });
    // who starts first changes, and by how little
    const pause = () => new Promise((resolve) => setTimeout(resolve, (i % 5) * 8));
    const [bilan, figee] = await Promise.all(
      i % 2 ? [passOn(), pause().then(freeze)] : [pause().then(passOn), freeze()],
    );
    expect(figee.status).toBe(200);
    expect([200, 403]).toContain(bilan.status);
    if (bilan.status === 403)
      expect((await bilan.json()).error).toMatch(/bilan intermédiaire du 10\sdécembre 2026/);
    const { rows: found } = await world.owner.query(
      `select (select etat from bilan b where b.dossier_id = $1 and b.type = 'entreprise') as etat,
         (select jsonb_path_exists(x.synthese, '$[*].lignes[*] ? (@.competence == "C3.4" && @.le == "2026-12-04")')
             from bilan_intermediaire x where x.apprenant_id = $2) as compte`,
      [dossier, apprenant],
    );
    expect([bilan.status, found[0].etat, found[0].compte]).toEqual(
      bilan.status === 200 ? [200, "transmis", true] : [403, null, false],
    );
    // and from there on it is frozen for everybody
    expect((await passOn()).status).toBe(403);
  }
  expect(free).toHaveLength(20);
});
