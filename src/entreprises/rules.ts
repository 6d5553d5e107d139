/** What a company is known by, in the directory as in a dossier. */
export type Reperes = { siret: string; nom: string; ville: string };

/** A company of the school's own directory. */
export type Entreprise = Reperes & {
  id: string;
  adresse: string;
  codePostal: string;
  secteur: string;
  /** activity code, « 33.12Z » */
  naf: string;
  telephone: string;
  /** the school's own: never shown to a learner nor to a company */
  notes: string;
  version: number;
};

/** Letters and figures only, without accents: « Œuvre Saint-Éloi » is found by « oeuvre st eloi ». */
export const plier = (texte: string): string =>
  texte
    .toLowerCase()
    .replaceAll("œ", "oe")
    .replaceAll("æ", "ae")
    .replaceAll("ß", "ss")
    .replaceAll("&", " et ")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    // « S.A.R.L. » is one word
    .replaceAll(".", "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .replace(/\bste\b/g, "sainte")
    .replace(/\bst\b/g, "saint")
    .trim();

const formes = new Set(
  "sa sas sasu sarl sarlu eurl eirl ei snc sci scs sca scop scp selarl earl gaec gie".split(" "),
);

/** The name without what the law adds to it, at either end; a name made of nothing else stays. */
export function cleNom(nom: string): string {
  const mots = plier(nom).split(" ");
  const est = (mot: string | undefined) => mot !== undefined && formes.has(mot);
  while (mots.length > 1 && est(mots[0])) mots.shift();
  while (mots.length > 1 && est(mots.at(-1))) mots.pop();
  return mots.join(" ");
}

/** « Rouen Cedex 2 » is Rouen. */
export const cleVille = (ville: string): string => plier(ville).replace(/ cedex( \d+)?$/, "");

const cle = ({ nom, ville }: Reperes): string => `${cleNom(nom)}|${cleVille(ville)}`;

/**
 * The company of the directory that a dossier speaks of: by SIRET, else by name and town; two different SIRET are two
 * companies. @returns null when the directory does not know it
 */
export function trouver<E extends Reperes>(entreprises: readonly E[], cherchee: Reperes): E | null {
  const parSiret = cherchee.siret && entreprises.find((une) => une.siret === cherchee.siret);
  if (parSiret) return parSiret;
  const cherche = cle(cherchee);
  return (
    entreprises.find((une) => !(une.siret && cherchee.siret) && une.nom !== "" && cle(une) === cherche) ??
    null
  );
}

/**
 * Rows that look like one company (B-29): same SIRET, or same name and town once accents, legal form, punctuation and
 * « St » are folded. Each row is in one group at most, each group has two or more, in the order given.
 */
export function doublons<E extends Reperes & { id: string }>(entreprises: readonly E[]): E[][] {
  const groupes = new Map<string, E[]>();
  const placer = (parCle: Map<string, E[]>, nom: string, une: E) => {
    const deja = parCle.get(nom);
    const sien = groupes.get(une.id) ?? [une];
    const ensemble = deja && deja !== sien ? [...deja, ...sien] : sien;
    parCle.set(nom, ensemble);
    for (const membre of ensemble) groupes.set(membre.id, ensemble);
    // the groups just joined are known under their other keys too
    if (deja && deja !== sien)
      for (const [autre, groupe] of parCle)
        if (groupe === deja || groupe === sien) parCle.set(autre, ensemble);
  };
  const parCle = new Map<string, E[]>();
  for (const une of entreprises) {
    if (une.siret) placer(parCle, une.siret, une);
    placer(parCle, cle(une), une);
  }
  const ordre = new Map(entreprises.map(({ id }, rang) => [id, rang]));
  return [...new Set(groupes.values())]
    .filter((groupe) => groupe.length > 1)
    .map((groupe) => groupe.toSorted((a, b) => (ordre.get(a.id) ?? 0) - (ordre.get(b.id) ?? 0)));
}

/** The companies found by name, town or SIRET: each word somewhere. Nothing asked: all of them. */
export function filtrer<E extends Reperes>(entreprises: readonly E[], recherche: string): E[] {
  const mots = plier(recherche).split(" ").filter(Boolean);
  // a SIRET is typed in groups of figures
  const chiffres = /^\d+$/.test(mots.join("")) ? mots.join("") : null;
  return entreprises.filter((une) => {
    if (chiffres && une.siret.includes(chiffres)) return true;
    const texte = `${plier(une.nom)} ${plier(une.ville)}`;
    return mots.every((mot) => texte.includes(mot));
  });
}

export const tris = {
  nom: "Nom",
  apprenants: "Apprenants",
  recente: "Récentes",
} as const;
export type Tri = keyof typeof tris;

/** A line of the directory: how many learners it has received, and when for the last time. */
export type LigneEntreprise = Entreprise & {
  apprenants: number;
  derniere: { nom: string; du: string } | null;
};

const alphabet = new Intl.Collator("fr", { numeric: true });

/** A new list in the order asked; ties by name. */
export const trier = (lignes: readonly LigneEntreprise[], tri: Tri): LigneEntreprise[] => {
  const parNom = (a: LigneEntreprise, b: LigneEntreprise) => alphabet.compare(a.nom, b.nom);
  const ordres: Record<Tri, (a: LigneEntreprise, b: LigneEntreprise) => number> = {
    nom: parNom,
    apprenants: (a, b) => b.apprenants - a.apprenants,
    recente: (a, b) => (b.derniere?.du ?? "").localeCompare(a.derniere?.du ?? ""),
  };
  return lignes.toSorted((a, b) => ordres[tri](a, b) || parNom(a, b));
};

/** What is proposed while a company is typed: the school's own first, then the official directory's. */
export type Proposee = Reperes & {
  /** an id of the school's directory; null: from the official one */
  id: string | null;
  adresse: string;
  codePostal: string;
  secteur: string;
  telephone: string;
  /** for teachers: who last followed a learner there */
  tuteur: { nom: string; prenom: string; telephone: string; courriel: string } | null;
};

/** An establishment as the official directory gives it; its managers are never kept. */
type Officielle = Reperes & { adresse: string; codePostal: string; naf: string };

/** Without the official ones that the school already knows. */
export const reunir = (internes: readonly Proposee[], officielles: readonly Officielle[]): Proposee[] => [
  ...internes,
  ...officielles
    .filter(({ siret }) => !internes.some((une) => une.siret === siret))
    .map(({ naf: _, ...une }) => ({ ...une, id: null, secteur: "", telephone: "", tuteur: null })),
];

export const ANNUAIRE_MUET = "L’annuaire officiel ne répond pas : saisissez l’entreprise à la main.";
