import { dureeEnTexte } from "#annexes/rules/horaires.ts";
import { civilDateIn } from "#kernel/civil-date.ts";
import { fullName, shortDate } from "#kernel/french.ts";
import type { LignePresence } from "#presence/classe/lignes.ts";
import { heuresFaites, nombre } from "#presence/rules/mots.ts";

export type TableauDePresence = {
  colonnes: { titre: string /** in characters */; largeur: number }[];
  lignes: string[][];
};

/** What each learner of a period did, as a table of words, the same for CSV and XLSX: what the State's allowance is asked on. */
export const tableauDePresence = (lignes: readonly LignePresence[], fuseau: string): TableauDePresence => ({
  colonnes: [
    { titre: "Nom", largeur: 20 },
    { titre: "Prénom", largeur: 16 },
    { titre: "Classe", largeur: 12 },
    { titre: "Statut", largeur: 11 },
    { titre: "Entreprise", largeur: 30 },
    { titre: "Premier jour prévu", largeur: 18 },
    { titre: "Dernier jour prévu", largeur: 18 },
    { titre: "Jours prévus", largeur: 13 },
    { titre: "Jours faits", largeur: 13 },
    { titre: "Jours d’absence", largeur: 15 },
    { titre: "Heures prévues", largeur: 15 },
    { titre: "Heures faites", largeur: 15 },
    { titre: "Plus venu à partir du", largeur: 20 },
    { titre: "Absences confirmées le", largeur: 21 },
    { titre: "Par", largeur: 24 },
  ],
  lignes: lignes.map(({ etat, presence, total, confirmee, plusVenuDepuis }) => {
    const { jours, confirmation } = presence;
    const [first, last] = [jours[0], jours.at(-1)];
    return [
      etat.apprenant.nom.toLocaleUpperCase("fr"),
      etat.apprenant.prenom,
      etat.classe.nom,
      etat.apprenant.statut === "apprenti" ? "Apprenti" : "Scolaire",
      [etat.lieu.entreprise, etat.secondeEntreprise].filter(Boolean).join(" ; "),
      first ? shortDate(first.jour) : "",
      last ? shortDate(last.jour) : "",
      nombre(total.prevus),
      nombre(total.faits),
      nombre(total.absences),
      total.minutes ? dureeEnTexte(total.minutes.prevues) : "",
      heuresFaites(total),
      plusVenuDepuis ? shortDate(plusVenuDepuis) : "",
      confirmee && confirmation ? shortDate(civilDateIn(confirmation.le, fuseau)) : "",
      confirmee && confirmation ? fullName(confirmation.par) : "",
    ];
  }),
});
