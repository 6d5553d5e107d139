import { beforeAll, describe, expect, test } from "vitest";
import { duDocument } from "#bilans/rencontre/document.ts";
import { formulairesDe } from "#bilans/rencontre/form.ts";
import { RencontrePage } from "#bilans/rencontre/pages.tsx";
import { routes } from "#routes.ts";
import type { Client, PageRead } from "../../../tests/kit/client.ts";
import { createWorld, type World } from "../../../tests/kit/world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});

const SOPHIE = "enseignant@lycee-demo.test";

const dossierDe = async (nom: string, periode = "PFMP 3") =>
  (
    await world.owner.query(
      `select d.id from dossier d join apprenant a on a.id = d.apprenant_id join periode p on p.id = d.periode_id
       where a.nom = $1 and p.nom = $2 order by p.cree_le limit 1`,
      [nom, periode],
    )
  ).rows[0].id as string;
const idOf = async (courriel: string) =>
  (await world.owner.query("select id from habilitation where courriel = $1", [courriel])).rows[0]
    .id as string;

/** A visit of today, begun from the dossier by a teacher. */
async function commencer(client: Client, nom: string, periode?: string): Promise<string> {
  await client.get(routes.visiteCommencer.href({ dossier: await dossierDe(nom, periode) }));
  if (client.page.title === "Commencer la visite") await client.submit("Commencer la visite maintenant");
  return client.page.address.split("/")[2] ?? "";
}

/** Fills a form and presses the button that leads elsewhere (`formaction`), or saves. */
async function press(client: Client, form: string, to: string, values: Record<string, string> = {}) {
  const data = client.shown(client.page.form(form));
  for (const [name, value] of Object.entries(values)) data.set(name, value);
  return client.read(
    to,
    await client.request(to, { method: "POST", body: new URLSearchParams(data as never) }),
  );
}

const visiteRow = async (id: string) =>
  (await world.owner.query("select * from visite where id = $1", [id])).rows[0];
const bilanRow = async (dossier: string, type = "entreprise") =>
  (await world.owner.query("select * from bilan where dossier_id = $1 and type = $2", [dossier, type]))
    .rows[0];

test("a visit from « Mes visites » to its end, step by step, on forms alone; the learner reads what was passed on", async () => {
  const sophie = await world.as(SOPHIE);
  await sophie.get(routes.mesVisites.href({}));
  await sophie.get(sophie.page.link("Commencer la visite"));
  expect(sophie.page.title).toBe("Visite : Carole Aïssani");
  const visite = sophie.page.address.split("/")[2] ?? "";
  const dossier = await dossierDe("Aïssani");
  const at = (path: { href: (params: { visite: string }) => string }) => path.href({ visite });
  for (const words of [
    "Semaine 1, 9–13 nov.",
    "Remplacement d’un capteur",
    "A1T1",
    "Semaine 2 (16–20 nov.) : rien n’est raconté",
    "Bilan des attitudes pas encore transmis",
    "Préparer et sécuriser son intervention de maintenance 2 fois",
    "Auto-évaluation : 4 Satisfaisant",
  ])
    expect(sophie.page.text).toContain(words);
  // the tasks he told are proposed; the rest of the grid is folded, not missing
  const proposees = sophie.page.root.querySelectorAll("[name^='tache.'][checked]");
  expect(proposees.map((box) => box.getAttribute("name"))).toEqual([
    "tache.A1T1",
    "tache.A2T1",
    "tache.A2T2",
  ]);
  expect(sophie.page.text).toMatch(/Autres compétences \(\d+\)/);

  await sophie.submit(at(routes.rencontreCompetences), { "competence.C1.1": "4", "competence.C2.1": "NE" });
  expect(sophie.page.address).toContain("#etape-engagement");
  await sophie.submit(at(routes.rencontreEngagement), {
    engagement: "3",
    jour: "aujourdhui",
    commentaire: "Sérieuse et curieuse.",
  });
  expect(sophie.page.address).toContain("#etape-mot");
  expect(sophie.page.root.querySelector("[name=jour][checked]")?.getAttribute("value")).toBe("aujourdhui");
  await sophie.submit(at(routes.rencontreMot), { mot: "J’aimerais faire plus d’électricité." });
  expect(sophie.page.address).toContain("#etape-terminer");
  expect(sophie.page.text).toContain("noté sur l’appareil de Sophie Mercier");
  await press(sophie, at(routes.rencontreCompteRendu), at(routes.rencontreTerminer), {
    presence: "Nadia Caillard",
    compteRendu: "Bon accueil.",
  });
  expect(sophie.page.address).toBe(routes.mesVisites.href({}));
  expect(sophie.page.text).toContain("Visite terminée, bilan transmis à Carole Aïssani.");

  expect(await visiteRow(visite)).toMatchObject({
    etat: "faite",
    compte_rendu: "Bon accueil.",
    mot_apprenant: "J’aimerais faire plus d’électricité.",
    mot_note_par: await idOf(SOPHIE),
  });
  expect(await bilanRow(dossier)).toMatchObject({
    etat: "transmis",
    presence: "Nadia Caillard",
    commentaire: "Sérieuse et curieuse.",
    // his own answer is not written for him
    avis_apprenant: "",
    vu_par_apprenant_le: null,
  });
  const { rows: actes } = await world.owner.query(
    "select acte from journal where acte like 'rencontre.%' order by n",
  );
  expect(actes.map(({ acte }) => acte)).toEqual([
    "rencontre.competences",
    "rencontre.engagement",
    "rencontre.mot",
    "rencontre.terminer",
  ]);
  await sophie.get(at(routes.rencontre));
  expect(sophie.page.text).toContain("Saisi par Sophie Mercier en présence de Nadia Caillard");
  expect(sophie.page.text).toContain("Visite faite");
  await sophie.get(routes.visite.href({ visite }));
  expect(sophie.page.text).toContain("« J’aimerais faire plus d’électricité. »");
  expect(sophie.page.text).toContain("Dit par Carole Aïssani pendant la visite");
  const carole = await world.as("carole.aissani");
  await carole.get(routes.bilanEntreprise.href({ dossier }));
  expect(carole.page.text).toContain("Sérieuse et curieuse.");
  expect(carole.page.text).not.toContain("électricité");
});

test("begun twice, one visit; from a dossier too, where none is planned", async () => {
  const sophie = await world.as(SOPHIE);
  const first = await commencer(sophie, "Accardo");
  expect(sophie.page.title).toBe("Visite : Aline Accardo");
  expect(await commencer(sophie, "Accardo")).toBe(first);
  await sophie.get(routes.dossier.href({ dossier: await dossierDe("Accardo") }));
  expect(sophie.page.link("Commencer la visite")).toBe(
    routes.visiteCommencer.href({ dossier: await dossierDe("Accardo") }),
  );
  const dossier = await dossierDe("Accardo");
  await world.owner.query("delete from visite where dossier_id = $1", [dossier]);
  const twice = async () => {
    await sophie.get(routes.visiteCommencer.href({ dossier }));
    return sophie.shown(sophie.page.form("Commencer la visite maintenant"));
  };
  const bodies = [await twice(), await twice()].map((data) => new URLSearchParams(data as never));
  const answers = await Promise.all(
    bodies.map((body) => sophie.request(routes.visiteCommencer.href({ dossier }), { method: "POST", body })),
  );
  expect(new Set(answers.map((answer) => answer.headers.get("location"))).size).toBe(1);
  const { rows } = await world.owner.query("select id from visite where dossier_id = $1", [dossier]);
  expect(rows).toHaveLength(1);
});

describe("what is refused", () => {
  test("nothing evaluated, no date: said where it lacks, the report kept; the visit alone may be told", async () => {
    const sophie = await world.as(SOPHIE);
    const visite = await commencer(sophie, "Azil");
    const dossier = await dossierDe("Azil");
    const [fin, terminer, clore] = [
      routes.rencontreCompteRendu,
      routes.rencontreTerminer,
      routes.rencontreClore,
    ].map((path) => path.href({ visite })) as [string, string, string];
    await press(sophie, fin, terminer, { compteRendu: "À revoir." });
    expect(sophie.page.status).toBe(422);
    expect(sophie.page.text).toContain("Indiquez la date de la rencontre.");
    expect(sophie.page.root.querySelector(".errors a")?.getAttribute("href")).toBe("#champ-dateRencontre");
    expect(sophie.page.root.querySelectorAll(".errors")).toHaveLength(1);
    expect(sophie.page.root.querySelector("#champ-dateRencontre-erreur")).not.toBeNull();
    expect(sophie.page.root.querySelector("[name=compteRendu]")?.textContent.trim()).toBe("À revoir.");
    await sophie.submit(routes.rencontreEngagement.href({ visite }), {
      jour: "autre",
      dateRencontre: "31/02/2026",
      commentaire: "gardé",
    });
    expect(sophie.page.status).toBe(422);
    expect(sophie.page.text).toContain("Cette date n’existe pas");
    expect(sophie.page.root.querySelector("[name=commentaire]")?.textContent.trim()).toBe("gardé");
    await sophie.submit(routes.rencontreEngagement.href({ visite }), {
      jour: "autre",
      dateRencontre: "20/11/2026",
    });
    await press(sophie, fin, terminer);
    expect(sophie.page.text).toContain("Évaluez au moins une compétence");
    expect((await visiteRow(visite)).etat).toBe("prevue");
    await press(sophie, fin, clore, { compteRendu: "Mi-parcours." });
    expect(sophie.page.text).toContain("le bilan n’est pas transmis");
    expect(await visiteRow(visite)).toMatchObject({ etat: "faite", compte_rendu: "Mi-parcours." });
    expect((await bilanRow(dossier)).etat).toBe("brouillon");
  });

  test("a visit cancelled is not held; one planned later is told as held today, and said so", async () => {
    const sophie = await world.as(SOPHIE);
    const { rows } = await world.owner.query(
      "select id from visite where date > '2026-11-23' and etablissement_id = (select id from etablissement where uai = '0760001N') limit 1",
    );
    const visite = rows[0].id as string;
    await sophie.get(routes.rencontre.href({ visite }));
    expect(sophie.page.text).toContain("Cette visite était prévue le 27 novembre 2026");
    await world.owner.query("update visite set etat = 'annulee' where id = $1", [visite]);
    await press(sophie, routes.rencontreCompteRendu.href({ visite }), routes.rencontreClore.href({ visite }));
    expect([sophie.page.status, sophie.page.text]).toEqual([
      403,
      expect.stringContaining("Cette visite est annulée"),
    ]);
    await sophie.get(routes.rencontre.href({ visite }));
    expect(sophie.page.root.querySelectorAll("form[action*=rencontre] button")).toHaveLength(0);
    await world.owner.query("update visite set etat = 'prevue' where id = $1", [visite]);
    await sophie.get(routes.rencontre.href({ visite }));
    await press(sophie, routes.rencontreCompteRendu.href({ visite }), routes.rencontreClore.href({ visite }));
    expect(await visiteRow(visite)).toMatchObject({ etat: "faite", date: "2026-11-23" });
  });

  test("neither learner, tutor, maître nor administrator; a stranger signs in; another school finds nothing", async () => {
    const dossier = await dossierDe("Aïssani");
    const { rows } = await world.owner.query("select id from visite where dossier_id = $1", [dossier]);
    const visite = rows[0].id as string;
    const pages = [routes.rencontre, routes.rencontreJson].map((path) => path.href({ visite }));
    const acts = [
      routes.rencontreCompetences,
      routes.rencontreEngagement,
      routes.rencontreAttitudes,
      routes.rencontreMot,
      routes.rencontreCompteRendu,
      routes.rencontreTerminer,
      routes.rencontreClore,
    ].map((path) => path.href({ visite }));
    const commence = routes.visiteCommencer.href({ dossier });
    const before = await world.owner.query("select md5(string_agg(v::text, '' order by id)) from visite v");
    for (const person of [
      await world.as("carole.aissani"),
      await world.asTutor(dossier),
      await world.as("maitre@lycee-demo.test"),
      await world.as("administrateur@lycee-demo.test"),
    ]) {
      for (const address of [...pages, commence]) expect((await person.get(address)).status).toBe(403);
      for (const address of [...acts, commence]) {
        const { status } = await person.post(address, { mot: "x", compteRendu: "x" }, "/espaces");
        // the attitudes are no step of this visit
        expect([address, status]).toEqual([address, address.endsWith("attitudes") ? 404 : 403]);
      }
    }
    const paul = await world.as("enseignant@lycee-voisin.test");
    for (const address of [...pages, commence]) expect((await paul.get(address)).status).toBe(404);
    for (const address of [...acts, commence])
      expect((await paul.post(address, { compteRendu: "x" }, "/espaces")).status).toBe(404);
    const nobody = await world.visitor().request(routes.rencontre.href({ visite }));
    expect(nobody.headers.get("location")).toMatch(/^\/connexion/);
    expect(
      (await world.owner.query("select md5(string_agg(v::text, '' order by id)) from visite v")).rows,
    ).toEqual(before.rows);
  });

  test("a teacher of another class reads; named visitor he tells the visit, and the bilan stays to its teachers", async () => {
    const sophie = await world.as(SOPHIE);
    const helene = await world.as("h.roussel@lycee-demo.test");
    const visite = await commencer(sophie, "Rey");
    await helene.get(routes.rencontre.href({ visite }));
    expect(helene.page.text).toContain("Seuls les enseignants de la classe");
    expect(helene.page.root.querySelectorAll("form[action*=rencontre] button")).toHaveLength(0);
    expect((await helene.post(routes.rencontreMot.href({ visite }), { mot: "x" }, "/espaces")).status).toBe(
      403,
    );
    await world.owner.query("update dossier set visiteur_id = $2 where id = $1", [
      await dossierDe("Rey"),
      await idOf("h.roussel@lycee-demo.test"),
    ]);
    await helene.get(routes.rencontre.href({ visite }));
    await helene.submit(routes.rencontreMot.href({ visite }), { mot: "Ça va." });
    expect(helene.page.text).toContain("Le mot de l’apprenant est noté.");
    const fin = routes.rencontreCompteRendu.href({ visite });
    await press(helene, fin, routes.rencontreTerminer.href({ visite }), { compteRendu: "x" });
    expect(helene.page.status).toBe(403);
    await helene.get(routes.rencontre.href({ visite }));
    await press(helene, fin, routes.rencontreClore.href({ visite }), { compteRendu: "Vu Rey." });
    expect(await visiteRow(visite)).toMatchObject({ etat: "faite", compte_rendu: "Vu Rey." });
  });
});

test("of two companies, the visit is to the one where the learner is that day, and to its tutor (B-18)", async () => {
  const sophie = await world.as(SOPHIE);
  const dossier = await dossierDe("Perrot");
  await world.owner.query(
    "update accueil set du = '2026-11-20', tuteur_nom = 'Quesnel', tuteur_prenom = 'Bruno', entreprise = 'Atelier du Second' where dossier_id = $1 and rang = 2",
    [dossier],
  );
  await world.owner.query("update accueil set au = '2026-11-19' where dossier_id = $1 and rang = 1", [
    dossier,
  ]);
  const visite = await commencer(sophie, "Perrot");
  expect(sophie.page.text).toMatch(/Atelier du Second.* tuteur : Bruno Quesnel/);
  await sophie.submit(routes.visiteCode.href({ visite }));
  expect(sophie.page.link("Gérer les tuteurs")).toContain("accueil=2");
});

test("Période 1: the attitudes in place of the grid, passed on with the visit; an exam’s grid is linked", async () => {
  world.setNow(new Date("2027-01-20T10:00:00Z"));
  try {
    const sophie = await world.as(SOPHIE);
    const { rows } = await world.owner.query(
      "select d.id, a.nom from dossier d join apprenant a on a.id = d.apprenant_id join periode p on p.id = d.periode_id where p.nom = 'PFMP 1' order by a.nom limit 1",
    );
    const visite = await commencer(sophie, rows[0].nom, "PFMP 1");
    expect(sophie.page.root.querySelector("#etape-competences")).toBeNull();
    expect((await sophie.post(routes.rencontreCompetences.href({ visite }), {}, "/espaces")).status).toBe(
      404,
    );
    await sophie.get(routes.rencontre.href({ visite }));
    const terminer = routes.rencontreTerminer.href({ visite });
    await press(sophie, routes.rencontreCompteRendu.href({ visite }), terminer);
    expect(sophie.page.text).toContain("Choisissez un degré pour une attitude au moins");
    await sophie.get(routes.rencontre.href({ visite }));
    await sophie.submit(routes.rencontreAttitudes.href({ visite }), { "attitude.ATT1": "3" });
    await press(sophie, routes.rencontreCompteRendu.href({ visite }), terminer, { presence: "Luc" });
    expect(sophie.page.text).toContain("Visite terminée");
    expect(await bilanRow(rows[0].id, "attitudes")).toMatchObject({ etat: "transmis", presence: "Luc" });
    const helene = await world.as("h.roussel@lycee-demo.test");
    await helene.get(routes.attitudes.href({ dossier: rows[0].id }));
    expect(helene.page.text).toContain("Saisi par Sophie Mercier en présence de Luc");
    const { rows: candidat } = await world.owner.query(
      "select a.nom from dossier d join apprenant a on a.id = d.apprenant_id join periode p on p.id = d.periode_id where p.nom = 'PFMP 5' order by a.nom limit 1",
    );
    await commencer(sophie, candidat[0].nom, "PFMP 5");
    expect(sophie.page.link("Ouvrir la grille certificative")).toBe(
      routes.grilleCertificative.href({ dossier: await dossierDe(candidat[0].nom, "PFMP 5") }),
    );
    expect(sophie.page.root.querySelector("#etape-attitudes")).not.toBeNull();
  } finally {
    world.setNow(new Date("2026-11-23T09:00:00Z"));
  }
});

const json = { Accept: "application/json" };

describe("the facts as one document, and saves that may be sent again (for a page without network)", () => {
  const keysOut = (html: string) =>
    html.replaceAll(/name="_(token|key)" value="[^"]*"/g, "").replaceAll(/\snonce="[^"]*"/g, "");
  const main = (page: PageRead) => keysOut(page.root.querySelector("main")?.outerHTML ?? "");

  test("the page is drawn from the document alone, after a travel as text", async () => {
    const sophie = await world.as(SOPHIE);
    const visite = await commencer(sophie, "Barreau");
    await sophie.submit(routes.rencontreCompetences.href({ visite }), { "competence.C1.1": "4" });
    await sophie.get(routes.rencontre.href({ visite }));
    const answer = await sophie.request(routes.rencontreJson.href({ visite }));
    expect(answer.headers.get("content-type")).toContain("application/json");
    expect(answer.headers.get("cache-control")).toBe("no-store");
    const text = await answer.text();
    const vue = duDocument(JSON.parse(text));
    const drawn = await RencontrePage({
      frame: {
        person: null,
        navigation: [],
        assets: { css: "", js: "", icons: world.deps.assets.icons },
        nonce: "",
        keys: { token: "", key: "" },
        account: [],
        flash: null,
        comfort: false,
        demo: false,
        address: "",
      },
      vue,
      formulaires: formulairesDe(vue),
      soumis: null,
      now: world.deps.clock(),
      fuseau: "Europe/Paris",
      personne: await idOf(SOPHIE),
    });
    const { PageRead: Read } = await import("../../../tests/kit/client.ts");
    const { withNoBreakSpaces } = await import("#ui/no-break.ts");
    expect(main(new Read(200, "", withNoBreakSpaces(`${drawn}`), new Headers()))).toBe(main(sophie.page));
    // no other learner of the class among it
    expect(text).not.toContain("Accardo");
  });

  test("the same submission sent twice has one effect and one answer; a stale one gets both texts", async () => {
    const sophie = await world.as(SOPHIE);
    const visite = await commencer(sophie, "Vidal");
    const page = routes.rencontre.href({ visite });
    const token = (await sophie.get(page)).root.querySelector("[name=_token]")?.getAttribute("value") ?? "";
    const send = async (path: { href: (p: { visite: string }) => string }, body: Record<string, string>) => {
      const answer = await sophie.request(path.href({ visite }), {
        method: "POST",
        headers: json,
        body: new URLSearchParams({ _token: token, ...body }),
      });
      return { status: answer.status, body: await answer.json() };
    };
    const mot = { _key: "cle-1", _version: "0", mot: "Content." };
    const first = await send(routes.rencontreMot, mot);
    expect(first).toMatchObject({ status: 200, body: { version: 1 } });
    expect(await send(routes.rencontreMot, mot)).toEqual(first);
    expect((await visiteRow(visite)).mot_version).toBe(1);
    expect(await send(routes.rencontreMot, { _key: "cle-2", _version: "0", mot: "Autre." })).toMatchObject({
      status: 409,
      body: { conflict: { version: 1, fields: [{ yours: "Autre.", theirs: "Content." }] } },
    });
    // the same words from an older page are no conflict: a phone that did not hear the answer
    expect((await send(routes.rencontreMot, { _key: "cle-3", _version: "0", mot: "Content." })).status).toBe(
      200,
    );

    const niveau = { _key: "cle-4", "competence.C1.1": "4", "base.competence.C1.1": "0:globale:" };
    const saved = await send(routes.rencontreCompetences, niveau);
    expect(saved).toMatchObject({ status: 200, body: { fields: { "base.competence.C1.1": "1:globale:4" } } });
    expect(await send(routes.rencontreCompetences, niveau)).toEqual(saved);
    const karim = await world.as("k.benali@lycee-demo.test");
    await karim.get(page);
    await karim.submit(routes.rencontreCompetences.href({ visite }), { "competence.C1.1": "2" });
    const stale = await send(routes.rencontreCompetences, {
      _key: "cle-5",
      "competence.C1.1": "5",
      "base.competence.C1.1": "1:globale:4",
    });
    expect(stale.status).toBe(409);
    expect(stale.body.conflict).toMatchObject({ by: "Karim Benali" });
    // another step is not disputed by it
    expect((await send(routes.rencontreEngagement, { _key: "cle-6", jour: "aujourdhui" })).status).toBe(200);

    const fin = { _key: "cle-7", _version: "1", compteRendu: "Vu." };
    expect(await send(routes.rencontreCompteRendu, fin)).toMatchObject({ status: 200, body: { version: 2 } });
    expect(await send(routes.rencontreCompteRendu, fin)).toMatchObject({ status: 200, body: { version: 2 } });
    expect(
      (await send(routes.rencontreTerminer, { ...fin, _key: "cle-8", compteRendu: "Autre." })).status,
    ).toBe(409);
    expect((await visiteRow(visite)).etat).toBe("prevue");
    expect((await bilanRow(await dossierDe("Vidal"))).etat).toBe("brouillon");
    const end = { _key: "cle-9", _version: "2", compteRendu: "Vu." };
    expect((await send(routes.rencontreTerminer, end)).status).toBe(200);
    expect((await send(routes.rencontreTerminer, end)).status).toBe(200);
    expect(await visiteRow(visite)).toMatchObject({ etat: "faite", version: 3 });
    expect(
      (await send(routes.rencontreMot, { _key: "k", _version: "1", mot: "x".repeat(1_001) })).status,
    ).toBe(422);
    const away = await world.visitor().request(routes.rencontreJson.href({ visite }), { headers: json });
    expect(away.status).toBe(401);
  });

  test("two names for the presence: both are shown, the report keeps its own version", async () => {
    const sophie = await world.as(SOPHIE);
    const karim = await world.as("k.benali@lycee-demo.test");
    const visite = await commencer(sophie, "Pichon");
    const fin = routes.rencontreCompteRendu.href({ visite });
    await sophie.submit(fin, { presence: "" });
    await karim.get(routes.rencontre.href({ visite }));
    await sophie.submit(fin, { presence: "Julien Boisseau" });
    await world.owner.query("update visite set version = 2 where id = $1", [visite]);
    await karim.submit(fin, { presence: "Nadia Caillard" });
    expect(karim.page.status).toBe(409);
    expect(karim.page.text).toContain("Julien Boisseau");
    await karim.submit(fin);
    expect(karim.page.status).toBe(200);
    expect((await bilanRow(await dossierDe("Pichon"))).presence).toBe("Nadia Caillard");
  });
});

test("as many statements for a portfolio full or empty, and no more than a page may ask", async () => {
  const sophie = await world.as(SOPHIE);
  const counted = async (nom: string) => {
    const visite = await commencer(sophie, nom);
    world.statements();
    await sophie.get(routes.rencontre.href({ visite }));
    return world.statements().length;
  };
  const full = await counted("Aïssani");
  expect(full).toBeLessThanOrEqual(22);
  expect(await counted("Béchameil")).toBeLessThanOrEqual(full);
});
