import fc from "fast-check";
import { expect, test } from "vitest";
import { civil } from "#kernel/civil-date.ts";
import type { LigneTuteur } from "#tuteurs/store.ts";
import { direLaisses, placeDe, revue, trier } from "#tuteurs/tous/rules.ts";

const tuteur = { nom: "Boisseau", prenom: "Julien", courriel: "j.boisseau@entreprise.test" };
const sejour = {
  id: "s1",
  rang: 1,
  entreprise: "Fragrance Plus",
  du: civil("2026-11-09"),
  au: civil("2026-12-04"),
  version: 3,
  le: null,
  auteur: null,
};
const ligne = (over: Partial<LigneTuteur> = {}): LigneTuteur => ({
  dossier: "d1",
  apprenant: "a1",
  nom: "Accardo",
  prenom: "Aline",
  statut: "scolaire",
  classe: { id: "c", nom: "1 MSPC" },
  accueil: { ...sejour, tuteur },
  plusieurs: false,
  invitation: null,
  maitre: null,
  ...over,
});
const invitation = (over: Partial<NonNullable<LigneTuteur["invitation"]>> = {}) => ({
  inviteLe: new Date(0),
  jusquAu: civil("2027-05-22"),
  revoqueLe: null,
  premiereVisiteLe: null,
  nouveauLienDemandeLe: null,
  derniereVisiteLe: null,
  envoi: null,
  acces: "t1",
  tuteur,
  ...over,
});
const regard = { adresses: new Map([["a1", ["aline@lycee.test"]]]), mienne: () => true };

test("ready: named in full, not invited at this address, not the learner’s own, and mine", () => {
  expect(placeDe(ligne(), regard)).toMatchObject({ place: "pret", remplace: null });
  expect(placeDe(ligne({ invitation: invitation() }), regard).place).toBe("invite");
  const ancien = { ...tuteur, courriel: "ancien@entreprise.test" };
  expect(placeDe(ligne({ invitation: invitation({ tuteur: ancien }) }), regard)).toMatchObject({
    place: "pret",
    remplace: ancien,
  });
  const revoque = invitation({ tuteur: ancien, revoqueLe: new Date(1) });
  expect(placeDe(ligne({ invitation: revoque }), regard)).toMatchObject({ place: "pret", remplace: null });
  expect(placeDe(ligne({ invitation: invitation({ revoqueLe: new Date(1) }) }), regard).place).toBe("invite");
  const sienne = { ...sejour, tuteur: { ...tuteur, courriel: "Aline@lycee.test" } };
  expect(placeDe(ligne({ accueil: sienne }), regard)).toMatchObject({
    place: "a-completer",
    motif: expect.stringContaining("celle de l’apprenant"),
  });
  expect(placeDe(ligne(), { ...regard, mienne: () => false })).toMatchObject({
    place: "a-completer",
    motif: expect.stringContaining("autre classe"),
  });
  expect(placeDe(ligne({ statut: "apprenti" }), regard).place).toBe("apprenti");
});

test("an invited tutor stays invited while his name is being corrected on the fiche", () => {
  const vide = { ...sejour, tuteur: { nom: "", prenom: "", courriel: "" } };
  expect(placeDe(ligne({ accueil: vide, invitation: invitation() }), regard).place).toBe("invite");
  expect(placeDe(ligne({ accueil: vide }), regard)).toMatchObject({ place: "a-completer" });
});

const lignes = fc.array(
  fc.record({
    statut: fc.constantFrom("scolaire" as const, "scolaire" as const, "apprenti" as const),
    courriel: fc.constantFrom("", "faux", tuteur.courriel, tuteur.courriel, "aline@lycee.test"),
    prenom: fc.constantFrom("", "Julien", "Julien"),
    invite: fc.constantFrom(null, tuteur.courriel, "ancien@entreprise.test"),
    revoque: fc.boolean(),
  }),
  { minLength: 5, maxLength: 40 },
);

test("everybody is in one group, and what is sent is exactly what is ticked and ready as it was read", () => {
  fc.assert(
    fc.property(lignes, fc.array(fc.nat(44)), fc.boolean(), (facts, picked, stale) => {
      const all = facts.map((fact, index) =>
        ligne({
          dossier: `d${index}`,
          statut: fact.statut,
          accueil: {
            ...sejour,
            id: `s${index}`,
            tuteur: { nom: "Boisseau", prenom: fact.prenom, courriel: fact.courriel },
          },
          invitation: fact.invite
            ? invitation({
                tuteur: { ...tuteur, courriel: fact.invite },
                revoqueLe: fact.revoque ? new Date(1) : null,
              })
            : null,
        }),
      );
      const groupes = revue(all, regard);
      const places = Object.values(groupes).flatMap((lines) => lines.map((one) => one.ligne.dossier));
      expect(places.sort()).toEqual(all.map((one) => one.dossier).sort());
      // one past the last: a learner who has left the period
      const coches = [...new Set(picked.map((n) => n % (all.length + 1)))].map((n) => ({
        accueil: `s${n}`,
        version: stale ? 2 : 3,
      }));
      const { envoyer, laisses } = trier(all, coches, regard);
      const prets = new Set(groupes.prets.map((one) => one.ligne.accueil.id));
      expect(envoyer.map((one) => one.ligne.accueil.id)).toEqual(
        stale ? [] : coches.map((one) => one.accueil).filter((accueil) => prets.has(accueil)),
      );
      expect(envoyer.length + laisses.length).toBe(coches.length);
    }),
  );
});

test("those left aside are said with the reason, two by name: the sentence crosses the redirect in a cookie", () => {
  const aside = (n: number) =>
    Array.from({ length: n }, () => ({ ligne: ligne(), motif: "déjà invité entre-temps" }));
  expect(direLaisses([])).toBe("");
  expect(direLaisses(aside(1))).toBe("Laissé de côté\u00a0: ACCARDO Aline (déjà invité entre-temps).");
  expect(direLaisses([...aside(2), ...aside(3)])).toMatch(
    /\), ACCARDO Aline \(déjà invité entre-temps\) et 3\u00a0autres\.$/,
  );
  expect(direLaisses([{ ligne: null, motif: "plus dans la période" }])).toContain("un apprenant (plus dans");
});
