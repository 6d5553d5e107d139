import { candidats } from "#periodes/candidats/handlers.tsx";
import { duplication } from "#periodes/duplication/handlers.tsx";
import { emission } from "#periodes/emission/handlers.tsx";
import { parametres } from "#periodes/parametres/handlers.tsx";
import { suppression } from "#periodes/suppression/handlers.tsx";
import type { Route } from "#web/act.ts";

/** A period's life: issued from an annexe, changed tab by tab, put in the bin and brought back. */
export const periodes: Route[] = [...emission, ...duplication, ...parametres, ...candidats, ...suppression];
