import { etatsDesDossiers } from "#dossiers/store/etats.ts";
import { schoolYearOf } from "#kernel/civil-date.ts";
import { isId } from "#kernel/id.ts";
import { statutDe } from "#referentiel/rules.ts";
import type { Referentiel } from "#referentiel/types.ts";
import { referentielDe } from "#referentiel/versions.ts";
import { routes } from "#routes.ts";
import { VueParPeriodesPage } from "#suivi/periodes/pages.tsx";
import { filtrer, lireDemande, selectionner } from "#suivi/periodes/selection.ts";
import { loadCadre } from "#suivi/periodes/store.ts";
import { droitsSuivi } from "#suivi/rights.ts";
import { bilansVerrouillesParPeriode } from "#verrous/store.ts";
import { type Route, view, type Work } from "#web/act.ts";

/** Codes of the class levels, MSPC's first, each once. */
const ordreDesNiveaux = (referentiels: ReadonlyMap<string, Referentiel>): string[] => [
  ...new Set(
    [referentiels.get("mspc"), ...referentiels.values()].flatMap(
      (ref) => ref?.niveauxClasse.map((niveau) => niveau.code) ?? [],
    ),
  ),
];

const anneeDe = (text: string | null, current: number): number =>
  text && /^20\d\d$/.test(text) ? Number(text) : current;

/** Three statements whatever the number of learners: the left side, the locks of the level, the learners shown. */
async function load({ tx, deps, query, actor, today }: Work) {
  const demande = lireDemande(query);
  if (demande.periode && !isId(demande.periode)) return null;
  const current = schoolYearOf(today);
  const cadre = await loadCadre(tx, {
    asked: anneeDe(query.get("annee"), current),
    periode: demande.periode,
  });
  const classes = actor.role === "enseignant" ? actor.classes : [];
  const moi = { habilitation: actor.habilitation, classes };
  const selection = selectionner(cadre, demande, moi, ordreDesNiveaux(deps.referentiels), today);
  if (!selection) return null;
  const locks =
    selection.periodes.length > 0
      ? await bilansVerrouillesParPeriode(
          tx,
          selection.periodes.map((one) => one.id),
        )
      : new Map();
  const periodes = selection.periodes.map((one) => ({
    ...one,
    statut: statutDe(referentielDe(deps.referentiels, one) ?? { statutsPeriode: [] }, one.statut),
    verrouilles: locks.get(one.id) ?? [],
  }));
  const choisie = periodes.find((one) => one.id === selection.choisie?.id) ?? null;
  const etats = choisie ? await etatsDesDossiers(tx, { periode: choisie.id }, today) : [];
  return {
    demande,
    annee: cadre.annee,
    annees: [...new Set([current, ...cadre.annees])].toSorted((a, b) => b - a),
    selection: { ...selection, periodes, choisie },
    etats,
  };
}

/** « Vue par périodes » (S-01, S-03, S-04, S-20…S-22). */
export const vueParPeriodes: Route[] = [
  view({
    path: routes.periodes,
    right: droitsSuivi.vueParPeriodes,
    load,
    page: ({ demande, annee, annees, selection, etats }, { frame, actor, today, deps }) => {
      const { choisie } = selection;
      return (
        <VueParPeriodesPage
          frame={frame}
          actor={actor}
          today={today}
          referentiels={deps.referentiels}
          annee={{ choisie: annee, offertes: annees }}
          demande={demande}
          selection={selection}
          vues={choisie ? filtrer(etats, demande, choisie.statut, today) : null}
          total={etats.length}
        />
      );
    },
  }),
];
