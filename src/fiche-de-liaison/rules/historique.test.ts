import { expect, test } from "vitest";
import { type Details, type Evenement, raconter } from "#fiche-de-liaison/rules/historique.ts";

const evenement = (acte: string, details: Details): Evenement => ({
  le: new Date(0),
  pendantLaPeriode: false,
  auteur: { nom: "Mercier", prenom: "Sophie" },
  acte,
  details,
});
const tache = (code: string) => `${code} Dépanner`;

test("what was added and taken away is said in the words of the référentiel", () => {
  const recit = raconter(
    evenement("fiche.activites.individualiser", {
      taches: { ajoutes: ["A2T1"], retires: ["A1T1"], ordre: false },
    }),
    tache,
  );
  expect(recit.titre).toBe("Activités individualisées");
  expect(recit.listes).toEqual([
    { label: "Activités", ajoutes: ["A2T1 Dépanner"], retires: ["A1T1 Dépanner"], ordre: false },
  ]);
  expect(recit.sansDetail).toBe(false);
});

test("a proposal, a change and a decision are three different acts", () => {
  const changements = [{ label: "Ville", avant: "Rouen", apres: "Elbeuf" }];
  const titre = (acte: string, details: Details) => raconter(evenement(acte, details), tache).titre;
  expect(titre("fiche.lieu.modifier", { changements })).toBe("Lieu de réalisation modifié");
  expect(titre("fiche.lieu.modifier", { changements, proposition: true })).toContain("proposé");
  expect(titre("fiche.lieu.trancher", { changements, acceptee: true })).toBe("Proposition acceptée");
  expect(titre("fiche.lieu.trancher", { changements, acceptee: false })).toBe("Proposition écartée");
});

test("an old line, or a list left as it was, tells the act alone", () => {
  expect(raconter(evenement("fiche.lieu.modifier", {}), tache).sansDetail).toBe(true);
  const same = { ajoutes: [], retires: [], ordre: false };
  expect(raconter(evenement("fiche.objectifs.individualiser", { objectifs: same }), tache).sansDetail).toBe(
    true,
  );
  expect(raconter(evenement("fiche.inconnu", {}), tache).titre).toBe("Fiche de liaison modifiée");
});

test("tasks changed while the learner is there are rectified, under the convention (S-29)", () => {
  const acte = { ...evenement("fiche.activites.individualiser", {}), pendantLaPeriode: true };
  expect(raconter(acte, tache).titre).toBe("Activités rectifiées pendant la période");
});
