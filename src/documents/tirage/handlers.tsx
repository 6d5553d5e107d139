import { droitsDocuments } from "#documents/rights.ts";
import { dossiersImprimes, nomDePeriode } from "#documents/store/preconvention.ts";
import { TiragePage } from "#documents/tirage/pages.tsx";
import { demanderTirage, loadTirage } from "#documents/tirage/store.ts";
import { noterImpression } from "#dossiers/store/impressions.ts";
import { contentDisposition, fileName } from "#files/download.ts";
import { parsed } from "#kernel/form-input.ts";
import { routes } from "#routes.ts";
import { act, type Route, view, type Work } from "#web/act.ts";

/** The pré-conventions of a period: how many, and how far their archive is; null when the period is not to be found here. */
async function load({ tx, params, actor }: Work<"/periodes/:periode/preconventions">) {
  const nom = await nomDePeriode(tx, params.periode);
  if (nom === null) return null;
  return {
    nom,
    dossiers: await dossiersImprimes(tx, params.periode, actor.etablissement.documentsApprentis),
    tirage: await loadTirage(tx, params.periode),
  };
}

/** Where the pré-conventions of a large period are prepared (S-11): asked for, on their way, ready. */
export const tirages: Route[] = [
  view({
    path: routes.tirage,
    right: droitsDocuments.preconventions,
    load: (work) => load(work),
    page: (faits, { frame, params, actor }) => (
      <TiragePage
        frame={frame}
        periode={params.periode}
        nom={faits.nom}
        feuilles={faits.dossiers.length}
        tirage={faits.tirage}
        fuseau={actor.etablissement.fuseau}
      />
    ),
  }),

  act({
    path: routes.tirage,
    name: "periode.preconventions.preparer",
    right: droitsDocuments.preconventions,
    load: (work) => load(work),
    form: () => parsed(undefined),
    write: async ({ tx, actor, params, now }, { dossiers }) => {
      await demanderTirage(tx, {
        etablissement: actor.etablissement.id,
        periode: params.periode,
        par: actor.habilitation,
        now,
      });
      return {
        to: routes.tirage.href(params),
        object: params.periode,
        details: { feuilles: dossiers.length },
        tirage: true,
      };
    },
  }),

  view({
    path: routes.tirageZip,
    right: droitsDocuments.preconventions,
    load: async (work) => {
      const faits = await load(work);
      const empreinte = faits?.tirage?.empreinte;
      return faits && empreinte ? { ...faits, empreinte } : null;
    },
    trace: (work, { dossiers }) => noterImpression(work, "preconvention", dossiers),
    page: async ({ nom, empreinte }, { actor, deps }) => {
      const bytes = await deps.files.get(actor.etablissement.id, empreinte);
      // the folder was not restored with the database
      if (!bytes) return new Response("Fichier introuvable.", { status: 404 });
      return new Response(new Uint8Array(bytes), {
        headers: {
          "Content-Type": "application/zip",
          "Content-Disposition": contentDisposition(fileName(`Annexe ${nom}`, "zip")),
        },
      });
    },
  }),
];
