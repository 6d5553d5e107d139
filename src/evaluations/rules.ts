import type { CivilDate } from "#kernel/civil-date.ts";
import { allowed, type Decision, refuse } from "#kernel/decision.ts";
import { listName, longDate } from "#kernel/french.ts";
import { statutDe } from "#referentiel/rules.ts";
import type { Referentiel } from "#referentiel/types.ts";
import { type Referentiels, referentielDe } from "#referentiel/versions.ts";
import { type EvaluationDatee, type SyntheseFigee, synthese } from "#tableau-de-bord/rules.ts";
import { estVerrouille } from "#verrous/rules.ts";

export type ApprenantDeClasse = { id: string; nom: string; prenom: string };

/** A bilan entreprise as a bilan intermédiaire sees it: when it is, and how far it is. */
export type BilanASolder = {
  apprenant: ApprenantDeClasse;
  dossier: string;
  periode: { nom: string; statut: string; referentiel: string; referentielVersion: string };
  /** the date de rencontre, else the last day of the period */
  rencontre: CivilDate;
  etat: "absent" | "brouillon" | "transmis";
};

/** The bilans still unfinished that a bilan intermédiaire of this date would close for good (S-74). */
export const bilansFermes = (
  bilans: readonly BilanASolder[],
  date: CivilDate,
  referentiels: Referentiels,
): BilanASolder[] =>
  bilans.filter(({ etat, rencontre, periode }) => {
    const ref = referentielDe(referentiels, periode);
    const exists = ref !== undefined && statutDe(ref, periode.statut).bilanEntreprise;
    return exists && etat !== "transmis" && estVerrouille(rencontre, date);
  });

/** Some learners have one of this very date already: one per learner and date. */
export function dejaFait(deja: readonly ApprenantDeClasse[], date: CivilDate): Decision {
  const first = deja[0];
  if (!first) return allowed;
  const others =
    deja.length > 1 ? ` et ${deja.length - 1} autre${deja.length > 2 ? "s" : ""} apprenants` : "";
  return refuse(
    "bilan-deja-fait",
    `${listName(first)}${others} : un bilan intermédiaire existe déjà à la date du ${longDate(date)}. Choisissez une autre date.`,
    "date",
  );
}

/** Closing unfinished bilans is said first, and confirmed. */
export const confirmer = (fermes: readonly BilanASolder[], confirme: boolean): Decision =>
  fermes.length === 0 || confirme
    ? allowed
    : refuse(
        "bilans-a-fermer",
        "Des bilans entreprise ne sont pas terminés : cochez la case pour les fermer quand même.",
        "confirmation",
      );

/** What is frozen: the dashboard's synthesis of what is dated strictly before, one per référentiel. */
export const figer = (
  parcours: readonly { referentiel: string; evaluations: readonly EvaluationDatee[] }[],
  date: CivilDate,
  referentiels: ReadonlyMap<string, Referentiel>,
): SyntheseFigee[] =>
  parcours.flatMap(({ referentiel, evaluations }) => {
    const ref = referentiels.get(referentiel);
    const lignes = ref ? synthese(ref, evaluations, date) : [];
    return ref && lignes.length > 0 ? [{ referentiel, version: ref.version, lignes }] : [];
  });

/** How much would be frozen for one learner: the competences that have a level before this date. */
export const combienFiges = (syntheses: readonly SyntheseFigee[]): number =>
  syntheses.flatMap(({ lignes }) => lignes).filter(({ dernier }) => dernier !== null).length;
