import { type EnTete, onPaper, surPapier } from "#documents/paper.ts";
import { documents } from "#documents/typst.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { listName, longDate } from "#kernel/french.ts";

/** One référentiel's part of the dashboard, in words. */
export type PartieImprimee = {
  /** « Baccalauréat professionnel Maintenance des systèmes de production connectés » */
  diplome: string;
  lignes: { code: string; intitule: string; premier: string; dernier: string; tendance: string }[];
  /** the drawing, and what it says for who does not see it */
  radar: { svg: string; alt: string; raison: string } | null;
  /** every evaluation in time order; its number is its place */
  evaluations: { date: string; titre: string; lieu: string; priseEnCompte: string }[];
  /** the heat table: one line a competence, one cell an evaluation; null: not evaluated that day */
  chaleur: { code: string; cases: ({ code: string; couleur: string } | null)[] }[];
};

/** One learner's dashboard on paper. */
export type FeuilleTableau = {
  apprenant: { nom: string; prenom: string };
  classe: string;
  imprimee: CivilDate;
  /** what was asked of it (« pôle C2, en entreprise »); "" when it is whole */
  filtres: string;
  regle: string;
  parties: PartieImprimee[];
  attitudes: {
    periodes: { nom: string; au: string }[];
    lignes: { intitule: string; degres: string[]; tendance: string }[];
  };
  bilans: { date: string; auteur: string; commentaire: string }[];
};

/** Columns that stand side by side on the page; beyond, another table follows. */
const COLONNES = { evaluations: 12, periodes: 5 };

/** Ranges of at most `size` out of `length`, in order. */
const tranches = (length: number, size: number): [from: number, to: number][] =>
  Array.from({ length: Math.ceil(length / size) }, (_, i) => [i * size, Math.min(length, (i + 1) * size)]);

/** « 24/10/23 »: a head as narrow as its column; the list below the table says the whole date. */
const sansSiecle = (date: string): string => date.replace(/\/\d\d(\d\d)$/, "/$1");

const radarName = (partie: number): string => `radar-${partie}.svg`;

/** The dashboard of a learner (S-78) as a tagged PDF. */
export function tableauDeBordPdf(school: EnTete, feuille: FeuilleTableau): Promise<Uint8Array<ArrayBuffer>> {
  const { etablissement, images } = surPapier(school);
  const titre = `Tableau de bord – ${listName(feuille.apprenant)}`;
  const { periodes, lignes } = feuille.attitudes;
  // a picture, not a text: the words of a document are made safe for its fonts, which would break a drawing
  const dessins = Object.fromEntries(
    feuille.parties.flatMap(({ radar }, i) => (radar ? [[radarName(i), Buffer.from(radar.svg)]] : [])),
  );
  return documents.compile({
    template: "tableau-de-bord.typ",
    images: { ...images, ...dessins },
    fields: {},
    data: {
      ...feuille,
      etablissement,
      titre,
      pied: `${titre} · ${longDate(feuille.imprimee)}`,
      apprenant: onPaper(feuille.apprenant),
      imprimee: longDate(feuille.imprimee),
      parties: feuille.parties.map(({ chaleur, evaluations, radar, ...partie }, i) => ({
        ...partie,
        radar: radar && { image: radarName(i), alt: radar.alt, raison: radar.raison },
        evaluations,
        chaleur: tranches(evaluations.length, COLONNES.evaluations).map(([from, to]) => ({
          tetes: evaluations
            .slice(from, to)
            .map(({ date }, i) => ({ n: from + i + 1, date: sansSiecle(date) })),
          lignes: chaleur.map(({ code, cases }) => ({ code, cases: cases.slice(from, to) })),
        })),
      })),
      attitudes: tranches(periodes.length, COLONNES.periodes).map(([from, to], i, all) => ({
        tetes: periodes.slice(from, to),
        // the trend is that of the whole: it stands with the last periods
        tendance: i === all.length - 1 && periodes.length > 1,
        lignes: lignes.map((ligne) => ({ ...ligne, degres: ligne.degres.slice(from, to) })),
      })),
    },
  });
}
