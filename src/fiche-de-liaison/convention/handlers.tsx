import { z } from "zod";
import { ConventionPage } from "#fiche-de-liaison/convention/pages.tsx";
import { noterConvention } from "#fiche-de-liaison/convention/store.ts";
import { droitsFiche } from "#fiche-de-liaison/rights.ts";
import { verifierSignature } from "#fiche-de-liaison/rules/convention.ts";
import { conflitAvec } from "#fiche-de-liaison/rules.ts";
import { type FaitsFiche, loadFiche } from "#fiche-de-liaison/store.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { allowed } from "#kernel/decision.ts";
import { date } from "#kernel/fields.ts";
import { type FormState, formOf } from "#kernel/form.ts";
import { type FormInput, type Parsed, parsed, readForm } from "#kernel/form-input.ts";
import { longDate } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { act, type Route, type Screen, view } from "#web/act.ts";

/** `connue`: what the page said when it was drawn, "" while unsigned. */
type Saisie = { connue: string; signeeLe: CivilDate | null };

function lireSignature(input: FormInput): Parsed<Saisie> {
  const connue = input.text("connue");
  if (input.text("acte") === "annuler") return parsed({ connue, signeeLe: null });
  const read = readForm(z.object({ signeeLe: date("Indiquez le jour de la signature.") }), input);
  return read.ok ? parsed({ connue, signeeLe: read.value.signeeLe }) : read;
}

const dit = (jour: CivilDate | null): string => (jour ? longDate(jour) : "");

const page = (faits: FaitsFiche, { actor, frame, today }: Screen, form?: FormState) => (
  <ConventionPage
    faits={faits}
    frame={frame}
    fuseau={actor.etablissement.fuseau}
    form={form ?? formOf({ signeeLe: faits.convention?.signeeLe ?? today })}
    noter={droitsFiche.noterConvention(actor, faits)}
    today={today}
  />
);

/** The paper convention, marked signed or not: from then on a learner's change is a proposal (product.md, the chain, 4). */
export const convention: Route[] = [
  view({
    path: routes.convention,
    right: droitsFiche.lire,
    load: ({ tx, params }) => loadFiche(tx, params.dossier),
    page: (faits, screen) => page(faits, screen),
  }),

  act({
    path: routes.convention,
    name: "fiche.convention.noter",
    right: droitsFiche.noterConvention,
    load: ({ tx, params }) => loadFiche(tx, params.dossier, true),
    form: (input) => lireSignature(input),
    decide: (_, { signeeLe }, { today }) => (signeeLe ? verifierSignature(signeeLe, today) : allowed),
    write: async ({ tx, actor }, faits, { connue, signeeLe }) => {
      const { dossier, convention } = faits;
      const avant = convention?.signeeLe ?? null;
      if (connue !== (avant ?? ""))
        return {
          stale: conflitAvec(
            { version: 0, auteur: convention?.noteePar ?? null, le: null },
            actor.etablissement.fuseau,
            [
              {
                name: "signeeLe",
                label: "Convention",
                yours: dit(signeeLe) || "Non signée",
                theirs: dit(avant) || "Non signée",
              },
            ],
          ),
        };
      await noterConvention(tx, dossier, signeeLe && { le: signeeLe, par: actor.habilitation });
      return {
        to: routes.convention.href({ dossier }),
        object: dossier,
        details: {
          changements: [
            { name: "convention", label: "Convention signée", avant: dit(avant), apres: dit(signeeLe) },
          ],
        },
        message: signeeLe
          ? `Convention notée signée le ${longDate(signeeLe)}.`
          : "La convention n’est plus notée comme signée.",
      };
    },
    page,
  }),
];
