import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, civil, mondayOf } from "#kernel/civil-date.ts";
import {
  champDuJour,
  datesDe,
  estDuWeekEnd,
  etatDe,
  etatVu,
  jourConcerne,
  jourDuChamp,
  joursDe,
  recitDe,
  semaineCourante,
  semaineDuLundi,
  semainesDe,
  tachesDeLaVeille,
  toutesLesTaches,
} from "#portfolio/semaines/rules.ts";

const periode = { du: civil("2026-11-09"), au: civil("2026-12-04") };
const lundis = ["2026-11-09", "2026-11-16", "2026-11-23", "2026-11-30"];

test("the weeks are those the period touches, numbered from 1", () => {
  expect(semainesDe(periode).map((s) => [s.numero, s.lundi])).toEqual(lundis.map((l, i) => [i + 1, l]));
  expect(semaineDuLundi(semainesDe(periode), "2026-12-07")).toBeUndefined();
  expect(semaineDuLundi(semainesDe(periode), "2026-11-10")).toBeUndefined();
});

test("a week written before the dates of the period were changed stays reachable", () => {
  const semaines = semainesDe({ ...periode, du: civil("2026-11-16") }, ["2026-11-09", "2026-11-16"]);
  expect(semaines.map((s) => s.lundi)).toEqual(lundis);
  expect(semaines.map((s) => s.horsPeriode)).toEqual([true, false, false, false]);
});

test("it opens on today's week, the first before the period, the last after", () => {
  expect(semaineCourante(periode, civil("2026-11-29"))).toBe("2026-11-23");
  expect(semaineCourante(periode, civil("2026-09-01"))).toBe("2026-11-09");
  expect(semaineCourante(periode, civil("2027-03-01"))).toBe("2026-11-30");
});

test("whatever the period and the day, the week it opens on is one of its weeks", () => {
  const day = fc.integer({ min: 0, max: 900 }).map((n) => addDays(civil("2026-01-01"), n));
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 90 }), day, (du, length, today) => {
      const given = { du, au: addDays(du, length) };
      const current = semaineCourante(given, today);
      expect(semaineDuLundi(semainesDe(given), current)).toBeDefined();
      if (today >= given.du && today <= given.au) expect(current).toBe(mondayOf(today));
    }),
  );
});

test("the dates of a week, Monday to Friday, cut to the period", () => {
  const shown = (lundi: string, given = periode) => datesDe(civil(lundi), given).replaceAll("\u00a0", " ");
  expect(shown("2026-11-09")).toBe("9–13 nov.");
  expect(shown("2026-11-30")).toBe("30 nov.–4 déc.");
  expect(shown("2026-11-09", { ...periode, du: civil("2026-11-11") })).toBe("11–13 nov.");
  expect(shown("2026-11-30", { ...periode, au: civil("2026-12-01") })).toBe("30 nov.–1er déc.");
  expect(shown("2027-02-01", { du: civil("2027-02-01"), au: civil("2027-02-28") })).toBe("1er–5 févr.");
  expect(shown("2026-11-30", { ...periode, au: civil("2026-11-30") })).toBe("30 nov.");
});

test("where a week stands, in words", () => {
  const today = civil("2026-11-23");
  expect(lundis.map((l, i) => etatDe(civil(l), i === 0, today))).toEqual([
    "racontée",
    "à raconter",
    "à raconter",
    "à venir",
  ]);
});

test("the days that may be told: the seven, none beyond the period; one told before the dates moved stays", () => {
  const monday = civil("2026-11-09");
  const semaine = [0, 1, 2, 3, 4, 5, 6].map((n) => addDays(monday, n));
  expect(joursDe(monday, periode)).toEqual(semaine);
  expect(semaine.filter(estDuWeekEnd)).toEqual(["2026-11-14", "2026-11-15"]);
  const courte = { du: civil("2026-11-11"), au: civil("2026-11-12") };
  expect(joursDe(monday, courte)).toEqual(["2026-11-11", "2026-11-12"]);
  expect(joursDe(monday, courte, ["fait", "jour-2026-11-09", "taches-2026-11-13"])).toEqual([
    "2026-11-09",
    "2026-11-11",
    "2026-11-12",
    "2026-11-13",
  ]);
  // a period that begins on a Saturday
  expect(joursDe(monday, { du: civil("2026-11-14"), au: civil("2026-12-04") })).toEqual([
    "2026-11-14",
    "2026-11-15",
  ]);
});

test("whatever the period and the week, a day to tell is of both", () => {
  const day = fc.integer({ min: 0, max: 400 }).map((n) => addDays(civil("2026-01-01"), n));
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 60 }), (du, length) => {
      const given = { du, au: addDays(du, length) };
      for (const { lundi } of semainesDe(given)) {
        const jours = joursDe(lundi, given);
        expect(jours.length).toBeGreaterThan(0);
        for (const jour of jours) {
          expect(mondayOf(jour)).toBe(lundi);
          expect(jour >= given.du && jour <= given.au).toBe(true);
          expect(jourDuChamp(champDuJour(jour))).toBe(jour);
        }
      }
    }),
  );
  expect(jourDuChamp("jour-hier")).toBeUndefined();
  expect(jourDuChamp("fait")).toBeUndefined();
});

test("the text of the week shows its days joined, in order", () => {
  const texte = recitDe({
    "jour-2026-11-10": "Graissage",
    fait: "Une bonne semaine.",
    "jour-2026-11-09": "Visite",
    "jour-2026-11-11": "",
  });
  expect(texte.replaceAll("\u00a0", " ")).toBe(
    "Une bonne semaine.\nLundi 9 novembre : Visite\nMardi 10 novembre : Graissage",
  );
  expect(recitDe({})).toBe("");
});

test("the tasks of a week are those of the week and of its days, each once; a day takes up those of the last day that has some", () => {
  const contenu = {
    taches: ["A3T1", "A1T1"],
    "taches-2026-11-10": ["A2T1", "A1T1"],
    "taches-2026-11-09": ["A2T10"],
    "taches-2026-11-11": [],
    "jour-2026-11-12": "Visite",
  };
  expect(toutesLesTaches(contenu)).toEqual(["A1T1", "A2T1", "A2T10", "A3T1"]);
  // told for the whole week only: as they are
  expect(toutesLesTaches({ taches: ["A3T1", "A1T1"] })).toEqual(["A3T1", "A1T1"]);
  expect(toutesLesTaches({})).toEqual([]);
  expect(tachesDeLaVeille(contenu, civil("2026-11-13"))).toEqual(["A2T1", "A1T1"]);
  expect(tachesDeLaVeille(contenu, civil("2026-11-10"))).toEqual(["A2T10"]);
  expect(tachesDeLaVeille(contenu, civil("2026-11-09"))).toEqual([]);
  expect([
    jourConcerne("taches-2026-11-09"),
    jourConcerne("jour-2026-11-09"),
    jourConcerne("taches"),
  ]).toEqual(["2026-11-09", "2026-11-09", undefined]);
});

test("seen by nobody, by one, by several", () => {
  expect([0, 1, 3].map((n) => etatVu("racontée", n).replace("\u00a0", " "))).toEqual([
    "racontée",
    "racontée, vue",
    "racontée, vue par 3 personnes",
  ]);
});
