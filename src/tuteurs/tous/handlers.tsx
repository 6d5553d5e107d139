import { postLetters } from "#courriels/queue.ts";
import { estEnseignantDuDossier } from "#dossiers/rights.ts";
import type { Actor } from "#kernel/actor.ts";
import { refuse } from "#kernel/decision.ts";
import { type FormState, formOf } from "#kernel/form.ts";
import { count, longDate } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { ecrireCoche, lireCoches } from "#tuteurs/form.ts";
import { loadTous, type Tous } from "#tuteurs/load.ts";
import { droitsTuteurs } from "#tuteurs/rights.ts";
import { dernierJourAcces } from "#tuteurs/rules.ts";
import { inviter } from "#tuteurs/store/acces.ts";
import { TousPage } from "#tuteurs/tous/pages.tsx";
import { direLaisses, type Regard, revue, trier } from "#tuteurs/tous/rules.ts";
import { WHOLE_FORM } from "#ui/form.tsx";
import { act, type Route, type Screen, view } from "#web/act.ts";

/** A colleague who only reads sees the same review as those who may send. */
export const regardDe = (actor: Actor, { adresses, periode, classes }: Tous): Regard => {
  const lecteur = !droitsTuteurs.inviterTous(actor, { periode, classes }).ok;
  return {
    adresses,
    mienne: ({ classe }) => lecteur || estEnseignantDuDossier(actor, { classe, periode }),
  };
};

const page = (faits: Tous, { actor, frame, today }: Screen, form?: FormState) => {
  const groupes = revue(faits.lignes, regardDe(actor, faits));
  const prets = groupes.prets.map(({ ligne }) =>
    ecrireCoche({ accueil: ligne.accueil.id, version: ligne.accueil.version }),
  );
  return (
    <TousPage
      periode={faits.periode}
      revue={groupes}
      fuseau={actor.etablissement.fuseau}
      frame={frame}
      today={today}
      form={form ?? formOf({ tuteurs: prets })}
      inviter={droitsTuteurs.inviterTous(actor, faits)}
    />
  );
};

/** « Inviter tous les tuteurs » of a period, after a review screen (B-15). */
export const tous: Route[] = [
  view({
    path: routes.tuteursTous,
    right: droitsTuteurs.lire,
    load: ({ tx, params }) => loadTous(tx, params.periode),
    page: (faits, screen) => page(faits, screen),
  }),

  act({
    path: routes.tuteursTous,
    name: "tuteurs.inviter-tous",
    right: droitsTuteurs.inviterTous,
    load: ({ tx, params }) => loadTous(tx, params.periode, "tous"),
    form: lireCoches,
    write: async ({ tx, actor, now, today }, faits, coches) => {
      const { envoyer, laisses } = trier(faits.lignes, coches, regardDe(actor, faits));
      if (envoyer.length === 0)
        return { refusal: refuse("aucun-lien", `Aucun lien envoyé. ${direLaisses(laisses)}`, WHOLE_FORM) };
      const etablissement = actor.etablissement.id;
      const jusquAu = dernierJourAcces(today);
      const invites = await inviter(tx, {
        etablissement,
        invitations: envoyer.map(({ ligne, tuteur }) => ({
          accueil: ligne.accueil.id,
          dossier: ligne.dossier,
          tuteur,
        })),
        par: actor.habilitation,
        jusquAu,
        now,
        today,
      });
      await postLetters(
        tx,
        invites.map(({ tuteur, dossier, acces }) => ({
          envelope: { etablissement, destinataire: tuteur.courriel, dossier, now },
          letter: { modele: "invitation-tuteur", donnees: { accueilTuteur: acces } },
        })),
      );
      const liens = count(invites.length, "lien d’accès envoyé", "liens d’accès envoyés");
      const duree = `${invites.length > 1 ? "valables" : "valable"} jusqu’au ${longDate(jusquAu)}`;
      return {
        to: routes.tuteursTous.href({ periode: faits.periode.id }),
        message: `${liens}, ${duree}. ${direLaisses(laisses)}`.trim(),
        object: faits.periode.id,
        details: { accueilsTuteurs: invites.map((one) => one.acces), laisses: laisses.length },
        mail: true,
      };
    },
    page: (faits, screen, form) => page(faits, screen, form),
  }),
];
