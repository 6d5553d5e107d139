import { accueil } from "#suivi/accueil/handlers.tsx";
import { vueParApprenants } from "#suivi/apprenants/handlers.tsx";
import { suiviDePeriode } from "#suivi/matrice/handlers.tsx";
import { vueParPeriodes } from "#suivi/periodes/handlers.tsx";
import { aTerminer } from "#suivi/terminer/handlers.tsx";
import type { Route } from "#web/act.ts";

/** The pages that look at everything: by periods, by learners, a period's follow-up, what is left, everybody's home. */
export const suivi: Route[] = [
  ...accueil,
  ...vueParPeriodes,
  ...vueParApprenants,
  ...suiviDePeriode,
  ...aTerminer,
];
