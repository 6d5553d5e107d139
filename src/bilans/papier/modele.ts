import { competencesRetenues, epreuveText } from "#bilans/certificative/rules.ts";
import { type Cle, cleDe, lireCompetence } from "#bilans/lignes/rules.ts";
import type { PapierLu } from "#bilans/papier/store.ts";
import type { Echelle, FeuilleGrille, LignePapier } from "#documents/grille-papier.ts";
import { longDate } from "#kernel/french.ts";
import {
  competencesMobilisees,
  competencesParGroupe,
  statutDe,
  tachesParActivite,
} from "#referentiel/rules.ts";
import type { Competence, Referentiel } from "#referentiel/types.ts";
import { routes } from "#routes.ts";

/** How the paper is asked for: with what is already chosen, with the criteria of each competence. */
export type Demande = { remplie: boolean; detail: boolean; origin: string };

const echelle = (niveaux: readonly { code: string; intitule: string }[]): Echelle =>
  niveaux.map(({ code, intitule }) => ({ code, texte: intitule }));

type Choix = (cle: Cle) => string;

function taches({ ref, prevues, decrites }: PapierLu, choix: Choix): FeuilleGrille["taches"] {
  const note = (code: string) =>
    decrites.includes(code) ? "décrite dans le portfolio" : prevues.includes(code) ? "prévue" : "";
  return tachesParActivite(ref).map(({ code, intitule, taches: own }) => ({
    // an activity that is its own task has no heading
    activite: own.some((tache) => tache.code === code) ? "" : `${code} ${intitule}`,
    taches: own.map((tache) => ({
      code: tache.code,
      intitule: tache.intitule,
      note: note(tache.code),
      cochee: choix(cleDe("tache", tache.code)) === "oui",
    })),
  }));
}

/** The lines of the competences, the criteria under each where they are asked for. */
function competences(
  ref: Referentiel,
  list: readonly Competence[],
  choix: Choix,
  detail: boolean,
): NonNullable<FeuilleGrille["competences"]> {
  const kept = new Set(list.map(({ code }) => code));
  const lignes = (competence: Competence): LignePapier[] => [
    {
      code: competence.code,
      intitule: competence.intitule,
      aide: competence.enMotsSimples ?? "",
      choix: lireCompetence(choix(cleDe("competence", competence.code))).niveau,
      detail: false,
    },
    ...(detail ? competence.details : []).map((critere) => ({
      code: "",
      intitule: critere.intitule,
      aide: critere.sousElements.join(" · "),
      choix: choix(cleDe("detail", critere.code)),
      detail: true,
    })),
  ];
  return {
    echelle: echelle(ref.niveauxReussite),
    groupes: competencesParGroupe(ref)
      .map(({ groupe, competences: own }) => ({
        intitule: groupe ? `${groupe.code} ${groupe.intitule}` : "",
        lignes: own.filter(({ code }) => kept.has(code)).flatMap(lignes),
      }))
      .filter((groupe) => groupe.lignes.length > 0),
  };
}

/** The paper of one learner's meeting: what the status of the period evaluates, in the order of the transcription. */
export function feuilleDe(papier: PapierLu, { remplie, detail, origin }: Demande): FeuilleGrille {
  const { ref, bilans, dossier } = papier;
  const statut = statutDe(ref, papier.statut);
  const certificative = statut.grilleCertificative && !statut.bilanEntreprise;
  const principal = bilans.get(certificative ? "certificatif" : "entreprise");
  const attitudes = bilans.get("attitudes");
  const de = (bilan: typeof principal): Choix => (remplie ? (cle) => bilan?.lignes.get(cle) ?? "" : () => "");
  const retenues = certificative
    ? competencesRetenues(ref, statut.code, (cle) => principal?.lignes.get(cle) === "oui")
    : [];
  // an exam whose competences are not settled yet shows all of them: the pen says which
  const evaluees = retenues.length > 0 ? retenues : competencesMobilisees(ref);
  const rang = ref.engagement.findIndex(({ code }) => code === de(principal)("engagement"));
  const avecCompetences = certificative || statut.bilanEntreprise;
  return {
    titre: certificative
      ? "Grille certificative"
      : statut.bilanEntreprise
        ? "Bilan entreprise"
        : "Bilan des attitudes professionnelles",
    epreuve: certificative ? epreuveText(ref, statut) : "",
    remplie,
    apprenant: { nom: papier.nom, prenom: papier.prenom, classe: papier.classe },
    diplome: `${ref.diplome} ${ref.specialite}`,
    periode: { nom: papier.periode, du: papier.du, au: papier.au },
    entreprise: [papier.entreprise, papier.ville].filter(Boolean).join(", "),
    tuteur: {
      role: papier.statutApprenant === "apprenti" ? "Maître d’apprentissage" : "Tuteur de stage",
      nom: papier.tuteur,
    },
    referent: papier.referent,
    lien: `${origin}${routes.transcription.href({ dossier }, detail ? { detail: "oui" } : {})}`,
    date: avecCompetences ? (remplie && principal?.date ? longDate(principal.date) : "") : null,
    presence: statut.bilanEntreprise ? (remplie && principal?.presence) || "" : null,
    taches: statut.bilanEntreprise ? taches(papier, de(principal)) : [],
    competences: avecCompetences ? competences(ref, evaluees, de(principal), detail) : null,
    engagement: statut.bilanEntreprise
      ? { degres: ref.engagement.map(({ intitule }) => intitule), rang }
      : null,
    commentaire: avecCompetences ? (remplie && principal?.commentaire) || "" : null,
    attitudes: statut.bilanAttitudes
      ? {
          echelle: echelle(ref.echelleAttitudes),
          lignes: ref.attitudes.map(({ code, intitule }) => ({
            code: "",
            intitule,
            aide: "",
            choix: de(attitudes)(cleDe("attitude", code)),
            detail: false,
          })),
          commentaire: (remplie && attitudes?.commentaire) || "",
        }
      : null,
  };
}
