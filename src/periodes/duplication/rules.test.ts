import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, civil } from "#kernel/civil-date.ts";
import { decaler, equipe, partager, titreDeLaCopie } from "#periodes/duplication/rules.ts";
import type { Candidat } from "#periodes/rules.ts";

const weekday = (date: string) => new Date(`${date}T00:00:00Z`).getUTCDay();
const learner = (id: string, classe: string): Candidat => ({
  id,
  nom: id,
  prenom: "",
  statut: "scolaire",
  classe: { id: classe, nom: classe.toUpperCase() },
});

describe("a period one year later", () => {
  it("falls on the same weekdays and lasts as long", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000 }), fc.integer({ min: 0, max: 3 }), (day, years) => {
        const date = addDays(civil("2024-01-01"), day);
        expect(weekday(decaler(date, years))).toBe(weekday(date));
      }),
    );
    expect(decaler(civil("2026-11-09"), 1)).toBe("2027-11-08");
  });

  it("names its annexe after its year, once", () => {
    expect(titreDeLaCopie("PFMP 3", 2026)).toBe("PFMP 3, 2026–2027");
    expect(titreDeLaCopie("PFMP 3, 2026–2027", 2027)).toBe("PFMP 3, 2027–2028");
  });
});

describe("référents proposed", () => {
  const facts = {
    referents: [
      { classe: "1 MSPC", referent: "sophie" },
      { classe: "1 MSPC", referent: "karim" },
      { classe: "T MSPC", referent: "ines" },
    ],
    enseignants: [{ classe: "c", enseignant: "helene" }],
    auteur: "moi",
  };
  const classe = (nom: string, id = "c") => ({ id, nom });

  it("are last year's of the same class, else last year's of the period", () => {
    expect(equipe("comme", classe("1 MSPC"), facts)).toEqual(["sophie", "karim"]);
    expect(equipe("comme", classe("1 MSPC B"), facts)).toEqual(["sophie", "karim", "ines"]);
  });
  it("are the teachers of the class when nobody of last year still teaches, then the author", () => {
    expect(equipe("comme", classe("1 MSPC"), { ...facts, referents: [] })).toEqual(["helene"]);
    expect(equipe("partage", classe("1 MSPC"), facts)).toEqual(["helene"]);
    expect(equipe("partage", classe("1 MSPC", "nowhere"), facts)).toEqual(["moi"]);
    expect(equipe({ enseignant: "karim" }, classe("1 MSPC"), facts)).toEqual(["karim"]);
  });
  it("share each class evenly: nobody has two learners more than another", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 6 }), (n, size) => {
        const learners = Array.from({ length: n }, (_, i) => learner(`a${i}`, "c"));
        const team = Array.from({ length: size }, (_, i) => `t${i}`);
        const shared = partager(learners, () => team);
        expect(shared.size).toBe(n);
        const loads = team.map((one) => [...shared.values()].filter((given) => given === one).length);
        expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);
      }),
    );
    const two = partager([learner("a", "x"), learner("b", "y")], (one) => [one.nom]);
    expect([...two]).toEqual([
      ["a", "X"],
      ["b", "Y"],
    ]);
  });
});
