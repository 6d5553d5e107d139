import { keepLink } from "#comptes/store.ts";
import { allowed, refuse } from "#kernel/decision.ts";
import { parsed } from "#kernel/form-input.ts";
import { routes } from "#routes.ts";
import { retourGestion } from "#tuteurs/liens.ts";
import { choixDuDossier, loadGestion, loadUn } from "#tuteurs/load.ts";
import { RemisePage } from "#tuteurs/remise/pages.tsx";
import { droitsTuteurs } from "#tuteurs/rights.ts";
import { apprenti, expirationLien } from "#tuteurs/rules.ts";
import { accesVivant, lienRemis } from "#tuteurs/store/acces.ts";
import { act, type Route, view } from "#web/act.ts";

const sansAcces = refuse(
  "sans-acces",
  "Ce tuteur n’a pas d’accès en cours : envoyez-lui d’abord un lien d’accès.",
);

const DEJA = "Ce lien a déjà été montré. Pour en donner un autre, recommencez : le premier marche toujours.";

/** « Remettre le lien autrement » (B-39): a fresh link, shown once on paper or screen; its hash alone is kept. */
export const remise: Route[] = [
  // the address read again (typed, or the comfort of reading switched): back to the tutor
  view({
    path: routes.tuteurRemettre,
    right: droitsTuteurs.lire,
    load: (work) => loadGestion(work, choixDuDossier(work)),
    page: (_, screen) => new Response(null, { status: 303, headers: { Location: retourGestion(screen) } }),
  }),

  act({
    path: routes.tuteurRemettre,
    name: "tuteur.remettre-lien",
    right: droitsTuteurs.inviter,
    load: loadUn,
    form: () => parsed({}),
    decide: ({ apprenant }) => (apprenant.statut === "apprenti" ? apprenti : allowed),
    write: async (work, { ligne: { accueil }, apprenant, periode }) => {
      const { tx, actor, deps, now, today } = work;
      const retour = retourGestion(work);
      const acces = await accesVivant(tx, accueil.id, today);
      if (!acces) return { refusal: sansAcces };
      const jeton = deps.randomBytes(32).toString("base64url");
      await keepLink(tx, {
        but: "tuteur",
        etablissement: actor.etablissement.id,
        cible: acces.id,
        jeton,
        now,
        expire: expirationLien(acces.jusquAu, actor.etablissement.fuseau),
      });
      await lienRemis(tx, acces.id);
      return {
        to: retour,
        message: DEJA,
        object: acces.id,
        show: ({ frame }) => (
          <RemisePage
            frame={frame}
            lien={`${deps.origin}${routes.acces.href({ jeton })}`}
            retour={retour}
            ecole={actor.etablissement.nom}
            tuteur={acces.tuteur}
            apprenant={apprenant}
            periode={{ nom: periode.nom, du: accueil.du, au: accueil.au }}
            jusquAu={acces.jusquAu}
          />
        ),
      };
    },
  }),
];
