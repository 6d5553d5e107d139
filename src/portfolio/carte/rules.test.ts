import fc from "fast-check";
import { expect, test } from "vitest";
import { DIRECTIONS, deplacer, distance } from "#geographie/point.ts";
import type { Situation } from "#geographie/situer.ts";
import { FormInput } from "#kernel/form-input.ts";
import { readPosition } from "#portfolio/carte/form.ts";
import {
  aDessiner,
  bouge,
  conflit,
  type Emplacement,
  enTexte,
  type LieuEntreprise,
  lirePoint,
  nomDuLieu,
  positionDe,
} from "#portfolio/carte/rules.ts";

const elbeuf: Situation = {
  point: { latitude: 49.28669, longitude: 1.00288 },
  commune: "Elbeuf",
  departement: "Seine-Maritime",
  codeDepartement: "76",
  incertitude: 6,
};
const jamais: Emplacement = { point: null, version: 0, modifieLe: null };
const place: Emplacement = {
  point: { latitude: 49.3, longitude: 1.01 },
  version: 3,
  modifieLe: new Date("2026-11-23T08:00:00Z"),
};

const saisie = (champs: Record<string, string>) => {
  const data = new FormData();
  for (const [name, value] of Object.entries(champs)) data.append(name, value);
  return readPosition(new FormInput(data));
};

test("the pin is the learner’s before the address’s; without either there is none", () => {
  expect(positionDe(jamais, elbeuf)).toMatchObject({ par: "adresse", incertitude: 6 });
  expect(positionDe(place, elbeuf)).toMatchObject({ par: "apprenant", incertitude: 0, point: place.point });
  expect(positionDe(place, "inconnue")).toMatchObject({ par: "apprenant" });
  expect(positionDe(jamais, "vide")).toBeNull();
});

test("coordinates as people write them; what is no place on Earth is refused by its field", () => {
  const lu = (latitude: string, longitude: string) =>
    saisie({ latitude, longitude, _version: "0", depart: "" });
  for (const [latitude, longitude] of [
    ["49,28669", "1,00288"],
    [" 49.28669° ", "1.00288"],
    ["−20,88231", "55,4504"],
  ] as const)
    expect(lu(latitude, longitude).ok).toBe(true);
  expect(lu("−20,88", "55,45")).toMatchObject({ value: { point: { latitude: -20.88, longitude: 55.45 } } });
  for (const latitude of ["", "86", "-90", "1e1", "49,2,8", "quarante", "NaN", "49 28 12"]) {
    const read = lu(latitude, "1");
    expect(read, latitude).toMatchObject({ ok: false });
    expect(!read.ok && Object.keys(read.errors), latitude).toEqual(["latitude"]);
  }
  expect(lu("49", "181")).toMatchObject({ ok: false });
});

test("an arrow moves the pin from where it was seen, by the step chosen", () => {
  const read = saisie({
    decision: "ouest",
    pas: "500",
    depart: "49.28669,1.00288",
    _version: "2",
    latitude: "x",
  });
  if (!read.ok) throw new Error("refused");
  expect(read.value.depart).toEqual({ version: 2, point: elbeuf.point });
  expect(distance(read.value.point, elbeuf.point)).toBeCloseTo(0.5, 3);
  expect(read.value.point.longitude).toBeLessThan(1.00288);
  expect(saisie({ decision: "nord", pas: "7", depart: "49,1" })).toMatchObject({ ok: false });
  expect(saisie({ decision: "nord", pas: "500", depart: "" })).toMatchObject({ ok: false });
});

test("there and back is the same place, everywhere on Earth; every place survives its writing", () => {
  const retour = { nord: "sud", sud: "nord", est: "ouest", ouest: "est" } as const;
  fc.assert(
    fc.property(
      fc.double({ min: -80, max: 80, noNaN: true }),
      fc.double({ min: -179, max: 179, noNaN: true }),
      fc.constantFrom(...DIRECTIONS),
      (latitude, longitude, vers) => {
        const ici = { latitude, longitude };
        const la = deplacer(ici, vers, 5_000);
        expect(distance(ici, la)).toBeCloseTo(5, 1);
        expect(distance(deplacer(la, retour[vers], 5_000), ici)).toBeLessThan(0.05);
        expect(distance(lirePoint(enTexte(ici)) ?? la, ici)).toBeLessThan(0.002);
      },
    ),
  );
  for (const texte of ["", "49", "49,1,2", "a,b", "99,1", "49,999"]) expect(lirePoint(texte)).toBeNull();
});

test("a page is stale when the pin, or the address under it, has moved since", () => {
  const position = positionDe(jamais, elbeuf);
  expect(bouge(jamais, position, { version: 0, point: elbeuf.point })).toBe(false);
  // the fiche names another town now: same version, another place
  expect(bouge(jamais, position, { version: 0, point: { latitude: 49.44, longitude: 1.09 } })).toBe(true);
  expect(bouge(place, positionDe(place, elbeuf), { version: 2, point: place.point })).toBe(true);
  // back to the address and placed again since: the version is the same, the place is not
  expect(bouge(place, positionDe(place, elbeuf), { version: 3, point: elbeuf.point })).toBe(true);
  const voulu = { latitude: 49.31, longitude: 1.02 };
  expect(
    conflit(place, positionDe(place, elbeuf), voulu, {
      today: "2026-11-23" as never,
      fuseau: "Europe/Paris",
    }),
  ).toMatchObject({
    version: 3,
    fields: [
      { name: "latitude", yours: "49,31", theirs: "49,3" },
      { name: "longitude", yours: "1,02", theirs: "1,01" },
    ],
  });
});

const lieuDe = (rang: 1 | 2, entreprise: string, emplacement: Emplacement): LieuEntreprise => ({
  rang,
  adresse: { entreprise, adresse: "", codePostal: "", ville: "" },
  situation: "vide",
  emplacement,
  position: positionDe(emplacement, "vide"),
});

test("the map shows the companies whose place is known, numbered when there are two; the one asked for is the first", () => {
  const une = lieuDe(1, "Fragrance Plus", place);
  const deux = lieuDe(2, "Papeterie", { ...place, point: { latitude: 49.4, longitude: 1.1 } });
  expect(aDessiner([une])).toEqual({ point: place.point, nom: "Fragrance Plus" });
  expect(aDessiner([une, deux])).toMatchObject({ numero: 1, autre: { numero: 2, nom: "Papeterie" } });
  expect(aDessiner([une, deux], 2)).toMatchObject({ numero: 2, autre: { numero: 1 } });
  // one known place of two keeps its number: the list beside the map has both
  expect(aDessiner([lieuDe(1, "Fragrance Plus", jamais), deux])).toEqual({
    point: { latitude: 49.4, longitude: 1.1 },
    nom: "Papeterie",
    numero: 2,
  });
  expect(aDessiner([lieuDe(1, "", jamais)])).toBeNull();
  expect([nomDuLieu(une, false), nomDuLieu(une, true), nomDuLieu(lieuDe(2, "", jamais), true)]).toEqual([
    "Fragrance Plus",
    "1. Fragrance Plus",
    "2. La deuxième entreprise",
  ]);
});
