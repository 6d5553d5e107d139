import { zipSync } from "fflate";
import type { SchoolTx } from "#db/pool.ts";
import { attestationFileName, attestationPdf } from "#documents/attestation.ts";
import {
  type FeuillePreconvention,
  type Preconventions,
  preconventionFileName,
  preconventionsPdf,
} from "#documents/preconvention.ts";
import { droitsDocuments } from "#documents/rights.ts";
import { attestationFacts } from "#documents/store/attestation.ts";
import { enTete } from "#documents/store/etablissement.ts";
import { feuilles, nomDePeriode } from "#documents/store/preconvention.ts";
import { loadDossier } from "#dossiers/store.ts";
import { lireReglages } from "#etablissement/reglages/store.ts";
import { contentDisposition, fileName } from "#files/download.ts";
import { referentielDe } from "#referentiel/versions.ts";
import { routes } from "#routes.ts";
import { type Route, view } from "#web/act.ts";

const file = (bytes: Uint8Array<ArrayBuffer>, name: string, type = "application/pdf"): Response =>
  new Response(bytes, {
    headers: { "Content-Type": type, "Content-Disposition": contentDisposition(name) },
  });

/** « Imprimer l’attestation de présence »: « Attestation-*période*.pdf », six fields to complete (S-17…S-19). */
const attestation = view({
  path: routes.attestation,
  right: droitsDocuments.attestation,
  load: async ({ tx, params, actor }) => {
    const dossier = await loadDossier(tx, params.dossier);
    if (!dossier) return null;
    return {
      ...dossier,
      connu: await attestationFacts(tx, params.dossier, actor.etablissement.id),
    };
  },
  page: async ({ connu, apprenant, classe, periode }, { deps }) => {
    const referentiel = referentielDe(deps.referentiels, periode);
    const pdf = await attestationPdf({
      ...connu,
      apprenant: { nom: apprenant.nom, prenom: apprenant.prenom, classe: classe.nom },
      diplome: referentiel ? `${referentiel.diplome} ${referentiel.specialite}` : "",
      periode: { nom: periode.nom, du: periode.du, au: periode.au },
    });
    return file(pdf, attestationFileName(periode.nom));
  },
});

/** What the paper of a pré-convention takes from the school: its letterhead, and who signs. */
const ecole = async (tx: SchoolTx, etablissement: string) => ({
  etablissement: await enTete(tx, etablissement),
  signataires: (await lireReglages(tx)).signataires,
});

/** Above this one file a class, in an archive: a file of a thousand learners would take gigabytes to make. */
const FICHIER_MAX = 100;

async function parClasse(
  nom: string,
  papier: Pick<Preconventions, "etablissement" | "signataires">,
  toutes: FeuillePreconvention[],
): Promise<Response> {
  const classes = Map.groupBy(toutes, ({ apprenant }) => apprenant.classe);
  const archive: Record<string, Uint8Array> = {};
  for (const [classe, feuillesDeClasse] of classes)
    archive[fileName(`Annexe ${nom} ${classe}`, "pdf")] = await preconventionsPdf({
      ...papier,
      feuilles: feuillesDeClasse,
    });
  return file(zipSync(archive, { level: 0 }), fileName(`Annexe ${nom}`, "zip"), "application/zip");
}

/** « Annexe *période* *prénom nom*.pdf » (S-12…S-16). */
const preconvention = view({
  path: routes.preconvention,
  right: droitsDocuments.preconvention,
  load: async ({ tx, params, actor, deps }) => {
    const dossier = await loadDossier(tx, params.dossier);
    if (!dossier) return null;
    return {
      ...dossier,
      ecole: await ecole(tx, actor.etablissement.id),
      feuilles: await feuilles(tx, deps.referentiels, { dossier: params.dossier }, true),
    };
  },
  page: async ({ ecole: papier, feuilles: [feuille] }) => {
    if (!feuille) throw new Error("a dossier without a pré-convention");
    const pdf = await preconventionsPdf({ ...papier, feuilles: [feuille] });
    return file(pdf, preconventionFileName(feuille));
  },
});

/** « Ouvrir pour imprimer la pré-convention pour tous » (S-11). */
const preconventions = view({
  path: routes.preconventions,
  right: droitsDocuments.preconventions,
  load: async ({ tx, params, actor, deps }) => {
    const nom = await nomDePeriode(tx, params.periode);
    if (nom === null) return null;
    const { id, documentsApprentis } = actor.etablissement;
    return {
      nom,
      ecole: await ecole(tx, id),
      feuilles: await feuilles(tx, deps.referentiels, { periode: params.periode }, documentsApprentis),
    };
  },
  page: async ({ nom, ecole: papier, feuilles: toutes }) => {
    if (toutes.length > FICHIER_MAX) return parClasse(nom, papier, toutes);
    const pdf = await preconventionsPdf({ ...papier, feuilles: toutes });
    return file(pdf, fileName(`Annexe ${nom}`, "pdf"));
  },
});

export const documents: Route[] = [attestation, preconvention, preconventions];
