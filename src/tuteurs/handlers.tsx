import { conflitAvec, refuserSonAdresse } from "#fiche-de-liaison/rules.ts";
import { all, allowed, type Decision, refuse } from "#kernel/decision.ts";
import { type FormState, formOf } from "#kernel/form.ts";
import { parsed } from "#kernel/form-input.ts";
import { routes } from "#routes.ts";
import { acces } from "#tuteurs/acces/handlers.tsx";
import { entrerParCode } from "#tuteurs/code/entrer.tsx";
import { codeDeVisite } from "#tuteurs/code/handlers.tsx";
import { envoyerLien } from "#tuteurs/envoyer.ts";
import { type IdentiteTuteur, lireInvitation } from "#tuteurs/form.ts";
import { retourGestion } from "#tuteurs/liens.ts";
import { type FaitsUn, type Gestion, loadGestion, loadUn } from "#tuteurs/load.ts";
import { GestionPage } from "#tuteurs/pages.tsx";
import { remise } from "#tuteurs/remise/handlers.tsx";
import { RemplacerPage } from "#tuteurs/remplacer/pages.tsx";
import { droitsTuteurs } from "#tuteurs/rights.ts";
import { apprenti, corrigeOuRenvoie, estUnAutre, vivante } from "#tuteurs/rules.ts";
import { revoquer } from "#tuteurs/store/acces.ts";
import { corriger } from "#tuteurs/store/identites.ts";
import { ecrireTuteur } from "#tuteurs/store.ts";
import { regardDe, tous } from "#tuteurs/tous/handlers.tsx";
import { revue } from "#tuteurs/tous/rules.ts";
import { act, type Route, type Screen, view } from "#web/act.ts";

const gestionPage = (
  gestion: Gestion,
  { actor, frame, today }: Pick<Screen, "actor" | "frame" | "today">,
  form?: FormState,
) => (
  <GestionPage
    gestion={gestion}
    actor={actor}
    frame={frame}
    today={today}
    form={form ?? formOf(gestion.choisi?.ligne.accueil.tuteur ?? {})}
    inviter={gestion.choisi ? droitsTuteurs.inviter(actor, gestion.choisi) : allowed}
    prets={revue(gestion.lignes, regardDe(actor, gestion)).prets.length}
  />
);

const remplacerPage = (faits: FaitsUn, { frame, query }: Screen, form?: FormState) => (
  <RemplacerPage
    faits={faits}
    frame={frame}
    retour={retourGestion({ params: { periode: faits.periode.id, dossier: faits.dossier }, query })}
    form={form ?? formOf(nouveauSelonLaFiche(faits))}
  />
);

/** The fiche may already name the newcomer. */
const nouveauSelonLaFiche = ({ ligne }: FaitsUn) =>
  vivante(ligne)?.tuteur.courriel.toLowerCase() === ligne.accueil.tuteur.courriel ? {} : ligne.accueil.tuteur;

/** Whom nobody invites: an apprenti's tutor, the learner himself. */
const invitable = (faits: FaitsUn, { courriel }: IdentiteTuteur): Decision =>
  all(
    faits.apprenant.statut === "apprenti" ? apprenti : allowed,
    refuserSonAdresse(courriel, faits.gestion.adresses.get(faits.apprenant.id) ?? [], "courriel"),
  );

const autre = (a: IdentiteTuteur, b: IdentiteTuteur) =>
  a.nom !== b.nom || a.prenom !== b.prenom || a.courriel !== b.courriel;

const sansTuteur = refuse("pas-invite", "Aucun tuteur n’a d’accès à ce dossier.");

/** « Gestion des tuteurs » (S-31…S-38): the learners at the left, the tutor's identity at the right. */
export const tuteurs: Route[] = [
  ...tous,
  view({
    path: routes.tuteurs,
    right: droitsTuteurs.lire,
    load: (work) => loadGestion(work, { dossier: work.query.get("dossier") }),
    page: (gestion, screen) => gestionPage(gestion, screen),
  }),

  act({
    path: routes.tuteurInviter,
    name: "tuteur.inviter",
    right: droitsTuteurs.inviter,
    load: (work) => loadUn(work),
    form: lireInvitation,
    decide: (faits, { tuteur }) =>
      all(invitable(faits, tuteur), corrigeOuRenvoie(vivante(faits.ligne), tuteur)),
    write: async (work, faits, { version, tuteur }) => {
      const { tx, actor, now } = work;
      const { accueil } = faits.ligne;
      const changed = autre(tuteur, accueil.tuteur);
      if (changed && version !== accueil.version)
        return { stale: conflit(faits, actor.etablissement.fuseau, tuteur) };
      if (changed) await ecrireTuteur(tx, accueil, tuteur, { par: actor.habilitation, now });
      const present = vivante(faits.ligne);
      if (present && autre(tuteur, present.tuteur))
        await corriger(tx, { etablissement: actor.etablissement.id, acces: present.acces, tuteur, now });
      const sent = await envoyerLien(work, faits, tuteur);
      return { to: retourGestion(work), message: sent.message, object: sent.acces, mail: true };
    },
    page: (faits, screen, form) => gestionPage(faits.gestion, screen, form),
  }),

  view({
    path: routes.tuteurRemplacer,
    right: droitsTuteurs.inviter,
    load: (work) => loadUn(work, false),
    page: (faits, screen) => remplacerPage(faits, screen),
  }),

  act({
    path: routes.tuteurRemplacer,
    name: "tuteur.remplacer",
    right: droitsTuteurs.inviter,
    load: (work) => loadUn(work),
    form: lireInvitation,
    decide: (faits, { tuteur }) => {
      const present = vivante(faits.ligne);
      return all(invitable(faits, tuteur), present ? estUnAutre(present, tuteur) : sansTuteur);
    },
    write: async (work, faits, { version, tuteur }) => {
      const { tx, actor, now } = work;
      const { accueil, invitation } = faits.ligne;
      if (version !== accueil.version) return { stale: conflit(faits, actor.etablissement.fuseau, tuteur) };
      await ecrireTuteur(tx, accueil, tuteur, { par: actor.habilitation, now });
      const sent = await envoyerLien(work, faits, tuteur);
      return {
        to: retourGestion(work),
        message: `Tuteur remplacé : le précédent ne peut plus entrer. ${sent.message}`,
        object: sent.acces,
        details: { remplace: invitation?.acces },
        mail: true,
      };
    },
    page: (faits, screen, form) => remplacerPage(faits, screen, form),
  }),

  act({
    path: routes.tuteurInvalider,
    name: "tuteur.invalider",
    right: droitsTuteurs.inviter,
    load: (work) => loadUn(work),
    form: () => parsed({}),
    write: async (work, { ligne, dossier }) => {
      const { tx, actor, now, today } = work;
      const etablissement = actor.etablissement.id;
      const ended = await revoquer(tx, { etablissement, acces: [{ accueil: ligne.accueil.id }], now, today });
      if (ended === 0) return { refusal: sansTuteur };
      return {
        to: retourGestion(work),
        message: "Accès invalidé : le tuteur ne peut plus entrer. Vous pouvez lui renvoyer un lien.",
        object: dossier,
      };
    },
    page: (faits, screen) => gestionPage(faits.gestion, screen),
  }),

  ...remise,
  ...codeDeVisite,
  ...acces,
  ...entrerParCode,
];

const conflit = ({ ligne: { accueil } }: FaitsUn, fuseau: string, saisie: IdentiteTuteur) =>
  conflitAvec(accueil, fuseau, [
    { name: "nom", label: "Nom", yours: saisie.nom, theirs: accueil.tuteur.nom },
    { name: "prenom", label: "Prénom", yours: saisie.prenom, theirs: accueil.tuteur.prenom },
    { name: "courriel", label: "Courriel", yours: saisie.courriel, theirs: accueil.tuteur.courriel },
  ]);
