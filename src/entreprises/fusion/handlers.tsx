import { lireFusion } from "#entreprises/form.ts";
import { ChoisirPage, FusionPage } from "#entreprises/fusion/pages.tsx";
import { droitsEntreprises } from "#entreprises/rights.ts";
import { filtrer, trier } from "#entreprises/rules.ts";
import {
  annulerFusion,
  entrepriseAuSiret,
  fusionner,
  listeEntreprises,
  loadEntreprise,
  type UneEntreprise,
} from "#entreprises/store.ts";
import { refuse } from "#kernel/decision.ts";
import { readVersion } from "#kernel/fields.ts";
import { type Conflict, formOf } from "#kernel/form.ts";
import { parsed } from "#kernel/form-input.ts";
import { isId } from "#kernel/id.ts";
import { routes } from "#routes.ts";
import { act, type Route, view, type Work } from "#web/act.ts";

type OfEntreprise = Pick<Work, "tx" | "query"> & { params: { entreprise: string } };

/** The row kept, and the one that goes into it when the address names it. */
async function load({ tx, params, query }: OfEntreprise) {
  const gardee = await loadEntreprise(tx, params.entreprise);
  if (!gardee) return null;
  const avec = query.get("avec") ?? "";
  const autre = isId(avec) && avec !== gardee.id ? await loadEntreprise(tx, avec) : null;
  const mots = (query.get("q") ?? "").trim().slice(0, 100);
  const autres = autre
    ? []
    : trier(filtrer(await listeEntreprises(tx), mots), "nom").filter(({ id }) => id !== gardee.id);
  return { gardee, autre, autres, mots };
}

const change = (une: UneEntreprise): Conflict => ({
  version: une.version,
  by: "L’une des deux fiches a changé depuis l’affichage. Relisez-les avant de fusionner.",
  fields: [],
});

const impossible = refuse(
  "fusion-impossible",
  "L’une de ces fiches est déjà fusionnée dans une autre. Revenez à l’annuaire des entreprises.",
);

/** « Fusionner », « Annuler la fusion » (B-29): confirmed, and taken back exactly. */
export const fusion: Route[] = [
  view({
    path: routes.entrepriseFusionner,
    right: droitsEntreprises.fusionner,
    load,
    page: ({ gardee, autre, autres, mots }, { frame }) =>
      autre ? (
        <FusionPage gardee={gardee} absorbee={autre} frame={frame} form={formOf()} />
      ) : (
        <ChoisirPage gardee={gardee} autres={autres} mots={mots} frame={frame} />
      ),
  }),
  act({
    path: routes.entrepriseFusionner,
    name: "entreprise.fusionner",
    right: droitsEntreprises.fusionner,
    load,
    form: lireFusion,
    decide: ({ gardee, autre }, { absorbee }) =>
      !autre || autre.id !== absorbee || gardee.dans || autre.dans
        ? impossible
        : { ok: true, value: undefined },
    write: async ({ tx, actor, now }, { gardee, autre }, { version, versionAbsorbee }) => {
      if (!autre) return { refusal: impossible };
      const done = await fusionner(tx, {
        gardee: { id: gardee.id, version },
        absorbee: { id: autre.id, version: versionAbsorbee },
        par: actor.habilitation,
        now,
      });
      if (!done) return { stale: change(gardee) };
      return {
        to: routes.entreprise.href({ entreprise: gardee.id }),
        object: gardee.id,
        message: `« ${autre.nom} » est fusionnée ici. La fusion s’annule en bas de cette page.`,
        details: { absorbee: autre.id },
      };
    },
    page: ({ gardee, autre, autres, mots }, { frame }, form) =>
      autre ? (
        <FusionPage gardee={gardee} absorbee={autre} frame={frame} form={form} />
      ) : (
        <ChoisirPage gardee={gardee} autres={autres} mots={mots} frame={frame} />
      ),
  }),
  act({
    path: routes.entrepriseFusionAnnuler,
    name: "entreprise.annuler-fusion",
    right: droitsEntreprises.fusionner,
    load: ({ tx, params }) => loadEntreprise(tx, params.entreprise),
    form: (input) => parsed({ version: readVersion(input.text("_version")) }),
    write: async ({ tx, actor, now }, une, { version }) => {
      const memeSiret = une.siret === "" ? undefined : await entrepriseAuSiret(tx, une.siret);
      if (memeSiret && memeSiret.id !== une.id)
        return {
          refusal: refuse(
            "siret-pris",
            `La fusion ne s’annule pas : « ${memeSiret.nom} » porte maintenant le SIRET de cette fiche. Retirez-le-lui d’abord.`,
          ),
        };
      const done = await annulerFusion(tx, { id: une.id, version }, { par: actor.habilitation, now });
      if (!done) return { stale: change(une) };
      return {
        to: routes.entreprise.href({ entreprise: une.id }),
        object: une.id,
        message: "Fusion annulée : cette fiche a retrouvé ses séjours.",
        details: { gardee: une.dans?.id ?? "" },
      };
    },
  }),
];
