import { formulaireAnnexe, lireAnnexe } from "#annexes/form.ts";
import { AnnexePage, AnnexesPage, NouvelleAnnexePage } from "#annexes/pages.tsx";
import { droitsAnnexes } from "#annexes/rights.ts";
import { referentielsProposes } from "#annexes/rules.ts";
import {
  classesDuNiveau,
  creerAnnexe,
  dernierEnregistrement,
  listeAnnexes,
  loadAnnexe,
  modifierAnnexe,
  referentielsDesClasses,
} from "#annexes/store.ts";
import { readVersion } from "#kernel/fields.ts";
import { formOf } from "#kernel/form.ts";
import { misread } from "#kernel/form-input.ts";
import { newId } from "#kernel/id.ts";
import { libelleTache } from "#referentiel/rules.ts";
import { referentielDe } from "#referentiel/versions.ts";
import { routes } from "#routes.ts";
import { act, type Route, view, type Work } from "#web/act.ts";

const ordreDe = (query: URLSearchParams) => (query.get("tri") === "anciennes" ? "anciennes" : "recentes");

const liste = view({
  path: routes.annexes,
  right: droitsAnnexes.lire,
  load: ({ tx, query }) => listeAnnexes(tx, ordreDe(query)),
  page: (annexes, { frame, deps, query, actor }) => (
    <AnnexesPage
      frame={frame}
      annexes={annexes}
      referentiels={deps.referentiels}
      ordre={ordreDe(query)}
      fuseau={actor.etablissement.fuseau}
    />
  ),
});

/** The référentiels one may write for, and the one chosen by the address or the form. */
async function loadChoix({ tx, deps, query }: Work) {
  const offered = referentielsProposes(deps.referentiels, await referentielsDesClasses(tx));
  const asked = query.get("referentiel");
  const chosen = asked === null ? offered[0] : offered.find((ref) => ref.code === asked);
  return chosen ? { offered, chosen } : null;
}

const nouvelle = view({
  path: routes.annexeNouvelle,
  right: droitsAnnexes.creer,
  load: loadChoix,
  page: ({ offered, chosen }, { frame }) => (
    <NouvelleAnnexePage frame={frame} form={formOf()} referentiel={chosen} offered={offered} />
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
    <NouvelleAnnexePage frame={frame} form={form} referentiel={chosen} offered={offered} />
  ),
});

async function loadFaits({ tx, deps, params }: Work<"/annexes/:annexe">) {
  const annexe = await loadAnnexe(tx, params.annexe);
  const referentiel = annexe && referentielDe(deps.referentiels, annexe);
  return annexe && referentiel
    ? { ...annexe, ref: referentiel, classes: await classesDuNiveau(tx, annexe) }
    : null;
}

const lire = view({
  path: routes.annexe,
  right: droitsAnnexes.lire,
  load: loadFaits,
  page: (annexe, { frame, actor }) => (
    <AnnexePage
      frame={frame}
      annexe={annexe}
      referentiel={annexe.ref}
      modifier={droitsAnnexes.modifier(actor, annexe)}
      form={formulaireAnnexe(annexe)}
    />
  ),
});

const modifier = act({
  path: routes.annexe,
  name: "annexe.modifier",
  right: droitsAnnexes.modifier,
  load: loadFaits,
  form: (input, { ref }) => {
    const read = lireAnnexe(input, ref);
    const version = readVersion(input.text("_version"));
    if (!read.ok) return read;
    return version > 0
      ? { ok: true, value: { ...read.value, version } }
      : misread({ _: "Cette page est incomplète : rechargez-la." });
  },
  write: async ({ tx, actor, now }, annexe, saisie) => {
    if (await modifierAnnexe(tx, annexe.id, { ...saisie, now }))
      return {
        to: routes.annexe.href({ annexe: annexe.id }),
        object: annexe.id,
        message: "Annexe enregistrée. Les périodes déjà émises ne changent pas.",
        version: saisie.version + 1,
      };
    const labels = (codes: readonly string[]) =>
      codes.map((code) => libelleTache(annexe.ref, code)).join(" ; ");
    const fields = [
      { name: "titre", label: "Titre", yours: saisie.titre, theirs: annexe.titre },
      {
        name: "objectifs",
        label: "Objectifs",
        yours: saisie.objectifs.join(" ; "),
        theirs: annexe.objectifs.join(" ; "),
      },
      { name: "taches", label: "Tâches", yours: labels(saisie.taches), theirs: labels(annexe.taches) },
    ];
    return {
      stale: {
        version: annexe.version,
        by: await dernierEnregistrement(tx, annexe.id, actor.etablissement),
        fields: fields.filter((field) => field.yours !== field.theirs),
      },
    };
  },
  page: (annexe, { frame, actor }, form) => (
    <AnnexePage
      frame={frame}
      annexe={annexe}
      referentiel={annexe.ref}
      modifier={droitsAnnexes.modifier(actor, annexe)}
      form={form}
    />
  ),
});

export const annexes: Route[] = [liste, nouvelle, creer, lire, modifier];
