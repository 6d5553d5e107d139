import { avancement, semainesEcoulees } from "#dossiers/rules/avancement.ts";
import { autoEvaluationOuverte, type EtatDossier } from "#dossiers/rules/etat.ts";
import { addDays, type CivilDate, mondayOf } from "#kernel/civil-date.ts";
import { longDate } from "#kernel/french.ts";
import type { StatutPeriode } from "#referentiel/types.ts";
import { routes } from "#routes.ts";

/** The one thing a learner is invited to do next, said to him (tu). */
export type ProchaineTache = { phrase: string; bouton: string; href: string };

/** He has seen enough to say where he stands, and the meeting is near. */
const DERNIERE_SEMAINE = 7;

/** Null when nothing waits: the learner is up to date. */
export function prochaineTache(
  etat: EtatDossier,
  statut: StatutPeriode,
  today: CivilDate,
): ProchaineTache | null {
  const { dossier, periode, semaines } = etat;
  const { etape } = avancement(periode.du, periode.au, today);
  const week = (lundi: CivilDate) => routes.semaine.href({ dossier, lundi });
  if (etat.bilanEntreprise?.etat === "transmis" && !etat.bilanEntreprise.vuParApprenant)
    return {
      phrase: "Ton bilan entreprise t’a été transmis. Lis-le, puis dis ce que tu en penses.",
      bouton: "Lire mon bilan",
      href: routes.bilanEntreprise.href({ dossier }),
    };
  if (etat.lieu.entreprise === "")
    return {
      phrase: `Indique l’entreprise qui t’accueille${etat.apprenant.statut === "apprenti" ? "" : " et le nom de ton tuteur"}, même si tout n’est pas complet.`,
      bouton: "Renseigner mon entreprise",
      href: routes.fiche.href({ dossier, onglet: "lieu" }),
    };
  if (etape === "a-venir") return null;
  const thisWeek = mondayOf(today);
  if (etape === "en-cours" && semaines.length === 0)
    return {
      phrase: "Ta première semaine t’attend. Raconte une chose que tu as faite aujourd’hui, même courte.",
      bouton: "Raconter ma semaine",
      href: week(thisWeek),
    };
  const missing = semainesEcoulees(periode.du, periode.au, today).find((lundi) => !semaines.includes(lundi));
  if (missing)
    return {
      phrase: `La semaine du ${longDate(missing)} n’est pas encore racontée.`,
      bouton: "Raconter cette semaine",
      href: week(missing),
    };
  if (etape === "en-cours" && !semaines.includes(thisWeek))
    return {
      phrase: "Qu’as-tu fait cette semaine ? Quelques lignes suffisent.",
      bouton: "Raconter ma semaine",
      href: week(thisWeek),
    };
  if (etat.activites === 0)
    return {
      phrase: "Choisis une intervention de maintenance qui t’a appris quelque chose et décris-la.",
      bouton: "Décrire une activité",
      href: routes.activiteNouvelle.href({ dossier }),
    };
  if (
    today >= addDays(periode.au, -DERNIERE_SEMAINE) &&
    autoEvaluationOuverte(etat, statut) &&
    etat.autoEvaluation.competences === 0
  )
    return {
      phrase: "Dis où tu en es, sur la même grille que ton bilan entreprise, avant la rencontre.",
      bouton: "M’auto-évaluer",
      href: routes.autoEvaluation.href({ dossier }),
    };
  return null;
}
