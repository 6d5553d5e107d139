import type { EtatDossier } from "#dossiers/rules/etat.ts";
import { type CivilDate, mondaysBetween } from "#kernel/civil-date.ts";
import {
  compteConfirme,
  type Decompte,
  decompte,
  type JourPrevu,
  peutConfirmer,
  plusVenuDepuis,
  semainesDe,
} from "#presence/rules.ts";
import type { Presence } from "#presence/store.ts";

/** One learner of a period, week by week. */
export type LignePresence = {
  etat: EtatDossier;
  presence: Presence;
  /** of each week of the period, by its Monday; a week without a day planned is absent */
  semaines: ReadonlyMap<CivilDate, Decompte>;
  total: Decompte;
  /** a confirmation that holds */
  confirmee: boolean;
  /** why it cannot be confirmed yet; null: it can */
  obstacle: string | null;
  plusVenuDepuis: CivilDate | null;
};

const parSemaine = (jours: readonly JourPrevu[], presence: Presence) =>
  new Map(semainesDe(jours).map(({ lundi, jours: of }) => [lundi, decompte(of, presence.notes)]));

/** The learners of a period with what they really did, in the order given. */
export const lignesDePresence = (
  etats: readonly EtatDossier[],
  presences: ReadonlyMap<string, Presence>,
  today: CivilDate,
): LignePresence[] =>
  etats.flatMap((etat) => {
    const presence = presences.get(etat.dossier);
    if (!presence) return [];
    const { jours, notes, confirmation } = presence;
    const possible = peutConfirmer(jours, notes, today);
    return {
      etat,
      presence,
      semaines: parSemaine(jours, presence),
      total: decompte(jours, notes),
      confirmee: compteConfirme(confirmation, jours, notes) !== null,
      obstacle: possible.ok ? null : possible.message,
      plusVenuDepuis: plusVenuDepuis(jours, notes),
    };
  });

/** The columns of the table: every week that the period touches. */
export const lundisDe = ({ du, au }: { du: CivilDate; au: CivilDate }): CivilDate[] => mondaysBetween(du, au);
