import { courrielsDe } from "#comptes/store/acces-tuteur.ts";
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
import { type Gestion, loadGestion } from "#tuteurs/load.ts";
import { GestionPage } from "#tuteurs/pages.tsx";
import { droitsTuteurs } from "#tuteurs/rights.ts";
import { couvreLaPeriode, dernierJourAcces } from "#tuteurs/rules.ts";
import { inviter, revoquer } from "#tuteurs/store.ts";
import { act, type Route, type Screen, view, type Work } from "#web/act.ts";

type Faits = FaitsFiche & { gestion: Gestion; adresses: string[] };

/** What an act on one tutor is decided on. */
async function loadUn({
  tx,
  params,
}: Pick<Work, "tx"> & { params: { periode: string; dossier: string } }): Promise<Faits | null> {
  const gestion = await loadGestion(tx, params.periode, params.dossier, true);
  if (!gestion?.fiche) return null;
  return { ...gestion.fiche, gestion, adresses: await courrielsDe(tx, gestion.fiche.apprenant.id) };
}

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
  />
);

const apprenti = refuse(
  "apprenti",
  "Un apprenti n’a pas de tuteur de stage : son maître d’apprentissage a un compte créé par l’administrateur.",
);

/** « Gestion des tuteurs » (S-31…S-38): the learners at the left, the tutor's identity at the right. */
export const tuteurs: Route[] = [
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
        refuserSonAdresse(tuteur.courriel, faits.adresses, "courriel"),
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
      const given = { etablissement, accueil: accueil.id, dossier, par: actor.habilitation };
      const accueilTuteur = await inviter(tx, { ...given, tuteur, jusquAu, now, today });
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
      const ended = await revoquer(tx, { etablissement, accueil: accueil.id, now, today });
      if (ended === 0) return { refusal: refuse("pas-invite", "Aucun tuteur n’a d’accès à ce dossier.") };
      return {
        to: routes.tuteurs.href({ periode: periode.id }, { dossier }),
        message: "Accès invalidé : le tuteur ne peut plus entrer. Vous pouvez lui renvoyer un lien.",
        object: dossier,
      };
    },
    page: (faits, screen) => gestionPage(faits.gestion, screen),
  }),

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
