import { postLetter } from "#courriels/queue.ts";
import { conflitAvec, refuserSonAdresse } from "#fiche-de-liaison/rules.ts";
import { ecrireLieu, type FaitsFiche } from "#fiche-de-liaison/store.ts";
import { all, allowed, refuse } from "#kernel/decision.ts";
import { type FormState, formOf } from "#kernel/form.ts";
import { parsed } from "#kernel/form-input.ts";
import { longDate } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { acces } from "#tuteurs/acces/handlers.tsx";
import { type IdentiteTuteur, lireInvitation } from "#tuteurs/form.ts";
import { type Gestion, loadGestion, loadUn } from "#tuteurs/load.ts";
import { GestionPage } from "#tuteurs/pages.tsx";
import { remise } from "#tuteurs/remise/handlers.tsx";
import { droitsTuteurs } from "#tuteurs/rights.ts";
import { apprenti, couvreLaPeriode, dernierJourAcces } from "#tuteurs/rules.ts";
import { inviter, revoquer } from "#tuteurs/store/acces.ts";
import { regardDe, tous } from "#tuteurs/tous/handlers.tsx";
import { revue } from "#tuteurs/tous/rules.ts";
import { act, type Route, type Screen, view } from "#web/act.ts";

const identiteDe = ({ accueil }: FaitsFiche): IdentiteTuteur => ({
  nom: accueil.lieu.tuteurNom,
  prenom: accueil.lieu.tuteurPrenom,
  courriel: accueil.lieu.tuteurCourriel,
});

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
    form={form ?? formOf(gestion.fiche ? identiteDe(gestion.fiche) : {})}
    inviter={gestion.fiche ? droitsTuteurs.inviter(actor, gestion.fiche) : allowed}
    prets={revue(gestion.lignes, regardDe(actor, gestion)).prets.length}
  />
);

/** « Gestion des tuteurs » (S-31…S-38): the learners at the left, the tutor's identity at the right. */
export const tuteurs: Route[] = [
  ...tous,
  view({
    path: routes.tuteurs,
    right: droitsTuteurs.lire,
    load: ({ tx, params, query }) => loadGestion(tx, params.periode, query.get("dossier")),
    page: (gestion, screen) => gestionPage(gestion, screen),
  }),

  act({
    path: routes.tuteurInviter,
    name: "tuteur.inviter",
    right: droitsTuteurs.inviter,
    load: loadUn,
    form: lireInvitation,
    decide: (faits, { tuteur }) =>
      all(
        faits.apprenant.statut === "apprenti" ? apprenti : allowed,
        refuserSonAdresse(tuteur.courriel, faits.gestion.adresses.get(faits.apprenant.id) ?? [], "courriel"),
      ),
    write: async ({ tx, actor, now, today }, faits, { version, tuteur }) => {
      const { accueil, dossier, periode } = faits;
      const before = identiteDe(faits);
      const etablissement = actor.etablissement.id;
      const changed =
        tuteur.nom !== before.nom || tuteur.prenom !== before.prenom || tuteur.courriel !== before.courriel;
      if (changed && version !== accueil.version)
        return { stale: conflit(faits, actor.etablissement.fuseau, tuteur) };
      if (changed) {
        const lieu = {
          ...accueil.lieu,
          tuteurNom: tuteur.nom,
          tuteurPrenom: tuteur.prenom,
          tuteurCourriel: tuteur.courriel,
          // another person at another address: the telephone kept is not his
          ...(tuteur.nom !== before.nom && tuteur.courriel !== before.courriel
            ? { tuteurTelephone: "" }
            : {}),
        };
        await ecrireLieu(tx, accueil, lieu, { par: actor.habilitation, now });
      }
      const jusquAu = dernierJourAcces(today);
      const invitations = [{ accueil: accueil.id, dossier, tuteur }];
      const par = actor.habilitation;
      const [invite] = await inviter(tx, { etablissement, invitations, par, jusquAu, now, today });
      const accueilTuteur = invite?.acces ?? "";
      await postLetter(
        tx,
        { etablissement, destinataire: tuteur.courriel, dossier, now },
        { modele: "invitation-tuteur", donnees: { accueilTuteur } },
      );
      const court = couvreLaPeriode(jusquAu, periode.au)
        ? ""
        : " Attention : il s’arrêtera avant les bilans, renvoyez-le plus près de la période.";
      return {
        to: routes.tuteurs.href({ periode: periode.id }, { dossier }),
        message: `Lien d’accès envoyé à ${tuteur.courriel}, valable jusqu’au ${longDate(jusquAu)}.${court}`,
        object: accueilTuteur,
        mail: true,
      };
    },
    page: (faits, screen, form) => gestionPage(faits.gestion, screen, form),
  }),

  act({
    path: routes.tuteurInvalider,
    name: "tuteur.invalider",
    right: droitsTuteurs.inviter,
    load: loadUn,
    form: () => parsed({}),
    write: async ({ tx, actor, now, today }, { accueil, dossier, periode }) => {
      const etablissement = actor.etablissement.id;
      const ended = await revoquer(tx, { etablissement, acces: [{ accueil: accueil.id }], now, today });
      if (ended === 0) return { refusal: refuse("pas-invite", "Aucun tuteur n’a d’accès à ce dossier.") };
      return {
        to: routes.tuteurs.href({ periode: periode.id }, { dossier }),
        message: "Accès invalidé : le tuteur ne peut plus entrer. Vous pouvez lui renvoyer un lien.",
        object: dossier,
      };
    },
    page: (faits, screen) => gestionPage(faits.gestion, screen),
  }),

  ...remise,
  ...acces,
];

const conflit = (faits: FaitsFiche, fuseau: string, saisie: IdentiteTuteur) => {
  const stored = identiteDe(faits);
  return conflitAvec(faits.accueil, fuseau, [
    { name: "nom", label: "Nom", yours: saisie.nom, theirs: stored.nom },
    { name: "prenom", label: "Prénom", yours: saisie.prenom, theirs: stored.prenom },
    { name: "courriel", label: "Adresse mail", yours: saisie.courriel, theirs: stored.courriel },
  ]);
};
