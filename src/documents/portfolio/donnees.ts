import { type Picture, seen } from "#documents/portfolio/blocks.ts";
import type { AccueilLu, PortfolioLu, SemaineLue } from "#documents/portfolio/store.ts";
import type { FaitsDossier } from "#dossiers/rules.ts";
import { roleText } from "#kernel/actor.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { presents } from "#portfolio/commentaires/rules.ts";
import { ancreActivite, ancreSemaine, type Fichier } from "#portfolio/fichiers/rules.ts";
import { libelleCompetence, libelleTache } from "#referentiel/rules.ts";
import type { Referentiel } from "#referentiel/types.ts";

/** What a portfolio says (S-56). Texts as typed; empty ones are "". */
export type DonneesPortfolio = {
  dossier: string;
  etablissement: { nom: string; adresse: string; ville: string };
  fuseau: string;
  /** the day of the export */
  jour: CivilDate;
  apprenant: { nom: string; prenom: string; statut: "scolaire" | "apprenti" };
  classe: string;
  /** « Baccalauréat professionnel Maintenance des systèmes de production connectés » */
  diplome: string;
  periode: { nom: string; du: CivilDate; au: CivilDate };
  /** the companies named so far, in the order of the stays: none, one, or two (B-18) */
  accueils: readonly AccueilPresente[];
  presentation: { activite: string; effectif: string; effectifMaintenance: string; historique: string };
  /** the map, and the same in words; `sources`: whom its data must name */
  carte: {
    image: Picture;
    sources: string;
    /** of the companies that are on it */
    lieux: readonly { rang: number; situation: string; coordonnees: string; precision: string }[];
  } | null;
  /** `niveau` from 1 */
  organigramme: {
    image: Picture | null;
    postes: readonly { niveau: number; fonction: string; nom: string }[];
  };
  semaines: readonly SemaineEcrite[];
  /** every activity not taken out; the export keeps those with `exporter` */
  activites: readonly ActivitePresentee[];
  annexes: readonly Annexe[];
  /** null: the person who exports left them out */
  commentaires: readonly CommentaireLu[] | null;
};

export type AccueilPresente = {
  /** 1, or 2 for a second company: its number on the map */
  rang: number;
  entreprise: string;
  adresse: string;
  codePostal: string;
  ville: string;
  secteur: string;
  telephone: string;
  /** the days in this company */
  jours: { du: CivilDate; au: CivilDate };
  /** the tuteur de stage, or the maître d'apprentissage of an apprenti */
  tuteur: { nom: string; prenom: string; telephone: string; courriel: string } | null;
};

/** A task or a competence, in the words of the référentiel. */
export type Intitule = { code: string; intitule: string };

export type SemaineEcrite = {
  lundi: CivilDate;
  fait: string;
  reussi: string;
  aime: string;
  difficile: string;
  /** day by day, if the learner prefers: date → text */
  jours: Readonly<Record<string, string>>;
  taches: readonly Intitule[];
  photos: readonly Picture[];
  vues: readonly { nom: string; prenom: string; role: string; le: Date; mot: string }[];
};

export type ActivitePresentee = {
  id: string;
  titre: string;
  condition: string | null;
  /** by field of `champsActivite` */
  champs: Readonly<Record<string, string>>;
  taches: readonly Intitule[];
  competences: readonly Intitule[];
  exporter: boolean;
  avant: readonly Picture[];
  apres: readonly Picture[];
};

export type Annexe = Pick<Fichier, "genre" | "nom" | "legende" | "type" | "taille" | "lien"> & {
  image: Picture | null;
};

export type CommentaireLu = {
  /** see `lieuDe` of portfolio/commentaires */
  ancre: string;
  texte: string;
  auteur: { nom: string; prenom: string; role: string };
  le: Date;
  faitLe: Date | null;
  /** the learner's answer */
  reponse: string;
};

/** A picture to read from the store of files under this digest. */
export type Photo = { picture: Picture; empreinte: Buffer };

/** The photos of a portfolio by anchor, each under the name it will have in the file. */
function photosDe(fichiers: readonly Fichier[]): Map<Fichier, Photo> {
  const photos = new Map<Fichier, Photo>();
  for (const fichier of fichiers) {
    const { genre, type, empreinte, largeur, hauteur, legende } = fichier;
    if (genre !== "image" || !empreinte || !largeur || !hauteur) continue;
    const name = `photo-${photos.size + 1}.${type === "image/png" ? "png" : "jpg"}`;
    const picture = { name, alt: legende, caption: legende, width: largeur, height: hauteur };
    photos.set(fichier, { picture, empreinte });
  }
  return photos;
}

/** The words of one who does not see a photo: its caption, else where it stands. */
const decrite =
  (ou: string) =>
  (picture: Picture): Picture => ({ ...picture, alt: seen(picture.alt, ou) });

type Contexte = {
  faits: FaitsDossier;
  referentiel: Referentiel;
  fuseau: string;
  jour: CivilDate;
  /** false: comments are left out */
  commentaires: boolean;
};

/**
 * What the rows of a portfolio say, in the words of its référentiel, and the photos to read. The map and the drawing of
 * the organigramme are not rows: `images.ts` adds them.
 */
export function donneesDe(
  lu: PortfolioLu,
  contexte: Contexte,
): { donnees: DonneesPortfolio; photos: Photo[] } {
  const { faits, referentiel, fuseau, jour } = contexte;
  const { accueils, maitre, etablissement, presentation } = lu;
  const photos = photosDe(lu.fichiers);
  const a = (ancre: string, ou: string) =>
    lu.fichiers.flatMap((fichier) => {
      const photo = fichier.ancre === ancre ? photos.get(fichier) : undefined;
      return photo ? decrite(ou)(photo.picture) : [];
    });
  const tache = (code: string) => ({ code, intitule: libelleTache(referentiel, code) });
  const competence = (code: string) => ({ code, intitule: libelleCompetence(referentiel, code) });
  const semaine = ({ vues, taches, ...texte }: SemaineLue): SemaineEcrite => ({
    ...texte,
    taches: taches.map(tache),
    photos: a(ancreSemaine(texte.lundi), "Photo de la semaine"),
    vues: vues.map(({ role, le, ...vue }) => ({ ...vue, role: roleText[role], le: new Date(le) })),
  });
  const tuteurDeStage = (accueil: AccueilLu) =>
    accueil.tuteurNom
      ? {
          nom: accueil.tuteurNom,
          prenom: accueil.tuteurPrenom,
          telephone: accueil.tuteurTelephone,
          courriel: accueil.tuteurCourriel,
        }
      : null;
  const donnees: DonneesPortfolio = {
    dossier: faits.dossier,
    etablissement,
    fuseau,
    jour,
    apprenant: faits.apprenant,
    classe: faits.classe.nom,
    diplome: `${referentiel.diplome} ${referentiel.specialite}`,
    periode: faits.periode,
    accueils: accueils
      .filter(({ entreprise }) => entreprise !== "")
      .map((accueil) => ({
        ...accueil,
        jours: { du: accueil.du ?? faits.periode.du, au: accueil.au ?? faits.periode.au },
        tuteur:
          faits.apprenant.statut === "apprenti"
            ? maitre && { ...maitre, telephone: "" }
            : tuteurDeStage(accueil),
      })),
    presentation,
    carte: null,
    organigramme: { image: null, postes: lu.postes },
    semaines: lu.semaines.map(semaine),
    activites: lu.activites.map(({ champs: { competences, ...champs }, taches, ...activite }) => ({
      ...activite,
      champs: champs as Record<string, string>,
      taches: taches.map(tache),
      competences: (Array.isArray(competences) ? competences : []).map(competence),
      avant: a(ancreActivite(activite.id, "avant"), "Photo prise avant l’intervention"),
      apres: a(ancreActivite(activite.id, "apres"), "Photo prise après l’intervention"),
    })),
    annexes: lu.fichiers
      .filter(({ ancre }) => ancre === "")
      .map((fichier) => {
        const picture = photos.get(fichier)?.picture;
        const image = picture && {
          ...decrite(seen(fichier.nom, "Image"))(picture),
          caption: picture.caption || fichier.nom,
        };
        return { ...fichier, image: image ?? null };
      }),
    commentaires: contexte.commentaires
      ? presents(lu.conseils).map(({ auteur, reponse, ...conseil }) => ({
          ...conseil,
          auteur: { ...auteur, role: roleText[auteur.role] },
          reponse: reponse?.retireLe === null ? reponse.texte : "",
        }))
      : null,
  };
  // a photo of a week or an activity that is no longer there is not read
  return { donnees, photos: [...photos.values()] };
}
