import { isDeepStrictEqual } from "node:util";
import { readOnglet, valeurs } from "#etablissement/referentiels/echelles/form.ts";
import { champsAffiches } from "#etablissement/referentiels/echelles/libelles.ts";
import { EchellesPage } from "#etablissement/referentiels/echelles/pages.tsx";
import { isOnglet, ongletText, regler } from "#etablissement/referentiels/echelles/rules.ts";
import { loadReferentiel } from "#etablissement/referentiels/load.ts";
import { droitsReferentiels } from "#etablissement/referentiels/rights.ts";
import { changeEntreTemps } from "#etablissement/referentiels/rules.ts";
import { utiliser } from "#etablissement/referentiels/store.ts";
import { readVersion } from "#kernel/fields.ts";
import { formOf, textsOf } from "#kernel/form.ts";
import { parsed } from "#kernel/form-input.ts";
import { routes } from "#routes.ts";
import { act, type Route, view, type Work } from "#web/act.ts";

type OfCode = Pick<Work, "tx" | "deps" | "actor">;

/** A diploma in use, and one tab of its settings; a file never put to use has none. */
async function load(work: OfCode, code: string, onglet: string) {
  const etat = isOnglet(onglet) ? await loadReferentiel(work, code) : null;
  if (!etat?.courant || !etat.base || !isOnglet(onglet)) return null;
  return { etat, courant: etat.courant, base: etat.base, onglet };
}

/** The button that gives a tab its defaults back sends this, and nothing of what is typed counts. */
const DEFAUTS = "defauts";

const premier = view({
  path: routes.adminEchelles,
  right: droitsReferentiels.regler,
  load: (work) => load(work, work.params.code, "niveaux"),
  page: (facts, screen) => (
    <EchellesPage {...facts} screen={screen} form={formOf(valeurs(facts.courant, facts.onglet))} />
  ),
});

const onglet = view({
  path: routes.adminEchellesOnglet,
  right: droitsReferentiels.regler,
  load: (work) => load(work, work.params.code, work.params.onglet),
  page: (facts, screen) => (
    <EchellesPage {...facts} screen={screen} form={formOf(valeurs(facts.courant, facts.onglet))} />
  ),
});

/** Saved as a new version of the référentiel: what exists keeps the words it was written with. */
const enregistrer = act({
  path: routes.adminEchellesOnglet,
  name: "referentiel.regler",
  right: droitsReferentiels.regler,
  load: (work) => load(work, work.params.code, work.params.onglet),
  form: (input, { courant, onglet }) => {
    const read = input.text("geste") === DEFAUTS ? parsed({}) : readOnglet(input, courant, onglet);
    if (!read.ok) return read;
    return parsed({ voulu: read.value, typed: input.values(), vue: readVersion(input.text("_version")) });
  },
  write: async (work, { etat, courant, base, onglet }, { voulu, typed, vue }) => {
    const to = routes.adminEchellesOnglet.href({ code: etat.code, onglet });
    const reglages = regler(base.referentiel, etat.reglages, onglet, voulu);
    if (vue === etat.vue && isDeepStrictEqual(reglages, etat.reglages))
      return { to, message: "Rien n’a changé." };
    const used = await utiliser(work, base, reglages, vue);
    if (!used) {
      const text = (values: typeof typed, name: string) => textsOf({ values, errors: {} }, name).join(", ");
      const stored = valeurs(courant, onglet);
      const fields = champsAffiches(courant, onglet).map(({ name, label }) => ({
        name,
        label,
        yours: text(typed, name),
        theirs: text(stored, name),
      }));
      return changeEntreTemps(etat.vue, fields);
    }
    return {
      to,
      message: `${ongletText[onglet]}\u00a0: enregistré. Les périodes déjà émises gardent leurs mots et leur échelle.`,
      details: { code: etat.code, version: used.version, onglet },
    };
  },
  page: (facts, screen, form) => <EchellesPage {...facts} screen={screen} form={form} />,
});

/** The school's own words and colours: scales, attitudes, plain words, statuses of periods. */
export const echelles: Route[] = [premier, onglet, enregistrer];
