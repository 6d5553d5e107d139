import { type FormState, formOf } from "#kernel/form.ts";
import { type FormInput, misread, type Parsed, parsed } from "#kernel/form-input.ts";
import { count, fullName, listName } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { RepartitionPage } from "#visites/repartition/pages.tsx";
import { type Charge, champ, charges, lireDemande, proposer } from "#visites/repartition/rules.ts";
import { affecter, loadRepartition, type Repartition } from "#visites/repartition/store.ts";
import { droitsVisites } from "#visites/rights.ts";
import { act, type Route, type Screen, view, type Work } from "#web/act.ts";

const load = ({ tx, params, today }: Pick<Work, "tx" | "today"> & { params: { periode: string } }) =>
  loadRepartition(tx, params.periode, today);

/** What stands, or the proposal asked for: nothing is written before « Enregistrer la répartition ». */
function formulaire(faits: Repartition, query: URLSearchParams): FormState {
  const demande = lireDemande(query, faits.equipe);
  const proposed = demande ? proposer(faits, demande) : new Map<string, string>();
  return formOf(
    Object.fromEntries(
      faits.dossiers.flatMap((one) =>
        charges.map((charge): [string, string] => {
          const name = champ(charge, one.dossier);
          return [name, proposed.get(name) ?? one[charge] ?? ""];
        }),
      ),
    ),
  );
}

const page = (faits: Repartition, screen: Screen, form?: FormState) => (
  <RepartitionPage
    frame={screen.frame}
    faits={faits}
    demande={lireDemande(screen.query, faits.equipe)}
    repartir={droitsVisites.repartir(screen.actor, faits)}
    form={form ?? formulaire(faits, screen.query)}
    proposee={form === undefined && lireDemande(screen.query, faits.equipe) !== null}
  />
);

/** One choice: whose dossier, for what, who it was on the page, who it becomes. */
type Choix = { dossier: string; charge: Charge; avant: string; apres: string };

function lire(input: FormInput, { dossiers, equipe }: Repartition): Parsed<Choix[]> {
  const known = new Set(["", ...equipe.map((one) => one.id)]);
  const choix = dossiers.flatMap(({ dossier }) =>
    charges.map((charge) => ({
      dossier,
      charge,
      avant: input.text(`avant-${champ(charge, dossier)}`),
      apres: input.text(champ(charge, dossier)),
    })),
  );
  const wrong = choix.find(({ apres, avant }) => !known.has(apres) && apres !== avant);
  return wrong
    ? misread({ [champ(wrong.charge, wrong.dossier)]: "Choisissez un enseignant de la liste." })
    : parsed(choix.filter(({ avant, apres }) => avant !== apres));
}

/** « Référents et visites » of a period: shared out over the team, then adjusted line by line (B-13). */
export const repartition: Route[] = [
  view({
    path: routes.repartition,
    right: droitsVisites.lireRepartition,
    load,
    page: (faits, screen) => page(faits, screen),
  }),

  act({
    path: routes.repartition,
    name: "periode.repartir",
    right: droitsVisites.repartir,
    load: ({ tx, params, today }) => loadRepartition(tx, params.periode, today, true),
    form: lire,
    write: async ({ tx }, faits, choix) => {
      const stands = new Map(faits.dossiers.map((one) => [one.dossier, one]));
      const who = (id: string) => {
        const found = faits.equipe.find((one) => one.id === id);
        return found ? fullName(found) : "";
      };
      // a colleague changed the same line meanwhile: both names are shown
      const taken = choix.filter(({ dossier, charge, avant, apres }) => {
        const now = stands.get(dossier)?.[charge] ?? "";
        return now !== avant && now !== apres;
      });
      if (taken.length > 0)
        return {
          stale: {
            version: 1,
            by: "Un collègue a enregistré une autre répartition entre-temps.",
            fields: taken.map(({ dossier, charge, apres }) => {
              const one = stands.get(dossier);
              return {
                name: champ(charge, dossier),
                label: one ? listName(one.apprenant) : "",
                yours: who(apres),
                theirs: who(one?.[charge] ?? ""),
              };
            }),
          },
        };
      await affecter(tx, choix);
      return {
        to: routes.repartition.href({ periode: faits.periode.id }),
        object: faits.periode.id,
        details: { changements: choix.length },
        message:
          choix.length === 0
            ? "Rien n’a changé."
            : `Répartition enregistrée : ${count(choix.length, "changement")}.`,
      };
    },
    page: (faits, screen, form) => page(faits, screen, form),
  }),
];
