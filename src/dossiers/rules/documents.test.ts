import { describe, expect, it } from "vitest";
import { documentsDuDossier, estOuvert } from "#dossiers/rules/documents.ts";
import type { EtatDossier } from "#dossiers/rules/etat.ts";
import type { Actor, Role } from "#kernel/actor.ts";
import { civil } from "#kernel/civil-date.ts";
import { statutDe } from "#referentiel/rules.ts";
import type { StatutPeriode } from "#referentiel/types.ts";
import { etatDossier } from "../../../tests/kit/etat-dossier.ts";

const person = {
  habilitation: "h",
  identite: "i",
  nom: "",
  prenom: "",
  lectureConfortable: false,
  etablissement: {
    id: "e",
    nom: "",
    fuseau: "Europe/Paris",
    referentielsVersion: 0,
    documentsApprentis: false,
  },
};
const people: Record<Role, Actor> = {
  enseignant: { ...person, role: "enseignant", classes: ["c"] },
  apprenant: { ...person, role: "apprenant", apprenant: "a" },
  tuteur: { ...person, role: "tuteur", dossiers: ["d"] },
  maitre: { ...person, role: "maitre", apprenants: ["a"] },
  administrateur: { ...person, role: "administrateur" },
};

const sans = statutDe({ statutsPeriode: [] }, "P1");
const statuts: Record<string, StatutPeriode> = {
  P1: { ...sans, intitule: "Période 1", bilanAttitudes: true },
  P2: { ...sans, intitule: "Période 2", bilanAttitudes: true, bilanEntreprise: true },
  E31: { ...sans, intitule: "Période rattachée à E31", bilanAttitudes: true, grilleCertificative: true },
};
const transmis = {
  bilanEntreprise: { etat: "transmis", dateRencontre: null, vuParApprenant: false },
  attitudes: { etat: "transmis" },
};
const apprenti: Partial<EtatDossier> = { apprenant: { ...etatDossier().apprenant, statut: "apprenti" } };

const documents = (role: Role, statut = "P2", change: Partial<EtatDossier> = {}, actor = people[role]) =>
  documentsDuDossier(etatDossier(change), statuts[statut] ?? sans, actor);
const words = (...given: Parameters<typeof documents>) => documents(...given).map(({ texte }) => texte);
const closed = (...given: Parameters<typeof documents>) =>
  Object.fromEntries(
    documents(...given).flatMap((one) => (estOuvert(one) ? [] : ([[one.code, one.raison]] as const))),
  );

describe("the seven documents of a dossier, the presence and the dashboard", () => {
  const order = [
    "fiche",
    "preconvention",
    "portfolio",
    "bilan-entreprise",
    "attitudes",
    "bilan-personnel",
    "presence",
    "attestation",
    "tableau-de-bord",
  ];

  it("are always all there, in the manual's order: a link, or the reason why not", () => {
    for (const role of Object.keys(people) as Role[])
      for (const statut of Object.keys(statuts))
        for (const change of [{}, apprenti, transmis, { ...apprenti, ...transmis }]) {
          const all = documents(role, statut, change);
          const exam = statut === "E31";
          // the learner has one more, his own grid, where there is a bilan entreprise
          const auto = role === "apprenant" && statut === "P2";
          const own = all.filter(({ code }) => code !== "auto-evaluation");
          expect(all.length - own.length).toBe(auto ? 1 : 0);
          expect(own.map(({ code }) => code)).toEqual(
            order.map((code) => (exam && code === "bilan-entreprise" ? "grille-certificative" : code)),
          );
          for (const one of all) expect(estOuvert(one) ? one.href : one.raison).toMatch(/^\/|\.$/);
          expect(new Set(all.map(({ texte }) => texte)).size).toBe(all.length);
        }
  });

  it("are the manual's words for a teacher of the class", () => {
    expect(words("enseignant")).toEqual([
      "Éditer la fiche de liaison entreprise",
      "Imprimer la pré-convention",
      "Consulter le portfolio",
      "Éditer le bilan entreprise",
      "Éditer le bilan des attitudes",
      "Consulter le bilan personnel",
      "Noter et confirmer les absences",
      "Imprimer l’attestation de présence",
      "Consulter le tableau de bord",
    ]);
    expect(closed("enseignant")).toEqual({});
  });

  it("the attestation says that its hours stay blank until the absences are confirmed", () => {
    const note = (change: Partial<EtatDossier>) =>
      documents("tuteur", "P2", change).flatMap((one) =>
        one.code === "attestation" && estOuvert(one) ? [one.note] : [],
      );
    expect(note({})).toEqual(["Heures : laissées vides tant que les absences ne sont pas confirmées."]);
    expect(note({ absencesConfirmees: true })).toEqual([undefined]);
    expect(words("maitre")).toContain("Noter les absences");
    expect(words("apprenant")).toContain("Ma présence");
  });

  it("are only read by another teacher, and once frozen", () => {
    const other: Actor = { ...person, role: "enseignant", classes: [] };
    for (const name of ["la fiche de liaison entreprise", "le bilan entreprise", "le bilan des attitudes"])
      expect(words("enseignant", "P2", {}, other)).toContain(`Consulter ${name}`);
    const frozen = { dernierBilanIntermediaire: civil("2026-12-05") };
    expect(words("enseignant", "P2", frozen)).toContain("Consulter le bilan entreprise");
  });

  it("say why one does not exist for this status", () => {
    expect(closed("enseignant", "P1")).toEqual({
      "bilan-entreprise": "Pas de bilan entreprise en Période 1 : les attitudes seulement.",
    });
    expect(Object.keys(closed("enseignant", "aucun"))).toEqual(["bilan-entreprise", "attitudes"]);
  });

  it("an exam has its grid: open to those who evaluate, to the learner once published", () => {
    const grille = (etat: string, publiee = false) => ({ grille: { etat, publiee } });
    expect(words("tuteur", "E31")).toContain("Éditer la grille certificative");
    expect(words("enseignant", "E31", grille("valide"))).toContain("Consulter la grille certificative");
    for (const change of [{}, grille("brouillon"), grille("valide"), grille("brouillon", true)])
      expect(closed("apprenant", "E31", change)["grille-certificative"]).toContain("pas été communiquée");
    expect(closed("apprenant", "E31", grille("valide", true))["grille-certificative"]).toBeUndefined();
  });

  it("say why one does not exist for an apprenti, to him with « tu »", () => {
    const both = ["preconvention", "attestation"];
    for (const role of ["enseignant", "maitre"] as const) {
      expect(Object.keys(closed(role, "P2", apprenti))).toEqual(both);
      expect(closed(role, "P2", apprenti).preconvention).toBe(
        "Pour un apprenti, la convention est celle de son contrat.",
      );
    }
    expect(closed("apprenant", "P2", { ...apprenti, ...transmis }).preconvention).toBe(
      "Tu es apprenti : ta convention est celle de ton contrat.",
    );
  });

  it("the learner reads his bilans once they are transmitted to him, and writes his own", () => {
    expect(Object.keys(closed("apprenant"))).toEqual(["bilan-entreprise", "attitudes"]);
    for (const why of Object.values(closed("apprenant"))) expect(why).toContain("Pas encore transmis");
    expect(closed("apprenant", "P2", { attitudes: { etat: "brouillon" } }).attitudes).toBeDefined();
    expect(closed("apprenant", "P2", transmis)).toEqual({});
    expect(words("apprenant", "P2", transmis)).toContain("Mon bilan personnel");
  });

  it("the learner's own grid is written until his bilan is passed on or frozen, then read if he wrote it", () => {
    const own = (change: Partial<EtatDossier>) =>
      words("apprenant", "P2", change).filter((text) => text.includes("auto"));
    const wrote = { competences: 3, close: false };
    expect(own({})).toEqual(["M’auto-évaluer"]);
    expect(own({ autoEvaluation: wrote })).toEqual(["M’auto-évaluer"]);
    for (const close of [
      { dernierBilanIntermediaire: civil("2026-12-05") },
      { autoEvaluation: { competences: 0, close: true } },
    ])
      expect(own(close)).toEqual([]);
    expect(own({ autoEvaluation: { ...wrote, close: true } })).toEqual(["Lire mon auto-évaluation"]);
    expect(words("tuteur").join()).not.toContain("auto-évaluation");
  });

  it("the tutor reads the fiche and writes the bilans, the maître edits it too", () => {
    expect(words("tuteur")[0]).toBe("Consulter la fiche de liaison entreprise");
    expect(words("maitre")[0]).toBe("Éditer la fiche de liaison entreprise");
    for (const role of ["tuteur", "maitre"] as const)
      expect(words(role).slice(3, 5)).toEqual([
        "Éditer le bilan entreprise",
        "Éditer le bilan des attitudes",
      ]);
  });
});
