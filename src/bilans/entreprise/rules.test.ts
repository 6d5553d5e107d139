import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bilanExiste, verifierRencontre } from "#bilans/entreprise/rules.ts";
import { fusionner, reprendre, type Soumise, type Stockee, valeurCompetence } from "#bilans/lignes/rules.ts";
import { civil } from "#kernel/civil-date.ts";

const le = new Date("2026-11-23T09:00:00Z");
const stored = (valeur: string, version: number, auteur = "Karim"): Stockee => ({
  valeur,
  version,
  auteur,
  le,
});
const sent = (cle: string, valeur: string, version: number, base: string): Soumise => ({
  cle,
  valeur,
  base: { version, valeur: base },
});

describe("fusionner", () => {
  test("a line left as it was drawn is left alone, whatever the others wrote", () => {
    const stockees = new Map([["detail.C2.1#1", stored("4", 3)]]);
    expect(fusionner(stockees, [sent("detail.C2.1#1", "2", 1, "2")])).toEqual({ ecrire: [], conflits: [] });
  });
  test("a touched line still stored as drawn is written, one version on", () => {
    const stockees = new Map([["detail.C2.1#1", stored("4", 3)]]);
    expect(fusionner(stockees, [sent("detail.C2.1#1", "", 3, "4")]).ecrire).toEqual([
      { cle: "detail.C2.1#1", valeur: "", version: 4 },
    ]);
  });
  test("the same choice made by both is no conflict and writes nothing", () => {
    const stockees = new Map([["engagement", stored("3", 1)]]);
    expect(fusionner(stockees, [sent("engagement", "3", 0, "")])).toEqual({ ecrire: [], conflits: [] });
  });
  test("NE against nothing chosen is a difference like any other", () => {
    const stockees = new Map([["competence.C2.1", stored(valeurCompetence("globale", "NE"), 2)]]);
    const mine = sent("competence.C2.1", "globale:", 1, "globale:4");
    expect(fusionner(stockees, [mine]).conflits).toHaveLength(1);
  });
  test("a value changed and changed back in between is still somebody's: conflict", () => {
    const stockees = new Map([["engagement", stored("2", 3)]]);
    expect(fusionner(stockees, [sent("engagement", "4", 1, "2")]).conflits).toHaveLength(1);
  });
  test("date and comment share the bilan's version: changing one does not dispute the other", () => {
    const stockees = new Map([
      ["dateRencontre", stored("2026-12-04", 2)],
      ["commentaire", stored("Écrit par Karim", 2)],
    ]);
    const fusion = fusionner(stockees, [
      sent("dateRencontre", "2026-12-02", 1, "2026-12-04"),
      sent("commentaire", "", 1, ""),
    ]);
    expect(fusion).toEqual({
      ecrire: [{ cle: "dateRencontre", valeur: "2026-12-02", version: 3 }],
      conflits: [],
    });
    expect(fusionner(stockees, [sent("commentaire", "Le mien", 1, "")]).conflits).toHaveLength(1);
  });
});

/** Two to four people, each with the page they last saw, choosing and saving in any order. */
const editors = 4;
const cles = ["competence.C1.1", "competence.C2.1", "detail.C2.1#1", "tache.A1T1", "engagement"];
const step = fc.oneof(
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("open" as const), who: fc.nat(editors - 1) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("choose" as const),
      who: fc.nat(editors - 1),
      cle: fc.constantFrom(...cles),
      valeur: fc.constantFrom("", "NE", "1", "4"),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("save" as const), who: fc.nat(editors - 1) }) },
);

/** One writing of a line, by whom: the oracle is this list, not the versions. */
type Writing = { who: number; valeur: string };

test("no history of two to four evaluators loses a choice in silence", () => {
  let conflicts = 0;
  let written = 0;
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: editors }),
      fc.array(step, { minLength: 5, maxLength: 40 }),
      (n, steps) => {
        const journal = new Map<string, Writing[]>(cles.map((cle) => [cle, []]));
        const store = new Map<string, Stockee>();
        const empty = (cle: string) => (cle.startsWith("competence") ? "globale:" : "");
        const draw = (): Soumise[] =>
          reprendre(
            store,
            cles.map((cle) => sent(cle, "", 0, "")),
          );
        const seenNow = () => new Map(cles.map((cle) => [cle, journal.get(cle)?.length ?? 0]));
        const forms = Array.from({ length: n }, () => ({ lignes: draw(), seen: seenNow() }));
        for (const one of steps) {
          const form = forms[one.who % n]!;
          const who = one.who % n;
          if (one.kind === "open") {
            forms[who] = { lignes: draw(), seen: seenNow() };
            continue;
          }
          if (one.kind === "choose") {
            const valeur = one.cle.startsWith("competence") ? `globale:${one.valeur}` : one.valeur;
            form.lignes = form.lignes.map((ligne) => (ligne.cle === one.cle ? { ...ligne, valeur } : ligne));
            continue;
          }
          const touched = form.lignes.filter((ligne) => ligne.valeur !== ligne.base.valeur);
          /** what the others wrote on these lines since this person last saw them, and which is not his own choice */
          const disputed = touched.filter(
            ({ cle, valeur }) =>
              (journal.get(cle)?.length ?? 0) > (form.seen.get(cle) ?? 0) &&
              (journal.get(cle)?.at(-1)?.valeur ?? empty(cle)) !== valeur,
          );
          const { ecrire, conflits } = fusionner(store, form.lignes);
          expect(conflits.map((c) => c.cle)).toEqual(disputed.map((ligne) => ligne.cle));
          if (conflits.length > 0) {
            conflicts++;
            const kept = new Map(form.lignes.map((ligne) => [ligne.cle, ligne.valeur]));
            form.lignes = reprendre(store, form.lignes);
            form.seen = seenNow();
            // one's own disputed choices are still on the page, beside the other's
            for (const { cle } of conflits)
              expect(form.lignes.find((ligne) => ligne.cle === cle)?.valeur).toBe(kept.get(cle));
            continue;
          }
          written += ecrire.length;
          for (const { cle, valeur, version } of ecrire) {
            store.set(cle, { valeur, version, auteur: String(who), le });
            journal.get(cle)?.push({ who, valeur });
          }
          // what this person chose is what is stored, and nobody else's line moved
          for (const { cle, valeur } of touched) expect(store.get(cle)?.valeur ?? empty(cle)).toBe(valeur);
          expect(ecrire.every(({ cle }) => touched.some((ligne) => ligne.cle === cle))).toBe(true);
          forms[who] = { lignes: draw(), seen: seenNow() };
        }
      },
    ),
    { numRuns: 2_000 },
  );
  // the histories do meet
  expect(conflicts).toBeGreaterThan(100);
  expect(written).toBeGreaterThan(1_000);
});

test("a meeting is not dated before the last bilan intermédiaire; the same day is", () => {
  const faits = { periode: { au: civil("2026-12-04") } as never, dernierBilan: civil("2026-12-02") };
  expect(verifierRencontre(civil("2026-12-01"), faits, { obligatoire: false })).toMatchObject({
    ok: false,
    field: "dateRencontre",
  });
  expect(verifierRencontre(civil("2026-12-02"), faits, { obligatoire: false }).ok).toBe(true);
  expect(verifierRencontre(null, faits, { obligatoire: false }).ok).toBe(true);
  expect(verifierRencontre(null, faits, { obligatoire: true })).toMatchObject({ code: "date-rencontre" });
});

test("a period that has no bilan entreprise says why", () => {
  const statut = { code: "E31", intitule: "Épreuve E31", bilanEntreprise: false } as never;
  expect(bilanExiste(Object.assign({}, statut, { grilleCertificative: true }))).toMatchObject({
    message: expect.stringContaining("grille certificative"),
  });
  expect(bilanExiste(Object.assign({}, statut, { grilleCertificative: false }))).toMatchObject({
    message: expect.stringMatching(/ce bilan n’existe pas pour ce statut\.$/),
  });
});
