import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadReferentiels } from "#referentiel/load.ts";
import {
  abregeNiveauClasse,
  competenceDe,
  competencesMobilisees,
  competencesParGroupe,
  competencesPourTaches,
  detailDe,
  libelleAConfirmer,
  libelleAttitude,
  libelleTache,
  liensDe,
  matriceIndicative,
  niveauDe,
  statutDe,
  statutsPour,
  tachesDe,
} from "#referentiel/rules.ts";

const refs = loadReferentiels("referentiels");
const mspc = refs.get("mspc")!;
const melec = refs.get("melec")!;
const ciel = refs.get("ciel")!;
const codes = (items: readonly { code: string }[]) => items.map((item) => item.code);

describe("tasks and competences", () => {
  it("MELEC follows its matrix", () => {
    expect(codes(competencesPourTaches(melec, ["T2-2", "T1-2"]))).toEqual([
      "C1",
      "C2",
      "C4",
      "C5",
      "C10",
      "C11",
      "C12",
    ]);
    expect(matriceIndicative(melec)).toBe(false);
    expect(liensDe(melec, "T1-3").find((lien) => lien.competence === "C10")!.poids).toBe(1);
  });

  it("MSPC has no matrix: the same pôle, marked as indicative", () => {
    expect(codes(competencesPourTaches(mspc, ["A2T3"]))).toEqual(["C2.1", "C2.2", "C2.3"]);
    expect(matriceIndicative(mspc)).toBe(true);
    expect(liensDe(mspc, "A2T3").every((lien) => lien.indicative)).toBe(true);
    // C4.x was found nowhere
    expect(competencesPourTaches(mspc, ["A4T1"])).toEqual([]);
  });

  it("CIEL has no tasks: the activity is ticked, its bloc gives the competences", () => {
    expect(tachesDe(ciel)).toHaveLength(12);
    expect(libelleTache(ciel, "E2")).toBe("Tests et essais");
    expect(codes(competencesPourTaches(ciel, ["E2"]))).toEqual(["C03", "C07", "C11"]);
  });

  it("what is suggested is always a mobilised competence, and more tasks never suggest less", () => {
    for (const ref of refs.values()) {
      const some = fc.subarray([...codes(tachesDe(ref)), "inconnue"]);
      fc.assert(
        fc.property(some, some, (a, b) => {
          const fewer = competencesPourTaches(ref, a);
          const more = new Set(competencesPourTaches(ref, [...a, ...b]));
          const all = competencesMobilisees(ref);
          expect(fewer.every((competence) => all.includes(competence) && more.has(competence))).toBe(true);
          expect(more.size).toBeLessThanOrEqual(all.length);
        }),
      );
    }
  });

  it("group headings in order; none where the diploma has none", () => {
    expect(competencesParGroupe(mspc).map((row) => [row.groupe?.code, row.competences.length])).toEqual([
      ["C1", 7],
      ["C2", 3],
      ["C3", 4],
    ]);
    expect(competencesParGroupe(ciel)).toEqual([{ groupe: null, competences: competencesMobilisees(ciel) }]);
  });

  it("a detailed line knows its competence", () => {
    expect(detailDe(mspc, "C2.3#8")).toMatchObject({
      competence: { code: "C2.3" },
      detail: { code: "C2.3#8" },
    });
    expect(detailDe(mspc, "C2.3#9")).toBeUndefined();
  });
});

describe("statuses and labels", () => {
  it("« Période 1 » is for 2de only", () => {
    expect(codes(statutsPour(mspc, "2DE"))).toEqual(["P1", "P2", "AUTRE", "E31", "E33"]);
    expect(codes(statutsPour(mspc, "TLE"))).toEqual(["P2", "AUTRE", "E31", "E33"]);
  });

  it("an unknown code comes back as itself and allows nothing", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const code = `?${text}`;
        expect(libelleTache(mspc, code)).toBe(code);
        expect(libelleAttitude(mspc, code)).toBe(code);
        expect(abregeNiveauClasse(mspc, code)).toBe(code);
        expect(competenceDe(mspc, code).intitule).toBe(code);
        expect(niveauDe(mspc, code)).toMatchObject({ intitule: code, compteDansLaSynthese: false });
        expect(statutDe(mspc, code)).toMatchObject({
          intitule: code,
          bilanEntreprise: false,
          choixApprenants: false,
        });
      }),
    );
  });

  it("a known code gives its label", () => {
    expect(libelleTache(mspc, "A3T1")).toBe("Diagnostiquer les pannes");
    expect(statutDe(mspc, "P2").intitule).toBe("Période 2");
    expect(niveauDe(mspc, "4").intitule).toBe("Satisfaisant");
    expect(abregeNiveauClasse(mspc, "TLE")).toBe("Tle");
  });

  it("says which labels are not the official wording", () => {
    expect(libelleAConfirmer("source-secondaire-abregee")).toBe(true);
    expect(libelleAConfirmer("texte-ecran-cpro-tronque")).toBe(true);
    expect(libelleAConfirmer("texte-ecran-cpro")).toBe(false);
    expect(libelleAConfirmer("mot-a-mot-reglement")).toBe(false);
  });
});
