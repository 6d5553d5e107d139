import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { CODE_MINUTES, sessionVisite, throttleCode } from "#comptes/rules.ts";
import { routes } from "#routes.ts";
import type { Client } from "../../../tests/kit/client.ts";
import { NOW } from "../../../tests/kit/server.ts";
import { createWorld, type World } from "../../../tests/kit/world.ts";

let world: World;
let sophie: Client;
beforeAll(async () => {
  world = await createWorld();
  sophie = await world.as("enseignant@lycee-demo.test");
});
// each test begins with its own quarter of an hour
beforeEach(() => world.owner.query("delete from tentative"));

const dossierDe = async (nom: string, periode = "PFMP 3") =>
  (
    await world.owner.query(
      `select d.id from dossier d join apprenant a on a.id = d.apprenant_id join periode p on p.id = d.periode_id
       where a.nom = $1 and p.nom = $2 order by p.cree_le limit 1`,
      [nom, periode],
    )
  ).rows[0].id as string;

async function visiteDe(nom: string): Promise<{ visite: string; dossier: string }> {
  const dossier = await dossierDe(nom);
  await sophie.get(routes.visiteCommencer.href({ dossier }));
  if (sophie.page.title === "Commencer la visite") await sophie.submit("Commencer la visite maintenant");
  return { visite: sophie.page.address.split("/")[2] ?? "", dossier };
}

/** One press on the teacher's phone. @returns the six figures, and the address of the square */
async function montrer(visite: string, client = sophie): Promise<{ code: string; carre: string }> {
  await client.get(routes.rencontre.href({ visite }));
  await client.submit(routes.visiteCode.href({ visite }));
  return {
    code: client.page.root.querySelector(".code-chiffres")?.text.replaceAll(/\D/g, "") ?? "",
    carre: dernierCarre,
  };
}

/** The square is a drawing: its address is caught where the drawing is asked for its secret. */
let dernierCarre = "";
beforeAll(() => {
  const { randomBytes } = world.deps;
  world.deps.randomBytes = (size) => {
    const bytes = randomBytes(size);
    if (size === 32) dernierCarre = routes.codeCarre.href({ jeton: bytes.toString("base64url") });
    return bytes;
  };
});

async function taper(code: string, client = world.visitor()) {
  await client.get(routes.code.href({}));
  await client.submit(routes.code.href({}), { code });
  return client;
}

const acces = async (dossier: string) =>
  (
    await world.owner.query(
      "select t.*, h.courriel, h.nom from accueil_tuteur t join habilitation h on h.id = t.tuteur_id where t.dossier_id = $1",
      [dossier],
    )
  ).rows;

test("six figures typed: initials and period, one button, straight to the bilan, in the tutor’s own name (B-25)", async () => {
  const { visite, dossier } = await visiteDe("Aïssani");
  const { code } = await montrer(visite);
  expect(code).toMatch(/^\d{6}$/);
  expect(sophie.page.text).toContain("Valable jusqu’à 10 h 15");
  expect(sophie.page.root.querySelector("svg.qr")).not.toBeNull();
  const tutor = await taper(`${code.slice(0, 3)} ${code.slice(3)}`);
  expect(tutor.page.text).toContain("C. A.");
  expect(tutor.page.text).not.toContain("Aïssani");
  expect(tutor.page.text).toContain("PFMP 3");
  expect(tutor.cookies.has("passerelle-session")).toBe(false);
  await tutor.submit("Ouvrir ma page");
  expect(tutor.page.address).toBe(routes.bilanEntreprise.href({ dossier }));
  await tutor.submit(routes.bilanEntreprise.href({ dossier }), { "competence.C1.1": "4" });
  expect(tutor.page.text).toContain("Nadia Caillard, à");
  const { rows } = await world.owner.query(
    "select acte, details from journal where acte in ('tuteur.code-de-visite', 'tuteur.entrer') order by n desc limit 2",
  );
  expect(rows).toMatchObject([
    { acte: "tuteur.entrer", details: { par: "code" } },
    { acte: "tuteur.code-de-visite", details: { visite, invite: false } },
  ]);
  // a short session: the visit's, not the usual one
  world.setNow(new Date(NOW.getTime() + sessionVisite.idle - 1_000));
  expect((await tutor.request(routes.bilanEntreprise.href({ dossier }))).status).toBe(200);
  world.setNow(new Date(NOW.getTime() + sessionVisite.absolute));
  expect((await tutor.request(routes.bilanEntreprise.href({ dossier }))).status).toBe(303);
  world.setNow(NOW);
});

test("the square photographed: reading it redeems nothing; a tutor never invited is invited by the press, without a letter", async () => {
  const { visite, dossier } = await visiteDe("Accardo");
  await world.owner.query(
    "update accueil set tuteur_nom = 'Quesnel', tuteur_prenom = 'Bruno', tuteur_courriel = 'b.quesnel@atelier.test' where dossier_id = $1",
    [dossier],
  );
  const before = (await world.mails()).length;
  const { carre } = await montrer(visite);
  expect(await acces(dossier)).toMatchObject([
    { courriel: "b.quesnel@atelier.test", jusqu_au: "2027-05-22", premiere_visite_le: null },
  ]);
  expect((await world.mails()).length).toBe(before);
  const tutor = world.visitor();
  for (let i = 0; i < 3; i++) expect((await tutor.get(carre)).text).toContain("A. A.");
  await tutor.submit("Ouvrir ma page");
  expect(tutor.page.address).toBe(routes.bilanEntreprise.href({ dossier }));
  expect((await acces(dossier))[0].premiere_visite_le).not.toBeNull();
  await tutor.get("/");
  expect(tutor.page.text).toContain("Bonjour Bruno");
});

test("each serves once: the square closes the figures beside it; a fresh press closes the former", async () => {
  const { visite } = await visiteDe("Aïssani");
  const first = await montrer(visite);
  const second = await montrer(visite);
  expect((await taper(first.code)).page.status).toBe(422);
  expect((await world.visitor().get(first.carre)).status).toBe(404);
  const tutor = world.visitor();
  await tutor.get(second.carre);
  await tutor.submit("Ouvrir ma page");
  expect(tutor.page.title).toMatch(/^Bilan entreprise/);
  expect((await taper(second.code)).page.text).toContain("il a déjà servi");
  const other = world.visitor();
  expect((await other.get(second.carre)).status).toBe(404);
  expect(other.page.title).toBe("Entrer avec un code de visite");
});

test("two phones at the very same instant: one gets in", async () => {
  const { visite } = await visiteDe("Aïssani");
  const { code, carre } = await montrer(visite);
  const phones = await Promise.all(
    Array.from({ length: 6 }, async (_, i) => {
      const client = world.visitor();
      if (i % 2) await client.get(carre);
      else await taper(code, client);
      const form = client.page.form("Ouvrir ma page");
      const body = new URLSearchParams(client.shown(form) as never);
      return { client, address: form.getAttribute("action") ?? "", body };
    }),
  );
  const answers = await Promise.all(
    phones.map(({ client, address, body }) => client.request(address, { method: "POST", body })),
  );
  expect(answers.map(({ status }) => status).filter((status) => status === 303)).toHaveLength(1);
  expect(phones.filter(({ client }) => client.cookies.has("passerelle-session"))).toHaveLength(1);
});

test("too old, it opens nothing, even from a page already shown", async () => {
  const { visite } = await visiteDe("Aïssani");
  const { code, carre } = await montrer(visite);
  const tutor = await taper(code);
  world.setNow(new Date(NOW.getTime() + CODE_MINUTES * 60_000));
  await tutor.submit("Ouvrir ma page");
  expect([tutor.page.status, tutor.page.text]).toEqual([422, expect.stringContaining("un quart d’heure")]);
  expect((await world.visitor().get(carre)).status).toBe(404);
  world.setNow(NOW);
});

test("what the database keeps of them teaches nothing", async () => {
  const { visite, dossier } = await visiteDe("Aïssani");
  await montrer(visite);
  const { code, carre } = await montrer(visite);
  const jeton = carre.split("/").at(-1) ?? "";
  // the press before left nothing behind
  const { rows } = await world.owner.query(
    "select from lien where but = 'visite' and cible = (select id from accueil_tuteur where dossier_id = $1)",
    [dossier],
  );
  expect(rows).toHaveLength(2);
  for (const table of ["lien", "journal", "soumission", "accueil_tuteur"])
    for (const secret of [jeton, Buffer.from(jeton).toString("hex"), `"${code}"`]) {
      const { rowCount } = await world.owner.query(
        `select from ${table} t where strpos(t::text, $1) > 0 limit 1`,
        [secret],
      );
      expect([table, rowCount]).toEqual([table, 0]);
    }
});

describe("guessing", () => {
  test("a hundred guesses sent at once: ten are heard, and the square still opens the page", async () => {
    const { visite } = await visiteDe("Aïssani");
    const { code, carre } = await montrer(visite);
    const thief = world.visitor();
    await thief.get(routes.code.href({}));
    const token = thief.page.root.querySelector("[name=_token]")?.getAttribute("value") ?? "";
    const guess = async (n: number) => {
      const body = new URLSearchParams({ _token: token, code: String(n).padStart(6, "0") });
      return (await thief.request(routes.code.href({}), { method: "POST", body })).status;
    };
    const wrong = Array.from({ length: 100 }, (_, i) => (Number(code) + 1 + i) % 1_000_000);
    const heard = await Promise.all(wrong.map(guess));
    expect(heard.filter((status) => status === 422)).toHaveLength(throttleCode.address);
    expect(heard.filter((status) => status === 429)).toHaveLength(100 - throttleCode.address);
    // even the right one, from there
    expect(await guess(Number(code))).toBe(429);
    const tutor = world.visitor();
    await tutor.get(carre);
    await tutor.submit("Ouvrir ma page");
    expect(tutor.page.title).toMatch(/^Bilan entreprise/);
    // the quarter of an hour over, figures are heard again
    world.setNow(new Date(NOW.getTime() + 16 * 60_000));
    expect(await guess(1)).toBe(422);
    world.setNow(NOW);
  });

  test("guesses from everywhere rest together; somebody else’s guesses lock nobody’s address", async () => {
    const { visite } = await visiteDe("Aïssani");
    const { code } = await montrer(visite);
    await world.owner.query("insert into tentative (cle, nombre, depuis) values ('code:partout', $1, $2)", [
      throttleCode.partout - 1,
      NOW,
    ]);
    // the right figures are no failure: they are given back, so that the next one is heard too
    for (let i = 0; i < 3; i++) expect((await taper(code)).page.text).toContain("Ouvrir ma page");
    expect((await taper("000000")).page.status).toBe(422);
    const late = await taper(code);
    expect([late.page.status, late.page.text]).toEqual([
      429,
      expect.stringContaining("Photographiez le carré"),
    ]);
    expect(late.page.headers.get("retry-after")).toBe("900");
  });

  test("what is no code is said at the field and counts for nothing", async () => {
    for (const typed of ["", "12345", "1234567", "abcdef", "12e456", "١٢٣٤٥٦"]) {
      const client = await taper(typed);
      expect([typed, client.page.status]).toEqual([typed, 422]);
      expect(client.page.root.querySelector("#champ-code-erreur")).not.toBeNull();
    }
    const { rows } = await world.owner.query("select cle from tentative where cle like 'code:%'");
    expect(rows).toEqual([]);
  });
});

describe("to whom no code is given", () => {
  const refus = async (nom: string) => {
    const { visite } = await visiteDe(nom);
    await sophie.get(routes.rencontre.href({ visite }));
    await sophie.post(routes.visiteCode.href({ visite }), {}, routes.rencontre.href({ visite }));
    expect(sophie.page.status).toBe(422);
    expect(sophie.page.root.querySelector("svg.qr")).toBeNull();
    return sophie.page.text;
  };

  test("an apprenti’s maître has an account; the page of the visit says so", async () => {
    expect(await refus("Bouleau")).toContain("maître d’apprentissage a un compte");
    const { visite } = await visiteDe("Bouleau");
    await sophie.get(routes.rencontre.href({ visite }));
    expect(sophie.page.text).toContain("Luc Marchand a son compte");
    expect(sophie.page.root.querySelector(`form[action="${routes.visiteCode.href({ visite })}"]`)).toBeNull();
  });

  test("a tutor the fiche does not name in full, the learner himself, one set aside, somebody else than the present one", async () => {
    expect(await refus("Béchameil")).toContain("nom, le prénom et le courriel");
    const { rows: libres } = await world.owner.query(
      `select a.nom, d.id, d.periode_id from dossier d join apprenant a on a.id = d.apprenant_id join periode p on p.id = d.periode_id
       join accueil l on l.dossier_id = d.id where p.nom = 'PFMP 3' and l.entreprise <> '' and a.nom not in ('Accardo', 'Bouleau')
       and not exists (select from accueil_tuteur t where t.dossier_id = d.id) order by a.nom limit 1`,
    );
    const { nom, id: dossier, periode_id: periode } = libres[0];
    const tuteur = (courriel: string) =>
      world.owner.query(
        "update accueil set tuteur_nom = 'Roy', tuteur_prenom = 'Zoé', tuteur_courriel = $2 where dossier_id = $1",
        [dossier, courriel],
      );
    await world.owner.query(
      "update habilitation set courriel = 'moi@perso.test' where id = (select a.habilitation_id from apprenant a join dossier d on d.apprenant_id = a.id where d.id = $1)",
      [dossier],
    );
    await tuteur("moi@perso.test");
    expect(await refus(nom)).toContain("celle de l’apprenant");
    await tuteur("zoe.roy@usine.test");
    const { visite } = await visiteDe(nom);
    const { carre } = await montrer(visite);
    await tuteur("remplacant@usine.test");
    expect(await refus(nom)).toContain("remplacez d’abord le tuteur");
    await tuteur("zoe.roy@usine.test");
    await sophie.get(routes.tuteurs.href({ periode }, { dossier }));
    await sophie.submit("Invalider l’accès");
    // « Invalider l’accès » closes the code that was shown
    expect((await world.visitor().get(carre)).status).toBe(404);
    expect(await refus(nom)).toContain("a été invalidé");
    expect((await acces(dossier)).every((one) => one.revoque_le !== null)).toBe(true);
  });

  test("only who may invite gives one; another school finds nothing; nobody reads one again", async () => {
    const { visite, dossier } = await visiteDe("Aïssani");
    const address = routes.visiteCode.href({ visite });
    for (const person of [
      await world.as("h.roussel@lycee-demo.test"),
      await world.as("carole.aissani"),
      await world.asTutor(dossier),
      await world.as("administrateur@lycee-demo.test"),
    ])
      expect((await person.post(address, {}, "/espaces")).status).toBe(403);
    const paul = await world.as("enseignant@lycee-voisin.test");
    expect((await paul.post(address, {}, "/espaces")).status).toBe(404);
    await sophie.get(address);
    expect(sophie.page.address).toBe(routes.rencontre.href({ visite }));
  });
});
