import { type Cle, cleDe, lireCompetence, type Stockee } from "#bilans/lignes/rules.ts";
import type { FaitsDossier } from "#dossiers/rules.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { all, allowed, type Decision, refuse } from "#kernel/decision.ts";
import { longDate } from "#kernel/french.ts";
import { competencesMobilisees, niveauDe } from "#referentiel/rules.ts";
import type { Competence, Referentiel, StatutPeriode } from "#referentiel/types.ts";

/*
 * The certificative grid of an exam (E31, E33; S-65): the teacher's choices count, the company proposes beside them.
 * Validated, it is a numbered version that nobody changes; a correction is the next version, with its reason.
 */

/** The grid of a dossier, as far as anybody wrote it. */
export type Grille = {
  id: string;
  etat: "brouillon" | "valide";
  date: CivilDate | null;
  commentaire: string;
  /** grows with every writing, whoever writes: what a confirmation was drawn from */
  revision: number;
  modifieLe: Date;
  modifiePar: string;
  publieLe: Date | null;
};

/** A competence as it was frozen, with its words: the record says by itself what was judged. */
export type CompetenceFigee = {
  code: string;
  intitule: string;
  detaillee: boolean;
  niveau: string;
  texte: string;
  /** who chose, when (ISO) */
  auteur: string;
  le: string;
  details: { code: string; intitule: string; niveau: string; texte: string }[];
  /** what the company proposed; null when it did not */
  proposition: { niveau: string; texte: string; auteur: string; le: string } | null;
};

export type Contenu = {
  candidat: { nom: string; prenom: string; classe: string };
  epreuve: { code: string; intitule: string };
  periode: { nom: string; du: CivilDate; au: CivilDate };
  referentiel: { code: string; version: string };
  entreprise: string;
  tuteur: string;
  date: CivilDate | null;
  commentaire: string;
  competences: CompetenceFigee[];
  /** why this version replaces the one before; "" for the first */
  motif: string;
};

export type VersionValidee = { numero: number; le: Date; par: string; contenu: Contenu };

export type FaitsGrille = FaitsDossier & {
  statut: StatutPeriode;
  grille: Grille | null;
  /** the school lets its teachers show a validated grid to the learner */
  publierGrilles: boolean;
};

export type GrilleComplete = FaitsGrille & {
  ref: Referentiel;
  entreprise: { nom: string; ville: string } | null;
  tuteur: string;
  /** what teachers chose, the fields of the grid among it */
  lignes: ReadonlyMap<Cle, Stockee>;
  /** what the company proposes */
  propositions: ReadonlyMap<Cle, Stockee>;
  /** oldest first */
  versions: readonly VersionValidee[];
};

/** Why a period of this status has no certificative grid. */
export const grilleExiste = (statut: StatutPeriode): Decision =>
  statut.grilleCertificative
    ? allowed
    : refuse(
        "pas-de-grille",
        `Une période « ${statut.intitule} » n’a pas de grille certificative : elle n’est rattachée à aucune épreuve.`,
      );

/** The competences that the référentiel gives to this exam; empty where it does not say: the teacher then chooses. */
export function competencesImposees(ref: Referentiel, statut: string): Competence[] {
  const codes = ref.epreuves.find((epreuve) => epreuve.code === statut)?.competencesEvaluees ?? [];
  return competencesMobilisees(ref).filter(({ code }) => codes.includes(code));
}

/** « E31 », with its title where the référentiel gives one; a status of the school's own is named by its words. */
export function epreuveText(ref: Referentiel, statut: Pick<StatutPeriode, "code" | "intitule">): string {
  const epreuve = ref.epreuves.find(({ code }) => code === statut.code);
  return epreuve ? [epreuve.code, epreuve.intitule].filter(Boolean).join(" ") : statut.intitule;
}

/** The competences of the grid, in the order of the référentiel. `cochee`: what the teacher retains. */
export function competencesRetenues(
  ref: Referentiel,
  statut: string,
  cochee: (cle: Cle) => boolean,
): Competence[] {
  const imposees = competencesImposees(ref, statut);
  return imposees.length > 0
    ? imposees
    : competencesMobilisees(ref).filter(({ code }) => cochee(cleDe("retenue", code)));
}

/** Those that are stored. */
export const retenues = ({ ref, statut, lignes }: Pick<GrilleComplete, "ref" | "statut" | "lignes">) =>
  competencesRetenues(ref, statut.code, (cle) => lignes.get(cle)?.valeur === "oui");

export const niveauChoisi = (lignes: ReadonlyMap<Cle, Stockee>, code: string): string =>
  lireCompetence(lignes.get(cleDe("competence", code))?.valeur ?? "").niveau;

const SANS_NIVEAU_CITES = 4;

/** A grid is validated whole: competences, a level or NE for each, a date that has come. */
export function verifierValidation(
  grille: Pick<GrilleComplete, "ref" | "statut" | "lignes">,
  date: CivilDate | null,
  today: CivilDate,
): Decision {
  const own = retenues(grille);
  const sans = own.filter(({ code }) => niveauChoisi(grille.lignes, code) === "").map(({ code }) => code);
  const cites = sans.slice(0, SANS_NIVEAU_CITES).join(", ");
  const reste = sans.length > SANS_NIVEAU_CITES ? ` et ${sans.length - SANS_NIVEAU_CITES} autres` : "";
  return all(
    own.length > 0
      ? allowed
      : refuse("sans-competence", "Choisissez d’abord les compétences évaluées dans cette épreuve."),
    sans.length === 0
      ? allowed
      : refuse(
          "sans-niveau",
          `Choisissez un niveau, ou NE, pour chaque compétence retenue : il manque ${cites}${reste}.`,
        ),
    date === null
      ? refuse("sans-date", "Indiquez la date de l’évaluation.")
      : date > today
        ? refuse(
            "date-future",
            `L’évaluation est datée du ${longDate(date)} : une grille ne se valide pas avant ce jour.`,
          )
        : allowed,
  );
}

/** The grid as it stands, with everything it says: what is read, printed, and frozen when it is validated. */
export function contenuDe(grille: GrilleComplete, motif = ""): Contenu {
  const { ref, lignes, propositions, apprenant, periode, classe, statut } = grille;
  const texte = (niveau: string) => (niveau === "" ? "" : niveauDe(ref, niveau).intitule);
  const competences = retenues(grille).map(({ code, intitule, details }): CompetenceFigee => {
    const cle = cleDe("competence", code);
    const choix = lignes.get(cle);
    const { mode, niveau } = lireCompetence(choix?.valeur ?? "");
    const propose = propositions.get(cle);
    const niveauPropose = lireCompetence(propose?.valeur ?? "").niveau;
    return {
      code,
      intitule,
      detaillee: mode === "detaillee",
      niveau,
      texte: texte(niveau),
      auteur: niveau === "" ? "" : (choix?.auteur ?? ""),
      le: niveau === "" ? "" : (choix?.le.toISOString() ?? ""),
      details:
        mode === "detaillee"
          ? details.map((detail) => {
              const own = lignes.get(cleDe("detail", detail.code))?.valeur ?? "";
              return { code: detail.code, intitule: detail.intitule, niveau: own, texte: texte(own) };
            })
          : [],
      proposition:
        propose && niveauPropose !== ""
          ? {
              niveau: niveauPropose,
              texte: texte(niveauPropose),
              auteur: propose.auteur,
              le: propose.le.toISOString(),
            }
          : null,
    };
  });
  return {
    candidat: { nom: apprenant.nom, prenom: apprenant.prenom, classe: classe.nom },
    epreuve: { code: statut.code, intitule: epreuveText(ref, statut) },
    periode: { nom: periode.nom, du: periode.du, au: periode.au },
    referentiel: { code: ref.code, version: ref.version },
    entreprise: grille.entreprise
      ? [grille.entreprise.nom, grille.entreprise.ville].filter(Boolean).join(", ")
      : "",
    tuteur: grille.tuteur,
    date: grille.grille?.date ?? null,
    commentaire: grille.grille?.commentaire ?? "",
    competences,
    motif,
  };
}

/** Where a candidate's grid stands, in words. */
export type EtatGrille = "absente" | "brouillon" | "valide";
export const etatTexte: Record<EtatGrille, string> = {
  absente: "Pas commencée",
  brouillon: "Brouillon",
  valide: "Validée",
};

/** « Session 2027 »: the exam of the school year that ends then. */
export const session = (annee: number): number => annee + 1;
