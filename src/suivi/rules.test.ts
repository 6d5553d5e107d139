import { expect, it } from "vitest";
import { civil } from "#kernel/civil-date.ts";
import { statutDe } from "#referentiel/rules.ts";
import { aRelancer, chercheur } from "#suivi/rules.ts";
import { etatDossier } from "../../tests/kit/etat-dossier.ts";

it("finds a name by any of its parts, whatever the accents, the hyphens and the ligatures", () => {
  const person = { nom: "Œhler-Noël", prenom: "Ambre" };
  for (const words of ["oehl", "OEHLER", "noel ambre", "ambre n", "", "  "])
    expect([words, chercheur(words)(person)]).toEqual([words, true]);
  for (const words of ["oehlet", "ambre x"]) expect(chercheur(words)(person)).toBe(false);
});

it("counts who is to be reminded, step by step, without the steps that are the teacher’s", () => {
  const statut = { ...statutDe({ statutsPeriode: [] }, "P2"), bilanAttitudes: true, bilanEntreprise: true };
  const after = civil("2026-12-07");
  const told = ["2026-11-09", "2026-11-16", "2026-11-23", "2026-11-30"].map(civil);
  const tuteur = { ...etatDossier().tuteur, invite: true, inviteLe: civil("2026-11-02") };
  const etats = [
    etatDossier({ dossier: "1", semaines: told, attitudes: { etat: "transmis" } }),
    etatDossier({ dossier: "2", tuteur }),
    etatDossier({ dossier: "3", lieu: { entreprise: "", ville: "" } }),
  ];
  expect(aRelancer(etats, statut, after)).toEqual([
    { etape: "entreprise", nombre: 1 },
    { etape: "venu", nombre: 1 },
    { etape: "semaines", nombre: 2 },
    { etape: "attitudes", nombre: 2 },
  ]);
  expect(aRelancer(etats.slice(0, 1), statut, after)).toEqual([]);
});
