import { type EnTete, onPaper, surPapier } from "#documents/paper.ts";
import { documents } from "#documents/typst.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { listName, longDate } from "#kernel/french.ts";

/** One learner's sheet: what the bilan intermédiaire froze, as it was frozen. */
export type FeuilleBilan = {
  apprenant: { nom: string; prenom: string };
  classe: string;
  date: CivilDate;
  auteur: string;
  commentaire: string;
  /** why it was cancelled; null when it stands */
  annule: string | null;
  syntheses: {
    /** « Baccalauréat professionnel Maintenance des systèmes de production connectés » */
    diplome: string;
    lignes: { code: string; intitule: string; niveau: string; le: string; tendance: string }[];
  }[];
};

/** Bilans intermédiaires on paper, one learner a sheet, in the order given. */
export function bilansIntermediairesPdf(
  school: EnTete,
  feuilles: readonly FeuilleBilan[],
): Promise<Uint8Array<ArrayBuffer>> {
  const { etablissement, images } = surPapier(school);
  const first = feuilles[0];
  const title = ({ apprenant, date }: FeuilleBilan) =>
    `Bilan intermédiaire du ${longDate(date)} – ${listName(apprenant)}`;
  return documents.compile({
    template: "bilan-intermediaire.typ",
    images,
    fields: {},
    data: {
      etablissement,
      titre:
        feuilles.length === 1 && first
          ? title(first)
          : `Bilan intermédiaire du ${first ? longDate(first.date) : ""} – ${first?.classe ?? ""}`,
      pieds: feuilles.map(title),
      feuilles: feuilles.map((feuille) => ({
        ...feuille,
        apprenant: onPaper(feuille.apprenant),
        date: longDate(feuille.date),
      })),
    },
  });
}
