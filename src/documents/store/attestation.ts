import type { SchoolTx } from "#db/pool.ts";
import type { AttestationModel } from "#documents/attestation.ts";
import { enTete } from "#documents/store/etablissement.ts";

type Known = Pick<AttestationModel, "etablissement" | "entreprise" | "tuteur">;

/** What the school and the fiche de liaison know for the attestation: the letterhead, the host company, the tutor. */
export async function attestationFacts(tx: SchoolTx, dossier: string, etablissement: string): Promise<Known> {
  const accueil = await tx
    .selectFrom("accueil")
    .select([
      "entreprise as nom",
      "adresse",
      "code_postal as codePostal",
      "ville",
      "siret",
      "tuteur_nom as tuteurNom",
      "tuteur_prenom as tuteurPrenom",
    ])
    .where("dossier_id", "=", dossier)
    .where("rang", "=", 1)
    .executeTakeFirst();
  return {
    etablissement: await enTete(tx, etablissement),
    entreprise: accueil?.nom ? { ...accueil, siret: accueil.siret || null } : null,
    tuteur: accueil?.tuteurNom ? { nom: accueil.tuteurNom, prenom: accueil.tuteurPrenom } : null,
  };
}
