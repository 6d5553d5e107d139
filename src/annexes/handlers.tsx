import { apresGesteConditions } from "#annexes/conditions/form.ts";
import { formulaireAnnexe, formulaireVide, lireAnnexe } from "#annexes/form.ts";
import { liste } from "#annexes/liste/handlers.tsx";
import { apresGesteObjectifs } from "#annexes/objectifs/form.ts";
import { AnnexePage, NouvelleAnnexePage } from "#annexes/pages.tsx";
import { periodesProposees } from "#annexes/portee/champs.tsx";
import { lirePortee } from "#annexes/portee/form.ts";
import { droitsAnnexes } from "#annexes/rights.ts";
import { conditionsEnMots } from "#annexes/rules/changements.ts";
import { type PeriodeEmise, periodesASuivre } from "#annexes/rules/portee.ts";
import { type Annexe, referentielsProposes, type SaisieAnnexe } from "#annexes/rules.ts";
import { faireSuivre, periodesEmises } from "#annexes/store/portee.ts";
import {
  classesDuNiveau,
  creerAnnexe,
  dernierEnregistrement,
  loadAnnexe,
  modifierAnnexe,
  referentielsDesClasses,
} from "#annexes/store.ts";
import { vieDesAnnexes } from "#annexes/vie/handlers.tsx";
import { readVersion } from "#kernel/fields.ts";
import type { FormState } from "#kernel/form.ts";
import { misread } from "#kernel/form-input.ts";
import { count } from "#kernel/french.ts";
import { newId } from "#kernel/id.ts";
import { libelleTache } from "#referentiel/rules.ts";
import type { Referentiel } from "#referentiel/types.ts";
import { referentielDe } from "#referentiel/versions.ts";
import { routes } from "#routes.ts";
import { act, type Route, type Screen, view, type Work } from "#web/act.ts";

/** The référentiels one may write for, and the one chosen by the address or the form. */
async function loadChoix({ tx, deps, query }: Work) {
  const offered = referentielsProposes(deps.referentiels, await referentielsDesClasses(tx));
  const asked = query.get("referentiel");
  const chosen = asked === null ? offered[0] : offered.find((ref) => ref.code === asked);
  return chosen ? { offered, chosen } : null;
}

/** The form after a press that only changes it: one more objective, the hours of Monday. */
const apresGeste = (form: FormState): FormState => apresGesteConditions(apresGesteObjectifs(form));

const nouvelle = view({
  path: routes.annexeNouvelle,
  right: droitsAnnexes.creer,
  load: loadChoix,
  page: ({ offered, chosen }, { frame }) => (
    <NouvelleAnnexePage frame={frame} form={formulaireVide(chosen)} referentiel={chosen} offered={offered} />
  ),
});

const creer = act({
  path: routes.annexeNouvelle,
  name: "annexe.creer",
  right: droitsAnnexes.creer,
  load: loadChoix,
  form: (input, { chosen }) => lireAnnexe(input, chosen),
  write: async ({ tx, actor, now }, { chosen }, saisie) => {
    const id = newId();
    await creerAnnexe(tx, {
      ...saisie,
      id,
      etablissement: actor.etablissement.id,
      auteur: actor.habilitation,
      referentiel: chosen,
      now,
    });
    return {
      to: routes.annexe.href({ annexe: id }),
      object: id,
      message: "Annexe enregistrée. Vous pouvez en émettre une période.",
    };
  },
  page: ({ offered, chosen }, { frame }, form) => (
    <NouvelleAnnexePage frame={frame} form={apresGeste(form)} referentiel={chosen} offered={offered} />
  ),
});

type Reading = Work<"/annexes/:annexe">;

async function loadFaits({ tx, deps, params }: Reading, hold = false) {
  const annexe = await loadAnnexe(tx, params.annexe);
  const ref = annexe && referentielDe(deps.referentiels, annexe);
  if (!annexe || !ref) return null;
  return {
    ...annexe,
    ref,
    classes: await classesDuNiveau(tx, annexe),
    emises: await periodesEmises(tx, annexe.id, hold),
  };
}

type Faits = NonNullable<Awaited<ReturnType<typeof loadFaits>>>;

const page = (
  annexe: Faits,
  { frame, actor, today }: Pick<Screen, "frame" | "actor" | "today">,
  form: FormState,
) => (
  <AnnexePage
    frame={frame}
    annexe={annexe}
    referentiel={annexe.ref}
    emises={annexe.emises}
    today={today}
    fuseau={actor.etablissement.fuseau}
    modifier={droitsAnnexes.modifier(actor, annexe)}
    archiver={droitsAnnexes.archiver(actor, annexe)}
    form={form}
  />
);

const lire = view({
  path: routes.annexe,
  right: droitsAnnexes.lire,
  load: (work) => loadFaits(work),
  page: (annexe, screen) => {
    const form = formulaireAnnexe(annexe.ref, annexe);
    const periodes = periodesProposees(annexe.emises, screen.today);
    return page(annexe, screen, { ...form, values: { ...form.values, periodes } });
  },
});

/** Both texts of each field that differs, for who saved second. */
function differences(ref: Referentiel, yours: SaisieAnnexe, theirs: Annexe) {
  const labels = (codes: readonly string[]) => codes.map((code) => libelleTache(ref, code)).join(" ; ");
  const stored = conditionsEnMots(theirs.conditions);
  return [
    { name: "titre", label: "Titre", yours: yours.titre, theirs: theirs.titre },
    {
      name: "objectif-1",
      label: "Objectifs",
      yours: yours.objectifs.join(" ; "),
      theirs: theirs.objectifs.join(" ; "),
    },
    { name: "taches", label: "Tâches", yours: labels(yours.taches), theirs: labels(theirs.taches) },
    ...conditionsEnMots(yours.conditions).map(({ name, label, texte }, index) => ({
      name,
      label,
      yours: texte,
      theirs: stored[index]?.texte ?? "",
    })),
  ].filter((field) => field.yours !== field.theirs);
}

/** What is said once saved: who followed, who did not. */
function dire(suivies: readonly PeriodeEmise[], fiches: number, emises: number): string {
  if (suivies.length === 0)
    return emises > 0
      ? "Annexe enregistrée. Les périodes déjà émises ne changent pas."
      : "Annexe enregistrée.";
  const kept = suivies.reduce((n, periode) => n + periode.individualisees, 0);
  const names = suivies.map((periode) => `« ${periode.nom} »`).join(", ");
  return [
    `Annexe enregistrée. ${names} et ${count(fiches, "fiche")} de liaison ${suivies.length + fiches > 1 ? "suivent" : "suit"}.`,
    ...(kept > 0
      ? [
          `${count(kept, "fiche individualisée", "fiches individualisées")} ${kept > 1 ? "n’ont" : "n’a"} pas changé.`,
        ]
      : []),
  ].join(" ");
}

const modifier = act({
  path: routes.annexe,
  name: "annexe.modifier",
  right: droitsAnnexes.modifier,
  load: (work) => loadFaits(work, true),
  form: (input, { ref, emises }) => {
    const read = lireAnnexe(input, ref);
    if (!read.ok) return read;
    const portee = lirePortee(input, emises);
    if (!portee.ok) return portee;
    const version = readVersion(input.text("_version"));
    return version > 0
      ? { ok: true, value: { saisie: read.value, portee: portee.value, version } }
      : misread({ _: "Cette page est incomplète : rechargez-la." });
  },
  write: async ({ tx, actor, now, today }, annexe, { saisie, portee, version }) => {
    const suivies = periodesASuivre(annexe.emises, portee, today);
    if (!suivies.ok) return { refusal: suivies };
    if (!(await modifierAnnexe(tx, annexe.id, { ...saisie, version, now })))
      return {
        stale: {
          version: annexe.version,
          by: await dernierEnregistrement(tx, annexe.id, actor.etablissement),
          fields: differences(annexe.ref, saisie, annexe),
        },
      };
    const periodes = suivies.value.map((periode) => periode.id);
    const fiches = await faireSuivre(tx, periodes, saisie);
    return {
      to: routes.annexe.href({ annexe: annexe.id }),
      object: annexe.id,
      details: {
        champs: differences(annexe.ref, saisie, annexe).map((field) => field.name),
        periodes,
        fiches,
      },
      message: dire(suivies.value, fiches, annexe.emises.length),
      version: version + 1,
    };
  },
  page: (annexe, screen, form) => page(annexe, screen, apresGeste(form)),
});

export const annexes: Route[] = [...liste, nouvelle, creer, lire, modifier, ...vieDesAnnexes];
