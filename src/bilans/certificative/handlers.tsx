import { z } from "zod";
import { clesEnseignant, clesEntreprise } from "#bilans/certificative/form.ts";
import { LecturePage } from "#bilans/certificative/lecture.tsx";
import { listeCertificative } from "#bilans/certificative/liste/handlers.tsx";
import {
  CorrigerPage,
  EnseignantPage,
  EntreprisePage,
  resume,
  retour,
  titre,
  ValiderPage,
} from "#bilans/certificative/pages.tsx";
import { grillePdf } from "#bilans/certificative/pdf.ts";
import { droitsGrille } from "#bilans/certificative/rights.ts";
import { contenuDe, retenues, verifierValidation } from "#bilans/certificative/rules.ts";
import { type GrilleLue, loadGrille, publierGrille, validerGrille } from "#bilans/certificative/store.ts";
import { encore, staleOf } from "#bilans/lignes/conflits.ts";
import { basesDe } from "#bilans/lignes/form.ts";
import { type Cle, cleDe, type Fusion, fusionner, type Soumise } from "#bilans/lignes/rules.ts";
import { lignesAffichees, readGrille, valeursDe } from "#bilans/lignes/saisie.ts";
import { type Auteur, type Volet, writeBilan } from "#bilans/lignes/store.ts";
import { barreVoisins } from "#dossiers/rules/voisins.ts";
import { refuse } from "#kernel/decision.ts";
import { readVersion, requiredLine } from "#kernel/fields.ts";
import { type Conflict, type FormState, formOf } from "#kernel/form.ts";
import { misread, type Parsed, parsed, readForm } from "#kernel/form-input.ts";
import { de, fullName } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { act, type Route, type Screen, view, type Work } from "#web/act.ts";

type Vue = Pick<Screen, "frame" | "now" | "actor" | "query" | "today">;
type Sur = Pick<Work, "tx" | "deps" | "today"> & { params: { dossier: string } };

const lire = ({ tx, params, deps, today }: Sur) =>
  loadGrille(tx, params.dossier, deps.referentiels, { today, hold: false });
const tenir = ({ tx, params, deps, today }: Sur) =>
  loadGrille(tx, params.dossier, deps.referentiels, { today, hold: true });

const moment = ({ now, actor }: Pick<Vue, "now" | "actor">) => ({ now, fuseau: actor.etablissement.fuseau });
const ici = (grille: GrilleLue) => routes.grilleCertificative.href({ dossier: grille.dossier });

/** What the teacher's form proposes before anybody wrote: the last day of the period once it has come, its competences. */
function ouverture(grille: GrilleLue, today: Vue["today"]): FormState {
  const { au } = grille.periode;
  const propositions = new Map<Cle, string>([
    ...(au <= today ? [["dateRencontre", au] as const] : []),
    ...grille.retenuesAilleurs.map((code) => [cleDe("retenue", code), "oui"] as const),
  ]);
  return formOf(valeursDe(lignesAffichees(clesEnseignant(grille.ref), grille.lignes, propositions)));
}

const voisinsDe = (actor: Work["actor"], grille: GrilleLue) =>
  barreVoisins(actor, grille, (dossier) => routes.grilleCertificative.href({ dossier }));

const enseignantPage = (grille: GrilleLue, form: FormState, screen: Vue) => (
  <EnseignantPage
    {...moment(screen)}
    frame={screen.frame}
    grille={grille}
    form={form}
    voisins={voisinsDe(screen.actor, grille)}
    personne={screen.actor.habilitation}
  />
);

const entreprisePage = (grille: GrilleLue, form: FormState, screen: Vue) => (
  <EntreprisePage
    {...moment(screen)}
    frame={screen.frame}
    grille={grille}
    form={form}
    voisins={undefined}
    personne={screen.actor.habilitation}
  />
);

/** The version asked for, else the one in force; null for a draft. */
export const versionLue = (grille: GrilleLue, query: URLSearchParams) =>
  grille.versions.find(({ numero }) => String(numero) === query.get("version")) ??
  grille.versions.at(-1) ??
  null;

function lecturePage(grille: GrilleLue, screen: Vue) {
  const { actor, query } = screen;
  const tutoie = actor.role === "apprenant";
  // a learner reads the version published to him, which is the one in force
  const version = tutoie ? (grille.versions.at(-1) ?? null) : versionLue(grille, query);
  return (
    <LecturePage
      frame={screen.frame}
      grille={tutoie ? { ...grille, versions: grille.versions.slice(-1) } : grille}
      version={version}
      contenu={version?.contenu ?? contenuDe(grille)}
      fuseau={actor.etablissement.fuseau}
      tutoie={tutoie}
      retour={retour(grille)}
      titre={titre(grille)}
      resume={resume(grille)}
      corriger={droitsGrille.corriger(actor, grille)}
      publier={droitsGrille.publier(actor, grille)}
      enseignant={actor.role === "enseignant"}
      voisins={voisinsDe(actor, grille)}
    />
  );
}

const page = view({
  path: routes.grilleCertificative,
  right: droitsGrille.lire,
  load: (work) => lire(work),
  page: (grille, screen) => {
    const { actor, today } = screen;
    if (droitsGrille.ecrire(actor, grille).ok)
      return enseignantPage(grille, ouverture(grille, today), screen);
    if (!droitsGrille.proposer(actor, grille).ok) return lecturePage(grille, screen);
    const cles = clesEntreprise(retenues(grille));
    const lignes = lignesAffichees(cles, grille.propositions, new Map());
    return entreprisePage(grille, formOf(valeursDe(lignes)), screen);
  },
});

/** The lines of the form, fused with those stored on the same side; everything or nothing. */
async function ecrireLignes(
  { tx, actor, now }: Pick<Work, "tx" | "actor" | "now">,
  grille: GrilleLue,
  { lignes, volet }: { lignes: Soumise[]; volet: Volet },
): Promise<{ stale: Conflict } | { bilan: string; ecrire: Fusion["ecrire"]; auteur: Auteur }> {
  const stockees = volet === "proposition" ? grille.propositions : grille.lignes;
  const { ecrire, conflits } = fusionner(stockees, lignes);
  if (conflits.length > 0) return { stale: staleOf(grille.ref, conflits) };
  const auteur: Auteur = { etablissement: actor.etablissement.id, habilitation: actor.habilitation, now };
  const { dossier, grille: bilan } = grille;
  return {
    bilan: await writeBilan(tx, { dossier, type: "certificatif", bilan, volet }, ecrire, auteur),
    ecrire,
    auteur,
  };
}

const ecrites = (grille: GrilleLue, done: { bilan: string; ecrire: Fusion["ecrire"] }) => ({
  to: ici(grille),
  object: done.bilan,
  details: { lignes: done.ecrire.map(({ cle }) => cle) },
  fields: basesDe(done.ecrire),
});

const enregistrer = act({
  path: routes.grilleCertificative,
  name: "grille-certificative.enregistrer",
  right: droitsGrille.ecrire,
  load: (work) => tenir(work),
  form: (input, grille): Parsed<{ lignes: Soumise[]; valider: boolean }> => {
    const read = readGrille(input, grille.ref, clesEnseignant(grille.ref));
    return read.ok ? parsed({ ...read.value, valider: input.text("decision") === "valider" }) : read;
  },
  write: async (work, grille, { lignes, valider }) => {
    const done = await ecrireLignes(work, grille, { lignes, volet: "conjoint" });
    if ("stale" in done) return done;
    return valider
      ? { ...ecrites(grille, done), to: routes.grilleCertificativeValider.href({ dossier: grille.dossier }) }
      : { ...ecrites(grille, done), message: "Grille enregistrée." };
  },
  page: (grille, screen, form) =>
    enseignantPage(
      grille,
      encore(form, { ...grille, cles: clesEnseignant(grille.ref) }, moment(screen)),
      screen,
    ),
});

const proposer = act({
  path: routes.grilleCertificativeProposer,
  name: "grille-certificative.proposer",
  right: droitsGrille.proposer,
  load: (work) => tenir(work),
  form: (input, grille) => readGrille(input, grille.ref, clesEntreprise(retenues(grille))),
  write: async (work, grille, { lignes }) => {
    const done = await ecrireLignes(work, grille, { lignes, volet: "proposition" });
    if ("stale" in done) return done;
    return { ...ecrites(grille, done), message: "Vos propositions sont enregistrées." };
  },
  page: (grille, screen, form) => {
    const cles = clesEntreprise(retenues(grille));
    const mine = { ref: grille.ref, lignes: grille.propositions, cles };
    return entreprisePage(grille, encore(form, mine, moment(screen)), screen);
  },
});

const validerPage = (grille: GrilleLue, { frame, actor, today }: Vue, form: FormState = formOf()) => {
  const complet = verifierValidation(grille, grille.grille?.date ?? null, today);
  return (
    <ValiderPage
      frame={frame}
      grille={grille}
      contenu={contenuDe(grille)}
      change={form.conflict?.by ?? null}
      fuseau={actor.etablissement.fuseau}
      manque={complet.ok ? null : complet.message}
    />
  );
};

const confirmer = view({
  path: routes.grilleCertificativeValider,
  right: droitsGrille.ecrire,
  load: (work) => lire(work),
  page: (grille, screen) => validerPage(grille, screen),
});

const valider = act({
  path: routes.grilleCertificativeValider,
  name: "grille-certificative.valider",
  right: droitsGrille.ecrire,
  load: (work) => tenir(work),
  form: (input) => parsed(readVersion(input.text("_version"))),
  decide: (grille, _, { today }) => verifierValidation(grille, grille.grille?.date ?? null, today),
  write: async ({ tx, actor, now }, grille, revision) => {
    const lue = grille.grille;
    if (!lue) return { refusal: refuse("grille-vide", "Cette grille n’est pas encore commencée.") };
    // what is frozen is what was read on the page that asked
    if (lue.revision !== revision)
      return {
        stale: {
          version: lue.revision,
          by: `${lue.modifiePar} a changé la grille pendant que vous la relisiez. Relisez-la ci-dessous avant de la valider.`,
          fields: [],
        },
      };
    const auteur: Auteur = { etablissement: actor.etablissement.id, habilitation: actor.habilitation, now };
    const numero = grille.versions.length + 1;
    await validerGrille(tx, { bilan: lue.id, contenu: contenuDe(grille), numero }, auteur);
    return {
      to: ici(grille),
      message: `Grille certificative ${de(fullName(grille.apprenant))} validée.`,
      object: lue.id,
      details: { version: numero },
    };
  },
  page: (grille, screen, form) => validerPage(grille, screen, form),
});

const corrigerPage = (grille: GrilleLue, screen: Vue, form: FormState) => (
  <CorrigerPage {...moment(screen)} frame={screen.frame} grille={grille} form={form} />
);

const correction = view({
  path: routes.grilleCertificativeCorriger,
  right: droitsGrille.corriger,
  load: (work) => lire(work),
  page: (grille, screen) => corrigerPage(grille, screen, ouverture(grille, screen.today)),
});

const motifs = z.object({ motif: requiredLine("Indiquez le motif de la correction.", 500) });

const corriger = act({
  path: routes.grilleCertificativeCorriger,
  name: "grille-certificative.corriger",
  right: droitsGrille.corriger,
  load: (work) => tenir(work),
  form: (input, grille): Parsed<{ lignes: Soumise[]; motif: string }> => {
    const motif = readForm(motifs, input);
    const read = readGrille(input, grille.ref, clesEnseignant(grille.ref));
    if (motif.ok && read.ok) return parsed({ ...read.value, ...motif.value });
    return misread({ ...(read.ok ? {} : read.errors), ...(motif.ok ? {} : motif.errors) });
  },
  write: async (work, grille, { lignes, motif }) => {
    const done = await ecrireLignes(work, grille, { lignes, volet: "conjoint" });
    if ("stale" in done) return done;
    if (done.ecrire.length === 0)
      return {
        refusal: refuse("rien-corrige", "Rien n’a changé dans la grille : corrigez d’abord.", "motif"),
      };
    const corrigee = await lire({ ...work, params: { dossier: grille.dossier } });
    if (!corrigee) throw new Error("a grid written is no more");
    const complete = verifierValidation(corrigee, corrigee.grille?.date ?? null, work.today);
    if (!complete.ok) return { refusal: { ...complete, field: "motif" } };
    const numero = grille.versions.length + 1;
    const contenu = contenuDe(corrigee, motif);
    await validerGrille(work.tx, { bilan: done.bilan, contenu, numero }, done.auteur);
    return {
      ...ecrites(grille, done),
      message: `Version ${numero} de la grille validée.`,
      details: { version: numero },
    };
  },
  page: (grille, screen, form) => {
    const again = encore(form, { ...grille, cles: clesEnseignant(grille.ref) }, moment(screen));
    return corrigerPage(grille, screen, { ...again, values: { ...again.values, motif: form.values.motif } });
  },
});

const publier = act({
  path: routes.grilleCertificativePublier,
  name: "grille-certificative.publier",
  right: droitsGrille.publier,
  load: (work) => tenir(work),
  form: (input) => parsed(input.text("montrer") === "oui"),
  write: async ({ tx, now }, grille, montrer) => {
    await publierGrille(tx, grille.grille?.id ?? "", montrer ? now : null);
    return {
      to: ici(grille),
      message: montrer
        ? `La grille est montrée à ${fullName(grille.apprenant)}.`
        : `La grille n’est plus montrée à ${fullName(grille.apprenant)}.`,
      object: grille.grille?.id,
      details: { montrer },
    };
  },
});

/** Certificative grids (S-65): the list, one grid, its validation, its corrections, its publication, its paper. */
export const grillesCertificatives: Route[] = [
  ...listeCertificative,
  page,
  enregistrer,
  proposer,
  confirmer,
  valider,
  correction,
  corriger,
  publier,
  grillePdf,
];
