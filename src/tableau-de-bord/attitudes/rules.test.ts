import { join } from "node:path";
import { expect, test } from "vitest";
import { civil } from "#kernel/civil-date.ts";
import { loadReferentiels } from "#referentiel/load.ts";
import type { Referentiel } from "#referentiel/types.ts";
import { root } from "#root.ts";
import { type AttitudesDePeriode, progresDesAttitudes } from "#tableau-de-bord/attitudes/rules.ts";

const ref = loadReferentiels(join(root, "referentiels")).get("mspc")!;
const [premiere, deuxieme] = ref.attitudes.map(({ code }) => code) as [string, string];
const bilan = (
  au: string,
  degres: Record<string, string>,
  version: Referentiel = ref,
): AttitudesDePeriode => ({
  dossier: au,
  periode: au,
  entreprise: "",
  au: civil(au),
  ref: version,
  degres: new Map(Object.entries(degres)),
});
const line = (bilans: AttitudesDePeriode[], attitude = premiere) =>
  progresDesAttitudes(bilans).find((one) => one.attitude === attitude);

test("periods in time order, each in its words, and the trend between the last two that count", () => {
  const bilans = [
    bilan("2026-12-04", { [premiere]: "3" }),
    bilan("2026-02-06", { [premiere]: "2" }),
    bilan("2026-07-31", { [premiere]: "NO" }),
  ];
  expect(line(bilans)?.degres.map((degre) => degre?.intitule)).toEqual(["Convenable", "Non observé", "Bien"]);
  expect(line(bilans)?.tendance).toBe("hausse");
  expect(line([...bilans, bilan("2027-02-05", { [premiere]: "1" })])?.tendance).toBe("baisse");
  expect(line([...bilans, bilan("2027-02-05", { [premiere]: "3" })])?.tendance).toBe("stable");
});

test("one degree, or « Non observé » alone, has no trend; what was never observed has no line", () => {
  const bilans = [bilan("2026-07-31", { [premiere]: "2" }), bilan("2026-12-04", { [premiere]: "NO" })];
  expect(line(bilans)?.tendance).toBeNull();
  expect(line(bilans, deuxieme)).toBeUndefined();
  expect(line([...bilans, bilan("2027-02-05", { [deuxieme]: "4" })])?.degres.at(-1)).toBeNull();
});

test("a school that changed its scale: each period keeps its words, two scales do not compare", () => {
  const autre: Referentiel = {
    ...ref,
    echelleAttitudes: [
      { code: "1", intitule: "Jamais", horsCalcul: false },
      { code: "3", intitule: "Toujours", horsCalcul: false },
    ],
  };
  const bilans = [
    bilan("2026-07-31", { [premiere]: "1" }),
    bilan("2026-12-04", { [premiere]: "3", disparue: "3" }, autre),
  ];
  expect(line(bilans)).toMatchObject({ tendance: null });
  expect(line(bilans)?.degres.map((degre) => degre?.intitule)).toEqual(["À améliorer", "Toujours"]);
  expect(line(bilans, "disparue")?.intitule).toBe("disparue");
  const renommee: Referentiel = {
    ...ref,
    echelleAttitudes: ref.echelleAttitudes.map((echelon) => ({
      ...echelon,
      intitule: `${echelon.intitule} !`,
    })),
  };
  expect(
    line([bilan("2026-07-31", { [premiere]: "1" }), bilan("2026-12-04", { [premiere]: "4" }, renommee)])
      ?.tendance,
  ).toBe("hausse");
});

test("a degree that its scale has lost is shown as its code and counts for nothing", () => {
  const bilans = [bilan("2026-07-31", { [premiere]: "9" }), bilan("2026-12-04", { [premiere]: "2" })];
  expect(line(bilans)).toMatchObject({ tendance: null, degres: [{ intitule: "9" }, { code: "2" }] });
});
