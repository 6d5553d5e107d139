import {
  absencesAConfirmer,
  attitudesAFaire,
  bilanAFaire,
  type EtatDossier,
  lieuIncomplet,
  periodeClose,
  semainesManquantes,
  tuteurAttendu,
} from "#dossiers/rules/etat.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { count } from "#kernel/french.ts";
import type { StatutPeriode } from "#referentiel/types.ts";
import { routes } from "#routes.ts";

/** What a dossier may still lack, the bilans first. */
export type Manque =
  | "bilan"
  | "attitudes"
  | "personnel"
  | "vu"
  | "absences"
  | "semaines"
  | "activites"
  | "entreprise"
  | "proposition"
  | "inviter"
  | "venu"
  | "fiche";

/** Each kind: its title, and who must act. */
export const manques: Record<Manque, { titre: string; qui: string }> = {
  bilan: { titre: "Bilans entreprise à transmettre", qui: "Vous, avec le tuteur ou le maître" },
  attitudes: {
    titre: "Bilans des attitudes à transmettre",
    qui: "Le tuteur ou le maître ; vous pouvez compléter",
  },
  personnel: { titre: "Bilans personnels à remplir", qui: "L’apprenant" },
  vu: { titre: "Bilans entreprise que l’apprenant n’a pas lus", qui: "L’apprenant" },
  absences: { titre: "Absences à confirmer", qui: "Vous, ou le tuteur" },
  semaines: { titre: "Semaines non racontées", qui: "L’apprenant" },
  activites: { titre: "Aucune activité décrite", qui: "L’apprenant" },
  entreprise: { titre: "Lieu de réalisation incomplet", qui: "L’apprenant ; vous pouvez corriger" },
  proposition: { titre: "Changements d’entreprise ou de tuteur à valider", qui: "Vous" },
  inviter: { titre: "Tuteurs à inviter, maîtres à désigner", qui: "Vous ; l’administrateur pour un maître" },
  venu: { titre: "Tuteurs qui ne sont pas encore venus", qui: "Le tuteur" },
  fiche: { titre: "Fiches de liaison non lues par l’entreprise", qui: "Le tuteur ou le maître" },
};

/** One dossier that lacks it: a detail in words ("" when the title says all), the page where it is done. */
export type LigneManque = { etat: EtatDossier; detail: string; href: string };
export type GroupeManque = { manque: Manque; lignes: LigneManque[] };

type Constat = { detail: string; href: string } | null;

const etatBilan = (bilan: { etat: string } | null) => (bilan ? "brouillon" : "pas commencé");

/** What this dossier lacks of one kind; null: nothing. */
function manque(kind: Manque, etat: EtatDossier, statut: StatutPeriode, today: CivilDate): Constat {
  const { dossier, apprenant, tuteur, periode } = etat;
  const apprenti = apprenant.statut === "apprenti";
  const on = (when: boolean, href: string, detail = ""): Constat => (when ? { detail, href } : null);
  const fiche = routes.ficheLieu.href({ dossier });
  const tuteurs = routes.tuteurs.href({ periode: periode.id }, { dossier });
  switch (kind) {
    case "bilan":
      return on(
        bilanAFaire(etat, statut, today),
        routes.bilanEntreprise.href({ dossier }),
        etatBilan(etat.bilanEntreprise),
      );
    case "attitudes":
      return on(
        attitudesAFaire(etat, statut, today),
        routes.attitudes.href({ dossier }),
        etatBilan(etat.attitudes),
      );
    case "personnel":
      return on(etat.personnel === null, routes.bilanPersonnel.href({ dossier }));
    case "vu":
      return on(
        etat.bilanEntreprise?.etat === "transmis" && !etat.bilanEntreprise.vuParApprenant,
        routes.bilanEntreprise.href({ dossier }),
      );
    case "absences":
      return on(absencesAConfirmer(etat, today), routes.presence.href({ dossier }));
    case "semaines": {
      const missing = semainesManquantes(etat, today).length;
      return on(missing > 0, routes.semaines.href({ dossier }), count(missing, "semaine"));
    }
    case "activites":
      return on(etat.activites === 0, routes.activites.href({ dossier }));
    case "entreprise":
      return on(lieuIncomplet(etat) !== null, fiche, lieuIncomplet(etat)?.toLocaleLowerCase("fr"));
    case "proposition":
      return on(etat.propositionEnAttente, fiche);
    case "inviter":
      if (apprenti) return on(tuteur.nom === "", fiche, "maître à désigner");
      return on(tuteur.nom !== "" && !tuteur.invite, tuteurs);
    case "venu":
      return on(
        tuteurAttendu(etat) && !tuteur.venu,
        tuteurs,
        tuteur.courriel === "refuse" ? "envoi refusé" : "",
      );
    case "fiche":
      return on(
        (apprenti ? tuteur.nom !== "" : tuteurAttendu(etat) && tuteur.venu) && tuteur.ficheLueLe === null,
        fiche,
      );
  }
}

/**
 * Every bilan and document still open, grouped by what is missing, in the order given. A period that has not begun, or
 * that a later bilan intermédiaire closes, lacks nothing.
 */
export function resteATerminer(
  etats: readonly EtatDossier[],
  statutDe: (etat: EtatDossier) => StatutPeriode,
  today: CivilDate,
): GroupeManque[] {
  const open = etats.filter((etat) => today >= etat.periode.du && !periodeClose(etat));
  return (Object.keys(manques) as Manque[])
    .map((kind) => ({
      manque: kind,
      lignes: open.flatMap((etat) => {
        const found = manque(kind, etat, statutDe(etat), today);
        return found ? [{ etat, ...found }] : [];
      }),
    }))
    .filter(({ lignes }) => lignes.length > 0);
}
