import type { Block } from "#documents/portfolio/blocks.ts";
import { heading, quiet } from "#documents/portfolio/chapitres/blocs.ts";
import type { CommentaireLu, DonneesPortfolio } from "#documents/portfolio/donnees.ts";
import { civilDateIn } from "#kernel/civil-date.ts";
import { de, fullName, longDate } from "#kernel/french.ts";
import { lieuDe } from "#portfolio/commentaires/rules.ts";
import { semainesDe } from "#portfolio/semaines/rules.ts";

/** General ones first, then what they are about in the order of the tabs, as the screen names it. */
function parSujet(donnees: DonneesPortfolio): Map<string, CommentaireLu[]> {
  const { dossier, periode, semaines: ecrites, activites: presentees } = donnees;
  const contexte = {
    dossier,
    semaines: semainesDe(
      periode,
      ecrites.map(({ lundi }) => lundi),
    ),
    activites: presentees,
  };
  return Map.groupBy(
    [...(donnees.commentaires ?? [])].sort((a, b) => Number(a.ancre !== "") - Number(b.ancre !== "")),
    ({ ancre }) => lieuDe(ancre, contexte)?.nom ?? "Une partie retirée du portfolio",
  );
}

export function commentaires(donnees: DonneesPortfolio): Block[] {
  const jour = (le: Date) => longDate(civilDateIn(le, donnees.fuseau));
  return [...parSujet(donnees)].flatMap(([titre, lus]): Block[] => [
    heading(2, titre),
    ...lus.flatMap(({ auteur, le, faitLe, texte, reponse }): Block[] => [
      quiet([
        { text: fullName(auteur), bold: true },
        {
          text: `, ${auteur.role}, le ${jour(le)}. ${
            faitLe ? `Pris en compte le ${jour(faitLe)}.` : "À prendre en compte."
          }`,
        },
      ]),
      { kind: "paragraph", text: texte, look: "quote" },
      ...(reponse
        ? [
            {
              kind: "paragraph" as const,
              text: [
                { text: `Réponse ${de(donnees.apprenant.prenom)}\u00a0: `, bold: true },
                { text: reponse },
              ],
            },
          ]
        : []),
    ]),
  ]);
}
