import { expect, test } from "vitest";
import { civil } from "#kernel/civil-date.ts";
import { destinataire } from "#tuteurs/code/rules.ts";

const today = civil("2026-11-23");
const le = new Date("2026-11-20T09:00:00Z");
const julien = { nom: "Boisseau", prenom: "Julien", courriel: "j.boisseau@usine.test" };
const zoe = { nom: "Roy", prenom: "Zoé", courriel: "z.roy@usine.test" };

type Ligne = Parameters<typeof destinataire>[0];
const ligne = (
  tuteur: typeof julien,
  invitation: { tuteur: typeof julien; revoqueLe?: Date; jusquAu?: string } | null = null,
  statut: Ligne["statut"] = "scolaire",
): Ligne => ({
  statut,
  accueil: { tuteur } as Ligne["accueil"],
  invitation: invitation && {
    acces: "acces",
    inviteLe: le,
    revoqueLe: null,
    premiereVisiteLe: null,
    derniereVisiteLe: null,
    nouveauLienDemandeLe: null,
    envoi: null,
    ...invitation,
    jusquAu: civil(invitation.jusquAu ?? "2027-05-19"),
  },
});
const dit = (given: Ligne, adresses: string[] = []) => {
  const decision = destinataire(given, adresses, today);
  return decision.ok ? decision.value : decision.code;
};

test("every situation of the tutor of a fiche", () => {
  expect(dit(ligne(julien))).toEqual({ inviter: julien });
  expect(dit(ligne(julien, { tuteur: julien }))).toEqual({ acces: "acces" });
  expect(dit(ligne({ ...julien, courriel: "J.Boisseau@usine.test" }, { tuteur: julien }))).toEqual({
    acces: "acces",
  });
  // named no longer in full, but in: the access stands
  expect(dit(ligne({ ...julien, courriel: "" }, { tuteur: julien }))).toEqual({ acces: "acces" });
  expect(dit(ligne(julien, { tuteur: julien, jusquAu: "2026-11-23" }))).toEqual({ acces: "acces" });
  // expired: the press prolongs it, as a letter would
  expect(dit(ligne(julien, { tuteur: julien, jusquAu: "2026-11-22" }))).toEqual({ inviter: julien });
  expect(dit(ligne(zoe, { tuteur: julien }))).toBe("autre-tuteur");
  expect(dit(ligne(julien, { tuteur: julien, revoqueLe: le }))).toBe("acces-invalide");
  expect(dit(ligne(zoe, { tuteur: julien, revoqueLe: le }))).toEqual({ inviter: zoe });
  expect(dit(ligne({ ...julien, prenom: "" }))).toBe("tuteur-inconnu");
  expect(dit(ligne(julien), [julien.courriel])).toBe("adresse-apprenant");
  expect(dit(ligne(julien, { tuteur: julien }, "apprenti"))).toBe("apprenti");
});
