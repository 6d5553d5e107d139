/*
 * How wide Figtree's letters are, in hundredths of the text's size: read once from the shipped font (its semi-bold; the
 * regular is narrower), so that words are broken on the server, without a browser. Rounded up.
 */
const table: readonly (readonly [number, string])[] = [
  [25, "’' ,.`il ´¸ìíîïīįıĺļľ"],
  [30, ":;Ij|¡¦¯·¹ÌÍÎÏĪĮİĵł"],
  [35, "![]ª³"],
  [40, '"()frt{}°²ºŕŗř'],
  [45, "-/1\\_ť"],
  [50, "*sz¨¿śŝşšźżž"],
  [55, "37?FJLacekvx¢§àáâãäåçèéêëāăąćĉċčēėęě–"],
  [65, "#&+048<=>BKRSXYZ~¬®±×Ý÷ŔŖŘŚŜŞŠŶŸŹŻŽ"],
  [70, "ADÀÁÂÃÄÅĀĂĄĎ…€"],
  [75, "CGHUVÇÐÙÚÛÜĆĈĊČĐĜĞĠĢĤĦŪŬŮŰŲ"],
  [85, "%MNOQwÑÒÓÔÕÖØŃŅŇŌŐŵ"],
  [95, "m½¼¾æ"],
  [115, "@WœŒÆŴ—"],
];
const largeurs = new Map(
  table.flatMap(([largeur, lettres]) => [...lettres].map((l) => [l, largeur] as const)),
);
/** most letters (« n », « o », « d », « P »…) */
const COURANTE = 60;
/** what Figtree does not draw comes from another font: a square at most */
const INCONNUE = 110;

const largeurDe = (lettre: string): number =>
  largeurs.get(lettre) ?? (lettre < "\u0250" ? COURANTE : INCONNUE);

/** The width of a text of one line, in the unit of `corps` (its size), never less than what is drawn. */
export const largeurTexte = (texte: string, corps: number): number =>
  ([...texte].reduce((somme, lettre) => somme + largeurDe(lettre), 0) * corps) / 100;

/** A word too long for a line by itself, cut where it must be. */
function coupe(mot: string, largeur: number, corps: number): string[] {
  const bouts: string[] = [""];
  for (const lettre of mot) {
    const bout = bouts.at(-1)! + lettre;
    if (largeurTexte(bout, corps) <= largeur || bouts.at(-1) === "") bouts[bouts.length - 1] = bout;
    else bouts.push(lettre);
  }
  return bouts;
}

/** The lines a text takes within a width; every word is kept, empty text takes none. */
export function enLignes(texte: string, largeur: number, corps: number): string[] {
  const lignes: string[] = [];
  for (const mot of texte.split(/\s+/).filter(Boolean)) {
    const suite = lignes.length > 0 ? `${lignes.at(-1)} ${mot}` : mot;
    if (lignes.length > 0 && largeurTexte(suite, corps) <= largeur) lignes[lignes.length - 1] = suite;
    else lignes.push(...coupe(mot, largeur, corps));
  }
  return lignes;
}
