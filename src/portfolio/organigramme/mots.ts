import { count } from "#kernel/french.ts";
import { estMoi, lignesDe, type Poste } from "#portfolio/organigramme/rules.ts";

/** One line of the text alternative; `niveau` from 1. */
export type LigneEnMots = { niveau: number; texte: string };

/** « Responsable de maintenance, J. Boisseau »; the learner's own post says so. */
export const nomme = ({ fonction, nom }: Pick<Poste, "fonction" | "nom">): string =>
  estMoi({ nom }) ? `${fonction} (poste de l’apprenant)` : [fonction, nom].filter(Boolean).join(", ");

/** The organigramme in words, an indented list: who stands under whom, in order. For who does not see the drawing (S-48). */
export const enMots = (postes: readonly Poste[]): LigneEnMots[] =>
  lignesDe(postes).map((ligne) => ({ niveau: ligne.niveau, texte: nomme(ligne) }));

/** « 12 postes sur 4 niveaux. » */
export const resume = (postes: readonly Poste[]): string => {
  const niveaux = Math.max(0, ...lignesDe(postes).map((ligne) => ligne.niveau));
  return `${count(postes.length, "poste")} sur ${count(niveaux, "niveau", "niveaux")}.`;
};
