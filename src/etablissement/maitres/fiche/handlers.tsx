import { droitsComptes } from "#comptes/rights.ts";
import { ContratPage, MaitrePage } from "#etablissement/maitres/fiche/pages.tsx";
import { readContrat, readCorrection } from "#etablissement/maitres/form.ts";
import {
  ajouterContrat,
  apprentisDe,
  type Contrat,
  contratChevauche,
  corrigerContrat,
  maitresDe,
} from "#etablissement/maitres/store.ts";
import { corrigerPersonne, messageCorrection } from "#etablissement/roles/corriger.ts";
import { conflitPersonne, readPersonne, versionDePersonne } from "#etablissement/roles/form.ts";
import { versionDe } from "#etablissement/rules.ts";
import { refuse } from "#kernel/decision.ts";
import { type Conflict, type FormState, formOf } from "#kernel/form.ts";
import { fullName, longDate } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { act, type Route, view, type Work } from "#web/act.ts";

type Given = Pick<Work, "tx" | "today"> & { params: { maitre: string } };

async function load({ tx, params }: Given) {
  const [maitre] = await maitresDe(tx, params.maitre);
  return maitre ? { maitre, apprentis: await apprentisDe(tx) } : null;
}

async function loadContrat(work: Given & { params: { contrat: string } }) {
  const facts = await load(work);
  const contrat = facts?.maitre.contrats.find((one) => one.id === work.params.contrat);
  return facts && contrat ? { maitre: facts.maitre, contrat } : null;
}

type Facts = NonNullable<Awaited<ReturnType<typeof load>>>;

const formsOf = ({ maitre }: Facts): { identite: FormState; contrat: FormState } => ({
  identite: formOf({ nom: maitre.nom, prenom: maitre.prenom, courriel: maitre.courriel }),
  contrat: formOf({ entreprise: maitre.contrats[0]?.entreprise ?? "" }),
});

const CHEVAUCHE = refuse(
  "contrat-existe",
  "Ce maître d’apprentissage suit déjà cet apprenti à ces dates.",
  "au",
);

const versionDeContrat = ({ entreprise, du, au }: Contrat) => versionDe([entreprise, du, au]);

const conflitContrat = (
  stored: Contrat,
  typed: { entreprise: string; du: string; au: string },
): Conflict => ({
  version: versionDeContrat(stored),
  by: "Un autre administrateur a corrigé ce contrat pendant votre saisie.",
  fields: (
    [
      ["entreprise", "Entreprise"],
      ["du", "Premier jour"],
      ["au", "Dernier jour"],
    ] as const
  )
    .map(([name, label]) => ({ name, label, yours: typed[name], theirs: stored[name] }))
    .filter(({ yours, theirs }) => yours !== theirs),
});

export const ficheMaitres: Route[] = [
  view({
    path: routes.maitre,
    right: droitsComptes.administrer,
    load,
    page: (facts, screen) => (
      <MaitrePage
        {...facts}
        version={versionDePersonne(facts.maitre)}
        screen={screen}
        forms={formsOf(facts)}
      />
    ),
  }),
  act({
    path: routes.maitre,
    name: "maitre.corriger",
    right: droitsComptes.administrer,
    load,
    form: (input) => readPersonne(input),
    write: async (work, { maitre }, { _version, ...personne }) => {
      if (_version !== versionDePersonne(maitre)) return { stale: conflitPersonne(maitre, personne) };
      const suite = await corrigerPersonne(work, maitre, personne);
      if (!suite.ok) return { refusal: suite };
      return {
        to: routes.maitre.href(work.params),
        message: messageCorrection(suite.value, personne),
        object: maitre.id,
        details: { courriel: suite.value },
        mail: suite.value !== "inchangee",
      };
    },
    page: (facts, screen, form) => (
      <MaitrePage
        {...facts}
        version={versionDePersonne(facts.maitre)}
        screen={screen}
        forms={{ ...formsOf(facts), identite: form }}
      />
    ),
  }),
  act({
    path: routes.maitreContrats,
    name: "maitre.contrat",
    right: droitsComptes.administrer,
    load,
    form: (input, { apprentis }) => readContrat(input, apprentis),
    write: async ({ tx, actor, params }, { maitre }, contrat) => {
      if (await contratChevauche(tx, maitre.id, contrat))
        return { refusal: { ...CHEVAUCHE, field: "apprenti" } };
      await ajouterContrat(tx, actor.etablissement.id, maitre.id, contrat);
      return {
        to: routes.maitre.href(params),
        message: `Contrat ajouté pour ${fullName(maitre)}.`,
        object: maitre.id,
        details: { apprenant: contrat.apprenti, du: contrat.du, au: contrat.au },
      };
    },
    page: (facts, screen, form) => (
      <MaitrePage
        {...facts}
        version={versionDePersonne(facts.maitre)}
        screen={screen}
        forms={{ ...formsOf(facts), contrat: form }}
      />
    ),
  }),
  view({
    path: routes.maitreContrat,
    right: droitsComptes.administrer,
    load: loadContrat,
    page: ({ maitre, contrat }, screen) => (
      <ContratPage
        maitre={maitre}
        contrat={contrat}
        version={versionDeContrat(contrat)}
        screen={screen}
        form={formOf({ entreprise: contrat.entreprise, du: contrat.du, au: contrat.au })}
      />
    ),
  }),
  act({
    path: routes.maitreContrat,
    name: "maitre.contrat.corriger",
    right: droitsComptes.administrer,
    load: loadContrat,
    form: (input) => readCorrection(input),
    write: async ({ tx, params, today }, { maitre, contrat }, corrige) => {
      if (corrige._version !== versionDeContrat(contrat)) return { stale: conflitContrat(contrat, corrige) };
      const dates = { du: corrige.du, au: corrige.au };
      if (await contratChevauche(tx, maitre.id, { apprenti: contrat.apprenant, ...dates, sauf: contrat.id }))
        return { refusal: CHEVAUCHE };
      await corrigerContrat(tx, contrat.id, corrige);
      const fini = corrige.au < today;
      return {
        to: routes.maitre.href({ maitre: params.maitre }),
        message: fini
          ? `Contrat terminé le ${longDate(corrige.au)} : ${fullName(maitre)} ne lit plus le dossier de ${fullName(contrat)}.`
          : "Contrat enregistré.",
        object: maitre.id,
        details: { contrat: contrat.id, apprenant: contrat.apprenant, ...dates },
      };
    },
    page: ({ maitre, contrat }, screen, form) => (
      <ContratPage
        maitre={maitre}
        contrat={contrat}
        version={versionDeContrat(contrat)}
        screen={screen}
        form={form}
      />
    ),
  }),
];
