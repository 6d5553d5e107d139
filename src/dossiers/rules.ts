import type { Voisins } from "#dossiers/rules/voisins.ts";
import type { CivilDate } from "#kernel/civil-date.ts";

/** What every right and every document of a dossier (one learner × one period) is decided on. */
export type FaitsDossier = {
  dossier: string;
  apprenant: { id: string; nom: string; prenom: string; statut: "scolaire" | "apprenti" };
  classe: { id: string; nom: string };
  periode: {
    id: string;
    nom: string;
    /** code of a status of the référentiel: P1, P2, AUTRE, E31… */
    statut: string;
    niveau: string;
    du: CivilDate;
    au: CivilDate;
    /** the teacher who issued it */
    auteur: string;
    referentiel: string;
    /** the version it was issued with: records keep theirs (B-37) */
    referentielVersion: string;
  };
  referent: string | null;
};

/** The same, with the dossiers before and after it in its period. */
export type DossierLu = FaitsDossier & { voisins: Voisins };
