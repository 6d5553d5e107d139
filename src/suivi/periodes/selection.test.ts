import { describe, expect, it } from "vitest";
import { civil } from "#kernel/civil-date.ts";
import { statutDe } from "#referentiel/rules.ts";
import { adresse, type Demande, lireDemande, motsRetenus } from "#suivi/periodes/demande.ts";
import { filtrer, ordonnerPeriodes, selectionner } from "#suivi/periodes/selection.ts";
import type { Cadre, PeriodeListee } from "#suivi/periodes/store.ts";
import { etatDossier } from "../../../tests/kit/etat-dossier.ts";

const today = civil("2026-11-23");
const ordre = ["2DE", "1RE", "TLE"];

const periode = (id: string, niveau: string, du: string, au: string, classe = niveau): PeriodeListee => ({
  id,
  nom: id,
  statut: "P2",
  niveau,
  referentiel: "mspc",
  referentielVersion: "v1",
  du: civil(du),
  au: civil(au),
  auteur: "autre",
  classes: [classe],
  referents: [],
  certificatif: false,
  grilleValidee: false,
  dossiers: 3,
  scolaires: 3,
});

const cadre: Cadre = {
  annee: 2026,
  annees: [2026],
  classes: ordre.map((niveau) => ({ id: niveau, niveau, referentiel: "mspc" })),
  periodes: [
    periode("passee", "1RE", "2026-09-14", "2026-10-02"),
    periode("courante", "1RE", "2026-11-09", "2026-12-04"),
    periode("prochaine", "2DE", "2027-01-18", "2027-02-05"),
    periode("ailleurs", "TLE", "2026-11-09", "2026-12-04"),
  ],
};

const choose = (search: string, classes = ["2DE", "1RE"]) =>
  selectionner(
    cadre,
    lireDemande(new URLSearchParams(search)),
    { habilitation: "moi", classes },
    ordre,
    today,
  );

describe("what the page shows first", () => {
  it("is one's classes, the level and the period of the moment", () => {
    expect(choose("")).toMatchObject({
      tout: false,
      autres: true,
      niveau: "1RE",
      choisie: { id: "courante" },
    });
    expect(choose("")?.niveaux).toEqual([
      { code: "2DE", periodes: 1 },
      { code: "1RE", periodes: 2 },
    ]);
    expect(choose("")?.periodes.map((one) => one.id)).toEqual(["passee", "courante"]);
  });

  it("is the next period where none runs", () => {
    expect(choose("niveau=2DE")?.choisie?.id).toBe("prochaine");
  });

  it("is the whole school for who has no class, or asks for it", () => {
    expect(choose("", [])).toMatchObject({ tout: true });
    expect(choose("portee=etablissement")?.niveaux.map((one) => one.code)).toEqual(ordre);
  });

  it("opens a period of another class when its address is given, never one that does not exist", () => {
    expect(choose("periode=ailleurs")).toMatchObject({
      tout: true,
      niveau: "TLE",
      choisie: { id: "ailleurs" },
    });
    expect(choose("periode=inconnue")).toBeNull();
    expect(choose("niveau=CM2")).toBeNull();
  });

  it("keeps the level asked for, even empty", () => {
    expect(choose("niveau=TLE")).toMatchObject({ niveau: "TLE", choisie: null, periodes: [] });
    expect(choose("niveau=TLE")?.niveaux.map((one) => one.code)).toEqual(ordre);
  });
});

describe("the address", () => {
  it("says everything that is not the usual, and is read back the same", () => {
    const asked = "niveau=1RE&annee=2026&portee=etablissement&filtre=retard&tri=classe&ordre=dates&q=a%C3%AF";
    const demande = lireDemande(new URLSearchParams(asked));
    expect(adresse(demande)).toBe(`/periodes?${asked}`);
    expect(adresse(lireDemande(new URLSearchParams("")))).toBe("/periodes");
    // what it does not know is the usual
    expect(adresse(lireDemande(new URLSearchParams("filtre=x&tri=toString&ordre=&annee=99&portee=x")))).toBe(
      "/periodes",
    );
    expect(motsRetenus(demande)).toEqual([
      "En retard",
      "Par classe",
      "périodes : par dates",
      "tout l’établissement",
    ]);
  });
});

describe("the order of the periods", () => {
  const [a, b, c] = [
    { id: "a", nom: "PFMP 10", du: civil("2026-09-14") },
    { id: "b", nom: "PFMP 2", du: civil("2027-01-18") },
    { id: "c", nom: "Été", du: civil("2026-11-09") },
  ] as const;
  const order = (ordre: Demande["ordre"]) =>
    ordonnerPeriodes(
      [a, b, c],
      ordre,
      new Map([
        ["c", 3],
        ["b", 1],
      ]),
    )
      .map((one) => one.id)
      .join("");
  it("is that of creation unless one asks", () => {
    expect(["creation", "dates", "nom", "retard"].map((one) => order(one as Demande["ordre"]))).toEqual([
      "abc",
      "acb",
      "cba",
      "cba",
    ]);
  });
});

describe("search and filters", () => {
  const etat = (nom: string, prenom: string, entreprise: string, classe = "1 MSPC", semaines = told) =>
    etatDossier({
      dossier: nom,
      apprenant: { id: nom, nom, prenom, statut: "scolaire" },
      classe: { id: classe, nom: classe },
      lieu: { entreprise, ville: "" },
      semaines,
    });
  const told = etatDossier().semaines;
  const etats = [
    etat("Aïssani", "Carole", "Fragrance", "1 MSPC 10"),
    etat("Jean-François", "Célia-Tassadit", "", "1 MSPC 2"),
    etat("Œhler", "Ambre", "", "1 MSPC 2", []),
  ];
  const statut = { ...statutDe({ statutsPeriode: [] }, "P2"), bilanAttitudes: true };
  const asked = (change: Partial<Demande>) => ({ ...lireDemande(new URLSearchParams()), ...change });
  const found = (change: Partial<Demande>) =>
    filtrer(etats, asked(change), statut, today).lignes.map((one) => one.apprenant.nom);

  it("finds by any part of the name, without accents or hyphens", () => {
    expect(found({ recherche: "aissa" })).toEqual(["Aïssani"]);
    expect(found({ recherche: "OEHL" })).toEqual(["Œhler"]);
    expect(found({ recherche: "celia jean fran" })).toEqual(["Jean-François"]);
    expect(found({ recherche: "personne" })).toEqual([]);
  });

  it("counts what each filter would leave among the names found", () => {
    expect(found({ filtre: "retard" })).toEqual(["Jean-François", "Œhler"]);
    // the attitudes are a bilan to do too
    expect(filtrer(etats, asked({ recherche: "ambre" }), statut, today).comptes).toEqual({
      tous: 1,
      retard: 1,
      bilan: 1,
    });
    expect(filtrer(etats, asked({}), statutDe({ statutsPeriode: [] }, "X"), today).comptes.bilan).toBe(0);
  });

  it("sorts by name, by class then name, or the most late first", () => {
    expect(found({})).toEqual(["Aïssani", "Jean-François", "Œhler"]);
    expect(found({ tri: "classe" })).toEqual(["Jean-François", "Œhler", "Aïssani"]);
    expect(found({ tri: "retard" })).toEqual(["Œhler", "Jean-François", "Aïssani"]);
  });
});
