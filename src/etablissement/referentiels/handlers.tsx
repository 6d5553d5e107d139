import { ContenuPage } from "#etablissement/referentiels/contenu.tsx";
import { echelles } from "#etablissement/referentiels/echelles/handlers.tsx";
import { readReferentiel } from "#etablissement/referentiels/form.ts";
import {
  type EtatReferentiel,
  loadReferentiel,
  loadReferentielsDeLEcole,
} from "#etablissement/referentiels/load.ts";
import { ReferentielsPage } from "#etablissement/referentiels/pages.tsx";
import { droitsReferentiels } from "#etablissement/referentiels/rights.ts";
import { changeEntreTemps } from "#etablissement/referentiels/rules.ts";
import { fichierDe, garderFichier, utiliser } from "#etablissement/referentiels/store.ts";
import { contentDisposition, fileName } from "#files/download.ts";
import { readVersion } from "#kernel/fields.ts";
import { formOf } from "#kernel/form.ts";
import { misread, parsed } from "#kernel/form-input.ts";
import { routes } from "#routes.ts";
import { act, type Route, view, type Work } from "#web/act.ts";

type OfCode = Pick<Work, "tx" | "deps" | "actor" | "query"> & { params: { code: string } };

/** The diploma, and the version looked at: the one in use, or the one of the address (?version=). */
async function load(work: OfCode) {
  const etat = await loadReferentiel(work, work.params.code);
  if (!etat) return null;
  const asked = work.query.get("version");
  const known = [...etat.versions.map((one) => one.referentiel), ...(etat.livre ? [etat.livre] : [])];
  // a diploma sent and never put to use has nothing else to show than its last file
  const vu = asked ? known.find((one) => one.version === asked) : (etat.courant ?? known[0]);
  return vu ? { etat, vu } : null;
}

const liste = view({
  path: routes.adminReferentiels,
  right: droitsReferentiels.lire,
  load: async (work) => ({ etats: await loadReferentielsDeLEcole(work) }),
  page: ({ etats }, screen) => <ReferentielsPage etats={etats} screen={screen} form={formOf()} />,
});

/** What happens to a file accepted: it is kept, shown beside the version in use, and put to use by another press. */
const garder = async (
  work: Work,
  lu: { referentiel: EtatReferentiel["courant"] & object; fichier: string },
) => {
  const { code, version } = lu.referentiel;
  await garderFichier(work, lu);
  return {
    to: routes.adminReferentiel.href({ code }, { version }),
    message: "Fichier contrôlé : aucune erreur. Relisez ce qu’il change, puis utilisez cette version.",
    details: { code, version },
  };
};

const envoyer = act({
  path: routes.adminReferentiels,
  name: "referentiel.lire",
  right: droitsReferentiels.regler,
  load: async (work) => ({ etats: await loadReferentielsDeLEcole(work), defauts: work.deps.livres.defauts }),
  form: (input, { etats, defauts }) => readReferentiel(input, etats, { defauts, code: null }),
  write: (work, _, lu) => garder(work, lu),
  page: ({ etats }, screen, form) => <ReferentielsPage etats={etats} screen={screen} form={form} />,
});

const contenu = view({
  path: routes.adminReferentiel,
  right: droitsReferentiels.lire,
  load,
  page: (facts, screen) => <ContenuPage {...facts} screen={screen} form={formOf()} />,
});

const corriger = act({
  path: routes.adminReferentiel,
  name: "referentiel.lire",
  right: droitsReferentiels.regler,
  load: async (work) => {
    const facts = await load(work);
    return facts && { ...facts, defauts: work.deps.livres.defauts };
  },
  form: (input, { etat, defauts }) => readReferentiel(input, [etat], { defauts, code: etat.code }),
  write: (work, _, lu) => garder(work, lu),
  page: ({ etat, vu }, screen, form) => <ContenuPage etat={etat} vu={vu} screen={screen} form={form} />,
});

/** « Utiliser cette version », « Revenir à la version livrée »: the school's settings are laid upon it. */
const choisir = act({
  path: routes.adminReferentielVersion,
  name: "referentiel.utiliser",
  right: droitsReferentiels.regler,
  load: (work) => load(work),
  form: (input, { etat }) => {
    const version = input.text("version");
    const row = etat.versions.find((one) => one.referentiel.version === version);
    // a version of settings brings its own settings back; any other keeps those of today
    const base = row?.base ?? version;
    const own = etat.versions.find((one) => one.referentiel.version === base);
    const referentiel = own?.referentiel ?? (etat.livre?.version === base ? etat.livre : null);
    if (!referentiel) return misread({ _: "Cette version n’est pas gardée par l’établissement." });
    return parsed({
      base: { referentiel, origine: own?.origine === "fichier" ? ("fichier" as const) : ("livre" as const) },
      reglages: row?.base == null ? etat.reglages : row.reglages,
      vue: readVersion(input.text("_version")),
    });
  },
  write: async (work, { etat }, { base, reglages, vue }) => {
    const used = await utiliser(work, base, reglages, vue);
    if (!used) return changeEntreTemps(etat.vue);
    return {
      to: routes.adminReferentiel.href({ code: etat.code }),
      message: `${used.sigle} : la version ${used.version} est en usage. Ce qui existe déjà garde la sienne.`,
      details: { code: used.code, version: used.version },
    };
  },
  page: (facts, screen, form) => <ContenuPage {...facts} screen={screen} form={form} />,
});

/** The file as it was sent, or as it is shipped: to be corrected, then sent back. */
const telecharger = view({
  path: routes.adminReferentielFichier,
  right: droitsReferentiels.lire,
  load: async (work) => {
    const { deps, tx, params } = work;
    const etat = await loadReferentiel(work, params.code);
    const base = etat?.base;
    const text =
      base?.origine === "fichier"
        ? await fichierDe(tx, params.code, base.referentiel.version)
        : deps.livres.fichiers.get(params.code);
    return text ? { text, code: params.code } : null;
  },
  page: ({ text, code }) =>
    new Response(text, {
      headers: {
        "Content-Type": "application/json; charset=utf-8",
        "Content-Disposition": contentDisposition(fileName(code, "json")),
      },
    }),
});

/** The référentiels of the school: versions, files, scales and attitudes (B-37). */
export const referentiels: Route[] = [liste, envoyer, contenu, corriger, choisir, telecharger, ...echelles];
