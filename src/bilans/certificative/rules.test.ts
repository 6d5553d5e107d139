import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  competencesImposees,
  competencesRetenues,
  contenuDe,
  epreuveText,
  type GrilleComplete,
  verifierValidation,
} from "#bilans/certificative/rules.ts";
import { type Cle, cleDe, type Stockee, valeurCompetence } from "#bilans/lignes/rules.ts";
import { civil } from "#kernel/civil-date.ts";
import { loadLivres } from "#referentiel/load.ts";
import { statutDe } from "#referentiel/rules.ts";
import { root } from "#root.ts";

const { referentiels } = loadLivres(join(root, "referentiels"));
const ref = (code: string) => {
  const found = referentiels.get(code);
  if (!found) throw new Error(code);
  return found;
};
const le = new Date("2026-11-20T09:00:00Z");
const stockee = (valeur: string, auteur = "Karim Benali"): Stockee => ({ valeur, version: 1, auteur, le });
const niveau = (code: string, given: string): [Cle, Stockee] => [
  cleDe("competence", code),
  stockee(valeurCompetence("globale", given)),
];
const retenue = (code: string): [Cle, Stockee] => [cleDe("retenue", code), stockee("oui")];
const today = civil("2026-11-23");

const grille = (lignes: [Cle, Stockee][], change: Partial<GrilleComplete> = {}): GrilleComplete =>
  ({
    ref: ref("mspc"),
    statut: statutDe(ref("mspc"), "E33"),
    apprenant: { id: "a", nom: "N", prenom: "P", statut: "scolaire" },
    classe: { id: "c", nom: "T MSPC" },
    periode: { nom: "PFMP 4", du: civil("2026-09-14"), au: civil("2026-10-09") },
    entreprise: null,
    tuteur: "",
    grille: { date: civil("2026-10-09"), commentaire: "" },
    propositions: new Map(),
    versions: [],
    ...change,
    lignes: new Map(lignes),
  }) as unknown as GrilleComplete;

describe("the competences of an exam", () => {
  it("are those the référentiel gives: nobody adds or withdraws", () => {
    const imposees = competencesImposees(ref("melec"), "E33").map(({ code }) => code);
    expect(imposees).toEqual(["C8", "C9"]);
    expect(competencesRetenues(ref("melec"), "E33", () => true)).toHaveLength(2);
    expect(competencesRetenues(ref("melec"), "E33", () => false)).toHaveLength(2);
  });

  it("are the teacher's choice where the référentiel does not say: none is invented", () => {
    expect(competencesImposees(ref("mspc"), "E33")).toEqual([]);
    expect(competencesRetenues(ref("mspc"), "E33", () => false)).toEqual([]);
    const two = competencesRetenues(ref("mspc"), "E33", (cle) =>
      ["retenue.C2.2", "retenue.C1.1"].includes(cle),
    );
    expect(two.map(({ code }) => code)).toEqual(["C1.1", "C2.2"]);
  });

  it("a title that the référentiel does not know is not invented either", () => {
    expect(epreuveText(ref("mspc"), statutDe(ref("mspc"), "E33"))).toBe("E33");
    expect(epreuveText(ref("mspc"), { code: "CCF", intitule: "Contrôle en cours" })).toBe(
      "Contrôle en cours",
    );
  });
});

describe("validating", () => {
  const date = civil("2026-10-09");
  const code = (lignes: [Cle, Stockee][], on = date as typeof date | null) => {
    const decision = verifierValidation(grille(lignes), on, today);
    return decision.ok ? "oui" : decision.code;
  };
  it("needs competences, a level or NE for each, and a date that has come", () => {
    expect(code([])).toBe("sans-competence");
    expect(code([retenue("C2.1")])).toBe("sans-niveau");
    expect(code([retenue("C2.1"), niveau("C2.1", "NE")])).toBe("oui");
    expect(code([retenue("C2.1"), niveau("C2.1", "4")], null)).toBe("sans-date");
    expect(code([retenue("C2.1"), niveau("C2.1", "4")], today)).toBe("oui");
    expect(code([retenue("C2.1"), niveau("C2.1", "4")], civil("2026-11-24"))).toBe("date-future");
  });

  it("names the competences without a level, the first four of many", () => {
    const many = ["C1.1", "C1.2", "C1.3", "C1.4", "C1.5", "C1.6"].map(retenue);
    const decision = verifierValidation(grille(many), date, today);
    expect(decision.ok ? "" : decision.message).toContain("C1.1, C1.2, C1.3, C1.4 et 2 autres");
  });
});

describe("what is frozen", () => {
  it("holds what was retained, not the levels of what was withdrawn, and the company's proposal beside", () => {
    const contenu = contenuDe(
      grille([retenue("C2.1"), niveau("C2.1", "3"), niveau("C2.2", "5"), ["retenue.C2.2", stockee("")]], {
        propositions: new Map([[cleDe("competence", "C2.1"), stockee("globale:5", "Julien Boisseau")]]),
      }),
      "Erreur de saisie",
    );
    expect(contenu.competences).toEqual([
      expect.objectContaining({
        code: "C2.1",
        niveau: "3",
        texte: "Fragile",
        auteur: "Karim Benali",
        details: [],
        proposition: {
          niveau: "5",
          texte: "Très satisfaisant",
          auteur: "Julien Boisseau",
          le: le.toISOString(),
        },
      }),
    ]);
    expect(contenu.motif).toBe("Erreur de saisie");
  });

  it("holds the detailed lines of a detailed competence only, chosen or not", () => {
    const details = ref("mspc").competences.find((one) => one.code === "C2.1")?.details ?? [];
    const detail: [Cle, Stockee] = [cleDe("detail", details[0]?.code ?? ""), stockee("4")];
    const [detaillee] = contenuDe(
      grille([retenue("C2.1"), [cleDe("competence", "C2.1"), stockee("detaillee:4")], detail]),
    ).competences;
    expect(detaillee?.details).toHaveLength(details.length);
    expect(detaillee?.details[0]).toMatchObject({ niveau: "4", texte: "Satisfaisant" });
    const [globale] = contenuDe(grille([retenue("C2.1"), niveau("C2.1", "4"), detail])).competences;
    expect(globale?.details).toEqual([]);
  });
});
