import type { SchoolTx } from "#db/pool.ts";
import type { AttestationModel } from "#documents/attestation.ts";

type Known = Pick<AttestationModel, "etablissement" | "entreprise" | "tuteur">;

/** What the school and the fiche de liaison know for the attestation: the host company, the tutor, the letterhead. */
export async function attestationFacts(tx: SchoolTx, dossier: string, etablissement: string): Promise<Known> {
  const row = await tx
    .selectFrom("etablissement as e")
    .leftJoin("accueil as a", (join) =>
      join.onRef("a.etablissement_id", "=", "e.id").on("a.dossier_id", "=", dossier).on("a.rang", "=", 1),
    )
    .select([
      "e.nom as ecole",
      "e.adresse as ecoleAdresse",
      "e.code_postal as ecoleCodePostal",
      "e.ville as ecoleVille",
      "e.uai",
      "a.entreprise",
      "a.adresse",
      "a.code_postal as codePostal",
      "a.ville",
      "a.siret",
      "a.tuteur_nom as tuteurNom",
      "a.tuteur_prenom as tuteurPrenom",
    ])
    .where("e.id", "=", etablissement)
    .executeTakeFirstOrThrow();
  return {
    etablissement: {
      nom: row.ecole,
      adresse: row.ecoleAdresse,
      ville: `${row.ecoleCodePostal} ${row.ecoleVille}`.trim(),
      uai: row.uai,
    },
    entreprise: row.entreprise
      ? {
          nom: row.entreprise,
          adresse: row.adresse ?? "",
          codePostal: row.codePostal ?? "",
          ville: row.ville ?? "",
          siret: row.siret || null,
        }
      : null,
    tuteur: row.tuteurNom ? { nom: row.tuteurNom, prenom: row.tuteurPrenom ?? "" } : null,
  };
}
