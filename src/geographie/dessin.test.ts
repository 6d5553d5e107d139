import { parse } from "node-html-parser";
import sharp, { type Sharp } from "sharp";
import { expect, test } from "vitest";
import { cadreAutour, cadreDe, TAILLES, versPixels } from "#geographie/cadre.ts";
import { aVille, coordonneesEnMots, deVille, direction, precisionEnMots } from "#geographie/en-mots.ts";
import { createGeographie, lireCentroides } from "#geographie/geographie.ts";
import { couper, simplifier } from "#geographie/lignes.ts";
import { deplacer, distance, type Point, parallele } from "#geographie/point.ts";

const geographie = createGeographie();
const lieu = (codePostal: string, ville: string): Point => {
  const found = geographie.situer({ codePostal, ville });
  if (typeof found === "string") throw new Error(found);
  return found.point;
};
const elbeuf = lieu("76500", "Elbeuf");
const dessin = (point: Point, nom = "Atelier", taille: "large" | "etroite" = "large") =>
  parse(geographie.carteSvg({ point, nom, taille, echelle: "secteur" }, "carte"));

test("the pin’s foot is the place, to the pixel; the way back from pixels is the same place", () => {
  for (const taille of ["large", "etroite"] as const) {
    const cadre = cadreAutour(elbeuf, taille, "secteur");
    const [x, y] = versPixels(cadre, elbeuf);
    expect(x).toBeCloseTo(TAILLES[taille].largeur / 2, 6);
    const pin = dessin(elbeuf, "Atelier", taille).querySelector(".carte-repere")?.getAttribute("transform");
    expect(pin).toBe(`translate(${Number(x.toFixed(1))} ${Number(y.toFixed(1))})`);
    const retour = {
      longitude: cadre.ouest + x / cadre.parDegre,
      latitude: parallele(cadre.nord - y / cadre.parDegre),
    };
    expect(distance(retour, elbeuf)).toBeLessThan(0.001);
  }
});

test("the scale bar tells the truth within two in a hundred, at any latitude", () => {
  for (const point of [
    elbeuf,
    lieu("20000", "Ajaccio"),
    lieu("97400", "Saint-Denis"),
    lieu("97300", "Cayenne"),
  ]) {
    const svg = dessin(point);
    const [, pixels] = /h([\d.]+)v-6/.exec(svg.toString()) ?? [];
    const [, km] = />(\d+) km</.exec(svg.toString()) ?? [];
    const cadre = cadreAutour(point, "large", "secteur");
    const [x] = versPixels(cadre, deplacer(point, "est", Number(km) * 1_000));
    expect((x - TAILLES.large.largeur / 2) / Number(pixels)).toBeCloseTo(1, 1);
  }
});

test("what the screen reader and the policy of the page need: title, description, no style, no other address", () => {
  const svg = dessin(elbeuf, "Mécanique <b>& fils</b>");
  expect(svg.querySelector("title")?.text).toBe("Carte : Mécanique <b>& fils</b>");
  expect(svg.querySelector("desc")?.text).toBe("Le repère est à Elbeuf, à 19\u00a0km au sud de Rouen.");
  const brut = svg.toString();
  expect(brut).not.toContain("<b>");
  expect(brut).not.toMatch(/style|href|url\(|https?:\/\/(?!www\.w3\.org\/2000\/svg)/);
});

test("no town’s name covers another, the pin or the little map", () => {
  for (const point of [elbeuf, lieu("75013", "Paris"), lieu("67000", "Strasbourg"), lieu("59000", "Lille")]) {
    const boites = dessin(point)
      .querySelectorAll("text[stroke]")
      .map((text) => {
        const nombre = (name: string) => Number(text.getAttribute(name));
        const large = text.text.length * nombre("font-size") * 0.5;
        const part = { start: 0, middle: 0.5, end: 1 }[text.getAttribute("text-anchor") ?? "start"] ?? 0;
        const gauche = nombre("x") - large * part;
        return {
          gauche,
          droite: gauche + large,
          haut: nombre("y") - nombre("font-size") * 0.8,
          bas: nombre("y"),
        };
      });
    expect(boites.length).toBeGreaterThan(8);
    for (const [i, a] of boites.entries())
      for (const b of boites.slice(i + 1))
        expect(a.gauche < b.droite && b.gauche < a.droite && a.haut < b.bas && b.haut < a.bas).toBe(false);
  }
});

test("overseas the little map is the island’s, by its towns and its name; at sea there is none", () => {
  expect(dessin(lieu("97400", "Saint-Denis")).text).toContain("La Réunion");
  expect(dessin(lieu("97200", "Fort-de-France")).text).toContain("Martinique");
  expect(dessin({ latitude: 0, longitude: -30 }).text).not.toContain("Martinique");
  expect(geographie.carteEnMots({ latitude: 0, longitude: -30 })).toBe("");
});

test("several companies: every number on the map, those of one town together, none under the little map", () => {
  const villes = [
    ["76500", "Elbeuf"],
    ["76500", "Elbeuf"],
    ["76600", "Le Havre"],
    ["27400", "Louviers"],
    ["76000", "Rouen"],
  ] as const;
  const points = villes.map(([code, ville], i) => ({ ...lieu(code, ville), numero: i + 1 }));
  const svg = parse(geographie.carteDesEntreprises(points, "large", "classe") ?? "");
  const reperes = svg.querySelectorAll(".carte-repere");
  expect(reperes.map((repere) => repere.text).sort()).toEqual(["1, 2", "3", "4", "5"]);
  const [, x = "", y = ""] = /translate\((\d+) (\d+)\)"><rect width="104"/.exec(svg.toString()) ?? [];
  for (const repere of reperes) {
    const [px = 0, py = 0] = (repere.getAttribute("transform")?.match(/[\d.]+/g) ?? []).map(Number);
    expect(px > Number(x) - 12 && px < Number(x) + 116 && py > Number(y) - 12 && py < Number(y) + 124).toBe(
      false,
    );
    expect(px > 20 && px < 750 && py > 20 && py < 420).toBe(true);
  }
  expect(svg.querySelector("desc")?.text).toContain("3 : au Havre");
  expect(geographie.carteDesEntreprises([], "large", "classe")).toBeNull();
  // one company alone is not drawn at the scale of its doorstep
  expect(
    (cadreDe([elbeuf], "large")?.largeur ?? 0) / (cadreDe([elbeuf], "large")?.parDegre ?? 1),
  ).toBeGreaterThan(0.3);
});

const fragrance = { point: elbeuf, nom: "Fragrance Plus", numero: 1 };
const papeterie = { point: lieu("76000", "Rouen"), nom: "Papeterie de l’Andelle", numero: 2 };
const deux = (autre: typeof papeterie, taille: "large" | "etroite", premier = fragrance) =>
  parse(geographie.carteSvg({ ...premier, autre, taille, echelle: "ensemble" }, "carte"));

test("two companies: both pins in sight whole, numbered and named, only the first may be moved", () => {
  for (const taille of ["large", "etroite"] as const)
    for (const [premier, autre] of [
      [fragrance, papeterie],
      [papeterie, fragrance],
    ] as const) {
      const svg = deux(autre, taille, premier);
      expect(svg.querySelectorAll(".carte-repere").map(({ text }) => text)).toEqual([
        `${premier.numero}${premier.numero}. ${premier.nom}`,
      ]);
      expect(svg.querySelectorAll(".carte-autre").map(({ text }) => text)).toEqual([
        `${autre.numero}${autre.numero}. ${autre.nom}`,
      ]);
      for (const pin of svg.querySelectorAll(".carte-repere, .carte-autre")) {
        const [x = 0, y = 0] = (pin.getAttribute("transform")?.match(/[\d.]+/g) ?? []).map(Number);
        expect(x > 20 && x < TAILLES[taille].largeur - 20 && y > 76 && y < TAILLES[taille].hauteur - 5).toBe(
          true,
        );
      }
      expect(svg.querySelector("title")?.text).toBe("Carte : 1. Fragrance Plus, 2. Papeterie de l’Andelle");
      expect(svg.querySelector("desc")?.text).toContain("Le repère 2 est à Rouen.");
    }
});

test("two companies of one town: the pins lean apart and both numbers are read; one out of the frame is not drawn", () => {
  const svg = deux({ ...papeterie, point: elbeuf }, "large");
  expect(svg.toString().match(/rotate\((-?\d+)\)/g)).toEqual(["rotate(34)", "rotate(-34)"]);
  expect(svg.querySelectorAll(".carte-repere text, .carte-autre text").map(({ text }) => text)).toEqual(
    expect.arrayContaining(["1", "2"]),
  );
  const loin = { ...papeterie, point: lieu("13001", "Marseille") };
  const pres = geographie.carteSvg(
    { ...fragrance, autre: loin, taille: "large", echelle: "proche" },
    "carte",
  );
  expect(parse(pres).querySelector(".carte-autre")).toBeNull();
});

test("the streets lie over our drawing and under the pin, from our own address only; without them not one is asked", () => {
  const carte = { point: elbeuf, nom: "Atelier", taille: "large", echelle: "proche" } as const;
  const svg = geographie.carteSvg({ ...carte, fond: true }, "carte");
  const images = parse(svg).querySelectorAll("img");
  expect(images.length).toBeGreaterThan(5);
  for (const image of images) {
    expect(image.getAttribute("src")).toMatch(/^\/carte\/tuiles\/\d+\/\d+\/\d+$/);
    expect(image.getAttribute("loading")).toBe("lazy");
    expect(image.getAttribute("alt")).toBe("");
  }
  const places = ['<path d="M', "foreignObject", "m14", "carte-repere"].map((mot) =>
    svg.toLowerCase().indexOf(mot.toLowerCase()),
  );
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(svg).not.toMatch(/ style=|url\(|https?:\/\/(?!www\.w3\.org\/2000\/svg)/);
  expect(geographie.carteSvg(carte, "carte")).not.toContain("<img");
});

test("the picture for documents: twice as many pixels, and its words are drawn", async () => {
  const png = sharp(await geographie.cartePng({ point: elbeuf, nom: "Atelier", echelle: "secteur" }));
  expect(await png.metadata()).toMatchObject({ format: "png", width: 1540, height: 880 });
  const sans = await geographie.cartePng({ point: elbeuf, nom: "", echelle: "secteur" });
  // the name's own frame is there with a name only, and holds ink: letters, not boxes left empty by a missing font
  const region = { left: 700, top: 312, width: 140, height: 40 };
  const encre = async (image: Sharp) => {
    const { data } = await image.extract(region).greyscale().raw().toBuffer({ resolveWithObject: true });
    return data.filter((grey) => grey < 80).length;
  };
  expect(await encre(png)).toBeGreaterThan((await encre(sharp(sans))) + 200);
});

test("words: articles contracted, winds, doubt, coordinates", () => {
  expect(["Elbeuf", "Le Havre", "Les Andelys", "La Rochelle", "Rouen"].map(deVille)).toEqual([
    "d’Elbeuf",
    "du Havre",
    "des Andelys",
    "de La Rochelle",
    "de Rouen",
  ]);
  expect(["Elbeuf", "Le Havre", "Les Andelys"].map(aVille)).toEqual(["à Elbeuf", "au Havre", "aux Andelys"]);
  expect(direction(elbeuf, deplacer(elbeuf, "nord", 500))).toBe("au nord");
  expect(direction(elbeuf, deplacer(elbeuf, "ouest", 500))).toBe("à l’ouest");
  expect(direction(elbeuf, deplacer(deplacer(elbeuf, "sud", 500), "est", 500))).toBe("au sud-est");
  expect(geographie.carteEnMots(deplacer(lieu("76190", "Yvetot"), "nord", 2_500))).toMatch(
    /^à 2,5\u00a0km au nord d’Yvetot, à \d+\u00a0km /,
  );
  expect([0, 6].map((incertitude) => precisionEnMots({ incertitude }))).toEqual([
    "au centre de la commune",
    "à environ 6\u00a0km près",
  ]);
  expect(coordonneesEnMots({ latitude: -20.88231, longitude: 55.4504 })).toBe(
    "20,88231°\u00a0S, 55,45040°\u00a0E",
  );
});

test("the operator’s centres go first, in either form; anything else says what is expected", () => {
  const attendu = { longitude: 1.5, latitude: 49.5 };
  expect(lireCentroides('{"76231":[1.5,49.5]}').get("76231")).toEqual(attendu);
  const api = [{ nom: "Elbeuf", code: "76231", centre: { type: "Point", coordinates: [1.5, 49.5] } }];
  expect(lireCentroides(JSON.stringify(api)).get("76231")).toEqual(attendu);
  for (const faux of ["", "[1]", '{"76231":[49,500]}', '{"76231":"ici"}'])
    expect(() => lireCentroides(faux)).toThrow("communes-centroides.json");
});

test("lines are cut to a box and thinned without leaving their place", () => {
  const carre = [
    [0, 0],
    [10, 0],
    [10, 10],
    [0, 10],
  ] as const;
  const coupe = couper(carre, { gauche: 5, haut: -5, droite: 50, bas: 5 });
  expect(coupe.map(([x, y]) => `${x},${y}`).sort()).toEqual(["10,0", "10,5", "5,0", "5,5"]);
  expect(couper(carre, { gauche: 20, haut: 20, droite: 30, bas: 30 })).toEqual([]);
  const presque = Array.from({ length: 50 }, (_, i) => [i, i % 2 ? 0.2 : 0] as const);
  expect(simplifier(presque, 0.5)).toHaveLength(2);
  expect(simplifier(presque, 0.1).length).toBeGreaterThan(40);
});
