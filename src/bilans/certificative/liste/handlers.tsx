import { tableauDeLaPartie } from "#bilans/certificative/liste/export.ts";
import { ListePage } from "#bilans/certificative/liste/pages.tsx";
import { candidatsDEpreuve, lireDemande, parties } from "#bilans/certificative/liste/rules.ts";
import { droitsGrille } from "#bilans/certificative/rights.ts";
import { session } from "#bilans/certificative/rules.ts";
import { loadCandidats, loadClasses } from "#bilans/certificative/store.ts";
import { contentDisposition, fileName } from "#files/download.ts";
import { xlsx } from "#files/xlsx.ts";
import { routes } from "#routes.ts";
import { type Route, view, type Work } from "#web/act.ts";

/** Two statements whatever the number of candidates; null when the class asked for is not one of this school. */
async function load({ tx, actor, query, deps }: Pick<Work, "tx" | "actor" | "query" | "deps">) {
  const demande = lireDemande(query);
  const classes = await loadClasses(tx);
  if (demande.classe && !classes.some(({ id }) => id === demande.classe)) return null;
  const mine = actor.role === "enseignant" ? actor.classes : [];
  const statuts = [...deps.referentiels.values()].flatMap((ref) =>
    ref.statutsPeriode.filter((statut) => statut.grilleCertificative).map(({ code }) => code),
  );
  const candidats = candidatsDEpreuve(
    await loadCandidats(tx, { classes: demande.classe ? [demande.classe] : mine, statuts }),
    deps.referentiels,
  );
  const epreuves = [...new Map(candidats.map(({ statut, epreuve }) => [statut.code, epreuve]))].map(
    ([value, text]) => ({ value, text }),
  );
  return { demande, classes, epreuves, candidats };
}

/** The list of candidates, and a part of the exam as a sheet. */
export const listeCertificative: Route[] = [
  view({
    path: routes.evaluationsCertificatives,
    right: droitsGrille.lister,
    load,
    page: ({ demande, classes, epreuves, candidats }, { frame, actor }) => (
      <ListePage
        frame={frame}
        demande={demande}
        classes={classes}
        epreuves={epreuves}
        parties={parties(candidats, demande)}
        fuseau={actor.etablissement.fuseau}
      />
    ),
  }),
  view({
    path: routes.evaluationsCertificativesXlsx,
    right: droitsGrille.lister,
    load,
    page: ({ demande, candidats }, { actor, query }) => {
      const asked = candidats.filter(
        ({ statut, classe }) =>
          (!demande.epreuve || statut.code === demande.epreuve) &&
          (!query.has("session") || String(session(classe.annee)) === query.get("session")),
      );
      const { colonnes, lignes } = tableauDeLaPartie(asked, actor.etablissement.fuseau);
      const name = ["Évaluations certificatives", demande.epreuve, query.get("session")]
        .filter(Boolean)
        .join(" ");
      return new Response(xlsx({ name: "Certificatif", columns: colonnes, rows: lignes }), {
        headers: {
          "Content-Type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
          "Content-Disposition": contentDisposition(fileName(name, "xlsx")),
        },
      });
    },
  }),
];
