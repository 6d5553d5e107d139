import { expect, it } from "vitest";
import type { EtatDossier } from "#dossiers/rules/etat.ts";
import { civil } from "#kernel/civil-date.ts";
import { statutDe } from "#referentiel/rules.ts";
import { manques, resteATerminer } from "#suivi/terminer/rules.ts";
import { etatDossier } from "../../../tests/kit/etat-dossier.ts";

const statut = { ...statutDe({ statutsPeriode: [] }, "P2"), bilanAttitudes: true, bilanEntreprise: true };
const after = civil("2026-12-07");
const done: Partial<EtatDossier> = {
  semaines: ["2026-11-09", "2026-11-16", "2026-11-23", "2026-11-30"].map(civil),
  attitudes: { etat: "transmis" },
  bilanEntreprise: { etat: "transmis", dateRencontre: null, vuParApprenant: true },
  personnel: { etat: "brouillon" },
  absencesConfirmees: true,
  tuteur: {
    ...etatDossier().tuteur,
    invite: true,
    venu: true,
    inviteLe: civil("2026-11-02"),
    ficheLueLe: new Date("2026-11-10T08:00Z"),
  },
};
const left = (change: Partial<EtatDossier>, today = after, of = statut) =>
  resteATerminer([etatDossier({ ...done, ...change })], () => of, today).map(({ manque }) => manque);

it("has nothing to say of a dossier where everything is done", () => {
  expect(left({})).toEqual([]);
});

it("tells each thing that is missing, alone", () => {
  const tuteur = done.tuteur ?? etatDossier().tuteur;
  const one: [Partial<EtatDossier>, string][] = [
    [{ bilanEntreprise: { etat: "brouillon", dateRencontre: null, vuParApprenant: false } }, "bilan"],
    [{ attitudes: null }, "attitudes"],
    [{ personnel: null }, "personnel"],
    [{ bilanEntreprise: { etat: "transmis", dateRencontre: null, vuParApprenant: false } }, "vu"],
    [{ absencesConfirmees: false }, "absences"],
    [{ semaines: [] }, "semaines"],
    [{ activites: 0 }, "activites"],
    [{ lieu: { entreprise: "", ville: "" } }, "entreprise"],
    [{ propositionEnAttente: true }, "proposition"],
    [{ tuteur: { ...tuteur, invite: false } }, "inviter"],
    [{ tuteur: { ...tuteur, venu: false, ficheLueLe: null } }, "venu"],
    [{ tuteur: { ...tuteur, ficheLueLe: null } }, "fiche"],
  ];
  expect(one.map(([, kind]) => kind)).toEqual(Object.keys(manques));
  for (const [change, kind] of one) expect([kind, left(change)]).toEqual([kind, [kind]]);
});

it("waits for nobody it cannot wait for", () => {
  const empty = { semaines: [], activites: 0, attitudes: null, bilanEntreprise: null, personnel: null };
  // a period that has not begun, or that a later bilan intermédiaire closes
  expect(left(empty, civil("2026-11-08"))).toEqual([]);
  expect(left({ ...empty, dernierBilanIntermediaire: civil("2026-12-05") })).toEqual([]);
  // bilans that the status does not have
  const sans = { ...statut, bilanAttitudes: false, bilanEntreprise: false };
  expect(left({ attitudes: null, bilanEntreprise: null }, after, sans)).toEqual([]);
  // an apprenti's maître has an account: he is neither invited nor awaited
  const apprenant = { ...etatDossier().apprenant, statut: "apprenti" as const };
  const maitre = { ...etatDossier().tuteur, invite: false };
  expect(left({ apprenant, tuteur: maitre })).toEqual(["fiche"]);
  expect(left({ apprenant, tuteur: { ...maitre, nom: "" } })).toEqual(["inviter"]);
});

it("groups by what is missing, the learners in the order given", () => {
  const etats = ["B", "A"].map((dossier) => etatDossier({ ...done, dossier, personnel: null, activites: 0 }));
  expect(
    resteATerminer(etats, () => statut, after).map(({ manque, lignes }) => [
      manque,
      lignes.map(({ href }) => href),
    ]),
  ).toEqual([
    ["personnel", ["/dossiers/B/bilan-personnel", "/dossiers/A/bilan-personnel"]],
    ["activites", ["/dossiers/B/portfolio/activites", "/dossiers/A/portfolio/activites"]],
  ]);
});
