import type { TableauClasse } from "#tableau-de-bord/classe/rules.ts";

/**
 * The class as a table of words, the same for CSV and XLSX: one learner a line, one competence a column, the code of
 * his last level in it.
 * @param intitule the words of a competence
 */
export function exportClasse(
  { competences, lignes }: TableauClasse,
  intitule: (code: string) => string,
): { colonnes: { titre: string; largeur: number }[]; lignes: string[][] } {
  return {
    colonnes: [
      { titre: "Nom", largeur: 20 },
      { titre: "Prénom", largeur: 16 },
      { titre: "Statut", largeur: 11 },
      ...competences.map((code) => ({ titre: `${code} ${intitule(code)}`, largeur: 14 })),
    ],
    lignes: lignes.map(({ apprenant, niveaux }) => [
      apprenant.nom.toLocaleUpperCase("fr"),
      apprenant.prenom,
      apprenant.statut === "apprenti" ? "Apprenti" : "Scolaire",
      ...competences.map((code) => niveaux.get(code)?.niveau.code ?? ""),
    ]),
  };
}
