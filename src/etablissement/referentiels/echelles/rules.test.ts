import { expect, it } from "vitest";
import { PALETTE, reglagesUtiles, regler } from "#etablissement/referentiels/echelles/rules.ts";
import { loadReferentiels } from "#referentiel/load.ts";
import { withReglages } from "#referentiel/reglages.ts";
import { contrast } from "#ui/contrast.ts";

const mspc = loadReferentiels("referentiels").get("mspc")!;
const asItIs = {
  niveauxReussite: mspc.niveauxReussite.map(({ code, intitule, enMotsSimples, couleur }) => ({
    code,
    intitule,
    enMotsSimples,
    couleur,
  })),
  engagement: mspc.engagement,
  attitudes: mspc.attitudes,
  echelleAttitudes: mspc.echelleAttitudes,
  statutsPeriode: mspc.statutsPeriode,
  enMotsSimples: Object.fromEntries(
    mspc.competences.map(({ code, enMotsSimples }) => [code, enMotsSimples ?? ""]),
  ),
};

it("a setting equal to its default is no setting: everything saved as it is leaves the shipped version", () => {
  expect(reglagesUtiles(mspc, asItIs)).toEqual({});
  expect(withReglages(mspc, reglagesUtiles(mspc, asItIs))).toBe(mspc);
});

it("keeps what differs only, and one tab leaves the settings of the others", () => {
  const voulu = { ...asItIs, engagement: [{ code: "1", intitule: "Faible" }, ...mspc.engagement.slice(1)] };
  const first = regler(mspc, {}, "niveaux", voulu);
  expect(first).toEqual({ engagement: [{ code: "1", intitule: "Faible" }] });
  const both = regler(mspc, first, "attitudes", { attitudes: mspc.attitudes.slice(1) });
  expect(Object.keys(both).sort()).toEqual(["attitudes", "engagement"]);
  expect(regler(mspc, both, "attitudes", {})).toEqual(first);
});

it("the same settings make the same version, whatever the order of their keys", () => {
  const one = withReglages(mspc, {
    engagement: [{ code: "1", intitule: "Faible" }],
    attitudes: mspc.attitudes.slice(1),
  });
  const other = withReglages(mspc, {
    attitudes: mspc.attitudes.slice(1).map(({ code, intitule }) => ({ intitule, code })),
    engagement: [{ intitule: "Faible", code: "1" }],
  });
  expect(other.version).toBe(one.version);
});

it("every colour proposed is read beside white", () => {
  for (const { couleur } of PALETTE)
    expect(contrast(couleur, "#ffffff"), couleur).toBeGreaterThanOrEqual(4.5);
});
