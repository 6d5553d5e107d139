import { beforeAll, describe, expect, test } from "vitest";
import type { Client, PageRead } from "../../../tests/kit/client.ts";
import { createWorld, type World } from "../../../tests/kit/world.ts";

let world: World;
let prof: Client;
let seconde: string;
beforeAll(async () => {
  world = await createWorld();
  prof = await world.as("enseignant@lycee-demo.test");
  seconde = await classe("2 MSPC");
});

const classe = async (nom: string, ville = "Elbeuf") =>
  (
    await world.owner.query(
      "select c.id from classe c join etablissement e on e.id = c.etablissement_id where c.nom = $1 and e.ville = $2",
      [nom, ville],
    )
  ).rows[0].id as string;

/** What is printed: login and code of each coupon. */
const couponsDe = (page: PageRead) =>
  page.root.querySelectorAll(".coupon").map((coupon) => ({
    login: coupon.querySelector("b")?.text ?? "",
    code: coupon.querySelector(".coupon-code")?.text ?? "",
  }));
const apprenantDe = async (login: string) =>
  (
    await world.owner.query(
      `select a.id from identifiant i join habilitation h on h.identite_id = i.identite_id
       join apprenant a on a.habilitation_id = h.id where i.valeur = $1`,
      [login],
    )
  ).rows[0].id as string;

const MOT_DE_PASSE = "une phrase que je retiens";

describe("a class and its codes", () => {
  test("a teacher finds his classes first, then the others; no birth date is shown to him", async () => {
    const page = await prof.get("/classes");
    expect(page.text).toMatch(/Mes classes ?2 MSPC.*1 MSPC.*T MSPC.*Les autres classes ?1 MELEC/);
    await prof.get(page.link("2 MSPC"));
    expect(prof.page.text).toMatch(
      /ADAM Nino ?Statut ?Scolaire ?Identifiant ?nino.adam ?Code d’accès ?compte activé/,
    );
    expect(prof.page.text).toMatch(/ETIENNE Sofia.*sofia.etienne ?Code d’accès ?à imprimer/);
    expect(prof.page.text).not.toMatch(/\d{2}\/\d{2}\/20(09|10|11)/);
  });

  test("coupons are printed for those who never came, shown once, and only their hashes are stored", async () => {
    await prof.get(`/classes/${seconde}`);
    const page = await prof.submit("jamais venus", {}, { name: "qui", value: "jamais-venus" });
    const coupons = couponsDe(page);
    expect([page.status, page.headers.get("cache-control")]).toEqual([200, "no-store"]);
    expect(coupons).toHaveLength(7);
    expect(new Set(coupons.map((coupon) => coupon.code)).size).toBe(7);
    expect(coupons[0]?.code).toMatch(/^[A-HJ-NP-Z2-9]{5}-[A-HJ-NP-Z2-9]{5}$/);
    expect(page.text).toMatch(/Adresse ?localhost/);
    expect(page.text).toContain("Ton identifiant");

    const { rows } = await world.owner.query(
      "select mot_de_passe from identite where code_remis_le is not null and mot_de_passe_provisoire",
    );
    expect(rows).toHaveLength(7);
    expect(rows.every((row) => row.mot_de_passe.startsWith("$argon2id$"))).toBe(true);
    const kept = await world.owner.query(
      "select details::text || coalesce((select string_agg(reponse::text, '') from soumission), '') as t from journal",
    );
    for (const { code } of coupons) expect(kept.rows.map((row) => row.t).join()).not.toContain(code);
    expect((await prof.get(`/classes/${seconde}`)).text).toContain("imprimé le 23 novembre 2026");
  });

  test("pressed twice: the second answer gives no code and changes none", async () => {
    const page = await prof.get(`/classes/${seconde}`);
    const form = page.form("jamais venus");
    const fields = {
      _key: form.querySelector("[name=_key]")?.getAttribute("value") ?? "",
      qui: "jamais-venus",
    };
    const first = await prof.post(`/classes/${seconde}/coupons`, fields, `/classes/${seconde}`);
    const second = await prof.post(`/classes/${seconde}/coupons`, fields, `/classes/${seconde}`);
    expect(couponsDe(second)).toEqual([]);
    expect(second.text).toContain("Ces codes ont déjà été remis ; refaites-en si la feuille est perdue.");
    const [coupon] = couponsDe(first);
    const learner = world.visitor();
    expect((await learner.signIn(coupon?.login ?? "", coupon?.code)).title).toBe("Choisis ton mot de passe");
  });

  test("a learner signs in with login and code, must choose a password, and cannot use the code again", async () => {
    await prof.get(`/classes/${seconde}`);
    const [coupon] = couponsDe(await prof.submit("jamais venus", {}, { name: "qui", value: "jamais-venus" }));
    const { login = "", code = "" } = coupon ?? {};
    const learner = world.visitor();
    // typed on a phone: lower case, no hyphen
    const page = await learner.signIn(login, code.toLowerCase().replace("-", " "));
    expect(page.title).toBe("Choisis ton mot de passe");
    expect((await learner.get("/")).title).toBe("Choisis ton mot de passe");
    await learner.submit("/mot-de-passe", { motDePasse: MOT_DE_PASSE, confirmation: MOT_DE_PASSE });
    expect(learner.page.status).toBe(200);
    expect((await world.visitor().signIn(login, code)).status).toBe(422);
    expect((await world.visitor().signIn(login, MOT_DE_PASSE)).status).toBe(200);
    expect((await prof.get(`/classes/${seconde}`)).text).toMatch(
      new RegExp(`${login} ?Code d’accès ?compte activé`),
    );
  });
});

describe("a forgotten password", () => {
  test("is reset by a teacher of the class in one press; the learner’s sessions end", async () => {
    const learner = await world.as("nino.adam");
    expect((await learner.get("/mot-de-passe")).title).toBe("Choisis ton mot de passe");
    const id = await apprenantDe("nino.adam");
    const page = await prof.post(`/apprenants/${id}/coupon`, {}, `/classes/${seconde}`);
    const [coupon, ...others] = couponsDe(page);
    expect([coupon?.login, others]).toEqual(["nino.adam", []]);
    expect((await learner.get("/mot-de-passe")).title).toBe("Se connecter");
    expect((await learner.signIn("nino.adam", coupon?.code)).title).toBe("Choisis ton mot de passe");
  });

  test("is reset for those ticked; nobody ticked is said at the list", async () => {
    const ids = [await apprenantDe("rose.bailly"), await apprenantDe("liam.besson")];
    await prof.get(`/classes/${seconde}`);
    const none = await prof.submit("jamais venus", {}, { name: "qui", value: "coches" });
    expect([none.status, none.text.includes("Cochez au moins un apprenant.")]).toEqual([422, true]);
    const page = await prof.submit("jamais venus", { apprenants: ids }, { name: "qui", value: "coches" });
    expect(couponsDe(page).map((coupon) => coupon.login)).toEqual(["rose.bailly", "liam.besson"]);
  });

  test("the administrator may, in any class", async () => {
    const admin = await world.as("administrateur@lycee-demo.test");
    await admin.get(`/classes/${await classe("1 MELEC")}`);
    const id = await apprenantDe("loic.aubert");
    expect(
      couponsDe(await admin.submit("jamais venus", { apprenants: [id] }, { name: "qui", value: "coches" })),
    ).toHaveLength(1);
  });
});

describe("refusals", () => {
  test("another class’s teacher reads the list and is told why he gives no code", async () => {
    const id = await classe("1 MELEC");
    const page = await prof.get(`/classes/${id}`);
    expect(page.text).toContain("Seuls les enseignants de la classe et l’administrateur");
    expect(page.root.querySelectorAll("[name=apprenants]")).toHaveLength(0);
    expect((await prof.post(`/classes/${id}/coupons`, { qui: "jamais-venus" })).status).toBe(403);
    expect((await prof.post(`/apprenants/${await apprenantDe("sana.brunet")}/coupon`, {})).status).toBe(403);
  });

  test("learners and maîtres read no class list", async () => {
    for (const courriel of ["eleve@lycee-demo.test", "maitre@lycee-demo.test"]) {
      const client = await world.as(courriel);
      expect((await client.get("/classes")).status).toBe(403);
      expect((await client.get(`/classes/${seconde}`)).status).toBe(403);
      expect((await client.post(`/classes/${seconde}/coupons`, {}, "/mot-de-passe")).status).toBe(403);
    }
  });

  test("another school’s classes and learners do not exist", async () => {
    const voisin = await world.as("enseignant@lycee-voisin.test");
    const id = await apprenantDe("rose.bailly");
    expect((await voisin.get(`/classes/${seconde}`)).status).toBe(404);
    expect((await voisin.post(`/classes/${seconde}/coupons`, {}, "/classes")).status).toBe(404);
    expect((await voisin.post(`/apprenants/${id}/coupon`, {}, "/classes")).status).toBe(404);
  });

  test("a code never opens an account that holds another role", async () => {
    const id = await apprenantDe("aline.accardo");
    await world.owner.query(
      `insert into habilitation (etablissement_id, id, identite_id, role, nom, prenom, du)
       select e.id, gen_random_uuid(), i.identite_id, 'enseignant', 'Accardo', 'Aline', '2026-01-01'
       from etablissement e, identifiant i where e.ville = 'Louviers' and i.valeur = 'aline.accardo'`,
    );
    const page = await prof.post(`/apprenants/${id}/coupon`, {}, "/classes");
    expect([page.status, page.text.includes("tient aussi un autre rôle")]).toEqual([403, true]);
  });

  test("a class sheet is as many statements for five learners as for thirty-five", async () => {
    const statements = async (nom: string) => {
      const page = await prof.get(`/classes/${await classe(nom)}`);
      const ids = page.root
        .querySelectorAll("[name=apprenants]")
        .map((box) => box.getAttribute("value") ?? "");
      world.statements();
      await prof.submit("jamais venus", { apprenants: ids }, { name: "qui", value: "coches" });
      return world.statements().length;
    };
    expect(await statements("2 MSPC")).toBe(await statements("1 MSPC"));
  });
});
