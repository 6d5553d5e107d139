import { encore, staleOf } from "#bilans/attitudes/conflits.ts";
import { lignesAffichees, lireAttitudes, valeursDe } from "#bilans/attitudes/form.ts";
import { AttitudesLuesPage, AttitudesPage } from "#bilans/attitudes/pages.tsx";
import { droitsAttitudes } from "#bilans/attitudes/rights.ts";
import { verifierAttitudes } from "#bilans/attitudes/rules.ts";
import { type AttitudesLues, loadAttitudes } from "#bilans/attitudes/store.ts";
import { basesDe } from "#bilans/lignes/form.ts";
import { dejaTransmis, type Fusion, fusionner, type Soumise } from "#bilans/lignes/rules.ts";
import { type Auteur, transmettre, writeBilan } from "#bilans/lignes/store.ts";
import { barreVoisins } from "#dossiers/rules/voisins.ts";
import { type Conflict, type FormState, formOf } from "#kernel/form.ts";
import { fullName } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { act, type Route, type Screen, view, type Work } from "#web/act.ts";

type Sur = Pick<Work, "tx" | "deps"> & { params: { dossier: string } };
const tenir = ({ tx, params, deps }: Sur) => loadAttitudes(tx, params.dossier, deps.referentiels, true);

type Vue = Pick<Screen, "frame" | "now" | "actor">;

const common = (faits: AttitudesLues, { frame, now, actor }: Vue) => ({
  frame,
  faits,
  now,
  fuseau: actor.etablissement.fuseau,
  voisins: barreVoisins(actor, faits, (dossier) => routes.attitudes.href({ dossier })),
});

const momentDe = ({ now, actor }: Vue) => ({ now, fuseau: actor.etablissement.fuseau });

const formulairePage = (faits: AttitudesLues, screen: Vue, form: FormState) => (
  <AttitudesPage {...common(faits, screen)} personne={screen.actor.habilitation} form={form} />
);

/** The lines of the form, fused with those stored; everything or nothing. */
async function ecrire(
  { tx, actor, now }: Pick<Work, "tx" | "actor" | "now">,
  faits: AttitudesLues,
  lignes: readonly Soumise[],
): Promise<{ stale: Conflict } | { bilan: string; ecrites: Fusion["ecrire"]; auteur: Auteur }> {
  const { ecrire: ecrites, conflits } = fusionner(faits.lignes, lignes);
  if (conflits.length > 0) return { stale: staleOf(faits.ref, conflits) };
  const auteur = { etablissement: actor.etablissement.id, habilitation: actor.habilitation, now };
  const bilan = await writeBilan(tx, { ...faits, type: "attitudes" }, ecrites, auteur);
  return { bilan, ecrites, auteur };
}

/** The bilan des attitudes professionnelles (S-62): the company fills it in two minutes, the teacher completes it. */
export const bilansAttitudes: Route[] = [
  view({
    path: routes.attitudes,
    right: droitsAttitudes.lire,
    load: ({ tx, params, deps }) => loadAttitudes(tx, params.dossier, deps.referentiels, false),
    page: (faits, screen) => {
      const right = droitsAttitudes.ecrire(screen.actor, faits);
      if (right.ok)
        return formulairePage(faits, screen, formOf(valeursDe(lignesAffichees(faits.ref, faits.lignes))));
      const tutoie = screen.actor.role === "apprenant";
      return (
        <AttitudesLuesPage {...common(faits, screen)} tutoie={tutoie} motif={tutoie ? null : right.message} />
      );
    },
  }),

  act({
    path: routes.attitudes,
    name: "attitudes.enregistrer",
    right: droitsAttitudes.ecrire,
    load: tenir,
    form: (input, { ref }) => lireAttitudes(input, ref),
    write: async (work, faits, lignes) => {
      const done = await ecrire(work, faits, lignes);
      if ("stale" in done) return done;
      return {
        to: routes.attitudes.href({ dossier: faits.dossier }),
        message: "Bilan enregistré.",
        object: done.bilan,
        details: { lignes: done.ecrites.map(({ cle }) => cle) },
        fields: basesDe(done.ecrites),
      };
    },
    page: (faits, screen, form) => formulairePage(faits, screen, encore(form, faits, momentDe(screen))),
  }),

  act({
    path: routes.attitudesTerminer,
    name: "attitudes.transmettre",
    right: droitsAttitudes.ecrire,
    load: tenir,
    form: (input, { ref }) => lireAttitudes(input, ref),
    decide: (faits, lignes) => verifierAttitudes(faits.lignes, lignes),
    write: async (work, faits, lignes) => {
      const done = await ecrire(work, faits, lignes);
      if ("stale" in done) return done;
      if (!dejaTransmis(faits.bilan, done.ecrites)) await transmettre(work.tx, done.bilan, done.auteur);
      return {
        to: routes.attitudes.href({ dossier: faits.dossier }),
        message: `Bilan des attitudes transmis à ${fullName(faits.apprenant)}.`,
        object: done.bilan,
        details: { lignes: done.ecrites.map(({ cle }) => cle) },
      };
    },
    page: (faits, screen, form) => formulairePage(faits, screen, encore(form, faits, momentDe(screen))),
  }),
];
