import type { Lecture } from "#etablissement/referentiels/echelles/lecture.ts";
import type { FormState } from "#kernel/form.ts";
import type { Referentiel, StatutPeriode } from "#referentiel/types.ts";

/** The fields of one status; rank 0 is the one to add. */
export const champsStatut = (rank: number) => ({
  code: `statut-code-${rank}`,
  intitule: `statut-intitule-${rank}`,
  niveaux: `statut-niveaux-${rank}`,
  ouvre: `statut-ouvre-${rank}`,
  tableau: `statut-tableau-${rank}`,
  retirer: `statut-retirer-${rank}`,
});

/** What a status opens, by the value of its box. */
export const OUVRE = {
  attitudes: "bilanAttitudes",
  bilan: "bilanEntreprise",
  grille: "grilleCertificative",
  choix: "choixApprenants",
} as const;

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
        [champs.ouvre, Object.entries(OUVRE).flatMap(([value, field]) => (statut[field] ? [value] : []))],
        [champs.tableau, statut.nourritTableauDeBord || "non"],
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
  const opens = (value: keyof typeof OUVRE) => lecture.all(champs.ouvre).includes(value);
  const statut: StatutPeriode = {
    code,
    intitule: lecture.text(champs.intitule, { max: 60, missing: "Indiquez le nom du statut." }),
    ...(niveaux.length < every.length ? { niveaux } : {}),
    bilanAttitudes: opens("attitudes"),
    bilanEntreprise: opens("bilan"),
    grilleCertificative: opens("grille"),
    nourritTableauDeBord: board === "tout" || board === "attitudes" ? board : false,
    choixApprenants: opens("choix"),
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
