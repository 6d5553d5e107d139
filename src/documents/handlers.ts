import { attestationFileName, attestationPdf } from "#documents/attestation.ts";
import { droitsDocuments } from "#documents/rights.ts";
import { attestationFacts } from "#documents/store.ts";
import { loadDossier } from "#dossiers/store.ts";
import { contentDisposition } from "#files/download.ts";
import { routes } from "#routes.ts";
import { type Route, view } from "#web/act.ts";

/** « Imprimer l’attestation de présence »: « Attestation-*période*.pdf », six fields to complete (S-17…S-19). */
const attestation = view({
  path: routes.attestation,
  right: droitsDocuments.attestation,
  load: async ({ tx, params, actor }) => {
    const dossier = await loadDossier(tx, params.dossier);
    return (
      dossier && { ...dossier, connu: await attestationFacts(tx, params.dossier, actor.etablissement.id) }
    );
  },
  page: async ({ connu, apprenant, classe, periode }, { deps }) => {
    const referentiel = deps.referentiels.get(periode.referentiel);
    const pdf = await attestationPdf({
      ...connu,
      apprenant: { nom: apprenant.nom, prenom: apprenant.prenom, classe: classe.nom },
      diplome: referentiel ? `${referentiel.diplome} ${referentiel.specialite}` : "",
      periode: { nom: periode.nom, du: periode.du, au: periode.au },
    });
    return new Response(pdf, {
      headers: {
        "Content-Type": "application/pdf",
        "Content-Disposition": contentDisposition(attestationFileName(periode.nom)),
      },
    });
  },
});

export const documents: Route[] = [attestation];
