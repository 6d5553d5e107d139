import type { Block } from "#documents/portfolio/blocks.ts";
import { definitions, drawing, heading, paragraphs, quiet } from "#documents/portfolio/chapitres/blocs.ts";
import type { AccueilPresente, DonneesPortfolio } from "#documents/portfolio/donnees.ts";
import { dateRange, fullName } from "#kernel/french.ts";
import { questionsEntreprise } from "#portfolio/entreprise/form.ts";

const adresseDe = (place: { adresse: string; codePostal: string; ville: string }): string =>
  [place.adresse, `${place.codePostal} ${place.ville}`]
    .map((line) => line.trim())
    .filter(Boolean)
    .join("\n");

/** « 1. Fragrance Plus » where there are two: the number is the pin's. */
const nomDe = ({ rang, entreprise }: AccueilPresente): string => `${rang}. ${entreprise}`;

export function entreprise({ accueils, apprenant, presentation }: DonneesPortfolio): Block[] {
  const accompagne = apprenant.statut === "apprenti" ? "Maître d’apprentissage" : "Tuteur";
  const deux = accueils.length > 1;
  const effectifs = questionsEntreprise
    .filter(({ kind }) => kind === "ligne")
    .map(({ name, label }) => ({ term: label, value: presentation[name] }));
  return [
    ...accueils.flatMap((accueil) =>
      definitions(deux ? nomDe(accueil) : "L’entreprise d’accueil", [
        { term: "Nom", value: deux ? "" : accueil.entreprise },
        { term: "Adresse", value: adresseDe(accueil) },
        { term: "Jours", value: deux ? dateRange(accueil.jours.du, accueil.jours.au) : "" },
        { term: "Secteur d’activité", value: accueil.secteur },
        { term: "Téléphone", value: accueil.telephone },
        { term: accompagne, value: accueil.tuteur ? fullName(accueil.tuteur).trim() : "" },
        { term: "Son téléphone", value: accueil.tuteur?.telephone ?? "" },
        { term: "Son courriel", value: accueil.tuteur?.courriel ?? "" },
        ...(deux ? [] : effectifs),
      ]),
    ),
    ...(accueils.length === 1 ? [] : definitions("Effectifs", effectifs)),
    ...questionsEntreprise.flatMap(({ name, label, kind }): Block[] => {
      if (kind === "ligne") return [];
      const answer = presentation[name].trim();
      return answer === "" ? [] : [heading(2, label), ...paragraphs(answer)];
    }),
  ];
}

export function geolocaliser({ accueils, carte }: DonneesPortfolio): Block[] {
  const deux = accueils.length > 1;
  // a pin may stand before the company has a name
  const rangs = [...new Set([...accueils, ...(carte?.lieux ?? [])].map(({ rang }) => rang))].sort();
  return [
    ...(carte ? [drawing(carte.image)] : []),
    ...rangs.flatMap((rang) => {
      const accueil = accueils.find((un) => un.rang === rang);
      const lieu = carte?.lieux.find((un) => un.rang === rang);
      return definitions(deux && accueil ? nomDe(accueil) : "Où se trouve l’entreprise", [
        { term: "Nom", value: deux ? "" : (accueil?.entreprise ?? "") },
        { term: "Adresse", value: accueil ? adresseDe(accueil) : "" },
        { term: "Situation", value: lieu?.situation ?? "" },
        { term: "Coordonnées", value: lieu?.coordonnees ?? "" },
        { term: "Précision du repère", value: lieu?.precision ?? "" },
      ]);
    }),
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
