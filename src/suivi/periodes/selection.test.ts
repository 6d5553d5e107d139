import { describe, expect, it } from "vitest";
import type { EtatDossier } from "#dossiers/rules/etat.ts";
import { civil } from "#kernel/civil-date.ts";
import { statutDe } from "#referentiel/rules.ts";
import { filtrer, lireDemande, selectionner } from "#suivi/periodes/selection.ts";
import type { Cadre, PeriodeListee } from "#suivi/periodes/store.ts";

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

describe("search and filters", () => {
  const etat = (nom: string, prenom: string, entreprise: string) =>
    ({
      apprenant: { id: nom, nom, prenom, statut: "scolaire" },
      periode: { du: today, au: today },
      lieu: { entreprise, ville: "" },
      semaines: [],
      bilanEntreprise: null,
      dernierBilanIntermediaire: null,
    }) as unknown as EtatDossier;
  const etats = [
    etat("Aïssani", "Carole", "Fragrance"),
    etat("Œhler", "Ambre", ""),
    etat("Jean-François", "Célia-Tassadit", ""),
  ];
  const statut = statutDe({ statutsPeriode: [] }, "P2");
  const found = (recherche: string, filtre: "tous" | "retard" = "tous") =>
    filtrer(etats, { recherche, filtre }, statut, today).lignes.map((one) => one.apprenant.nom);

  it("finds by any part of the name, without accents or hyphens", () => {
    expect(found("aissa")).toEqual(["Aïssani"]);
    expect(found("OEHL")).toEqual(["Œhler"]);
    expect(found("celia jean fran")).toEqual(["Jean-François"]);
    expect(found("personne")).toEqual([]);
  });

  it("counts what each filter would leave among the names found", () => {
    expect(found("", "retard")).toEqual(["Œhler", "Jean-François"]);
    expect(filtrer(etats, { recherche: "ambre", filtre: "tous" }, statut, today).comptes).toEqual({
      tous: 1,
      retard: 1,
      bilan: 0,
    });
  });
});
