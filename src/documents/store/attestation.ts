import type { SchoolTx } from "#db/pool.ts";
import type { CivilDate } from "#kernel/civil-date.ts";

/** A stay as its company certifies it; « du » and « au » are null where they are the period's. */
export type AccueilAtteste = {
  rang: number;
  nom: string;
  adresse: string;
  codePostal: string;
  ville: string;
  siret: string;
  tuteurNom: string;
  tuteurPrenom: string;
  du: CivilDate | null;
  au: CivilDate | null;
};

/** The stays of a dossier, first one first: each gets its own attestation. */
export const accueilsAttestes = (tx: SchoolTx, dossier: string): Promise<AccueilAtteste[]> =>
  tx
    .selectFrom("accueil")
    .select([
      "rang",
      "entreprise as nom",
      "adresse",
      "code_postal as codePostal",
      "ville",
      "siret",
      "tuteur_nom as tuteurNom",
      "tuteur_prenom as tuteurPrenom",
      "du",
      "au",
    ])
    .where("dossier_id", "=", dossier)
    .orderBy("rang")
    .execute();
