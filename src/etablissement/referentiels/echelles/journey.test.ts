import { beforeAll, describe, expect, test } from "vitest";
import { asSchool } from "#db/pool.ts";
import { referentielsDeLEcole } from "#referentiel/ecole.ts";
import { referentielsOf } from "#referentiel/versions.ts";
import type { Client } from "../../../../tests/kit/client.ts";
import { createWorld, type World } from "../../../../tests/kit/world.ts";

let world: World;
let admin: Client;
let teacher: Client;
beforeAll(async () => {
  world = await createWorld();
  admin = await world.as("administrateur@lycee-demo.test");
  teacher = await world.as("enseignant@lycee-demo.test");
});

const ECHELLES = "/administration/referentiels/mspc/echelles";
const un = async (query: string, ...values: string[]) => {
  const { rows } = await world.owner.query(query, values);
  if (!rows[0]) throw new Error(`nothing for ${query}`);
  return rows[0];
};
const valeur = (client: Client, name: string) =>
  client.page.root.querySelector(`[name="${name}"]`)?.getAttribute("value") ?? "";

describe("levels", () => {
  test("renamed and recoloured, they are a new version: a bilan of before keeps the words of before", async () => {
    const { dossier, periode } = await un(
      `select d.id as dossier, p.id as periode from bilan b join dossier d on d.id = b.dossier_id
       join periode p on p.id = d.periode_id where b.type = 'entreprise' and p.referentiel = 'mspc'
         and p.etablissement_id = (select id from etablissement where uai = '0760001N')
         and exists (select from bilan_ligne l where l.bilan_id = b.id and l.nature = 'competence' and l.valeur = '4')
       order by b.id limit 1`,
    );
    const bilan = `/dossiers/${dossier}/bilan-entreprise`;
    expect((await teacher.get(bilan)).text).toContain("Satisfaisant");
    await admin.get(`${ECHELLES}/niveaux`);
    const saved = await admin.submit("Enregistrer", {
      "intitule-4": "Acquis à l’atelier",
      "couleur-4": "autre",
      "autre-4": "#1F3A6E",
      "engagement-1": "Faible",
    });
    expect(saved.text).toContain("Niveaux et engagement : enregistré");
    expect(saved.html).toContain('color="#1f3a6e"');
    const after = await teacher.get(bilan);
    expect(after.text).toContain("Satisfaisant");
    expect(after.text).not.toContain("Acquis à l’atelier");
    // a period that is given the version in use speaks with its words
    const { version } = await un("select version from referentiel where code = 'mspc' and courant");
    await world.owner.query("update periode set referentiel_version = $2 where id = $1", [periode, version]);
    expect((await teacher.get(bilan)).text).toContain("Acquis à l’atelier");
  });

  test("the dashboard reads each evaluation in its own words", async () => {
    // the learner of that period: his other evaluations were made with the words of before
    const { apprenant } = await un(
      `select d.apprenant_id as apprenant from dossier d join periode p on p.id = d.periode_id
       join bilan b on b.dossier_id = d.id and b.type = 'entreprise' and b.etat <> 'brouillon'
       where p.referentiel_version like '%+%' and d.retire_le is null order by d.id limit 1`,
    );
    const board = await teacher.get(`/apprenants/${apprenant}/tableau-de-bord`);
    expect(board.text).toContain("Acquis à l’atelier");
    expect(board.text).toMatch(/Satisfaisant/);
  });

  test("a colour too pale, no colour, or no words: the page comes back with what was typed", async () => {
    await admin.get(`${ECHELLES}/niveaux`);
    const page = await admin.submit("Enregistrer", {
      "intitule-1": "",
      "couleur-2": "autre",
      "autre-2": "#ffee00",
      "couleur-3": "autre",
      "autre-3": "red;background:url(x)",
      "intitule-5": "Expert",
    });
    expect(page.status).toBe(422);
    expect(page.text).toContain("Indiquez les mots du niveau 1");
    expect(page.text).toContain("Niveau 2 : cette couleur est trop claire");
    expect(page.text).toContain("Niveau 3 : donnez la couleur");
    expect(valeur(admin, "intitule-5")).toBe("Expert");
    expect(page.html).not.toContain('color="red');
  });

  test("two administrators: the second is shown both texts and chooses", async () => {
    const other = await world.as("administrateur@lycee-demo.test");
    await other.get(`${ECHELLES}/niveaux`);
    await admin.get(`${ECHELLES}/niveaux`);
    await admin.submit("Enregistrer", { "intitule-3": "En cours" });
    const late = await other.submit("Enregistrer", { "intitule-3": "À reprendre" });
    expect(late.status).toBe(409);
    expect(late.text).toContain("En cours");
    expect(late.text).toContain("À reprendre");
    const informed = await other.submit("Enregistrer");
    expect(informed.status).toBe(200);
    expect(valeur(other, "intitule-3")).toBe("À reprendre");
  });

  test("the defaults come back, the other tabs untouched", async () => {
    await admin.get(`${ECHELLES}/mots`);
    await admin.submit("Enregistrer", { "mots-C2.1": "Sait surveiller sa machine" });
    await admin.get(`${ECHELLES}/niveaux`);
    await admin.submit("Rétablir les valeurs d’origine");
    expect(valeur(admin, "intitule-4")).toBe("Satisfaisant");
    expect(admin.page.html).not.toContain("Rétablir les valeurs d’origine");
    await admin.get(`${ECHELLES}/mots`);
    expect(valeur(admin, "mots-C2.1")).toBe("Sait surveiller sa machine");
    expect((await admin.submit("Enregistrer")).text).toContain("Rien n’a changé");
  });
});

describe("attitudes", () => {
  test("added, taken out, renamed and moved; a line kept keeps its code", async () => {
    await admin.get(`${ECHELLES}/attitudes`);
    const n = admin.page.root.querySelectorAll("input[name^=attitude-code]").length - 3;
    await admin.submit("Enregistrer", {
      "attitude-1": "Ponctualité",
      "attitude-2": "",
      [`attitude-${n + 1}`]: "Curiosité",
      [`attitude-rang-${n + 1}`]: "1",
      "attitude-rang-1": "2",
    });
    const { contenu } = await un("select contenu from referentiel where code = 'mspc' and courant");
    const attitudes = contenu.referentiel.attitudes as { code: string; intitule: string }[];
    expect(attitudes).toHaveLength(n);
    expect(attitudes.map(({ intitule }) => intitule)).not.toContain("Hygiène et Protection");
    expect(attitudes.find(({ intitule }) => intitule === "Ponctualité")?.code).toBe("ATT1");
    expect(attitudes[0]).toMatchObject({
      intitule: "Curiosité",
      code: expect.stringMatching(/^n-[0-9a-f]{12}$/),
    });
    expect(valeur(admin, "attitude-1")).toBe("Curiosité");
  });

  test("none left, the same twice, or one echelon alone is refused", async () => {
    await admin.get(`${ECHELLES}/attitudes`);
    const names = admin.page.root
      .querySelectorAll("input")
      .map((input) => input.getAttribute("name") ?? "")
      .filter((name) => /^(attitude|echelon)-\d+$/.test(name));
    const empty = await admin.submit("Enregistrer", Object.fromEntries(names.map((name) => [name, ""])));
    expect(empty.status).toBe(422);
    expect(empty.text).toContain("Gardez au moins une attitude");
    expect(empty.text).toContain("Gardez au moins deux échelons");
    await admin.get(`${ECHELLES}/attitudes`);
    const twice = await admin.submit("Enregistrer", { "attitude-2": "curiosité" });
    expect([twice.status, twice.text.includes("est déjà dans la liste")]).toEqual([422, true]);
  });
});

describe("statuses of periods", () => {
  test("one is added with its triggers, offered when a period is issued, then withdrawn", async () => {
    await admin.get(`${ECHELLES}/statuts`);
    const wrong = await admin.submit("Enregistrer", {
      "statut-code-0": "e32",
      "statut-intitule-0": "Période E32",
      "statut-ouvre-0": ["attitudes", "grille"],
    });
    expect([wrong.status, wrong.text.includes("certificative n’alimente jamais")]).toEqual([422, true]);
    const added = await admin.submit("Enregistrer", { "statut-tableau-0": "non" });
    expect(added.text).toContain("E32 : Période E32");
    const { id } = await un("select id from annexe where titre = 'Annexe PFMP 3 1 MSPC'");
    expect((await teacher.get(`/annexes/${id}/emettre`)).text).toContain("Période E32");
    await admin.get(`${ECHELLES}/statuts`);
    const rank = admin.page.root
      .querySelectorAll("input")
      .find((input) => input.getAttribute("name")?.startsWith("statut-retirer"))
      ?.getAttribute("name");
    const gone = await admin.submit("Enregistrer", { [rank ?? ""]: "oui" });
    expect(gone.text).not.toContain("Période E32");
    expect((await teacher.get(`/annexes/${id}/emettre`)).text).not.toContain("Période E32");
  });

  test("a code already taken or unreadable is refused", async () => {
    for (const [code, sentence] of [
      ["P2", "déjà celui d’un statut"],
      ["<b>", "un code court"],
    ]) {
      await admin.get(`${ECHELLES}/statuts`);
      const page = await admin.submit("Enregistrer", {
        "statut-code-0": code ?? "",
        "statut-intitule-0": "X",
      });
      expect([page.status, page.text.includes(sentence ?? "")]).toEqual([422, true]);
    }
  });
});

test("another process sees the change at its next request, and asks the database nothing more", async () => {
  const { id, referentiels_version } = await un(
    "select id, referentiels_version from etablissement where uai = '0760001N'",
  );
  const read = (version: number) =>
    asSchool(world.db, id, (tx) =>
      referentielsDeLEcole(tx, world.deps, { id, referentielsVersion: version }),
    );
  const known = await read(referentiels_version);
  expect(await read(referentiels_version)).toBe(known);
  // what another process would have written
  await world.owner.query("update referentiel set courant = false where etablissement_id = $1", [id]);
  await world.owner.query(
    "update etablissement set referentiels_version = referentiels_version + 1 where id = $1",
    [id],
  );
  const again = await read(referentiels_version + 1);
  expect(known.get("mspc")?.version).toContain("+");
  expect(again.get("mspc")?.version).toBe(world.deps.livres.referentiels.get("mspc")?.version);
  // every version kept stays within reach; an unknown one falls back to the current
  const kept = known.get("mspc")!.version;
  expect(again.version("mspc", kept)?.version).toBe(kept);
  expect(again.version("mspc", "jamais")).toBe(again.get("mspc"));
  await admin.get("/administration");
  world.statements();
  await admin.get("/administration");
  expect(world.statements().filter((sql) => /from "?referentiel"?\b/.test(sql))).toEqual([]);
});

test("what is shipped is kept the day it is used: a later release does not change the past", async () => {
  const { id } = await un("select id from etablissement where uai = '0760001N'");
  const kept = async () =>
    (
      await world.owner.query(
        "select version from referentiel where code = 'ciel' and etablissement_id = $1",
        [id],
      )
    ).rows;
  expect(await kept()).toEqual([]);
  await admin.get("/administration/classes");
  await admin.submit("Créer la classe", { nom: "1 CIEL", niveau: "1RE", referentiel: "ciel" });
  const { livres } = world.deps;
  const ciel = livres.referentiels.get("ciel")!;
  expect(await kept()).toEqual([{ version: ciel.version }]);
  const release = [...livres.referentiels.values()].map((ref) => ({
    ...ref,
    version: "suivante",
    sigle: "NEUF",
  }));
  const later = await asSchool(world.db, id, (tx) =>
    referentielsDeLEcole(
      tx,
      { db: world.db, livres: { ...livres, referentiels: referentielsOf(release) } },
      { id, referentielsVersion: -1 },
    ),
  );
  expect(later.get("ciel")?.sigle).toBe("NEUF");
  expect(later.version("ciel", ciel.version)).toEqual(ciel);
});

test("the neighbour's settings are his own", async () => {
  const { rows } = await world.owner.query(
    "select 1 from referentiel r join etablissement e on e.id = r.etablissement_id where e.uai = '0760002P' and r.origine <> 'livre'",
  );
  expect(rows).toHaveLength(0);
});
