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

  test("loses access the day after his contract ends, and no sooner", async () => {
    const { rows } = await world.owner.query(
      "select k.id, k.maitre_id as maitre, d.id as dossier from contrat k join habilitation h on h.id = k.maitre_id join dossier d on d.apprenant_id = k.apprenant_id where h.courriel = 'maitre@lycee-demo.test' limit 1",
    );
    const [{ id, maitre, dossier }] = rows;
    const luc = await world.as("maitre@lycee-demo.test");
    expect((await luc.get(`/dossiers/${dossier}`)).status).toBe(200);
    const page = `/administration/maitres/${maitre}/contrats/${id}`;
    await admin.get(page);
    const wrong = await admin.submit("Enregistrer le contrat", { au: "2020-01-01", entreprise: "" });
    expect(wrong.status).toBe(422);
    expect(wrong.root.querySelector("[name=au]")?.getAttribute("value")).toBe("2020-01-01");
    await admin.get(page);
    await admin.submit("Enregistrer le contrat", { au: "2026-11-23" });
    expect((await luc.get(`/dossiers/${dossier}`)).status).toBe(200);
    const other = await world.as("administrateur@lycee-demo.test");
    await other.get(page);
    await admin.get(page);
    const ended = await admin.submit("Enregistrer le contrat", { au: "2026-11-22" });
    expect(ended.html).toContain("ne lit plus le dossier");
    expect((await luc.get(`/dossiers/${dossier}`)).status).not.toBe(200);
    const stale = await other.submit("Enregistrer le contrat", { entreprise: "Ailleurs" });
    expect([stale.status, stale.text.includes("2026-11-22")]).toEqual([409, true]);
  });

  test("follows a second apprenti by another contract, and is corrected", async () => {
    const { rows } = await world.owner.query(
      "update inscription set statut = 'apprenti' where apprenant_id = (select id from apprenant where nom = 'Azil') returning apprenant_id as id",
    );
    await admin.get(admin.page.link("DELORME Anne"));
    const page = await admin.submit("Ajouter le contrat", {
      apprenti: rows[0].id,
      du: "2026-09-01",
      au: "2027-08-31",
    });
    expect(page.text).toMatch(/AZIL Nicole ?Atelier Delorme · du 1er septembre 2026/);
    const twice = await admin.submit("Ajouter le contrat", {
      apprenti: rows[0].id,
      du: "2027-01-01",
      au: "2027-02-01",
    });
    expect([twice.status, twice.text.includes("suit déjà cet apprenti")]).toEqual([422, true]);
    const renamed = await admin.submit("Enregistrer l’identité", { nom: "Delorme-Roy" });
    expect(renamed.title).toBe("Anne Delorme-Roy");
  });

  test("of another school does not exist; a teacher corrects nobody", async () => {
    const { rows } = await world.owner.query(
      "select k.id, k.maitre_id as maitre from contrat k join habilitation h on h.id = k.maitre_id limit 1",
    );
    const [{ id, maitre }] = rows;
    const teacher = await world.as("enseignant@lycee-demo.test");
    const base = `/administration/maitres/${maitre}`;
    for (const end of ["", `/contrats/${id}`]) expect((await teacher.get(base + end)).status).toBe(403);
    for (const end of ["", "/contrats", `/contrats/${id}`])
      expect((await teacher.post(base + end, { nom: "X" }, "/classes")).status).toBe(403);
    const unknown = "/administration/maitres/01a20915-2044-70e6-a075-ff380af0de89";
    expect((await admin.get(unknown)).status).toBe(404);
    expect((await admin.get(`${unknown}/contrats/${id}`)).status).toBe(404);
  });
});
