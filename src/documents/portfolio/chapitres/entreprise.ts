import type { Block } from "#documents/portfolio/blocks.ts";
import { definitions, drawing, heading, paragraphs, quiet } from "#documents/portfolio/chapitres/blocs.ts";
import type { DonneesPortfolio } from "#documents/portfolio/donnees.ts";
import { fullName } from "#kernel/french.ts";
import { questionsEntreprise } from "#portfolio/entreprise/form.ts";

const adresseDe = (place: { adresse: string; codePostal: string; ville: string }): string =>
  [place.adresse, `${place.codePostal} ${place.ville}`]
    .map((line) => line.trim())
    .filter(Boolean)
    .join("\n");

export function entreprise({ accueil, tuteur, apprenant, presentation }: DonneesPortfolio): Block[] {
  const accompagne = apprenant.statut === "apprenti" ? "Maître d’apprentissage" : "Tuteur";
  return [
    ...definitions("L’entreprise d’accueil", [
      { term: "Nom", value: accueil?.entreprise ?? "" },
      { term: "Adresse", value: accueil ? adresseDe(accueil) : "" },
      { term: "Secteur d’activité", value: accueil?.secteur ?? "" },
      { term: "Téléphone", value: accueil?.telephone ?? "" },
      { term: accompagne, value: tuteur ? fullName(tuteur).trim() : "" },
      { term: "Son téléphone", value: tuteur?.telephone ?? "" },
      { term: "Son courriel", value: tuteur?.courriel ?? "" },
      ...questionsEntreprise
        .filter(({ kind }) => kind === "ligne")
        .map(({ name, label }) => ({ term: label, value: presentation[name] })),
    ]),
    ...questionsEntreprise.flatMap(({ name, label, kind }): Block[] => {
      if (kind === "ligne") return [];
      const answer = presentation[name].trim();
      return answer === "" ? [] : [heading(2, label), ...paragraphs(answer)];
    }),
  ];
}

export function geolocaliser({ accueil, carte }: DonneesPortfolio): Block[] {
  return [
    ...(carte ? [drawing(carte.image)] : []),
    ...definitions("Où se trouve l’entreprise", [
      { term: "Nom", value: accueil?.entreprise ?? "" },
      { term: "Adresse", value: accueil ? adresseDe(accueil) : "" },
      { term: "Situation", value: carte?.situation ?? "" },
      { term: "Coordonnées", value: carte?.coordonnees ?? "" },
      { term: "Précision du repère", value: carte?.precision ?? "" },
    ]),
    ...(carte ? [quiet(carte.sources)] : []),
  ];
}

export function organigramme({ organigramme: { image, postes } }: DonneesPortfolio): Block[] {
  if (postes.length === 0) return [];
  return [
    ...(image ? [drawing(image)] : []),
    heading(2, "L’organigramme en toutes lettres"),
    {
      kind: "list",
      items: postes.map(({ niveau, fonction, nom }) => ({
        level: niveau - 1,
        text: [{ text: fonction, bold: true }, { text: nom && `, ${nom}` }],
      })),
    },
  ];
}
