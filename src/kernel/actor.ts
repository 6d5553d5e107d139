/** The five people, each with the facts that rights are decided on. */
export type Role = "apprenant" | "enseignant" | "tuteur" | "maitre" | "administrateur";

export type Etablissement = {
  id: string;
  nom: string;
  fuseau: string;
  /** changes with each référentiel of the school */
  referentielsVersion: number;
  /** pré-convention and attestation are made for apprentis too: the school's choice */
  documentsApprentis: boolean;
};

type Person = {
  /** the role held in this school: author of everything written */
  habilitation: string;
  identite: string;
  nom: string;
  prenom: string;
  etablissement: Etablissement;
  lectureConfortable: boolean;
};

export type Apprenant = Person & { role: "apprenant"; apprenant: string };
export type Enseignant = Person & { role: "enseignant" /** classes taught */; classes: readonly string[] };
export type Tuteur = Person & {
  role: "tuteur" /** dossiers whose access lives today */;
  dossiers: readonly string[];
};
export type Maitre = Person & {
  role: "maitre" /** apprentis under a contract that lives today */;
  apprenants: readonly string[];
};
export type Administrateur = Person & { role: "administrateur" };

export type Actor = Apprenant | Enseignant | Tuteur | Maitre | Administrateur;

export const roleText: Record<Role, string> = {
  apprenant: "Apprenant",
  enseignant: "Enseignant",
  tuteur: "Tuteur de stage",
  maitre: "Maître d’apprentissage",
  administrateur: "Administrateur",
};
