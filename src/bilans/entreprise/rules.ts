import {
  type Bilan,
  type Cle,
  lireCompetence,
  reprendre,
  type Soumise,
  type Stockee,
} from "#bilans/lignes/rules.ts";
import type { FaitsDossier } from "#dossiers/rules.ts";
import type { Role } from "#kernel/actor.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { allowed, type Decision, refuse } from "#kernel/decision.ts";
import { longDate } from "#kernel/french.ts";
import type { StatutPeriode } from "#referentiel/types.ts";
import { estVerrouille } from "#verrous/rules.ts";

export type FaitsBilan = FaitsDossier & {
  statut: StatutPeriode;
  bilan: Bilan | null;
  /** the lines by name, the two fields of the bilan among them */
  lignes: ReadonlyMap<Cle, Stockee>;
  /** the learner's last bilan intermédiaire that stands */
  dernierBilan: CivilDate | null;
};

/** Where the bilan stands in time: its date de rencontre, else the last day of the period (S-72). */
export const rencontreDe = (faits: Pick<FaitsBilan, "bilan" | "periode">): CivilDate =>
  faits.bilan?.dateRencontre ?? faits.periode.au;

/** Why a period of this status has no bilan entreprise (S-64, S-65). */
export function bilanExiste(statut: StatutPeriode): Decision {
  if (statut.bilanEntreprise) return allowed;
  return refuse(
    "pas-de-bilan-entreprise",
    `Une période « ${statut.intitule} » n’a pas de bilan entreprise : ce bilan n’existe pas pour ce statut${statut.grilleCertificative ? " (grille certificative)" : ""}.`,
  );
}

/** The date of the meeting once these lines are saved; null when none is written. */
export function rencontreApres(lignes: readonly Soumise[], bilan: Bilan | null): CivilDate | null {
  const ligne = lignes.find(({ cle }) => cle === "dateRencontre");
  if (!ligne || ligne.valeur === ligne.base.valeur) return bilan?.dateRencontre ?? null;
  return (ligne.valeur || null) as CivilDate | null;
}

/** The date given for the meeting: a bilan may not be born locked; one passed on has a date. */
export function verifierRencontre(
  date: CivilDate | null,
  faits: Pick<FaitsBilan, "periode" | "dernierBilan">,
  given: { obligatoire: boolean },
): Decision {
  if (!date && given.obligatoire)
    return refuse("date-rencontre", "Indiquez la date de la rencontre.", "dateRencontre");
  if (!faits.dernierBilan || !estVerrouille(date ?? faits.periode.au, faits.dernierBilan)) return allowed;
  return refuse(
    "date-verrouillee",
    `Un bilan intermédiaire a été fait le ${longDate(faits.dernierBilan)} : la rencontre ne peut pas être datée d’avant, ce bilan serait aussitôt figé.`,
    "dateRencontre",
  );
}

/** Who was there is said by the teacher who typed for two; the company that types says so by its own name. */
export const verifierPresence = (lignes: readonly Soumise[], role: Role): Decision =>
  role === "enseignant" ||
  lignes.every(({ cle, valeur, base }) => cle !== "presence" || valeur === base.valeur)
    ? allowed
    : refuse(
        "presence-enseignant",
        "La personne présente est indiquée par l’enseignant qui saisit.",
        "presence",
      );

/** True when saving these lines would reopen a bilan that was passed on after its page, which showed a draft, was drawn. */
export const rouvriraitSansLeSavoir = (
  bilan: Pick<Bilan, "etat"> | null,
  vu: { brouillon: boolean; ecrites: number },
): boolean => vu.brouillon && bilan?.etat === "transmis" && vu.ecrites > 0;

/** An empty bilan is not passed on: once these lines are saved, one competence at least has a level, or NE. */
export function verifierEvaluation(
  stockees: ReadonlyMap<Cle, Stockee>,
  soumises: readonly Soumise[],
): Decision {
  const competences = reprendre(stockees, soumises).filter(({ cle }) => cle.startsWith("competence."));
  if (competences.some(({ valeur }) => lireCompetence(valeur).niveau !== "")) return allowed;
  return refuse(
    "rien-evalue",
    "Évaluez au moins une compétence, ou choisissez NE, avant de transmettre.",
    competences[0]?.cle,
  );
}
