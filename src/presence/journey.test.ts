import Papa from "papaparse";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { beforeAll, describe, expect, test } from "vitest";
import { newId } from "#kernel/id.ts";
import { routes } from "#routes.ts";
import type { Client } from "../../tests/kit/client.ts";
import { everybody, type Who } from "../../tests/kit/pages.ts";
import { createWorld, type World } from "../../tests/kit/world.ts";

/* PFMP 3 runs from 9 November to 4 December 2026; today is Monday 23 November. PFMP 2 is over. */

let world: World;
let teacher: Client;
let people: Record<Who, Client>;
let periode: string;
beforeAll(async () => {
  world = await createWorld();
  people = await everybody(world);
  teacher = people.enseignant;
  periode = (await find("Accardo", "PFMP 3")).periode;
});

async function find(nom: string, nomPeriode = "PFMP 2") {
  const { rows } = await world.owner.query(
    `select d.id, d.periode_id as periode, d.etablissement_id as ecole from dossier d join apprenant a on a.id = d.apprenant_id
     join periode p on p.id = d.periode_id where a.nom = $1 and p.nom = $2`,
    [nom, nomPeriode],
  );
  return rows[0] as { id: string; periode: string; ecole: string };
}
const horaires = (
  dossier: string,
  jour: object = { matin: { debut: "08:00", fin: "12:00" }, apresMidi: { debut: "13:00", fin: "16:00" } },
) =>
  world.owner.query("update fiche set organisation = $2 where dossier_id = $1", [
    dossier,
    JSON.stringify({
      horaires: Object.fromEntries(
        ["lundi", "mardi", "mercredi", "jeudi", "vendredi"].map((one) => [one, jour]),
      ),
    }),
  ]);
const address = (dossier: string) => routes.presence.href({ dossier });
const stored = async (dossier: string) =>
  (
    await world.owner.query("select jour::text, moment from absence where dossier_id = $1 order by jour", [
      dossier,
    ])
  ).rows.map((row) => `${row.jour} ${row.moment}`);
const confirmed = async (dossier: string) =>
  (await world.owner.query("select absences_confirmees_le as le from dossier where id = $1", [dossier]))
    .rows[0].le;

/** The texts and the fields of the attestation this person prints. */
async function attestation(client: Client, dossier: string) {
  const answer = await client.request(routes.attestation.href({ dossier }));
  expect(answer.status).toBe(200);
  const pdf = await getDocument({ data: new Uint8Array(await answer.arrayBuffer()), verbosity: 0 }).promise;
  const pages = await Promise.all(Array.from({ length: pdf.numPages }, (_, n) => pdf.getPage(n + 1)));
  const texts = await Promise.all(
    pages.map(async (page) =>
      (await page.getTextContent()).items
        .map((item) => ("str" in item ? item.str : ""))
        .join(" ")
        .replace(/\s+/g, " "),
    ),
  );
  const fields = (await Promise.all(pages.map((page) => page.getAnnotations()))).flat();
  const value = (name: string) =>
    String(fields.find((field) => field.fieldName === name)?.fieldValue ?? "").replace(/\s/g, " ");
  return { texts, value };
}

describe("one learner", () => {
  test("the tutor notes absences, his teacher reads them and confirms at the end; the attestation then bears days and hours", async () => {
    const tutor = people.tuteur;
    await tutor.get("/");
    const dossier =
      tutor.page.root.querySelector('a[href^="/dossiers/"]')?.getAttribute("href")?.split("/")[2] ?? "";
    await world.owner.query("delete from absence where dossier_id = $1", [dossier]);
    await horaires(dossier);
    await tutor.get(address(dossier));
    expect(tutor.page.text).toContain("20 jours faits20 jours prévus0 jour d’absence140 h faites sur 140 h");
    expect(tutor.page.text).toContain("laissées vides sur l’attestation");
    expect(tutor.page.root.querySelectorAll(".presence-semaine")).toHaveLength(4);
    await tutor.submit(address(dossier), { "jour-2026-11-10": "matin", "jour-2026-11-11": "non-travaille" });
    expect(tutor.page.text).toContain("Présence enregistrée.");
    expect(tutor.page.text).toContain("18,5 jours faits19 jours prévus");
    expect(tutor.page.text).toContain("129 h faites sur 133 h");
    expect(await stored(dossier)).toEqual(["2026-11-10 matin", "2026-11-11 non-travaille"]);
    // not before the last day
    expect(tutor.page.text).toContain("se confirment à partir du vendredi 4 décembre 2026");
    const early = await tutor.submit(address(dossier), {}, { name: "decision", value: "confirmer" });
    expect(early.status).toBe(403);
    expect(await confirmed(dossier)).toBeNull();

    const before = await attestation(tutor, dossier);
    expect(before.value("l0001.dureeTotale")).toBe("");
    expect(before.texts[0]).not.toContain("Absences confirmées");
    expect(before.texts[0]).not.toContain("18,5");

    // his stay ended last Friday
    await world.owner.query("update accueil set au = '2026-11-20' where dossier_id = $1", [dossier]);
    await teacher.get(address(dossier));
    expect(teacher.page.text).toContain("8,5 jours faits9 jours prévus0,5 jour d’absence");
    await teacher.submit(address(dossier), {}, { name: "decision", value: "confirmer" });
    expect(teacher.page.text).toContain("Absences confirmées");
    expect(teacher.page.text).toContain(
      "Absences confirméesLe 23 novembre 2026 par Sophie Mercier. L’attestation porte 8,5 jours et 59 h",
    );
    for (const client of [tutor, teacher]) {
      const { texts, value } = await attestation(client, dossier);
      expect(value("l0001.dureeTotale")).toBe("59 h");
      expect(texts[0]).toContain("8,5 jours");
      expect(texts[0]).toContain("du 9 novembre au 20 novembre 2026");
      expect(texts[0]).toContain("Absences confirmées le 23 novembre 2026 par Sophie Mercier");
    }
    await tutor.get(routes.dossier.href({ dossier }));
    expect(tutor.page.text).toContain("Absences confirmées");

    // a later change says that the confirmation falls
    await tutor.get(address(dossier));
    await tutor.submit(address(dossier), { "jour-2026-11-20": "journee" });
    expect(tutor.page.text).toContain("Les absences ne sont plus confirmées : confirmez-les de nouveau.");
    expect((await attestation(teacher, dossier)).value("l0001.dureeTotale")).toBe("");
    await tutor.submit(address(dossier), {}, { name: "decision", value: "confirmer" });
    expect((await attestation(teacher, dossier)).value("l0001.dureeTotale")).toBe("52 h");

    // and hours changed elsewhere too: what was confirmed was another count
    await horaires(dossier, { matin: { debut: "08:00", fin: "12:00" }, apresMidi: null });
    await teacher.get(address(dossier));
    expect(teacher.page.text).toContain("Absences à confirmer de nouveau");
    expect((await attestation(teacher, dossier)).value("l0001.dureeTotale")).toBe("");
    await teacher.get(routes.dossier.href({ dossier }));
    expect(teacher.page.text).toContain(
      "Heures : laissées vides tant que les absences ne sont pas confirmées.",
    );
  });

  test("gone before the end in one act, and back; then it can be confirmed at once", async () => {
    const { id } = await find("Collet", "PFMP 3");
    await world.owner.query("delete from absence where dossier_id = $1", [id]);
    await teacher.get(address(id));
    await teacher.submit(
      routes.presenceArret.href({ dossier: id }),
      { depuis: "2026-11-19" },
      { name: "decision", value: "arret" },
    );
    expect(teacher.page.text).toContain("Absence notée à partir du 19 novembre 2026, jusqu’à la fin.");
    expect(teacher.page.text).toContain("N’est plus venu à partir du 19 novembre 2026");
    expect(await stored(id)).toHaveLength(12);
    await teacher.submit(address(id), {}, { name: "decision", value: "confirmer" });
    expect(teacher.page.text).toContain("L’attestation porte 8 jours.");
    await teacher.submit(
      routes.presenceArret.href({ dossier: id }),
      { depuis: "30/11/2026" },
      { name: "decision", value: "retour" },
    );
    expect(teacher.page.text).toContain("Présence rétablie à partir du 30 novembre 2026");
    expect(await stored(id)).toHaveLength(7);
    expect(await confirmed(id)).toBeNull();
    for (const depuis of ["", "2026-13-01", "2026-12-05"]) {
      const wrong = await teacher.submit(
        routes.presenceArret.href({ dossier: id }),
        { depuis },
        { name: "decision", value: "arret" },
      );
      expect([depuis, wrong.status]).toEqual([depuis, 422]);
      await teacher.get(address(id));
    }
  });

  test("« Semaine non travaillée » draws the form again and writes nothing", async () => {
    const { id } = await find("Collet", "PFMP 3");
    const before = await stored(id);
    await teacher.get(address(id));
    await teacher.submit(address(id), {}, { name: "geste", value: "semaine:2026-11-09" });
    expect(teacher.page.status).toBe(200);
    const chosen = teacher.page.root
      .querySelectorAll(".presence-semaine")[0]
      ?.querySelectorAll("option[selected]");
    expect(chosen?.map((one) => one.text)).toEqual(Array(5).fill("Non travaillé"));
    expect(await stored(id)).toEqual(before);
  });

  test("what no list proposes is refused at its day; a stale save shows both", async () => {
    const { id } = await find("Vidal", "PFMP 3");
    await teacher.get(address(id));
    const wrong = await teacher.post(
      address(id),
      { _version: "1", "jour-2026-11-10": "malade", "jour-2026-11-12": "journee" },
      address(id),
    );
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain("Choisissez dans la liste pour le mardi 10 novembre.");
    const karim = await world.as("k.benali@lycee-demo.test");
    await karim.get(address(id));
    await teacher.get(address(id));
    await karim.submit(address(id), { "jour-2026-11-10": "journee" });
    await teacher.submit(address(id), { "jour-2026-11-10": "matin" });
    expect(teacher.page.status).toBe(409);
    expect(teacher.page.text).toContain("mardi 10 novembre");
    expect(teacher.page.text).toContain("Absence le matin");
    expect((await stored(id)).filter((one) => one.startsWith("2026-11-10"))).toEqual(["2026-11-10 journee"]);
    await teacher.submit(address(id));
    expect((await stored(id)).filter((one) => one.startsWith("2026-11-10"))).toEqual(["2026-11-10 matin"]);
  });

  test("two companies certify apart: a sheet each, with its days and its hours", async () => {
    const { id, ecole } = await find("Accardo");
    await horaires(id);
    const { rows } = await world.owner.query(
      "select p.du::text, (p.du + 6)::text as milieu from periode p join dossier d on d.periode_id = p.id where d.id = $1",
      [id],
    );
    await world.owner.query("update accueil set au = $2 where dossier_id = $1", [id, rows[0].milieu]);
    await world.owner.query(
      `insert into accueil (etablissement_id, id, dossier_id, rang, entreprise, ville, du)
       select $1, $2, $3, 2, 'Verrerie du Sud', 'Elbeuf', $4::date + 1`,
      [ecole, newId(), id, rows[0].milieu],
    );
    await teacher.get(address(id));
    await teacher.submit(
      address(id),
      { [`jour-${rows[0].du}`]: "journee" },
      { name: "decision", value: "confirmer" },
    );
    expect(teacher.page.text).toMatch(/Fragrance Plus : 4 jours, 28 hVerrerie du Sud : 15 jours, 105 h/);
    const { texts, value } = await attestation(people.élève, id);
    expect(texts).toHaveLength(2);
    expect(texts[0]).toContain("4 jours");
    expect(texts[1]).toContain("L’entreprise Verrerie du Sud");
    expect(texts[1]).toContain("15 jours");
    expect([value("l0001.dureeTotale"), value("l0002.dureeTotale")]).toEqual(["28 h", "105 h"]);
    expect(value("l0002.lieu")).toBe("Elbeuf, le ");
  });

  test("the learner reads his own; strangers, the administrator and the other school do not; an apprenti's maître writes, does not confirm", async () => {
    const { id } = await find("Accardo", "PFMP 3");
    await world.owner.query(
      "insert into absence (etablissement_id, dossier_id, jour, auteur_id, le) select etablissement_id, id, '2026-11-12', referent_id, now() from dossier where id = $1 on conflict do nothing",
      [id],
    );
    await people.élève.get(address(id));
    expect(people.élève.page.title).toBe("Ma présence");
    expect(people.élève.page.text).toContain("jeu. 12 nov. : absence");
    expect(people.élève.page.text).toContain("par ton tuteur");
    expect(people.élève.page.root.querySelector("main select")).toBeNull();
    const his = await find("Bouleau", "PFMP 3");
    const status = async (client: Client, dossier: string) => [
      (await client.get(address(dossier))).status,
      (await client.post(address(dossier), { _version: "1" }, "/mot-de-passe")).status,
      (
        await client.post(
          routes.presenceArret.href({ dossier }),
          { _version: "1", depuis: "2026-11-12", decision: "arret" },
          "/mot-de-passe",
        )
      ).status,
    ];
    expect(await status(people.élève, id)).toEqual([200, 403, 403]);
    expect(await status(people.apprenti, id)).toEqual([403, 403, 403]);
    expect(await status(people.administrateur, id)).toEqual([403, 403, 403]);
    expect(await status(people.maître, id)).toEqual([403, 403, 403]);
    expect(await status(await world.as("enseignant@lycee-voisin.test"), id)).toEqual([404, 404, 404]);
    expect(await status(await world.as("h.roussel@lycee-demo.test"), id)).toEqual([200, 403, 403]);
    await people.maître.get(address(his.id));
    expect(people.maître.page.text).toContain("Les semaines au lycée ne sont pas connues");
    await people.maître.submit(address(his.id), { "jour-2026-11-12": "non-travaille" });
    expect(await stored(his.id)).toContain("2026-11-12 non-travaille");
    const refused = await people.maître.submit(address(his.id), {}, { name: "decision", value: "confirmer" });
    expect(refused.status).toBe(403);
    expect(refused.text).toContain("confirmées par un enseignant de la classe");
  });
});

describe("a whole period", () => {
  const page = (id = periode) => routes.presencePeriode.href({ periode: id });
  const lines = () => teacher.page.root.querySelectorAll("main tbody tr");

  test("from its menu: learners by weeks; one press confirms those that are read, and the follow-up says so", async () => {
    const past = (await find("Accardo", "PFMP 2")).periode;
    await world.owner.query(
      "update dossier set absences_confirmees_le = null, absences_confirmees_sur = null where periode_id = $1",
      [past],
    );
    await teacher.get(routes.periodes.href({}, { periode: past }));
    expect(teacher.page.link("Présence et absences")).toBe(page(past));
    await teacher.get(page(past));
    expect(lines()).toHaveLength(14);
    const boxes = () => teacher.page.root.querySelectorAll("input[name=confirmer]");
    // the apprenti's weeks at school are read first
    expect(boxes().filter((box) => box.hasAttribute("checked"))).toHaveLength(13);
    const karim = await world.as("k.benali@lycee-demo.test");
    const { id } = await find("Aïssani", "PFMP 2");
    await karim.get(address(id));
    await karim.submit(address(id), { [`jour-${await firstDay(past)}`]: "journee" });
    await teacher.submit("Confirmer pour les apprenants cochés");
    expect(teacher.page.text).toContain(
      "Absences confirmées pour 12 apprenants. 1 autre a changé entre-temps",
    );
    expect(await confirmed(id)).toBeNull();
    await teacher.get(routes.suivi.href({ periode: past }));
    expect(teacher.page.text.match(/Absences confirmées/g)).toHaveLength(12);
    await teacher.get(routes.periodeATerminer.href({ periode: past }));
    await teacher.get(page(past));
    await teacher.submit("Confirmer pour les apprenants cochés", { confirmer: [] });
    expect([teacher.page.status, teacher.page.text.includes("Cochez au moins un apprenant.")]).toEqual([
      422,
      true,
    ]);
  });

  async function firstDay(id: string): Promise<string> {
    return (await world.owner.query("select du::text from periode where id = $1", [id])).rows[0].du;
  }

  test("CSV and XLSX: days done, absences, hours", async () => {
    const { id } = await find("Accardo", "PFMP 3");
    await world.owner.query("delete from absence where dossier_id = $1", [id]);
    await horaires(id);
    await teacher.get(address(id));
    await teacher.submit(address(id), {
      "jour-2026-11-10": "apres-midi",
      "jour-2026-11-11": "non-travaille",
    });
    const answer = await teacher.request(routes.presenceCsv.href({ periode }));
    expect(answer.headers.get("content-disposition")).toContain("PFMP 3.csv");
    const { data } = Papa.parse<Record<string, string>>((await answer.text()).replace("\uFEFF", "").trim(), {
      header: true,
    });
    expect(data).toHaveLength(35);
    expect(data.find((row) => row.Nom === "ACCARDO")).toMatchObject({
      "Jours prévus": "19",
      "Jours faits": "18,5",
      "Jours d’absence": "0,5",
      "Heures prévues": "133\u00a0h",
      "Heures faites": "130\u00a0h",
      "Absences confirmées le": "",
    });
    expect(
      (await teacher.request(routes.presenceXlsx.href({ periode }))).headers.get("content-type"),
    ).toContain("spreadsheet");
  });

  test("as many statements for three learners as for thirty-five", async () => {
    const cost = async () => {
      world.statements();
      expect((await teacher.get(page())).status).toBe(200);
      return world.statements().length;
    };
    const all = await cost();
    await world.owner.query(
      "update dossier set retire_le = now() where periode_id = $1 and id not in (select id from dossier where periode_id = $1 limit 3)",
      [periode],
    );
    expect(await cost()).toBe(all);
    await world.owner.query("update dossier set retire_le = null where periode_id = $1", [periode]);
  });

  test("is the teachers': another class's reads, does not confirm; a hand-made line is refused", async () => {
    const helene = await world.as("h.roussel@lycee-demo.test");
    await helene.get(page());
    expect(helene.page.text).toContain("Vous pouvez lire cette page");
    expect((await helene.post(page(), { confirmer: `${periode}.1` }, "/mot-de-passe")).status).toBe(403);
    expect((await teacher.post(page(), { confirmer: `${periode}.1` }, page())).status).toBe(422);
    expect((await teacher.post(page(), { confirmer: "x" }, page())).status).toBe(422);
    const running = (await find("Accardo", "PFMP 3")).id;
    const early = await teacher.post(page(), { confirmer: `${running}.2` }, page());
    expect([early.status, early.text.includes("Il reste des jours à faire")]).toEqual([422, true]);
    for (const who of ["élève", "tuteur", "maître", "administrateur"] as const)
      for (const path of [routes.presencePeriode, routes.presenceCsv, routes.presenceXlsx])
        expect([who, (await people[who].request(path.href({ periode }))).status]).toEqual([who, 403]);
    const neighbour = await world.as("enseignant@lycee-voisin.test");
    expect((await neighbour.get(page())).status).toBe(404);
  });
});
