import type { FeuilleTableau, PartieImprimee } from "#documents/tableau-de-bord.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { longDate, shortDate } from "#kernel/french.ts";
import { niveauDe, niveauxQuiComptent } from "#referentiel/rules.ts";
import type { Referentiel } from "#referentiel/types.ts";
import {
  type AttitudesDePeriode,
  enOrdreDesPeriodes,
  progresDesAttitudes,
} from "#tableau-de-bord/attitudes/rules.ts";
import {
  type Lecture,
  libelleLu,
  lieuText,
  niveauLu,
  type Partie,
  regleText,
  titreDe,
} from "#tableau-de-bord/lecture.ts";
import { Radar } from "#tableau-de-bord/radar/dessin.tsx";
import {
  AXES_MIN,
  axesPossibles,
  axesRetenus,
  type Etat,
  pourquoi,
  titreRadar,
} from "#tableau-de-bord/radar/rules.ts";
import { enOrdre, priseEnComptePar, synthese, type Tendance, tendanceText } from "#tableau-de-bord/rules.ts";

const tendanceMots = (tendance: Tendance | null): string => (tendance ? tendanceText[tendance] : "");

/** The radar as the page draws it; null below three competences. */
function radarDe({ ref, evaluations }: Partie, { demande }: Lecture): PartieImprimee["radar"] {
  const possibles = axesPossibles(ref, evaluations);
  const choix = axesRetenus(possibles, demande.axes);
  if (choix.axes.length < AXES_MIN) return null;
  const alt = titreRadar(choix.axes);
  const niveaux = niveauxQuiComptent(ref).map(({ code }) => code);
  return {
    svg: String(<Radar axes={choix.axes} niveaux={niveaux} titre={alt} />),
    alt,
    raison: pourquoi(choix, possibles.length),
  };
}

const enMots = (ref: Referentiel, etat: Etat | undefined): string =>
  etat ? `${etat.niveau} ${niveauDe(ref, etat.niveau).intitule}, ${shortDate(etat.le)}` : "–";

function partieImprimee(partie: Partie, lecture: Lecture): PartieImprimee {
  const { ref, evaluations } = partie;
  const ordered = enOrdre(evaluations);
  const states = new Map(axesPossibles(ref, evaluations).map((axe) => [axe.competence, axe]));
  const lines = synthese(ref, evaluations);
  return {
    diplome: `${ref.diplome} ${ref.specialite}`,
    lignes: lines.map(({ competence, tendance }) => ({
      code: competence,
      intitule: libelleLu(partie, competence),
      premier: enMots(ref, states.get(competence)?.premier),
      dernier: enMots(ref, states.get(competence)?.dernier),
      tendance: tendanceMots(tendance),
    })),
    radar: radarDe(partie, lecture),
    evaluations: ordered.map((evaluation) => {
      const frozen = priseEnComptePar(evaluation, lecture.bilans);
      return {
        date: shortDate(evaluation.date),
        titre: titreDe(evaluation),
        lieu: lieuText[evaluation.lieu],
        priseEnCompte: frozen ? `bilan du ${shortDate(frozen.date)}` : "",
      };
    }),
    chaleur: lines.map(({ competence }) => ({
      code: competence,
      cases: ordered.map((evaluation) => {
        const niveau = niveauLu(ref, evaluation, competence);
        return niveau && { code: niveau.code, couleur: niveau.color };
      }),
    })),
  };
}

/** What was asked of the dashboard, in words; "" when it is whole. */
const filtresEnMots = ({ demande }: Lecture): string =>
  [demande.pole === null ? "" : `pôle ${demande.pole}`, demande.lieu === null ? "" : lieuText[demande.lieu]]
    .filter(Boolean)
    .join(", ");

/** The dashboard as its page shows it, in words for the paper. */
export function feuilleTableau(
  { apprenant, classe }: Pick<FeuilleTableau, "apprenant" | "classe">,
  {
    parties,
    attitudes,
    lecture,
  }: { parties: readonly Partie[]; attitudes: readonly AttitudesDePeriode[]; lecture: Lecture },
  today: CivilDate,
): FeuilleTableau {
  const periodes = enOrdreDesPeriodes(attitudes);
  return {
    apprenant,
    classe,
    imprimee: today,
    filtres: filtresEnMots(lecture),
    regle: regleText({ tutoie: false, demande: lecture.demande }),
    parties: parties.map((partie) => partieImprimee(partie, lecture)),
    attitudes: {
      periodes: periodes.map(({ periode, au }) => ({ nom: periode, au: shortDate(au) })),
      lignes: progresDesAttitudes(periodes).map(({ intitule, degres, tendance }) => ({
        intitule,
        degres: degres.map((degre) => degre?.intitule ?? "–"),
        tendance: tendanceMots(tendance),
      })),
    },
    bilans: lecture.bilans
      .toReversed()
      .map(({ date, auteur, commentaire }) => ({ date: longDate(date), auteur, commentaire })),
  };
}
