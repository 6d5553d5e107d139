import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { avancement, semainesEcoulees } from "#dossiers/rules/avancement.ts";
import { addDays, type CivilDate, civil, mondaysBetween } from "#kernel/civil-date.ts";
import {
  type CandidatDossier,
  changerStatut,
  joursRestants,
  verifierCandidat,
  verifierDates,
  verifierRetraits,
  verifierSemaines,
} from "#periodes/rules.ts";
import type { StatutPeriode } from "#referentiel/types.ts";

const du = civil("2026-11-09");
const au = civil("2026-12-04");

describe("where a period stands", () => {
  it.each([
    ["2026-09-14", "dans 8 semaines"],
    ["2026-10-30", "dans 10 jours"],
    ["2026-11-08", "demain"],
    ["2026-11-09", "semaine 1 sur 4"],
    ["2026-11-15", "semaine 1 sur 4"],
    ["2026-11-23", "semaine 3 sur 4"],
    ["2026-12-04", "semaine 4 sur 4"],
    ["2026-12-05", "terminée"],
  ])("on %s: %s", (today, texte) => {
    expect(avancement(du, au, civil(today)).texte.replace("\u00a0", " ")).toBe(texte);
  });

  it("counts each week once, whatever the days", () => {
    const date = fc.integer({ min: 0, max: 2_000 }).map((n) => addDays(civil("2025-01-01"), n));
    fc.assert(
      fc.property(date, fc.nat(300), fc.nat(300), (first, length, offset) => {
        const last = addDays(first, length);
        const today = addDays(first, offset % (length + 1)) as CivilDate;
        const { semaine, semaines, etape } = avancement(first, last, today);
        expect(etape).toBe("en-cours");
        expect(semaine).toBeGreaterThanOrEqual(1);
        expect(semaine).toBeLessThanOrEqual(semaines);
        expect(semaines).toBe(mondaysBetween(first, last).length);
        expect(semainesEcoulees(first, last, today)).toHaveLength(semaine - 1);
      }),
    );
  });
});

describe("dates", () => {
  it("end on or after the first day, within about a year", () => {
    expect(verifierDates(du, du).ok).toBe(true);
    expect(verifierDates(du, addDays(du, -1))).toMatchObject({ ok: false, field: "au" });
    expect(verifierDates(du, addDays(du, 401))).toMatchObject({ ok: false, field: "au" });
  });

  it("keep the weeks already told inside", () => {
    const told = { premiere: civil("2026-11-09"), derniere: civil("2026-11-23") };
    expect(verifierSemaines({ du, au }, null).ok).toBe(true);
    expect(verifierSemaines({ du: civil("2026-11-13"), au: civil("2026-11-23") }, told).ok).toBe(true);
    expect(verifierSemaines({ du: civil("2026-11-16"), au }, told)).toMatchObject({ field: "du" });
    expect(verifierSemaines({ du, au: civil("2026-11-22") }, told)).toMatchObject({ field: "au" });
  });
});

describe("status", () => {
  const statut = (bilanEntreprise: boolean, grilleCertificative = false) =>
    ({ bilanEntreprise, grilleCertificative }) as StatutPeriode;
  it("does not hide what is already evaluated", () => {
    const begun = { entreprise: 2, certificatif: 1 };
    const none = { entreprise: 0, certificatif: 0 };
    expect(changerStatut(statut(true), statut(false), begun)).toMatchObject({ field: "statut" });
    expect(changerStatut(statut(false, true), statut(true), begun)).toMatchObject({ field: "statut" });
    expect(changerStatut(statut(true), statut(true), begun).ok).toBe(true);
    expect(changerStatut(statut(true), statut(false, true), none).ok).toBe(true);
  });
});

describe("withdrawing a learner", () => {
  const one = (id: string, present: boolean, contenu: string | null): CandidatDossier => ({
    id,
    nom: id,
    prenom: id,
    statut: "scolaire",
    classe: { id: "c", nom: "1 MSPC" },
    dossier: id,
    present,
    contenu,
    retrait: null,
  });
  const all = [
    one("vide", true, null),
    one("plein", true, "portfolio commencé"),
    one("parti", false, "bilan"),
  ];
  it("is confirmed by name when he has written", () => {
    expect(verifierRetraits(all, ["plein"], []).ok).toBe(true);
    expect(verifierRetraits(all, ["vide"], [])).toMatchObject({ field: "retraits" });
    expect(verifierRetraits(all, ["vide"], ["vide"]).ok).toBe(false);
    expect(verifierRetraits(all, ["vide"], ["plein"]).ok).toBe(true);
  });
});

describe("one candidate of an exam's period", () => {
  const one = (id: string, present: boolean, contenu: string | null = null): CandidatDossier => ({
    id,
    nom: id,
    prenom: id,
    statut: "scolaire",
    classe: { id: "c", nom: "T MSPC" },
    dossier: present ? id : null,
    present,
    contenu,
    retrait: null,
  });
  const all = [one("vide", true), one("plein", true, "bilan commencé"), one("dehors", false)];
  const saisie = (acte: "ajouter" | "retirer", apprenant: string, confirme = false) =>
    verifierCandidat(all, { acte, apprenant, motif: "Motif", confirme });
  it("comes once, leaves once, and his work is confirmed", () => {
    expect(saisie("ajouter", "dehors").ok).toBe(true);
    expect(saisie("ajouter", "vide")).toMatchObject({ field: "apprenant" });
    expect(saisie("ajouter", "inconnu")).toMatchObject({ field: "apprenant" });
    expect(saisie("retirer", "vide").ok).toBe(true);
    expect(saisie("retirer", "dehors")).toMatchObject({ field: "apprenant" });
    expect(saisie("retirer", "plein")).toMatchObject({ field: "confirme" });
    expect(saisie("retirer", "plein", true).ok).toBe(true);
  });
  it("is never the last to leave", () => {
    const last = { acte: "retirer", apprenant: "vide", motif: "Motif", confirme: true } as const;
    expect(verifierCandidat([one("vide", true), one("dehors", false)], last).ok).toBe(false);
  });
});

it("a deleted period can be brought back for thirty days", () => {
  expect(joursRestants(civil("2026-11-23"), civil("2026-11-23"))).toBe(30);
  expect(joursRestants(civil("2026-11-23"), civil("2026-12-22"))).toBe(1);
  expect(joursRestants(civil("2026-11-23"), civil("2026-12-23"))).toBe(0);
  expect(joursRestants(civil("2026-11-23"), civil("2027-03-01"))).toBe(0);
});
