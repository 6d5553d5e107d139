import { extraitDe, type Recit } from "#bilans/rencontre/recit.ts";
import {
  attitudesAFaire,
  type EtatDossier,
  lieuIncomplet,
  semainesManquantes,
} from "#dossiers/rules/etat.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { fullName } from "#kernel/french.ts";
import { type Conseil, lieuDe, presents } from "#portfolio/commentaires/rules.ts";
import type { StatutPeriode } from "#referentiel/types.ts";
import { routes } from "#routes.ts";

/** What is still open, worth a word on the spot, and where it is settled. */
export type Point = {
  objet: "fiche" | "semaine" | "activites" | "conseil" | "attitudes";
  texte: string;
  href: string;
};

/**
 * What one speaks of standing up: a fiche incomplete or not read, weeks empty, no activity, advice not followed, attitudes
 * not passed on. Empty when all is well.
 * @param objet the bilan filled during the visit itself is no open point
 */
export function pointsOuverts(
  {
    etat,
    statut,
    recit,
    conseils,
  }: {
    etat: EtatDossier;
    statut: StatutPeriode;
    recit: Recit;
    conseils: readonly Conseil[];
  },
  today: CivilDate,
): Point[] {
  const { dossier, apprenant, tuteur } = etat;
  const fiche = routes.ficheLieu.href({ dossier });
  const manque = lieuIncomplet(etat);
  const vides = semainesManquantes(etat, today);
  const contexte = {
    dossier,
    semaines: recit.semaines.map((semaine) => ({ ...semaine, horsPeriode: false })),
    activites: recit.activites,
  };
  const points: (Point | false)[] = [
    manque !== null && { objet: "fiche", texte: `Fiche de liaison : ${manque.toLowerCase()}`, href: fiche },
    etat.propositionEnAttente && {
      objet: "fiche",
      texte: "Un changement d’entreprise ou de tuteur attend votre accord",
      href: fiche,
    },
    manque === null &&
      tuteur.ficheLueLe === null && {
        objet: "fiche",
        texte: `Fiche de liaison pas encore lue par ${apprenant.statut === "apprenti" ? "le maître d’apprentissage" : "le tuteur"}`,
        href: routes.ficheObjectifs.href({ dossier }),
      },
    ...recit.semaines
      .filter(({ lundi }) => vides.includes(lundi))
      .map(({ lundi, numero, dates }) => ({
        objet: "semaine" as const,
        texte: `Semaine ${numero} (${dates}) : rien n’est raconté`,
        href: routes.semaine.href({ dossier, lundi }),
      })),
    recit.activites.length === 0 &&
      today >= etat.periode.du && {
        objet: "activites",
        texte: "Aucune activité décrite",
        href: routes.activites.href({ dossier }),
      },
    ...presents(conseils)
      .filter(({ faitLe }) => faitLe === null)
      .map(({ ancre, texte, auteur }) => ({
        objet: "conseil" as const,
        texte: `Conseil de ${fullName(auteur)}, pas encore suivi : « ${extraitDe(texte)} »`,
        href: lieuDe(ancre, contexte)?.adresse ?? routes.commentaires.href({ dossier }),
      })),
    statut.bilanEntreprise &&
      attitudesAFaire(etat, statut, today) && {
        objet: "attitudes",
        texte: "Bilan des attitudes pas encore transmis",
        href: routes.attitudes.href({ dossier }),
      },
  ];
  return points.filter((point) => point !== false);
}
