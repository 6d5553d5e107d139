import { retards } from "#dossiers/rules/etat.ts";
import { etatsDesDossiers } from "#dossiers/store/etats.ts";
import { schoolYearOf } from "#kernel/civil-date.ts";
import { isId } from "#kernel/id.ts";
import { statutDe } from "#referentiel/rules.ts";
import type { Referentiel } from "#referentiel/types.ts";
import { referentielDe } from "#referentiel/versions.ts";
import { routes } from "#routes.ts";
import { choisirFiltres, filtresRetenus } from "#suivi/filtres.ts";
import { type Demande, filtresPeriodes, lireDemande } from "#suivi/periodes/demande.ts";
import { VueParPeriodesPage } from "#suivi/periodes/pages.tsx";
import { filtrer, ordonnerPeriodes, selectionner } from "#suivi/periodes/selection.ts";
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

/** The frame that an address asks for; null when it names a period or a level that does not exist. */
async function cadrer({ tx, deps, actor, today }: Work, demande: Demande) {
  if (demande.periode && !isId(demande.periode)) return null;
  const current = schoolYearOf(today);
  const cadre = await loadCadre(tx, { asked: demande.annee ?? current, periode: demande.periode });
  const classes = actor.role === "enseignant" ? actor.classes : [];
  const moi = { habilitation: actor.habilitation, classes };
  const selection = selectionner(cadre, demande, moi, ordreDesNiveaux(deps.referentiels), today);
  return selection && { cadre, selection, current };
}

/** The bare address shows what was remembered, unless the level kept is no longer taught here. */
async function demander(work: Work) {
  if (work.query.size > 0 || work.actor.role !== "enseignant")
    return { demande: lireDemande(work.query), retenu: false };
  const kept = await filtresRetenus(work.tx, work.actor, filtresPeriodes);
  const niveau = kept.get("niveau");
  if (niveau && !ordreDesNiveaux(work.deps.referentiels).includes(niveau)) kept.delete("niveau");
  return { demande: lireDemande(kept), retenu: kept.size > 0 };
}

/** Four statements at most whatever the number of learners: the memory, the frame, the locks, the learners shown. */
async function load(work: Work) {
  const { tx, deps, today } = work;
  const { demande, retenu } = await demander(work);
  const found = await cadrer(work, demande);
  if (!found) return null;
  const { cadre, selection, current } = found;
  const ids = selection.periodes.map((one) => one.id);
  const locks = ids.length > 0 ? await bilansVerrouillesParPeriode(tx, ids) : new Map();
  const periodes = selection.periodes.map((one) => ({
    ...one,
    statut: statutDe(referentielDe(deps.referentiels, one) ?? { statutsPeriode: [] }, one.statut),
    verrouilles: locks.get(one.id) ?? [],
  }));
  const choisie = periodes.find((one) => one.id === selection.choisie?.id) ?? null;
  // the most late first: the learners of every period of the level are needed, those shown among them
  const read = demande.ordre === "retard" ? ids : choisie ? [choisie.id] : [];
  const etats = read.length > 0 ? await etatsDesDossiers(tx, { periodes: read }, today) : [];
  const late = new Map(
    periodes.map((one) => [
      one.id,
      etats.filter((etat) => etat.periode.id === one.id && retards(etat, one.statut, today).length > 0)
        .length,
    ]),
  );
  return {
    demande,
    retenu,
    annee: cadre.annee,
    annees: [...new Set([current, ...cadre.annees])].toSorted((a, b) => b - a),
    selection: { ...selection, periodes: ordonnerPeriodes(periodes, demande.ordre, late), choisie },
    late: demande.ordre === "retard" ? late : null,
    etats: etats.filter((etat) => etat.periode.id === choisie?.id),
  };
}

/** « Vue par périodes » (S-01, S-03, S-04, S-20…S-22), and its filters (B-12). */
export const vueParPeriodes: Route[] = [
  view({
    path: routes.periodes,
    right: droitsSuivi.vueParPeriodes,
    load,
    page: ({ demande, retenu, annee, annees, selection, late, etats }, { frame, actor, today, deps }) => {
      const { choisie } = selection;
      return (
        <VueParPeriodesPage
          frame={frame}
          actor={actor}
          today={today}
          referentiels={deps.referentiels}
          annee={{ choisie: annee, offertes: annees }}
          // what the page shows can be shared: its links and forms say which period and level it is
          demande={{ ...demande, niveau: selection.niveau, periode: choisie?.id ?? null, annee }}
          retenu={retenu}
          selection={selection}
          late={late}
          vues={choisie ? filtrer(etats, demande, choisie.statut, today) : null}
          etats={etats}
        />
      );
    },
  }),
  choisirFiltres(filtresPeriodes, {
    name: "periodes.filtrer",
    right: droitsSuivi.vueParPeriodes,
    load: async () => ({}),
  }),
];
