import { type AttestationModel, attestationFileName, attestationsPdf } from "#documents/attestation.ts";
import { convention } from "#documents/convention/handlers.tsx";
import { fichier, fichierPdf } from "#documents/fichiers.ts";
import { preconventionFileName, preconventionsPdf } from "#documents/preconvention.ts";
import { droitsDocuments } from "#documents/rights.ts";
import { type AccueilAtteste, accueilsAttestes } from "#documents/store/attestation.ts";
import { enTete } from "#documents/store/etablissement.ts";
import { dossiersImprimes, feuilles, nomDePeriode, papierDeLEcole } from "#documents/store/preconvention.ts";
import { tirages } from "#documents/tirage/handlers.tsx";
import { FEUILLES_MAX } from "#documents/tirage/rules.ts";
import { noterImpression } from "#dossiers/store/impressions.ts";
import { loadDossier } from "#dossiers/store.ts";
import { joursDe } from "#fiche-de-liaison/lieu/rules.ts";
import { confirmeesEnMots, heuresFaites, joursEnMots } from "#presence/rules/mots.ts";
import { compteConfirme } from "#presence/rules.ts";
import { type FaitsPresence, loadPresence } from "#presence/store.ts";
import { referentielDe } from "#referentiel/versions.ts";
import { routes } from "#routes.ts";
import { type Route, view } from "#web/act.ts";

/** What one company certifies: days and hours once the absences are confirmed, blank until then. */
function attestationDe(
  accueil: AccueilAtteste,
  { apprenant, classe, periode, presence }: FaitsPresence,
  { diplome, fuseau }: { diplome: string; fuseau: string },
): AttestationModel {
  const { jours, notes, confirmation } = presence;
  const siens = jours.filter(({ rang }) => rang === accueil.rang);
  const compte = compteConfirme(confirmation, siens, notes);
  return {
    apprenant: { nom: apprenant.nom, prenom: apprenant.prenom, classe: classe.nom },
    diplome,
    periode: { nom: periode.nom, ...joursDe(accueil, periode) },
    entreprise: accueil.nom ? { ...accueil, siret: accueil.siret || null } : null,
    tuteur: accueil.tuteurNom ? { nom: accueil.tuteurNom, prenom: accueil.tuteurPrenom } : null,
    presence:
      compte && confirmation
        ? {
            jours: joursEnMots(compte.faits),
            confirmees: confirmeesEnMots(confirmation, fuseau),
          }
        : null,
    champs: {
      dureeTotale: compte ? heuresFaites(compte) : "",
      lieu: accueil.ville ? `${accueil.ville}, le ` : "",
    },
  };
}

/**
 * « Imprimer l’attestation de présence »: « Attestation-*période*.pdf », six fields to complete (S-17…S-19); two companies
 * certify apart, one sheet each in the same file.
 */
const attestation = view({
  path: routes.attestation,
  right: droitsDocuments.attestation,
  load: async ({ tx, params, actor }) => {
    const faits = await loadPresence(tx, params.dossier);
    if (!faits) return null;
    return {
      ...faits,
      ecole: await enTete(tx, actor.etablissement.id),
      accueils: await accueilsAttestes(tx, params.dossier),
    };
  },
  trace: (work, { dossier }) => noterImpression(work, "attestation", [dossier]),
  page: async ({ ecole: papier, accueils, ...faits }, { deps, actor }) => {
    const { periode } = faits;
    const referentiel = referentielDe(deps.referentiels, periode);
    const diplome = referentiel ? `${referentiel.diplome} ${referentiel.specialite}` : "";
    const [first, ...others] = accueils.map((accueil) =>
      attestationDe(accueil, faits, { diplome, fuseau: actor.etablissement.fuseau }),
    );
    if (!first) throw new Error("a dossier without a stay");
    return fichier(await attestationsPdf(papier, [first, ...others]), attestationFileName(periode.nom));
  },
});

/** « Annexe *période* *prénom nom*.pdf » (S-12…S-16). */
const preconvention = view({
  path: routes.preconvention,
  right: droitsDocuments.preconvention,
  load: async ({ tx, params, actor, deps }) => {
    const dossier = await loadDossier(tx, params.dossier);
    if (!dossier) return null;
    return {
      ...dossier,
      ecole: await papierDeLEcole(tx, actor.etablissement.id),
      feuilles: await feuilles(tx, deps.referentiels, { dossier: params.dossier }, true),
    };
  },
  trace: (work, { dossier }) => noterImpression(work, "preconvention", [dossier]),
  page: async ({ ecole: papier, feuilles: [feuille] }) => {
    if (!feuille) throw new Error("a dossier without a pré-convention");
    const pdf = await preconventionsPdf({ ...papier, feuilles: [feuille] });
    return fichier(pdf, preconventionFileName(feuille));
  },
});

/** « Ouvrir pour imprimer la pré-convention pour tous » (S-11): one file, or the page where a larger period is prepared. */
const preconventions = view({
  path: routes.preconventions,
  right: droitsDocuments.preconventions,
  load: async ({ tx, params, actor, deps }) => {
    const nom = await nomDePeriode(tx, params.periode);
    if (nom === null) return null;
    const { id, documentsApprentis } = actor.etablissement;
    const dossiers = await dossiersImprimes(tx, params.periode, documentsApprentis);
    if (dossiers.length > FEUILLES_MAX) return { nom, dossiers: [], papier: null, feuilles: [] };
    return {
      nom,
      dossiers,
      papier: await papierDeLEcole(tx, id),
      feuilles: await feuilles(tx, deps.referentiels, { periode: params.periode }, documentsApprentis),
    };
  },
  trace: (work, { dossiers }) => noterImpression(work, "preconvention", dossiers),
  page: async ({ nom, papier, feuilles: toutes }, { params }) => {
    if (!papier)
      return new Response(null, { status: 303, headers: { Location: routes.tirage.href(params) } });
    const pdf = await preconventionsPdf({ ...papier, feuilles: toutes });
    return fichierPdf(pdf, `Annexe ${nom}`);
  },
});

export const documents: Route[] = [...convention, attestation, preconvention, preconventions, ...tirages];
