import { type EnTete, onPaper, surPapier } from "#documents/paper.ts";
import { documents } from "#documents/typst.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { dateRange, listName, longDate } from "#kernel/french.ts";

/** One certificative grid, as it was validated or as its draft stands. */
export type GrilleCertificativeModel = {
  etablissement: EnTete;
  /** « Baccalauréat professionnel Maintenance des systèmes de production connectés » */
  diplome: string;
  contenu: {
    candidat: { nom: string; prenom: string; classe: string };
    epreuve: { code: string; intitule: string };
    periode: { nom: string; du: CivilDate; au: CivilDate };
    entreprise: string;
    tuteur: string;
    date: CivilDate | null;
    commentaire: string;
    motif: string;
    competences: {
      code: string;
      intitule: string;
      niveau: string;
      texte: string;
      /** « Karim Benali, le 23 nov. à 10 h 00 »; "" when nobody chose */
      signature: string;
      details: { intitule: string; niveau: string; texte: string }[];
      proposition: { niveau: string; signature: string } | null;
    }[];
  };
  /** null: a draft, which the paper says in its title */
  validation: { version: number; signature: string; remplacee: boolean } | null;
  imprimee: string;
};

/** The certificative grid on paper (S-65): who chose what and when, what the company proposed, which version. */
export function grilleCertificativePdf({
  contenu,
  validation,
  etablissement: school,
  ...rest
}: GrilleCertificativeModel): Promise<Uint8Array<ArrayBuffer>> {
  const { candidat, epreuve, periode } = contenu;
  const { etablissement, images } = surPapier(school);
  const etat = validation ? `Version ${validation.version}` : "Brouillon";
  return documents.compile({
    template: "grille-certificative.typ",
    images,
    fields: {},
    data: {
      ...rest,
      etablissement,
      titre: `Grille certificative ${epreuve.code} – ${listName(candidat)} – ${etat}`,
      pied: `Grille certificative ${epreuve.code} · ${listName(candidat)} · ${etat}`,
      etat,
      validation: validation && {
        signature: validation.signature,
        remplacee: validation.remplacee,
      },
      candidat: { nom: onPaper(candidat), classe: candidat.classe },
      epreuve: epreuve.intitule,
      periode: `${periode.nom}, ${dateRange(periode.du, periode.au)}`,
      entreprise: contenu.entreprise,
      tuteur: contenu.tuteur,
      date: contenu.date ? longDate(contenu.date) : "",
      commentaire: contenu.commentaire,
      motif: contenu.motif,
      competences: contenu.competences,
    },
  });
}
