import { AutoEvaluationLuePage, AutoEvaluationPage } from "#bilans/autoevaluation/pages.tsx";
import { droitsAutoEvaluation } from "#bilans/autoevaluation/rights.ts";
import { clesAuto } from "#bilans/autoevaluation/rules.ts";
import { bilanExiste } from "#bilans/entreprise/rules.ts";
import { sansBilan } from "#bilans/entreprise/sans-bilan.tsx";
import { type GrilleLue, loadGrille } from "#bilans/entreprise/store.ts";
import { encore, staleOf } from "#bilans/lignes/conflits.ts";
import { basesDe } from "#bilans/lignes/form.ts";
import { type Cle, fusionner, type Stockee } from "#bilans/lignes/rules.ts";
import { lignesAffichees, readGrille, valeursDe } from "#bilans/lignes/saisie.ts";
import { writeBilan } from "#bilans/lignes/store.ts";
import { barreVoisins } from "#dossiers/rules/voisins.ts";
import { type FormState, formOf } from "#kernel/form.ts";
import { routes } from "#routes.ts";
import { act, type Route, type Screen, view, type Work } from "#web/act.ts";

type Sur = Pick<Work, "tx" | "deps" | "today"> & { params: { dossier: string } };
const charger = ({ tx, params, deps, today }: Sur, hold: boolean) =>
  loadGrille(tx, params.dossier, deps.referentiels, { today, hold });

type Vue = Pick<Screen, "frame" | "now" | "actor">;

const lignesDe = (grille: GrilleLue): ReadonlyMap<Cle, Stockee> => grille.auto?.lignes ?? new Map();

const saisiePage = (grille: GrilleLue, form: FormState, { frame, now, actor }: Vue) => (
  <AutoEvaluationPage
    frame={frame}
    grille={grille}
    form={form}
    now={now}
    fuseau={actor.etablissement.fuseau}
    personne={actor.habilitation}
  />
);

const page = view({
  path: routes.autoEvaluation,
  right: droitsAutoEvaluation.lire,
  load: (work) => charger(work, false),
  page: (grille, screen) => {
    const { actor, frame, now } = screen;
    const existe = bilanExiste(grille.statut);
    if (!existe.ok) return sansBilan(frame, grille, existe.message);
    const right = droitsAutoEvaluation.ecrire(actor, grille);
    if (right.ok) {
      const lignes = lignesAffichees(clesAuto(grille.ref), lignesDe(grille), new Map());
      return saisiePage(grille, formOf(valeursDe(lignes)), screen);
    }
    const tutoie = actor.role === "apprenant";
    return (
      <AutoEvaluationLuePage
        frame={frame}
        grille={grille}
        now={now}
        fuseau={actor.etablissement.fuseau}
        motif={tutoie ? right.message : null}
        tutoie={tutoie}
        voisins={barreVoisins(actor, grille, (dossier) => routes.autoEvaluation.href({ dossier }))}
      />
    );
  },
});

const enregistrer = act({
  path: routes.autoEvaluation,
  name: "auto-evaluation.enregistrer",
  right: droitsAutoEvaluation.ecrire,
  // the dossier and the evaluators' bilan are held too: nothing is written once it is passed on
  load: (work) => charger(work, true),
  form: (input, grille) => readGrille(input, grille.ref, clesAuto(grille.ref)),
  write: async ({ tx, actor, now }, grille, { lignes }) => {
    const { ecrire, conflits } = fusionner(lignesDe(grille), lignes);
    if (conflits.length > 0) return { stale: staleOf(grille.ref, conflits) };
    const mine = { dossier: grille.dossier, type: "autoevaluation", bilan: grille.auto } as const;
    const auteur = { etablissement: actor.etablissement.id, habilitation: actor.habilitation, now };
    const bilan = await writeBilan(tx, { ...mine, volet: "autoevaluation" }, ecrire, auteur);
    return {
      to: routes.autoEvaluation.href({ dossier: grille.dossier }),
      message: "Auto-évaluation enregistrée.",
      object: bilan,
      details: { lignes: ecrire.map(({ cle }) => cle) },
      fields: basesDe(ecrire),
    };
  },
  page: (grille, screen, form) => {
    const mine = { ref: grille.ref, lignes: lignesDe(grille), cles: clesAuto(grille.ref) };
    const fuseau = screen.actor.etablissement.fuseau;
    return saisiePage(grille, encore(form, mine, { now: screen.now, fuseau, tutoie: true }), screen);
  },
});

/** The learner evaluates himself on the grid of his bilan entreprise (B-22). */
export const autoEvaluations: Route[] = [page, enregistrer];
