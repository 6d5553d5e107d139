import { join } from "node:path";
import { expect, test } from "vitest";
import { civil } from "#kernel/civil-date.ts";
import { loadReferentiels } from "#referentiel/load.ts";
import { root } from "#root.ts";
import { type Ecrit, preuvesDe } from "#tableau-de-bord/preuves/rules.ts";

const refs = loadReferentiels(join(root, "referentiels"));
const ecrit = (given: Partial<Ecrit>): Ecrit => ({
  genre: "activite",
  dossier: "d1",
  periode: { nom: "PFMP 2", du: civil("2026-07-06") },
  ref: refs.get("melec")!,
  cle: "a",
  titre: "Pose",
  rang: 1,
  competences: [],
  taches: [],
  ...given,
});

test("a writing tied to competences speaks of those alone, whatever its tasks lead to", () => {
  const dit = ecrit({ competences: ["C5"], taches: ["T1-1"] });
  expect(preuvesDe("C5", [dit])).toEqual([{ ...dit, par: { genre: "competence" } }]);
  expect(preuvesDe("C1", [dit])).toEqual([]);
});

test("the others by their tasks: as the référentiel says, or indicatively where it says nothing", () => {
  expect(preuvesDe("C1", [ecrit({ taches: ["T1-1", "T99"] })])[0]?.par).toEqual({
    genre: "taches",
    taches: ["T1-1"],
    indicative: false,
  });
  const mspc = ecrit({ ref: refs.get("mspc")!, taches: ["A2T1", "A3T1", "A2T2"] });
  expect(preuvesDe("C2.1", [mspc])[0]?.par).toEqual({
    genre: "taches",
    taches: ["A2T1", "A2T2"],
    indicative: true,
  });
  expect(preuvesDe("C9.9", [mspc])).toEqual([]);
});

test("in the order of periods, weeks before activities, activities as the learner placed them", () => {
  const late = { periode: { nom: "PFMP 3", du: civil("2026-11-09") }, dossier: "d0" };
  const all = [
    ecrit({ competences: ["C5"], ...late, cle: "z" }),
    ecrit({ competences: ["C5"], cle: "b", rang: 2 }),
    ecrit({ competences: ["C5"], cle: "c", rang: 1 }),
    ecrit({ competences: ["C5"], genre: "semaine", cle: "2026-07-06", rang: 0 }),
  ];
  expect(preuvesDe("C5", all).map(({ cle }) => cle)).toEqual(["2026-07-06", "c", "b", "z"]);
});
