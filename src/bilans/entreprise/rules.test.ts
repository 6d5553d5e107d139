import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bilanExiste, rouvriraitSansLeSavoir, verifierRencontre } from "#bilans/entreprise/rules.ts";
import {
  fusionner,
  lireCompetence,
  reprendre,
  type Soumise,
  type Stockee,
  valeurCompetence,
} from "#bilans/lignes/rules.ts";
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

/** Two to four people, each with the page they last saw, choosing, saving and passing on in any order. */
const editors = 4;
const cles = ["competence.C1.1", "competence.C2.1", "detail.C2.1#1", "tache.A1T1", "engagement"];
const who = fc.nat(editors - 1);
const step = fc.oneof(
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("open" as const), who }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("choose" as const),
      who,
      cle: fc.constantFrom(...cles),
      valeur: fc.constantFrom("", "NE", "1", "4"),
    }),
  },
  // global to detailed and back: the level stays
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("mode" as const),
      who,
      cle: fc.constantFrom("competence.C1.1", "competence.C2.1"),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("save" as const), who }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("transmit" as const), who }) },
);

/** One writing of a line, by whom: the oracle is this list, not the versions. */
type Writing = { who: number; valeur: string };
type Etat = "brouillon" | "transmis";
type Screen = { lignes: Soumise[]; seen: Map<string, number>; etat: Etat };

const vide = (cle: string) => (cle.startsWith("competence") ? "globale:" : "");

/** A whole grid in memory: what is stored, and the list of who wrote what. */
class Modele {
  readonly journal = new Map<string, Writing[]>(cles.map((cle) => [cle, []]));
  readonly store = new Map<string, Stockee>();
  etat: Etat = "brouillon";

  draw(): Screen {
    const lignes = reprendre(
      this.store,
      cles.map((cle) => sent(cle, "", 0, "")),
    );
    return { lignes, seen: this.seenNow(), etat: this.etat };
  }
  seenNow = () => new Map(cles.map((cle) => [cle, this.journal.get(cle)?.length ?? 0]));

  /** What others wrote on the touched lines since this person last saw them, and which is not his own choice. */
  disputed(screen: Screen, touched: readonly Soumise[]): string[] {
    return touched
      .filter(({ cle, valeur }) => {
        const written = this.journal.get(cle) ?? [];
        return written.length > (screen.seen.get(cle) ?? 0) && written.at(-1)?.valeur !== valeur;
      })
      .map(({ cle }) => cle);
  }
}

const touchedOf = (screen: Screen) => screen.lignes.filter((ligne) => ligne.valeur !== ligne.base.valeur);
const change = (screen: Screen, cle: string, valeur: (before: string) => string) => {
  screen.lignes = screen.lignes.map((ligne) =>
    ligne.cle === cle ? { ...ligne, valeur: valeur(ligne.valeur) } : ligne,
  );
};

test("no history of two to four evaluators loses a choice in silence", () => {
  let conflicts = 0;
  let written = 0;
  let held = 0;
  /** A save, or a passing on. @returns the screen after it */
  function send(modele: Modele, screen: Screen, by: number, kind: "save" | "transmit"): Screen {
    const touched = touchedOf(screen);
    const disputed = modele.disputed(screen, touched);
    const before = new Map(modele.store);
    const { ecrire, conflits } = fusionner(modele.store, screen.lignes);
    expect(conflits.map((c) => c.cle)).toEqual(disputed);
    const again = (): Screen => ({
      lignes: reprendre(modele.store, screen.lignes),
      seen: modele.seenNow(),
      etat: modele.etat,
    });
    if (conflits.length > 0) {
      conflicts++;
      const page = again();
      // one's own disputed choices are still on the page, beside the other's
      for (const cle of disputed)
        expect(page.lignes.find((ligne) => ligne.cle === cle)?.valeur).toBe(
          touched.find((ligne) => ligne.cle === cle)?.valeur,
        );
      return page;
    }
    const vu = { brouillon: screen.etat === "brouillon", ecrites: ecrire.length };
    if (kind === "save" && rouvriraitSansLeSavoir({ etat: modele.etat }, vu)) {
      held++;
      expect(modele.store).toEqual(before);
      // told, his choices kept: the same press again reopens knowingly
      const page = again();
      expect(touchedOf(page).map(({ cle }) => cle)).toEqual(
        expect.arrayContaining(ecrire.map(({ cle }) => cle)),
      );
      expect(
        rouvriraitSansLeSavoir({ etat: modele.etat }, { ...vu, brouillon: page.etat === "brouillon" }),
      ).toBe(false);
      return page;
    }
    written += ecrire.length;
    for (const { cle, valeur, version } of ecrire) {
      modele.store.set(cle, { valeur, version, auteur: String(by), le });
      modele.journal.get(cle)?.push({ who: by, valeur });
    }
    // what this person chose is what is stored, and nobody else's line moved
    for (const { cle, valeur } of touched) expect(modele.store.get(cle)?.valeur ?? vide(cle)).toBe(valeur);
    for (const cle of cles)
      if (!touched.some((ligne) => ligne.cle === cle)) expect(modele.store.get(cle)).toBe(before.get(cle));
    if (kind === "transmit") modele.etat = "transmis";
    else if (ecrire.length > 0) modele.etat = "brouillon";
    return modele.draw();
  }
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: editors }),
      fc.array(step, { minLength: 5, maxLength: 40 }),
      (n, steps) => {
        const modele = new Modele();
        const screens = Array.from({ length: n }, () => modele.draw());
        for (const one of steps) {
          const by = one.who % n;
          const screen = screens[by]!;
          if (one.kind === "open") screens[by] = modele.draw();
          else if (one.kind === "choose")
            change(screen, one.cle, (before) =>
              one.cle.startsWith("competence")
                ? valeurCompetence(lireCompetence(before).mode, one.valeur)
                : one.valeur,
            );
          else if (one.kind === "mode")
            change(screen, one.cle, (before) => {
              const { mode, niveau } = lireCompetence(before);
              return valeurCompetence(mode === "globale" ? "detaillee" : "globale", niveau);
            });
          else screens[by] = send(modele, screen, by, one.kind);
        }
      },
    ),
    { numRuns: 2_000 },
  );
  // the histories do meet
  expect(conflicts).toBeGreaterThan(100);
  expect(held).toBeGreaterThan(100);
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
