import { z } from "zod";
import { AnnulerPage, ConfirmerPage, type Projet } from "#evaluations/confirmation.tsx";
import { evaluationsEtablissement } from "#evaluations/etablissement/handlers.tsx";
import { lireCreation } from "#evaluations/form.ts";
import { impressionBilans } from "#evaluations/impression/handlers.ts";
import { lslPro } from "#evaluations/lsl/handlers.tsx";
import { BilansPage } from "#evaluations/pages.tsx";
import { mesEvaluations } from "#evaluations/recues/handlers.tsx";
import { droitsBilansIntermediaires } from "#evaluations/rights.ts";
import { bilansFermes, combienFiges, confirmer, dejaFait, figer } from "#evaluations/rules.ts";
import {
  annulerBilan,
  apprenantsDe,
  bilansASolder,
  bilansDe,
  classesDe,
  creerBilans,
  loadBilan,
} from "#evaluations/store.ts";
import { type CivilDate, parseCivilDate, parseFrenchDate } from "#kernel/civil-date.ts";
import { all, refuse } from "#kernel/decision.ts";
import { requiredLine } from "#kernel/fields.ts";
import { type FormState, formOf } from "#kernel/form.ts";
import { readForm } from "#kernel/form-input.ts";
import { count, longDate } from "#kernel/french.ts";
import { garderVersion } from "#referentiel/ecole.ts";
import { routes } from "#routes.ts";
import { loadParcours } from "#tableau-de-bord/store.ts";
import { tenirApprenants } from "#verrous/store.ts";
import { act, type Route, type Screen, view, type Work } from "#web/act.ts";

const dateOf = (query: URLSearchParams): CivilDate | null => {
  const text = query.get("date") ?? "";
  return parseCivilDate(text) ?? parseFrenchDate(text) ?? null;
};

/** The class asked for, else the teacher's first, else the school's first. */
async function loadListe({ tx, actor, query }: Pick<Work, "tx" | "actor" | "query">) {
  const classes = await classesDe(tx);
  const asked = query.get("classe");
  const mine = actor.role === "enseignant" ? actor.classes : [];
  const classe = asked
    ? classes.find(({ id }) => id === asked)
    : (classes.find(({ id }) => mine.includes(id)) ?? classes[0]);
  if (asked && !classe) return null;
  return {
    classes,
    classe: classe ?? null,
    apprenants: classe ? await apprenantsDe(tx, classe.id) : [],
    bilans: classe ? await bilansDe(tx, classe.id) : [],
  };
}

type Liste = NonNullable<Awaited<ReturnType<typeof loadListe>>>;

/** The bilan intermédiaire that the address describes (?classe=&apprenant=&date=) and what it would close. */
async function loadProjet(
  { tx, query, deps, today }: Pick<Work, "tx" | "query" | "deps" | "today">,
  liste: Liste | null,
  hold: boolean,
) {
  const date = dateOf(query);
  if (!liste?.classe || !date) return null;
  const asked = query.get("apprenant");
  const apprenant = asked ? liste.apprenants.find(({ id }) => id === asked) : null;
  const pour = apprenant ? [apprenant] : liste.apprenants;
  if (apprenant === undefined || pour.length === 0) return null;
  const ids = pour.map(({ id }) => id);
  if (hold) await tenirApprenants(tx, ids);
  // read again once held: a bilan intermédiaire or a bilan entreprise written meanwhile counts
  const bilans = hold ? await bilansDe(tx, liste.classe.id) : liste.bilans;
  const parcours = await loadParcours(tx, ids, deps.referentiels);
  const syntheses = new Map(ids.map((id) => [id, figer(parcours.get(id) ?? [], date, deps.referentiels)]));
  const projet: Projet = {
    classe: liste.classe,
    apprenant,
    pour,
    date,
    aVenir: date > today,
    figees: new Map([...syntheses].map(([id, own]) => [id, combienFiges(own)])),
    fermes: bilansFermes(await bilansASolder(tx, ids), date, deps.referentiels),
  };
  const deja = pour.filter(({ id }) =>
    bilans.some((bilan) => bilan.apprenant === id && bilan.date === date && !bilan.annuleLe),
  );
  return { projet, ids, deja, syntheses, classe: liste.classe.id };
}

const listePage = (
  { classes, classe, apprenants, bilans }: Liste,
  { frame, actor }: Pick<Screen, "frame" | "actor">,
  form: FormState,
) => (
  <BilansPage
    frame={frame}
    classes={classes}
    classe={classe}
    apprenants={apprenants}
    bilans={bilans}
    creer={
      classe
        ? droitsBilansIntermediaires.creer(actor, { classe: classe.id })
        : refuse("sans-classe", "Aucune classe.")
    }
    moi={actor.habilitation}
    form={form}
  />
);

const page = view({
  path: routes.bilansIntermediaires,
  right: droitsBilansIntermediaires.lire,
  load: async (work) => {
    const liste = await loadListe(work);
    return liste && { liste, projet: await loadProjet(work, liste, false) };
  },
  page: ({ liste, projet }, screen) => {
    const { query } = screen;
    const asked = { apprenant: query.get("apprenant") ?? "", date: query.get("date") ?? "" };
    if (!query.has("date")) return listePage(liste, screen, formOf(asked));
    const decision = projet
      ? all(
          droitsBilansIntermediaires.creer(screen.actor, { classe: projet.classe }),
          dejaFait(projet.deja, projet.projet.date),
        )
      : refuse("date", "Indiquez la date du bilan intermédiaire (exemple : 23/11/2026).", "date");
    if (!projet || !decision.ok) {
      const errors = decision.ok ? {} : { [decision.field ?? "date"]: decision.message };
      return listePage(liste, screen, { values: asked, errors });
    }
    return <ConfirmerPage frame={screen.frame} projet={projet.projet} form={formOf()} />;
  },
});

const creer = act({
  path: routes.bilansIntermediaires,
  name: "bilan-intermediaire.creer",
  right: droitsBilansIntermediaires.creer,
  load: async (work) => loadProjet(work, await loadListe(work), true),
  form: (input, { projet }) => lireCreation(input, projet),
  decide: ({ projet, deja }, { confirmation }) =>
    all(dejaFait(deja, projet.date), confirmer(projet.fermes, confirmation === "oui")),
  write: async ({ tx, actor, now, deps }, { projet, ids, syntheses }, { commentaire, commentaires }) => {
    const etablissement = actor.etablissement.id;
    const codes = new Set([...syntheses.values()].flatMap((figees) => figees.map((one) => one.referentiel)));
    for (const ref of deps.referentiels.values())
      if (codes.has(ref.code)) await garderVersion(tx, etablissement, ref, now);
    const written = await creerBilans(tx, {
      etablissement,
      auteur: actor.habilitation,
      date: projet.date,
      commentaire,
      commentaires,
      now,
      syntheses,
    });
    return {
      to: routes.bilansIntermediaires.href({}, { classe: projet.classe.id }),
      message: `Bilan intermédiaire du ${longDate(projet.date)} créé pour ${count(ids.length, "apprenant")}.`,
      object: written[0],
      details: { bilans: written, date: projet.date, fermes: projet.fermes.map(({ dossier }) => dossier) },
    };
  },
  page: ({ projet }, { frame }, form) => <ConfirmerPage frame={frame} projet={projet} form={form} />,
});

const annulerPage = view({
  path: routes.bilanIntermediaireAnnuler,
  right: droitsBilansIntermediaires.annuler,
  load: ({ tx, params }) => loadBilan(tx, params.bilan),
  page: (bilan, { frame }) => <AnnulerPage frame={frame} bilan={bilan} form={formOf()} />,
});

const annuler = act({
  path: routes.bilanIntermediaireAnnuler,
  name: "bilan-intermediaire.annuler",
  right: droitsBilansIntermediaires.annuler,
  load: ({ tx, params }) => loadBilan(tx, params.bilan),
  form: (input) =>
    readForm(z.object({ motif: requiredLine("Indiquez le motif de l’annulation.", 500) }), input),
  write: async ({ tx, actor, now }, bilan, { motif }) => {
    await tenirApprenants(tx, [bilan.apprenant.id]);
    const done = await annulerBilan(tx, { bilan: bilan.id, auteur: actor.habilitation, motif, now });
    if (!done) return { refusal: refuse("deja-annule", "Ce bilan intermédiaire est déjà annulé.") };
    return {
      to: routes.bilansIntermediaires.href({}, { classe: bilan.classe ?? undefined }),
      message: `Bilan intermédiaire du ${longDate(bilan.date)} annulé.`,
      object: bilan.id,
      details: { motif },
    };
  },
  page: (bilan, { frame }, form) => <AnnulerPage frame={frame} bilan={bilan} form={form} />,
});

export const evaluations: Route[] = [
  ...evaluationsEtablissement,
  page,
  creer,
  ...impressionBilans,
  annulerPage,
  annuler,
  ...mesEvaluations,
  ...lslPro,
];
