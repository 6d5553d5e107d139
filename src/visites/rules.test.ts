import fc from "fast-check";
import { expect, test } from "vitest";
import { civil } from "#kernel/civil-date.ts";
import { type DossierAVisiter, type Lieu, lieuDu, momentDe, repartir, verifierDate } from "#visites/rules.ts";

const dossier = (n: number, codePostal = "", visiteur: string | null = null): DossierAVisiter => ({
  dossier: `d${n}`,
  apprenant: { nom: `Nom ${n}`, prenom: "P" },
  classe: { id: "c", nom: "1 MSPC" },
  entreprise: "",
  codePostal,
  ville: "",
  referent: null,
  visiteur,
});
const visiteurDe = (one: DossierAVisiter) => one.visiteur;

const cas = fc.record({
  equipe: fc.uniqueArray(fc.constantFrom<string>("a", "b", "c", "d", "e"), { minLength: 1 }),
  donnes: fc.array(fc.option(fc.constantFrom("a", "b", "z"), { nil: null }), { maxLength: 60 }),
  ordre: fc.constantFrom("classe" as const, "secteur" as const),
});

test("everyone is given to somebody of the team; whoever had one of the team keeps him", () => {
  fc.assert(
    fc.property(cas, ({ equipe, donnes, ordre }) => {
      const dossiers = donnes.map((visiteur, n) => dossier(n, String(n % 7), visiteur));
      const shares = repartir(dossiers, equipe, ordre, visiteurDe);
      expect([...shares.keys()].sort()).toEqual(dossiers.map((one) => one.dossier).sort());
      for (const one of dossiers)
        if (one.visiteur && equipe.includes(one.visiteur)) expect(shares.get(one.dossier)).toBe(one.visiteur);
        else expect(equipe).toContain(shares.get(one.dossier));
    }),
  );
});

test("shares made from nothing differ by one at most, and follow each other", () => {
  fc.assert(
    fc.property(cas, ({ equipe, donnes }) => {
      const dossiers = donnes.map((_, n) => dossier(n));
      const shares = repartir(dossiers, equipe, "classe", () => null);
      const sizes = equipe.map((who) => [...shares.values()].filter((one) => one === who).length);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      const order = dossiers.map((one) => equipe.indexOf(shares.get(one.dossier) ?? ""));
      expect(order).toEqual(order.toSorted((a, b) => a - b));
    }),
  );
});

test("by sector, neighbours go to the same colleague; a company not known yet comes last", () => {
  const dossiers = ["76000", "27400", "", "76000", "27400", "27400"].map((code, n) => dossier(n, code));
  const shares = repartir(dossiers, ["a", "b"], "secteur", () => null);
  expect(Object.fromEntries(shares)).toEqual({ d1: "a", d4: "a", d5: "a", d0: "b", d3: "b", d2: "b" });
});

test("nobody in the team: nothing is shared out", () => {
  expect(repartir([dossier(1)], [], "classe", () => null).size).toBe(0);
});

test("a visit is in the period or in the fortnight after it", () => {
  const periode = { du: civil("2026-11-09"), au: civil("2026-12-04") };
  const ok = (day: string) => verifierDate(civil(day), periode).ok;
  expect([ok("2026-11-08"), ok("2026-11-09"), ok("2026-12-18"), ok("2026-12-19")]).toEqual([
    false,
    true,
    true,
    false,
  ]);
});

test("a visit whose day has gone waits to be told", () => {
  const today = civil("2026-11-23");
  const moment = (date: string, etat: "prevue" | "faite" | "annulee" = "prevue") =>
    momentDe({ date: civil(date), etat }, today);
  expect([moment("2026-11-23"), moment("2026-11-22"), moment("2026-11-24")]).toEqual([
    "aujourdhui",
    "a-raconter",
    "a-venir",
  ]);
  expect([moment("2026-11-24", "faite"), moment("2026-11-24", "annulee")]).toEqual(["faite", "annulee"]);
});

test("of two companies, the one whose stay holds the day; between them the last begun, before them the first", () => {
  const stay = (entreprise: string, du: string | null, au: string | null): Lieu => ({
    ...{ entreprise, adresse: "", codePostal: "", ville: "", telephone: "" },
    ...{
      du: du === null ? null : civil(du),
      au: au === null ? null : civil(au),
      tuteur: { nom: "", prenom: "", telephone: "" },
    },
  });
  const two = [stay("A", "2026-11-09", "2026-11-20"), stay("B", "2026-11-25", "2026-12-04")];
  const at = (day: string) => lieuDu(two, civil(day))?.entreprise;
  expect(["2026-11-02", "2026-11-20", "2026-11-23", "2026-11-25", "2026-12-10"].map(at)).toEqual([
    ..."AAABB",
  ]);
  expect(lieuDu([stay("Seule", null, null)], civil("2026-11-23"))?.entreprise).toBe("Seule");
  expect(lieuDu([], civil("2026-11-23"))).toBeUndefined();
});
