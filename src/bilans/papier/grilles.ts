import { feuilleDe } from "#bilans/papier/modele.ts";
import { droitsPapier } from "#bilans/papier/rights.ts";
import { loadPapiers } from "#bilans/papier/store.ts";
import { fichierDePeriode, fichierPdf } from "#documents/fichiers.ts";
import { grillesPapierPdf } from "#documents/grille-papier.ts";
import { enTete } from "#documents/store/etablissement.ts";
import { nomDePeriode } from "#documents/store/preconvention.ts";
import { loadDossier } from "#dossiers/store.ts";
import { fullName } from "#kernel/french.ts";
import { statutDe } from "#referentiel/rules.ts";
import { routes } from "#routes.ts";
import { type Route, type Screen, view } from "#web/act.ts";

const demande = ({ query, deps }: Pick<Screen, "query" | "deps">) => ({
  remplie: query.get("remplie") === "oui",
  detail: query.get("detail") === "oui",
  origin: deps.origin,
});

/** « Préparer la rencontre »: « Grille *période* *prénom nom* », blank or with what is already chosen (S-77). */
const grille = view({
  path: routes.bilanEntrepriseGrille,
  right: droitsPapier.grille,
  load: async ({ tx, params, deps, today, actor }) => {
    const faits = await loadDossier(tx, params.dossier);
    if (!faits) return null;
    const [papier] = await loadPapiers(tx, deps.referentiels, params, today);
    if (!papier) throw new Error(`no référentiel ${faits.periode.referentiel}`);
    return {
      ...faits,
      papier,
      statut: statutDe(papier.ref, papier.statut),
      ecole: await enTete(tx, actor.etablissement.id),
    };
  },
  page: async ({ papier, apprenant, periode, ecole }, screen) =>
    fichierPdf(
      await grillesPapierPdf(ecole, [feuilleDe(papier, demande(screen))]),
      `Grille ${periode.nom} ${fullName(apprenant)}`,
    ),
});

/** Those of a whole period in one file, in class order: « Grilles *période* ». */
const grilles = view({
  path: routes.grilles,
  right: droitsPapier.grilles,
  load: async ({ tx, params, deps, today, actor }) => {
    const nom = await nomDePeriode(tx, params.periode);
    if (nom === null) return null;
    const papiers = await loadPapiers(tx, deps.referentiels, params, today);
    const [first] = papiers;
    return first
      ? {
          nom,
          papiers,
          statut: statutDe(first.ref, first.statut),
          ecole: await enTete(tx, actor.etablissement.id),
        }
      : null;
  },
  page: ({ nom, papiers, ecole }, screen) =>
    fichierDePeriode(
      `Grilles ${nom}`,
      papiers.map((papier) => feuilleDe(papier, demande(screen))),
      (feuilles) => grillesPapierPdf(ecole, feuilles),
    ),
});

export const grillesPapier: Route[] = [grille, grilles];
