import { expect, test } from "vitest";
import { type BilanRecu, marquesDe, montres, type Recues } from "#evaluations/recues/rules.ts";
import { civil } from "#kernel/civil-date.ts";

const hier = new Date("2026-11-22T10:00:00Z");
const avant = new Date("2026-11-01T10:00:00Z");
const now = new Date("2026-11-23T10:00:00Z");
const bilan = (id: string, given: Partial<BilanRecu> = {}): BilanRecu => ({
  id,
  type: "entreprise",
  dossier: "d",
  periode: "PFMP 2",
  entreprise: "",
  date: civil("2026-07-31"),
  etat: "transmis",
  transmisLe: avant,
  modifieLe: avant,
  modifiePar: "",
  vuLe: null,
  ...given,
});
const recues: Recues = {
  recus: [
    bilan("ancien"),
    bilan("recent", { transmisLe: now }),
    bilan("repris", { transmisLe: now }),
    bilan("rouvert", { etat: "rouvert", transmisLe: now }),
  ],
  evaluations: [
    { id: "vue", date: civil("2026-09-24"), titre: "", competences: 5 },
    { id: "notee", date: civil("2026-09-24"), titre: "", competences: 5 },
  ],
  bilans: [{ id: "bi", date: civil("2026-08-25"), auteur: "", commentaire: "", creeLe: now }],
};
const vus = new Map([
  ["ancien", avant],
  ["repris", avant],
  ["vue", avant],
]);

test("since the last visit: new, or passed on again; an evaluation is new until it is seen, whenever it was made", () => {
  const marks = marquesDe(recues, { derniere: hier, vus }, now);
  expect(Object.fromEntries([...marks].filter(([, mark]) => mark))).toEqual({
    recent: "nouveau",
    repris: "modifié",
    notee: "nouveau",
    bi: "nouveau",
  });
});

test("a first visit marks nothing: everything would be; a reopened bilan is announced, not seen", () => {
  expect([...marquesDe(recues, { derniere: null, vus: new Map() }, now).values()].some(Boolean)).toBe(false);
  expect(montres(recues)).toEqual(["ancien", "recent", "repris", "vue", "notee", "bi"]);
});
