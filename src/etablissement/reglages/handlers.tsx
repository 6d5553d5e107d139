import { droitsComptes } from "#comptes/rights.ts";
import { readLogo } from "#etablissement/logo/image.ts";
import { garderLogo, lireLogo, retirerLogo } from "#etablissement/logo/store.ts";
import {
  champsIdentite,
  champsReglages,
  readIdentite,
  readReglagesForm,
  reglagesAffiches,
} from "#etablissement/reglages/form.ts";
import { EtablissementPage, type Formulaires } from "#etablissement/reglages/pages.tsx";
import {
  corrigerIdentite,
  corrigerReglages,
  type EcoleReglee,
  ecoleDe,
} from "#etablissement/reglages/store.ts";
import { droitsEtablissement } from "#etablissement/rights.ts";
import { readVersion } from "#kernel/fields.ts";
import { type Conflict, formOf } from "#kernel/form.ts";
import { misread, type Parsed, parsed } from "#kernel/form-input.ts";
import { routes } from "#routes.ts";
import { act, type Route, view, type Work } from "#web/act.ts";

const load = ({ tx }: Work) => ecoleDe(tx);

const identiteDe = ({ reglages: _, version: __, logoLe: ___, ...identite }: EcoleReglee) => identite;

const formulaires = (ecole: EcoleReglee): Formulaires => ({
  identite: formOf(identiteDe(ecole)),
  reglages: formOf(reglagesAffiches(ecole.reglages)),
  logo: formOf(),
});

/** Adds to what a form gives the version its page was made from. */
const versioned = <I,>(read: Parsed<I>, version: string): Parsed<{ valeur: I; version: number }> =>
  read.ok ? parsed({ valeur: read.value, version: readVersion(version) }) : read;

/** Another administrator saved first: what is stored now, beside what was typed. */
async function conflit(
  tx: Work["tx"],
  labels: Record<string, string>,
  given: Record<string, string>,
  shown: (ecole: EcoleReglee) => Record<string, string>,
): Promise<Conflict> {
  const ecole = await ecoleDe(tx);
  const stored = shown(ecole);
  return {
    version: ecole.version,
    by: "Un autre administrateur a enregistré l’établissement pendant votre saisie.",
    fields: Object.entries(labels)
      .map(([name, label]) => ({ name, label, yours: given[name] ?? "", theirs: stored[name] ?? "" }))
      .filter(({ yours, theirs }) => yours !== theirs),
  };
}

const to = routes.adminEtablissement.href({});

export const reglages: Route[] = [
  view({
    path: routes.adminEtablissement,
    right: droitsComptes.administrer,
    load,
    page: (ecole, screen) => <EtablissementPage ecole={ecole} screen={screen} forms={formulaires(ecole)} />,
  }),
  act({
    path: routes.adminEtablissement,
    name: "etablissement.modifier",
    right: droitsComptes.administrer,
    load,
    form: (input) => versioned(readIdentite(input), input.text("_version")),
    write: async ({ tx, actor }, _, { valeur, version }) => {
      const written = await corrigerIdentite(tx, valeur, version);
      if (!written.ok) return { refusal: written };
      if (!written.value) return { stale: await conflit(tx, champsIdentite, valeur, identiteDe) };
      return { to, message: "Établissement enregistré.", object: actor.etablissement.id };
    },
    page: (ecole, screen, form) => (
      <EtablissementPage ecole={ecole} screen={screen} forms={{ ...formulaires(ecole), identite: form }} />
    ),
  }),
  act({
    path: routes.adminReglages,
    name: "etablissement.regler",
    right: droitsComptes.administrer,
    load,
    form: (input) => versioned(readReglagesForm(input), input.text("_version")),
    write: async ({ tx, actor }, _, { valeur, version }) => {
      if (!(await corrigerReglages(tx, valeur, version)))
        return {
          stale: await conflit(tx, champsReglages, reglagesAffiches(valeur), (ecole) =>
            reglagesAffiches(ecole.reglages),
          ),
        };
      return {
        to: `${to}#reglages`,
        message: "Réglages enregistrés.",
        object: actor.etablissement.id,
        details: valeur,
      };
    },
    page: (ecole, screen, form) => (
      <EtablissementPage ecole={ecole} screen={screen} forms={{ ...formulaires(ecole), reglages: form }} />
    ),
  }),
  act({
    path: routes.adminLogo,
    name: "etablissement.logo",
    right: droitsComptes.administrer,
    load,
    form: async (input) => {
      if (input.text("logo-geste") === "retirer") return parsed(null);
      const file = input.file("logo");
      if (!file) return misread({ logo: "Choisissez l’image du logo." });
      const image = readLogo(new Uint8Array(await file.arrayBuffer()));
      return image.ok ? parsed(image.value) : misread({ logo: image.message });
    },
    write: async ({ tx, actor, now }, _, image) => {
      if (image) await garderLogo(tx, actor.etablissement.id, image, now);
      else await retirerLogo(tx);
      return {
        to,
        message: image ? "Logo enregistré." : "Logo retiré.",
        object: actor.etablissement.id,
        details: image
          ? { type: image.type, largeur: image.largeur, hauteur: image.hauteur }
          : { retire: true },
      };
    },
    page: (ecole, screen, form) => (
      <EtablissementPage ecole={ecole} screen={screen} forms={{ ...formulaires(ecole), logo: form }} />
    ),
  }),
  view({
    path: routes.logo,
    right: droitsEtablissement.logo,
    load: ({ tx }) => lireLogo(tx),
    // its address changes with it; « Vary: Cookie »: one browser may serve people of two schools
    page: ({ type, contenu }) =>
      new Response(new Uint8Array(contenu), {
        headers: {
          "Content-Type": type,
          "Cache-Control": "private, max-age=86400",
          Vary: "Cookie",
          "Content-Disposition": "inline",
        },
      }),
  }),
];
