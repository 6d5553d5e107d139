import { z } from "zod";
import { clesDe } from "#bilans/entreprise/form.ts";
import { LecturePage } from "#bilans/entreprise/lecture.tsx";
import { CHAMP_ETAT, GrillePage } from "#bilans/entreprise/pages.tsx";
import { droitsBilanEntreprise } from "#bilans/entreprise/rights.ts";
import {
  bilanExiste,
  rencontreApres,
  rouvriraitSansLeSavoir,
  verifierEvaluation,
  verifierPresence,
  verifierRencontre,
} from "#bilans/entreprise/rules.ts";
import { sansBilan } from "#bilans/entreprise/sans-bilan.tsx";
import { type GrilleLue, loadBilanComplet, loadGrille } from "#bilans/entreprise/store.ts";
import { encore, staleOf } from "#bilans/lignes/conflits.ts";
import { directDe, revisionDe } from "#bilans/lignes/direct.ts";
import { baseName, basesDe } from "#bilans/lignes/form.ts";
import { type Cle, cleDe, dejaTransmis, type Fusion, fusionner, type Soumise } from "#bilans/lignes/rules.ts";
import { lignesAffichees, readGrille, valeursDe } from "#bilans/lignes/saisie.ts";
import { type Auteur, ecrireAvis, transmettre, writeBilan } from "#bilans/lignes/store.ts";
import { barreVoisins } from "#dossiers/rules/voisins.ts";
import { all, allowed, type Decision } from "#kernel/decision.ts";
import { prose } from "#kernel/fields.ts";
import { type Conflict, type FormState, formOf } from "#kernel/form.ts";
import { type FormInput, type Parsed, parsed, readForm } from "#kernel/form-input.ts";
import { fullName } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { act, type Route, type Screen, view, type Work } from "#web/act.ts";

/** The three addresses of the slice hang on one dossier. */
type Vue = Pick<Screen, "frame" | "now" | "actor">;
type Sur = Pick<Work, "tx" | "deps" | "today"> & { params: { dossier: string } };

const lire = ({ tx, params, deps, today }: Sur) =>
  loadGrille(tx, params.dossier, deps.referentiels, { today, hold: false });
const tenir = ({ tx, params, deps, today }: Sur) =>
  loadGrille(tx, params.dossier, deps.referentiels, { today, hold: true });

/** What the grid proposes before anybody wrote: the last day of the period (S-72), the tasks of the portfolio. */
function ouverture(grille: GrilleLue): FormState {
  const propositions = new Map<string, string>([
    ["dateRencontre", grille.periode.au],
    ...(grille.bilan ? [] : grille.taches.decrites.map((code) => [cleDe("tache", code), "oui"] as const)),
  ]);
  return formOf(valeursDe(lignesAffichees(clesDe(grille.ref), grille.lignes, propositions)));
}

/** The form sent back, both choices on the lines disputed. */
const reprise = (grille: GrilleLue, form: FormState, { now, actor }: Vue): FormState =>
  encore(form, { ...grille, cles: clesDe(grille.ref) }, { now, fuseau: actor.etablissement.fuseau });

/** The same bilan of the learner before and of the learner after. */
const voisinsDe = (actor: Work["actor"], grille: GrilleLue) =>
  barreVoisins(actor, grille, (dossier) => routes.bilanEntreprise.href({ dossier }));

const grillePage = (grille: GrilleLue, form: FormState, { frame, now, actor }: Vue) => (
  <GrillePage
    frame={frame}
    grille={grille}
    form={form}
    now={now}
    actor={actor}
    voisins={voisinsDe(actor, grille)}
  />
);

const lecturePage = (
  grille: GrilleLue,
  { frame, now, actor }: Vue,
  avis: FormState = formOf({ avis: grille.bilan?.avis }),
) => {
  const right = droitsBilanEntreprise.ecrire(actor, grille);
  const evaluateur = actor.role !== "apprenant" && !right.ok;
  return (
    <LecturePage
      frame={frame}
      grille={grille}
      now={now}
      fuseau={actor.etablissement.fuseau}
      motif={
        evaluateur ? { kind: right.code === "verrou-bilan" ? "locked" : "info", text: right.message } : null
      }
      avis={actor.role === "apprenant" ? avis : null}
      voisins={voisinsDe(actor, grille)}
    />
  );
};

const page = view({
  path: routes.bilanEntreprise,
  right: droitsBilanEntreprise.lire,
  load: (work) => lire(work),
  page: (grille, screen) => {
    const existe = bilanExiste(grille.statut);
    if (!existe.ok) return sansBilan(screen.frame, grille, existe.message);
    return droitsBilanEntreprise.ecrire(screen.actor, grille).ok
      ? grillePage(grille, ouverture(grille), screen)
      : lecturePage(grille, screen);
  },
});

/** What the others wrote since the page was drawn (204: nothing), asked by the page itself while it is looked at. */
const direct = view({
  path: routes.bilanEntrepriseDirect,
  right: droitsBilanEntreprise.ecrire,
  veille: true,
  load: ({ tx, params, deps }) => loadBilanComplet(tx, params.dossier, deps.referentiels, false),
  page: (faits, { query, now, actor }) =>
    query.get("revision") === revisionDe(faits)
      ? new Response(null, { status: 204 })
      : Response.json(directDe(faits.ref, faits, now, actor.etablissement.fuseau)),
});

type Saisie = {
  lignes: Soumise[];
  /** the page showed a draft: what was passed on meanwhile is not reopened unawares */
  brouillonVu: boolean;
  /**
   * tasks proposed from the portfolio and not kept by the first who saves: written as left out, so that a page drawn
   * before, where they are still proposed, is told like of any other choice
   */
  ecartees: Cle[];
};

function lireSaisie(input: FormInput, grille: GrilleLue): Parsed<Saisie> {
  const read = readGrille(input, grille.ref, clesDe(grille.ref));
  if (!read.ok) return read;
  const sent = new Set(input.names());
  const proposees = grille.bilan ? [] : grille.taches.decrites.map((code) => cleDe("tache", code));
  return parsed({
    ...read.value,
    brouillonVu: input.text(CHAMP_ETAT) === "brouillon",
    ecartees: proposees.filter((cle) => sent.has(baseName(cle)) && !sent.has(cle)),
  });
}

/** The lines of the form, fused with those stored; everything or nothing. */
async function ecrireLignes(
  { tx, actor, now }: Pick<Work, "tx" | "actor" | "now">,
  grille: GrilleLue,
  { lignes, ecartees }: Pick<Saisie, "lignes" | "ecartees">,
): Promise<{ stale: Conflict } | { bilan: string; ecrire: Fusion["ecrire"]; auteur: Auteur }> {
  const { ecrire: choisies, conflits } = fusionner(grille.lignes, lignes);
  if (conflits.length > 0) return { stale: staleOf(grille.ref, conflits) };
  const ecrire = [...choisies, ...ecartees.map((cle) => ({ cle, valeur: "", version: 1 }))];
  const auteur: Auteur = { etablissement: actor.etablissement.id, habilitation: actor.habilitation, now };
  const bilan = await writeBilan(tx, { ...grille, type: "entreprise" }, ecrire, auteur);
  return { bilan, ecrire, auteur };
}

const transmisEntreTemps = ({ bilan, apprenant }: GrilleLue): Conflict => ({
  version: 0,
  by: `${bilan?.transmisPar ?? "Quelqu’un"} a transmis ce bilan à ${fullName(apprenant)} pendant que vous le remplissiez : une modification le rouvre.`,
  fields: [],
});

const enregistrer = act({
  path: routes.bilanEntreprise,
  name: "bilan-entreprise.enregistrer",
  right: droitsBilanEntreprise.ecrire,
  load: (work) => tenir(work),
  form: lireSaisie,
  decide: (grille, { lignes }, { actor }): Decision =>
    all(
      verifierPresence(lignes, actor.role),
      verifierRencontre(rencontreApres(lignes, grille.bilan), grille, { obligatoire: false }),
    ),
  write: async (work, grille, saisie) => {
    const done = await ecrireLignes(work, grille, saisie);
    if ("stale" in done) return done;
    const vu = { brouillon: saisie.brouillonVu, ecrites: done.ecrire.length };
    if (rouvriraitSansLeSavoir(grille.bilan, vu)) return { stale: transmisEntreTemps(grille) };
    return {
      to: routes.bilanEntreprise.href({ dossier: grille.dossier }),
      message: "Bilan enregistré.",
      object: done.bilan,
      details: { lignes: done.ecrire.map(({ cle }) => cle) },
      fields: basesDe(done.ecrire),
    };
  },
  page: (grille, screen, form) => grillePage(grille, reprise(grille, form, screen), screen),
});

const terminer = act({
  path: routes.bilanEntrepriseTerminer,
  name: "bilan-entreprise.transmettre",
  right: droitsBilanEntreprise.ecrire,
  load: (work) => tenir(work),
  form: lireSaisie,
  decide: (grille, { lignes }, { actor }): Decision =>
    all(
      verifierPresence(lignes, actor.role),
      verifierRencontre(rencontreApres(lignes, grille.bilan), grille, { obligatoire: true }),
      verifierEvaluation(grille.lignes, lignes),
    ),
  write: async (work, grille, saisie) => {
    const done = await ecrireLignes(work, grille, saisie);
    if ("stale" in done) return done;
    if (!dejaTransmis(grille.bilan, done.ecrire)) await transmettre(work.tx, done.bilan, done.auteur);
    return {
      to: routes.bilanEntreprise.href({ dossier: grille.dossier }),
      message: `Bilan transmis à ${fullName(grille.apprenant)}.`,
      object: done.bilan,
      details: { lignes: done.ecrire.map(({ cle }) => cle) },
    };
  },
  page: (grille, screen, form) => grillePage(grille, reprise(grille, form, screen), screen),
});

const avis = act({
  path: routes.bilanEntrepriseAvis,
  name: "bilan-entreprise.avis",
  right: droitsBilanEntreprise.donnerAvis,
  load: (work) => tenir(work),
  form: (input) => readForm(z.object({ avis: prose(2_000) }), input),
  decide: () => allowed,
  write: async ({ tx, now }, grille, { avis: texte }) => {
    const bilan = grille.bilan?.id ?? "";
    await ecrireAvis(tx, bilan, texte, now);
    return {
      to: routes.bilanEntreprise.href({ dossier: grille.dossier }),
      message: "C’est noté : tu as pris connaissance de ton bilan.",
      object: bilan,
    };
  },
  page: (grille, screen, form) => lecturePage(grille, screen, form),
});

/** The bilan entreprise: one page, one form, one transmission, one answer of the learner. */
export const bilansEntreprise: Route[] = [page, direct, enregistrer, terminer, avis];
