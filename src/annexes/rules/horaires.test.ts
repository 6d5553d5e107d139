import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formulaireConditions, lireConditionsSaisies } from "#annexes/conditions/form.ts";
import { type Horaires, JOURS, type Journee, sansConditions } from "#annexes/rules/conditions.ts";
import { dureeEnTexte, horairesEnTexte, lireHeure, verifierHoraires } from "#annexes/rules/horaires.ts";

const plage = (debut: string, fin: string) => ({ debut, fin });
const jour: Journee = { matin: plage("08:00", "12:00"), apresMidi: plage("13:30", "17:00") };
const matin: Journee = { matin: plage("08:00", "12:00"), apresMidi: null };
const text = (horaires: Horaires) => horairesEnTexte(horaires).replaceAll("\u00a0", " ");

describe("an hour typed", () => {
  it.each([
    ["08:30", "08:30"],
    ["8h", "08:00"],
    ["8 h 30", "08:30"],
    ["8.30", "08:30"],
    ["17", "17:00"],
    ["", ""],
    ["24:00", undefined],
    ["8:60", undefined],
    ["midi", undefined],
  ])("%s → %s", (typed, read) => expect(lireHeure(typed)).toBe(read));
});

describe("hours in a sentence", () => {
  it("puts equal days together and says the week", () => {
    expect(text({ lundi: jour, mardi: jour, mercredi: jour, jeudi: jour, vendredi: matin })).toBe(
      "du lundi au jeudi : 8 h – 12 h et 13 h 30 – 17 h ; le vendredi : 8 h – 12 h (34 h par semaine)",
    );
  });

  it("names days that do not follow each other, or are only two", () => {
    expect(text({ lundi: matin, mardi: matin })).toBe("les lundi et mardi : 8 h – 12 h (8 h par semaine)");
    expect(text({ lundi: matin, mercredi: matin, vendredi: matin })).toBe(
      "les lundi, mercredi et vendredi : 8 h – 12 h (12 h par semaine)",
    );
  });

  it("says a night's end as the next day's, and nothing of an empty week", () => {
    expect(text({ lundi: { matin: null, apresMidi: plage("21:00", "05:30") } })).toBe(
      "le lundi : 21 h – 5 h 30 (8 h 30 par semaine)",
    );
    expect(horairesEnTexte({})).toBe("");
    expect(dureeEnTexte(5).replaceAll("\u00a0", " ")).toBe("0 h 05");
  });
});

describe("hours that do not hold together", () => {
  const refused = (journee: Journee) => {
    const decision = verifierHoraires({ mardi: journee });
    return decision.ok ? null : [decision.message.replaceAll("\u00a0", " "), decision.field];
  };
  it("refuses a day longer than 12 h, and takes one of 12 h", () => {
    expect(refused({ matin: plage("06:00", "12:00"), apresMidi: plage("13:00", "19:01") })).toEqual([
      "La journée du mardi dépasse 12 h : vérifiez ses heures.",
      "horaire-mardi-matin-fin",
    ]);
    expect(refused({ matin: plage("06:00", "12:00"), apresMidi: plage("13:00", "19:00") })).toBeNull();
  });
  it("refuses an afternoon before the end of the morning, but takes a night of two parts", () => {
    expect(refused({ matin: plage("08:00", "14:00"), apresMidi: plage("13:00", "17:00") })?.[1]).toBe(
      "horaire-mardi-apresMidi-debut",
    );
    expect(refused({ matin: plage("21:00", "00:00"), apresMidi: plage("00:30", "05:00") })).toBeNull();
  });
  it("refuses a half-day that ends when it begins", () => {
    expect(refused({ matin: plage("08:00", "08:00"), apresMidi: null })?.[1]).toBe("horaire-mardi-matin-fin");
  });
});

describe("the form of the conditions", () => {
  const reading = (values: Record<string, string>) =>
    lireConditionsSaisies({ text: (name) => values[name] ?? "" });

  it("asks for the end that is missing, each beside its field", () => {
    const read = reading({ "horaire-lundi-matin-debut": "8h", "horaire-jeudi-apresMidi-fin": "midi" });
    expect(read).toEqual({
      ok: false,
      errors: {
        "horaire-lundi-matin-fin": "Il manque l’heure de fin le lundi matin.",
        "horaire-jeudi-apresMidi-fin": "Heure de fin illisible le jeudi après-midi (exemple : 17 h).",
      },
    });
  });

  it("reads back what it shows", () => {
    const half = (from: number) =>
      fc.option(
        fc.record({
          debut: fc.integer({ min: from, max: from + 2 }).map((h) => `${String(h).padStart(2, "0")}:15`),
          fin: fc.integer({ min: from + 3, max: from + 5 }).map((h) => `${String(h).padStart(2, "0")}:45`),
        }),
      );
    const day = fc
      .record({ matin: half(6), apresMidi: half(13) })
      .filter(({ matin, apresMidi }) => matin !== null || apresMidi !== null);
    const week = fc.record(Object.fromEntries(JOURS.map((one) => [one, day])), { requiredKeys: [] });
    fc.assert(
      fc.property(week, (horaires) => {
        const conditions = { ...sansConditions, horaires, concertation: "Deux visites." };
        expect(reading(formulaireConditions(conditions))).toEqual({ ok: true, value: conditions });
      }),
    );
  });
});
