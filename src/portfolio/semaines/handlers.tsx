import { refuse } from "#kernel/decision.ts";
import type { FormInput, Parsed } from "#kernel/form-input.ts";
import { versionLue } from "#portfolio/form.ts";
import { droitsPortfolio } from "#portfolio/rights.ts";
import { formDe } from "#portfolio/rules.ts";
import { save } from "#portfolio/save.ts";
import { libellesSemaine, readSemaine, readVue, type SaisieSemaine } from "#portfolio/semaines/form.ts";
import { type FaitsSemaine, loadSemaine } from "#portfolio/semaines/load.ts";
import { SemainePage } from "#portfolio/semaines/pages.tsx";
import { droitsSemaine } from "#portfolio/semaines/rights.ts";
import {
  champTachesDuJour,
  peutViser,
  semaineCourante,
  tachesDeLaVeille,
  titreDuJour,
} from "#portfolio/semaines/rules.ts";
import { deleteVue, writeSemaine, writeVue } from "#portfolio/semaines/store.ts";
import { routes } from "#routes.ts";
import { act, type Route, view, type Work, type Written } from "#web/act.ts";

/** « Activités hebdomadaires » opens on the current week (S-49). */
const courante = view({
  path: routes.semaines,
  right: droitsPortfolio.lire,
  load: (work) => loadSemaine(work, (faits) => semaineCourante(faits.periode, work.today)),
  page: (faits, screen) => <SemainePage faits={faits} screen={screen} form={formDe(faits.ecrit)} />,
});

const lire = view({
  path: routes.semaine,
  right: droitsPortfolio.lire,
  load: (work) => loadSemaine(work, () => work.params.lundi),
  page: (faits, screen) => <SemainePage faits={faits} screen={screen} form={formDe(faits.ecrit)} />,
});

type Envoye = { contenu: SaisieSemaine; version: number };

const jourInconnu = refuse("jour-hors-periode", "Ce jour n’est pas dans ta période.");

const offertes = ({ taches }: FaitsSemaine) => [...taches.prevues, ...taches.autres].map(({ code }) => code);

function lireFormulaire(input: FormInput, faits: FaitsSemaine): Parsed<Envoye> {
  const read = readSemaine(input, offertes(faits), faits.jours);
  return read.ok ? { ok: true, value: { contenu: read.value, version: versionLue(input) } } : read;
}

async function enregistrer(
  work: Work,
  { dossier, semaine, ecrit }: FaitsSemaine,
  envoye: Envoye,
  message: string,
): Promise<Written> {
  const { lundi } = semaine;
  const cle = { etablissement: work.actor.etablissement.id, dossier, lundi };
  const saved = await save(work, {
    dossier,
    objet: "semaine",
    cle: lundi,
    stocke: ecrit,
    envoye,
    libelles: libellesSemaine(lundi),
    ecrire: (version) => writeSemaine(work.tx, cle, envoye.contenu, { version, modifie_le: work.now }),
  });
  if ("stale" in saved) return saved;
  return {
    to: routes.semaine.href({ dossier, lundi }),
    message,
    object: dossier,
    details: { lundi },
    version: saved.version,
  };
}

/** The learner writes a week: new or again, from the version his page showed. */
const ecrire = act({
  path: routes.semaine,
  name: "portfolio.semaine.ecrire",
  right: droitsPortfolio.ecrire,
  load: (work) => loadSemaine(work, () => work.params.lundi, true),
  form: lireFormulaire,
  write: (work, faits, envoye) =>
    enregistrer(work, faits, envoye, `Semaine ${faits.semaine.numero} enregistrée.`),
  page: (faits, screen, form) => <SemainePage faits={faits} screen={screen} form={form} />,
});

/** « Reprendre les tâches de la semaine dernière »: the week is saved as typed, with those tasks ticked too. */
const reprendre = act({
  path: routes.semaineReprendre,
  name: "portfolio.semaine.reprendre",
  right: droitsPortfolio.ecrire,
  load: (work) => loadSemaine(work, () => work.params.lundi, true),
  form: lireFormulaire,
  write: (work, faits, { contenu, version }) => {
    const cochees = [...contenu.taches, ...(faits.autour.reprise?.taches ?? [])];
    const taches = offertes(faits).filter((code) => cochees.includes(code));
    const message = "Tâches reprises et semaine enregistrée : décoche celles que tu n’as pas faites.";
    return enregistrer(work, faits, { contenu: { ...contenu, taches }, version }, message);
  },
  page: (faits, screen, form) => <SemainePage faits={faits} screen={screen} form={form} />,
});

/** « Copier les tâches de la veille »: the week is saved as typed, with those tasks ticked on that day too. */
const copier = act({
  path: routes.semaineVeille,
  name: "portfolio.semaine.veille",
  right: droitsPortfolio.ecrire,
  load: (work) => loadSemaine(work, () => work.params.lundi, true),
  form: lireFormulaire,
  write: (work, faits, { contenu, version }) => {
    const jour = faits.jours.find((un) => un === work.query.get("jour"));
    if (!jour) return Promise.resolve({ refusal: jourInconnu });
    const champ = champTachesDuJour(jour);
    const veille = tachesDeLaVeille(contenu, jour);
    const cochees = [...veille, ...(contenu[champ] ?? [])];
    const taches = offertes(faits).filter((code) => cochees.includes(code));
    const message =
      veille.length > 0
        ? `Tâches copiées dans ${titreDuJour(jour).toLocaleLowerCase("fr")} et semaine enregistrée.`
        : "Semaine enregistrée. Aucune tâche n’est cochée les jours d’avant : coche celles d’aujourd’hui.";
    return enregistrer(work, faits, { contenu: { ...contenu, [champ]: taches }, version }, message);
  },
  page: (faits, screen, form) => <SemainePage faits={faits} screen={screen} form={form} />,
});

/** « J’ai vu cette semaine » and one line for the learner (B-09), or the press that takes it back. */
const viser = act({
  path: routes.semaineVue,
  name: "portfolio.semaine.viser",
  right: droitsSemaine.viser,
  load: (work) => loadSemaine(work, () => work.params.lundi),
  form: readVue,
  decide: ({ sommaire, semaine }, { retirer }) =>
    peutViser(retirer || sommaire.semaines.includes(semaine.lundi)),
  write: async ({ tx, actor, now }, { dossier, semaine, apprenant }, saisie) => {
    const { lundi } = semaine;
    const cle = { etablissement: actor.etablissement.id, dossier, lundi, habilitation: actor.habilitation };
    if (saisie.retirer) await deleteVue(tx, cle);
    else await writeVue(tx, cle, { mot: saisie.mot, le: now });
    return {
      to: routes.semaine.href({ dossier, lundi }),
      message: saisie.retirer
        ? `La semaine ${semaine.numero} n’est plus marquée comme vue.`
        : `Semaine ${semaine.numero} vue : ${apprenant.prenom} le voit.`,
      object: dossier,
      details: { lundi, vue: !saisie.retirer },
    };
  },
  page: (faits, screen, form) => <SemainePage faits={faits} screen={screen} form={form} />,
});

export const semaines: Route[] = [courante, lire, ecrire, reprendre, copier, viser];
