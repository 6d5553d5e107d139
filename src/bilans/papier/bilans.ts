import { droitsAttitudes } from "#bilans/attitudes/rights.ts";
import { loadAttitudes } from "#bilans/attitudes/store.ts";
import { loadGrille, loadSejour } from "#bilans/entreprise/store.ts";
import { attitudesImprimees, bilanEntrepriseImprime, personnelImprime } from "#bilans/papier/imprime.ts";
import { droitsPapier } from "#bilans/papier/rights.ts";
import { droitsPersonnel } from "#bilans/personnel/rights.ts";
import { loadPersonnel } from "#bilans/personnel/store.ts";
import { bilanPdf } from "#documents/bilan.ts";
import { fichierPdf } from "#documents/fichiers.ts";
import { enTete } from "#documents/store/etablissement.ts";
import type { DossierLu } from "#dossiers/rules.ts";
import { noterImpression } from "#dossiers/store/impressions.ts";
import { fullName } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { type Route, view, type Work } from "#web/act.ts";

type Sur = Pick<Work, "tx" | "actor" | "now">;

/** What every paper takes from the school and from the moment. */
const impression = async ({ tx, actor, now }: Sur) => ({
  etablissement: await enTete(tx, actor.etablissement.id),
  now,
  fuseau: actor.etablissement.fuseau,
});

const nomme = (titre: string, { periode, apprenant }: DossierLu) =>
  `${titre} ${periode.nom} ${fullName(apprenant)}`;

/** « Imprimer » on each bilan: as it was filled, with who wrote what (B-20). */
export const bilansImprimes: Route[] = [
  view({
    path: routes.bilanEntreprisePdf,
    right: droitsPapier.bilanEntreprise,
    load: async (work) => {
      const { tx, params, deps, today } = work;
      const grille = await loadGrille(tx, params.dossier, deps.referentiels, { today, hold: false });
      return grille && { ...grille, impression: await impression(work) };
    },
    trace: (work, { dossier }) => noterImpression(work, "bilan-entreprise", [dossier]),
    page: async ({ impression: moment, ...grille }) =>
      fichierPdf(await bilanPdf(bilanEntrepriseImprime(grille, moment)), nomme("Bilan entreprise", grille)),
  }),
  view({
    path: routes.attitudesPdf,
    right: droitsAttitudes.lire,
    load: async (work) => {
      const { tx, params, deps, today } = work;
      const faits = await loadAttitudes(tx, params.dossier, deps.referentiels, false);
      return (
        faits && {
          ...faits,
          sejour: await loadSejour(tx, faits, today),
          impression: await impression(work),
        }
      );
    },
    trace: (work, { dossier }) => noterImpression(work, "attitudes", [dossier]),
    page: async ({ impression: moment, sejour, ...faits }) =>
      fichierPdf(
        await bilanPdf(attitudesImprimees(faits, sejour, moment)),
        nomme("Bilan des attitudes", faits),
      ),
  }),
  view({
    path: routes.bilanPersonnelPdf,
    right: droitsPersonnel.lire,
    load: async (work) => {
      const { tx, params, deps } = work;
      const faits = await loadPersonnel(tx, params.dossier, deps.referentiels, false);
      return faits && { ...faits, impression: await impression(work) };
    },
    trace: (work, { dossier }) => noterImpression(work, "bilan-personnel", [dossier]),
    page: async ({ impression: moment, ...faits }) =>
      fichierPdf(await bilanPdf(personnelImprime(faits, moment)), nomme("Bilan personnel", faits)),
  }),
];
