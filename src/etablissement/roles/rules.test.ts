import { expect, test } from "vitest";
import { etatAcces } from "#etablissement/roles/rules.ts";

const moment = { now: new Date("2026-11-23T09:00:00Z"), fuseau: "Europe/Paris" };
const envoye = (jour: string) => ({ etat: "envoye" as const, envoyeLe: new Date(`${jour}T08:00:00Z`) });

test.each([
  ["active", envoye("2026-01-01"), "compte activé"],
  ["sans-code", null, "pas encore invité"],
  ["sans-code", { etat: "a-envoyer" as const, envoyeLe: null }, "courriel en cours d’envoi"],
  ["sans-code", { etat: "refuse" as const, envoyeLe: null }, "courriel refusé : vérifiez l’adresse"],
  // the link lives seven days, the seventh included
  ["sans-code", envoye("2026-11-16"), "invité le 16 novembre 2026"],
  ["sans-code", envoye("2026-11-15"), "invité le 15 novembre 2026, lien expiré"],
] as const)("%s, %o: %s", (compte, invitation, texte) => {
  expect(etatAcces(compte, invitation, moment).texte.replaceAll("\u00a0", " ")).toBe(texte);
});
