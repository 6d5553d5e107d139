import { describe, expect, it } from "vitest";
import {
  attitudesAFaire,
  bilanAFaire,
  constats,
  type EtatDossier,
  etapesEnRetard,
  lieuEnMots,
  retards,
} from "#dossiers/rules/etat.ts";
import { prochaineTache } from "#dossiers/rules/prochaine-tache.ts";
import { civil } from "#kernel/civil-date.ts";
import { statutDe } from "#referentiel/rules.ts";
import type { StatutPeriode } from "#referentiel/types.ts";
import { etatDossier as etat } from "../../../tests/kit/etat-dossier.ts";

const before = civil("2026-10-01");
const inWeek3 = civil("2026-11-23");
const after = civil("2026-12-07");

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

describe("a learner who has left", () => {
  it("owes nothing that fell due after his last day, and still what was late before", () => {
    const parti = (partiLe: string) => etat({ partiLe: civil(partiLe), semaines: [] });
    expect(retards(parti("2026-11-13"), p2, after)).not.toContain("Bilan entreprise non transmis");
    expect(retards(etat({ semaines: [] }), p2, after)).toContain("Bilan entreprise non transmis");
    expect(retards(parti("2026-11-18"), p2, after)).toEqual(["1\u00a0semaine non racontée"]);
    expect(retards(parti("2027-07-01"), p2, after)).toContain("Bilan entreprise non transmis");
  });
});

describe("what is late of the other steps", () => {
  const steps = (change: Partial<EtatDossier>, today = inWeek3, statut = p2) =>
    etapesEnRetard(etat(change), statut, today).map(({ etape }) => etape);
  const tuteur = etat().tuteur;
  const attitudes = { ...p1, bilanAttitudes: true };
  const told = ["2026-11-09", "2026-11-16", "2026-11-23", "2026-11-30"].map(civil);

  it("a tutor unknown a fortnight before the beginning, for an élève only", () => {
    const unknown = { tuteur: { ...tuteur, nom: "" } };
    expect(steps(unknown, civil("2026-10-25"))).toEqual([]);
    expect(retards(etat(unknown), p2, civil("2026-10-26"))).toEqual(["Tuteur non renseigné"]);
    expect(steps({ ...unknown, apprenant: { ...etat().apprenant, statut: "apprenti" } })).toEqual([]);
  });

  it("a tutor who has not come a week after his invitation, or a week after the beginning", () => {
    const invited = (day: string, change = {}) => ({
      tuteur: { ...tuteur, invite: true, inviteLe: civil(day), ...change },
    });
    expect(steps(invited("2026-10-01"), civil("2026-10-07"))).toEqual([]);
    expect(steps(invited("2026-10-01"), civil("2026-10-08"))).toEqual(["venu"]);
    expect(steps(invited("2026-11-22"))).toEqual(["venu"]);
    // the very day he is invited, nobody is late
    expect(steps(invited("2026-11-23"))).toEqual([]);
    expect(steps(invited("2026-10-01", { venu: true }))).toEqual([]);
    expect(steps(invited("2026-10-01", { invalide: true }))).toEqual([]);
    expect(steps({ ...invited("2026-10-01"), dernierBilanIntermediaire: civil("2026-12-10") })).toEqual([]);
  });

  it("the attitudes not transmitted once the period is over, where the status has them, while nothing closes it", () => {
    const late = (change: Partial<EtatDossier>, today = after) =>
      steps({ semaines: told, ...change }, today, attitudes);
    expect(late({}, civil("2026-12-04"))).toEqual([]);
    expect(late({})).toEqual(["attitudes"]);
    expect(late({ attitudes: { etat: "brouillon" } })).toEqual(["attitudes"]);
    expect(late({ attitudes: { etat: "transmis" } })).toEqual([]);
    expect(late({ dernierBilanIntermediaire: civil("2026-12-05") })).toEqual([]);
    expect(steps({ semaines: told }, after, p1)).toEqual([]);
    expect(attitudesAFaire(etat(), attitudes, before)).toBe(false);
    expect(attitudesAFaire(etat(), attitudes, inWeek3)).toBe(true);
    expect(attitudesAFaire(etat(), p1, inWeek3)).toBe(false);
  });
});

it("a bilan is to be done from the first day on, where the status has one", () => {
  expect(bilanAFaire(etat(), p2, before)).toBe(false);
  expect(bilanAFaire(etat(), p2, inWeek3)).toBe(true);
  expect(bilanAFaire(etat(), p1, inWeek3)).toBe(false);
  expect(bilanAFaire(etat({ bilanEntreprise: transmis }), p2, inWeek3)).toBe(false);
});

describe("states in words", () => {
  it("name both companies of a dossier", () => {
    expect(lieuEnMots(etat())).toBe("Fragrance Plus, Rouen");
    expect(lieuEnMots(etat({ secondeEntreprise: "Mécanique Oissel" }))).toBe(
      "Fragrance Plus, Rouen, puis Mécanique Oissel",
    );
    expect(lieuEnMots(etat({ lieu: { entreprise: "", ville: "" } }))).toBe("");
  });

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
    expect(said({ invite: true, courriel: "refuse" })).toBe("Tuteur envoi refusé");
    expect(said({ invite: true, venu: true, courriel: "refuse" })).toBe("Tuteur venu");
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

  it("tell of the attitudes and of the bilan personnel", () => {
    const statut = { ...p2, bilanAttitudes: true };
    const said = (change: Partial<EtatDossier>, today = inWeek3) => {
      const found = constats(etat(change), statut, today).find(({ objet }) => objet === "Attitudes");
      return `${found?.texte} ${found?.nature}`;
    };
    expect(said({})).toBe("à faire todo");
    expect(said({}, after)).toBe("à faire warning");
    expect(said({ attitudes: { etat: "brouillon" } })).toBe("brouillon progress");
    expect(said({ attitudes: { etat: "transmis" } })).toBe("transmises success");
    expect(said({ dernierBilanIntermediaire: civil("2026-12-05") })).toBe("non transmises warning");
    expect(texte(etat(), "Attitudes")).toBeUndefined();
    expect(texte(etat(), "Bilan personnel")?.texte).toBe("à faire");
    expect(texte(etat({ personnel: { etat: "brouillon" } }), "Bilan personnel")?.texte).toBe("rempli");
  });
});

describe("the next thing to do", () => {
  const next = (change: Partial<EtatDossier>, today = inWeek3) =>
    prochaineTache(etat(change), p2, today)?.bouton ?? null;
  it("is one, the most useful first", () => {
    expect(next({ lieu: { entreprise: "", ville: "" } }, before)).toBe("Renseigner mon entreprise");
    expect(next({}, before)).toBeNull();
    expect(prochaineTache(etat({ semaines: [] }), p2, inWeek3)?.phrase).toContain(
      "Ta première semaine t’attend",
    );
    expect(prochaineTache(etat({ semaines: [civil("2026-11-16")] }), p2, inWeek3)?.href).toContain(
      "2026-11-09",
    );
    expect(next({})).toBe("Raconter ma semaine");
    const told = ["2026-11-09", "2026-11-16", "2026-11-23"].map(civil);
    expect(next({ semaines: told, activites: 0 })).toBe("Décrire une activité");
    expect(next({ semaines: told })).toBeNull();
    // the last week: he says where he stands before he is told
    const near = civil("2026-11-27");
    expect(next({ semaines: told }, near)).toBe("M’auto-évaluer");
    expect(next({ semaines: told, autoEvaluation: { competences: 3, close: false } }, near)).toBeNull();
    expect(next({ semaines: told, autoEvaluation: { competences: 0, close: true } }, near)).toBeNull();
    expect(next({ semaines: told, dernierBilanIntermediaire: civil("2026-12-05") }, near)).toBeNull();
    expect(prochaineTache(etat({ semaines: told }), p1, near)).toBeNull();
    expect(next({ bilanEntreprise: transmis })).toBe("Lire mon bilan");
  });
});
