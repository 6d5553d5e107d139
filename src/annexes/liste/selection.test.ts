import { describe, expect, it } from "vitest";
import { type AnnexeListee, choisirAnnexes, lireDemande } from "#annexes/liste/selection.ts";

const annexe = (titre: string, given: Partial<AnnexeListee> = {}) =>
  ({
    id: titre,
    titre,
    niveau: "1RE",
    referentiel: "mspc",
    objectifs: [],
    auteur: { id: "a", nom: "Mercier", prenom: "Sophie" },
    creeLe: new Date("2026-09-01"),
    archiveeLe: null,
    periodes: 0,
    ...given,
  }) as AnnexeListee;

const all = [
  annexe("PFMP 10", { creeLe: new Date("2026-09-03"), periodes: 1 }),
  annexe("PFMP 2", { objectifs: ["Préparer une intervention"], periodes: 4 }),
  annexe("Câblage", { referentiel: "melec", creeLe: new Date("2026-09-02") }),
  annexe("Vieille", { archiveeLe: new Date("2026-10-01") }),
];
const asked = (search: string) => {
  const selection = choisirAnnexes(all, lireDemande(new URLSearchParams(search)));
  return { titres: selection.annexes.map((one) => one.titre), comptes: selection.comptes };
};

describe("the list of annexes", () => {
  it("shows the newest first, archived ones apart", () => {
    expect(asked("").titres).toEqual(["PFMP 10", "Câblage", "PFMP 2"]);
    expect(asked("etat=archivees").titres).toEqual(["Vieille"]);
    expect(asked("").comptes).toMatchObject({ actives: 3, archivees: 1 });
  });
  it("sorts by title as people count, by age and by use; an unknown order is the first", () => {
    expect(asked("tri=titre").titres).toEqual(["Câblage", "PFMP 2", "PFMP 10"]);
    expect(asked("tri=anciennes").titres).toEqual(["PFMP 2", "Câblage", "PFMP 10"]);
    expect(asked("tri=utilisees").titres).toEqual(["PFMP 2", "PFMP 10", "Câblage"]);
    expect(asked("tri=__proto__").titres).toEqual(asked("").titres);
  });
  it("finds words without accents in titles, objectives and authors, and counts what is found by level", () => {
    expect(asked("q=preparer+sophie").titres).toEqual(["PFMP 2"]);
    expect(asked("q=cablage").comptes.niveaux.map(({ cle, nombre }) => [cle, nombre])).toEqual([
      ["melec:1RE", 1],
    ]);
    expect(asked("niveau=mspc:1RE").titres).toEqual(["PFMP 10", "PFMP 2"]);
    expect(asked("q=rien").titres).toEqual([]);
  });
});
