import { expect, test } from "vitest";
import { allRoutes } from "#application.ts";
import type { Actor } from "#kernel/actor.ts";
import { civil } from "#kernel/civil-date.ts";
import type { Decision } from "#kernel/decision.ts";
import { droits } from "./kit/rights.ts";

type AnyRight = (actor: Actor, facts: unknown) => Decision;
const declared = Object.entries(droits).flatMap(([slice, rights]) =>
  Object.entries(rights).map(([name, right]) => ({ name: `${slice} : ${name}`, right: right as AnyRight })),
);

/** Reached before signing in, and nothing else is. */
const OPEN = [
  "GET /connexion",
  "POST /connexion",
  "POST /deconnexion",
  "POST /espaces",
  "POST /lecture-confortable",
  "POST /mot-de-passe",
  "GET /mot-de-passe-oublie",
  "POST /mot-de-passe-oublie",
  "GET /second-facteur",
  "POST /second-facteur",
  "GET /activation/:jeton",
  "POST /activation/:jeton",
  "GET /acces/:jeton",
  "POST /acces/:jeton",
  "POST /acces/:jeton/nouveau-lien",
  "GET /code",
  "POST /code",
  "GET /code/:jeton",
  "POST /code/:jeton",
  "GET /hors-ligne",
  "GET /demo/composants",
  "GET /demo/courriels",
  "GET /demo/courriels/:courriel",
];

test("every route declares a right of the matrix; the open ones are listed here", () => {
  const known = new Set(declared.map(({ right }) => right));
  const unknown = allRoutes.filter((r) => r.right !== "open" && !known.has(r.right as unknown as AnyRight));
  expect(unknown.map((r) => `${r.method} ${r.pattern}`)).toEqual([]);
  expect(
    allRoutes
      .filter((r) => r.right === "open")
      .map((r) => `${r.method} ${r.pattern}`)
      .sort(),
  ).toEqual([...OPEN].sort());
  expect(new Set(allRoutes.map((r) => `${r.method} ${r.pattern}`)).size).toBe(allRoutes.length);
});

// ------------------------------------------------------------------ the printed matrix

const person = {
  identite: "i",
  nom: "N",
  prenom: "P",
  lectureConfortable: false,
  etablissement: {
    id: "e",
    nom: "Lycée",
    fuseau: "Europe/Paris",
    referentielsVersion: 0,
    documentsApprentis: false,
  },
};
const actors: Record<string, Actor> = {
  "apprenant concerné": { ...person, habilitation: "h1", role: "apprenant", apprenant: "a" },
  "autre apprenant": { ...person, habilitation: "h2", role: "apprenant", apprenant: "b" },
  "enseignant de la classe": { ...person, habilitation: "h3", role: "enseignant", classes: ["c"] },
  "auteur de la période": { ...person, habilitation: "auteur", role: "enseignant", classes: [] },
  "autre enseignant": { ...person, habilitation: "h4", role: "enseignant", classes: ["z"] },
  "tuteur invité": { ...person, habilitation: "h5", role: "tuteur", dossiers: ["d"] },
  "autre tuteur": { ...person, habilitation: "h6", role: "tuteur", dossiers: ["y"] },
  "son maître d’apprentissage": { ...person, habilitation: "h7", role: "maitre", apprenants: ["a"] },
  "autre maître": { ...person, habilitation: "h8", role: "maitre", apprenants: ["x"] },
  administrateur: { ...person, habilitation: "h9", role: "administrateur" },
};

const p2 = {
  code: "P2",
  intitule: "Période 2",
  bilanAttitudes: true,
  bilanEntreprise: true,
  grilleCertificative: false,
  choixApprenants: true,
};
const bilan = {
  etat: "transmis",
  dateRencontre: civil("2026-12-04"),
  transmisLe: null,
  modifieLe: new Date(0),
  modifiePar: "P N",
};

/** One dossier, one period, one annexe, one bilan intermédiaire: the facts of every right at once. */
const usual = {
  dossier: "d",
  dossiers: ["d"],
  apprenant: { id: "a", nom: "N", prenom: "P", statut: "scolaire" },
  classe: { id: "c", nom: "1 MSPC" },
  classes: ["c"],
  periode: {
    id: "p",
    nom: "PFMP",
    statut: "P2",
    niveau: "1RE",
    du: civil("2026-11-09"),
    au: civil("2026-12-04"),
    auteur: "auteur",
    referentiel: "mspc",
  },
  referent: null,
  visiteur: null,
  referents: [],
  statut: p2,
  verrouilles: [],
  certificatif: false,
  grilleValidee: false,
  convention: null,
  onglet: "apprenants",
  bilan,
  lignes: new Map(),
  dernierBilan: null,
  annule: false,
  // a certificative grid not begun; an evaluation of today about this learner
  grille: null,
  publierGrilles: false,
  date: civil("2026-11-20"),
  concernes: [
    {
      id: "a",
      nom: "N",
      prenom: "P",
      absent: false,
      niveaux: { C1: "3" },
      dernierBilan: null,
      dossiers: ["d"],
    },
  ],
};

/** Some slices name the same word otherwise: an annexe's author is a person, a coupon's class an id. */
const shapes: Record<string, (facts: typeof usual) => unknown> = {
  annexes: (facts) => ({ ...facts, auteur: { id: "auteur", nom: "P N" } }),
  periodes: (facts) => ({ ...facts, auteur: "auteur" }),
  "papiers des bilans": (facts) => ({ ...facts, grille: facts, attitudes: facts }),
  comptes: (facts) => ({ ...facts, classe: "c" }),
  "bilans intermédiaires": (facts) => ({ ...facts, classe: "c", auteur: { id: "h3", nom: "P N" } }),
};

const e31 = {
  ...p2,
  code: "E31",
  intitule: "E31",
  bilanEntreprise: false,
  grilleCertificative: true,
  choixApprenants: false,
};

const situations: Record<string, typeof usual> = {
  "Cas courant : période 2 en cours, élève, bilan transmis, rien de figé": usual,
  "Bilan encore brouillon": { ...usual, bilan: { ...bilan, etat: "brouillon" } },
  "Bilan pris en compte dans un bilan intermédiaire": {
    ...usual,
    dernierBilan: civil("2027-01-12") as never,
    concernes: [{ ...usual.concernes[0], dernierBilan: civil("2027-01-12") }] as never,
    verrouilles: [{ apprenant: "P N", bilanIntermediaire: civil("2027-01-12") }] as never,
  },
  "Période d’examen (E31)": {
    ...usual,
    statut: e31,
    periode: { ...usual.periode, statut: "E31" },
    bilan: null as never,
  },
  "Contenu certificatif": { ...usual, certificatif: true },
  "Période d’examen dont une grille est validée": {
    ...usual,
    statut: e31,
    certificatif: true,
    grilleValidee: true,
    grille: { etat: "valide", publieLe: null } as never,
    bilan: null as never,
  },
  "Grille certificative validée et publiée, dans une école qui le permet": {
    ...usual,
    statut: e31,
    certificatif: true,
    grilleValidee: true,
    grille: { etat: "valide", publieLe: new Date(0) } as never,
    publierGrilles: true,
    bilan: null as never,
  },
  "Convention notée signée": { ...usual, convention: { signeeLe: civil("2026-11-02") } as never },
  Apprenti: { ...usual, apprenant: { ...usual.apprenant, statut: "apprenti" } },
};

const cell = (decision: Decision) => (decision.ok ? "oui" : `– ${decision.code}`);
const row = (slice: string, right: AnyRight, facts: typeof usual) =>
  Object.values(actors).map((actor) => cell(right(actor, shapes[slice]?.(facts) ?? facts)));

test("the matrix of rights, printed: a change of right shows in the diff", async () => {
  const lines = [
    "# Qui peut quoi",
    "",
    "Imprimé par `tests/rights.test.ts` à partir des fonctions `rights.ts` de chaque tranche. « – » est suivi du code du refus ;",
    "la phrase montrée est à côté de ce code. Une autre école ne voit rien : 404.",
  ];
  const header = [
    `| | ${Object.keys(actors).join(" | ")} |`,
    `|---|${"---|".repeat(Object.keys(actors).length)}`,
  ];
  const base = Object.values(situations)[0] ?? usual;
  for (const [situation, facts] of Object.entries(situations)) {
    const rows = declared.flatMap(({ name, right }) => {
      const slice = name.split(" : ")[0] ?? "";
      const cells = row(slice, right, facts);
      const same = facts !== base && cells.join() === row(slice, right, base).join();
      return same ? [] : [`| ${name} | ${cells.join(" | ")} |`];
    });
    lines.push(
      "",
      `## ${situation}`,
      "",
      ...(facts === base ? [] : ["Seulement ce qui change.", ""]),
      ...header,
      ...rows,
    );
  }
  await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot("../docs/droits.md");
});

test("what must never be: the lines that no change of matrix may carry", () => {
  const may = (slice: keyof typeof droits, name: string, who: string, facts = usual) =>
    (droits[slice] as unknown as Record<string, AnyRight>)[name]?.(
      actors[who] as Actor,
      shapes[slice]?.(facts) ?? facts,
    ).ok;
  for (const who of ["apprenant concerné", "autre apprenant", "administrateur"])
    expect(may("bilan entreprise", "ecrire", who)).toBe(false);
  for (const who of Object.keys(actors))
    expect(may("portfolio", "ecrire", who)).toBe(who === "apprenant concerné");
  for (const slice of ["dossier", "portfolio", "fiche", "bilan entreprise", "tableau de bord"] as const)
    expect(may(slice, "lire", "administrateur")).toBe(false);
  for (const who of ["apprenant concerné", "tuteur invité", "son maître d’apprentissage", "administrateur"])
    for (const act of ["ecrire", "corriger", "publier"])
      for (const facts of Object.values(situations))
        expect(may("grille certificative", act, who, facts)).toBe(false);
  expect(may("fiche", "individualiser", "tuteur invité")).toBe(false);
  for (const who of ["apprenant concerné", "tuteur invité", "son maître d’apprentissage"])
    expect(may("fiche", "modifierOrganisationEcole", who)).toBe(false);
  expect(may("fiche", "individualiser", "son maître d’apprentissage")).toBe(true);
});
