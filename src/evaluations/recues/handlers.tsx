import { lireReglages } from "#etablissement/reglages/store.ts";
import { MesEvaluationsPage } from "#evaluations/recues/pages.tsx";
import { marquesDe, montres } from "#evaluations/recues/rules.ts";
import {
  loadBilansIntermediairesRecus,
  loadEvaluationsRecues,
  loadRecus,
} from "#evaluations/recues/store.ts";
import { droitsMesEvaluations } from "#evaluations/rights.ts";
import { loadTraces, noterVisite } from "#portfolio/lecture/store.ts";
import { routes } from "#routes.ts";
import { type Route, view, type Work } from "#web/act.ts";

/** What marks the learner's visits to this page. */
const LIEU = "mes-evaluations";

/** What he was given to read, with what came since his last visit; this visit is then kept. Nobody else has such a page. */
async function load({ tx, actor, now }: Pick<Work, "tx" | "actor" | "now">) {
  if (actor.role !== "apprenant")
    return { apprenant: "", recus: [], evaluations: [], bilans: [], marques: new Map(), derniere: null };
  const { apprenant, habilitation, etablissement } = actor;
  const recues = {
    recus: await loadRecus(tx, apprenant, await lireReglages(tx)),
    evaluations: await loadEvaluationsRecues(tx, apprenant),
    bilans: await loadBilansIntermediairesRecus(tx, apprenant),
  };
  const traces = await loadTraces(tx, habilitation, LIEU);
  await noterVisite(tx, { etablissement: etablissement.id, habilitation, lieu: LIEU, now }, montres(recues));
  return { apprenant, ...recues, marques: marquesDe(recues, traces, now), derniere: traces.derniere };
}

/** « Mes évaluations » (S-59, S-78). */
export const mesEvaluations: Route[] = [
  view({
    path: routes.mesEvaluations,
    right: droitsMesEvaluations.lire,
    load,
    page: (facts, { frame, actor }) => (
      <MesEvaluationsPage frame={frame} fuseau={actor.etablissement.fuseau} {...facts} />
    ),
  }),
];
