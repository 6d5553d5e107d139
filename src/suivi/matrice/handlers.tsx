import { etatsDesDossiers } from "#dossiers/store/etats.ts";
import { csv } from "#files/csv.ts";
import { CSV, download, fileName, XLSX } from "#files/download.ts";
import { xlsx } from "#files/xlsx.ts";
import { statutDe } from "#referentiel/rules.ts";
import { referentielDe } from "#referentiel/versions.ts";
import { routes } from "#routes.ts";
import { choisirFiltres, filtresRetenus } from "#suivi/filtres.ts";
import { filtresSuivi, lireDemandeSuivi } from "#suivi/matrice/demande.ts";
import { tableauDeSuivi } from "#suivi/matrice/export.ts";
import { SuiviPage } from "#suivi/matrice/pages.tsx";
import { suivre } from "#suivi/matrice/rules.ts";
import { contactsDePeriode, loadPeriodeSuivie } from "#suivi/matrice/store.ts";
import { droitsSuivi } from "#suivi/rights.ts";
import { type Route, view, type Work } from "#web/act.ts";

type Asked = Pick<Work, "tx" | "deps" | "actor" | "today"> & { params: { periode: string } };

/** Two statements whatever the number of learners; lines in the order of names. */
async function load({ tx, deps, params, today }: Asked) {
  const periode = await loadPeriodeSuivie(tx, params.periode);
  if (!periode) return null;
  const statut = statutDe(
    referentielDe(deps.referentiels, periode) ?? { statutsPeriode: [] },
    periode.statut,
  );
  const etats = await etatsDesDossiers(tx, { periode: periode.id }, today);
  return { periode, statut, lignes: suivre(etats, statut, today) };
}

/** The bare address shows what was remembered: one statement more. */
async function loadSuivi(work: Work<"/periodes/:periode/suivi">) {
  const facts = await load(work);
  if (!facts) return null;
  const bare = work.query.size === 0 && work.actor.role === "enseignant";
  const kept = bare ? await filtresRetenus(work.tx, work.actor, filtresSuivi) : work.query;
  return { ...facts, demande: lireDemandeSuivi(kept), retenu: bare && kept.size > 0 };
}

/** A third one for the contacts, once the person is known to be a teacher: nobody else's request reads them. */
async function loadExport(work: Asked) {
  const facts = await load(work);
  if (!facts) return null;
  const may = droitsSuivi.suiviDePeriode(work.actor).ok;
  const contacts = may ? await contactsDePeriode(work.tx, facts.periode.id, work.today) : new Map();
  return { nom: facts.periode.nom, tableau: tableauDeSuivi(facts.lignes, contacts, facts.statut) };
}

/** The follow-up of a period: learners × steps (B-11), and its exports with contacts (B-12). */
export const suiviDePeriode: Route[] = [
  view({
    path: routes.suivi,
    right: droitsSuivi.suiviDePeriode,
    load: loadSuivi,
    page: (facts, { frame, today }) => <SuiviPage {...facts} frame={frame} today={today} />,
  }),
  choisirFiltres(filtresSuivi, {
    name: "suivi.filtrer",
    right: droitsSuivi.suiviDePeriode,
    load: ({ tx, params }) => loadPeriodeSuivie(tx, params.periode),
  }),
  view({
    path: routes.suiviCsv,
    right: droitsSuivi.suiviDePeriode,
    load: loadExport,
    page: ({ nom, tableau: { colonnes, lignes } }) =>
      download(csv([colonnes.map(({ titre }) => titre), ...lignes]), fileName(`Suivi-${nom}`, "csv"), CSV),
  }),
  view({
    path: routes.suiviXlsx,
    right: droitsSuivi.suiviDePeriode,
    load: loadExport,
    page: ({ nom, tableau: { colonnes, lignes } }) =>
      download(
        xlsx({ name: "Suivi", columns: colonnes, rows: lignes }),
        fileName(`Suivi-${nom}`, "xlsx"),
        XLSX,
      ),
  }),
];
