import { beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../../../tests/kit/client.ts";
import { createWorld, type World } from "../../../tests/kit/world.ts";

let world: World;
let admin: Client;
beforeAll(async () => {
  world = await createWorld();
  admin = await world.as("administrateur@lycee-demo.test");
});

const letters = async (destinataire: string) =>
  (await world.owner.query("select modele, etat from courriel where destinataire = $1", [destinataire])).rows;

const nouveau = { nom: "Garcia", prenom: "Inès", courriel: "I.Garcia@lycee-demo.test" };

describe("a teacher", () => {
  test("is created with her classes, and her activation letter is queued", async () => {
    const form = await admin.get("/administration/enseignants");
    const classe = form.root.querySelectorAll("[name=classes]")[0]?.getAttribute("value") ?? "";
    const page = await admin.submit("Créer et envoyer le lien", { ...nouveau, classes: [classe] });
    expect(page.status).toBe(200);
    expect(page.text).toContain(
      "Compte créé pour Inès Garcia : le lien d’activation part à i.garcia@lycee-demo.test.",
    );
    expect(page.text).toMatch(/GARCIA Inès ?i.garcia@lycee-demo.test · 1 MELEC ?courriel en cours d’envoi/);
    expect(await letters("i.garcia@lycee-demo.test")).toEqual([{ modele: "activation", etat: "a-envoyer" }]);
  });

  test("has one account: the same address is refused at its field, the values kept", async () => {
    await admin.get("/administration/enseignants");
    const page = await admin.submit("Créer et envoyer le lien", nouveau);
    expect(page.status).toBe(422);
    expect(page.root.querySelector("#champ-courriel-erreur")?.text).toContain(
      "Un enseignant de l’établissement a déjà cette adresse.",
    );
    expect(page.root.querySelector("[name=nom]")?.getAttribute("value")).toBe("Garcia");
    const learner = await admin.submit("Créer et envoyer le lien", {
      ...nouveau,
      courriel: "eleve@lycee-demo.test",
    });
    expect([learner.status, learner.text.includes("celle d’un apprenant")]).toEqual([422, true]);
    const blank = await admin.submit("Créer et envoyer le lien", {
      nom: "",
      prenom: "",
      courriel: "pas une adresse",
    });
    expect(blank.root.querySelectorAll(".field-error")).toHaveLength(3);
    expect(await letters("i.garcia@lycee-demo.test")).toHaveLength(1);
  });

  test("known in another school keeps his one account, and needs no letter", async () => {
    await admin.get("/administration/enseignants");
    const page = await admin.submit("Créer et envoyer le lien", {
      nom: "Lemoine",
      prenom: "Paul",
      courriel: "enseignant@lycee-voisin.test",
    });
    expect(page.text).toContain("Paul Lemoine a déjà un compte");
    expect(await letters("enseignant@lycee-voisin.test")).toEqual([]);
    const { rows } = await world.owner.query(
      "select count(*)::int as n from habilitation h join identifiant i on i.identite_id = h.identite_id where i.valeur = 'enseignant@lycee-voisin.test'",
    );
    expect(rows).toEqual([{ n: 2 }]);
  });

  test("pressed twice, is created once", async () => {
    const page = await admin.get("/administration/enseignants");
    const key = page.root.querySelector("input[name=_key]")?.getAttribute("value") ?? "";
    const values = { _key: key, nom: "Double", prenom: "Anne", courriel: "a.double@lycee-demo.test" };
    for (let press = 0; press < 2; press++)
      expect(
        (await admin.post("/administration/enseignants", values, "/administration/enseignants")).status,
      ).toBe(200);
    expect(await letters("a.double@lycee-demo.test")).toHaveLength(1);
  });

  test("changes classes, gets the letter again, and loses access at once", async () => {
    await admin.get("/administration/enseignants");
    await admin.get(admin.page.link("GARCIA Inès"));
    const all = admin.page.root
      .querySelectorAll("[name=classes]")
      .map((box) => box.getAttribute("value") ?? "");
    await admin.submit("Enregistrer les classes", { classes: all });
    expect(admin.page.root.querySelectorAll("[name=classes][checked]")).toHaveLength(4);
    await admin.submit("Enregistrer les classes", { classes: [] });
    expect(admin.page.root.querySelectorAll("[name=classes][checked]")).toHaveLength(0);
    await admin.submit("Renvoyer le lien d’activation");
    expect(await letters("i.garcia@lycee-demo.test")).toHaveLength(2);

    const karim = await world.as("k.benali@lycee-demo.test");
    await admin.get("/administration/enseignants");
    await admin.get(admin.page.link("BENALI Karim"));
    const address = admin.page.address;
    expect((await admin.post(`${address}/activation`, {}, address)).status).toBe(403);
    await admin.get(address);
    const page = await admin.submit("Mettre fin à l’accès");
    expect(page.text).toContain("Accès fermé pour Karim Benali");
    expect((await karim.get("/classes")).title).toBe("Se connecter");
    expect((await karim.signIn("k.benali@lycee-demo.test")).status).toBe(422);
    await admin.submit("Rouvrir l’accès");
    expect((await karim.signIn("k.benali@lycee-demo.test")).status).toBe(200);
    expect((await karim.get("/classes")).text).toContain("Mes classes");
  });

  test("is corrected: the new address opens the account, and both are told", async () => {
    await admin.get("/administration/enseignants");
    await admin.get(admin.page.link("ROUSSEL Hélène"));
    const fiche = admin.page.address;
    const taken = await admin.submit("Enregistrer l’identité", { courriel: "k.benali@lycee-demo.test" });
    expect([taken.status, taken.text.includes("ouvre déjà un autre compte")]).toEqual([422, true]);
    await admin.get(fiche);
    const page = await admin.submit("Enregistrer l’identité", {
      nom: "Roussel-Petit",
      courriel: "H.Petit@lycee-demo.test",
    });
    expect(page.title).toBe("Hélène Roussel-Petit");
    for (const courriel of ["h.roussel@lycee-demo.test", "h.petit@lycee-demo.test"]) {
      const [letter] = (await world.mails(courriel)).slice(-1);
      expect(letter?.text).toContain("h.petit@lycee-demo.test remplace h.roussel@lycee-demo.test");
    }
    const helene = world.visitor();
    expect((await helene.signIn("h.roussel@lycee-demo.test")).status).toBe(422);
    expect((await helene.signIn("h.petit@lycee-demo.test")).status).toBe(200);
  });

  test("not activated yet, is invited again at the right address, and the wrong one opens nothing", async () => {
    await admin.get("/administration/enseignants");
    await admin.submit("Créer et envoyer le lien", {
      nom: "Faute",
      prenom: "Éva",
      courriel: "e.fote@lycee-demo.test",
    });
    const [wrong] = await world.mails("e.fote@lycee-demo.test");
    await admin.get(admin.page.link("FAUTE Éva"));
    await admin.submit("Renvoyer le lien d’activation");
    await admin.submit("Enregistrer l’identité", { courriel: "e.faute@lycee-demo.test" });
    const [right] = await world.mails("e.faute@lycee-demo.test");
    expect(await world.mails("e.fote@lycee-demo.test")).toHaveLength(1);
    const eva = world.visitor();
    expect((await eva.get(new URL(wrong?.links[0] ?? "").pathname)).text).not.toContain("Activer mon compte");
    expect((await eva.get(new URL(right?.links[0] ?? "").pathname)).text).toContain("Activer mon compte");
  });

  test("of two schools, keeps the address of her account; a stale page is told", async () => {
    await admin.get("/administration/enseignants");
    await admin.get(admin.page.link("LEMOINE Paul"));
    const fiche = admin.page.address;
    const shared = await admin.submit("Enregistrer l’identité", { courriel: "a.moi@lycee-demo.test" });
    expect([shared.status, shared.text.includes("travaille aussi dans un autre établissement")]).toEqual([
      422,
      true,
    ]);
    const other = await world.as("administrateur@lycee-demo.test");
    await other.get(fiche);
    await admin.get(fiche);
    await admin.submit("Enregistrer l’identité", { prenom: "Paul-Henri" });
    const stale = await other.submit("Enregistrer l’identité", { prenom: "Pol" });
    expect([stale.status, /Enregistré : Paul-Henri/.test(stale.text)]).toEqual([409, true]);
  });

  test("of another school does not exist; a class of another school is not offered", async () => {
    const { rows } = await world.owner.query(
      `select h.id, c.id as classe from habilitation h join classe c on c.etablissement_id = h.etablissement_id
       join etablissement e on e.id = h.etablissement_id where h.role = 'enseignant' and e.ville = 'Louviers'`,
    );
    expect((await admin.get(`/administration/enseignants/${rows[0].id}`)).status).toBe(404);
    for (const end of ["", "/acces", "/activation", "/identite"])
      expect((await admin.post(`/administration/enseignants/${rows[0].id}${end}`, {})).status).toBe(404);
    await admin.get("/administration/enseignants");
    await admin.get(admin.page.link("GARCIA Inès"));
    const foreign = await admin.submit("Enregistrer les classes", { classes: [rows[0].classe] });
    expect(foreign.status).toBe(422);
  });
});
