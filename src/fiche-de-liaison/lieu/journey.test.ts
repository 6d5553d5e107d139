import { beforeAll, expect, test } from "vitest";
import { newId } from "#kernel/id.ts";
import { routes } from "#routes.ts";
import type { Client } from "../../../tests/kit/client.ts";
import { lieuHref, lieuOf, value } from "../../../tests/kit/lieu.ts";
import { createWorld, type World } from "../../../tests/kit/world.ts";

let world: World;
let teacher: Client;
let learner: Client;
let dossier: string;
let query: ReturnType<typeof lieuOf>["query"];
let dossierDe: ReturnType<typeof lieuOf>["dossierDe"];
let liee: (rang?: number) => ReturnType<ReturnType<typeof lieuOf>["liee"]>;
beforeAll(async () => {
  world = await createWorld();
  teacher = await world.as("enseignant@lycee-demo.test");
  learner = await world.as("eleve@lycee-demo.test");
  const kit = lieuOf(world);
  ({ query, dossierDe } = kit);
  dossier = await dossierDe("Accardo");
  liee = (rang = 1) => kit.liee(dossier, rang);
});

const lieu = (of = dossier) => lieuHref(of);
const combien = async () => (await query("select count(*) as n from entreprise"))[0].n;

test("a company saved in a fiche enters the directory once, however it is written", async () => {
  const before = await combien();
  await learner.get(lieu());
  await learner.submit(lieu(), { entreprise: "S.A.R.L. Forges d’Éauplet", ville: "Rouen", siret: "" });
  expect(await combien()).toBe(before + 1);
  const first = await liee();
  expect(first).toMatchObject({ nom: "S.A.R.L. Forges d’Éauplet", ecrite: "S.A.R.L. Forges d’Éauplet" });
  await learner.get(lieu());
  await learner.submit(lieu(), {
    entreprise: "FORGES D'EAUPLET",
    ville: "ROUEN CEDEX",
    siret: "732 829 320 00074",
    adresse: "1, quai de l’Île",
  });
  expect(await combien()).toBe(before + 1);
  // the directory learns what it did not know, keeps what it had, and the dossier says what was typed
  expect(await liee()).toEqual({
    ...first,
    siret: "73282932000074",
    adresse: first.adresse || "1, quai de l’Île",
    ecrite: "FORGES D'EAUPLET",
  });
  // another name under the same SIRET is the same company
  await learner.get(lieu());
  await learner.submit(lieu(), { entreprise: "Ateliers réunis", ville: "Elbeuf" });
  expect(await liee()).toMatchObject({
    id: first.id,
    nom: "S.A.R.L. Forges d’Éauplet",
    ecrite: "Ateliers réunis",
  });
  expect(await combien()).toBe(before + 1);
});

test("without a script: searched, chosen, the form filled and nothing saved yet; a learner gets no tutor", async () => {
  await learner.get(lieu());
  expect(learner.page.html).toContain("<p-entreprises");
  expect(learner.page.form("Chercher").getAttribute("action")).toBe(`${lieu()}#annuaire`);
  const found = await learner.get(`${lieu()}?q=papeterie+andelle`);
  expect(found.text).toContain("Papeterie de l’Andelle");
  expect(found.text).not.toContain("Franck");
  await learner.get(found.link("Choisir"));
  expect(value(learner, "entreprise")).toBe("Papeterie de l’Andelle");
  expect(value(learner, "codePostal")).toBe("27380");
  expect(value(learner, "telephone")).toBe("");
  expect(learner.page.text).toContain("Vérifie chaque champ, puis enregistre.");
  expect((await liee()).ecrite).toBe("Ateliers réunis");
  const saved = await learner.submit(lieu());
  expect(saved.text).toContain("Lieu de réalisation enregistré.");
  expect(await liee()).toMatchObject({ nom: "Papeterie de l’Andelle" });

  await teacher.get(lieu(await dossierDe("Béchameil")));
  const seen = await teacher.get(`${lieu(await dossierDe("Béchameil"))}?q=papeterie`);
  await teacher.get(seen.link("Avec Franck Delarue"));
  expect(value(teacher, "tuteurNom")).toBe("Delarue");
  expect(value(teacher, "entreprise")).toBe("Papeterie de l’Andelle");
  expect((await learner.get(`${lieu()}?q=${encodeURIComponent("<b>rien</b>")}`)).html).toContain(
    "&lt;b&gt;rien",
  );
});

test("the official directory comes second, and its silence is said", async () => {
  const officielle = {
    siret: "35600000000048",
    nom: "LA POSTE",
    adresse: "9 RUE X",
    codePostal: "75015",
    ville: "PARIS",
    naf: "53.10Z",
  };
  world.deps.annuaireOfficiel = { chercher: async () => [officielle] };
  const found = await learner.get(`${lieu()}?q=poste`);
  expect(found.text).toContain("LA POSTE");
  expect(found.text).toContain("Annuaire officiel");
  await learner.get(found.link("Choisir"));
  expect(value(learner, "siret")).toBe("35600000000048");
  expect(value(learner, "adresse")).toBe("9 RUE X");
  world.deps.annuaireOfficiel = { chercher: async () => null };
  for (const address of [`${lieu()}?q=papeterie`, routes.entreprisesRecherche.href({}, { q: "papeterie" })]) {
    const silent = await learner.get(address);
    expect(silent.text).toContain("L’annuaire officiel ne répond pas : saisissez l’entreprise à la main.");
    expect(silent.text).toContain("Papeterie de l’Andelle");
  }
  world.deps.annuaireOfficiel = null;
});
test("two people who name the same new company at once make one row of it", async () => {
  const [{ id: ecole }] = await query("select id from etablissement where uai = '0760001N'");
  await learner.get(lieu());
  // somebody else is entering it, and has not finished
  await query("begin");
  await query("select pg_advisory_xact_lock(hashtextextended($1, 0))", `entreprise:${ecole}`);
  await query(
    `insert into entreprise (etablissement_id, id, nom, ville, cree_le, modifie_le)
     values ($1, $2, 'Câblerie neuve', 'Pîtres', now(), now())`,
    ecole,
    newId(),
  );
  const saving = learner.submit(lieu(), { entreprise: "CABLERIE NEUVE SAS", ville: "Pitres", siret: "" });
  const first = await Promise.race([saving, new Promise((resolve) => setTimeout(resolve, 300, "attend"))]);
  expect(first).toBe("attend");
  await query("commit");
  expect((await saving).text).toContain("Lieu de réalisation enregistré.");
  expect(await query("select nom from entreprise where nom ilike '%blerie neuve%'")).toEqual([
    { nom: "Câblerie neuve" },
  ]);
  expect((await liee()).nom).toBe("Câblerie neuve");
});
