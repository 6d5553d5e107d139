import { courrielsDe } from "#comptes/store/acces-tuteur.ts";
import { loadMaitre } from "#dossiers/store/maitre.ts";
import { lireDecision, lireLieu } from "#fiche-de-liaison/form.ts";
import { adresseLieu, rangDemande } from "#fiche-de-liaison/lieu/adresse.ts";
import { chercherPour, type Demande, loadDemande } from "#fiche-de-liaison/lieu/annuaire.ts";
import { deuxieme } from "#fiche-de-liaison/lieu/deuxieme/handlers.tsx";
import type { FaitsLieu } from "#fiche-de-liaison/lieu/faits.ts";
import { LieuPage } from "#fiche-de-liaison/lieu/pages.tsx";
import { joursPossibles } from "#fiche-de-liaison/lieu/rules.ts";
import { lireFiche } from "#fiche-de-liaison/load.ts";
import { droitsFiche } from "#fiche-de-liaison/rights.ts";
import { conflitAvec, differences, refuserSonAdresse } from "#fiche-de-liaison/rules.ts";
import { trancherProposition } from "#fiche-de-liaison/store/lieu.ts";
import { ecrireEtRattacher, modifierLieu } from "#fiche-de-liaison/store/modifier-lieu.ts";
import { type FaitsFiche, loadFiche } from "#fiche-de-liaison/store.ts";
import { all, allowed, refuse } from "#kernel/decision.ts";
import { type FormState, formOf } from "#kernel/form.ts";
import { routes } from "#routes.ts";
import { WHOLE_FORM } from "#ui/form.tsx";
import { act, type Route, type Screen, view, type Work } from "#web/act.ts";

type OfDossier = Pick<Work, "tx" | "today" | "query"> & { params: { dossier: string } };

const avecMaitre = async (faits: FaitsFiche | null, { tx, today }: Pick<Work, "tx" | "today">) =>
  faits && { ...faits, maitre: await loadMaitre(tx, faits, today) };

/** The stay that the address names, held: what is decided is still true when it is written. */
const tenir = async (work: OfDossier) =>
  avecMaitre(await loadFiche(work.tx, work.params.dossier, true, rangDemande(work.query)), work);

const lieuPage = (
  faits: FaitsLieu,
  { actor, frame, today }: Pick<Screen, "actor" | "frame" | "today">,
  form?: FormState,
  annuaire?: Awaited<ReturnType<typeof chercherPour>>,
) => {
  const right = droitsFiche.modifierLieu(actor, faits);
  const trancher = droitsFiche.trancher(actor, faits).ok;
  // a learner goes on from what he has proposed, not from what it would replace
  const shown = actor.role === "apprenant" && faits.proposition ? faits.proposition.lieu : faits.accueil.lieu;
  return (
    <LieuPage
      faits={faits}
      actor={actor}
      frame={frame}
      today={today}
      form={form ?? formOf({ ...shown, ...annuaire?.choisie })}
      modifier={right}
      trancher={trancher}
      annuaire={annuaire ?? null}
    />
  );
};

/** « Lieu de réalisation » (S-25): the company and the tutor, typed once; each of the two when there are two (B-18). */
export const lieu: Route[] = [
  view({
    path: routes.ficheLieu,
    right: droitsFiche.lire,
    load: async (work): Promise<(FaitsLieu & { demande: Demande | null }) | null> => {
      const faits = await avecMaitre(await lireFiche(work, rangDemande(work.query)), work);
      if (!faits) return null;
      const peut = droitsFiche.modifierLieu(work.actor, faits).ok;
      return { ...faits, demande: peut ? await loadDemande(work) : null };
    },
    page: async ({ demande, ...faits }, screen) =>
      lieuPage(
        faits,
        screen,
        undefined,
        demande ? await chercherPour(demande, screen.deps.annuaireOfficiel) : undefined,
      ),
  }),

  act({
    path: routes.ficheLieu,
    name: "fiche.lieu.modifier",
    right: droitsFiche.modifierLieu,
    load: async (work) => {
      const faits = await tenir(work);
      return faits && { ...faits, adresses: await courrielsDe(work.tx, faits.apprenant.id) };
    },
    form: (input, { apprenant, accueil, sejours }) =>
      lireLieu(input, accueil.lieu, { tuteur: apprenant.statut === "scolaire", jours: sejours.length > 1 }),
    decide: (faits, { lieu }) =>
      all(
        refuserSonAdresse(lieu.tuteurCourriel, faits.adresses, "tuteurCourriel"),
        joursPossibles(faits, lieu),
      ),
    write: async (work, faits, saisie) => {
      const { accueil, dossier } = faits;
      const done = await modifierLieu(work, faits, saisie);
      if ("stale" in done) return done;
      const to = adresseLieu(dossier, accueil.rang);
      const { issue, changements, version } = done;
      if (issue === "inchange") return { to, message: "Rien n’a changé.", object: dossier, version };
      if (issue === "proposition") {
        const message = "Proposition envoyée. Un de tes enseignants va l’accepter ou l’écarter.";
        return { to, message, object: dossier, details: { changements, proposition: true } };
      }
      return {
        to,
        message: "Lieu de réalisation enregistré.",
        object: dossier,
        details: { changements },
        version,
      };
    },
    page: lieuPage,
  }),

  act({
    path: routes.ficheProposition,
    name: "fiche.lieu.trancher",
    right: droitsFiche.trancher,
    load: tenir,
    form: lireDecision,
    // the other stay may have moved since it was proposed
    decide: (faits, { acceptee }) => {
      if (!acceptee || !faits.proposition) return allowed;
      const possible = joursPossibles(faits, faits.proposition.lieu);
      return possible.ok ? allowed : refuse(possible.code, possible.message, WHOLE_FORM);
    },
    write: async (work, faits, { proposition, version, acceptee }) => {
      const { tx, actor, now } = work;
      const { accueil, dossier } = faits;
      const shown = faits.proposition;
      const stale = conflitAvec(faits.accueil, actor.etablissement.fuseau, []);
      if (shown?.id !== proposition || version !== accueil.version)
        return { stale: { ...stale, by: "La proposition ou la fiche a changé depuis l’affichage." } };
      await trancherProposition(tx, { proposition, acceptee, par: actor.habilitation, now });
      if (acceptee && !(await ecrireEtRattacher(work, faits, shown.lieu))) return { stale };
      const to = adresseLieu(dossier, accueil.rang);
      const changements = differences(accueil.lieu, shown.lieu);
      const details = { proposition, acceptee, changements };
      if (!acceptee) return { to, message: "Proposition écartée.", object: dossier, details };
      const autreTuteur = shown.lieu.tuteurCourriel !== accueil.lieu.tuteurCourriel;
      const message = autreTuteur
        ? "Proposition acceptée. Le tuteur a changé : envoyez-lui un lien d’accès dans « Gestion des tuteurs »."
        : "Proposition acceptée.";
      return { to, message, object: dossier, details };
    },
    page: (faits, screen, form) =>
      lieuPage(faits, screen, {
        ...formOf(faits.accueil.lieu),
        errors: form.errors,
        ...(form.conflict ? { conflict: form.conflict } : {}),
      }),
  }),

  ...deuxieme,
];
