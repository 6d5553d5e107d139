import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, type CivilDate, civil, civilDateIn, daysBetween } from "#kernel/civil-date.ts";
import {
  conseilRefus,
  corrigeOuRenvoie,
  couvreLaPeriode,
  dernierJourAcces,
  estUnAutre,
  etatTuteur,
  expirationLien,
  type FaitsInvitation,
  filtresTuteurs,
  joursRestants,
  lienVivant,
  lireFiltre,
} from "#tuteurs/rules.ts";

const ZONES = ["Europe/Paris", "Indian/Reunion", "America/Cayenne", "Pacific/Noumea", "Pacific/Tahiti"];

const alive = (jusquAu: CivilDate, zone: string, now: Date) =>
  lienVivant(
    { lienExpireLe: expirationLien(jusquAu, zone), lienRevoqueLe: null, accesRevoqueLe: null, jusquAu },
    now,
    civilDateIn(now, zone),
  );

test("a link lives exactly through its 180th civil day in the school's zone, whatever the instant", () => {
  const instants = fc.date({
    min: new Date("2024-01-01T00:00:00Z"),
    max: new Date("2032-12-31T00:00:00Z"),
    noInvalidDate: true,
  });
  const after = fc.integer({ min: 175 * 24 * 60, max: 186 * 24 * 60 });
  fc.assert(
    fc.property(instants, fc.constantFrom(...ZONES), after, (sent, zone, minutes) => {
      const first = civilDateIn(sent, zone);
      const now = new Date(sent.getTime() + minutes * 60_000);
      const elapsed = daysBetween(first, civilDateIn(now, zone));
      expect(alive(dernierJourAcces(first), zone, now)).toBe(elapsed <= 180);
    }),
    { numRuns: 10_000 },
  );
});

test("both nights when the clocks change, and the 29th of February", () => {
  const cases = [
    // last day 25 October 2026: 25 hours long in Paris
    ["2026-10-25", "2026-10-25T22:59:59Z", "2026-10-25T23:00:00Z"],
    // last day 29 March 2026: 23 hours long
    ["2026-03-29", "2026-03-29T21:59:59Z", "2026-03-29T22:00:00Z"],
    ["2028-02-29", "2028-02-29T22:59:59Z", "2028-02-29T23:00:00Z"],
  ] as const;
  for (const [day, last, first] of cases) {
    expect(alive(civil(day), "Europe/Paris", new Date(last))).toBe(true);
    expect(alive(civil(day), "Europe/Paris", new Date(first))).toBe(false);
  }
  expect(dernierJourAcces(civil("2027-09-02"))).toBe("2028-02-29");
});

test("a revoked link or access is dead at once, for ever", () => {
  const now = new Date("2026-11-23T09:00:00Z");
  const jusquAu = civil("2027-05-22");
  const facts = { lienExpireLe: expirationLien(jusquAu, "Europe/Paris"), jusquAu };
  const at = (rest: { lienRevoqueLe: Date | null; accesRevoqueLe: Date | null }) =>
    lienVivant({ ...facts, ...rest }, now, civil("2026-11-23"));
  expect(at({ lienRevoqueLe: null, accesRevoqueLe: null })).toBe(true);
  expect(at({ lienRevoqueLe: now, accesRevoqueLe: null })).toBe(false);
  expect(at({ lienRevoqueLe: null, accesRevoqueLe: now })).toBe(false);
});

test("sending warns when the access ends before the period's end + 30 days", () => {
  const au = civil("2027-03-05");
  expect(couvreLaPeriode(addDays(au, 30), au)).toBe(true);
  expect(couvreLaPeriode(addDays(au, 29), au)).toBe(false);
});

test("the state that asks for something is shown first", () => {
  const today = civil("2026-11-23");
  const le = new Date("2026-11-20T08:00:00Z");
  const sent: FaitsInvitation = {
    inviteLe: le,
    jusquAu: civil("2027-05-19"),
    revoqueLe: null,
    premiereVisiteLe: null,
    nouveauLienDemandeLe: null,
    derniereVisiteLe: null,
    envoi: null,
  };
  const refuse = { etat: "refuse" as const, le: null, raison: "550", essais: 1 };
  const state = (change: Partial<FaitsInvitation>) =>
    etatTuteur("scolaire", { ...sent, ...change }, today).etat;
  expect(etatTuteur("apprenti", null, today).etat).toBe("apprenti");
  expect(etatTuteur("scolaire", null, today).etat).toBe("pas-invite");
  expect(state({})).toBe("invite");
  expect(state({ premiereVisiteLe: le })).toBe("venu");
  expect(state({ premiereVisiteLe: le, jusquAu: civil("2026-11-22") })).toBe("expire");
  expect(state({ jusquAu: civil("2026-11-23") })).toBe("invite");
  expect(state({ envoi: refuse })).toBe("refuse");
  expect(state({ premiereVisiteLe: le, nouveauLienDemandeLe: le })).toBe("lien-demande");
  expect(state({ revoqueLe: le, nouveauLienDemandeLe: le, envoi: refuse })).toBe("invalide");
});

test("the days left, in words", () => {
  const jusquAu = civil("2027-05-22");
  expect(joursRestants(jusquAu, civil("2026-11-23"))).toBe("180\u00a0jours restants");
  expect(joursRestants(jusquAu, civil("2027-05-21"))).toBe("1\u00a0jour restant");
  expect(joursRestants(jusquAu, jusquAu)).toBe("dernier jour");
  expect(joursRestants(jusquAu, civil("2027-05-23"))).toBe("accès expiré");
});

test("what a mail server answers says what to do", () => {
  for (const [raison, conseil] of [
    ["550 5.1.1 No such user here", "n’existe pas"],
    ["552 5.2.2 Mailbox full", "boîte est pleine"],
    ["554 5.7.1 Message rejected as spam", "n’accepte pas nos courriels"],
    ["", "Vérifiez l’adresse"],
  ])
    expect(conseilRefus(raison ?? "")).toContain(conseil);
});

test("the filters: invited and not come; refused; an access that was invalidated is in none", () => {
  const le = new Date("2026-11-20T08:00:00Z");
  const base = {
    inviteLe: le,
    jusquAu: civil("2027-05-19"),
    revoqueLe: null,
    premiereVisiteLe: null,
    derniereVisiteLe: null,
    nouveauLienDemandeLe: null,
    envoi: { etat: "refuse" as const, le: null, raison: "550", essais: 1 },
  };
  const dans = (change: Partial<FaitsInvitation> | null) =>
    Object.entries(filtresTuteurs)
      .filter(([, filtre]) =>
        filtre.garde({ statut: "scolaire", invitation: change && { ...base, ...change } }),
      )
      .map(([code]) => code);
  expect(dans(null)).toEqual([]);
  expect(dans({})).toEqual(["pas-venus", "refusees"]);
  expect(dans({ premiereVisiteLe: le, envoi: null })).toEqual([]);
  expect(dans({ revoqueLe: le })).toEqual([]);
  expect([lireFiltre("refusees"), lireFiltre("toString"), lireFiltre(null)]).toEqual([
    "refusees",
    null,
    null,
  ]);
});

test("who has come keeps his address and his words: another one is a replacement, never the same address", () => {
  const tuteur = { nom: "Pillet", prenom: "Antoine", courriel: "A.pillet@un.test" };
  const present = {
    tuteur,
    inviteLe: new Date(0),
    jusquAu: civil("2027-05-19"),
    revoqueLe: null,
    premiereVisiteLe: null as Date | null,
    derniereVisiteLe: null,
    nouveauLienDemandeLe: null,
    envoi: null,
  };
  const venu = { ...present, premiereVisiteLe: new Date(1) };
  const autre = { ...tuteur, courriel: "b@un.test" };
  const meme = { ...tuteur, nom: "Pilet", courriel: "a.pillet@un.test" };
  expect([null, present].map((one) => corrigeOuRenvoie(one, autre).ok)).toEqual([true, true]);
  expect(corrigeOuRenvoie(venu, meme).ok).toBe(true);
  expect(corrigeOuRenvoie(venu, autre)).toMatchObject({ ok: false, field: "courriel" });
  expect(estUnAutre(venu, meme)).toMatchObject({ ok: false, field: "courriel" });
  expect(estUnAutre(venu, autre).ok).toBe(true);
});
