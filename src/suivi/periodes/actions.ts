import { FEUILLES_MAX } from "#documents/tirage/rules.ts";
import type { Actor } from "#kernel/actor.ts";
import type { Decision } from "#kernel/decision.ts";
import { droitsPeriodes } from "#periodes/rights.ts";
import { routes } from "#routes.ts";
import type { PeriodeVue } from "#suivi/periodes/vue.ts";
import type { IconName } from "#ui/icon-sprite.ts";
import type { MenuItem } from "#ui/menu.tsx";

type Entree = { text: string; icon: IconName; href: string };

const si = (decision: Decision, entree: Entree & { danger?: boolean }): MenuItem =>
  decision.ok ? entree : { text: entree.text, icon: "lock", reason: decision.message };

/** The file exists for élèves, and for apprentis where the school says so; without one there is nothing to print. */
const preconventions = (periode: PeriodeVue, actor: Actor): MenuItem => {
  const text = "Ouvrir pour imprimer la pré-convention pour tous";
  const params = { periode: periode.id };
  const feuilles = actor.etablissement.documentsApprentis ? periode.dossiers : periode.scolaires;
  // those of a large period are prepared on a page of its own
  if (feuilles > FEUILLES_MAX) return { text, icon: "printer", href: routes.tirage.href(params) };
  return feuilles > 0
    ? { text, icon: "printer", href: routes.preconventions.href(params), download: true }
    : {
        text,
        icon: "lock",
        reason:
          periode.classes.length > 0
            ? "Aucun élève sous statut scolaire dans cette période : pour un apprenti, la convention est celle de son contrat."
            : "Aucun apprenant dans cette période.",
      };
};

/** The grids of a tour of visits (S-77), where the status evaluates something. */
const grilles = ({ id, statut, classes }: PeriodeVue): MenuItem[] =>
  classes.length > 0 && (statut.bilanEntreprise || statut.bilanAttitudes || statut.grilleCertificative)
    ? [
        {
          text: "Préparer les rencontres : imprimer les grilles pour tous",
          icon: "printer",
          href: routes.grilles.href({ periode: id }),
          download: true,
        },
      ]
    : [];

/** The period's menu (S-05): an act one may not do stays in sight, with its reason (B-33). */
export function actionsPeriode(periode: PeriodeVue, actor: Actor): MenuItem[] {
  const params = { periode: periode.id };
  return [
    si(droitsPeriodes.modifier(actor, periode), {
      text: "Modifier les paramètres de la période",
      icon: "settings",
      href: routes.periodeInformations.href(params),
    }),
    ...(periode.statut.choixApprenants
      ? []
      : [
          si(droitsPeriodes.changerCandidats(actor, periode), {
            text: "Ajouter ou retirer un candidat",
            icon: "users",
            href: routes.periodeCandidats.href(params),
          }),
        ]),
    ...(periode.statut.grilleCertificative
      ? [
          {
            text: "Évaluations certificatives",
            icon: "graduation-cap" as const,
            href: routes.evaluationsCertificatives.href(
              {},
              { classe: periode.classes[0], epreuve: periode.statut.code },
            ),
          },
        ]
      : []),
    preconventions(periode, actor),
    ...grilles(periode),
    { text: "Gérer les tuteurs", icon: "users", href: routes.tuteurs.href(params) },
    { text: "Inviter tous les tuteurs", icon: "send", href: routes.tuteursTous.href(params) },
    { text: "Référents et visites", icon: "map-pin", href: routes.repartition.href(params) },
    { text: "Suivi de la période", icon: "layout-grid", href: routes.suivi.href(params) },
    { text: "Présence et absences", icon: "calendar-check", href: routes.presencePeriode.href(params) },
    { text: "À terminer", icon: "list-checks", href: routes.periodeATerminer.href(params) },
    si(droitsPeriodes.dupliquer(actor), {
      text: "Dupliquer pour une autre année",
      icon: "copy",
      href: routes.periodeDupliquer.href(params),
    }),
    si(droitsPeriodes.supprimer(actor, periode), {
      text: "Supprimer la période",
      icon: "trash-2",
      danger: true,
      href: routes.periodeSupprimer.href(params),
    }),
  ];
}
