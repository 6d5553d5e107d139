import { type EnTete, onPaper, surPapier } from "#documents/paper.ts";
import { documents } from "#documents/typst.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { dateRange, listName } from "#kernel/french.ts";
import { qrPath } from "#ui/qr.tsx";

/** One thing to evaluate, and the code already chosen for it: "" on a blank grid. */
export type LignePapier = { code: string; intitule: string; aide: string; choix: string; detail: boolean };
/** What is ticked on each line: a code and its words. */
export type Echelle = readonly { code: string; texte: string }[];

/** The paper of one meeting: what the period evaluates, in the order in which it is then typed. */
export type FeuilleGrille = {
  /** « Bilan entreprise », « Bilan des attitudes professionnelles », « Grille certificative » */
  titre: string;
  /** the exam; "" for a bilan */
  epreuve: string;
  remplie: boolean;
  apprenant: { nom: string; prenom: string; classe: string };
  diplome: string;
  periode: { nom: string; du: CivilDate; au: CivilDate };
  entreprise: string;
  tuteur: { role: string; nom: string };
  referent: string;
  /** the whole address where this paper is typed */
  lien: string;
  /** already known: "" leaves a line to write on; null: this paper has no such line */
  date: string | null;
  presence: string | null;
  taches: {
    activite: string;
    taches: { code: string; intitule: string; note: string; cochee: boolean }[];
  }[];
  competences: { echelle: Echelle; groupes: { intitule: string; lignes: LignePapier[] }[] } | null;
  engagement: { degres: readonly string[]; rang: number } | null;
  /** the comment already written; null: the grid has none */
  commentaire: string | null;
  attitudes: { echelle: Echelle; lignes: LignePapier[]; commentaire: string } | null;
};

/** A QR code as a picture on a white quiet zone of four modules. */
export function qrSvg(text: string): string {
  const { size, d } = qrPath(text);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-4 -4 ${size + 8} ${size + 8}"><rect x="-4" y="-4" width="${size + 8}" height="${size + 8}" fill="#fff"/><path d="${d}"/></svg>`;
}

/**
 * « Préparer la rencontre » (S-77, B-27): the grids of the learners given, one after the other, to fill with a pen; each
 * carries a QR code of the page where it is then typed.
 */
export function grillesPapierPdf(
  ecole: EnTete,
  feuilles: readonly FeuilleGrille[],
): Promise<Uint8Array<ArrayBuffer>> {
  const { etablissement, images } = surPapier(ecole);
  const [first] = feuilles;
  const one = feuilles.length === 1 && first ? first : null;
  const code = (rang: number) => `qr-${rang}.svg`;
  return documents.compile({
    template: "grille-papier.typ",
    images: {
      ...images,
      ...Object.fromEntries(
        feuilles.map(({ lien }, rang) => [code(rang), new TextEncoder().encode(qrSvg(lien))]),
      ),
    },
    fields: {},
    data: {
      etablissement,
      titre: one
        ? `${one.titre} à remplir – ${listName(one.apprenant)} – ${one.periode.nom}`
        : `Grilles à remplir – ${first?.periode.nom ?? ""}`,
      pieds: feuilles.map(
        ({ titre, apprenant, periode }) => `${titre} · ${listName(apprenant)} · ${periode.nom}`,
      ),
      feuilles: feuilles.map((feuille, rang) => ({
        ...feuille,
        qr: code(rang),
        // in pieces: a long run of letters is given places where it may break, which an address must not have
        lien: feuille.lien.match(/.{1,16}/g) ?? [],
        apprenant: { nom: onPaper(feuille.apprenant), classe: feuille.apprenant.classe },
        periode: `${feuille.periode.nom}, ${dateRange(feuille.periode.du, feuille.periode.au)}`,
      })),
    },
  });
}
