import {
  champEngagement,
  champMots,
  champsLigne,
  champsNiveau,
  LIGNES_VIDES,
} from "#etablissement/referentiels/echelles/form.ts";
import type { Onglet } from "#etablissement/referentiels/echelles/rules.ts";
import { champsStatut } from "#etablissement/referentiels/echelles/statuts-form.ts";
import type { Referentiel } from "#referentiel/types.ts";

type Champ = { name: string; label: string };

const lignes = (liste: "attitude" | "echelon", mot: string, length: number): Champ[] =>
  Array.from({ length: length + LIGNES_VIDES }, (_, index) => ({
    name: champsLigne(liste, index + 1).intitule,
    label: `${mot} ${index + 1}`,
  }));

/** The fields of a tab that are shown side by side when two people saved: name and label. */
export function champsAffiches(ref: Referentiel, onglet: Onglet): Champ[] {
  switch (onglet) {
    case "niveaux":
      return [
        ...ref.niveauxReussite.flatMap(({ code }) => {
          const champs = champsNiveau(code);
          return [
            { name: champs.intitule, label: `Niveau ${code}` },
            { name: champs.mots, label: `Niveau ${code}, en mots simples` },
            { name: champs.couleur, label: `Niveau ${code}, couleur` },
            { name: champs.degre, label: `Niveau ${code}, degré LSL Pro` },
          ];
        }),
        ...ref.engagement.map(({ code }) => ({ name: champEngagement(code), label: `Engagement ${code}` })),
      ];
    case "attitudes":
      return [
        ...lignes("attitude", "Attitude", ref.attitudes.length),
        ...lignes("echelon", "Échelon", ref.echelleAttitudes.length),
      ];
    case "mots":
      return ref.competences.map(({ code }) => ({ name: champMots(code), label: code }));
    case "statuts":
      return ref.statutsPeriode.map(({ code }, index) => ({
        name: champsStatut(index + 1).intitule,
        label: `Statut ${code}`,
      }));
  }
}
