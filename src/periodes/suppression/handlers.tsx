import { civilDateIn } from "#kernel/civil-date.ts";
import { allowed, refuse } from "#kernel/decision.ts";
import { formOf } from "#kernel/form.ts";
import { parsed } from "#kernel/form-input.ts";
import { droitsPeriodes } from "#periodes/rights.ts";
import { JOURS_CORBEILLE, joursRestants } from "#periodes/rules.ts";
import { loadPeriode } from "#periodes/store.ts";
import { CorbeillePage, SuppressionPage } from "#periodes/suppression/pages.tsx";
import { compterPerte, corbeille, marquerSuppression } from "#periodes/suppression/store.ts";
import { routes } from "#routes.ts";
import { act, type Route, view, type Work } from "#web/act.ts";

const WORD = "SUPPRIMER";

async function load({ tx, deps, params }: Work<"/periodes/:periode/supprimer">, hold = false) {
  const periode = await loadPeriode(tx, deps.referentiels, params.periode, hold);
  return periode && { ...periode, perte: await compterPerte(tx, periode.id) };
}

const demander = view({
  path: routes.periodeSupprimer,
  right: droitsPeriodes.envisagerSuppression,
  load: (work) => load(work),
  page: (periode, { frame, actor }) => (
    <SuppressionPage
      frame={frame}
      periode={periode}
      supprimer={droitsPeriodes.supprimer(actor, periode)}
      form={formOf()}
    />
  ),
});

/** « Supprimer la période » (S-10): to the bin for thirty days, never at once. */
const supprimer = act({
  path: routes.periodeSupprimer,
  name: "periode.supprimer",
  right: droitsPeriodes.supprimer,
  load: (work) => load(work, true),
  form: (input) => parsed({ confirmation: input.text("confirmation").trim() }),
  decide: (_, { confirmation }) =>
    confirmation === WORD
      ? allowed
      : refuse("confirmation", `Tapez ${WORD} en majuscules pour confirmer.`, "confirmation"),
  write: async ({ tx, actor, now }, periode) => {
    await marquerSuppression(tx, periode.id, { le: now, par: actor.habilitation });
    return {
      to: routes.periodes.href({}, { niveau: periode.niveau }),
      object: periode.id,
      details: { ...periode.perte },
      message: `Période « ${periode.nom} » supprimée. Elle reste récupérable ${JOURS_CORBEILLE} jours dans la corbeille.`,
    };
  },
  page: (periode, { frame, actor }, form) => (
    <SuppressionPage
      frame={frame}
      periode={periode}
      supprimer={droitsPeriodes.supprimer(actor, periode)}
      form={form}
    />
  ),
});

const lister = view({
  path: routes.periodesCorbeille,
  right: droitsPeriodes.lireCorbeille,
  load: ({ tx }) => corbeille(tx),
  page: (periodes, { frame, actor, today }) => (
    <CorbeillePage
      frame={frame}
      periodes={periodes.map((periode) => {
        const jour = civilDateIn(periode.supprimeeLe, actor.etablissement.fuseau);
        return {
          ...periode,
          jour,
          reste: joursRestants(jour, today),
          retablir: droitsPeriodes.retablir(actor, periode),
        };
      })}
    />
  ),
});

const retablir = act({
  path: routes.periodeRetablir,
  name: "periode.retablir",
  right: droitsPeriodes.retablir,
  load: async ({ tx, params, today, actor }) => {
    const [periode] = await corbeille(tx, params.periode);
    return periode
      ? {
          ...periode,
          reste: joursRestants(civilDateIn(periode.supprimeeLe, actor.etablissement.fuseau), today),
        }
      : null;
  },
  form: () => parsed({}),
  decide: ({ reste }) =>
    reste > 0
      ? allowed
      : refuse(
          "trop-tard",
          `Les ${JOURS_CORBEILLE} jours de la corbeille sont passés : cette période ne peut plus être rétablie.`,
        ),
  write: async ({ tx }, periode) => {
    await marquerSuppression(tx, periode.id, null);
    return {
      to: routes.periodes.href({}, { niveau: periode.niveau, periode: periode.id }),
      object: periode.id,
      message: `Période « ${periode.nom} » rétablie, avec tous ses dossiers.`,
    };
  },
});

export const suppression: Route[] = [lister, demander, supprimer, retablir];
