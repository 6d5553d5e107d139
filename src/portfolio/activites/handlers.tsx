import type { FormInput, Parsed } from "#kernel/form-input.ts";
import { newId } from "#kernel/id.ts";
import { libellesActivite, readActivite, type SaisieActivite } from "#portfolio/activites/form.ts";
import { type FaitsActivite, loadActivite, loadActivites, loadNouvelle } from "#portfolio/activites/load.ts";
import { ActivitePage, ActivitesPage, RetireePage } from "#portfolio/activites/pages.tsx";
import { insertActivite, setRetiree, updateActivite } from "#portfolio/activites/store.ts";
import { versionLue } from "#portfolio/form.ts";
import { droitsPortfolio } from "#portfolio/rights.ts";
import { formDe } from "#portfolio/rules.ts";
import { save } from "#portfolio/save.ts";
import { marquerEdite } from "#portfolio/store.ts";
import { routes } from "#routes.ts";
import { act, type Route, view } from "#web/act.ts";

type Envoye = { contenu: SaisieActivite; version: number };

function lireFormulaire(input: FormInput, { taches }: FaitsActivite): Parsed<Envoye> {
  const read = readActivite(
    input,
    [...taches.prevues, ...taches.autres].map((tache) => tache.code),
  );
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
];
