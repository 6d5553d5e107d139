import { bilansIntermediairesPdf, type FeuilleBilan } from "#documents/bilan-intermediaire.ts";
import { fichierPdf } from "#documents/fichiers.ts";
import { enTete } from "#documents/store/etablissement.ts";
import { type BilanFige, loadBilanFige, loadBilansFiges } from "#evaluations/impression/store.ts";
import { droitsBilansIntermediaires } from "#evaluations/rights.ts";
import { classesDe } from "#evaluations/store.ts";
import { parseCivilDate } from "#kernel/civil-date.ts";
import { listName, longDate, shortDate } from "#kernel/french.ts";
import { libelleCompetence, niveauDe } from "#referentiel/rules.ts";
import type { Referentiels } from "#referentiel/versions.ts";
import { routes } from "#routes.ts";
import { tendanceText } from "#tableau-de-bord/rules.ts";
import { dossiersDe } from "#tableau-de-bord/store.ts";
import { type Route, view } from "#web/act.ts";

/** The synthesis in the words of the référentiel it was frozen with (B-37). */
const feuille = (bilan: BilanFige, referentiels: Referentiels): FeuilleBilan => ({
  apprenant: bilan.apprenant,
  classe: bilan.classe,
  date: bilan.date,
  auteur: bilan.auteur,
  commentaire: bilan.commentaire,
  annule: bilan.annule ? bilan.motif : null,
  syntheses: bilan.syntheses.map(({ referentiel, version, lignes }) => {
    const ref = referentiels.version(referentiel, version);
    return {
      diplome: ref ? `${ref.diplome} ${ref.specialite}` : referentiel,
      lignes: lignes.map(({ competence, dernier, le, tendance }) => ({
        code: competence,
        intitule: ref ? libelleCompetence(ref, competence) : "",
        niveau: dernier === null ? "NE" : ref ? `${dernier} ${niveauDe(ref, dernier).intitule}` : dernier,
        le: le ? shortDate(le) : "",
        tendance: tendance ? tendanceText[tendance] : "",
      })),
    };
  }),
});

/** The paper of one bilan intermédiaire, and those of a class on one date. */
export const impressionBilans: Route[] = [
  view({
    path: routes.bilanIntermediairePdf,
    right: droitsBilansIntermediaires.imprimer,
    load: async ({ tx, params, actor }) => {
      const bilan = await loadBilanFige(tx, params.bilan);
      if (!bilan) return null;
      return {
        bilan,
        apprenant: bilan.apprenant,
        annule: bilan.annule,
        dossiers: await dossiersDe(tx, bilan.apprenant.id),
        etablissement: await enTete(tx, actor.etablissement.id),
      };
    },
    page: async ({ bilan, etablissement }, { deps }) =>
      fichierPdf(
        await bilansIntermediairesPdf(etablissement, [feuille(bilan, deps.referentiels)]),
        `Bilan intermédiaire ${bilan.date} ${listName(bilan.apprenant)}`,
      ),
  }),
  view({
    path: routes.bilansIntermediairesPdf,
    right: droitsBilansIntermediaires.lire,
    load: async ({ tx, query, actor }) => {
      const classe = (await classesDe(tx)).find(({ id }) => id === query.get("classe"));
      const date = parseCivilDate(query.get("date") ?? "");
      if (!classe || !date) return null;
      const bilans = await loadBilansFiges(tx, classe.id, date);
      return bilans.length === 0
        ? null
        : { classe, date, bilans, etablissement: await enTete(tx, actor.etablissement.id) };
    },
    page: async ({ classe, date, bilans, etablissement }, { deps }) =>
      fichierPdf(
        await bilansIntermediairesPdf(
          etablissement,
          bilans.map((bilan) => feuille(bilan, deps.referentiels)),
        ),
        `Bilans intermédiaires du ${longDate(date)} ${classe.nom}`,
      ),
  }),
];
