import { describe, expect, it } from "vitest";
import type { EtatDossier } from "#dossiers/rules/etat.ts";
import { imprimables, papiersDuDossier, type Trace } from "#dossiers/rules/papiers.ts";
import type { Actor, Role } from "#kernel/actor.ts";
import { civil } from "#kernel/civil-date.ts";
import { statutDe } from "#referentiel/rules.ts";
import { etatDossier } from "../../../tests/kit/etat-dossier.ts";

const etablissement = {
  id: "e",
  nom: "",
  fuseau: "Europe/Paris",
  referentielsVersion: 0,
  documentsApprentis: false,
};
const person = {
  habilitation: "h",
  identite: "i",
  nom: "",
  prenom: "",
  lectureConfortable: false,
  etablissement,
};
const people = {
  enseignant: { ...person, role: "enseignant", classes: ["c"] },
  apprenant: { ...person, role: "apprenant", apprenant: "a" },
  tuteur: { ...person, role: "tuteur", dossiers: ["d"] },
  maitre: { ...person, role: "maitre", apprenants: ["a"] },
} satisfies Partial<Record<Role, Actor>>;
const sans = statutDe({ statutsPeriode: [] }, "P2");
const P2 = { ...sans, intitule: "Période 2", bilanAttitudes: true, bilanEntreprise: true };
const E31 = { ...sans, intitule: "E31", bilanAttitudes: true, grilleCertificative: true };
const le = (jour: string) => new Date(`${jour}T09:00:00Z`);
const sophie = { nom: "Mercier", prenom: "Sophie" };

const papiers = (
  change: Partial<EtatDossier> = {},
  {
    role = "enseignant" as keyof typeof people,
    statut = P2,
    traces = [] as Trace[],
    today = "2026-11-23",
  } = {},
) => papiersDuDossier(etatDossier(change), statut, { actor: people[role], today: civil(today), traces });
const un = (code: string, ...given: Parameters<typeof papiers>) =>
  papiers(...given).find((papier) => papier.code === code);
const apprenti = { apprenant: { ...etatDossier().apprenant, statut: "apprenti" as const } };

describe("« Documents »", () => {
  it("lists the documents of the dossier, and the convention after its pré-convention", () => {
    expect(papiers().map(({ code }) => code)).toEqual([
      "fiche",
      "preconvention",
      "convention",
      "portfolio",
      "bilan-entreprise",
      "attitudes",
      "bilan-personnel",
      "presence",
      "attestation",
      "tableau-de-bord",
    ]);
    expect(papiers(apprenti).map(({ code }) => code)).not.toContain("convention");
    expect(un("grille-certificative", {}, { statut: E31 })?.fichiers.map(({ format }) => format)).toEqual([
      "PDF",
    ]);
  });

  it("says in words where each stands", () => {
    const etat = (code: string, ...given: Parameters<typeof papiers>) => un(code, ...given)?.etat;
    const vide = { lieu: { entreprise: "", ville: "" } };
    expect(etat("fiche", vide)).toEqual({ texte: "à compléter : entreprise non renseignée", nature: "todo" });
    expect(etat("fiche")?.texte).toBe("remplie, pas encore lue par le tuteur");
    const lue = { ...etatDossier().tuteur, ficheLueLe: le("2026-11-10") };
    expect(etat("fiche", { tuteur: lue })).toEqual({ texte: "lue par le tuteur", nature: "success" });
    expect(etat("fiche", { ...apprenti, tuteur: lue })?.texte).toBe("lue par le maître d’apprentissage");
    expect(etat("fiche", { propositionEnAttente: true })?.nature).toBe("warning");
    expect(etat("preconvention")?.texte).toBe("à imprimer");
    expect(etat("convention")?.texte).toBe("signature à noter");
    expect(etat("convention", { conventionSigneeLe: civil("2026-11-02") })?.texte).toBe(
      "signée le 2\u00a0novembre 2026",
    );
    expect(etat("portfolio")?.texte).toBe("pas commencé");
    expect(etat("portfolio", { portfolioEditeLe: le("2026-11-10") })?.texte).toBe(
      "2\u00a0semaines sur 4, 1\u00a0activité",
    );
    for (const [bilan, texte] of [
      [null, "à compléter"],
      ["brouillon", "brouillon"],
      ["transmis", "transmis"],
    ] as const)
      expect(etat("attitudes", { attitudes: bilan && { etat: bilan } })?.texte).toBe(texte);
    expect(etat("bilan-entreprise", { dernierBilanIntermediaire: civil("2027-01-10") })?.texte).toBe(
      "figé, non rempli",
    );
    expect(etat("bilan-personnel", { personnel: { etat: "brouillon" } })?.texte).toBe("brouillon");
    expect(etat("presence")?.texte).toBe("absences à confirmer après la période");
    expect(etat("presence", {}, { today: "2026-12-05" })?.texte).toBe("absences à confirmer");
    expect(etat("presence", { absencesConfirmees: true })?.texte).toBe("absences confirmées");
    expect(etat("attestation")?.texte).toBe("à imprimer à la fin de la période");
    expect(etat("attestation", {}, { today: "2026-12-05" })?.texte).toBe("à imprimer");
  });

  it("a paper taken is printed; its trace goes with its own document", () => {
    const traces: Trace[] = [
      { code: "preconvention", geste: "imprime", le: le("2026-11-03"), par: sophie },
      { code: "convention", geste: "joint", le: le("2026-11-04"), par: sophie },
    ];
    expect(un("preconvention", {}, { traces })).toMatchObject({
      etat: { texte: "imprimée" },
      traces: [traces[0]],
      page: null,
    });
    expect(un("convention", {}, { traces })?.fichiers.map(({ format }) => format)).toEqual(["Scan"]);
    expect(un("convention")?.fichiers).toEqual([]);
    expect(un("fiche", {}, { traces })?.traces).toEqual([]);
  });

  it("says who opens it: a bilan reaches the learner once passed on, an exam's grid if it is shown to him", () => {
    const lecteurs = (code: string, ...given: Parameters<typeof papiers>) => un(code, ...given)?.lecteurs;
    expect([lecteurs("fiche"), lecteurs("portfolio"), lecteurs("preconvention")]).toEqual([null, null, null]);
    expect(lecteurs("attitudes")).toBe(
      "les enseignants et le tuteur ; l’apprenant, une fois le bilan transmis",
    );
    expect(lecteurs("bilan-entreprise", apprenti)).toContain("le maître d’apprentissage");
    expect(lecteurs("attitudes", { attitudes: { etat: "transmis" } })).toBeNull();
    const grille = { etat: "valide", publiee: false };
    expect(lecteurs("grille-certificative", { grille }, { statut: E31 })).toContain(
      "si elle lui est communiquée",
    );
    expect(
      lecteurs("grille-certificative", { grille: { ...grille, publiee: true } }, { statut: E31 }),
    ).toBeNull();
  });

  it("passing on is the last change, said once; a change that came later is said too", () => {
    const gestes = (...jours: string[]) =>
      un(
        "attitudes",
        {},
        {
          traces: (["transmis", "modifie"] as const).map((geste, i) => ({
            code: "attitudes",
            geste,
            le: le(jours[i] ?? ""),
            par: sophie,
          })),
        },
      )?.traces.map(({ geste }) => geste);
    expect(gestes("2026-12-03", "2026-12-03")).toEqual(["transmis"]);
    expect(gestes("2026-12-03", "2026-12-04")).toEqual(["transmis", "modifie"]);
  });

  it("what one cannot open has its reason, and shows neither state, trace, file nor link", () => {
    const traces: Trace[] = [
      { code: "grille-certificative", geste: "valide", le: le("2026-11-03"), par: sophie },
    ];
    const fermee = un(
      "grille-certificative",
      { grille: { etat: "valide", publiee: false } },
      { role: "apprenant", statut: E31, traces },
    );
    expect(fermee).toMatchObject({ etat: null, traces: [], fichiers: [], page: null });
    expect(fermee?.raison).toBe("Ta grille d’examen ne t’a pas été communiquée.");
    for (const role of Object.keys(people) as (keyof typeof people)[])
      for (const papier of papiers({ ...apprenti }, { role, traces }))
        expect(papier.raison === null).toBe(papier.page !== null || papier.fichiers.length > 0);
  });

  it("the documents given as files are those that can be printed", () => {
    const offerts = [...papiers(), ...papiers({}, { statut: E31 })].filter(
      ({ code, fichiers }) => code !== "convention" && fichiers.length > 0,
    );
    expect([...new Set(offerts.map(({ code }) => code))].sort()).toEqual([...imprimables].sort());
  });
});
