import { administration } from "#etablissement/accueil/handlers.tsx";
import { annee } from "#etablissement/annee/handlers.tsx";
import { ficheApprenants } from "#etablissement/apprenants/fiche/handlers.tsx";
import { apprenants } from "#etablissement/apprenants/handlers.tsx";
import { classes } from "#etablissement/classes/handlers.tsx";
import { coupons } from "#etablissement/coupons/handlers.tsx";
import { enseignants } from "#etablissement/enseignants/handlers.tsx";
import { importEnseignants } from "#etablissement/enseignants/import/handlers.tsx";
import { imports } from "#etablissement/import/handlers.tsx";
import { ficheMaitres } from "#etablissement/maitres/fiche/handlers.tsx";
import { maitres } from "#etablissement/maitres/handlers.tsx";
import { referentiels } from "#etablissement/referentiels/handlers.tsx";
import { reglages } from "#etablissement/reglages/handlers.tsx";
import type { Route } from "#web/act.ts";

/** The administrator's screens, and the class lists with their access coupons. */
export const etablissement: Route[] = [
  ...administration,
  ...reglages,
  ...annee,
  ...imports,
  ...apprenants,
  ...ficheApprenants,
  ...classes,
  // before them: « import » is no teacher's id
  ...importEnseignants,
  ...enseignants,
  ...maitres,
  ...ficheMaitres,
  ...coupons,
  ...referentiels,
];
