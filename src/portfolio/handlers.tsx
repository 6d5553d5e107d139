import { activites } from "#portfolio/activites/handlers.tsx";
import { carte } from "#portfolio/carte/handlers.tsx";
import { commentaires } from "#portfolio/commentaires/handlers.tsx";
import { entreprise } from "#portfolio/entreprise/handlers.tsx";
import { fichiers } from "#portfolio/fichiers/handlers.tsx";
import { historique } from "#portfolio/historique/handlers.tsx";
import { lecture } from "#portfolio/lecture/handlers.tsx";
import { organigramme } from "#portfolio/organigramme/handlers.tsx";
import { semaines } from "#portfolio/semaines/handlers.tsx";
import type { Route } from "#web/act.ts";

/** The portfolio, tab by tab (S-41). */
export const portfolio: Route[] = [
  ...entreprise,
  ...carte,
  ...organigramme,
  ...semaines,
  ...activites,
  ...fichiers,
  ...commentaires,
  ...historique,
  ...lecture,
];
