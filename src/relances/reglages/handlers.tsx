import { lirePreference, retenirPreference } from "#comptes/preferences/store.ts";
import { formOf } from "#kernel/form.ts";
import { lireChoix } from "#relances/reglages/form.ts";
import { ReglagesPage } from "#relances/reglages/pages.tsx";
import { CLE_COURRIELS, lireReglages, type ReglagesCourriels } from "#relances/reglages/rules.ts";
import { adresseDe } from "#relances/reglages/store.ts";
import { droitsRelances } from "#relances/rights.ts";
import { routes } from "#routes.ts";
import { act, type Route, type Screen, view, type Work } from "#web/act.ts";

type Faits = { courriels: ReglagesCourriels; adresse: string | null };

const load = async ({ tx, actor }: Work): Promise<Faits> => ({
  courriels: lireReglages(actor.role, await lirePreference(tx, actor, CLE_COURRIELS)),
  adresse: await adresseDe(tx, actor),
});

const valeurs = ({ courriels }: Faits) =>
  formOf({ rythme: courriels.rythme, vendredi: courriels.vendredi ? "oui" : undefined });

const page = (faits: Faits, { actor, frame }: Screen, form = valeurs(faits)) => (
  <ReglagesPage frame={frame} role={actor.role} adresse={faits.adresse} form={form} />
);

/** « Mes réglages »: the pace of one's mail (B-14), comfortable reading. */
export const reglages: Route[] = [
  view({
    path: routes.mesReglages,
    right: droitsRelances.sesReglages,
    load,
    page: (faits, screen) => page(faits, screen),
  }),

  act({
    path: routes.mesReglages,
    name: "reglages.courriels",
    right: droitsRelances.sesReglages,
    load: async (work) => ({ ...(await load(work)), role: work.actor.role }),
    form: (input, { role }) => lireChoix(input, { role }),
    write: async ({ tx, actor, now }, _, choix) => {
      await retenirPreference(tx, actor, { cle: CLE_COURRIELS, valeur: choix, now });
      return { to: routes.mesReglages.href({}), message: "Réglages enregistrés.", details: choix };
    },
    page: (faits, screen, form) => page(faits, screen, form),
  }),
];
