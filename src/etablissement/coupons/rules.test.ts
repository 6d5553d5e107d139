import { expect, test } from "vitest";
import { destinataires } from "#etablissement/coupons/rules.ts";
import type { ApprenantDeClasse } from "#etablissement/rules.ts";

const apprenant = (id: string, etat: "sans-code" | "code-remis" | "active"): ApprenantDeClasse => ({
  id,
  nom: id,
  prenom: "Léa",
  statut: "scolaire",
  identite: `identite-${id}`,
  compte: { login: `lea.${id}`, etat, codeRemisLe: null },
});
const classe = [apprenant("a", "sans-code"), apprenant("b", "code-remis"), apprenant("c", "active")];
const sans = { ...apprenant("d", "sans-code"), identite: null };

const qui = (...given: Parameters<typeof destinataires>) => {
  const found = destinataires(...given);
  return found.ok ? found.value.map((one) => one.id) : found.code;
};

test("those who never came: no password of their own yet, printed or not", () => {
  expect(qui(classe, { qui: "jamais-venus" }, new Set())).toEqual(["a", "b"]);
  expect(qui([apprenant("c", "active")], { qui: "jamais-venus" }, new Set())).toBe("personne");
});

test("those ticked, whoever they are, of this class only", () => {
  expect(qui(classe, { qui: "coches", apprenants: ["c", "ailleurs"] }, new Set())).toEqual(["c"]);
  expect(qui(classe, { qui: "coches", apprenants: ["ailleurs"] }, new Set())).toBe("personne");
});

test("nobody without an account, nobody who holds another role", () => {
  expect(qui([...classe, sans], { qui: "jamais-venus" }, new Set(["identite-a"]))).toEqual(["b"]);
  expect(qui(classe, { qui: "coches", apprenants: ["c"] }, new Set(["identite-c"]))).toBe("autre-role");
});
