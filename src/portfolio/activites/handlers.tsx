import type { FormInput, Parsed } from "#kernel/form-input.ts";
import { newId } from "#kernel/id.ts";
import { TITRE_MAX } from "#portfolio/activites/champs.ts";
import {
  libellesActivite,
  readActivite,
  readExport,
  readOrdre,
  type SaisieActivite,
} from "#portfolio/activites/form.ts";
import { ActivitesPage, RetireePage } from "#portfolio/activites/liste.tsx";
import { type FaitsActivite, loadActivite, loadActivites, loadNouvelle } from "#portfolio/activites/load.ts";
import { ActivitePage } from "#portfolio/activites/pages.tsx";
import { copieDe, deplacer } from "#portfolio/activites/rules.ts";
import {
  insertActivite,
  loadVignettes,
  ordonner,
  setExporter,
  setRetiree,
  updateActivite,
} from "#portfolio/activites/store.ts";
import { versionLue } from "#portfolio/form.ts";
import { droitsPortfolio } from "#portfolio/rights.ts";
import { formDe } from "#portfolio/rules.ts";
import { save } from "#portfolio/save.ts";
import { marquerEdite } from "#portfolio/store.ts";
import { routes } from "#routes.ts";
import { act, type Route, view, type Work } from "#web/act.ts";

type Envoye = { contenu: SaisieActivite; version: number };

function lireFormulaire(input: FormInput, { taches, competences }: FaitsActivite): Parsed<Envoye> {
  const read = readActivite(input, {
    taches: [...taches.prevues, ...taches.autres].map(({ code }) => code),
    competences: competences.liste.map(({ code }) => code),
  });
  return read.ok ? { ok: true, value: { contenu: read.value, version: versionLue(input) } } : read;
}

/** The tiles (S-52). */
const liste = view({
  path: routes.activites,
  right: droitsPortfolio.lire,
  load: loadActivites,
  page: (faits, screen) => <ActivitesPage faits={faits} screen={screen} />,
});

const nouvelle = view({
  path: routes.activiteNouvelle,
  right: droitsPortfolio.ecrire,
  load: (work) => loadNouvelle(work),
  page: (faits, screen) => <ActivitePage faits={faits} screen={screen} form={formDe(faits.ecrit)} />,
});

const ajouter = act({
  path: routes.activiteNouvelle,
  name: "portfolio.activite.ajouter",
  right: droitsPortfolio.ecrire,
  load: (work) => loadNouvelle(work, true),
  form: lireFormulaire,
  write: async ({ tx, actor, now }, { dossier }, { contenu }) => {
    const id = newId();
    await insertActivite(tx, { etablissement: actor.etablissement.id, dossier, id }, contenu, now);
    await marquerEdite(tx, dossier, now);
    return {
      to: routes.activite.href({ dossier, activite: id }),
      message: "Activité ajoutée.",
      object: id,
      version: 1,
    };
  },
  page: (faits, screen, form) => <ActivitePage faits={faits} screen={screen} form={form} />,
});

const lire = view({
  path: routes.activite,
  right: droitsPortfolio.lire,
  load: (work) => loadActivite(work),
  page: (faits, screen) => <ActivitePage faits={faits} screen={screen} form={formDe(faits.ecrit)} />,
});

const ecrire = act({
  path: routes.activite,
  name: "portfolio.activite.ecrire",
  right: droitsPortfolio.ecrire,
  load: (work) => loadActivite(work, { hold: true }),
  form: lireFormulaire,
  write: async (work, { dossier, ecrit }, envoye) => {
    const activite = work.params.activite;
    const saved = await save(work, {
      dossier,
      objet: "activite",
      cle: activite,
      stocke: ecrit,
      envoye,
      libelles: libellesActivite,
      ecrire: (version) =>
        updateActivite(work.tx, activite, envoye.contenu, { version, modifie_le: work.now }),
    });
    if ("stale" in saved) return saved;
    return {
      to: routes.activite.href({ dossier, activite }),
      message: "Activité enregistrée.",
      object: activite,
      version: saved.version,
    };
  },
  page: (faits, screen, form) => <ActivitePage faits={faits} screen={screen} form={form} />,
});

const supprimer = act({
  path: routes.activiteSupprimer,
  name: "portfolio.activite.retirer",
  right: droitsPortfolio.ecrire,
  load: (work) => loadActivite(work, { hold: true }),
  form: () => ({ ok: true, value: undefined }),
  write: async ({ tx, now, params }) => {
    await setRetiree(tx, params.activite, now);
    return { to: routes.activiteRetablir.href(params), object: params.activite };
  },
});

/** « Activité retirée. » and the way back. */
const retiree = view({
  path: routes.activiteRetablir,
  right: droitsPortfolio.ecrire,
  load: (work) => loadActivite(work, { retiree: true }),
  page: (faits, screen) => <RetireePage faits={faits} screen={screen} activite={screen.params.activite} />,
});

const retablir = act({
  path: routes.activiteRetablir,
  name: "portfolio.activite.retablir",
  right: droitsPortfolio.ecrire,
  load: (work) => loadActivite(work, { retiree: true, hold: true }),
  form: () => ({ ok: true, value: undefined }),
  write: async ({ tx, params }) => {
    await setRetiree(tx, params.activite, null);
    return { to: routes.activite.href(params), message: "Activité rétablie.", object: params.activite };
  },
});

/** « Choisir pour l’export », « Retirer de l’export » (S-53). */
const exporter = act({
  path: routes.activiteExport,
  name: "portfolio.activite.export",
  right: droitsPortfolio.ecrire,
  load: (work) => loadActivite(work, { hold: true }),
  form: readExport,
  write: async ({ tx, params }, { ecrit }, choix) => {
    await setExporter(tx, params.activite, choix.exporter);
    const titre = ecrit.contenu.titre as string;
    return {
      to: choix.page ? routes.activite.href(params) : routes.activites.href(params),
      message: choix.exporter
        ? `« ${titre} » sera dans ton portfolio à télécharger.`
        : `« ${titre} » ne sera pas dans ton portfolio à télécharger.`,
      object: params.activite,
      details: { exporter: choix.exporter },
    };
  },
});

/** Those in the portfolio, in their order. */
const enPlace = async ({ tx }: Pick<Work, "tx">, dossier: string) =>
  (await loadVignettes(tx, dossier)).filter(({ retiree }) => !retiree).map(({ id }) => id);

/** « Monter », « Descendre »: the order of the tiles is that of the export. */
const ordre = act({
  path: routes.activiteOrdre,
  name: "portfolio.activite.ordre",
  right: droitsPortfolio.ecrire,
  load: (work) => loadActivite(work, { hold: true }),
  form: readOrdre,
  write: async (work, { dossier }, pas) => {
    const id = work.params.activite;
    await ordonner(work.tx, dossier, deplacer(await enPlace(work, dossier), id, pas));
    return {
      to: routes.activites.href({ dossier }),
      message: pas < 0 ? "Activité montée d’une place." : "Activité descendue d’une place.",
      object: id,
    };
  },
});

/** « Dupliquer »: the same words in a new activity, right after. */
const dupliquer = act({
  path: routes.activiteDupliquer,
  name: "portfolio.activite.dupliquer",
  right: droitsPortfolio.ecrire,
  load: (work) => loadActivite(work, { hold: true }),
  form: () => ({ ok: true, value: undefined }),
  write: async (work, { dossier, ecrit }) => {
    const { tx, actor, now, params } = work;
    const id = newId();
    const avant = await enPlace(work, dossier);
    const copie = copieDe(ecrit.contenu, TITRE_MAX) as SaisieActivite;
    const cle = { etablissement: actor.etablissement.id, dossier, id };
    await insertActivite(tx, cle, copie, now, { rang: ecrit.rang ?? 0, exporter: ecrit.exporter ?? true });
    await ordonner(
      tx,
      dossier,
      avant.flatMap((one) => (one === params.activite ? [one, id] : [one])),
    );
    return {
      to: routes.activite.href({ dossier, activite: id }),
      message: "Activité copiée : change ce qui est différent.",
      object: id,
      details: { de: params.activite },
    };
  },
});

export const activites: Route[] = [
  liste,
  // before « :activite », which would take the word for an id
  nouvelle,
  ajouter,
  lire,
  ecrire,
  supprimer,
  retiree,
  retablir,
  exporter,
  ordre,
  dupliquer,
];
