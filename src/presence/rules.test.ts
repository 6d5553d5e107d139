import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Horaires, JOURS } from "#annexes/rules/conditions.ts";
import { addDays, type CivilDate, civil, daysBetween, mondayOf } from "#kernel/civil-date.ts";
import {
  arreter,
  type Cadre,
  changements,
  compteConfirme,
  decompte,
  joursPrevus,
  NOTES,
  type Note,
  noteLue,
  notesLues,
  notesPossibles,
  peutConfirmer,
  plusVenuDepuis,
  reprendre,
  semainesDe,
} from "#presence/rules.ts";

const matin = { debut: "08:00", fin: "12:00" };
const apresMidi = { debut: "13:30", fin: "16:45" };
const entier = { matin, apresMidi };
const semaine: Horaires = {
  lundi: entier,
  mardi: entier,
  mercredi: entier,
  jeudi: entier,
  vendredi: { matin, apresMidi: null },
};
const cadre = (change: Partial<Cadre> = {}): Cadre => ({
  periode: { du: civil("2026-11-09"), au: civil("2026-12-04") },
  sejours: [{ rang: 1, du: null, au: null }],
  horaires: semaine,
  ...change,
});
const dates = (change: Partial<Cadre> = {}) => joursPrevus(cadre(change)).map(({ jour }) => jour);
const notes = (given: Record<string, Note> = {}): Map<CivilDate, Note> =>
  new Map(Object.entries(given).map(([jour, note]) => [civil(jour), note]));
const compte = (given: Record<string, Note> = {}, change: Partial<Cadre> = {}) =>
  decompte(joursPrevus(cadre(change)), notes(given));

describe("the days planned", () => {
  it("are those that the usual week works, between the edges of the period, both included", () => {
    expect(dates()).toHaveLength(20);
    const cut = { periode: { du: civil("2026-11-12"), au: civil("2026-11-17") } };
    expect(dates(cut)).toEqual(["2026-11-12", "2026-11-13", "2026-11-16", "2026-11-17"]);
    expect(semainesDe(joursPrevus(cadre(cut))).map(({ lundi, jours }) => [lundi, jours.length])).toEqual([
      ["2026-11-09", 2],
      ["2026-11-16", 2],
    ]);
  });

  it("hold the Saturday where it is worked, not the Monday where it is not", () => {
    const { lundi: _, ...sansLundi } = semaine;
    const found = dates({ horaires: { ...sansLundi, samedi: entier } });
    expect(found).toContain("2026-11-14");
    expect(found).not.toContain("2026-11-16");
  });

  it("are Monday to Friday while no hours are known; their hours cannot be told", () => {
    expect(dates({ horaires: {} })).toHaveLength(20);
    expect(compte({ "2026-11-10": "matin" }, { horaires: {} })).toEqual({
      prevus: 20,
      absences: 0.5,
      faits: 19.5,
      minutes: null,
    });
  });

  it("follow the stays: their own days, a gap between two, the last begun where an apprenti's overlap", () => {
    const two = [
      { rang: 1, du: null, au: civil("2026-11-20") },
      { rang: 2, du: civil("2026-11-25"), au: null },
    ];
    const found = joursPrevus(cadre({ sejours: two }));
    expect(found.map(({ jour, rang }) => `${jour.slice(5)} ${rang}`).slice(9, 11)).toEqual([
      "11-20 1",
      "11-25 2",
    ]);
    const mixed = [
      { rang: 1, du: null, au: null },
      { rang: 2, du: civil("2026-11-23"), au: civil("2026-11-27") },
    ];
    const ranks = joursPrevus(cadre({ sejours: mixed })).map(({ rang }) => rang);
    expect(ranks.join("")).toBe("11111111112222211111");
  });
});

describe("what was really done", () => {
  it("a day away is a day, a half is a half, a day nobody works counts nowhere", () => {
    expect(compte()).toEqual({
      prevus: 20,
      absences: 0,
      faits: 20,
      minutes: { prevues: 7920, faites: 7920 },
    });
    expect(
      compte({ "2026-11-10": "journee", "2026-11-11": "non-travaille", "2026-11-12": "apres-midi" }),
    ).toEqual({
      prevus: 19,
      absences: 1.5,
      faits: 17.5,
      minutes: { prevues: 7920 - 435, faites: 7920 - 435 - 435 - 195 },
    });
  });

  it("a day of a single half counts one day: away for it is away all day, for the other half is nothing", () => {
    const friday = joursPrevus(cadre()).find(({ jour }) => jour === "2026-11-13")!;
    expect(notesPossibles(friday)).toEqual(["journee", "non-travaille"]);
    expect(noteLue(friday, notes({ "2026-11-13": "matin" }))).toBe("journee");
    expect(noteLue(friday, notes({ "2026-11-13": "apres-midi" }))).toBeNull();
    expect(compte({ "2026-11-13": "matin" })).toMatchObject({ absences: 1, faits: 19 });
  });

  it("a period whose every day is not worked plans nothing", () => {
    const off = Object.fromEntries(dates().map((jour) => [jour, "non-travaille" as const]));
    expect(compte(off)).toEqual({ prevus: 0, absences: 0, faits: 0, minutes: null });
  });

  const anyClock = fc
    .integer({ min: 0, max: 4 })
    .map((n) => ({ debut: "08:00", fin: `${9 + n}:00`.padStart(5, "0") }));
  const anyDay = fc.record({ matin: fc.option(anyClock), apresMidi: fc.option(anyClock) });
  const anyWeek = fc.record(Object.fromEntries(JOURS.map((jour) => [jour, anyDay])), { requiredKeys: [] });
  const anyDate = fc.integer({ min: 0, max: 60 }).map((n) => addDays(civil("2026-11-01"), n));
  const anyCadre = fc
    .tuple(anyDate, anyDate, anyWeek, fc.option(anyDate), fc.option(anyDate))
    .map(([a, b, horaires, c, d]): Cadre => {
      const [du, au] = a < b ? [a, b] : [b, a];
      const [debut, fin] = c && d ? [c, d].sort() : [];
      const second = debut && fin ? [{ rang: 2, du: debut, au: fin }] : [];
      return {
        periode: { du, au },
        horaires: horaires as Horaires,
        sejours: [{ rang: 1, du: null, au: null }, ...second],
      };
    });
  const anyNotes = fc
    .array(fc.tuple(anyDate, fc.constantFrom(...NOTES)))
    .map((given) => new Map<CivilDate, Note>(given));

  it("whatever the hours, the edges and the notes: done and away make what is planned, week by week and stay by stay", () => {
    fc.assert(
      fc.property(anyCadre, anyNotes, (given, noted) => {
        const jours = joursPrevus(given);
        const whole = decompte(jours, noted);
        expect(whole.faits + whole.absences).toBe(whole.prevus);
        expect(whole.faits).toBeGreaterThanOrEqual(0);
        expect(whole.faits * 2).toBe(Math.round(whole.faits * 2));
        if (whole.minutes) expect(whole.minutes.faites).toBeLessThanOrEqual(whole.minutes.prevues);
        if (whole.absences === 0 && whole.minutes) expect(whole.minutes.faites).toBe(whole.minutes.prevues);
        const weeks = semainesDe(jours);
        const sum = (parts: { faits: number }[]) => parts.reduce((total, { faits }) => total + faits, 0);
        expect(sum(weeks.map(({ jours: of }) => decompte(of, noted)))).toBe(whole.faits);
        const stays = [1, 2].map((rang) => jours.filter((jour) => jour.rang === rang));
        expect(sum(stays.map((of) => decompte(of, noted)))).toBe(whole.faits);
        for (const { jour } of jours) expect(given.periode.du <= jour && jour <= given.periode.au).toBe(true);
        for (const { lundi, jours: of } of weeks)
          for (const { jour } of of) expect(daysBetween(lundi, jour)).toBeLessThan(7);
        // reading the notes twice changes nothing
        expect(decompte(jours, notesLues(jours, noted))).toEqual(whole);
      }),
    );
  });

  it("gone from a day on: nothing is done any more; come back: everything is, and days nobody works stay", () => {
    fc.assert(
      fc.property(anyCadre, anyNotes, anyDate, (given, noted, depuis) => {
        const jours = joursPrevus(given);
        const after = jours.filter(({ jour }) => jour >= depuis);
        const before = jours.filter(({ jour }) => jour < depuis);
        const gone = arreter(jours, notesLues(jours, noted), depuis);
        expect(decompte(after, gone).faits).toBe(0);
        expect(decompte(before, gone)).toEqual(decompte(before, noted));
        expect(decompte(after, gone).prevus).toBe(decompte(after, noted).prevus);
        const back = reprendre(gone, depuis);
        expect(decompte(after, back).absences).toBe(0);
        expect(decompte(after, back).prevus).toBe(decompte(after, noted).prevus);
        expect(changements(jours, gone, gone)).toEqual([]);
      }),
    );
  });
});

describe("gone before the end", () => {
  const since = (given: Record<string, Note>) => plusVenuDepuis(joursPrevus(cadre()), notes(given));

  it("is said from the first of the days away that run to the end, a closing among them or not", () => {
    expect(since({})).toBeNull();
    expect(since({ "2026-12-04": "journee" })).toBeNull();
    expect(since({ "2026-12-02": "journee", "2026-12-03": "non-travaille", "2026-12-04": "journee" })).toBe(
      "2026-12-02",
    );
    expect(since({ "2026-12-02": "journee", "2026-12-03": "journee" })).toBeNull();
    expect(since({ "2026-12-02": "matin", "2026-12-03": "journee", "2026-12-04": "journee" })).toBe(
      "2026-12-03",
    );
  });
});

describe("confirming", () => {
  const jours = joursPrevus(cadre());
  const can = (today: string, given: Record<string, Note> = {}) =>
    peutConfirmer(jours, notes(given), civil(today));

  it("waits for the last day that is left to do, and no longer", () => {
    expect(can("2026-12-03")).toMatchObject({
      code: "pas-fini",
      message:
        "Il reste des jours à faire : les absences se confirment à partir du vendredi 4 décembre 2026.",
    });
    expect(can("2026-12-04").ok).toBe(true);
    expect(can("2026-12-03", { "2026-12-04": "non-travaille" }).ok).toBe(true);
    expect(can("2026-12-03", { "2026-12-04": "matin" }).ok).toBe(true);
    const gone = arreter(jours, new Map(), mondayOf(civil("2026-11-24")));
    expect(peutConfirmer(jours, gone, civil("2026-11-20")).ok).toBe(true);
    expect(peutConfirmer(jours, gone, civil("2026-11-19")).ok).toBe(false);
    expect(peutConfirmer([], new Map(), civil("2026-12-04"))).toMatchObject({ code: "aucun-jour" });
  });

  it("lets the count be written while it holds", () => {
    const done = { le: new Date(0), par: { nom: "M", prenom: "S" }, perimee: false };
    expect(compteConfirme(null, jours, new Map())).toBeNull();
    expect(compteConfirme({ ...done, perimee: true }, jours, new Map())).toBeNull();
    expect(compteConfirme(done, jours, new Map())?.faits).toBe(20);
  });
});
