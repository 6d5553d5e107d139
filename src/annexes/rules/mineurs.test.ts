import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Horaires, JOURS, type Jour, type Journee } from "#annexes/rules/conditions.ts";
import { champHoraire, horairesSaisis } from "#annexes/rules/horaires.ts";
import {
  avertissementEnMots,
  avertissementsMineurs,
  TRANCHES,
  type Tranche,
  tranchesDe,
} from "#annexes/rules/mineurs.ts";
import { civil } from "#kernel/civil-date.ts";

const jour = (matin: string | null, apresMidi: string | null): Journee => {
  const plage = (text: string | null) => {
    const [debut = "", fin = ""] = text?.split("-") ?? [];
    return text ? { debut, fin } : null;
  };
  return { matin: plage(matin), apresMidi: plage(apresMidi) };
};
const ouvres: Jour[] = ["lundi", "mardi", "mercredi", "jeudi", "vendredi"];
const semaine = (journee: Journee, jours = ouvres): Horaires =>
  Object.fromEntries(jours.map((one) => [one, journee]));
const dits = (horaires: Horaires, tranches: readonly Tranche[] = TRANCHES) =>
  avertissementsMineurs(horaires, tranches).map(({ pour, texte }) =>
    `${pour ?? "tous"} : ${texte}`.replaceAll("\u00a0", " "),
  );

describe("the rules for minors", () => {
  it("have nothing to say of seven hours a day, thirty-five a week, nor of an adult, nor of no hours", () => {
    expect(dits(semaine(jour("08:00-12:00", "13:00-16:00")))).toEqual([]);
    expect(dits({})).toEqual([]);
    expect(dits(semaine(jour("05:00-12:00", "12:00-18:00"), [...JOURS]), [])).toEqual([]);
  });

  it("a day: 7 h before 16, 8 h at 16 and 17, equal days together; a week: 35 h", () => {
    const hours = {
      ...semaine(jour("08:00-12:00", "13:00-16:30")),
      vendredi: jour("07:30-12:00", "13:00-17:30"),
    };
    expect(dits(hours)).toEqual([
      "moins-16 : 7 h par jour au plus (du lundi au jeudi : 7 h 30 ; le vendredi : 9 h)",
      "16-17 : 8 h par jour au plus (le vendredi : 9 h)",
      "tous : 35 h par semaine au plus, cours compris (ici 39 h)",
    ]);
    expect(dits(hours, ["16-17"])).toHaveLength(2);
  });

  it("the night: from 20 h before 16, from 22 h at 16 and 17, to 6 h", () => {
    const one = (matin: string | null, apresMidi: string | null = null) =>
      dits({ mardi: jour(matin, apresMidi) }).filter((text) => text.includes("entre"));
    expect(one(null, "16:00-20:00")).toEqual([]);
    expect(one(null, "16:30-20:30")).toEqual(["moins-16 : pas de travail entre 20 h et 6 h (le mardi)"]);
    expect(one(null, "18:00-22:01")).toHaveLength(2);
    expect(one("06:00-10:00")).toEqual([]);
    expect(one("05:59-10:00")).toEqual([
      "moins-16 : pas de travail entre 20 h et 6 h (le mardi)",
      "16-17 : pas de travail entre 22 h et 6 h (le mardi)",
    ]);
    // begun on Sunday evening, ended on Monday: the night is that of the day it begins
    expect(
      dits({ dimanche: jour(null, "23:00-02:00") }).filter((text) => text.includes("entre")),
    ).toHaveLength(2);
    expect(dits({ lundi: jour("02:00-05:00", null) }).filter((text) => text.includes("entre"))).toHaveLength(
      2,
    );
  });

  it("the rest between two days, the week after included", () => {
    const late = { lundi: jour(null, "15:00-19:00"), mardi: jour("08:00-12:00", null) };
    expect(dits(late)).toEqual(["moins-16 : 14 h de repos d’un jour à l’autre (lundi à mardi : 13 h)"]);
    const around = { dimanche: jour(null, "16:00-20:00"), lundi: jour("07:00-10:00", null) };
    expect(dits(around)).toEqual([
      "moins-16 : 14 h de repos d’un jour à l’autre (dimanche à lundi : 11 h)",
      "16-17 : 12 h de repos d’un jour à l’autre (dimanche à lundi : 11 h)",
    ]);
  });

  it("a break of 30 min after 4 h 30", () => {
    const pause = (matin: string | null, apresMidi: string | null) =>
      dits({ jeudi: jour(matin, apresMidi) }).filter((text) => text.includes("pause"));
    const said = ["tous : 30 min de pause après 4 h 30 de travail (le jeudi)"];
    expect(pause("08:00-12:30", null)).toEqual([]);
    expect(pause("08:00-12:31", null)).toEqual(said);
    expect(pause("08:00-12:00", "12:29-15:00")).toEqual(said);
    expect(pause("08:00-12:00", "12:30-15:00")).toEqual([]);
  });

  it("two days of rest in a row, Sunday and Monday too", () => {
    const half = jour("08:00-12:00", null);
    const rest = (days: Jour[]) => dits(semaine(half, days)).filter((text) => text.includes("de suite"));
    expect(rest(ouvres)).toEqual([]);
    expect(rest(["mardi", "mercredi", "jeudi", "vendredi", "samedi"])).toEqual([]);
    expect(rest(["lundi", "mardi", "jeudi", "vendredi", "samedi"])).toHaveLength(1);
  });

  it("whatever the hours: what holds before 16 holds after, an age known says less than both, and it is read as typed", () => {
    const clock = fc
      .integer({ min: 0, max: 47 })
      .map((n) => `${String(Math.floor(n / 2)).padStart(2, "0")}:${n % 2 ? "30" : "00"}`);
    const plage = fc.option(fc.tuple(clock, clock).map(([debut, fin]) => ({ debut, fin })));
    const week = fc.record(
      Object.fromEntries(JOURS.map((one) => [one, fc.record({ matin: plage, apresMidi: plage })])),
    );
    fc.assert(
      fc.property(week, (given) => {
        const horaires = given as Horaires;
        const number = (tranche: Tranche) => avertissementsMineurs(horaires, [tranche]).length;
        expect(number("moins-16")).toBeGreaterThanOrEqual(number("16-17"));
        const both = avertissementsMineurs(horaires, TRANCHES);
        expect(both.filter(({ pour }) => pour !== "moins-16")).toEqual(
          avertissementsMineurs(horaires, ["16-17"]),
        );
        const typed = new Map(
          JOURS.flatMap((one) =>
            (["matin", "apresMidi"] as const).flatMap((half) => [
              [champHoraire(one, half, "debut"), horaires[one]?.[half]?.debut ?? ""] as const,
              [champHoraire(one, half, "fin"), horaires[one]?.[half]?.fin ?? ""] as const,
            ]),
          ),
        );
        expect(
          avertissementsMineurs(
            horairesSaisis((name) => typed.get(name) ?? ""),
            TRANCHES,
          ),
        ).toEqual(both);
      }),
    );
  });

  it("half typed hours are not hours yet", () => {
    const typed: Record<string, string> = {
      "horaire-lundi-matin-debut": "5 h",
      "horaire-mardi-matin-debut": "x",
    };
    expect(dits(horairesSaisis((name) => typed[name] ?? ""))).toEqual([]);
  });

  it("the age of the period's first day, the birthday included; both when the birth is not known", () => {
    const on = (naissance: string) => tranchesDe(civil(naissance), civil("2026-11-09"));
    expect(on("2010-11-10")).toEqual(["moins-16"]);
    expect(on("2010-11-09")).toEqual(["16-17"]);
    expect(on("2008-11-10")).toEqual(["16-17"]);
    expect(on("2008-11-09")).toEqual([]);
    expect(tranchesDe(null, civil("2026-11-09"))).toEqual(TRANCHES);
  });

  it("says the age only where two are thought of", () => {
    const one = { pour: "moins-16" as const, texte: "7 h par jour au plus" };
    expect(avertissementEnMots(one, ["moins-16"])).toEqual({ qui: "", texte: "7 h par jour au plus." });
    expect(avertissementEnMots(one, TRANCHES).qui).toBe("Avant 16 ans");
    expect(avertissementEnMots({ pour: null, texte: "deux jours" }, TRANCHES).qui).toBe("Tout mineur");
    expect(avertissementEnMots({ pour: null, texte: "deux jours" }, ["16-17"]).texte).toBe("Deux jours.");
  });
});
