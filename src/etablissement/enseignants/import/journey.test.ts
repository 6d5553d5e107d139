import { beforeAll, expect, test } from "vitest";
import type { Client } from "../../../../tests/kit/client.ts";
import { createWorld, type World } from "../../../../tests/kit/world.ts";

let world: World;
let admin: Client;
beforeAll(async () => {
  world = await createWorld();
  admin = await world.as("administrateur@lycee-demo.test");
});

const PAGE = "/administration/enseignants/import";
const LISTE = [
  "Nom;Prénom;Adresse mail;Classes",
  "GARCIA;Inès;I.Garcia@lycee-demo.test;1 MSPC, t-mspc",
  "BENALI;Karim;k.benali@lycee-demo.test;1 MSPC, 1 MELEC",
  "ROUSSEL;Hélène;h.roussel@lycee-demo.test;1 MELEC",
  "LEMOINE;Paul;enseignant@lycee-voisin.test;3 PREPA",
  "ACCARDO;Aline;eleve@lycee-demo.test;",
  "SANS;Adresse;pas une adresse;",
  ";Personne;p@lycee-demo.test;",
  "GARCIA;Inès;i.garcia@lycee-demo.test;",
  'MAL;"Fermé;x@lycee-demo.test',
].join("\r\n");

async function envoyer(texte: string) {
  await admin.get(PAGE);
  return admin.submit("Lire le fichier", { fichier: new File([texte], "enseignants.csv") });
}
const rows = async (query: string) => (await world.owner.query(query)).rows;

test("is read first: every bad line is named, nothing is written", async () => {
  const before = await rows("select count(*) from identite");
  const page = await envoyer(LISTE);
  expect(page.title).toBe("Ce que la liste changera");
  expect(page.text).toMatch(
    /2 à créer ?0 accès à rouvrir ?1 à rattacher à d’autres classes ?1 inchangés ?5 lignes en erreur/,
  );
  for (const line of [6, 7, 8, 9, 10]) expect(page.text).toMatch(new RegExp(`Ligne ${line} ?Message`));
  expect(page.text).toContain("l’adresse d’un apprenant");
  expect(page.text).toContain("La classe « 3 PREPA » n’existe pas");
  expect(await rows("select count(*) from identite")).toEqual(before);
});

test("is applied whole, with its letters; the same list again changes nothing", async () => {
  await envoyer(LISTE);
  const address = admin.page.address;
  const page = await admin.submit("Appliquer");
  expect(page.text).toContain("GARCIA Inès");
  expect(
    await rows(
      `select h.nom, array(select c.nom from enseignant_classe e join classe c on c.id = e.classe_id
         where e.enseignant_id = h.id order by c.nom) as classes
       from habilitation h join etablissement s on s.id = h.etablissement_id
       where h.role = 'enseignant' and s.ville = 'Elbeuf' and lower(h.nom) in ('garcia', 'benali', 'lemoine') order by lower(h.nom)`,
    ),
  ).toEqual([
    { nom: "Benali", classes: ["1 MELEC", "1 MSPC", "T MSPC"] },
    { nom: "GARCIA", classes: ["1 MSPC", "T MSPC"] },
    { nom: "LEMOINE", classes: [] },
  ]);
  // who has an account already needs no letter
  expect(
    await rows("select destinataire from courriel where modele = 'activation' order by destinataire"),
  ).toEqual([{ destinataire: "i.garcia@lycee-demo.test" }]);
  expect((await admin.get(address)).title).toBe("Liste appliquée");
  expect((await admin.post(address, {}, PAGE)).status).toBe(403);
  const again = await envoyer(LISTE);
  expect(again.text).toContain("Cette liste ne change rien.");
  expect((await admin.get("/administration/imports")).text).toContain("Aucune liste n’a encore été envoyée.");
});

test("eighty teachers take as many statements as one", async () => {
  const liste = (n: number) =>
    [
      "NOM;PRENOM;COURRIEL",
      ...Array.from({ length: n }, (_, i) => `NOM${n};P${i};p${i}.${n}@lycee-demo.test`),
    ].join("\n");
  const statements = async (n: number) => {
    await envoyer(liste(n));
    world.statements();
    const { status } = await admin.request(admin.page.address, {
      method: "POST",
      body: new URLSearchParams(admin.shown(admin.page.form("Appliquer")) as never),
    });
    expect(status).toBe(303);
    return world.statements().length;
  };
  expect(await statements(80)).toBe(await statements(1));
});

test("a file without its columns is refused at the field; a teacher imports nobody", async () => {
  const page = await envoyer("NOM;PRENOM\nGARCIA;Inès");
  expect([page.status, page.text.includes("Il manque la colonne COURRIEL.")]).toEqual([422, true]);
  const teacher = await world.as("enseignant@lycee-demo.test");
  expect((await teacher.get(PAGE)).status).toBe(403);
  const [{ id }] = await rows("select id from import_liste limit 1");
  for (const address of [PAGE, `${PAGE}/${id}`])
    expect((await teacher.post(address, {}, "/classes")).status).toBe(403);
  // a list of teachers is no list of learners
  expect((await admin.get(`/administration/imports/${id}`)).status).toBe(404);
});
