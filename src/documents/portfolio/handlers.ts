import { dessinsDe } from "#documents/portfolio/dessins.ts";
import { donneesDe } from "#documents/portfolio/donnees.ts";
import { type Format, MEDIA_TYPES, portfolioFile, portfolioFileName } from "#documents/portfolio/file.ts";
import { readPhotos, withPictures } from "#documents/portfolio/images.ts";
import { modeleDuPortfolio } from "#documents/portfolio/model.ts";
import { loadPortfolioEntier } from "#documents/portfolio/store.ts";
import { noterImpression } from "#dossiers/store/impressions.ts";
import { loadDossier } from "#dossiers/store.ts";
import { contentDisposition } from "#files/download.ts";
import type { Path } from "#kernel/path.ts";
import { droitsPortfolio } from "#portfolio/rights.ts";
import { referentielDe } from "#referentiel/versions.ts";
import { routes } from "#routes.ts";
import { type Route, view } from "#web/act.ts";

/**
 * « Exporter mon portfolio » (S-56): « Portfolio-*période*-*Prénom Nom* » with the activities selected, for whoever may
 * read the dossier. `?commentaires=non` leaves the comments out.
 */
const exporter = (format: Format, path: Path<`/dossiers/:dossier/portfolio.${Format}`>): Route =>
  view({
    path,
    right: droitsPortfolio.lire,
    load: async ({ tx, params, actor, today, deps: { geographie } }) => {
      const dossier = await loadDossier(tx, params.dossier);
      return (
        dossier && {
          ...dossier,
          lu: await loadPortfolioEntier(tx, dossier, {
            etablissement: actor.etablissement.id,
            today,
            geographie,
          }),
        }
      );
    },
    trace: (work, { dossier }) => noterImpression(work, "portfolio", [dossier]),
    page: async ({ lu, ...faits }, { actor, deps, query, today }) => {
      const referentiel = referentielDe(deps.referentiels, faits.periode);
      if (!referentiel) throw new Error(`no référentiel ${faits.periode.referentiel}`);
      const ecole = actor.etablissement;
      const commentaires = query.get("commentaires") !== "non";
      const { donnees, photos } = donneesDe(lu, {
        faits,
        referentiel,
        fuseau: ecole.fuseau,
        jour: today,
        commentaires,
      });
      const { pictures: drawn, ...dessins } = await dessinsDe(lu, donnees, deps.geographie);
      const pictures = { ...drawn, ...(await readPhotos(deps.files, ecole.id, photos)) };
      const blocks = withPictures(modeleDuPortfolio({ ...donnees, ...dessins }), pictures);
      return new Response(await portfolioFile(format, blocks, pictures), {
        headers: {
          "Content-Type": MEDIA_TYPES[format],
          "Content-Disposition": contentDisposition(
            portfolioFileName(faits.periode.nom, faits.apprenant, format),
          ),
        },
      });
    },
  });

export const exportsDuPortfolio: Route[] = [
  exporter("docx", routes.portfolioDocx),
  exporter("odt", routes.portfolioOdt),
  exporter("pdf", routes.portfolioPdf),
];
