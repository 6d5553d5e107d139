import { accueil } from "#suivi/accueil/handlers.tsx";
import { suiviDePeriode } from "#suivi/matrice/handlers.tsx";
import { vueParPeriodes } from "#suivi/periodes/handlers.tsx";
import type { Route } from "#web/act.ts";

/** The pages that look at everything: the teacher's « Vue par périodes », a period's follow-up, everybody's home. */
export const suivi: Route[] = [...accueil, ...vueParPeriodes, ...suiviDePeriode];
