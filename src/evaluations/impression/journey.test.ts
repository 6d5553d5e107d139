import { beforeAll, expect, test } from "vitest";
import { routes } from "#routes.ts";
import type { Client } from "../../../tests/kit/client.ts";
import { createWorld, type World } from "../../../tests/kit/world.ts";

let world: World;
let sophie: Client;
let classe: string;
let aline: string;
beforeAll(async () => {
  world = await createWorld();
  sophie = await world.as("enseignant@lycee-demo.test");
  classe = await idOf("select id from classe where nom = '1 MSPC' order by id limit 1");
  aline = await idOf("select id from apprenant where nom = 'Accardo' order by id limit 1");
});
const idOf = async (query: string, ...values: string[]): Promise<string> =>
  (await world.owner.query(query, values)).rows[0].id;
const isPdf = async (client: Client, address: string): Promise<boolean> => {
  const answer = await client.request(address);
  return (
    answer.status === 200 &&
    Buffer.from(await answer.arrayBuffer())
      .subarray(0, 5)
      .toString() === "%PDF-"
  );
};

test("a whole class at once: each his comment, the common one for the others; one paper each, one for all", async () => {
  await sophie.get(routes.bilansIntermediaires.href({}, { classe, date: "2026-11-23" }));
  const list = await sophie.submit("Créer le bilan intermédiaire", {
    confirmation: "oui",
    commentaire: "Bonne progression.",
    [`commentaire.${aline}`]: "Très bonne progression, à confirmer sur le diagnostic.",
  });
  const { rows } = await world.owner.query(
    "select commentaire, count(*)::int as n, bool_or(apprenant_id = $1) as aline from bilan_intermediaire where date = '2026-11-23' group by 1 order by 2",
    [aline],
  );
  expect(rows[0]).toMatchObject({ n: 1, aline: true });
  expect(rows[1]).toMatchObject({ commentaire: "Bonne progression.", aline: false });
  expect(await isPdf(sophie, list.link("Bilans du 23 novembre 2026".replaceAll(" ", " ")))).toBe(true);
});

test("a comment too long is shown again with the others, and nothing is written", async () => {
  await sophie.get(routes.bilansIntermediaires.href({}, { classe, date: "2026-11-22" }));
  const long = await sophie.submit("Créer le bilan intermédiaire", {
    confirmation: "oui",
    commentaire: "Commun",
    [`commentaire.${aline}`]: "x".repeat(4_001),
  });
  expect(long.status).toBe(422);
  expect(long.root.querySelector(`textarea[name="commentaire.${aline}"]`)?.text.trim()).toHaveLength(4_001);
});

test("the learner prints his own while it stands; others nothing", async () => {
  const bilan = await idOf(
    "select id from bilan_intermediaire where apprenant_id = $1 and date = '2026-11-23'",
    aline,
  );
  const address = routes.bilanIntermediairePdf.href({ bilan });
  const learner = await world.as("eleve@lycee-demo.test");
  const mine = await learner.get(routes.mesEvaluations.href({}));
  expect(mine.html).toContain(address);
  expect(await isPdf(learner, address)).toBe(true);
  const other = await idOf("select id from bilan_intermediaire where apprenant_id <> $1 limit 1", aline);
  expect((await learner.request(routes.bilanIntermediairePdf.href({ bilan: other }))).status).toBe(403);
  const all = routes.bilansIntermediairesPdf.href({}, { classe, date: "2026-11-23" });
  expect((await learner.request(all)).status).toBe(403);
  const neighbour = await world.as("enseignant@lycee-voisin.test");
  expect((await neighbour.request(address)).status).toBe(404);
  expect((await neighbour.request(all)).status).toBe(404);
  await sophie.get(routes.bilanIntermediaireAnnuler.href({ bilan }));
  await sophie.submit("Annuler ce bilan intermédiaire", { motif: "Mauvaise date" });
  expect((await learner.request(address)).status).toBe(403);
  expect(await isPdf(sophie, address)).toBe(true);
});
