import { cellule, cite } from "#etablissement/import/ligne.ts";
import { type Colonnage, lireTable } from "#etablissement/import/table.ts";
import { mail } from "#kernel/fields.ts";

/** One teacher of a list. */
export type LigneEnseignant = {
  numero: number;
  nom: string;
  prenom: string;
  courriel: string;
  classes: string[];
};

/** A line left out, or kept with a reserve, and why. */
export type Remarque = { numero: number; message: string };
export type ListeEnseignants = { lignes: LigneEnseignant[]; erreurs: Remarque[] };

type Champ = "nom" | "prenom" | "courriel" | "classes";

const colonnage: Colonnage<Champ> = {
  entetes: {
    nom: ["nom", "nomdusage", "nomusage", "nomdefamille"],
    prenom: ["prenom", "prenoms"],
    courriel: ["courriel", "mail", "email", "adresseelectronique", "adressemail", "mel", "adresse"],
    classes: ["classes", "classe", "divisions", "division", "div"],
  },
  noms: { nom: "NOM", prenom: "PRÉNOM", courriel: "COURRIEL", classes: "CLASSES" },
  obligatoires: ["nom", "prenom", "courriel"],
  vide: "Le fichier ne contient aucun enseignant sous ses en-têtes.",
};

const LONGUEUR_MAX = 100;
const adresse = mail("Le courriel manque.");

/**
 * Reads a CSV of teachers: NOM, PRÉNOM, COURRIEL, and CLASSES parted by commas, slashes or bars. Every line that is left
 * out is named with its reason.
 * @returns the list, or why the file cannot be read
 */
export function lireEnseignants(
  bytes: Uint8Array,
): { ok: true; value: ListeEnseignants } | { ok: false; message: string } {
  const table = lireTable(bytes, colonnage);
  if (!table.ok) return { ok: false, message: table.message };
  const liste: ListeEnseignants = { lignes: [], erreurs: [] };
  const seen = new Map<string, number>();
  for (const ligne of table.lignes) {
    const { numero } = ligne;
    const wrong = (message: string) => liste.erreurs.push({ numero, message });
    if ("erreur" in ligne) {
      wrong(ligne.erreur);
      continue;
    }
    const texte = (champ: Champ) => cellule(ligne.brut[champ] ?? "");
    const [nom, prenom] = [texte("nom"), texte("prenom")];
    const courriel = adresse.safeParse(texte("courriel"));
    if (nom === "") wrong("Le nom manque.");
    else if (prenom === "") wrong(`Le prénom de ${cite(nom)} manque.`);
    else if (nom.length > LONGUEUR_MAX || prenom.length > LONGUEUR_MAX)
      wrong(`${cite(nom)} dépasse ${LONGUEUR_MAX}\u00a0caractères.`);
    else if (!courriel.success)
      wrong(`${cite(nom)}\u00a0: ${courriel.error.issues[0]?.message ?? "le courriel ne se lit pas."}`);
    else if (seen.has(courriel.data))
      wrong(`${cite(courriel.data)} figure déjà à la ligne ${seen.get(courriel.data)}.`);
    else {
      seen.set(courriel.data, numero);
      const classes = texte("classes")
        .split(/[,;/|]/)
        .map(cellule)
        .filter(Boolean);
      liste.lignes.push({ numero, nom, prenom, courriel: courriel.data, classes });
    }
  }
  return { ok: true, value: liste };
}
