import { expect, test } from "vitest";
import { type ApprenantGere, chercher, presenceDe, retirees } from "#etablissement/apprenants/rules.ts";
import { civil } from "#kernel/civil-date.ts";

const today = civil("2026-11-23");
const dans = (au: string | null, annee = 2026) => ({
  classe: "c1",
  nom: "1 MSPC",
  annee,
  statut: "scolaire" as const,
  du: civil("2026-09-01"),
  au: au === null ? null : civil(au),
});

test("gone the day after the last day, waiting when the class is of a year gone by", () => {
  expect(presenceDe(null, today)).toBe("sans-classe");
  expect(presenceDe(dans(null), today)).toBe("inscrit");
  expect(presenceDe(dans("2026-11-23"), today)).toBe("inscrit");
  expect(presenceDe(dans("2026-11-22"), today)).toBe("parti");
  expect(presenceDe(dans(null, 2025), today)).toBe("sans-classe");
});

const personne = (nom: string, prenom: string, inscription = dans(null) as ApprenantGere["inscription"]) => ({
  id: nom,
  nom,
  prenom,
  naissance: null,
  ine: nom === "Œhler" ? "123456789AB" : null,
  inscription,
});
const tous = [
  personne("Aïssani", "Carole"),
  personne("Jean-François", "Célia-Tassadit", null),
  personne("Œhler", "Ambre", dans("2026-11-01")),
];
const noms = (q: string, classe = "") => chercher(tous, { q, classe }, today).map((one) => one.nom);

test("accents, hyphens, ligatures and the order of the words do not count", () => {
  expect(noms("aissani")).toEqual(["Aïssani"]);
  expect(noms("celia jean francois")).toEqual(["Jean-François"]);
  expect(noms("oehler")).toEqual(["Œhler"]);
  expect(noms("123456789ab")).toEqual(["Œhler"]);
  expect(noms("aissani celia")).toEqual([]);
});

test("each filter leaves its own; who is gone is only in « partis », or found by his name", () => {
  expect(noms("")).toEqual(["Aïssani", "Jean-François"]);
  expect(noms("", "c1")).toEqual(["Aïssani"]);
  expect(noms("", "sans")).toEqual(["Jean-François"]);
  expect(noms("", "partis")).toEqual(["Œhler"]);
  expect(noms("", "d'ailleurs")).toEqual([]);
});

test("a change of class withdraws only what began that day or later", () => {
  const suite = ["2027-09-01", "2026-11-23", "2026-09-01"].map((du) => ({ du: civil(du) }));
  const depuis = (du: string) => retirees(suite, civil(du)).map((one) => one.du);
  expect(depuis("2026-11-24")).toEqual(["2027-09-01"]);
  expect(depuis("2026-11-23")).toEqual(["2027-09-01", "2026-11-23"]);
  expect(depuis("2027-09-02")).toEqual([]);
});
