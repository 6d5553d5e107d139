import type { CandidatDEpreuve } from "#bilans/certificative/liste/rules.ts";
import { type Contenu, etatTexte, session } from "#bilans/certificative/rules.ts";
import { instantDate } from "#bilans/certificative/words.ts";
import { shortDate } from "#kernel/french.ts";

type Tableau = { colonnes: { titre: string; largeur: number }[]; lignes: string[][] };

const niveauText = (contenu: Contenu | undefined, code: string): string => {
  const found = contenu?.competences.find((competence) => competence.code === code);
  return found ? `${found.niveau} ${found.texte}`.trim() : "";
};

/**
 * A part of the exam as a sheet: one line a candidate, one column a competence. Only what is validated has levels: a
 * draft is named as such and gives none.
 */
export function tableauDeLaPartie(candidats: readonly CandidatDEpreuve[], fuseau: string): Tableau {
  const codes = [
    ...new Set(
      candidats.flatMap(({ validation }) => validation?.contenu.competences.map(({ code }) => code) ?? []),
    ),
  ].toSorted((a, b) => a.localeCompare(b, "fr", { numeric: true }));
  const colonne = (titre: string, largeur: number) => ({ titre, largeur });
  return {
    colonnes: [
      colonne("Nom", 20),
      colonne("Prénom", 18),
      colonne("Classe", 12),
      colonne("Session", 9),
      colonne("Épreuve", 10),
      colonne("Période", 18),
      colonne("État", 15),
      colonne("Version", 9),
      colonne("Date de l’évaluation", 20),
      colonne("Validée le", 20),
      colonne("Validée par", 22),
      ...codes.map((code) => colonne(code, 20)),
      colonne("Commentaire", 60),
    ],
    lignes: candidats.map(({ apprenant, classe, statut, periode, etat, validation }) => [
      apprenant.nom,
      apprenant.prenom,
      classe.nom,
      String(session(classe.annee)),
      statut.code,
      periode.nom,
      etatTexte[etat],
      validation ? String(validation.numero) : "",
      validation?.contenu.date ? shortDate(validation.contenu.date) : "",
      validation ? instantDate(validation.le, fuseau) : "",
      validation?.par ?? "",
      ...codes.map((code) => niveauText(validation?.contenu, code)),
      validation?.contenu.commentaire ?? "",
    ]),
  };
}
