import type { WrittenLetter } from "#courriels/letters.ts";
import { type EtatDossier, lieuIncomplet } from "#dossiers/rules/etat.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { dateRange, de, fullName, longDate } from "#kernel/french.ts";
import { type EtapeRappel, semainesDues } from "#relances/rappel/rules.ts";
import { prenomInitiale } from "#relances/resume/rules.ts";

/** What a reminder is written from. */
export type FaitsRappel = {
  etape: EtapeRappel;
  etat: EtatDossier;
  qui: { nom: string; prenom: string };
  enseignant: { nom: string; prenom: string };
  ecole: string;
  today: CivilDate;
};

const periodeDe = ({ periode }: EtatDossier) => `« ${periode.nom} » (${dateRange(periode.du, periode.au)})`;

/** The reminder's words, the same on the review screen and in the mail. @param lien the button's address */
export function lettreRappel(faits: FaitsRappel, lien: string): WrittenLetter {
  const { etape, etat, qui, ecole, today } = faits;
  const auteur = `${fullName(faits.enseignant)}, du ${ecole}`;
  const apprenant = prenomInitiale(etat.apprenant);
  const periode = periodeDe(etat);
  switch (etape) {
    case "entreprise": {
      const manque =
        lieuIncomplet(etat) === "Tuteur non renseigné"
          ? "le nom de ton tuteur"
          : "l’entreprise qui t’accueille";
      return {
        sujet: `Indique ${manque}`,
        paragraphes: [
          `Bonjour ${qui.prenom},`,
          `Pour la période ${periode}, il manque ${manque}. Écris ce que tu sais, même si tout n’est pas complet : tu pourras corriger.`,
        ],
        bouton: { texte: "Compléter mon lieu de réalisation", lien },
        suite: [`Ce rappel t’est envoyé par ${auteur}.`],
      };
    }
    case "semaines": {
      const dues = semainesDues(etat, today).map((lundi) => `du ${longDate(lundi)}`);
      const lesquelles =
        dues.length > 1 ? `celles ${dues.slice(0, -1).join(", ")} et ${dues.at(-1)}` : `celle ${dues[0]}`;
      const quoi =
        dues.length > 1
          ? `${dues.length} semaines ne sont pas encore racontées`
          : "une semaine n’est pas encore racontée";
      return {
        sujet: "Raconte ta période en entreprise",
        paragraphes: [
          `Bonjour ${qui.prenom},`,
          `Pour la période ${periode}, ${quoi} : ${lesquelles}. Quelques lignes suffisent.`,
        ],
        bouton: { texte: "Raconter ma semaine", lien },
        suite: [`Ce rappel t’est envoyé par ${auteur}.`],
      };
    }
    case "venu":
      return {
        sujet: `Votre accès pour suivre ${apprenant} vous attend`,
        paragraphes: [
          `Bonjour ${fullName(qui)},`,
          `Vous accueillez ${apprenant} pour la période ${periode}. Sa fiche de liaison attend votre lecture ; il n’y a ni compte à créer ni mot de passe à retenir.`,
        ],
        bouton: { texte: "Ouvrir mon accès", lien },
        suite: [`Ce rappel vous est envoyé par ${auteur}. Le lien est personnel, ne le transmettez pas.`],
      };
    case "attitudes":
      return {
        sujet: `Bilan des attitudes ${de(apprenant)}`,
        paragraphes: [
          `Bonjour ${fullName(qui)},`,
          `La période ${periode} est terminée et le bilan des attitudes ${de(apprenant)} n’est pas encore fait. Il demande quelques minutes.`,
        ],
        bouton: { texte: "Ouvrir le dossier", lien },
        suite: [`Ce rappel vous est envoyé par ${auteur}.`],
      };
  }
}
