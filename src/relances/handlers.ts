import { rappel } from "#relances/rappel/handlers.tsx";
import { reglages } from "#relances/reglages/handlers.tsx";
import type { Route } from "#web/act.ts";

export const relances: Route[] = [...reglages, ...rappel];
