import type { CivilDate } from "#kernel/civil-date.ts";
import { all, allowed, type Decision, refuse } from "#kernel/decision.ts";
import { type BilanVerrouille, verrouPeriode } from "#verrous/rules.ts";

/** A period issued from an annexe, with what changing the annexe could touch. */
export type PeriodeEmise = {
  id: string;
  nom: string;
  du: CivilDate;
  au: CivilDate;
  /** dossiers of the period: one fiche each */
  fiches: number;
  /** those with objectives or activities of their own: never rewritten */
  individualisees: number;
  /** its objectives, activities or conditions are no longer those of the annexe */
  differe: boolean;
  verrouilles: readonly BilanVerrouille[];
};

/** Can this period still take what the annexe says? Its last day included; never when it is locked (S-06). */
export const peutSuivre = (periode: PeriodeEmise, today: CivilDate): Decision =>
  all(
    periode.au < today ? refuse("terminee", "Cette période est terminée.") : allowed,
    verrouPeriode(periode.verrouilles),
  );

/** What the teacher asks of the periods already issued: nothing, or that those ticked follow. */
export type SaisiePortee = { portee: "prochaines" | "emises"; periodes: readonly string[] };

/** The periods that will follow, or why not. */
export function periodesASuivre(
  emises: readonly PeriodeEmise[],
  saisie: SaisiePortee,
  today: CivilDate,
): Decision<PeriodeEmise[]> {
  if (saisie.portee === "prochaines") return { ok: true, value: [] };
  const chosen = emises.filter((periode) => saisie.periodes.includes(periode.id));
  if (chosen.length === 0)
    return refuse("portee", "Cochez au moins une période émise, ou choisissez les prochaines.", "periodes");
  for (const periode of chosen) {
    const decision = peutSuivre(periode, today);
    if (!decision.ok) return refuse("portee", `« ${periode.nom} » : ${decision.message}`, "periodes");
  }
  return { ok: true, value: chosen };
}
