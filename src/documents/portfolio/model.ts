import type { Block, Cover } from "#documents/portfolio/blocks.ts";
import { activites } from "#documents/portfolio/chapitres/activites.ts";
import { annexes } from "#documents/portfolio/chapitres/annexes.ts";
import { commentaires } from "#documents/portfolio/chapitres/commentaires.ts";
import { entreprise, geolocaliser, organigramme } from "#documents/portfolio/chapitres/entreprise.ts";
import { semaines } from "#documents/portfolio/chapitres/semaines.ts";
import type { DonneesPortfolio } from "#documents/portfolio/donnees.ts";
import { count, dateRange, fullName, longDate } from "#kernel/french.ts";

/** « 3 activités présentées sur 5 » */
const selection = (donnees: DonneesPortfolio): string => {
  const choisies = donnees.activites.filter(({ exporter }) => exporter).length;
  return choisies === donnees.activites.length
    ? ""
    : `Il présente ${count(choisies, "activité")} sur les ${donnees.activites.length} que contient le portfolio.`;
};

function couverture(donnees: DonneesPortfolio): Cover {
  const { apprenant, periode, accueils, etablissement, jour } = donnees;
  const nom = fullName(apprenant);
  const dates = dateRange(periode.du, periode.au);
  const tuteurs = [
    ...new Set(accueils.flatMap(({ tuteur }) => (tuteur ? fullName(tuteur).trim() : []))),
  ].filter(Boolean);
  const facts = [
    { term: "Classe", value: donnees.classe },
    { term: "Diplôme préparé", value: donnees.diplome },
    {
      term: accueils.length > 1 ? "Entreprises" : "Entreprise",
      value: accueils
        .map(({ entreprise, ville }) => [entreprise, ville].filter(Boolean).join(", "))
        .join("\n"),
    },
    {
      term:
        apprenant.statut === "apprenti"
          ? "Maître d’apprentissage"
          : tuteurs.length > 1
            ? "Tuteurs"
            : "Tuteur",
      value: tuteurs.join("\n"),
    },
  ];
  return {
    kind: "cover",
    documentTitle: `Portfolio ${periode.nom} – ${nom}`,
    author: nom,
    date: jour,
    school: {
      name: etablissement.nom,
      address: [etablissement.adresse, etablissement.ville].filter(Boolean).join(", "),
    },
    over: "Portfolio",
    title: nom,
    lead: `${periode.nom}, ${dates}`,
    facts: facts.filter(({ value }) => value !== ""),
    note: [`Fichier préparé le ${longDate(jour)}.`, selection(donnees)].filter(Boolean).join(" "),
    running: {
      left: [nom, donnees.classe].filter(Boolean).join(", "),
      right: periode.nom,
      foot: `Portfolio, ${etablissement.nom}`,
    },
  };
}

type Chapitre = { titre: string; blocks: Block[]; vide: string };

const chapitresDe = (donnees: DonneesPortfolio): Chapitre[] => [
  {
    titre: "Présenter l’entreprise",
    blocks: entreprise(donnees),
    vide: "L’entreprise n’est pas encore présentée.",
  },
  {
    titre: "Géolocaliser l’entreprise",
    blocks: geolocaliser(donnees),
    vide: "L’adresse de l’entreprise n’est pas encore connue.",
  },
  {
    titre: "Organigramme",
    blocks: organigramme(donnees),
    vide: "L’organigramme n’est pas encore construit.",
  },
  {
    titre: "Activités hebdomadaires",
    blocks: semaines(donnees),
    vide: "Aucune semaine n’est encore racontée.",
  },
  {
    titre: "Présenter une activité",
    blocks: activites(donnees),
    vide:
      donnees.activites.length === 0
        ? "Aucune activité n’est encore présentée."
        : "Aucune activité n’est choisie pour l’export.",
  },
  { titre: "Annexes", blocks: annexes(donnees), vide: "Le portfolio n’a pas d’annexe." },
  ...(donnees.commentaires === null
    ? []
    : [
        {
          titre: "Commentaires",
          blocks: commentaires(donnees),
          vide: "Personne n’a encore laissé de commentaire.",
        },
      ]),
];

/**
 * The portfolio as blocks (S-56): cover, contents, then the seven chapters of the portfolio in their order; the last
 * only when comments are wanted. A chapter begins a page; one of a single paragraph, or left empty, follows on.
 */
export function modeleDuPortfolio(donnees: DonneesPortfolio): Block[] {
  return [
    couverture(donnees),
    { kind: "contents", title: "Sommaire" },
    ...chapitresDe(donnees).flatMap(({ titre, blocks, vide }, i): Block[] => [
      ...(blocks.length > 1 || i === 0 ? [{ kind: "pageBreak" as const }] : []),
      { kind: "heading", level: 1, number: String(i + 1), text: titre },
      ...(blocks.length > 0 ? blocks : [{ kind: "paragraph" as const, text: vide, look: "quiet" as const }]),
    ]),
  ];
}
