import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Client } from "../../../tests/kit/client.ts";
import { createWorld, type World } from "../../../tests/kit/world.ts";

let world: World;
let admin: Client;
let apprenti: string;
beforeAll(async () => {
  world = await createWorld();
  admin = await world.as("administrateur@lycee-demo.test");
  const { rows } = await world.owner.query(
    "select apprenant_id as id from inscription where statut = 'apprenti'",
  );
  apprenti = rows[0].id;
});
beforeEach(async () => {
  await admin.get("/administration/maitres");
});

const contrat = () => ({
  nom: "Delorme",
  prenom: "Anne",
  courriel: "anne.delorme@atelier.test",
  entreprise: "Atelier Delorme",
  apprenti,
  du: "2026-09-01",
  au: "2027-08-31",
});
const letters = async () =>
  (await world.owner.query("select modele from courriel where destinataire = 'anne.delorme@atelier.test'"))
    .rows;

describe("a maître d’apprentissage (S-31, S-32)", () => {
  test("is created for an apprenti, for the time of a contract, and invited by mail", async () => {
    const page = await admin.submit("Créer et envoyer le lien", contrat());
    expect(page.text).toMatch(
      /DELORME Anne ?anne.delorme@atelier.test ?BOULEAU Cédric · Atelier Delorme · du 1er septembre 2026 au 31 août 2027/,
    );
    expect(await letters()).toEqual([{ modele: "activation" }]);
  });

  test("known already, gets one more contract, not a second account nor a second letter", async () => {
    const page = await admin.submit("Créer et envoyer le lien", {
      ...contrat(),
      du: "2027-09-01",
      au: "2028-08-31",
    });
    expect(page.text).toContain("Contrat ajouté pour Anne Delorme.");
    expect(page.text).toContain("du 1er septembre 2027 au 31 août 2028");
    expect(await letters()).toHaveLength(1);
  });

  test("cannot have two contracts at once with the same apprenti", async () => {
    const page = await admin.submit("Créer et envoyer le lien", { ...contrat(), du: "2027-01-01" });
    expect(page.status).toBe(422);
    expect(page.root.querySelector("#champ-apprenti-erreur")?.text).toContain(
      "suit déjà cet apprenti à ces dates",
    );
    expect(page.root.querySelector("[name=entreprise]")?.getAttribute("value")).toBe("Atelier Delorme");
  });

  test("needs an apprenti of the school, dates in order, and another address than a learner’s", async () => {
    const { rows } = await world.owner.query(
      "select apprenant_id as id from inscription where statut = 'scolaire'",
    );
    const wrong = await admin.submit("Créer et envoyer le lien", { ...contrat(), apprenti: rows[0].id });
    expect([wrong.status, wrong.text.includes("Choisissez l’apprenti.")]).toEqual([422, true]);
    const dates = await admin.submit("Créer et envoyer le lien", { ...contrat(), au: "2026-08-31" });
    expect(dates.root.querySelector("#champ-au-erreur")?.text).toContain("se termine avant de commencer");
    const own = await admin.submit("Créer et envoyer le lien", {
      ...contrat(),
      courriel: "apprenti@lycee-demo.test",
    });
    expect(own.root.querySelector("#champ-courriel-erreur")?.text).toContain("celle d’un apprenant");
  });

  test("is sent his link again while he has no password, and not after", async () => {
    const { rows } = await world.owner.query(
      "select id, courriel from habilitation where role = 'maitre' order by courriel",
    );
    const [anne, luc] = rows;
    const page = await admin.submit(`/administration/maitres/${anne.id}/activation`);
    expect(page.text).toContain("Un nouveau lien d’activation part à anne.delorme@atelier.test.");
    expect(await letters()).toHaveLength(2);
    const refused = await admin.post(
      `/administration/maitres/${luc.id}/activation`,
      {},
      "/administration/maitres",
    );
    expect([refused.status, refused.text.includes("déjà activé")]).toEqual([403, true]);
  });
});
