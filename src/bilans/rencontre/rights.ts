import { droitsAttitudes } from "#bilans/attitudes/rights.ts";
import { droitsBilanEntreprise } from "#bilans/entreprise/rights.ts";
import type { FaitsBilan } from "#bilans/entreprise/rules.ts";
import type { Soumise } from "#bilans/lignes/rules.ts";
import { objetDe } from "#bilans/rencontre/rules.ts";
import type { Actor } from "#kernel/actor.ts";
import { all, allowed, type Decision } from "#kernel/decision.ts";
import { droitsVisites } from "#visites/rights.ts";

/** What every right over a visit is decided on. */
type FaitsVisite = Parameters<typeof droitsVisites.lire>[1];

/**
 * Who holds a visit: teachers. Whoever visits tells it; the bilan filled during it keeps its own right, so that a visitor
 * from another class reads it and says so.
 */
export const droitsRencontre = {
  lire: (actor: Actor, faits: FaitsVisite): Decision => droitsVisites.lire(actor, faits),
  /** begin it, note the learner’s word, tell it, end it */
  tenir: (actor: Actor, faits: FaitsVisite): Decision => droitsVisites.ecrire(actor, faits),
  /** fill, on the page of the visit, the bilan entreprise or the attitudes */
  evaluer: (actor: Actor, faits: FaitsVisite & FaitsBilan): Decision =>
    all(
      droitsVisites.lire(actor, faits),
      objetDe(faits.statut) === "entreprise"
        ? droitsBilanEntreprise.ecrire(actor, faits)
        : droitsAttitudes.ecrire(actor, faits),
    ),
};

/** In whose presence the bilan is filled is written in the bilan: with its right, once it changes. */
export const noterPresence = (
  actor: Actor,
  faits: FaitsVisite & FaitsBilan,
  lignes: readonly Pick<Soumise, "valeur" | "base">[],
): Decision =>
  lignes.some(({ valeur, base }) => valeur !== base.valeur) ? droitsRencontre.evaluer(actor, faits) : allowed;
