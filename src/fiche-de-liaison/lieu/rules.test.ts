import fc from "fast-check";
import { expect, test } from "vitest";
import { milieu, partager, peutAjouter, peutRetirer, verifierJours } from "#fiche-de-liaison/lieu/rules.ts";
import { addDays, civil, daysBetween } from "#kernel/civil-date.ts";

const periode = { du: civil("2026-11-09"), au: civil("2026-12-04") };
const verifier = (
  du: string,
  au: string,
  autre: [string, string] | null,
  statut: "scolaire" | "apprenti" = "scolaire",
) => verifierJours({ du, au }, periode, autre && { du: civil(autre[0]), au: civil(autre[1]) }, statut);

test("the days of a stay: inside the period, in order, apart from the other’s", () => {
  expect(verifier("2026-11-09", "2026-11-20", ["2026-11-21", "2026-12-04"]).ok).toBe(true);
  expect(verifier("", "", null).ok).toBe(true);
  expect(verifier("2026-11-08", "", null)).toMatchObject({ code: "sejour-hors-periode", field: "du" });
  expect(verifier("", "2026-12-05", null)).toMatchObject({ code: "sejour-hors-periode", field: "au" });
  expect(verifier("2026-11-20", "2026-11-19", null)).toMatchObject({
    code: "sejour-a-l-envers",
    field: "au",
  });
  expect(verifier("2026-11-09", "2026-11-21", ["2026-11-21", "2026-12-04"])).toMatchObject({
    code: "sejours-meles",
    field: "au",
  });
  expect(verifier("", "", ["2026-11-21", "2026-12-04"]).ok).toBe(false);
});

test("an apprenti alternates: his two companies may share days", () => {
  expect(verifier("", "", ["2026-11-21", "2026-12-04"], "apprenti").ok).toBe(true);
});

test("two stays are accepted exactly when no day is in both", () => {
  const jour = fc
    .integer({ min: 0, max: daysBetween(periode.du, periode.au) })
    .map((n) => addDays(periode.du, n));
  const sejour = fc.tuple(jour, jour).map(([a, b]) => (a <= b ? { du: a, au: b } : { du: b, au: a }));
  fc.assert(
    fc.property(sejour, sejour, (un, autre) => {
      const days = ({ du, au }: typeof un) =>
        Array.from({ length: daysBetween(du, au) + 1 }, (_, n) => addDays(du, n));
      const shared = days(un).some((day) => days(autre).includes(day));
      expect(verifierJours(un, periode, autre, "scolaire").ok).toBe(!shared);
    }),
  );
});

test("what is shared out always leaves two stays that may stand together", () => {
  fc.assert(
    fc.property(fc.integer({ min: -3, max: 40 }), (n) => {
      const parts = partager(addDays(periode.du, n), periode, "scolaire");
      expect(parts.ok).toBe(n >= 1 && addDays(periode.du, n) <= periode.au);
      if (!parts.ok) return;
      const { premier, deuxieme } = parts.value;
      const jours = { du: deuxieme.du ?? "", au: deuxieme.au ?? "" };
      expect(verifierJours(jours, periode, premier, "scolaire").ok).toBe(true);
    }),
  );
  expect(partager("", periode, "scolaire")).toMatchObject({ ok: false, field: "aPartirDu" });
  expect(partager("", periode, "apprenti").ok).toBe(true);
  expect(milieu(periode)).toBe("2026-11-23");
  expect(milieu({ du: civil("2026-11-09"), au: civil("2026-11-13") })).toBe("2026-11-11");
  expect(partager(milieu(periode), periode, "scolaire").ok).toBe(true);
});

const faits = (over: Partial<Parameters<typeof peutAjouter>[1]>) => ({
  apprenant: { statut: "scolaire" as const },
  accueil: { tuteurInvite: false },
  convention: null,
  sejours: [{ dejaInvite: false }],
  ...over,
});
const deux = [{ dejaInvite: true }, { dejaInvite: false }];

test("who may add or take away a second company, and why not", () => {
  expect(peutAjouter("apprenant", faits({})).ok).toBe(true);
  expect(peutAjouter("enseignant", faits({ sejours: deux }))).toMatchObject({ code: "deux-entreprises" });
  const invite = { accueil: { tuteurInvite: true } };
  expect(peutAjouter("enseignant", faits(invite)).ok).toBe(true);
  expect(peutAjouter("apprenant", faits(invite))).toMatchObject({ code: "sejour-convenu" });
  expect(peutAjouter("apprenant", faits({ convention: {} }))).toMatchObject({ code: "sejour-convenu" });
  expect(peutRetirer("enseignant", faits({}))).toMatchObject({ code: "une-entreprise" });
  expect(peutRetirer("apprenant", faits({ sejours: deux })).ok).toBe(true);
  const sien = [{ dejaInvite: false }, { dejaInvite: true }];
  expect(peutRetirer("enseignant", faits({ sejours: sien }))).toMatchObject({ code: "tuteur-deja-invite" });
});
