import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Stockee, valeurCompetence } from "#bilans/lignes/rules.ts";
import { pointsOuverts } from "#bilans/rencontre/points.ts";
import { extraitDe, recitDuPortfolio } from "#bilans/rencontre/recit.ts";
import {
  competencesDuVecu,
  etapesDe,
  jourTenu,
  objetDe,
  type Rencontre,
  seTient,
  suivante,
  verifierFin,
} from "#bilans/rencontre/rules.ts";
import { civil } from "#kernel/civil-date.ts";
import { loadLivres } from "#referentiel/load.ts";
import { competencesMobilisees, competencesPourTaches, statutDe, tachesDe } from "#referentiel/rules.ts";
import { root } from "#root.ts";
import { etatDossier } from "../../../tests/kit/etat-dossier.ts";

const mspc = loadLivres(join(root, "referentiels")).referentiels.get("mspc")!;
const statut = (code: string) => statutDe(mspc, code);
const today = civil("2026-11-23");
const toutes = competencesMobilisees(mspc).map(({ code }) => code);
const le = new Date("2026-11-23T09:00:00Z");
const ecrite = (valeur: string, auteur = "Sophie Mercier"): Stockee => ({ valeur, version: 1, auteur, le });

const taches = fc.subarray(tachesDe(mspc).map(({ code }) => code));
const competences = fc.subarray(toutes);

describe("the reduced grid (B-24)", () => {
  test("what he told, what his activities name and what is evaluated, in the order of the référentiel", () => {
    fc.assert(
      fc.property(taches, taches, competences, competences, (fiche, decrites, nommees, evaluees) => {
        const lignes = new Map(
          evaluees.map((code) => [`competence.${code}`, ecrite(valeurCompetence("globale", "3"))]),
        );
        const found = competencesDuVecu(mspc, { fiche, decrites, nommees }, lignes);
        expect(found).toEqual(toutes.filter((code) => found.includes(code)));
        for (const code of evaluees) expect(found).toContain(code);
        const raconte = decrites.length + nommees.length > 0;
        const liees = competencesPourTaches(mspc, raconte ? decrites : fiche).map(({ code }) => code);
        const dit = new Set([...liees, ...nommees]);
        for (const code of dit) expect(found).toContain(code);
        // nothing else, unless nothing is known: then nothing is folded
        if (dit.size === 0) expect(found).toEqual(toutes);
        else expect(found.every((code) => dit.has(code) || evaluees.includes(code))).toBe(true);
      }),
    );
  });

  test("a level taken back is evaluated no more; a code that the référentiel does not know brings nothing", () => {
    const lignes = new Map([[`competence.${toutes[0]}`, ecrite("globale:")]]);
    const vecu = { fiche: [], decrites: ["A3T1"], nommees: ["INCONNUE"] };
    expect(competencesDuVecu(mspc, vecu, lignes)).not.toContain(toutes[0]);
    expect(competencesDuVecu(mspc, { ...vecu, decrites: [] }, lignes)).toEqual(toutes);
  });
});

const visite: Rencontre["visite"] = {
  id: "v",
  date: today,
  heure: null,
  forme: "sur-place",
  etat: "prevue",
  compteRendu: "",
  visiteur: { id: "h", nom: "Mercier", prenom: "Sophie" },
  version: 1,
  mot: { texte: "", version: 0, le: null, par: "" },
};

const rencontre = (change: Partial<Rencontre> = {}): Rencontre => {
  const etat = etatDossier();
  return {
    ...etat,
    visiteur: null,
    visite,
    lieu: null,
    statut: statut("P2"),
    bilan: null,
    lignes: new Map(),
    dernierBilan: null,
    ref: mspc,
    tuteur: "",
    taches: { fiche: [], decrites: [] },
    preuves: [],
    auto: null,
    recit: { semaines: [], taches: [], activites: [] },
    points: [],
    premieres: toutes,
    today,
    ...change,
  };
};

describe("the steps", () => {
  const codes = (code: string) => etapesDe(rencontre({ statut: statut(code) })).map((etape) => etape.code);

  test("a period with its bilan, one with attitudes only, an exam", () => {
    expect(codes("P2")).toEqual(["fait", "points", "competences", "engagement", "mot", "terminer"]);
    expect(codes("P1")).toEqual(["fait", "points", "attitudes", "mot", "terminer"]);
    expect(codes("E31")).toEqual(["fait", "points", "grille", "attitudes", "mot", "terminer"]);
    expect([objetDe(statut("P2")), objetDe(statut("E33")), objetDe(statut("INCONNU"))]).toEqual([
      "entreprise",
      "attitudes",
      null,
    ]);
    expect(codes("INCONNU")).toEqual(["fait", "points", "mot", "terminer"]);
  });

  test("each leads to the next, the last to itself", () => {
    const etapes = etapesDe(rencontre());
    expect(etapes.map(({ code }) => suivante(etapes, code))).toEqual([
      "points",
      "competences",
      "engagement",
      "mot",
      "terminer",
      "terminer",
    ]);
  });

  test("done once something is there, and said in words", () => {
    const lignes = new Map([
      ["competence.C1.1", ecrite("globale:4")],
      ["engagement", ecrite("3")],
      ["dateRencontre", ecrite("2026-11-23")],
    ]);
    const faites = etapesDe(
      rencontre({
        lignes,
        premieres: ["C1.1", "C1.2"],
        visite: { ...visite, etat: "faite", mot: { texte: "Bien.", version: 1, le, par: "S" } },
      }),
    );
    expect(faites.map(({ code, etat, faite }) => [code, etat, faite])).toEqual([
      ["fait", "0\u00a0semaine, 0\u00a0activité", false],
      ["points", "aucun", true],
      ["competences", "1 sur 2", true],
      ["engagement", "rempli", true],
      ["mot", "noté", true],
      ["terminer", "visite faite", true],
    ]);
  });
});

test("a cancelled visit is not held; one held early is held today; none is told outside the period", () => {
  expect(seTient({ etat: "annulee" }).ok).toBe(false);
  for (const etat of ["prevue", "faite"] as const) expect(seTient({ etat }).ok).toBe(true);
  expect(jourTenu({ date: civil("2026-11-27") }, today)).toBe(today);
  expect(jourTenu({ date: civil("2026-11-20") }, today)).toBe("2026-11-20");
  expect(verifierFin(rencontre()).ok).toBe(true);
  const tard = verifierFin(
    rencontre({ today: civil("2027-02-01"), visite: { ...visite, date: civil("2027-02-01") } }),
  );
  expect(tard).toMatchObject({ ok: false, field: "compteRendu" });
});

const periode = { du: civil("2026-11-09"), au: civil("2026-12-04") };
const semaine = (lundi: string, contenu: Record<string, string | string[]>) => ({
  lundi: civil(lundi),
  contenu,
  modifieLe: le,
});
const activite = (id: string, contenu: Record<string, string | string[]>, competences: string[] = []) => ({
  id,
  titre: `Activité ${id}`,
  condition: null,
  contenu,
  competences,
  modifieLe: le,
});

test("what he did: weeks in words, tasks counted, photos where they stand", () => {
  const recit = recitDuPortfolio(
    mspc,
    periode,
    {
      semaines: [
        semaine("2026-11-09", { fait: "Ronde du matin.", taches: ["A1T1", "A2T1"] }),
        semaine("2026-11-16", { fait: "", taches: ["A1T1"] }),
      ],
      activites: [activite("1", { taches: ["A1T1"] }, ["C1.1"])],
      ancres: ["semaine:2026-11-09", "activite:1:avant", "activite:1:apres", "", "activite:12:avant"],
      fiche: ["A1T1"],
    },
    today,
  );
  expect(
    recit.semaines.map(({ numero, racontee, aVenir, photos }) => [numero, racontee, aVenir, photos]),
  ).toEqual([
    [1, true, false, 1],
    [2, false, false, 0],
    [3, false, false, 0],
    [4, false, true, 0],
  ]);
  expect(recit.taches.map(({ code, fois, prevue }) => [code, fois, prevue])).toEqual([
    ["A1T1", 3, true],
    ["A2T1", 1, false],
  ]);
  expect(recit.activites).toEqual([{ id: "1", titre: "Activité 1", photos: 2, competences: ["C1.1"] }]);
});

test("the beginning of a text is cut between two words, never longer", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 400 }), (texte) => {
      const extrait = extraitDe(texte);
      expect([...extrait].length).toBeLessThanOrEqual(161);
      expect(texte.replaceAll(/\s+/g, " ").trim().startsWith(extrait.replace(/…$/, ""))).toBe(true);
    }),
  );
  expect(extraitDe(`${"mot ".repeat(60)}`)).toMatch(/mot…$/);
});

describe("open points", () => {
  const recit = recitDuPortfolio(
    mspc,
    periode,
    {
      semaines: [semaine("2026-11-09", { fait: "Ronde." })],
      activites: [activite("1", {})],
      ancres: [],
      fiche: [],
    },
    today,
  );
  const conseil = (id: string, faitLe: Date | null, retireLe: Date | null = null) => ({
    id,
    ancre: "semaine:2026-11-09.fait",
    texte: "Précise la consignation.",
    auteur: { habilitation: "h", nom: "Benali", prenom: "Karim", role: "enseignant" as const },
    le,
    faitLe,
    retireLe,
    reponse: null,
  });
  const lue = { ...etatDossier().tuteur, ficheLueLe: le };
  const points = (
    change: Parameters<typeof etatDossier>[0],
    conseils: ReturnType<typeof conseil>[] = [],
    code = "P2",
  ) => pointsOuverts({ etat: etatDossier(change), statut: statut(code), recit, conseils }, today);

  test("nothing but the attitudes, when all the rest is well; they are no open point where they are filled", () => {
    expect(points({ tuteur: lue }).map(({ objet }) => objet)).toEqual(["attitudes"]);
    expect(points({ tuteur: lue }, [], "P1")).toEqual([]);
    expect(points({ tuteur: lue, attitudes: { etat: "transmis" } })).toEqual([]);
  });

  test("a fiche incomplete, to accept or not read; the empty weeks by their name; advice not followed", () => {
    const attitudes = { etat: "transmis" };
    expect(points({ attitudes, lieu: { entreprise: "", ville: "" } })[0]).toMatchObject({
      objet: "fiche",
      texte: "Fiche de liaison : entreprise non renseignée",
    });
    expect(points({ attitudes }).map(({ texte }) => texte)).toEqual([
      "Fiche de liaison pas encore lue par le tuteur",
    ]);
    expect(points({ attitudes, tuteur: lue, propositionEnAttente: true })).toHaveLength(1);
    const vide = points({ attitudes, tuteur: lue, semaines: [civil("2026-11-09")] });
    expect(vide).toEqual([
      {
        objet: "semaine",
        texte: "Semaine 2 (16–20\u00a0nov.) : rien n’est raconté",
        href: "/dossiers/d/portfolio/semaines/2026-11-16",
      },
    ]);
    const conseils = [conseil("1", null), conseil("2", le), conseil("3", null, le)];
    const suivis = points({ attitudes, tuteur: lue }, conseils);
    expect(suivis).toHaveLength(1);
    expect(suivis[0]?.texte).toContain("Karim Benali");
    expect(suivis[0]?.href).toContain("/semaines/2026-11-09#conseils-semaine-2026-11-09-fait");
  });
});
