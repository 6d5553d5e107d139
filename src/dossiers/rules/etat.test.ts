import { describe, expect, it } from "vitest";
import { documentsDuDossier } from "#dossiers/rules/documents.ts";
import { bilanAFaire, constats, type EtatDossier, retards } from "#dossiers/rules/etat.ts";
import { prochaineTache } from "#dossiers/rules/prochaine-tache.ts";
import type { Actor } from "#kernel/actor.ts";
import { civil } from "#kernel/civil-date.ts";
import { statutDe } from "#referentiel/rules.ts";
import type { StatutPeriode } from "#referentiel/types.ts";

const before = civil("2026-10-01");
const inWeek3 = civil("2026-11-23");
const after = civil("2026-12-07");

const etat = (change: Partial<EtatDossier> = {}): EtatDossier => ({
  dossier: "d",
  referent: null,
  apprenant: { id: "a", nom: "Accardo", prenom: "Aline", statut: "scolaire" },
  classe: { id: "c", nom: "1 MSPC" },
  periode: {
    id: "p",
    nom: "PFMP 3",
    statut: "P2",
    niveau: "1RE",
    du: civil("2026-11-09"),
    au: civil("2026-12-04"),
    auteur: "sophie",
    referentiel: "mspc",
  },
  portfolioEditeLe: null,
  lieu: { entreprise: "Fragrance Plus", ville: "Rouen" },
  tuteur: {
    nom: "Boisseau",
    prenom: "Julien",
    invite: false,
    venu: false,
    invalide: false,
    ficheLueLe: null,
  },
  propositionEnAttente: false,
  semaines: [civil("2026-11-09"), civil("2026-11-16")],
  activites: 1,
  bilanEntreprise: null,
  dernierBilanIntermediaire: null,
  ...change,
});

const p2: StatutPeriode = { ...statutDe({ statutsPeriode: [] }, "P2"), bilanEntreprise: true };
const p1 = statutDe({ statutsPeriode: [] }, "P1");
const transmis = { etat: "transmis", dateRencontre: null, vuParApprenant: false };
const texte = (facts: EtatDossier, objet: string, today = inWeek3) =>
  constats(facts, p2, today).find((constat) => constat.objet === objet);

describe("what is late", () => {
  it("is a week that is over, not the one we are in", () => {
    expect(retards(etat(), p2, inWeek3)).toEqual([]);
    expect(retards(etat({ semaines: [civil("2026-11-16")] }), p2, inWeek3)).toHaveLength(1);
    expect(retards(etat({ semaines: [] }), p2, civil("2026-11-15"))).toEqual([]);
  });

  it("is a company unknown a fortnight before the beginning", () => {
    const unknown = etat({ lieu: { entreprise: "", ville: "" } });
    expect(retards(unknown, p2, before)).toEqual([]);
    expect(retards(unknown, p2, civil("2026-10-26"))).toEqual(["Entreprise non renseignée"]);
  });

  it("is a bilan not transmitted once the period is over, unless the status has none or it is frozen", () => {
    const told = ["2026-11-09", "2026-11-16", "2026-11-23", "2026-11-30"].map(civil);
    expect(retards(etat({ semaines: told }), p2, after)).toEqual(["Bilan entreprise non transmis"]);
    expect(retards(etat({ semaines: told, bilanEntreprise: transmis }), p2, after)).toEqual([]);
    expect(retards(etat({ semaines: told }), p1, after)).toEqual([]);
    const frozen = etat({ semaines: told, dernierBilanIntermediaire: civil("2026-12-05") });
    expect(retards(frozen, p2, after)).toEqual([]);
    expect(bilanAFaire(frozen, p2, after)).toBe(false);
  });
});

it("a bilan is to be done from the first day on, where the status has one", () => {
  expect(bilanAFaire(etat(), p2, before)).toBe(false);
  expect(bilanAFaire(etat(), p2, inWeek3)).toBe(true);
  expect(bilanAFaire(etat(), p1, inWeek3)).toBe(false);
  expect(bilanAFaire(etat({ bilanEntreprise: transmis }), p2, inWeek3)).toBe(false);
});

describe("states in words", () => {
  it("tell of the tutor", () => {
    const tuteur = etat().tuteur;
    const first = (change: Partial<EtatDossier>) => {
      const [constat] = constats(etat(change), p2, inWeek3);
      return `${constat?.objet} ${constat?.texte}`;
    };
    const said = (change: Partial<EtatDossier["tuteur"]>) => first({ tuteur: { ...tuteur, ...change } });
    expect(said({ nom: "" })).toBe("Tuteur inconnu");
    expect(said({})).toBe("Tuteur à inviter");
    expect(said({ invite: true })).toBe("Tuteur invité");
    expect(said({ invite: true, venu: true })).toBe("Tuteur venu");
    expect(said({ invite: true, venu: true, ficheLueLe: new Date() })).toBe("Fiche lue par le tuteur");
    expect(said({ invite: true, ficheLueLe: new Date(), invalide: true })).toBe("Tuteur accès invalidé");
    expect(first({ propositionEnAttente: true })).toBe("Fiche à valider");
    const apprenant = { ...etat().apprenant, statut: "apprenti" as const };
    expect(first({ apprenant })).toBe("Fiche à lire");
    expect(first({ apprenant, tuteur: { ...etat().tuteur, nom: "" } })).toBe("Maître à désigner");
  });

  it("tell of the weeks and of the bilan", () => {
    expect(texte(etat(), "Semaines")).toMatchObject({ texte: "2 sur 4", nature: "progress" });
    expect(texte(etat({ semaines: [] }), "Semaines")).toMatchObject({ texte: "0 sur 4", nature: "warning" });
    expect(texte(etat(), "Bilan")?.texte).toBe("à faire");
    expect(texte(etat({ bilanEntreprise: { ...transmis, etat: "brouillon" } }), "Bilan")?.texte).toBe(
      "brouillon",
    );
    expect(texte(etat({ bilanEntreprise: transmis }), "Bilan")?.texte).toBe("transmis");
    expect(texte(etat({ dernierBilanIntermediaire: civil("2026-12-05") }), "Bilan")?.texte).toBe("figé");
    expect(constats(etat(), p1, inWeek3).map((constat) => constat.objet)).not.toContain("Bilan");
  });
});

describe("documents of a dossier", () => {
  const person = {
    habilitation: "h",
    identite: "i",
    nom: "",
    prenom: "",
    lectureConfortable: false,
  } as const;
  const school = { etablissement: { id: "e", nom: "", fuseau: "Europe/Paris", referentielsVersion: 0 } };
  const of = (role: object, facts = etat(), statut = p2) =>
    documentsDuDossier(facts, statut, { ...person, ...school, ...role } as Actor).map((one) => one.texte);
  const teacher = { role: "enseignant", classes: ["c"] };

  it("are the manual's words for a teacher of the class", () => {
    expect(of(teacher)).toEqual([
      "Éditer la fiche de liaison entreprise",
      "Consulter le portfolio",
      "Éditer le bilan entreprise",
      "Imprimer l’attestation de présence",
      "Consulter le tableau de bord",
    ]);
  });

  it("are only read by another teacher, and once frozen", () => {
    expect(of({ ...teacher, classes: [] })).toContain("Consulter la fiche de liaison entreprise");
    expect(of({ ...teacher, classes: [] })).toContain("Consulter le bilan entreprise");
    expect(of(teacher, etat({ dernierBilanIntermediaire: civil("2026-12-05") }))).toContain(
      "Consulter le bilan entreprise",
    );
  });

  it("depend on the status of the period and of the learner", () => {
    expect(of(teacher, etat(), p1).join()).not.toContain("bilan");
    const apprenti = etat({ apprenant: { ...etat().apprenant, statut: "apprenti" } });
    expect(of(teacher, apprenti).join()).not.toContain("attestation");
  });

  it("the learner reads his bilan once it is transmitted; the tutor reads the fiche, the maître edits it", () => {
    expect(of({ role: "apprenant" }).join()).not.toContain("bilan");
    expect(of({ role: "apprenant" }, etat({ bilanEntreprise: transmis }))).toContain(
      "Lire mon bilan entreprise",
    );
    expect(of({ role: "tuteur", dossiers: ["d"] })[0]).toBe("Consulter la fiche de liaison entreprise");
    expect(of({ role: "maitre", apprenants: ["a"] })[0]).toBe("Éditer la fiche de liaison entreprise");
  });
});

describe("the next thing to do", () => {
  const next = (change: Partial<EtatDossier>, today = inWeek3) =>
    prochaineTache(etat(change), today)?.bouton ?? null;
  it("is one, the most useful first", () => {
    expect(next({ lieu: { entreprise: "", ville: "" } }, before)).toBe("Renseigner mon entreprise");
    expect(next({}, before)).toBeNull();
    expect(prochaineTache(etat({ semaines: [] }), inWeek3)?.phrase).toContain("Ta première semaine t’attend");
    expect(prochaineTache(etat({ semaines: [civil("2026-11-16")] }), inWeek3)?.href).toContain("2026-11-09");
    expect(next({})).toBe("Raconter ma semaine");
    const told = ["2026-11-09", "2026-11-16", "2026-11-23"].map(civil);
    expect(next({ semaines: told, activites: 0 })).toBe("Décrire une activité");
    expect(next({ semaines: told })).toBeNull();
    expect(next({ bilanEntreprise: transmis })).toBe("Lire mon bilan");
  });
});
