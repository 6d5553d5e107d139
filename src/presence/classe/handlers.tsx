import { estEnseignantDuDossier } from "#dossiers/rights.ts";
import { etatsDesDossiers } from "#dossiers/store/etats.ts";
import { csv } from "#files/csv.ts";
import { CSV, download, fileName, XLSX } from "#files/download.ts";
import { xlsx } from "#files/xlsx.ts";
import { type FormState, formOf } from "#kernel/form.ts";
import { type FormInput, misread, type Parsed, parsed } from "#kernel/form-input.ts";
import { count } from "#kernel/french.ts";
import { isId } from "#kernel/id.ts";
import { tableauDePresence } from "#presence/classe/export.ts";
import { lignesDePresence } from "#presence/classe/lignes.ts";
import { PresenceDeClassePage } from "#presence/classe/pages.tsx";
import { loadPeriodeDePresence } from "#presence/classe/store.ts";
import { droitsPresence, peutConfirmerPlusieurs } from "#presence/rights.ts";
import { confirmerPlusieurs, presencesDePeriode } from "#presence/store.ts";
import { routes } from "#routes.ts";
import { act, type Route, type Screen, view, type Work } from "#web/act.ts";

type Asked = Pick<Work, "tx" | "today"> & { params: { periode: string } };

/** Three statements whatever the number of learners; lines in the order of names. */
async function load({ tx, params, today }: Asked) {
  const periode = await loadPeriodeDePresence(tx, params.periode);
  if (!periode) return null;
  const etats = await etatsDesDossiers(tx, { periode: periode.id }, today);
  const presences = await presencesDePeriode(tx, periode.id);
  return {
    periode,
    classes: [...new Set(etats.map(({ classe }) => classe.id))],
    lignes: lignesDePresence(etats, presences, today),
  };
}
type Faits = NonNullable<Awaited<ReturnType<typeof load>>>;

const page = (facts: Faits, { frame, actor }: Screen, form: FormState = formOf()) => (
  <PresenceDeClassePage
    {...facts}
    frame={frame}
    form={form}
    confirmer={droitsPresence.confirmerPeriode(actor, facts)}
    mienne={({ classe, periode }) => estEnseignantDuDossier(actor, { classe, periode })}
  />
);

/** The lines ticked: each names the version that was read. */
function lireCoches(input: FormInput): Parsed<{ dossier: string; version: number }[]> {
  const ticked = input.texts("confirmer").map((value) => {
    const [dossier = "", version = ""] = value.split(".");
    return { dossier, version: Number(version) };
  });
  if (ticked.length === 0) return misread({ confirmer: "Cochez au moins un apprenant." });
  return ticked.every(
    ({ dossier, version }) => isId(dossier) && Number.isInteger(version) && version > 0 && version < 2 ** 31,
  )
    ? parsed(ticked)
    : misread({ confirmer: "Un choix n’est plus proposé : rechargez la page." });
}

/** The presence of a whole period: who did what, confirmed in one press, exported (B-17). */
export const presenceDeClasse: Route[] = [
  view({
    path: routes.presencePeriode,
    right: droitsPresence.lirePeriode,
    load,
    page: (facts, screen) => page(facts, screen),
  }),

  act({
    path: routes.presencePeriode,
    name: "presence.confirmer",
    right: droitsPresence.confirmerPeriode,
    load,
    form: lireCoches,
    decide: ({ lignes }, ticked, { actor }) =>
      peutConfirmerPlusieurs(
        actor,
        lignes,
        ticked.map(({ dossier }) => dossier),
      ),
    write: async ({ tx, actor, now }, { periode }, ticked) => {
      const done = await confirmerPlusieurs(tx, ticked, { par: actor.habilitation, now });
      const left = ticked.length - done;
      return {
        to: routes.presencePeriode.href({ periode: periode.id }),
        object: periode.id,
        details: { dossiers: ticked.map(({ dossier }) => dossier), confirmes: done },
        message: `Absences confirmées pour ${count(done, "apprenant")}.${
          left > 0
            ? ` ${count(left, "autre a changé", "autres ont changé")} entre-temps : relisez avant de confirmer.`
            : ""
        }`,
      };
    },
    page: (facts, screen, form) => page(facts, screen, form),
  }),

  view({
    path: routes.presenceCsv,
    right: droitsPresence.lirePeriode,
    load,
    page: ({ periode, lignes }, { actor }) => {
      const { colonnes, lignes: rows } = tableauDePresence(lignes, actor.etablissement.fuseau);
      return download(
        csv([colonnes.map(({ titre }) => titre), ...rows]),
        fileName(`Présence-${periode.nom}`, "csv"),
        CSV,
      );
    },
  }),
  view({
    path: routes.presenceXlsx,
    right: droitsPresence.lirePeriode,
    load,
    page: ({ periode, lignes }, { actor }) => {
      const { colonnes, lignes: rows } = tableauDePresence(lignes, actor.etablissement.fuseau);
      return download(
        xlsx({ name: "Présence", columns: colonnes, rows }),
        fileName(`Présence-${periode.nom}`, "xlsx"),
        XLSX,
      );
    },
  }),
];
