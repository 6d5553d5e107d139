import type { Block } from "#documents/portfolio/blocks.ts";
import {
  definitions,
  heading,
  intitules,
  paragraphs,
  pictures,
  quiet,
} from "#documents/portfolio/chapitres/blocs.ts";
import type { DonneesPortfolio, SemaineEcrite } from "#documents/portfolio/donnees.ts";
import { addDays, type CivilDate, parseCivilDate } from "#kernel/civil-date.ts";
import { dateRange, fullName, instantText, longDate } from "#kernel/french.ts";
import { semainesDe, titreDuJour } from "#portfolio/semaines/rules.ts";

/** « du 9 au 13 novembre 2026 »: Monday to Friday, within the period. */
function datesEnMots(lundi: CivilDate, { du, au }: { du: CivilDate; au: CivilDate }): string {
  const friday = addDays(lundi, 4);
  const from = du > lundi && du <= friday ? du : lundi;
  const to = au < friday && au >= lundi ? au : friday;
  if (from === to) return `le ${longDate(from)}`;
  return from.slice(0, 7) === to.slice(0, 7)
    ? `du ${dateRange(from, to).split(" ")[1]} au ${longDate(to)}`
    : dateRange(from, to);
}

const QUESTIONS = [
  ["fait", "Ce que j’ai fait"],
  ["reussi", "Ce que j’ai réussi"],
  ["aime", "Ce que j’ai aimé"],
  ["difficile", "Ce qui a été difficile"],
] as const;

const estEcrite = (semaine: SemaineEcrite | undefined): semaine is SemaineEcrite =>
  semaine !== undefined &&
  (QUESTIONS.some(([name]) => semaine[name].trim() !== "") ||
    Object.values(semaine.jours).some((texte) => texte.trim() !== "") ||
    semaine.taches.length > 0 ||
    semaine.photos.length > 0);

const joursDe = (jours: SemaineEcrite["jours"]) =>
  Object.entries(jours)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([jour, value]) => {
      const date = parseCivilDate(jour);
      return { term: date ? titreDuJour(date) : jour, value };
    });

export function semaines({ semaines: ecrites, periode, fuseau }: DonneesPortfolio): Block[] {
  const toutes = semainesDe(
    periode,
    ecrites.map(({ lundi }) => lundi),
  );
  const celle = (lundi: CivilDate) => ecrites.find((semaine) => semaine.lundi === lundi);
  const vides = toutes.filter(({ lundi }) => !estEcrite(celle(lundi)));
  if (vides.length === toutes.length) return [];
  return [
    ...toutes.flatMap(({ lundi, numero }): Block[] => {
      const semaine = celle(lundi);
      if (!estEcrite(semaine)) return [];
      return [
        heading(2, `Semaine ${numero}, ${datesEnMots(lundi, periode)}`),
        ...QUESTIONS.flatMap(([name, label]) => {
          const text = paragraphs(semaine[name]);
          const days = name === "fait" ? definitions("Jour par jour", joursDe(semaine.jours)) : [];
          return text.length + days.length === 0 ? [] : [heading(3, label), ...text, ...days];
        }),
        ...intitules("Tâches mises en œuvre", semaine.taches),
        ...pictures(semaine.photos),
        ...semaine.vues.map((vue) =>
          quiet(
            `Vu par ${fullName(vue)} (${vue.role}), le ${instantText(vue.le, fuseau)}${vue.mot ? `\u00a0: «\u00a0${vue.mot}\u00a0»` : "."}`,
          ),
        ),
      ];
    }),
    ...(vides.length > 0
      ? [
          quiet(
            `Pas encore raconté\u00a0: ${vides.map(({ numero, lundi }) => `semaine ${numero}, ${datesEnMots(lundi, periode)}`).join("\u00a0; ")}.`,
          ),
        ]
      : []),
  ];
}
