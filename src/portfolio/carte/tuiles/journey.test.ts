import sharp from "sharp";
import { beforeAll, expect, test } from "vitest";
import { routes } from "#routes.ts";
import { createWorld, type World } from "../../../../tests/kit/world.ts";

let world: World;
let carte: string;

beforeAll(async () => {
  world = await createWorld();
  const { rows } = await world.owner.query(
    `select d.id from dossier d join apprenant a on a.id = d.apprenant_id join periode p on p.id = d.periode_id
     where a.nom = 'Accardo' and p.nom = 'PFMP 3'`,
  );
  carte = routes.carte.href({ dossier: rows[0].id });
});

test("the streets: off, there is no such address; on, the page asks us, we ask by number, and a silence lets our drawing through", async () => {
  const tuile = (colonne: string, zoom = "12") => routes.tuile.href({ zoom, colonne, ligne: "1403" });
  const aline = await world.as("eleve@lycee-demo.test");
  expect((await aline.get(carte)).html).not.toContain("/carte/tuiles/");
  expect((await aline.request(tuile("2067"))).status).toBe(404);
  const asked: unknown[] = [];
  const square = new Uint8Array(Buffer.from("89504e470d0a1a0a00", "hex"));
  world.deps.fondDeCarte = {
    tuile: async (voulue) => {
      asked.push(voulue);
      return voulue.colonne === 2067 ? square : null;
    },
  };
  await aline.get(carte);
  expect(asked).toEqual([]);
  expect(aline.page.text).toContain("Plan IGN");
  expect(aline.page.text).not.toContain("sans appel à un service extérieur");
  expect(aline.page.root.querySelectorAll(".carte-etroite img").length).toBeGreaterThan(3);
  await aline.get(aline.page.link("La rue"));
  expect(aline.page.root.querySelector("svg[role=img]")?.text).toContain("500 m");

  const answer = await aline.request(tuile("2067"));
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "image/png"]);
  expect(answer.headers.get("cache-control")).toBe("private, max-age=86400");
  expect(new Uint8Array(await answer.arrayBuffer())).toEqual(square);
  expect(asked).toEqual([{ zoom: 12, colonne: 2067, ligne: 1403 }]);

  const silence = await aline.request(tuile("2068"));
  expect([silence.status, silence.headers.get("cache-control")]).toEqual([200, "no-store"]);
  const pixel = await sharp(Buffer.from(await silence.arrayBuffer()))
    .ensureAlpha()
    .raw()
    .toBuffer();
  expect(pixel.at(3)).toBe(0);

  for (const wrong of [
    tuile("4096"),
    tuile("-1"),
    tuile("1e2"),
    tuile("x"),
    tuile("5", "5"),
    tuile("5", "99"),
  ])
    expect((await aline.request(wrong)).status).toBe(404);
  expect(asked).toHaveLength(2);
  const nobody = await world.visitor().request(tuile("2067"));
  expect(nobody.status).toBe(303);
  expect(asked).toHaveLength(2);
});
