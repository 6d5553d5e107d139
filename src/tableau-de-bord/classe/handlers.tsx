import { csv } from "#files/csv.ts";
import { CSV, download, fileName, XLSX } from "#files/download.ts";
import { xlsx } from "#files/xlsx.ts";
import { libelleCompetence } from "#referentiel/rules.ts";
import { referentielDe } from "#referentiel/versions.ts";
import { routes } from "#routes.ts";
import { exportClasse } from "#tableau-de-bord/classe/export.ts";
import { CompetencesDeClassePage, type DemandeClasse } from "#tableau-de-bord/classe/pages.tsx";
import { tableauDeClasse, trier } from "#tableau-de-bord/classe/rules.ts";
import { loadClasse, loadInscrits } from "#tableau-de-bord/classe/store.ts";
import { lireDemande } from "#tableau-de-bord/demande.ts";
import { droitsTableauDeBord } from "#tableau-de-bord/rights.ts";
import { loadParcours } from "#tableau-de-bord/store.ts";
import { type Route, view, type Work } from "#web/act.ts";

type Asked = Pick<Work, "tx" | "deps" | "today" | "query"> & { params: { classe: string } };

/** Three statements, whatever the number of learners and of evaluations. */
async function load({ tx, deps, params, today, query }: Asked) {
  const classe = await loadClasse(tx, params.classe);
  const referentiel = classe && referentielDe(deps.referentiels, classe);
  if (!classe || !referentiel) return null;
  const inscrits = await loadInscrits(tx, classe, today);
  const ids = inscrits.map(({ id }) => id);
  const parcours = await loadParcours(tx, ids, deps.referentiels);
  const { pole, lieu } = lireDemande(query);
  const tableau = tableauDeClasse(
    referentiel,
    inscrits,
    (id) => parcours.get(id)?.find((one) => one.referentiel === classe.referentiel)?.evaluations ?? [],
    { pole, lieu },
  );
  const demande: DemandeClasse = {
    pole,
    lieu,
    tri: tableau.competences.find((code) => code === query.get("tri")) ?? null,
  };
  return { classe, referentiel, demande, tableau, lignes: trier(referentiel, tableau, demande.tri) };
}

type Facts = NonNullable<Awaited<ReturnType<typeof load>>>;

const tableOf = ({ referentiel, tableau, lignes }: Facts) =>
  exportClasse({ ...tableau, lignes }, (code) => libelleCompetence(referentiel, code));

/** A class, learners × competences (S-73 seen by its teacher), and its exports. */
export const competencesDeClasse: Route[] = [
  view({
    path: routes.classeCompetences,
    right: droitsTableauDeBord.lireClasse,
    load,
    page: (facts, { frame }) => <CompetencesDeClassePage frame={frame} {...facts} />,
  }),
  view({
    path: routes.classeCompetencesCsv,
    right: droitsTableauDeBord.lireClasse,
    load,
    page: (facts) => {
      const { colonnes, lignes } = tableOf(facts);
      return download(
        csv([colonnes.map(({ titre }) => titre), ...lignes]),
        fileName(`Compétences ${facts.classe.nom}`, "csv"),
        CSV,
      );
    },
  }),
  view({
    path: routes.classeCompetencesXlsx,
    right: droitsTableauDeBord.lireClasse,
    load,
    page: (facts) => {
      const { colonnes, lignes } = tableOf(facts);
      return download(
        xlsx({ name: "Compétences", columns: colonnes, rows: lignes }),
        fileName(`Compétences ${facts.classe.nom}`, "xlsx"),
        XLSX,
      );
    },
  }),
];
