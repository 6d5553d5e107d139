import { type EnTete, onPaper, surPapier } from "#documents/paper.ts";
import { documents } from "#documents/typst.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { dateRange, listName } from "#kernel/french.ts";

/** A level as it is printed: its code, its words, its colour (#rrggbb) as a support. */
export type NiveauImprime = { code: string; texte: string; couleur: string };

/** One part of the paper, in the order given. */
export type PartieDeBilan =
  | {
      genre: "tableau";
      titre: string;
      /** heads of the columns; without levels, the second is empty and the table has two */
      colonnes: { quoi: string; niveau: string; qui: string };
      lignes: {
        code: string;
        intitule: string;
        niveau: NiveauImprime | null;
        /** « Karim Benali,⏎le 23 novembre 2026 à 10 h 00 » */
        signature: string;
        detail: boolean;
      }[];
      /** under the table: what was left aside; "" when nothing was */
      reste: string;
      /** said where there is no line */
      vide: string;
    }
  | { genre: "texte"; titre: string; texte: string; signature: string; vide: string };

/** A bilan as it was filled: who wrote what, when (B-20). */
export type BilanModel = {
  etablissement: EnTete;
  /** « Bilan entreprise » */
  titre: string;
  apprenant: { nom: string; prenom: string; classe: string };
  diplome: string;
  periode: { nom: string; du: CivilDate; au: CivilDate };
  /** what else stands in the frame of the head; a value of "" leaves a line to write on */
  reperes: { nom: string; valeur: string }[];
  /** « Brouillon », « Transmis le… », told in full sentences; the first one is set in bold */
  etat: string[];
  parties: PartieDeBilan[];
  /** who signs by hand */
  signataires: string[];
  imprimee: string;
};

/** A bilan on paper, tagged: levels by their code and their words, never by colour alone. */
export function bilanPdf({ etablissement: ecole, ...bilan }: BilanModel): Promise<Uint8Array<ArrayBuffer>> {
  const { etablissement, images } = surPapier(ecole);
  const { titre, apprenant, periode } = bilan;
  const who = `${listName(apprenant)} · ${periode.nom}`;
  return documents.compile({
    template: "bilan.typ",
    images,
    fields: {},
    data: {
      ...bilan,
      etablissement,
      titre: `${titre} – ${listName(apprenant)} – ${periode.nom}`,
      intitule: titre,
      pied: `${titre} · ${who}`,
      apprenant: { nom: onPaper(apprenant), classe: apprenant.classe },
      periode: `${periode.nom}, ${dateRange(periode.du, periode.au)}`,
    },
  });
}
