import { beforeAll, expect, test } from "vitest";
import { routes } from "#routes.ts";
import type { Client, PageRead } from "../../../tests/kit/client.ts";
import { createWorld, type World } from "../../../tests/kit/world.ts";

let world: World;
let teacher: Client;
beforeAll(async () => {
  world = await createWorld();
  teacher = await world.as("enseignant@lycee-demo.test");
});

const BUTTON = "Remettre le lien autrement";

async function dossierDe(nom: string) {
  const { rows } = await world.owner.query(
    `select d.id as dossier, p.id as periode from dossier d join apprenant a on a.id = d.apprenant_id
     join periode p on p.id = d.periode_id where a.nom = $1 and p.nom = 'PFMP 3'`,
    [nom],
  );
  return rows[0] as { dossier: string; periode: string };
}
const gestion = ({ dossier, periode }: { dossier: string; periode: string }) =>
  routes.tuteurs.href({ periode }, { dossier });

const lienDe = (page: PageRead) => page.root.querySelector("#lien")?.getAttribute("value") ?? "";

async function enter(link: string): Promise<Client> {
  const tutor = world.visitor();
  await tutor.get(link);
  await tutor.submit("Accéder à mon espace");
  return tutor;
}

/** The tables where a text is found, in clear or as the bytes of a bytea. */
async function tablesWith(text: string): Promise<string[]> {
  const { rows } = await world.owner.query(
    "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'",
  );
  const found: string[] = [];
  for (const { relname } of rows) {
    const { rowCount } = await world.owner.query(
      `select from ${relname} t where strpos(t::text, $1) > 0 or strpos(t::text, $2) > 0 limit 1`,
      [text, Buffer.from(text).toString("hex")],
    );
    if (rowCount) found.push(relname);
  }
  return found;
}

test("the link is shown once, opens the tutor's space, lies nowhere in clear, and leaves the mailed one alive", async () => {
  const here = await dossierDe("Aïssani");
  const mailed = (await world.mails("nadia.caillard@entreprise.test"))[0]?.links[0] ?? "";
  await teacher.get(gestion(here));
  const page = await teacher.submit(BUTTON);
  expect([page.status, page.title]).toEqual([200, "Lien d’accès à remettre"]);
  expect(page.headers.get("cache-control")).toBe("no-store");
  expect(page.root.querySelector("svg.qr path")?.getAttribute("d")).toMatch(/^M\d/);
  // the policy of the page refuses style attributes, and nothing is asked of another host
  expect(page.html).not.toMatch(/ style=|src="https?:/);
  expect(page.text).toContain("Nadia Caillard");
  expect(page.text).not.toMatch(/Aïssani/i);
  const link = lienDe(page);
  expect(link).toMatch(/^http:\/\/localhost\/acces\/[\w-]{43}$/);

  const secret = link.split("/").at(-1) ?? "";
  expect(await tablesWith(secret)).toEqual([]);
  // the search finds what is there
  expect(await tablesWith("nadia.caillard@entreprise.test")).toContain("courriel");

  for (const good of [link, mailed])
    expect((await (await enter(good)).get(routes.ficheLieu.href(here))).status).toBe(200);
  const journal = await world.owner.query("select details from journal where acte = 'tuteur.remettre-lien'");
  expect(journal.rows).toHaveLength(1);
});

test("pressed twice: the second answer shows no link and makes none; the address read again leads back", async () => {
  const here = await dossierDe("Dumas");
  const liens = async () =>
    (await world.owner.query("select count(*)::int as n from lien")).rows[0].n as number;
  const form = await teacher.get(gestion(here));
  const before = await liens();
  const first = lienDe(await teacher.submit(BUTTON));
  teacher.page = form;
  const second = await teacher.submit(BUTTON);
  expect([second.title, lienDe(second)]).toEqual(["Gestion des tuteurs", ""]);
  expect(second.text).toContain("Ce lien a déjà été montré");
  expect(second.html).not.toContain(first);
  expect(await liens()).toBe(before + 1);
  expect((await teacher.get(routes.tuteurRemettre.href(here))).title).toBe("Gestion des tuteurs");
});

test("the link dies with the access; an access that ended, or never was, gives none", async () => {
  const here = await dossierDe("Guérin");
  await teacher.get(gestion(here));
  const link = lienDe(await teacher.submit(BUTTON));
  const tutor = await enter(link);
  await teacher.get(gestion(here));
  await teacher.submit("Invalider l’accès");
  expect((await tutor.get(routes.ficheLieu.href(here))).status).toBe(403);
  expect((await world.visitor().get(link)).status).toBe(404);
  for (const nom of ["Guérin", "Azil"]) {
    const where = await dossierDe(nom);
    const page = await teacher.get(gestion(where));
    expect(page.text).toContain("Envoyez d’abord un lien d’accès.");
    const forced = await teacher.post(routes.tuteurRemettre.href(where), {}, gestion(where));
    expect([forced.status, forced.text.includes("pas d’accès en cours")]).toEqual([403, true]);
  }
  const apprenti = await dossierDe("Bouleau");
  expect((await teacher.post(routes.tuteurRemettre.href(apprenti), {}, gestion(here))).status).toBe(403);
});

test("a link handed over answers the request for one", async () => {
  const here = await dossierDe("Chauvet");
  await world.owner.query("update accueil_tuteur set nouveau_lien_demande_le = now() where dossier_id = $1", [
    here.dossier,
  ]);
  expect((await teacher.get(gestion(here))).text).toContain("Nouveau lien demandé");
  await teacher.submit(BUTTON);
  expect((await teacher.get(gestion(here))).text).not.toContain("Nouveau lien demandé");
});

test("the same right as inviting: a colleague and a learner may not, a neighbour finds nothing", async () => {
  const here = await dossierDe("Leroux");
  const address = routes.tuteurRemettre.href(here);
  for (const courriel of [
    "h.roussel@lycee-demo.test",
    "eleve@lycee-demo.test",
    "administrateur@lycee-demo.test",
  ])
    expect((await (await world.as(courriel)).post(address, {})).status).toBe(403);
  const neighbour = await world.as("enseignant@lycee-voisin.test");
  expect((await neighbour.post(address, {})).status).toBe(404);
  expect((await neighbour.get(address)).status).toBe(404);
});
