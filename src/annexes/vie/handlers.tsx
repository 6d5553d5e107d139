import { z } from "zod";
import { titreEtNiveau } from "#annexes/form.ts";
import { droitsAnnexes } from "#annexes/rights.ts";
import { archiverAnnexe, classesDuNiveau, creerAnnexe, loadAnnexe } from "#annexes/store.ts";
import { DupliquerAnnexePage } from "#annexes/vie/pages.tsx";
import { formOf } from "#kernel/form.ts";
import { readForm } from "#kernel/form-input.ts";
import { newId } from "#kernel/id.ts";
import { tachesDe } from "#referentiel/rules.ts";
import { referentielDe } from "#referentiel/versions.ts";
import { routes } from "#routes.ts";
import { act, type Route, view, type Work } from "#web/act.ts";

type Reading = Omit<Work, "params"> & { params: { annexe: string } };

/** The annexe to copy, and the référentiel of the copy: the one written with today. */
async function loadCopie({ tx, deps, params }: Reading) {
  const annexe = await loadAnnexe(tx, params.annexe);
  const ref =
    annexe && (deps.referentiels.get(annexe.referentiel) ?? referentielDe(deps.referentiels, annexe));
  return annexe && ref ? { annexe, ref } : null;
}

const preparer = view({
  path: routes.annexeDupliquer,
  right: droitsAnnexes.dupliquer,
  load: loadCopie,
  page: ({ annexe, ref }, { frame }) => (
    <DupliquerAnnexePage
      frame={frame}
      annexe={annexe}
      referentiel={ref}
      form={formOf({ titre: `${annexe.titre} (copie)`.slice(0, 120), niveau: annexe.niveau })}
    />
  ),
});

const dupliquer = act({
  path: routes.annexeDupliquer,
  name: "annexe.dupliquer",
  right: droitsAnnexes.dupliquer,
  load: loadCopie,
  form: (input, { ref }) => readForm(z.object(titreEtNiveau(ref)), input),
  write: async ({ tx, actor, now }, { annexe, ref }, saisie) => {
    const id = newId();
    const known = tachesDe(ref).map((tache) => tache.code);
    const taches = annexe.taches.filter((code) => known.includes(code));
    const { objectifs, conditions } = annexe;
    await creerAnnexe(tx, {
      ...saisie,
      objectifs,
      taches,
      conditions,
      id,
      etablissement: actor.etablissement.id,
      auteur: actor.habilitation,
      referentiel: ref,
      copieDe: annexe.id,
      now,
    });
    return {
      to: routes.annexe.href({ annexe: id }),
      object: id,
      details: { copieDe: annexe.id },
      message: `Copie de « ${annexe.titre} » enregistrée. Elle vit désormais sa propre vie.`,
    };
  },
  page: ({ annexe, ref }, { frame }, form) => (
    <DupliquerAnnexePage frame={frame} annexe={annexe} referentiel={ref} form={form} />
  ),
});

async function loadFaits({ tx, params }: Reading) {
  const annexe = await loadAnnexe(tx, params.annexe);
  return annexe && { ...annexe, classes: await classesDuNiveau(tx, annexe) };
}

const archiver = act({
  path: routes.annexeArchiver,
  name: "annexe.archiver",
  right: droitsAnnexes.archiver,
  load: loadFaits,
  form: () => ({ ok: true, value: undefined }),
  write: async ({ tx, now }, annexe) => {
    await archiverAnnexe(tx, annexe.id, annexe.archiveeLe ?? now);
    return {
      to: routes.annexe.href({ annexe: annexe.id }),
      object: annexe.id,
      message: "Annexe archivée. Vous pouvez la restaurer à tout moment.",
    };
  },
});

const restaurer = act({
  path: routes.annexeRestaurer,
  name: "annexe.restaurer",
  right: droitsAnnexes.archiver,
  load: loadFaits,
  form: () => ({ ok: true, value: undefined }),
  write: async ({ tx }, annexe) => {
    await archiverAnnexe(tx, annexe.id, null);
    return {
      to: routes.annexe.href({ annexe: annexe.id }),
      object: annexe.id,
      message: "Annexe restaurée : vous pouvez de nouveau en émettre une période.",
    };
  },
});

/** The life of a whole annexe: copied, put aside, brought back. */
export const vieDesAnnexes: Route[] = [preparer, dupliquer, archiver, restaurer];
