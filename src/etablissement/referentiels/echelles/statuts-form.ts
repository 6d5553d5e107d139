import type { Lecture } from "#etablissement/referentiels/echelles/lecture.ts";
import type { FormState } from "#kernel/form.ts";
import type { Referentiel, StatutPeriode } from "#referentiel/types.ts";

/** The fields of one status; rank 0 is the one to add. */
export const champsStatut = (rank: number) => ({
  code: `statut-code-${rank}`,
  intitule: `statut-intitule-${rank}`,
  niveaux: `statut-niveaux-${rank}`,
  attitudes: `statut-attitudes-${rank}`,
  bilan: `statut-bilan-${rank}`,
  grille: `statut-grille-${rank}`,
  tableau: `statut-tableau-${rank}`,
  choix: `statut-choix-${rank}`,
  retirer: `statut-retirer-${rank}`,
});

const tick = (when: boolean) => (when ? "oui" : undefined);

/** The statuses as the form holds them; the one to add starts as an ordinary period. */
export function valeursStatuts(ref: Referentiel): FormState["values"] {
  const empty: StatutPeriode = {
    code: "",
    intitule: "",
    bilanAttitudes: true,
    bilanEntreprise: true,
    grilleCertificative: false,
    nourritTableauDeBord: "tout",
    choixApprenants: true,
  };
  return Object.fromEntries(
    [empty, ...ref.statutsPeriode].flatMap((statut, rank) => {
      const champs = champsStatut(rank);
      return [
        [champs.code, statut.code],
        [champs.intitule, statut.intitule],
        [champs.niveaux, statut.niveaux ?? ref.niveauxClasse.map(({ code }) => code)],
        [champs.attitudes, tick(statut.bilanAttitudes)],
        [champs.bilan, tick(statut.bilanEntreprise)],
        [champs.grille, tick(statut.grilleCertificative)],
        [champs.tableau, statut.nourritTableauDeBord || "non"],
        [champs.choix, tick(statut.choixApprenants)],
      ];
    }),
  );
}

/** Every status wanted: those of the référentiel corrected, those of the school not withdrawn, the one added. */
export function readStatuts(lecture: Lecture, ref: Referentiel): StatutPeriode[] {
  const kept = ref.statutsPeriode.flatMap((statut, index) =>
    lecture.ticked(champsStatut(index + 1).retirer) ? [] : [readStatut(lecture, ref, statut.code, index + 1)],
  );
  const champs = champsStatut(0);
  const code = lecture.raw(champs.code).toUpperCase();
  const named = lecture.raw(champs.intitule) !== "";
  if (code === "" && !named) return kept;
  if (!/^[A-Z0-9]{1,12}$/.test(code))
    lecture.refuse(champs.code, "Donnez au statut un code court, en lettres et chiffres (exemple : E32).");
  else if (ref.statutsPeriode.some((statut) => statut.code === code))
    lecture.refuse(champs.code, `Le code ${code} est déjà celui d’un statut.`);
  return [...kept, readStatut(lecture, ref, code, 0)];
}

function readStatut(lecture: Lecture, ref: Referentiel, code: string, rank: number): StatutPeriode {
  const champs = champsStatut(rank);
  const every = ref.niveauxClasse.map((niveau) => niveau.code);
  const niveaux = every.filter((niveau) => lecture.all(champs.niveaux).includes(niveau));
  if (niveaux.length === 0) lecture.refuse(champs.niveaux, "Choisissez au moins un niveau de classe.");
  const board = lecture.raw(champs.tableau);
  const statut: StatutPeriode = {
    code,
    intitule: lecture.text(champs.intitule, { max: 60, missing: "Indiquez le nom du statut." }),
    ...(niveaux.length < every.length ? { niveaux } : {}),
    bilanAttitudes: lecture.ticked(champs.attitudes),
    bilanEntreprise: lecture.ticked(champs.bilan),
    grilleCertificative: lecture.ticked(champs.grille),
    nourritTableauDeBord: board === "tout" || board === "attitudes" ? board : false,
    choixApprenants: lecture.ticked(champs.choix),
  };
  if (statut.grilleCertificative && statut.nourritTableauDeBord)
    lecture.refuse(
      champs.tableau,
      "Une évaluation certificative n’alimente jamais le tableau de bord : choisissez « Rien ».",
    );
  if (statut.nourritTableauDeBord === "tout" && !statut.bilanEntreprise)
    lecture.refuse(
      champs.tableau,
      "Sans bilan entreprise, seules les attitudes peuvent alimenter le tableau de bord.",
    );
  return statut;
}
