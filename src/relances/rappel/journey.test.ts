import { beforeAll, expect, test } from "vitest";
import { routes } from "#routes.ts";
import type { Client, PageRead } from "../../../tests/kit/client.ts";
import { createWorld, type World } from "../../../tests/kit/world.ts";

let world: World;
let teacher: Client;
let periode: string;
beforeAll(async () => {
  world = await createWorld();
  teacher = await world.as("enseignant@lycee-demo.test");
  const { rows } = await world.owner.query("select id from periode where nom = 'PFMP 3'");
  periode = rows[0].id;
  await world.mails();
});

const here = (etape: string) => routes.relancer.href({ periode }, { etape });
const query = async <R = Record<string, never>>(text: string, values: unknown[] = []): Promise<R[]> =>
  (await world.owner.query(text, values)).rows;
const groupe = (page: PageRead, titre: string): string[] => {
  const card = page.root.querySelectorAll("section.card").find((one) => one.text.startsWith(titre));
  return card?.querySelectorAll(".row-title").map((one) => one.text) ?? [];
};
const sent = async () =>
  (
    await query<{ to: string }>(
      "select destinataire as to from courriel where modele = 'rappel' order by cree_le",
    )
  ).map((row) => row.to);
const spaces = (text = "") => text.replaceAll(/[\u00a0\u202f]/g, " ");
const ofLearner =
  "d.apprenant_id = (select id from apprenant where nom = $1 order by id limit 1) and p.nom = 'PFMP 3'";
const dossierDe = async (nom: string) =>
  (
    await query<{ id: string }>(
      `select d.id from dossier d join periode p on p.id = d.periode_id where ${ofLearner}`,
      [nom],
    )
  )[0]?.id ?? "";

test("weeks not told: the review says who will receive, who must be told by voice, and shows the very letter", async () => {
  await query("delete from semaine where dossier_id = $1", [await dossierDe("Accardo")]);
  const page = await teacher.get(here("semaines"));
  expect(page.title).toBe("Relancer : semaines non racontées");
  expect(groupe(page, "Recevront le rappel")).toContain("ACCARDO Aline");
  expect(page.text).toContain("2 semaines non racontées. Envoi à Aline Accardo, eleve@lycee-demo.test.");
  expect(groupe(page, "À prévenir de vive voix").length).toBeGreaterThan(3);
  expect(page.text).toContain("Aucun courriel connu.");
  expect(await sent()).toEqual([]);
  const shown = page.root.querySelectorAll("section.card").find((one) => one.text.startsWith("Le courriel"));
  const words = shown?.querySelectorAll("p").map((one) => spaces(one.text)) ?? [];
  const before = groupe(page, "Recevront le rappel").length;
  const after = await teacher.submit("Envoyer");
  expect(after.text).toMatch(
    new RegExp(`${before} rappels? envoyés?\\. \\d+ personnes à prévenir de vive voix\\.`),
  );
  const [letter] = await world.mails("eleve@lycee-demo.test");
  const text = spaces(letter?.text);
  // the preview is the letter: every sentence shown was sent
  expect(spaces(letter?.subject)).toBe(words[0]);
  for (const sentence of words.slice(1, 3)) expect(text).toContain(sentence);
  expect(text).toContain("celles du 9 novembre 2026 et du 16 novembre 2026");
  expect(text).toContain(`/dossiers/${await dossierDe("Accardo")}/portfolio/semaines/2026-11-09`);
  expect(text).toContain(
    "Ce rappel t’est envoyé par Sophie Mercier, du Lycée professionnel des Trois-Rivières.",
  );
  const [line] = await query<{ objet: string; details: { etape: string; dossiers: string[] } }>(
    "select objet, details from journal where acte = 'periode.relancer'",
  );
  expect(line?.objet).toBe(periode);
  expect(line?.details).toMatchObject({ etape: "semaines" });
  expect(line?.details.dossiers).toContain(await dossierDe("Accardo"));
});

test("not twice the same day: said on the page, refused by the server; the day after it may be sent again", async () => {
  const before = await sent();
  const page = await teacher.get(here("semaines"));
  expect(groupe(page, "Déjà relancés aujourd’hui")).toContain("ACCARDO Aline");
  expect(page.text).toContain("Un rappel est déjà parti aujourd’hui : pas deux le même jour.");
  const refused = await teacher.post(here("semaines"), {}, here("semaines"));
  expect([refused.status, refused.text.includes("en ont déjà reçu un aujourd’hui")]).toEqual([422, true]);
  expect(await sent()).toEqual(before);
  world.setNow(new Date("2026-11-23T22:59:00Z")); // 23 h 59 in Paris
  teacher = await world.as("enseignant@lycee-demo.test");
  expect(groupe(await teacher.get(here("semaines")), "Recevront")).not.toContain("ACCARDO Aline");
  world.setNow(new Date("2026-11-23T23:01:00Z"));
  const tomorrow = await teacher.get(here("semaines"));
  expect(groupe(tomorrow, "Recevront")).toContain("ACCARDO Aline");
  expect(tomorrow.text).toContain("Dernier rappel le 23 nov. à 10 h 00.");
  world.setNow(new Date("2026-11-23T09:00:00Z"));
});

test("two teachers at once, and a second press: each person has one letter", async () => {
  await query("update accueil set entreprise = '', tuteur_nom = '' where dossier_id = $1", [
    await dossierDe("Accardo"),
  ]);
  const other = await world.as("k.benali@lycee-demo.test");
  const before = (await sent()).length;
  const mine = await teacher.get(here("entreprise"));
  const count = groupe(mine, "Recevront le rappel").length;
  expect(count).toBeGreaterThan(0);
  await other.get(here("entreprise"));
  // neither can write a letter until both have read who is late
  await query("begin");
  await query("lock table courriel in share mode");
  const presses = [teacher.submit("Envoyer"), other.submit("Envoyer")];
  await new Promise((wait) => setTimeout(wait, 400));
  await query("commit");
  await Promise.all(presses);
  expect([teacher.page.status, other.page.status].sort()).toEqual([200, 422]);
  teacher.page = mine;
  await teacher.submit("Envoyer");
  expect((await sent()).length).toBe(before + count);
  const letters = await world.mails("eleve@lycee-demo.test");
  expect(spaces(letters.at(-1)?.subject)).toBe("Indique l’entreprise qui t’accueille");
});

test("a tutor not come: the letter brings a link of his own; done meanwhile or replaced, it never leaves", async () => {
  await query(
    "update accueil_tuteur set invite_le = '2026-11-02' where premiere_visite_le is null and dossier_id in (select id from dossier where periode_id = $1)",
    [periode],
  );
  const page = await teacher.get(here("venu"));
  expect(page.text).toContain("http://localhost/acces/…");
  const names = groupe(page, "Recevront le rappel");
  expect(names.length).toBeGreaterThan(1);
  await teacher.submit("Envoyer");
  const waiting = await query<{ id: string; to: string; acces: string }>(
    `select c.id, c.destinataire as to, t.id as acces from courriel c join accueil_tuteur t on t.dossier_id = c.dossier_id
     where c.modele = 'rappel' and c.etat = 'a-envoyer' and t.revoque_le is null order by c.id`,
  );
  const [come, open] = waiting;
  await query("update accueil_tuteur set premiere_visite_le = now() where id = $1", [come?.acces]);
  const before = (await world.mails()).length;
  expect(before).toBeGreaterThan(0);
  const states = await query<{ id: string; etat: string }>(
    "select id, etat from courriel where id = any($1)",
    [[come?.id, open?.id]],
  );
  expect(states.find((one) => one.id === come?.id)?.etat).toBe("sans-objet");
  const letter = (await world.mails(open?.to)).find((one) => one.id === open?.id);
  const link = letter?.links.find((one) => one.includes("/acces/")) ?? "";
  const tutor = world.visitor();
  await tutor.get(link);
  await tutor.submit("Accéder à mon espace");
  expect(tutor.page.status).toBe(200);
  // he has come by it: he is no longer among those to be reminded
  expect(groupe(await teacher.get(here("venu")), "Déjà relancés").length).toBeLessThan(names.length);
});

test("nobody late, an unknown step, others: an empty page, 404, 403, and a neighbour finds nothing", async () => {
  const empty = await teacher.get(here("attitudes"));
  expect([empty.status, empty.text.includes("Personne n’est en retard sur ce point.")]).toEqual([200, true]);
  for (const etape of ["autre", "", "constructor"]) expect((await teacher.get(here(etape))).status).toBe(404);
  const refused = await teacher.post(here("attitudes"), {}, here("attitudes"));
  expect([refused.status, refused.text.includes("personne n’est en retard")]).toEqual([422, true]);
  for (const courriel of [
    "h.roussel@lycee-demo.test",
    "eleve@lycee-demo.test",
    "administrateur@lycee-demo.test",
  ]) {
    const someone = await world.as(courriel);
    expect((await someone.get(here("semaines"))).status).toBe(403);
    expect((await someone.post(here("semaines"), {})).status).toBe(403);
  }
  const neighbour = await world.as("enseignant@lycee-voisin.test");
  expect((await neighbour.get(here("semaines"))).status).toBe(404);
  expect((await neighbour.post(here("semaines"), {})).status).toBe(404);
});
