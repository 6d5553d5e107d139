import type { Referentiel } from "#referentiel/types.ts";
import type { Niveau } from "#ui/eventail.tsx";

/** The colours of design/interface.md; a school may give its own as #rrggbb, checked when it is imported. */
const couleurs: Record<string, string> = {
  "niveau-ne": "#3f5f8f",
  "niveau-1": "#a61b1b",
  "niveau-2": "#a34700",
  "niveau-3": "#735c00",
  "niveau-4": "#2f6b1f",
  "niveau-5": "#0e5a5e",
};

/** The colour of a level: a token's, or the school's own. */
export const couleurDe = ({ couleur }: { couleur: string }): string =>
  couleurs[couleur] ?? (couleur.startsWith("#") ? couleur : "#3f5f8f");

/** The levels of a référentiel as cards: code, words and a colour. */
export const niveauxDe = (ref: Pick<Referentiel, "niveauxReussite">): Niveau[] =>
  ref.niveauxReussite.map((niveau) => ({
    code: niveau.code,
    text: niveau.intitule,
    color: couleurDe(niveau),
  }));
