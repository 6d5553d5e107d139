import { tableLsl } from "#evaluations/lsl/export.ts";
import { LslProPage } from "#evaluations/lsl/pages.tsx";
import { anneeScolaire, ceQuiManque, livretDeClasse } from "#evaluations/lsl/rules.ts";
import { loadPfmp } from "#evaluations/lsl/store.ts";
import { droitsLslPro } from "#evaluations/rights.ts";
import { csv } from "#files/csv.ts";
import { CSV, download, fileName } from "#files/download.ts";
import { referentielDe } from "#referentiel/versions.ts";
import { routes } from "#routes.ts";
import { loadClasse, loadInscrits } from "#tableau-de-bord/classe/store.ts";
import { loadParcours } from "#tableau-de-bord/store.ts";
import { type Route, view, type Work } from "#web/act.ts";

type Asked = Pick<Work, "tx" | "deps" | "today"> & { params: { classe: string } };

/** Four statements, whatever the number of learners. */
async function load({ tx, deps, params, today }: Asked) {
  const classe = await loadClasse(tx, params.classe);
  const ref = classe && referentielDe(deps.referentiels, classe);
  if (!classe || !ref) return null;
  const inscrits = await loadInscrits(tx, classe, today);
  const ids = inscrits.map(({ id }) => id);
  const parcours = await loadParcours(tx, ids, deps.referentiels);
  const annee = anneeScolaire(classe.annee);
  const courant = deps.referentiels.get(classe.referentiel) ?? ref;
  const livret = livretDeClasse(
    { ref, courant, jusquAu: annee.au },
    inscrits,
    (id) => parcours.get(id)?.find((one) => one.referentiel === classe.referentiel)?.evaluations ?? [],
    await loadPfmp(tx, ids, annee, deps.referentiels),
  );
  return { classe, ref, courant, ...livret, manques: ceQuiManque(livret.eleves, today) };
}

/** What LSL Pro asks of a class: said first, then taken as a file (B-34). */
export const lslPro: Route[] = [
  view({
    path: routes.lslPro,
    right: droitsLslPro.lire,
    load,
    page: (facts, { frame }) => <LslProPage frame={frame} {...facts} />,
  }),
  view({
    path: routes.lslProCsv,
    right: droitsLslPro.lire,
    load,
    page: ({ classe, ...facts }) =>
      download(
        csv(tableLsl({ ...facts, classe: classe.nom })),
        fileName(`LSL Pro ${classe.nom} ${classe.annee}-${classe.annee + 1}`, "csv"),
        CSV,
      ),
  }),
];
