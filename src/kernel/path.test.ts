import { expect, test } from "vitest";
import { path } from "#kernel/path.ts";

test("an address: parameters escaped, empty queries left out", () => {
  const fiche = path("/dossiers/:dossier/fiche/:onglet");
  expect(fiche.href({ dossier: "a b", onglet: "lieu" })).toBe("/dossiers/a%20b/fiche/lieu");
  const periodes = path("/periodes");
  expect(periodes.href({})).toBe("/periodes");
  expect(periodes.href({}, { niveau: "1RE", periode: undefined, q: "" })).toBe("/periodes?niveau=1RE");
});
