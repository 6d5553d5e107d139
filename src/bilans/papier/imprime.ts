import type { AttitudesLues } from "#bilans/attitudes/store.ts";
import { instantDate } from "#bilans/certificative/words.ts";
import { saisiText } from "#bilans/entreprise/lecture.tsx";
import { rencontreDe } from "#bilans/entreprise/rules.ts";
import type { GrilleLue } from "#bilans/entreprise/store.ts";
import { type Bilan, type Cle, cleDe, lireCompetence, type Stockee } from "#bilans/lignes/rules.ts";
import { type Choix, pointsDe } from "#bilans/personnel/rules.ts";
import type { PersonnelLu } from "#bilans/personnel/store.ts";
import type { BilanModel, NiveauImprime, PartieDeBilan } from "#documents/bilan.ts";
import type { DossierLu } from "#dossiers/rules.ts";
import { count, fullName, longDate } from "#kernel/french.ts";
import { competencesMobilisees, libelleEngagement, niveauDe, tachesDe } from "#referentiel/rules.ts";
import type { Referentiel } from "#referentiel/types.ts";
import { niveauxDe } from "#ui/niveaux.ts";

/** What a bilan prints beside what was read of it: the day is said in the school's zone. */
export type Impression = Pick<BilanModel, "etablissement"> & { now: Date; fuseau: string };

type Lu = DossierLu & { ref: Referentiel };
type Lignes = ReadonlyMap<Cle, Stockee>;

const commun = (faits: Lu, { etablissement, now, fuseau }: Impression) => ({
  etablissement,
  apprenant: { nom: faits.apprenant.nom, prenom: faits.apprenant.prenom, classe: faits.classe.nom },
  diplome: `${faits.ref.diplome} ${faits.ref.specialite}`,
  periode: { nom: faits.periode.nom, du: faits.periode.du, au: faits.periode.au },
  imprimee: `Imprimé le ${instantDate(now, fuseau)}`,
});

const tuteurText = ({ apprenant }: DossierLu) =>
  apprenant.statut === "apprenti" ? "Maître d’apprentissage" : "Tuteur de stage";

const signature = (stockee: Stockee | undefined, fuseau: string): string =>
  stockee && stockee.valeur !== "" ? `${stockee.auteur},\nle ${instantDate(stockee.le, fuseau)}` : "";

/**
 * Where a bilan stands, in sentences: brouillon or transmis, typed by whom before whom, changed since by whom.
 * @param saisi « Saisi par X en présence de Y »; null when nobody typed for somebody else
 */
function etatImprime(bilan: Bilan | null, fuseau: string, saisi: string | null = null): string[] {
  if (!bilan) return ["Ce bilan n’est pas commencé."];
  const quand = (le: Date) => instantDate(le, fuseau);
  const transmis = bilan.transmisLe
    ? `${quand(bilan.transmisLe)}${bilan.transmisPar ? ` par ${bilan.transmisPar}` : ""}`
    : "";
  const apres = bilan.transmisLe !== null && bilan.modifieLe > bilan.transmisLe;
  return [
    bilan.etat === "transmis"
      ? `Transmis le ${transmis}.`
      : transmis
        ? `Rouvert : transmis le ${transmis}, puis modifié. Ce qui suit n’est pas encore transmis de nouveau.`
        : "Brouillon : ce bilan n’est pas encore transmis.",
    ...(saisi ? [`${saisi}.`] : []),
    ...(bilan.etat === "transmis" && !apres
      ? []
      : [`Modifié le ${quand(bilan.modifieLe)} par ${bilan.modifiePar}.`]),
  ];
}

/** « J’ai pris connaissance » and the learner's words (B-21). */
function avis(bilan: Bilan | null, fuseau: string): PartieDeBilan {
  const vu = bilan?.vuLe ? `A pris connaissance de ce bilan le ${instantDate(bilan.vuLe, fuseau)}` : "";
  return {
    genre: "texte",
    titre: "L’avis de l’apprenant",
    texte: bilan?.avis ?? "",
    signature: bilan?.avis ? vu : "",
    vide: vu ? `${vu}, sans commentaire.` : "L’apprenant n’a pas encore pris connaissance de ce bilan.",
  };
}

const commentaire = (lignes: Lignes): PartieDeBilan => ({
  genre: "texte",
  titre: "Le commentaire",
  texte: lignes.get("commentaire")?.valeur ?? "",
  signature: "",
  vide: "Aucun commentaire.",
});

type Ligne = Extract<PartieDeBilan, { genre: "tableau" }>["lignes"][number];

function competences({ ref, lignes }: GrilleLue, fuseau: string): PartieDeBilan {
  const couleurs = new Map(niveauxDe(ref).map(({ code, color }) => [code, color]));
  const niveau = (code: string): NiveauImprime | null =>
    code === ""
      ? null
      : { code, texte: niveauDe(ref, code).intitule, couleur: couleurs.get(code) ?? "#4b6067" };
  const choisi = (code: string) => lireCompetence(lignes.get(cleDe("competence", code))?.valeur ?? "");
  const toutes = competencesMobilisees(ref);
  const sans = toutes.filter(({ code }) => choisi(code).niveau === "").map(({ code }) => code);
  return {
    genre: "tableau",
    titre: "Les compétences",
    colonnes: { quoi: "Compétence", niveau: "Niveau", qui: "Évaluée par" },
    lignes: toutes
      .filter(({ code }) => !sans.includes(code))
      .flatMap((competence): Ligne[] => {
        const { mode, niveau: code } = choisi(competence.code);
        return [
          {
            code: competence.code,
            intitule: competence.intitule,
            niveau: niveau(code),
            signature: signature(lignes.get(cleDe("competence", competence.code)), fuseau),
            detail: false,
          },
          ...(mode === "detaillee" ? competence.details : []).map((detail) => {
            const ligne = lignes.get(cleDe("detail", detail.code));
            return {
              code: "",
              intitule: detail.intitule,
              niveau: niveau(ligne?.valeur ?? ""),
              signature: signature(ligne, fuseau),
              detail: true,
            };
          }),
        ];
      }),
    reste: sans.length > 0 && sans.length < toutes.length ? `Non évaluées : ${sans.join(", ")}.` : "",
    vide: "Aucune compétence évaluée.",
  };
}

function engagement({ ref, lignes }: GrilleLue, fuseau: string): PartieDeBilan {
  const ligne = lignes.get("engagement");
  const rang = ref.engagement.findIndex(({ code }) => code === ligne?.valeur) + 1;
  return {
    genre: "texte",
    titre: "L’engagement",
    texte: ligne?.valeur
      ? `${libelleEngagement(ref, ligne.valeur)} (${count(rang, "étoile")} sur ${ref.engagement.length})`
      : "",
    signature: signature(ligne, fuseau).replace("\n", " "),
    vide: "Pas évalué.",
  };
}

/** The bilan entreprise (S-66…S-76) as it was filled. */
export function bilanEntrepriseImprime(grille: GrilleLue, impression: Impression): BilanModel {
  const { ref, bilan, lignes, entreprise } = grille;
  const { fuseau } = impression;
  return {
    ...commun(grille, impression),
    titre: "Bilan entreprise",
    etat: etatImprime(bilan, fuseau, saisiText(grille)),
    reperes: [
      {
        nom: "Entreprise",
        valeur: entreprise ? [entreprise.nom, entreprise.ville].filter(Boolean).join(", ") : "",
      },
      { nom: tuteurText(grille), valeur: grille.tuteur },
      { nom: "Date de la rencontre", valeur: bilan ? longDate(rencontreDe(grille)) : "" },
    ],
    parties: [
      {
        genre: "tableau",
        titre: "Les tâches mises en œuvre",
        colonnes: { quoi: "Tâche", niveau: "", qui: "Cochée par" },
        lignes: tachesDe(ref).flatMap(({ code, intitule }): Ligne[] => {
          const ligne = lignes.get(cleDe("tache", code));
          return ligne?.valeur === "oui"
            ? [{ code, intitule, niveau: null, signature: signature(ligne, fuseau), detail: false }]
            : [];
        }),
        reste: "",
        vide: "Aucune tâche cochée.",
      },
      competences(grille, fuseau),
      engagement(grille, fuseau),
      commentaire(lignes),
      avis(bilan, fuseau),
    ],
    signataires: ["Enseignant", tuteurText(grille), "Apprenant"],
  };
}

/** The bilan des attitudes professionnelles (S-62) as it was filled. */
export function attitudesImprimees(
  faits: AttitudesLues,
  { entreprise, tuteur }: Pick<GrilleLue, "entreprise" | "tuteur">,
  impression: Impression,
): BilanModel {
  const { ref, bilan, lignes } = faits;
  const degre = (code: string): string =>
    ref.echelleAttitudes.find((echelon) => echelon.code === code)?.intitule ?? code;
  return {
    ...commun(faits, impression),
    titre: "Bilan des attitudes professionnelles",
    etat: etatImprime(bilan, impression.fuseau),
    reperes: [
      {
        nom: "Entreprise",
        valeur: entreprise ? [entreprise.nom, entreprise.ville].filter(Boolean).join(", ") : "",
      },
      { nom: tuteurText(faits), valeur: tuteur },
    ],
    parties: [
      {
        genre: "tableau",
        titre: "Les attitudes",
        colonnes: { quoi: "Attitude", niveau: "Degré", qui: "Choisi par" },
        lignes: ref.attitudes.map(({ code, intitule }) => {
          const ligne = lignes.get(cleDe("attitude", code));
          return {
            code: "",
            intitule,
            // degrees have no colour of their own
            niveau: ligne?.valeur
              ? { code: ligne.valeur, texte: degre(ligne.valeur), couleur: "#0e5a5e" }
              : null,
            signature: signature(ligne, impression.fuseau),
            detail: false,
          };
        }),
        reste: "",
        vide: "",
      },
      commentaire(lignes),
    ],
    signataires: ["Enseignant", tuteurText(faits)],
  };
}

/** The bilan personnel (S-60) as the learner wrote it. */
export function personnelImprime(faits: PersonnelLu, impression: Impression): BilanModel {
  const { bilan, ref, apprenant } = faits;
  const points = (titre: string, choix: Choix): PartieDeBilan => ({
    genre: "texte",
    titre,
    texte: pointsDe(ref.attitudes, bilan, choix)
      .map(({ intitule }) => intitule)
      .join("\n"),
    signature: "",
    vide: "Rien n’est choisi.",
  });
  return {
    ...commun(faits, impression),
    titre: "Bilan personnel",
    etat: bilan
      ? [
          bilan.termine ? "Terminé." : "En cours : l’apprenant n’a pas dit que ce bilan était terminé.",
          `Écrit par ${fullName(apprenant)}, modifié le ${instantDate(bilan.modifieLe, impression.fuseau)}.`,
        ]
      : ["Ce bilan n’est pas commencé."],
    reperes: [],
    parties: [
      points("Les points forts", "fort"),
      points("Les axes de progrès", "progres"),
      {
        genre: "texte",
        titre: "Les perspectives",
        texte: bilan?.perspectives ?? "",
        signature: "",
        vide: "Rien n’est écrit.",
      },
    ],
    signataires: ["Apprenant"],
  };
}
