import { describe, expect, test } from "vitest";
import type { Soumise } from "#bilans/lignes/rules.ts";
import {
  aTransmettre,
  enDetail,
  messageTransmis,
  type Parties,
  verifierReleve,
} from "#bilans/papier/transcription/rules.ts";

const ligne = (cle: string, valeur: string, base = ""): Soumise => ({
  cle,
  valeur,
  base: { version: base ? 1 : 0, valeur: base },
});
const ref = {
  competences: [
    { code: "C1", details: [{ code: "C1#1" }, { code: "C1#2" }] },
    { code: "C2", details: [{ code: "C2#1" }] },
  ],
} as never;
const faits = { grille: { lignes: new Map() }, attitudes: { lignes: new Map() } } as never;
const tout: Parties = { entreprise: true, attitudes: true };

describe("the criteria of a paper", () => {
  test("one that is chosen puts its competence in detail, and no other", () => {
    const lignes = [
      ligne("competence.C1", "globale:3", "globale:"),
      ligne("detail.C1#1", "4"),
      ligne("detail.C1#2", ""),
      ligne("competence.C2", "globale:2", "globale:"),
    ];
    expect(enDetail(ref, lignes).map(({ valeur }) => valeur)).toEqual(["detaillee:3", "4", "", "globale:2"]);
  });

  test("one left as it was drawn, or emptied, changes nothing", () => {
    const lignes = [
      ligne("competence.C1", "globale:3", "globale:3"),
      ligne("detail.C1#1", "4", "4"),
      ligne("detail.C1#2", "", "2"),
    ];
    expect(enDetail(ref, lignes)).toEqual(lignes);
  });
});

describe("what is passed on", () => {
  const competence = ligne("competence.C1", "globale:NE", "globale:");
  const attitude = ligne("attitude.ATT1", "NO");
  const vide = {
    entreprise: [ligne("competence.C1", "globale:", "globale:")],
    attitudes: [ligne("attitude.ATT1", "")],
  };

  test("each bilan in which something is chosen, whatever the other one holds", () => {
    for (const [entreprise, attitudes] of [
      [true, true],
      [true, false],
      [false, true],
      [false, false],
    ] as const) {
      const releve = {
        entreprise: entreprise ? [competence] : vide.entreprise,
        attitudes: attitudes ? [attitude] : vide.attitudes,
      };
      expect(aTransmettre(faits, tout, releve)).toEqual({ entreprise, attitudes });
      expect(verifierReleve(faits, tout, releve).ok).toBe(entreprise || attitudes);
    }
  });

  test("a part that may not be written is never passed on, and the other one says what is missing", () => {
    const seules: Parties = { entreprise: false, attitudes: true };
    expect(aTransmettre(faits, seules, { entreprise: [competence], attitudes: [attitude] })).toEqual(seules);
    expect(verifierReleve(faits, seules, { ...vide, entreprise: [competence] })).toMatchObject({
      ok: false,
      code: "rien-observe",
    });
    expect(verifierReleve(faits, tout, vide)).toMatchObject({ ok: false, code: "rien-evalue" });
  });

  test("the sentence says what was passed on, and what was not", () => {
    const carole = { nom: "Aïssani", prenom: "Carole" };
    const say = (parties: Parties, sent: Parties) => messageTransmis(carole, parties, sent);
    expect(say(tout, tout)).toBe("Bilan entreprise et bilan des attitudes transmis à Carole Aïssani.");
    expect(say(tout, { entreprise: true, attitudes: false })).toBe(
      "Bilan entreprise transmis à Carole Aïssani. Aucune attitude n’est choisie : leur bilan n’est pas transmis.",
    );
    expect(say(tout, { entreprise: false, attitudes: true })).toBe(
      "Bilan des attitudes transmis à Carole Aïssani. Aucune compétence n’est évaluée : le bilan entreprise n’est pas transmis.",
    );
    const seules = { entreprise: false, attitudes: true };
    expect(say(seules, seules)).toBe("Bilan des attitudes transmis à Carole Aïssani.");
  });
});
