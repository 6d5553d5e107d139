import type { StatutPeriode } from "#referentiel/types.ts";
import { etapesDe, type LigneSuivi, titres } from "#suivi/matrice/rules.ts";

/** How to reach the people of a dossier; empty where nothing is known. */
export type Contact = {
  tuteur: { nom: string; courriel: string; telephone: string };
  apprenant: { courriel: string };
};

export type TableauDeSuivi = {
  colonnes: { titre: string /** in characters */; largeur: number }[];
  lignes: string[][];
};

/**
 * The follow-up as a table of words, the same for CSV and XLSX (B-12).
 * @param contacts by dossier
 */
export function tableauDeSuivi(
  lignes: readonly LigneSuivi[],
  contacts: ReadonlyMap<string, Contact>,
  statut: StatutPeriode,
): TableauDeSuivi {
  const etapes = etapesDe(statut);
  return {
    colonnes: [
      { titre: "Nom", largeur: 20 },
      { titre: "Prénom", largeur: 16 },
      { titre: "Classe", largeur: 12 },
      { titre: "Statut", largeur: 11 },
      { titre: "Courriel de l’apprenant", largeur: 32 },
      { titre: "Entreprise", largeur: 30 },
      { titre: "Ville", largeur: 20 },
      { titre: "Tuteur ou maître", largeur: 24 },
      { titre: "Courriel du tuteur ou du maître", largeur: 32 },
      { titre: "Téléphone du tuteur", largeur: 19 },
      { titre: "Professeur référent", largeur: 24 },
      ...etapes.map((etape) => ({
        titre: etape === "entreprise" ? "Entreprise renseignée" : titres[etape],
        largeur: 18,
      })),
      { titre: "En retard", largeur: 50 },
    ],
    lignes: lignes.map(({ etat, cases, retards }) => {
      const contact = contacts.get(etat.dossier);
      return [
        etat.apprenant.nom.toLocaleUpperCase("fr"),
        etat.apprenant.prenom,
        etat.classe.nom,
        etat.apprenant.statut === "apprenti" ? "Apprenti" : "Scolaire",
        contact?.apprenant.courriel ?? "",
        [etat.lieu.entreprise, etat.secondeEntreprise].filter(Boolean).join(" ; "),
        etat.lieu.ville,
        contact?.tuteur.nom ?? "",
        contact?.tuteur.courriel ?? "",
        contact?.tuteur.telephone ?? "",
        etat.equipe.referent,
        ...etapes.map((etape) => cases.get(etape)?.texte ?? ""),
        retards.join(", "),
      ];
    }),
  };
}
