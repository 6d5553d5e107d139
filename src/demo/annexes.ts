import type { SchoolTx } from "#db/pool.ts";
import type { DemoStay } from "#demo/dossiers.ts";
import type { DemoSchool } from "#demo/school.ts";
import { newId } from "#kernel/id.ts";
import { insertFichier } from "#portfolio/fichiers/store.ts";

/** What a learner has added to his portfolio: an address; files need the folder that a demonstration may not have. */
export const addAnnexes = (tx: SchoolTx, school: DemoSchool, stay: DemoStay) =>
  insertFichier(
    tx,
    { etablissement: school.id, dossier: stay.dossier, auteur: stay.learner.habilitation },
    {
      id: newId(),
      ancre: "",
      genre: "lien",
      nom: "Le site de l’INRS",
      lien: "https://www.inrs.fr/",
      legende: "Les règles de consignation que mon tuteur m’a montrées.",
    },
    school.now,
  );
