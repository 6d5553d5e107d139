import { gzipSync } from "node:zlib";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { routes } from "#routes.ts";
import type { PageRead } from "../../../tests/kit/client.ts";
import { createWorld, type World } from "../../../tests/kit/world.ts";

let world: World;
/** the demonstration's élève, at Fragrance Plus in Rouen */
let dossier: string;
let autre: string;
let carte: string;

const dossierDe = async (nom: string, periode: string): Promise<string> => {
  const { rows } = await world.owner.query(
    `select d.id from dossier d join apprenant a on a.id = d.apprenant_id join periode p on p.id = d.periode_id
     where a.nom = $1 and p.nom = $2`,
    [nom, periode],
  );
  return rows[0].id;
};
const ville = (nom: string, code: string) =>
  world.owner.query("update accueil set ville = $2, code_postal = $3 where dossier_id = $1", [
    dossier,
    nom,
    code,
  ]);
const pose = async () =>
  (
    await world.owner.query("select latitude, longitude, version from emplacement where dossier_id = $1", [
      dossier,
    ])
  ).rows[0];
const valeur = (page: PageRead, name: string) =>
  page.root.querySelector(`#placer-le-repere [name=${name}]`)?.getAttribute("value");

beforeAll(async () => {
  world = await createWorld();
  dossier = await dossierDe("Accardo", "PFMP 3");
  autre = await dossierDe("Aïssani", "PFMP 3");
  carte = routes.carte.href({ dossier });
});

beforeEach(async () => {
  await world.owner.query("delete from emplacement where dossier_id = $1", [dossier]);
  await world.owner.query("update dossier set portfolio_edite_le = null where id = $1", [dossier]);
  await ville("Rouen", "76000");
  world.deps.geocodeur = null;
});

test("the map of the address: drawn in two sizes, told in words, under 40 KB", async () => {
  const aline = await world.as("eleve@lycee-demo.test");
  const page = await aline.get(carte);
  expect(page.status).toBe(200);
  const dessins = page.root.querySelectorAll("svg[role=img]");
  expect(dessins).toHaveLength(2);
  for (const dessin of dessins) {
    const [titre = "", texte = ""] = dessin.getAttribute("aria-labelledby")?.split(" ") ?? [];
    expect(page.root.querySelector(`[id="${titre}"]`)?.text).toMatch(/^Carte\s: Fragrance Plus$/);
    expect(page.root.querySelector(`[id="${texte}"]`)?.text).toContain("à Rouen");
    expect(dessin.text).toContain("Elbeuf");
  }
  for (const mots of [
    "45, rue du Bois-Noir",
    "76000 Rouen",
    "Rouen · 76000, Seine-Maritime",
    "d’après l’adresse de la fiche",
    "centre de la commune",
    "sans appel à un service extérieur",
    "GeoNames (CC BY 4.0)",
    "Licence Ouverte",
  ])
    expect(page.text).toContain(mots);
  expect(Buffer.byteLength(page.html)).toBeLessThan(41_000);
  expect(gzipSync(page.html).length).toBeLessThan(12_000);
  // nothing the page’s policy would refuse, nothing asked elsewhere
  expect(page.html).not.toMatch(/ style=|<style|https?:\/\/(?!www\.w3\.org\/2000\/svg)/);
});

test("moved by an arrow, by coordinates, and back to the address, which can be taken back", async () => {
  const aline = await world.as("eleve@lycee-demo.test");
  await aline.get(carte);
  const avant = Number(valeur(aline.page, "latitude")?.replace(",", "."));
  await aline.submit("Placer le repère ici", { pas: "1000" }, { name: "decision", value: "nord" });
  expect(aline.page.text).toContain("Repère déplacé de 1 km vers le nord.");
  expect(aline.page.text).toContain("placé par toi à 10 h 00");
  expect(await pose()).toMatchObject({ version: 1 });
  expect((await pose()).latitude).toBeCloseTo(avant + 0.009, 3);
  // ready for the next press
  expect(aline.page.root.querySelector("details.fold")?.hasAttribute("open")).toBe(true);

  await aline.submit("Placer le repère ici", { latitude: "49,28669", longitude: "1.00288°" });
  expect(aline.page.text).toContain("Repère placé.");
  expect(aline.page.text).toContain("à Elbeuf");
  expect(await pose()).toEqual({ latitude: 49.28669, longitude: 1.00288, version: 2 });
  const { rows } = await world.owner.query("select portfolio_edite_le from dossier where id = $1", [dossier]);
  expect(rows[0].portfolio_edite_le).not.toBeNull();

  await aline.submit("Revenir à l’adresse de la fiche");
  expect(aline.page.text).toContain("Le repère est revenu à l’adresse de la fiche.");
  expect(aline.page.text).toContain("d’après l’adresse de la fiche");
  expect(await pose()).toBeUndefined();
  await aline.submit("Remettre le repère où il était");
  expect(await pose()).toMatchObject({ latitude: 49.28669, longitude: 1.00288 });
});

test("without an address, or with a town nobody knows: words, advice, and the pin by its coordinates", async () => {
  const aline = await world.as("eleve@lycee-demo.test");
  await ville("", "");
  await aline.get(carte);
  expect(aline.page.root.querySelector("svg[role=img]")).toBeNull();
  expect(aline.page.text).toContain("la carte s’affichera dès qu’elle y sera");
  await ville("Xyzville", "");
  expect((await aline.get(carte)).text).toContain("vérifie son nom et le code postal");
  expect((await aline.get(routes.cartePng.href({ dossier }))).status).toBe(404);
  const teacher = await world.as("enseignant@lycee-demo.test");
  expect((await teacher.get(carte)).text).toContain("sera vérifié");
  await aline.get(carte);
  await aline.submit("Placer le repère ici", { latitude: "49,44", longitude: "1,09" });
  expect(aline.page.root.querySelectorAll("svg[role=img]")).toHaveLength(2);
  expect(aline.page.text).toContain("Xyzville");
});

test("overseas: the island by its towns, never the mainland", async () => {
  await ville("Saint-Denis", "97400");
  const aline = await world.as("eleve@lycee-demo.test");
  const { text, root } = await aline.get(carte);
  expect(text).toContain("Saint-Denis · 97400, La Réunion");
  expect(root.querySelector("svg[role=img]")?.text).toContain("Saint-Paul");
});

test("the scale is chosen by links; an unknown one is the ordinary one", async () => {
  const aline = await world.as("eleve@lycee-demo.test");
  await aline.get(carte);
  await aline.get(aline.page.link("Région"));
  expect(aline.page.root.querySelector("svg[role=img]")?.text).toContain("50 km");
  expect((await aline.get(`${carte}?echelle=lune&ancien=%3Cb%3E`)).status).toBe(200);
  expect(aline.page.root.querySelector("svg[role=img]")?.text).toContain("20 km");
});

test("what is no place is refused, with what was typed", async () => {
  const aline = await world.as("eleve@lycee-demo.test");
  await aline.get(carte);
  await aline.submit("Placer le repère ici", { latitude: "149", longitude: "1,5" });
  expect(aline.page.status).toBe(422);
  expect(aline.page.text).toContain("Indique une latitude entre −85 et 85");
  expect(valeur(aline.page, "latitude")).toBe("149");
  expect(valeur(aline.page, "longitude")).toBe("1,5");
  await aline.submit("Placer le repère ici", { pas: "7" }, { name: "decision", value: "sud" });
  expect(aline.page.status).toBe(422);
  expect(await pose()).toBeUndefined();
});

test("two devices: 409 with both places, then the second’s choice; a double press moves once", async () => {
  const phone = await world.as("eleve@lycee-demo.test");
  const computer = await world.as("eleve@lycee-demo.test");
  await phone.get(carte);
  await computer.get(carte);
  await phone.submit("Placer le repère ici", { latitude: "49,5", longitude: "1,1" });
  await computer.submit("Placer le repère ici", { latitude: "49,6", longitude: "1,2" });
  expect(computer.page.status).toBe(409);
  expect(computer.page.text).toContain("Le repère a changé de place à 10 h 00");
  expect(computer.page.text).toContain("49,5");
  expect(valeur(computer.page, "latitude")).toBe("49,6");
  await computer.submit("Placer le repère ici");
  expect(await pose()).toEqual({ latitude: 49.6, longitude: 1.2, version: 2 });
  // the phone still shows 49,5: it neither moves from there nor goes back to the address unknowingly
  await phone.submit("Placer le repère ici", {}, { name: "decision", value: "nord" });
  expect(phone.page.status).toBe(409);
  await phone.get(carte);
  await computer.get(carte);
  await computer.submit("Placer le repère ici", { latitude: "49,7" });
  await phone.submit("Revenir à l’adresse de la fiche");
  expect(phone.page.status).toBe(409);
  expect(await pose()).toMatchObject({ latitude: 49.7 });

  await phone.get(carte);
  const { page } = phone;
  for (let i = 0; i < 2; i++) {
    phone.page = page;
    await phone.submit("Placer le repère ici", { pas: "5000" }, { name: "decision", value: "est" });
  }
  expect(await pose()).toMatchObject({ version: 4 });
});

test("the others read: no form, 403 if they post; another learner, another school see nothing", async () => {
  const deplace = { latitude: "1", longitude: "1", depart: "", _version: "0" };
  const teacher = await world.as("enseignant@lycee-demo.test");
  const tutor = await world.asTutor(autre);
  for (const [client, of] of [
    [teacher, dossier],
    [tutor, autre],
  ] as const) {
    const address = routes.carte.href({ dossier: of });
    await client.get(address);
    expect(client.page.root.querySelectorAll("svg[role=img]")).toHaveLength(2);
    expect(client.page.root.querySelector("main [data-deplacable]")).toBeNull();
    // the one form there is is the comment's
    for (const form of client.page.root.querySelectorAll("main form"))
      expect(form.getAttribute("action")).toContain("/commentaires");
    const commentaires = routes.commentaires.href({ dossier: of });
    for (const target of [address, routes.carteAdresse.href({ dossier: of })]) {
      const refused = await client.post(target, deplace, commentaires);
      expect(refused.status).toBe(403);
      expect(refused.text).toContain("Seul l’apprenant écrit dans son portfolio.");
    }
  }
  const aline = await world.as("eleve@lycee-demo.test");
  const hers = routes.carte.href({ dossier: autre });
  expect((await aline.get(hers)).status).toBe(403);
  expect((await aline.post(hers, deplace, carte)).status).toBe(403);
  const admin = await world.as("administrateur@lycee-demo.test");
  expect((await admin.get(carte)).status).toBe(403);
  const neighbour = await world.as("enseignant@lycee-voisin.test");
  for (const route of [routes.carte, routes.cartePng])
    expect((await neighbour.get(route.href({ dossier }))).status).toBe(404);
  for (const route of [routes.carte, routes.carteAdresse])
    expect((await neighbour.post(route.href({ dossier }), deplace, "/mot-de-passe")).status).toBe(404);
});

test("the teacher reads who placed the pin; the map is a picture too", async () => {
  const passe = await dossierDe("Accardo", "PFMP 2");
  const teacher = await world.as("enseignant@lycee-demo.test");
  expect((await teacher.get(routes.carte.href({ dossier: passe }))).text).toContain("placé par Aline");
  const answer = await teacher.request(routes.cartePng.href({ dossier: passe }));
  expect(answer.headers.get("content-type")).toBe("image/png");
  expect(answer.headers.get("content-disposition")).toContain('filename="Carte Fragrance Plus.png"');
  const octets = Buffer.from(await answer.arrayBuffer());
  expect([octets.subarray(1, 4).toString(), octets.readUInt32BE(16), octets.readUInt32BE(20)]).toEqual([
    "PNG",
    1540,
    880,
  ]);
});

test("the online geocoder: off, there is no such page; on, it is asked by one press only, and places nothing itself", async () => {
  const aline = await world.as("eleve@lycee-demo.test");
  const recherche = routes.carteRecherche.href({ dossier });
  expect((await aline.get(carte)).text).not.toContain("Chercher l’adresse précise");
  expect((await aline.get(recherche)).status).toBe(404);
  const asked: string[] = [];
  world.deps.geocodeur = {
    chercher: async (adresse) => {
      asked.push(adresse);
      return [{ libelle: "45 Rue du Bois Noir 76000 Rouen", latitude: 49.4512345, longitude: 1.1 }];
    },
  };
  await aline.get(carte);
  expect(asked).toEqual([]);
  await aline.get(aline.page.link("Chercher l’adresse précise"));
  expect(asked).toEqual(["45, rue du Bois-Noir 76000 Rouen"]);
  expect(aline.page.text).toContain("45 Rue du Bois Noir 76000 Rouen");
  expect(await pose()).toBeUndefined();
  await aline.submit("Placer le repère ici");
  expect(await pose()).toEqual({ latitude: 49.45123, longitude: 1.1, version: 1 });
  const teacher = await world.as("enseignant@lycee-demo.test");
  expect((await teacher.get(recherche)).status).toBe(403);
  expect(asked).toHaveLength(1);
  world.deps.geocodeur = { chercher: async () => null };
  expect((await aline.get(recherche)).text).toContain("Le service d’adresses ne répond pas");
  world.deps.geocodeur = { chercher: async () => [] };
  expect((await aline.get(recherche)).text).toContain("n’est pas connue du service");
});

test("two companies: both on the map and in words, each with its own pin, moved apart; the second leaves with its stay", async () => {
  const aline = await world.as("eleve@lycee-demo.test");
  expect((await aline.get(`${carte}?accueil=2`)).status).toBe(404);
  await aline.get(routes.ficheLieuDeuxieme.href({ dossier }));
  await aline.submit(routes.ficheLieuDeuxieme.href({ dossier }), { aPartirDu: "2026-11-30" });
  await world.owner.query(
    "update accueil set entreprise = 'Papeterie de l’Andelle', adresse = '2, quai', code_postal = '27380', ville = 'Fleury-sur-Andelle' where dossier_id = $1 and rang = 2",
    [dossier],
  );
  await aline.get(carte);
  for (const mots of [
    "1. Fragrance Plus",
    "2. Papeterie de l’Andelle",
    "45, rue du Bois-Noir",
    "2, quai",
    "Eure",
  ])
    expect(aline.page.text).toContain(mots);
  expect(aline.page.text).toContain("Vérifie que le repère 1 est au bon endroit.");
  expect(aline.page.text).toContain("Fragrance Plus, puis Papeterie de l’Andelle");
  const [dessin] = aline.page.root.querySelectorAll("svg[role=img]");
  expect(dessin?.querySelector(".carte-repere")?.text).toContain("Fragrance Plus");
  expect(dessin?.querySelector(".carte-autre")?.text).toContain("Papeterie");

  await aline.get(aline.page.link("2e : Papeterie de l’Andelle"));
  expect(aline.page.text).toContain("Déplacer le repère 2. Papeterie de l’Andelle");
  await aline.submit("Placer le repère ici", { latitude: "49,4", longitude: "1,35" });
  expect(aline.page.address).toContain("accueil=2");
  expect(aline.page.root.querySelector(".carte-repere")?.text).toContain("Papeterie");
  const poses = async () =>
    (
      await world.owner.query("select rang, latitude from emplacement where dossier_id = $1 order by rang", [
        dossier,
      ])
    ).rows;
  expect(await poses()).toEqual([{ rang: 2, latitude: 49.4 }]);
  await aline.get(carte);
  await aline.submit("Placer le repère ici", { latitude: "49,45", longitude: "1,08" });
  expect(await poses()).toEqual([
    { rang: 1, latitude: 49.45 },
    { rang: 2, latitude: 49.4 },
  ]);
  const revenir = `${routes.carteAdresse.href({ dossier })}?accueil=2`;
  await aline.get(`${carte}?accueil=2`);
  await aline.submit(revenir);
  expect(await poses()).toEqual([{ rang: 1, latitude: 49.45 }]);
  await aline.submit("Remettre le repère où il était");
  expect(await poses()).toHaveLength(2);

  // whoever reads sees both, on the page of all and in the picture
  const teacher = await world.as("enseignant@lycee-demo.test");
  await teacher.get(routes.portfolioEntier.href({ dossier }));
  expect(teacher.page.root.querySelector(".carte-autre")?.text).toContain("Papeterie");
  expect(teacher.page.text).toContain("repère placé par Aline");
  const image = await teacher.request(routes.cartePng.href({ dossier }));
  expect(image.headers.get("content-disposition")).toContain("Fragrance Plus et Papeterie");

  await aline.get(routes.ficheLieuRetirer.href({ dossier }));
  expect(aline.page.text).toContain("son repère sur la carte");
  await aline.submit("Retirer la deuxième entreprise");
  expect(await poses()).toEqual([{ rang: 1, latitude: 49.45 }]);
});
