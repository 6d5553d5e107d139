import type { Commune, France } from "#geographie/communes.ts";
import { cle, ressemblance, sansArticle, trigrammes } from "#geographie/noms.ts";
import { milieu, type Point } from "#geographie/point.ts";

/** Where an address lies, as far as it is known, and how far. */
export type Situation = {
  point: Point;
  /** « Elbeuf »; empty when only the postcode or the department is recognised */
  commune: string;
  /** « Seine-Maritime » */
  departement: string;
  codeDepartement: string;
  /** kilometres: 0 is the centre of the commune itself */
  incertitude: number;
};

/** Why nothing was found: what the person may do about it depends on it. */
export type Introuvable = "vide" | "inconnue" | "ambigue";

/*
 * How far the truth lies from each kind of guess, in kilometres: measured by leaving each known commune out and guessing
 * it from the others (eight in ten are nearer), and by half the width of Paris, Lyon and Marseille.
 */
const PAR_CODE_POSTAL = 6;
const PAR_COMMUNE_ENGLOBANTE = 5;
const PAR_INTERCOMMUNALITE = 15;
const PAR_DEPARTEMENT = 40;

/** Below it two names are two towns: « Elboeuf » and « Elbeuf » are one, « Darnétal » and « Darney » are not. */
const MEME_NOM = 0.6;
/** Among the few communes of one postcode less likeness is enough. */
const MEME_NOM_SUR_PLACE = 0.4;

type Trouvee = { commune: Commune; note: number };

/** The departments a postcode may belong to; all of them when there is none. */
function departementsDe(codePostal: string): readonly string[] {
  if (!/^\d{5}$/.test(codePostal)) return [];
  if (codePostal.startsWith("20")) return ["2A", "2B"];
  return codePostal.startsWith("97") || codePostal.startsWith("98")
    ? [codePostal.slice(0, 3)]
    : [codePostal.slice(0, 2)];
}

/** The commune of that name, most alike first: the larger wins between equals. */
function parNom(france: France, nom: string, garder: (commune: Commune) => boolean): Trouvee[] {
  const { debuts, rangs, tailles } = france.trigrammes;
  const groupes = trigrammes(nom);
  const communs = new Uint8Array(tailles.length);
  for (const groupe of groupes)
    for (let i = debuts[groupe] ?? 0; i < (debuts[groupe + 1] ?? 0); i++) communs[rangs[i] ?? 0]! += 1;
  const trouvees: Trouvee[] = [];
  for (let rang = 0; rang < communs.length; rang++) {
    const partages = communs[rang] ?? 0;
    if (partages === 0) continue;
    const note = ressemblance(partages, groupes.length, tailles[rang] ?? 0);
    const commune = france.communes[rang];
    if (note >= MEME_NOM_SUR_PLACE && commune && garder(commune)) trouvees.push({ commune, note });
  }
  return trouvees.sort((a, b) => b.note - a.note || b.commune.population - a.commune.population);
}

const points = (communes: readonly Commune[]) => communes.flatMap(({ point }) => (point ? [point] : []));

/** The best point there is for a commune, from its own centre to the middle of its department. */
function lieuDe(france: France, commune: Commune): Pick<Situation, "point" | "incertitude"> | null {
  if (commune.point) return { point: commune.point, incertitude: 0 };
  const englobante = france.communes.find(({ insee }) => insee === commune.englobante)?.point;
  if (englobante) return { point: englobante, incertitude: PAR_COMMUNE_ENGLOBANTE };
  const parCode = milieu(points(commune.codesPostaux.flatMap((code) => postees(france, code))));
  if (parCode) return { point: parCode.point, incertitude: PAR_CODE_POSTAL };
  const voisines = commune.intercommunalite
    ? milieu(points(france.communes.filter((c) => c.intercommunalite === commune.intercommunalite)))
    : null;
  if (voisines) return { point: voisines.point, incertitude: PAR_INTERCOMMUNALITE };
  return milieuDuDepartement(france, [commune.departement]);
}

function milieuDuDepartement(france: France, departements: readonly string[]) {
  const sur = milieu(points(france.communes.filter((c) => departements.includes(c.departement))));
  if (!sur) return null;
  const rayon = Math.ceil(sur.rayon);
  // an island is smaller than a department of the mainland; Polynésie is as wide as Europe
  return { point: sur.point, incertitude: rayon > 200 ? rayon : Math.min(PAR_DEPARTEMENT, rayon) };
}

const postees = (france: France, codePostal: string): Commune[] =>
  (france.parCodePostal.get(codePostal) ?? []).flatMap((rang) => france.communes[rang] ?? []);

const situation = (
  france: France,
  codeDepartement: string,
  commune: string,
  lieu: Pick<Situation, "point" | "incertitude">,
): Situation => ({
  ...lieu,
  commune,
  departement: france.departements.get(codeDepartement) ?? "",
  codeDepartement,
});

/** A commune is chosen alone, or when it is ten times as peopled as the next of its name. */
function certaine([premiere, seconde]: readonly Trouvee[]): boolean {
  if (!premiere || premiere.note < 1) return false;
  return !seconde || seconde.note < 1 || premiere.commune.population >= 10 * seconde.commune.population;
}

/**
 * Where a French address lies, from its postcode and its town, without asking anybody (S-47). Pure: 1 to 4 ms.
 * The town is recognised among those of the postcode, then of the department (a CEDEX, a wrong figure), then of France
 * when nothing else bears its name.
 */
export function situer(
  france: France,
  adresse: { codePostal: string; ville: string },
): Situation | Introuvable {
  const nom = sansArticle(cle(adresse.ville));
  const code = adresse.codePostal.replaceAll(" ", "");
  const sur = postees(france, code);
  const departements = sur[0] ? [...new Set(sur.map((c) => c.departement))] : departementsDe(code);
  const trouver = (commune: Commune) => {
    const lieu = lieuDe(france, commune);
    return lieu ? situation(france, commune.departement, commune.nom, lieu) : "inconnue";
  };
  if (nom) {
    const chez =
      departements.length > 0 ? parNom(france, nom, (c) => departements.includes(c.departement)) : [];
    const ici = chez.find(({ commune }) => commune.codesPostaux.includes(code));
    const exacte = chez.find(({ note }) => note === 1);
    if (ici && (ici.note === 1 || !exacte)) return trouver(quartier(ici.commune, sur));
    if (chez[0] && chez[0].note >= MEME_NOM) return trouver(chez[0].commune);
  }
  const [seule, autre] = sur.filter(({ englobante }) => !englobante);
  if (seule && !autre) return trouver(quartier(seule, sur));
  const parCode = milieu(points(sur));
  if (parCode)
    return situation(france, departements[0] ?? "", "", {
      point: parCode.point,
      incertitude: PAR_CODE_POSTAL,
    });
  if (departements.length > 0) {
    const lieu = milieuDuDepartement(france, departements);
    if (lieu) return situation(france, departements[0] ?? "", "", lieu);
  }
  if (!nom) return "vide";
  const partout = parNom(france, nom, () => true);
  if (partout[0] && certaine(partout)) return trouver(partout[0].commune);
  return partout[0]?.note === 1 ? "ambigue" : "inconnue";
}

/** « Paris » with 75013 is its 13th arrondissement: a part that counts its own people, as a merged commune does not. */
const quartier = (commune: Commune, sur: readonly Commune[]): Commune =>
  sur.find(({ englobante, population }) => englobante === commune.insee && population > 0) ?? commune;
