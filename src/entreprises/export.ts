import type { LigneEntreprise } from "#entreprises/rules.ts";
import { contentDisposition, fileName } from "#files/download.ts";
import { parseCivilDate } from "#kernel/civil-date.ts";
import { shortDate } from "#kernel/french.ts";

const colonnes = [
  { titre: "Raison sociale", largeur: 30 },
  { titre: "SIRET", largeur: 18 },
  { titre: "Adresse", largeur: 30 },
  { titre: "Code postal", largeur: 12 },
  { titre: "Ville", largeur: 20 },
  { titre: "Secteur d’activité", largeur: 28 },
  { titre: "Code NAF", largeur: 10 },
  { titre: "Téléphone", largeur: 16 },
  { titre: "Apprenants reçus", largeur: 16 },
  { titre: "Dernière période", largeur: 20 },
  { titre: "Début", largeur: 12 },
];

const jour = (texte: string | undefined) => {
  const date = texte === undefined ? undefined : parseCivilDate(texte);
  return date ? shortDate(date) : "";
};

/** The directory as a table; the school's private notes stay out of files that travel. */
export const tableauDe = (lignes: readonly LigneEntreprise[]) => ({
  colonnes,
  rows: lignes.map((une) => [
    une.nom,
    une.siret,
    une.adresse,
    une.codePostal,
    une.ville,
    une.secteur,
    une.naf,
    une.telephone,
    String(une.apprenants),
    une.derniere?.nom ?? "",
    jour(une.derniere?.du),
  ]),
});

export const fichier = (body: BodyInit, type: string, extension: string) =>
  new Response(body, {
    headers: {
      "Content-Type": type,
      "Content-Disposition": contentDisposition(fileName("Entreprises", extension)),
    },
  });
