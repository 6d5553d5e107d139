import { beforeAll, expect, test } from "vitest";
import { routes } from "#routes.ts";
import type { Client } from "../../../tests/kit/client.ts";
import { createWorld, type World } from "../../../tests/kit/world.ts";

let world: World;
let teacher: Client;
beforeAll(async () => {
  world = await createWorld();
  teacher = await world.as("enseignant@lycee-demo.test");
});

type Ici = { dossier: string; periode: string };
async function dossierDe(nom: string, periode: string): Promise<Ici> {
  const { rows } = await world.owner.query(
    `select d.id as dossier, p.id as periode from dossier d join apprenant a on a.id = d.apprenant_id
     join periode p on p.id = d.periode_id where a.nom = $1 and p.nom = $2 and d.etablissement_id =
       (select etablissement_id from habilitation where courriel = 'enseignant@lycee-demo.test')`,
    [nom, periode],
  );
  return rows[0];
}

const tutrice = { nom: "Rivoal", prenom: "Anne", courriel: "anne.rivoal@espace.test" };

async function inviter(who: Client, here: Ici): Promise<string> {
  await who.get(routes.tuteurs.href({ periode: here.periode }, { dossier: here.dossier }));
  const page = await who.submit(routes.tuteurInviter.href(here), tutrice);
  expect(page.text).toContain("Lien d’accès envoyé");
  return (await world.mails(tutrice.courriel)).at(-1)?.links[0] ?? "";
}

async function entrer(link: string): Promise<Client> {
  const tutor = world.visitor();
  await tutor.get(link);
  await tutor.submit("Accéder à mon espace");
  return tutor;
}

const annee = async (here: Ici, du: string, au: string) =>
  world.owner.query("update periode set du = $2, au = $3 where id = $1", [here.periode, du, au]);

test("three learners in two school years: one person, one space, whichever link she enters by (B-38)", async () => {
  // last school year, this one, and the next
  const passee = await dossierDe("Azil", "PFMP 2");
  const presente = await dossierDe("Collet", "PFMP 3");
  const future = await dossierDe("Degendoux", "Renfort arrêt technique");
  await annee(passee, "2026-05-04", "2026-05-29");
  const links: string[] = [];
  for (const here of [passee, presente, future]) links.push(await inviter(teacher, here));
  const { rows } = await world.owner.query(
    `select count(distinct t.tuteur_id)::int as roles, count(distinct h.identite_id)::int as personnes, count(*)::int as acces
     from accueil_tuteur t join habilitation h on h.id = t.tuteur_id where h.courriel = $1`,
    [tutrice.courriel],
  );
  expect(rows).toEqual([{ roles: 1, personnes: 1, acces: 3 }]);

  const tutor = await entrer(links[0] ?? "");
  for (const here of [passee, presente, future])
    expect((await tutor.get(routes.ficheLieu.href(here))).status).toBe(200);
  const home = await tutor.get("/");
  for (const prenom of ["Nicole", "Maëlle", "Herbert"]) expect(home.text).toContain(prenom);
  // the browser that is in goes straight in by any of the links
  for (const link of links) expect((await tutor.request(link)).headers.get("location")).toBe("/");

  // come once, she has come for all her learners
  for (const here of [passee, presente, future]) {
    const page = await teacher.get(routes.tuteurs.href({ periode: here.periode }, { dossier: here.dossier }));
    expect(page.text).toContain("Venu le 23 novembre 2026");
  }
  // one right ends, per dossier
  await teacher.get(routes.tuteurs.href({ periode: presente.periode }, { dossier: presente.dossier }));
  await teacher.submit("Invalider l’accès");
  expect((await tutor.get(routes.ficheLieu.href(presente))).status).toBe(403);
  expect((await tutor.get(routes.ficheLieu.href(passee))).status).toBe(200);
});

test("two schools: a space in each, opened by its own links; a link handed over in one never opens the other", async () => {
  const here = await dossierDe("Ferrand", "PFMP 3");
  const ici = await inviter(teacher, here);
  const voisin = await world.as("enseignant@lycee-voisin.test");
  const { rows } = await world.owner.query(
    `select d.id as dossier, d.periode_id as periode from dossier d join habilitation h on h.etablissement_id = d.etablissement_id
     join periode p on p.id = d.periode_id join inscription i on i.apprenant_id = d.apprenant_id and i.au is null
     where h.courriel = 'enseignant@lycee-voisin.test' and d.retire_le is null and i.statut = 'scolaire' limit 1`,
  );
  const ailleurs = rows[0] as Ici;
  const la = await inviter(voisin, ailleurs);
  const [one, two] = [await entrer(ici), await entrer(la)];
  expect((await one.get(routes.ficheLieu.href(here))).status).toBe(200);
  expect((await two.get(routes.ficheLieu.href(ailleurs))).status).toBe(200);
  // a teacher can print a link himself: it must not lead into another school
  expect((await one.get(routes.ficheLieu.href(ailleurs))).status).toBe(404);
  expect((await two.get(routes.ficheLieu.href(here))).status).toBe(404);
  expect((await one.get(routes.espaces.href({}))).text).toContain("Trois-Rivières");
  // the same browser passes from one to the other by the other's link
  await one.get(la);
  await one.submit("Accéder à mon espace");
  expect((await one.get(routes.ficheLieu.href(ailleurs))).status).toBe(200);
});

test("entering by two links at the same instant, again and again: both come in, neither waits for the other", async () => {
  const [one, two] = [await dossierDe("Hamon", "PFMP 3"), await dossierDe("Lebrun", "PFMP 3")];
  const links = [await inviter(teacher, one), await inviter(teacher, two)];
  for (let round = 0; round < 4; round++) {
    const tutors = await Promise.all(links.map((link) => entrer(link)));
    for (const tutor of tutors) {
      expect(tutor.page.status).toBe(200);
      expect((await tutor.get(routes.ficheLieu.href(two))).status).toBe(200);
    }
  }
});
