import { fairePlaceNette, relireQuarantaine } from "#conservation/fichiers/store.ts";
import { sceller } from "#conservation/sceau/store.ts";
import { faireLeMenage, purgerPeriodes } from "#conservation/store.ts";
import type { Job } from "#jobs/runner.ts";

/** Every night: the journal's lines get their seal. */
export const sceauDuJournal: Job = {
  nom: "sceau",
  heure: 1,
  run: async (tx, context) => {
    await sceller(tx, context);
  },
};

/** Every night: what was deleted is really deleted, what serves no more is forgotten. */
export const purge: Job = {
  nom: "purge",
  heure: 2,
  run: async (tx, context) => {
    await purgerPeriodes(tx, context);
    await faireLeMenage(tx, context);
  },
};

/** Every night, after the purge: bytes that no row names any more are erased; what waits for the antivirus is scanned. */
export const fichiers: Job = {
  nom: "fichiers",
  heure: 3,
  run: async (tx, context) => {
    await relireQuarantaine(tx, context);
    await fairePlaceNette(tx, context);
  },
};
