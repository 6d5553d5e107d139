import type { Block, Picture } from "#documents/portfolio/blocks.ts";
import { definitions, heading, intitules, pictures, quiet } from "#documents/portfolio/chapitres/blocs.ts";
import type { ActivitePresentee, DonneesPortfolio } from "#documents/portfolio/donnees.ts";
import { parseCivilDate } from "#kernel/civil-date.ts";
import { longDate } from "#kernel/french.ts";
import { conditions, partiesActivite } from "#portfolio/activites/champs.ts";

const valeur = (kind: string, text: string): string => {
  const date = kind === "date" ? parseCivilDate(text) : undefined;
  return date ? longDate(date) : text;
};

const prefixed = (word: string, all: readonly Picture[]): Picture[] =>
  all.map((picture) => ({
    ...picture,
    caption: picture.caption ? `${word}\u00a0: ${picture.caption}` : word,
  }));

function activite(une: ActivitePresentee): Block[] {
  const condition = conditions.find(({ code }) => code === une.condition)?.intitule;
  const parties = partiesActivite.flatMap(({ titre, champs }) =>
    definitions(
      titre,
      champs.map(({ name, label, kind }) => ({ term: label, value: valeur(kind, une.champs[name] ?? "") })),
    ),
  );
  return [
    heading(2, une.titre),
    ...(condition ? [quiet(`Conditions de réalisation\u00a0: ${condition.toLocaleLowerCase("fr")}.`)] : []),
    ...(parties.length > 0
      ? parties
      : [quiet("Le bon de travail et le rapport d’intervention restent à écrire.")]),
    ...intitules("Tâches mises en œuvre", une.taches),
    ...intitules("Compétences mises en œuvre", une.competences),
    ...pictures([...prefixed("Avant", une.avant), ...prefixed("Après", une.apres)]),
  ];
}

/** Those the learner selected, each on its own page: a work order and its report. */
export function activites({ activites: toutes }: DonneesPortfolio): Block[] {
  return toutes
    .filter(({ exporter }) => exporter)
    .flatMap((une, i): Block[] => [...(i > 0 ? [{ kind: "pageBreak" as const }] : []), ...activite(une)]);
}
