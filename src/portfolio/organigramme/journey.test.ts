import { beforeAll, beforeEach, expect, test } from "vitest";
import { routes } from "#routes.ts";
import type { Client, PageRead } from "../../../tests/kit/client.ts";
import { createWorld, type World } from "../../../tests/kit/world.ts";

let world: World;
/** the demonstration's élève, in a period whose organigramme nobody has begun */
let dossier: string;
let autre: string;
let page: string;

const dossierDe = async (nom: string, periode: string): Promise<string> => {
  const { rows } = await world.owner.query(
    `select d.id from dossier d join apprenant a on a.id = d.apprenant_id join periode p on p.id = d.periode_id
     where a.nom = $1 and p.nom = $2`,
    [nom, periode],
  );
  return rows[0].id;
};

beforeAll(async () => {
  world = await createWorld();
  dossier = await dossierDe("Accardo", "PFMP 3");
  autre = await dossierDe("Aïssani", "PFMP 3");
  page = routes.organigramme.href({ dossier });
});

beforeEach(async () => {
  await world.owner.query("delete from poste where dossier_id = $1", [dossier]);
  await world.owner.query("delete from organigramme where dossier_id = $1", [dossier]);
  await world.owner.query("update dossier set portfolio_edite_le = null where id = $1", [dossier]);
});

/** The tree as it is read: « 1 Direction, 2 Responsable de production… » */
const arbre = ({ root }: PageRead) =>
  root
    .querySelectorAll("[role=treeitem]")
    .map(
      (item) => `${item.getAttribute("aria-level")} ${item.querySelector(".branche-fonction")?.text.trim()}`,
    );
const dessine = ({ root }: PageRead) =>
  root.querySelectorAll("svg.organigramme-dessin .poste-fonction").map((text) =>
    text
      .querySelectorAll("tspan")
      .map((line) => line.text)
      .join(" "),
  );
const choisir = (client: Client, fonction: string) => client.get(client.page.link(fonction));
const appuyer = (client: Client, faire: "monter" | "descendre") =>
  client.submit("Monter", {}, { name: "faire", value: faire });
const versionDe = async () =>
  (await world.owner.query("select version from organigramme where dossier_id = $1", [dossier])).rows[0]
    ?.version;

const modele = [
  "1 Direction",
  "2 Responsable de production",
  "3 Équipe de production",
  "2 Responsable de maintenance",
  "3 Technicien de maintenance",
  "4 Stagiaire MSPC",
  "2 Qualité, sécurité, environnement",
];

async function avecModele(): Promise<Client> {
  const aline = await world.as("eleve@lycee-demo.test");
  await aline.get(page);
  await aline.submit("Commencer avec un modèle");
  return aline;
}

test("from nothing to a tree, without a script: the model, a post below, its words, its place", async () => {
  const aline = await world.as("eleve@lycee-demo.test");
  await aline.get(page);
  expect(aline.page.text).toContain("Qui fait quoi dans l’entreprise ?");
  await aline.submit("Commencer avec un modèle");
  expect(aline.page.text).toContain("Le modèle est posé");
  expect(arbre(aline.page)).toEqual(modele);
  expect(dessine(aline.page)).toEqual(
    expect.arrayContaining(["Direction", "Responsable de maintenance", "Stagiaire MSPC"]),
  );
  expect(aline.page.root.querySelector(".tabs [aria-current]")?.text).toMatch(/7\spostes/);
  const { rows } = await world.owner.query("select portfolio_edite_le from dossier where id = $1", [dossier]);
  expect(rows[0].portfolio_edite_le).not.toBeNull();

  await choisir(aline, "Responsable de maintenance");
  await aline.get(aline.page.link("Ajouter en dessous"));
  expect(aline.page.text).toContain("Le nom d’une personne est facultatif");
  await aline.submit("Ajouter", { fonction: "Magasinière", nom: "P. Hue" });
  expect(aline.page.text).toContain("« Magasinière » ajouté.");
  expect(aline.page.root.querySelector("[aria-selected=true]")?.text).toContain("Magasinière");
  expect(arbre(aline.page).slice(3, 7)).toEqual([
    "2 Responsable de maintenance",
    "3 Technicien de maintenance",
    "4 Stagiaire MSPC",
    "3 Magasinière",
  ]);
  await appuyer(aline, "monter");
  expect(arbre(aline.page)[4]).toBe("3 Magasinière");
  await appuyer(aline, "monter");
  expect(aline.page.text).toContain("« Magasinière » est déjà le premier de son groupe.");
  await aline.get(aline.page.link("Déplacer sous…"));
  const qualite = aline.page.root
    .querySelectorAll("option")
    .find((option) => option.text.includes("Qualité"))
    ?.getAttribute("value");
  await aline.submit("Déplacer", { sous: qualite ?? "" });
  expect(arbre(aline.page).slice(-2)).toEqual(["2 Qualité, sécurité, environnement", "3 Magasinière"]);
  await aline.get(aline.page.link("Modifier"));
  await aline.submit("Enregistrer", { fonction: "Cheffe magasinière", nom: "" });
  expect(arbre(aline.page).at(-1)).toBe("3 Cheffe magasinière");
  expect(await versionDe()).toBe(5);
});

test("several posts in a row: the form comes back at the same place", async () => {
  const aline = await avecModele();
  await aline.get(aline.page.link("Ajouter en dessous"));
  await aline.submit("Ajouter", { fonction: "Comptabilité" }, { name: "decision", value: "encore" });
  expect(aline.page.title).toBe("Mon portfolio");
  await aline.submit("Ajouter", { fonction: "Achats" });
  expect(arbre(aline.page).slice(-2)).toEqual(["2 Comptabilité", "2 Achats"]);
});

test("taken out: what becomes of the posts below is asked, and it is undone by one press", async () => {
  const aline = await avecModele();
  await choisir(aline, "Responsable de maintenance");
  await aline.get(aline.page.link("Retirer"));
  expect(aline.page.text).toContain("Que deviennent les 2 postes du dessous ?");
  expect(aline.page.text).toContain("sous « Direction »");
  await aline.submit("Retirer", { dessous: "retirer" });
  expect(aline.page.status).toBe(200);
  expect(aline.page.text).toContain("« Responsable de maintenance » retiré, avec 2 postes du dessous.");
  expect(arbre(aline.page)).toHaveLength(4);
  await aline.submit("Annuler");
  expect(aline.page.text).toContain("C’est remis comme avant.");
  expect(arbre(aline.page)).toEqual(modele);
  await choisir(aline, "Responsable de maintenance");
  await aline.get(aline.page.link("Retirer"));
  await aline.submit("Retirer", { dessous: "remonter" });
  expect(arbre(aline.page)).toContain("2 Technicien de maintenance");
  // two removals and one undoing, after the model
  expect(await versionDe()).toBe(4);
});

test("« C’est mon poste » is one tick; the last post out leaves an empty page", async () => {
  const aline = await world.as("eleve@lycee-demo.test");
  await aline.get(`${page}?faire=ajouter`);
  await aline.submit("Ajouter", { fonction: "Apprentie", nom: "Aline", moi: "oui" });
  expect(aline.page.root.querySelector(".poste-moi .poste-nom")?.text).toBe("Moi");
  await aline.get(aline.page.link("Modifier"));
  expect(aline.page.root.querySelector("[name=moi]")?.hasAttribute("checked")).toBe(true);
  await aline.get(page);
  await aline.get(aline.page.link("Retirer"));
  await aline.submit("Retirer");
  expect(aline.page.text).toContain("Commencer avec un modèle");
  await aline.submit("Annuler");
  expect(arbre(aline.page)).toEqual(["1 Apprentie"]);
});

test("refused: no function, too long, a circle, a post of somebody else; what was typed is kept", async () => {
  const aline = await avecModele();
  await aline.get(aline.page.link("Ajouter en dessous"));
  await aline.submit("Ajouter", { fonction: " ", nom: "R. Sow" });
  expect(aline.page.status).toBe(422);
  expect(aline.page.text).toContain("Écris la fonction");
  expect(aline.page.root.querySelector("[name=nom]")?.getAttribute("value")).toBe("R. Sow");
  await aline.submit("Ajouter", { fonction: "x".repeat(81) });
  expect(aline.page.text).toContain("Ce texte dépasse 80 caractères : raccourcis-le.");

  const { rows } = await world.owner.query(
    "select id, parent_id from poste where dossier_id = $1 and fonction in ('Direction', 'Responsable de production')",
    [dossier],
  );
  const tete = rows.find((row) => row.parent_id === null).id;
  const sous = rows.find((row) => row.parent_id !== null).id;
  const envoi = { faire: "deplacer", _version: "1" };
  const boucle = await aline.post(page, { ...envoi, poste: tete, sous }, page);
  expect(boucle.status).toBe(422);
  expect(boucle.text).toContain("ni sous ceux qu’il dirige");
  const { rows: ailleurs } = await world.owner.query("select id from poste where dossier_id <> $1 limit 1", [
    dossier,
  ]);
  const tentatives: Record<string, string>[] = [
    { ...envoi, poste: ailleurs[0].id, sous: "" },
    { ...envoi, poste: sous, sous: ailleurs[0].id },
    { faire: "retirer", poste: sous, dessous: "", _version: "1" },
    { faire: "retablir", postes: '[["a","a",1,"Boucle",""]]', _version: "1" },
    { faire: "retablir", postes: "rien", _version: "1" },
    { faire: "autre", _version: "1" },
    { faire: "modele", _version: "1" },
  ];
  for (const values of tentatives)
    expect([values, (await aline.post(page, values, page)).status]).toEqual([values, 422]);
  expect(await versionDe()).toBe(1);
  expect((await world.owner.query("select 1 from poste where id = $1", [ailleurs[0].id])).rowCount).toBe(1);
});

/** A tree written at once: `n` posts, each under the one before it, or all at the head. */
async function pose(n: number, chaine: boolean): Promise<void> {
  await world.owner.query(
    `insert into organigramme (etablissement_id, dossier_id, modifie_le) select etablissement_id, id, now() from dossier where id = $1`,
    [dossier],
  );
  await world.owner.query(
    `insert into poste (etablissement_id, id, dossier_id, parent_id, rang, fonction)
     select d.etablissement_id, ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, d.id,
       case when $3 and n > 1 then ('00000000-0000-7000-8000-' || lpad((n - 1)::text, 12, '0'))::uuid end,
       case when $3 then 1 else n end, 'Poste ' || n
     from dossier d, generate_series(1, $2) n where d.id = $1`,
    [dossier, n, chaine],
  );
}

test("the limits are told where they stand: levels, posts, several heads", async () => {
  const aline = await world.as("eleve@lycee-demo.test");
  await pose(8, true);
  await aline.get(page);
  await choisir(aline, "Poste 8");
  await aline.get(aline.page.link("Ajouter en dessous"));
  expect(aline.page.text).toContain("rien ne peut être placé sous « Poste 8 »");
  expect(aline.page.root.querySelectorAll("option")).toHaveLength(8);
  await world.owner.query("delete from poste where dossier_id = $1", [dossier]);
  await world.owner.query("delete from organigramme where dossier_id = $1", [dossier]);
  await pose(60, false);
  await aline.get(page);
  expect(aline.page.text).toContain("Il y a 60 postes tout en haut.");
  await aline.get(aline.page.link("Ajouter en dessous"));
  expect(aline.page.text).toContain("Ton organigramme a 60 postes, le maximum.");
  expect(aline.page.root.querySelector("[name=fonction]")).toBeNull();
  const refused = await aline.post(page, { faire: "ajouter", fonction: "De trop", _version: "1" }, page);
  expect(refused.status).toBe(422);
});

test("two devices: the second is told what the first did, keeps its words, and does it again", async () => {
  const phone = await avecModele();
  await phone.get(phone.page.link("Ajouter en dessous"));
  const computer = await world.as("eleve@lycee-demo.test");
  await computer.get(page);
  await choisir(computer, "Qualité, sécurité, environnement");
  await computer.get(computer.page.link("Retirer"));
  await computer.submit("Retirer");
  await phone.submit("Ajouter", { fonction: "Accueil" });
  expect(phone.page.status).toBe(409);
  expect(phone.page.text).toContain("Là-bas : retiré : « Qualité, sécurité, environnement ».");
  expect(phone.page.text).toContain("Ici, tu voulais : ajouter « Accueil » sous « Direction ».");
  expect(phone.page.root.querySelector("[name=fonction]")?.getAttribute("value")).toBe("Accueil");
  await phone.submit("Ajouter");
  expect(arbre(phone.page).slice(-1)).toEqual(["2 Accueil"]);
  expect(await versionDe()).toBe(3);
});

test("the post being changed was taken out elsewhere: its words are offered again as a new post", async () => {
  const phone = await avecModele();
  await choisir(phone, "Équipe de production");
  await phone.get(phone.page.link("Modifier"));
  const computer = await world.as("eleve@lycee-demo.test");
  await computer.get(page);
  await choisir(computer, "Équipe de production");
  await computer.get(computer.page.link("Retirer"));
  await computer.submit("Retirer");
  await phone.submit("Enregistrer", { fonction: "Équipe de nuit" });
  expect(phone.page.status).toBe(409);
  await phone.submit("Ajouter");
  expect(arbre(phone.page)).toContain("1 Équipe de nuit");
});

test("a second press adds nothing", async () => {
  const aline = await avecModele();
  await aline.get(aline.page.link("Ajouter en dessous"));
  const form = aline.page;
  await aline.submit("Ajouter", { fonction: "Accueil" });
  aline.page = form;
  await aline.submit("Ajouter", { fonction: "Accueil" });
  expect(arbre(aline.page)).toHaveLength(8);
});

test("the others read the drawing and its words, download it, and cannot write", async () => {
  await avecModele();
  const teacher = await world.as("enseignant@lycee-demo.test");
  await teacher.get(page);
  expect(dessine(teacher.page)).toHaveLength(7);
  expect(teacher.page.root.querySelector(".organigramme-mots")?.text).toContain("Responsable de production");
  expect(teacher.page.root.querySelector("[role=tree]")).toBeNull();
  const answer = await teacher.request(routes.organigrammePng.href({ dossier }));
  expect(answer.headers.get("content-type")).toBe("image/png");
  expect(
    Buffer.from(await answer.arrayBuffer())
      .subarray(1, 4)
      .toString(),
  ).toBe("PNG");
  const refused = await teacher.post(
    page,
    { faire: "ajouter", fonction: "x", _version: "1" },
    routes.commentaires.href({ dossier }),
  );
  expect(refused.status).toBe(403);
  expect(refused.text).toContain("Seul l’apprenant écrit dans son portfolio.");
  const admin = await world.as("administrateur@lycee-demo.test");
  for (const address of [page, routes.organigrammePng.href({ dossier })]) {
    expect((await admin.get(address)).status).toBe(403);
  }
});

test("nothing to read yet is said; there is no picture of nothing", async () => {
  const teacher = await world.as("enseignant@lycee-demo.test");
  expect((await teacher.get(page)).text).toContain("n’a pas encore construit d’organigramme");
  expect((await teacher.request(routes.organigrammePng.href({ dossier }))).status).toBe(404);
});

test("a learner reaches neither another’s tree nor another school’s", async () => {
  const aline = await world.as("eleve@lycee-demo.test");
  const his = routes.organigramme.href({ dossier: autre });
  expect((await aline.get(his)).status).toBe(403);
  expect((await aline.post(his, { faire: "modele", _version: "0" }, page)).status).toBe(403);
  const neighbour = await world.as("enseignant@lycee-voisin.test");
  for (const address of [page, routes.organigrammePng.href({ dossier })])
    expect((await neighbour.get(address)).status).toBe(404);
});
