import { droitsComptes } from "#comptes/rights.ts";
import { DepartPage, FichePage } from "#etablissement/apprenants/fiche/pages.tsx";
import { readDepart, readIdentite, readPassage } from "#etablissement/apprenants/form.ts";
import { retirees } from "#etablissement/apprenants/rules.ts";
import {
  classesOuvertes,
  corrigerApprenant,
  type FicheApprenant,
  ficheApprenant,
  porteurIne,
} from "#etablissement/apprenants/store.ts";
import { enregistrerDeparts, fermerInscriptions, ouvrirInscriptions } from "#etablissement/import/writes.ts";
import { versionDe } from "#etablissement/rules.ts";
import { addDays } from "#kernel/civil-date.ts";
import { allowed, refuse } from "#kernel/decision.ts";
import { readVersion } from "#kernel/fields.ts";
import { type FormState, formOf } from "#kernel/form.ts";
import { fullName, listName, longDate } from "#kernel/french.ts";
import { newId } from "#kernel/id.ts";
import { routes } from "#routes.ts";
import { act, type Route, view, type Work } from "#web/act.ts";

type Given = Pick<Work, "tx" | "today"> & { params: { apprenant: string } };

async function load({ tx, today, params }: Given, hold: boolean) {
  const apprenant = await ficheApprenant(tx, params.apprenant, hold);
  return apprenant && { apprenant, classes: await classesOuvertes(tx, today), today };
}
const loadToRead = (work: Given) => load(work, false);
const loadToWrite = (work: Given) => load(work, true);
type Facts = NonNullable<Awaited<ReturnType<typeof load>>>;

const versionDeFiche = ({ nom, prenom, naissance, ine, courriel }: FicheApprenant) =>
  versionDe([nom, prenom, naissance, ine, courriel]);

const identiteForm = ({ nom, prenom, naissance, ine, courriel }: FicheApprenant): FormState =>
  formOf({ nom, prenom, naissance: naissance ?? "", ine: ine ?? "", courriel: courriel ?? "" });

const classeForm = ({ apprenant, today }: Facts): FormState =>
  formOf({ statut: apprenant.inscriptions[0]?.statut ?? "scolaire", du: today });

const labels = {
  nom: "Nom",
  prenom: "Prénom",
  naissance: "Date de naissance",
  ine: "INE",
  courriel: "Courriel",
} as const;

const formsOf = (facts: Facts) => ({ identite: identiteForm(facts.apprenant), classe: classeForm(facts) });

export const ficheApprenants: Route[] = [
  view({
    path: routes.adminApprenant,
    right: droitsComptes.administrer,
    load: loadToRead,
    page: (facts, screen) => (
      <FichePage
        {...facts}
        version={versionDeFiche(facts.apprenant)}
        screen={screen}
        forms={formsOf(facts)}
      />
    ),
  }),
  act({
    path: routes.adminApprenant,
    name: "apprenant.corriger",
    right: droitsComptes.administrer,
    load: loadToWrite,
    form: (input, { today }) => readIdentite(input, today),
    write: async ({ tx, params }, { apprenant }, { _version, ...identite }) => {
      if (readVersion(_version) !== versionDeFiche(apprenant))
        return {
          stale: {
            version: versionDeFiche(apprenant),
            by: "Cette fiche a été corrigée pendant votre saisie, par un autre administrateur ou par une liste importée.",
            fields: (Object.keys(labels) as (keyof typeof labels)[])
              .map((name) => ({
                name,
                label: labels[name],
                yours: identite[name] ?? "",
                theirs: apprenant[name] ?? "",
              }))
              .filter(({ yours, theirs }) => yours !== theirs),
          },
        };
      const porteur = identite.ine === null ? null : await porteurIne(tx, identite.ine, apprenant.id);
      if (porteur) return { refusal: refuse("ine-pris", `${listName(porteur)} porte déjà cet INE.`, "ine") };
      await corrigerApprenant(tx, apprenant.id, identite);
      return {
        to: routes.adminApprenant.href(params),
        message: "Identité enregistrée. L’identifiant de connexion ne change pas.",
        object: apprenant.id,
      };
    },
    page: (facts, screen, form) => (
      <FichePage
        {...facts}
        version={versionDeFiche(facts.apprenant)}
        screen={screen}
        forms={{ ...formsOf(facts), identite: form }}
      />
    ),
  }),
  act({
    path: routes.adminApprenantClasse,
    name: "apprenant.classe",
    right: droitsComptes.administrer,
    load: loadToWrite,
    form: (input, { classes }) => readPassage(input, classes),
    decide: ({ apprenant, today }, { classe, statut, du }) => {
      const [derniere] = apprenant.inscriptions;
      if (derniere && derniere.au === null && derniere.classe === classe && derniere.statut === statut)
        return refuse("meme-classe", "Il est déjà dans cette classe, avec ce statut.", "classe");
      const passees = retirees(apprenant.inscriptions, du).filter((one) => one.du <= today);
      return passees.length > 1
        ? refuse(
            "histoire",
            `Depuis ce jour, il a déjà changé de classe (${passees.map((one) => `${one.nom} le ${longDate(one.du)}`).join(", ")}) : choisissez un jour qui suit.`,
            "du",
          )
        : allowed;
    },
    write: async ({ tx, actor, params }, { apprenant, classes }, { classe, statut, du }) => {
      await fermerInscriptions(tx, [apprenant.id], addDays(du, -1));
      await ouvrirInscriptions(tx, actor.etablissement.id, du, [
        { id: newId(), apprenant: apprenant.id, classe, statut },
      ]);
      const nom = classes.find((one) => one.id === classe)?.nom ?? "";
      return {
        to: routes.adminApprenant.href(params),
        message: `${fullName(apprenant)} est en ${nom} à partir du ${longDate(du)}. Ses écrits le suivent.`,
        object: apprenant.id,
        details: { classe, statut, du },
      };
    },
    page: (facts, screen, form) => (
      <FichePage
        {...facts}
        version={versionDeFiche(facts.apprenant)}
        screen={screen}
        forms={{ ...formsOf(facts), classe: form }}
      />
    ),
  }),
  view({
    path: routes.adminApprenantDepart,
    right: droitsComptes.administrer,
    load: loadToRead,
    page: ({ apprenant, today }, screen) => (
      <DepartPage apprenant={apprenant} screen={screen} form={formOf({ au: today })} />
    ),
  }),
  act({
    path: routes.adminApprenantDepart,
    name: "apprenant.depart",
    right: droitsComptes.administrer,
    load: loadToWrite,
    form: (input) => readDepart(input),
    decide: ({ apprenant, today }, { au }) => {
      const ouvertes = apprenant.inscriptions.filter((one) => one.au === null || one.au >= today);
      if (ouvertes.length === 0)
        return refuse(
          "deja-parti",
          "Cet apprenant n’est plus inscrit dans l’établissement : rien n’a changé.",
        );
      const entree = apprenant.inscriptions.find((one) => one.du <= today);
      return entree && au < entree.du
        ? refuse(
            "avant-arrivee",
            `Il est entré en ${entree.nom} le ${longDate(entree.du)} : son départ ne peut pas précéder ce jour.`,
            "au",
          )
        : allowed;
    },
    write: async ({ tx, params, today }, { apprenant }, { au }) => {
      await enregistrerDeparts(tx, [apprenant.id], { dernierJour: au, today });
      return {
        to: routes.adminApprenant.href(params),
        message: `Départ de ${fullName(apprenant)} enregistré : dernier jour le ${longDate(au)}.`,
        object: apprenant.id,
        details: { au },
      };
    },
    page: ({ apprenant }, screen, form) => <DepartPage apprenant={apprenant} screen={screen} form={form} />,
  }),
];
