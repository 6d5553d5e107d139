import { barreVoisins } from "#dossiers/rules/voisins.ts";
import { conflitAvec } from "#fiche-de-liaison/rules.ts";
import { all, allowed, refuse } from "#kernel/decision.ts";
import { type FormState, formOf } from "#kernel/form.ts";
import { longDate, weekDay } from "#kernel/french.ts";
import { presenceDeClasse } from "#presence/classe/handlers.tsx";
import {
  apresGeste,
  champJour,
  formulairePresence,
  jourPropose,
  lirePresence,
  lireRupture,
} from "#presence/form.ts";
import { PresencePage } from "#presence/pages.tsx";
import { droitsPresence } from "#presence/rights.ts";
import { noteEnMots, PRESENT } from "#presence/rules/mots.ts";
import { arreter, type Changement, changements, peutConfirmer, reprendre } from "#presence/rules.ts";
import { ecrireNotes, type FaitsPresence, loadPresence } from "#presence/store.ts";
import { routes } from "#routes.ts";
import { act, type Route, type Screen, view } from "#web/act.ts";

type Forms = { jours?: FormState; arret?: FormState };

const page = (faits: FaitsPresence, { frame, actor, today }: Screen, { jours, arret }: Forms = {}) => {
  const { presence } = faits;
  return (
    <PresencePage
      frame={frame}
      faits={faits}
      actor={actor}
      ecrire={droitsPresence.ecrire(actor, faits)}
      confirmer={all(
        droitsPresence.confirmer(actor, faits),
        peutConfirmer(presence.jours, presence.notes, today),
      )}
      voisins={barreVoisins(actor, faits, (dossier) => routes.presence.href({ dossier }))}
      form={jours ? apresGeste(jours, presence.jours) : formulairePresence(presence.jours, presence.notes)}
      arret={arret ?? formOf({ depuis: jourPropose(presence.jours, today) })}
    />
  );
};

/** What the other one saved, where it is not what this form says. */
const conflit = ({ presence }: FaitsPresence, fuseau: string, changes: readonly Changement[]) => ({
  stale: conflitAvec(
    { version: presence.version, auteur: null, le: null },
    fuseau,
    changes.map(({ jour, avant, apres }) => ({
      name: champJour(jour),
      label: weekDay(jour),
      yours: apres ? noteEnMots(apres) : PRESENT,
      theirs: avant ? noteEnMots(avant) : PRESENT,
    })),
  ),
});

const tombee = ({ presence }: FaitsPresence) =>
  presence.confirmation ? " Les absences ne sont plus confirmées : confirmez-les de nouveau." : "";

/** The presence of one learner: absences, what was really done, the confirmation (B-17); then that of a class. */
export const presence: Route[] = [
  view({
    path: routes.presence,
    right: droitsPresence.lire,
    load: ({ tx, params }) => loadPresence(tx, params.dossier),
    page: (faits, screen) => page(faits, screen),
  }),

  act({
    path: routes.presence,
    name: "presence.noter",
    right: droitsPresence.ecrire,
    load: ({ tx, params }) => loadPresence(tx, params.dossier, true),
    form: (input, { presence }) => lirePresence(input, presence),
    decide: (faits, { notes, confirmer }, { actor, today }) =>
      confirmer
        ? all(droitsPresence.confirmer(actor, faits), peutConfirmer(faits.presence.jours, notes, today))
        : allowed,
    write: async ({ tx, actor, now }, faits, { version, notes, confirmer }) => {
      const { dossier, presence } = faits;
      const changes = changements(presence.jours, presence.notes, notes);
      const { id: etablissement, fuseau } = actor.etablissement;
      const to = routes.presence.href({ dossier });
      if (version !== presence.version) return conflit(faits, fuseau, changes);
      if (!confirmer && changes.length === 0)
        return { to, message: "Rien n’a changé.", object: dossier, version };
      await ecrireNotes(
        tx,
        { dossier, version, changes, confirmer },
        { etablissement, par: actor.habilitation, now },
      );
      return {
        to,
        object: dossier,
        version: version + 1,
        details: { changements: changes, confirmees: confirmer },
        message: confirmer ? "Absences confirmées." : `Présence enregistrée.${tombee(faits)}`,
      };
    },
    page: (faits, screen, jours) => page(faits, screen, { jours }),
  }),

  /** « N’est plus venu à partir du… »: the rest of the stay in one act, and back. */
  act({
    path: routes.presenceArret,
    name: "presence.arret",
    right: droitsPresence.ecrire,
    load: ({ tx, params }) => loadPresence(tx, params.dossier, true),
    form: lireRupture,
    decide: ({ presence: { jours } }, { depuis }) =>
      jours.some(({ jour }) => jour >= depuis)
        ? allowed
        : refuse("apres-la-fin", "Aucun jour n’est prévu à partir de cette date.", "depuis"),
    write: async ({ tx, actor, now }, faits, { depuis, retour, version }) => {
      const { dossier, presence } = faits;
      const { jours, notes } = presence;
      const after = retour ? reprendre(notes, depuis) : arreter(jours, notes, depuis);
      const changes = changements(jours, notes, after);
      const { id: etablissement, fuseau } = actor.etablissement;
      const to = routes.presence.href({ dossier });
      if (version !== presence.version) return conflit(faits, fuseau, changes);
      if (changes.length === 0) return { to, message: "Rien n’a changé.", object: dossier };
      await ecrireNotes(
        tx,
        { dossier, version, changes, confirmer: false },
        { etablissement, par: actor.habilitation, now },
      );
      const from = `à partir du ${longDate(depuis)}`;
      return {
        to,
        object: dossier,
        details: { depuis, retour, changements: changes },
        message: `${retour ? `Présence rétablie ${from}` : `Absence notée ${from}, jusqu’à la fin`}.${tombee(faits)}`,
      };
    },
    page: (faits, screen, arret) => page(faits, screen, { arret }),
  }),

  ...presenceDeClasse,
];
