import { beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../../../tests/kit/client.ts";
import { createWorld, type World } from "../../../tests/kit/world.ts";

let world: World;
let admin: Client;
let teacher: Client;
beforeAll(async () => {
  world = await createWorld();
  admin = await world.as("administrateur@lycee-demo.test");
  teacher = await world.as("enseignant@lycee-demo.test");
});

const LISTE = "/administration/referentiels";
const MSPC = `${LISTE}/mspc`;

/** A file as a browser sends it. */
const json = (content: unknown, name = "mspc.json") =>
  new File([typeof content === "string" ? content : JSON.stringify(content)], name, {
    type: "application/json",
  });

/** The file of a diploma, downloaded as it is offered. */
const telecharge = async (client: Client, code = "mspc") => {
  const answer = await client.request(`${LISTE}/${code}/fichier.json`);
  expect([answer.status, answer.headers.get("content-disposition")?.includes(`${code}.json`)]).toEqual([
    200,
    true,
  ]);
  return JSON.parse(await answer.text());
};

const nouvelleAnnexe = async (client: Client, titre: string) => {
  await client.get("/annexes/nouvelle?referentiel=mspc");
  const first = client.page.root.querySelector("[name=taches]")?.getAttribute("value") ?? "";
  const page = await client.submit("/annexes/nouvelle?referentiel=mspc", {
    titre,
    niveau: "1RE",
    "objectif-1": "Découvrir l’entreprise",
    taches: [first],
  });
  if (page.status !== 200) throw new Error(page.text.slice(0, 600));
  return page.address;
};

describe("reading", () => {
  test("the list tells of each diploma its version, what is sure, its caution and what uses it", async () => {
    const page = await admin.get(LISTE);
    expect(page.title).toBe("Référentiels");
    expect(page.text).toMatch(
      /MSPC : Baccalauréat professionnel.*livrée avec Passerelle · utilisé par 3 classes/,
    );
    expect(page.text).toContain("MELEC");
    expect(page.text).toContain("CIEL");
    expect(page.text).toMatch(/MELEC.*35 libellés de source secondaire.*MSPC/);
    expect(page.text).toContain("8 libellés à confirmer");
    expect(page.text).toContain("Les tableaux vides signifient « non trouvé »");
  });

  test("a diploma is read whole, and says what is missing", async () => {
    const page = await admin.get(MSPC);
    expect(page.text).toContain("Matrice tâches × compétences : non trouvée");
    expect(page.text).toContain("A3T4");
    expect(page.text).toContain("Effectuer les mesures et les contrôles");
    expect(page.text).toContain("Satisfaisant");
    for (const code of ["melec", "ciel"]) expect((await admin.get(`${LISTE}/${code}`)).status).toBe(200);
  });

  test("teachers read and download, change nothing; the others do not enter", async () => {
    const page = await teacher.get(MSPC);
    expect(page.status).toBe(200);
    expect(page.html).not.toContain("Contrôler le fichier");
    await telecharge(teacher);
    expect((await teacher.get(`${MSPC}/echelles`)).status).toBe(403);
    const refused = await teacher.post(MSPC, { fichier: json({}) });
    expect([refused.status, refused.text.includes("Seul l’administrateur")]).toEqual([403, true]);
    for (const courriel of ["eleve", "maitre"])
      expect((await (await world.as(`${courriel}@lycee-demo.test`)).get(LISTE)).status).toBe(403);
  });

  test("a code nobody knows, or that is no code, is a page that does not exist", async () => {
    for (const code of ["inconnu", "%00", "__proto__", "MSPC", "mspc%2F.."]) {
      expect((await admin.get(`${LISTE}/${code}`)).status, code).toBe(404);
      expect((await admin.request(`${LISTE}/${code}/fichier.json`)).status, code).toBe(404);
    }
    expect((await admin.get(`${MSPC}?version=%00`)).status).toBe(404);
    expect((await admin.get(`${MSPC}/echelles/rien`)).status).toBe(404);
  });
});

describe("a file that is wrong", () => {
  test("comes back with the whole report, and changes nothing", async () => {
    const wrong = await telecharge(admin);
    delete wrong.sigle;
    wrong.activites[0].taches[1].intitule = 12;
    await admin.get(MSPC);
    const page = await admin.submit("Contrôler le fichier", { fichier: json(wrong) });
    expect(page.status).toBe(422);
    expect(page.text).toContain("2 points à corriger, listés ci-dessous");
    expect(page.text).toContain("sigle manque");
    expect(page.text).toContain("activites[1].taches[2].intitule doit être un texte");
    const { rows } = await world.owner.query("select 1 from referentiel where origine = 'fichier'");
    expect(rows).toHaveLength(0);
  });

  test.each([
    ["nothing", null, "Choisissez le fichier"],
    ["not JSON", "{ pas du JSON", "n’est pas du JSON lisible"],
    ["too large", `"${"x".repeat(2_200_000)}"`, "dépasse 2 Mo"],
    ["very deep", "[".repeat(300_000), "n’est pas du JSON lisible"],
  ])("%s is told at the field", async (_, content, sentence) => {
    await admin.get(MSPC);
    const fichier = content === null ? null : json(content);
    const page = await admin.submit("Contrôler le fichier", { fichier });
    expect([page.status, page.text.includes(sentence)]).toEqual([422, true]);
  });

  test("Latin-1, another diploma's, or the same as the one in use are told too", async () => {
    await admin.get(MSPC);
    const latin = new File([new Uint8Array([0x22, 0xe9, 0x22])], "mspc.json");
    expect((await admin.submit("Contrôler le fichier", { fichier: latin })).text).toContain("UTF-8");
    const other = json(await telecharge(admin, "melec"));
    await admin.get(MSPC);
    expect((await admin.submit("Contrôler le fichier", { fichier: other })).text).toContain(
      "celui du diplôme « melec »",
    );
    const same = json(await telecharge(admin));
    await admin.get(MSPC);
    expect((await admin.submit("Contrôler le fichier", { fichier: same })).text).toContain(
      "dit la même chose que la version en usage",
    );
  });
});

describe("a corrected file", () => {
  test("is compared first, then put to use; what exists keeps its version; the shipped one comes back", async () => {
    const before = await nouvelleAnnexe(teacher, "Annexe d’avant");
    const corrected = await telecharge(admin);
    corrected.activites[0].taches[0].intitule = "Préparer son intervention (corrigé)";
    corrected.competences.push({ code: "C4.1", groupe: null, intitule: "Améliorer un système" });
    await admin.get(MSPC);
    const dry = await admin.submit("Contrôler le fichier", { fichier: json(corrected) });
    expect(dry.text).toContain("Fichier contrôlé : aucune erreur");
    expect(dry.text).toContain("Ce que cette version change");
    expect(dry.text).toMatch(/Tâche A1T1 ?État ?changé/);
    expect(dry.text).toMatch(/Compétence C4\.1 ?État ?ajouté/);
    // nothing changed for anybody yet
    expect((await teacher.get("/annexes/nouvelle?referentiel=mspc")).text).not.toContain("(corrigé)");

    await admin.get(dry.address);
    const used = await admin.submit("Utiliser cette version");
    expect(used.text).toContain("est en usage");
    expect(used.text).toContain("fichier de l’établissement");
    expect((await teacher.get("/annexes/nouvelle?referentiel=mspc")).text).toContain("(corrigé)");
    const after = await nouvelleAnnexe(teacher, "Annexe d’après");
    expect((await teacher.get(before)).text).not.toContain("(corrigé)");
    expect((await teacher.get(after)).text).toContain("(corrigé)");
    // the neighbour sees the shipped one, and no version of ours
    const neighbour = await world.as("enseignant@lycee-voisin.test");
    expect((await neighbour.get("/annexes/nouvelle?referentiel=mspc")).text).not.toContain("(corrigé)");
    const version = new URL(dry.address, "http://localhost").searchParams.get("version");
    expect((await neighbour.get(`${MSPC}?version=${version}`)).status).toBe(404);
    // what is offered for correction is the file in use
    expect((await telecharge(admin)).activites[0].taches[0].intitule).toContain("(corrigé)");

    const shipped = (await admin.get(MSPC)).link("Livrée avec Passerelle");
    await admin.get(shipped);
    const back = await admin.submit("Revenir à la version livrée");
    expect(back.text).toContain("livrée avec Passerelle");
    expect((await teacher.get("/annexes/nouvelle?referentiel=mspc")).text).not.toContain("(corrigé)");
    expect((await teacher.get(after)).text).toContain("(corrigé)");
  });

  test("another content under a version already known gets a name of its own", async () => {
    const file = { ...(await telecharge(admin)), version: "2026" };
    await admin.get(MSPC);
    const first = await admin.submit("Contrôler le fichier", { fichier: json(file) });
    file.specialite = "Maintenance des systèmes";
    await admin.get(MSPC);
    const second = await admin.submit("Contrôler le fichier", { fichier: json(file) });
    const version = (address: string) => new URL(address, "http://localhost").searchParams.get("version");
    expect(version(first.address)).toBe("2026");
    expect(version(second.address)).toMatch(/^2026-[0-9a-f]{12}$/);
    expect((await admin.get(first.address)).text).toContain(
      "Maintenance des systèmes de production connectés",
    );
  });

  test("a diploma of the school's own is sent from the list, then offered for classes", async () => {
    await admin.get(LISTE);
    const cap = {
      code: "cap-essai",
      sigle: "CAP ESSAI",
      diplome: "CAP",
      specialite: "Essai",
      niveauxClasse: [{ code: "1CAP", intitule: "1re année de CAP" }],
      activites: [{ code: "A1", intitule: "Activité", taches: [{ code: "T1", intitule: "Tâche" }] }],
      competences: [{ code: "CO1", intitule: "Compétence" }],
    };
    const dry = await admin.submit("Contrôler le fichier", { fichier: json(cap) });
    expect(dry.title).toBe("Référentiel CAP ESSAI");
    expect((await admin.get("/administration/classes")).html).not.toContain("CAP ESSAI");
    await admin.get(dry.address);
    await admin.submit("Ajouter ce diplôme");
    await admin.get("/administration/classes");
    const made = await admin.submit("Créer la classe", {
      nom: "1 CAP",
      niveau: "1CAP",
      referentiel: "cap-essai",
    });
    expect(made.text).toContain("1re année de CAP · CAP ESSAI");
    expect((await admin.get(LISTE)).text).toMatch(/CAP ESSAI : CAP, Essai.*utilisé par 1 classe/);
  });

  test("two administrators at once: the second is told, nothing is overwritten; a double press has one effect", async () => {
    const file = await telecharge(admin);
    file.avertissement = "Relu par l’équipe.";
    await admin.get(MSPC);
    const dry = await admin.submit("Contrôler le fichier", { fichier: json(file) });
    const other = await world.as("administrateur@lycee-demo.test");
    await other.get(dry.address);
    await admin.get(dry.address);
    const form = admin.page.form("Utiliser cette version");
    const body = () => new URLSearchParams(admin.shown(form) as never);
    const action = form.getAttribute("action") ?? "";
    const presses = [
      await admin.request(action, { method: "POST", body: body() }),
      await admin.request(action, { method: "POST", body: body() }),
    ];
    expect(presses.map((answer) => answer.status)).toEqual([303, 303]);
    const late = await other.submit("Utiliser cette version");
    expect([late.status, late.text.includes("Un autre administrateur")]).toEqual([409, true]);
  });
});

test("a version never kept is not put to use", async () => {
  await admin.get(MSPC);
  const refused = await admin.post(`${MSPC}/version`, { version: "inventee", _version: "1" });
  expect([refused.status, refused.text.includes("n’est pas gardée")]).toEqual([422, true]);
});
