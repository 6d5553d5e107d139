import { droitsComptes } from "#comptes/rights.ts";
import { closeSessionsOf } from "#comptes/sessions.ts";
import { readClasses, readEnseignant } from "#etablissement/enseignants/form.ts";
import { EnseignantPage, EnseignantsPage } from "#etablissement/enseignants/pages.tsx";
import {
  bornerRole,
  classesOffertes,
  type Enseignant,
  enseignantsDe,
  rattacherClasses,
} from "#etablissement/enseignants/store.ts";
import { corrigerPersonne, messageCorrection } from "#etablissement/roles/corriger.ts";
import { conflitPersonne, readPersonne, versionDePersonne } from "#etablissement/roles/form.ts";
import { donnerRole, inviter } from "#etablissement/roles/store.ts";
import { addDays } from "#kernel/civil-date.ts";
import { allowed, refuse } from "#kernel/decision.ts";
import { formOf } from "#kernel/form.ts";
import { parsed } from "#kernel/form-input.ts";
import { fullName } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { act, type Route, view, type Work } from "#web/act.ts";

const loadEnseignants = async ({ tx, today }: Work) => ({
  enseignants: await enseignantsDe(tx, today),
  offertes: await classesOffertes(tx, today),
});

async function loadEnseignant({
  tx,
  today,
  params,
}: Pick<Work, "tx" | "today"> & { params: { enseignant: string } }) {
  const [enseignant] = await enseignantsDe(tx, today, params.enseignant);
  return enseignant ? { enseignant, offertes: await classesOffertes(tx, today) } : null;
}

const formsOf = ({ classes, nom, prenom, courriel }: Enseignant) => ({
  classes: formOf({ classes: classes.map((classe) => classe.id) }),
  identite: formOf({ nom, prenom, courriel }),
});

export const enseignants: Route[] = [
  view({
    path: routes.enseignants,
    right: droitsComptes.administrer,
    load: loadEnseignants,
    page: (facts, screen) => <EnseignantsPage {...facts} screen={screen} form={formOf()} />,
  }),
  act({
    path: routes.enseignants,
    name: "enseignant.creer",
    right: droitsComptes.administrer,
    load: loadEnseignants,
    form: (input, { offertes }) => readEnseignant(input, offertes),
    write: async (work, { offertes }, { classes, ...personne }) => {
      const role = await donnerRole(work, "enseignant", personne);
      if (!role.ok) return { refusal: role };
      const { habilitation, identite, etat, active } = role.value;
      if (etat === "present")
        return {
          refusal: refuse(
            "enseignant-existe",
            "Un enseignant de l’établissement a déjà cette adresse.",
            "courriel",
          ),
        };
      await rattacherClasses(work.tx, work.actor.etablissement.id, habilitation, {
        offertes: offertes.map((one) => one.id),
        classes,
      });
      if (!active) await inviter(work, { identite, courriel: personne.courriel });
      return {
        to: routes.enseignants.href({}),
        message: active
          ? `${fullName(personne)} a déjà un compte et retrouve ici un espace d’enseignant à sa prochaine connexion.`
          : `Compte créé pour ${fullName(personne)} : le lien d’activation part à ${personne.courriel}.`,
        object: habilitation,
        details: { classes },
        mail: !active,
      };
    },
    page: (facts, screen, form) => <EnseignantsPage {...facts} screen={screen} form={form} />,
  }),
  view({
    path: routes.enseignant,
    right: droitsComptes.administrer,
    load: loadEnseignant,
    page: (facts, screen) => <EnseignantPage {...facts} screen={screen} forms={formsOf(facts.enseignant)} />,
  }),
  act({
    path: routes.enseignant,
    name: "enseignant.classes",
    right: droitsComptes.administrer,
    load: loadEnseignant,
    form: (input, { offertes }) => readClasses(input, offertes),
    write: async ({ tx, actor, params }, { offertes }, { classes }) => {
      await rattacherClasses(tx, actor.etablissement.id, params.enseignant, {
        offertes: offertes.map((one) => one.id),
        classes,
      });
      return {
        to: routes.enseignant.href(params),
        message: "Classes enregistrées.",
        object: params.enseignant,
        details: { classes },
      };
    },
    page: (facts, screen, form) => (
      <EnseignantPage {...facts} screen={screen} forms={{ ...formsOf(facts.enseignant), classes: form }} />
    ),
  }),
  act({
    path: routes.enseignantIdentite,
    name: "enseignant.corriger",
    right: droitsComptes.administrer,
    load: loadEnseignant,
    form: (input) => readPersonne(input),
    write: async (work, { enseignant }, { _version, ...personne }) => {
      if (_version !== versionDePersonne(enseignant)) return { stale: conflitPersonne(enseignant, personne) };
      const suite = await corrigerPersonne(work, enseignant, personne);
      if (!suite.ok) return { refusal: suite };
      return {
        to: routes.enseignant.href(work.params),
        message: messageCorrection(suite.value, personne),
        object: enseignant.id,
        details: { courriel: suite.value },
        mail: suite.value !== "inchangee",
      };
    },
    page: (facts, screen, form) => (
      <EnseignantPage {...facts} screen={screen} forms={{ ...formsOf(facts.enseignant), identite: form }} />
    ),
  }),
  act({
    path: routes.enseignantAcces,
    name: "enseignant.acces",
    right: droitsComptes.administrer,
    load: loadEnseignant,
    form: (input) => parsed({ fin: input.text("acces") !== "reprise" }),
    write: async ({ tx, actor, params, today }, { enseignant }, { fin }) => {
      // the day before: the door closes now, not tonight
      await bornerRole(tx, params.enseignant, fin ? addDays(today, -1) : null);
      if (fin) await closeSessionsOf(tx, actor.etablissement.id, params.enseignant);
      return {
        to: routes.enseignant.href(params),
        message: fin
          ? `Accès fermé pour ${fullName(enseignant)} : ses écrits sont conservés.`
          : `Accès rouvert pour ${fullName(enseignant)}.`,
        object: params.enseignant,
        details: { fin },
      };
    },
  }),
  act({
    path: routes.enseignantRelance,
    name: "enseignant.relancer",
    right: droitsComptes.administrer,
    load: loadEnseignant,
    form: () => parsed({}),
    decide: ({ enseignant }) =>
      enseignant.compte === "active"
        ? refuse("deja-active", "Ce compte est déjà activé : il n’a plus besoin de lien d’activation.")
        : allowed,
    write: async (work, { enseignant }) => {
      await inviter(work, enseignant);
      return {
        to: routes.enseignant.href(work.params),
        message: `Un nouveau lien d’activation part à ${enseignant.courriel}.`,
        object: enseignant.id,
        mail: true,
      };
    },
  }),
];
