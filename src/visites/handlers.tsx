import { barreVoisins } from "#dossiers/rules/voisins.ts";
import { contentDisposition, fileName } from "#files/download.ts";
import { ics } from "#files/ics.ts";
import { addDays, instantIn } from "#kernel/civil-date.ts";
import { refuse } from "#kernel/decision.ts";
import { type FormState, formOf } from "#kernel/form.ts";
import { fullName, longDate } from "#kernel/french.ts";
import { enseignants } from "#periodes/store.ts";
import { routes } from "#routes.ts";
import { formulaireVisite, lireCompteRendu, lireVisite } from "#visites/form.ts";
import { MesVisitesPage } from "#visites/mes-visites.tsx";
import { VisitePage, VisitesPage } from "#visites/pages.tsx";
import { repartition } from "#visites/repartition/handlers.tsx";
import { droitsVisites } from "#visites/rights.ts";
import { formes, lieuDu, type Personne, verifierDate } from "#visites/rules.ts";
import {
  dossiersDuVisiteur,
  type FaitsVisites,
  loadVisite,
  loadVisites,
  modifierVisite,
  planifier,
} from "#visites/store.ts";
import { act, type Route, type Screen, view, type Work } from "#web/act.ts";

/** Visits of periods that ended longer ago are history: they stay in their dossier. */
const JOURS_MONTRES = 60;
const DUREE_VISITE = 60;

const miens = ({ tx, actor, today }: Work) =>
  dossiersDuVisiteur(tx, actor.habilitation, addDays(today, -JOURS_MONTRES));

/** The visits of a dossier, and the team one may choose a visitor in. */
async function loadAvecEquipe({
  tx,
  params,
  today,
}: Pick<Work, "tx" | "today"> & { params: { dossier: string } }) {
  const faits = await loadVisites(tx, params.dossier);
  return faits && { ...faits, equipe: await enseignants(tx, today) };
}

async function loadUne({ tx, params, today }: Pick<Work, "tx" | "today"> & { params: { visite: string } }) {
  const faits = await loadVisite(tx, params.visite);
  return faits && { ...faits, today, equipe: await enseignants(tx, today) };
}

/** From one learner's visits to the next one's. */
const voisins = (faits: FaitsVisites, { actor }: Screen) =>
  barreVoisins(actor, faits, (dossier) => routes.visites.href({ dossier }));

const dossierPage = (faits: FaitsVisites & { equipe: Personne[] }, screen: Screen, form?: FormState) => (
  <VisitesPage
    frame={screen.frame}
    faits={faits}
    equipe={faits.equipe}
    today={screen.today}
    ecrire={droitsVisites.ecrire(screen.actor, faits)}
    voisins={voisins(faits, screen)}
    form={
      form ??
      formOf({ forme: "sur-place", visiteur: faits.visiteur ?? faits.referent ?? screen.actor.habilitation })
    }
  />
);

const visitePage = (
  faits: NonNullable<Awaited<ReturnType<typeof loadUne>>>,
  screen: Screen,
  form?: FormState,
) => (
  <VisitePage
    frame={screen.frame}
    faits={faits}
    equipe={faits.equipe}
    today={screen.today}
    ecrire={droitsVisites.ecrire(screen.actor, faits)}
    voisins={voisins(faits, screen)}
    form={form ?? formulaireVisite(faits.visite)}
  />
);

/** « Mes visites » and the visits of a dossier (B-13). */
export const visites: Route[] = [
  ...repartition,

  view({
    path: routes.mesVisites,
    right: droitsVisites.mesVisites,
    load: miens,
    page: (dossiers, { frame, today, actor }) => (
      <MesVisitesPage frame={frame} dossiers={dossiers} today={today} moi={actor.habilitation} />
    ),
  }),

  view({
    path: routes.mesVisitesIcs,
    right: droitsVisites.mesVisites,
    load: miens,
    page: (dossiers, { actor, deps, now }) => {
      const { fuseau } = actor.etablissement;
      const rendezvous = dossiers.flatMap(({ apprenant, classe, lieux, visites: planned }) =>
        planned
          .filter((visite) => visite.visiteur.id === actor.habilitation)
          .map((visite) => ({ visite, lieu: lieuDu(lieux, visite.date) }))
          .map(({ visite, lieu }) => ({
            uid: `${visite.id}@passerelle`,
            sequence: visite.version,
            titre: `Visite : ${fullName(apprenant)} (${classe})`,
            lieu: lieu
              ? [lieu.entreprise, lieu.adresse, `${lieu.codePostal} ${lieu.ville}`.trim()]
                  .filter(Boolean)
                  .join(", ")
              : "",
            description: [
              formes[visite.forme],
              ...(lieu?.tuteur.nom
                ? [`Tuteur : ${fullName(lieu.tuteur)} ${lieu.tuteur.telephone}`.trim()]
                : []),
              ...(lieu?.telephone ? [`Entreprise : ${lieu.telephone}`] : []),
            ].join("\n"),
            url: deps.origin + routes.visite.href({ visite: visite.id }),
            annule: visite.etat === "annulee",
            ...(visite.heure
              ? { debut: instantIn(visite.date, visite.heure, fuseau), minutes: DUREE_VISITE }
              : { jour: visite.date }),
          })),
      );
      return new Response(ics(rendezvous, now), {
        headers: {
          "Content-Type": "text/calendar; charset=utf-8",
          "Content-Disposition": contentDisposition(fileName("Mes visites", "ics")),
        },
      });
    },
  }),

  view({
    path: routes.visites,
    right: droitsVisites.lire,
    load: loadAvecEquipe,
    page: (faits, screen) => dossierPage(faits, screen),
  }),

  act({
    path: routes.visites,
    name: "visite.planifier",
    right: droitsVisites.ecrire,
    load: loadAvecEquipe,
    form: (input, { equipe }) => lireVisite(input, equipe),
    decide: ({ periode }, { date }) => verifierDate(date, periode),
    write: async ({ tx, actor, now }, faits, saisie) => {
      const id = await planifier(tx, {
        ...saisie,
        etablissement: actor.etablissement.id,
        dossier: faits.dossier,
        par: actor.habilitation,
        now,
      });
      return {
        to: routes.visites.href({ dossier: faits.dossier }),
        object: id,
        details: { dossier: faits.dossier },
        message: `Visite prévue le ${longDate(saisie.date)}.`,
      };
    },
    page: (faits, screen, form) => dossierPage(faits, screen, form),
  }),

  view({
    path: routes.visite,
    right: droitsVisites.lire,
    load: loadUne,
    page: (faits, screen) => visitePage(faits, screen),
  }),

  act({
    path: routes.visite,
    name: "visite.modifier",
    right: droitsVisites.ecrire,
    load: loadUne,
    form: (input, { equipe, today }) => lireCompteRendu(input, equipe, today),
    decide: ({ periode }, { date }) => verifierDate(date, periode),
    write: async ({ tx, actor, now }, faits, saisie) => {
      const { visite } = faits;
      if (!(await modifierVisite(tx, visite.id, { ...saisie, par: actor.habilitation, now })))
        return {
          stale: {
            version: visite.version,
            by: "Cette visite a été modifiée entre-temps.",
            fields: [
              { name: "date", label: "Date", yours: longDate(saisie.date), theirs: longDate(visite.date) },
              {
                name: "compteRendu",
                label: "Compte rendu",
                yours: saisie.compteRendu,
                theirs: visite.compteRendu,
              },
            ].filter((field) => field.yours !== field.theirs),
          },
        };
      return {
        to: routes.visite.href({ visite: visite.id }),
        object: visite.id,
        version: saisie.version + 1,
        message: saisie.etat === "faite" ? "Visite faite, compte rendu enregistré." : "Visite enregistrée.",
      };
    },
    page: (faits, screen, form) => visitePage(faits, screen, form),
  }),

  act({
    path: routes.visiteAnnuler,
    name: "visite.annuler",
    right: droitsVisites.ecrire,
    load: loadUne,
    form: (input) => ({ ok: true, value: { retablir: input.text("decision") === "retablir" } }),
    write: async ({ tx, actor, now }, { visite, dossier }, { retablir }) => {
      const done = await modifierVisite(tx, visite.id, {
        ...visite,
        visiteur: visite.visiteur.id,
        etat: retablir ? "prevue" : "annulee",
        par: actor.habilitation,
        now,
      });
      if (!done)
        return { refusal: refuse("visite-modifiee", "Cette visite vient d’être modifiée : rouvrez-la.") };
      return {
        to: routes.visites.href({ dossier }),
        object: visite.id,
        message: retablir ? "Visite rétablie." : "Visite annulée. Vous pouvez la rétablir.",
      };
    },
  }),
];
