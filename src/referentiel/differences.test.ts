import { expect, it } from "vitest";
import { differences } from "#referentiel/differences.ts";
import { loadReferentiels } from "#referentiel/load.ts";

const refs = loadReferentiels("referentiels");
const mspc = refs.get("mspc")!;

it("a version does not differ from itself; from another diploma nearly everything does", () => {
  for (const ref of refs.values()) expect(differences(ref, ref)).toEqual([]);
  expect(differences(mspc, refs.get("melec")!).length).toBeGreaterThan(50);
});

it("says what is added, taken out and reworded, with both wordings", () => {
  const [first, ...others] = mspc.competences;
  const changed = {
    ...mspc,
    competences: [{ ...first!, intitule: "Analyser" }, ...others.slice(1)],
    groupes: [...mspc.groupes, { code: "C9", intitule: "Communiquer", verification: "infere" }],
    statutsPeriode: mspc.statutsPeriode.map((statut) =>
      statut.code === "P1" ? { ...statut, bilanEntreprise: true } : statut,
    ),
  };
  const found = differences(mspc, changed);
  expect(found.filter(({ quoi }) => quoi === "Compétence")).toEqual([
    { sorte: "change", quoi: "Compétence", code: first!.code, avant: first!.intitule, apres: "Analyser" },
    {
      sorte: "retire",
      quoi: "Compétence",
      code: others[0]!.code,
      avant: others[0]!.intitule,
      apres: null,
    },
  ]);
  // what is said of a competence goes with it, unsaid
  expect(found.some(({ quoi, code }) => quoi.startsWith("Compétence, ") && code === others[0]!.code)).toBe(
    false,
  );
  expect(found).toContainEqual({
    sorte: "ajoute",
    quoi: "Groupe de compétences",
    code: "C9",
    avant: null,
    apres: "Communiquer",
  });
  const statut = found.find(({ quoi }) => quoi === "Statut de période");
  expect([
    statut?.code,
    statut?.avant?.includes("bilan entreprise"),
    statut?.apres?.includes("bilan entreprise"),
  ]).toEqual(["P1", false, true]);
});
