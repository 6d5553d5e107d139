import { courrielsDe } from "#comptes/store/acces-tuteur.ts";
import { loadMaitre } from "#dossiers/store/maitre.ts";
import { lireDecision, lireLieu } from "#fiche-de-liaison/form.ts";
import { type FaitsLieu, LieuPage } from "#fiche-de-liaison/lieu/pages.tsx";
import { lireFiche } from "#fiche-de-liaison/load.ts";
import { droitsFiche } from "#fiche-de-liaison/rights.ts";
import {
  champsLieu,
  conflitAvec,
  devientProposition,
  differences,
  type Lieu,
  refuserSonAdresse,
} from "#fiche-de-liaison/rules.ts";
import {
  ecrireLieu,
  type FaitsFiche,
  loadFiche,
  proposerLieu,
  trancherProposition,
} from "#fiche-de-liaison/store.ts";
import { type FormState, formOf } from "#kernel/form.ts";
import { newId } from "#kernel/id.ts";
import { routes } from "#routes.ts";
import { act, type Route, type Screen, view, type Work } from "#web/act.ts";

const avecMaitre = async (faits: FaitsFiche | null, { tx, today }: Pick<Work, "tx" | "today">) =>
  faits && { ...faits, maitre: await loadMaitre(tx, faits, today) };

const lieuPage = (faits: FaitsLieu, { actor, frame }: Pick<Screen, "actor" | "frame">, form?: FormState) => {
  const right = droitsFiche.modifierLieu(actor, faits);
  const trancher = droitsFiche.trancher(actor, faits).ok;
  // a learner goes on from what he has proposed, not from what it would replace
  const shown = actor.role === "apprenant" && faits.proposition ? faits.proposition.lieu : faits.accueil.lieu;
  return (
    <LieuPage
      faits={faits}
      actor={actor}
      frame={frame}
      form={form ?? formOf(shown)}
      modifier={right}
      trancher={trancher}
    />
  );
};

const conflit = (faits: FaitsFiche, fuseau: string, saisie: Lieu) =>
  conflitAvec(
    faits.accueil,
    fuseau,
    champsLieu.map(([name, label]) => ({
      name,
      label,
      yours: saisie[name],
      theirs: faits.accueil.lieu[name],
    })),
  );

/** « Lieu de réalisation » (S-25): the company and the tutor, typed once. */
export const lieu: Route[] = [
  view({
    path: routes.ficheLieu,
    right: droitsFiche.lire,
    load: async (work) => avecMaitre(await lireFiche(work), work),
    page: (faits, screen) => lieuPage(faits, screen),
  }),

  act({
    path: routes.ficheLieu,
    name: "fiche.lieu.modifier",
    right: droitsFiche.modifierLieu,
    load: async (work) => {
      const { tx, params } = work;
      const faits = await avecMaitre(await loadFiche(tx, params.dossier, true), work);
      return faits && { ...faits, adresses: await courrielsDe(tx, faits.apprenant.id) };
    },
    form: (input, { apprenant, accueil }) =>
      lireLieu(input, apprenant.statut === "apprenti" ? accueil.lieu : null),
    decide: (faits, { lieu }) => refuserSonAdresse(lieu.tuteurCourriel, faits.adresses, "tuteurCourriel"),
    write: async ({ tx, actor, now }, faits, saisie) => {
      const { accueil, dossier } = faits;
      const fuseau = actor.etablissement.fuseau;
      if (saisie.version !== accueil.version) return { stale: conflit(faits, fuseau, saisie.lieu) };
      const to = routes.ficheLieu.href({ dossier });
      const changements = differences(accueil.lieu, saisie.lieu);
      if (changements.length === 0)
        return { to, message: "Rien n’a changé.", object: dossier, version: accueil.version };
      const written = { par: actor.habilitation, now };
      const convenu = { tuteurInvite: accueil.tuteurInvite, conventionSignee: faits.convention !== null };
      if (devientProposition(actor.role, convenu)) {
        const proposition = { etablissement: actor.etablissement.id, accueil: accueil.id, id: newId() };
        await proposerLieu(tx, { ...proposition, lieu: saisie.lieu, ...written });
        const message = "Proposition envoyée. Un de tes enseignants va l’accepter ou l’écarter.";
        return { to, message, object: dossier, details: { changements, proposition: true } };
      }
      if (!(await ecrireLieu(tx, accueil, saisie.lieu, written)))
        return { stale: conflit(faits, fuseau, saisie.lieu) };
      const message = "Lieu de réalisation enregistré.";
      return { to, message, object: dossier, details: { changements }, version: accueil.version + 1 };
    },
    page: lieuPage,
  }),

  act({
    path: routes.ficheProposition,
    name: "fiche.lieu.trancher",
    right: droitsFiche.trancher,
    load: async (work) => avecMaitre(await loadFiche(work.tx, work.params.dossier, true), work),
    form: lireDecision,
    write: async ({ tx, actor, now }, faits, { proposition, version, acceptee }) => {
      const { accueil, dossier } = faits;
      const shown = faits.proposition;
      const stale = conflitAvec(faits.accueil, actor.etablissement.fuseau, []);
      if (shown?.id !== proposition || version !== accueil.version)
        return { stale: { ...stale, by: "La proposition ou la fiche a changé depuis l’affichage." } };
      const written = { par: actor.habilitation, now };
      await trancherProposition(tx, { proposition, acceptee, ...written });
      if (acceptee && !(await ecrireLieu(tx, accueil, shown.lieu, written))) return { stale };
      const to = routes.ficheLieu.href({ dossier });
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
];
