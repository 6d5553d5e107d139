import type { Picture } from "#documents/portfolio/blocks.ts";
import type { ActivitePresentee, DonneesPortfolio, SemaineEcrite } from "#documents/portfolio/donnees.ts";
import { civil } from "#kernel/civil-date.ts";

const PNG =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

const picture = (name: string, caption: string): Picture => ({
  name,
  alt: `${caption}, décrite`,
  caption,
  width: 1600,
  height: 1200,
});

/** The bytes of the pictures that `portfolioExemple` names. */
export const photosExemple: Record<string, Uint8Array> = Object.fromEntries(
  ["carte.png", "organigramme.png", "photo-1.png", "photo-2.png", "photo-3.png", "photo-4.png"].map(
    (name) => [name, new Uint8Array(Buffer.from(PNG, "base64"))],
  ),
);

const semaine = (lundi: string, texte: string): SemaineEcrite => ({
  lundi: civil(lundi),
  fait: texte,
  reussi: texte,
  aime: texte,
  difficile: texte,
  jours: { [lundi]: texte },
  taches: [{ code: "A1T1", intitule: texte }],
  photos: [picture("photo-1.png", texte)],
  vues: [
    {
      nom: texte,
      prenom: "Julien",
      role: "Tuteur de stage",
      le: new Date("2026-11-14T09:30:00Z"),
      mot: texte,
    },
  ],
});

const activite = (n: number, texte: string): ActivitePresentee => ({
  id: `00000000-0000-7000-8000-0000000000${String(n).padStart(2, "0")}`,
  titre: texte,
  condition: "autonomie",
  champs: { date: "2026-11-12", machine: texte, nature: texte, reparations: texte },
  taches: [{ code: "A1T1", intitule: texte }],
  competences: [{ code: "C1", intitule: texte }],
  exporter: true,
  avant: [picture("photo-2.png", texte)],
  apres: [picture("photo-3.png", texte)],
});

/** A portfolio whose every text is this one, with so many activities; `""` and 0 is one that nobody has begun. */
export function portfolioExemple(texte: string, activites = 2): DonneesPortfolio {
  const plein = texte !== "";
  return {
    dossier: "00000000-0000-7000-8000-000000000000",
    etablissement: { nom: "Lycée d’essai", adresse: "1 rue de l’École", ville: "76000 Rouen" },
    fuseau: "Europe/Paris",
    jour: civil("2026-11-23"),
    apprenant: { nom: `Accardo ${texte}`, prenom: "Aline", statut: "scolaire" },
    classe: "1 MSPC",
    diplome: "Baccalauréat professionnel",
    periode: { nom: "PFMP 3", du: civil("2026-11-09"), au: civil("2026-12-04") },
    accueils: plein
      ? [
          {
            rang: 1,
            entreprise: texte,
            adresse: texte,
            codePostal: "76000",
            ville: "Rouen",
            secteur: texte,
            telephone: "",
            jours: { du: civil("2026-11-09"), au: civil("2026-12-04") },
            tuteur: { nom: texte, prenom: "Julien", telephone: "", courriel: "" },
          },
        ]
      : [],
    presentation: { activite: texte, effectif: texte, effectifMaintenance: texte, historique: texte },
    carte: plein
      ? {
          image: picture("carte.png", texte),
          sources: "GeoNames",
          lieux: [{ rang: 1, situation: texte, coordonnees: "49,28° N", precision: "centre de la commune" }],
        }
      : null,
    organigramme: plein
      ? {
          image: picture("organigramme.png", texte),
          postes: [
            { niveau: 1, fonction: "Directrice", nom: texte },
            { niveau: 2, fonction: texte, nom: "" },
            { niveau: 4, fonction: "Stagiaire", nom: "" },
          ],
        }
      : { image: null, postes: [] },
    semaines: plein ? [semaine("2026-11-09", texte), semaine("2026-11-16", texte)] : [],
    activites: Array.from({ length: activites }, (_, n) => activite(n + 1, texte)),
    annexes: plein
      ? [
          {
            genre: "image",
            nom: "atelier.png",
            legende: texte,
            type: "image/png",
            taille: 340_000,
            lien: "",
            image: picture("photo-4.png", texte),
          },
          {
            genre: "lien",
            nom: texte,
            legende: "",
            type: "",
            taille: 0,
            lien: "https://example.org/?a=1&b=2",
            image: null,
          },
        ]
      : [],
    commentaires: plein
      ? [
          {
            ancre: "",
            texte,
            auteur: { nom: "Benali", prenom: "Karim", role: "Enseignant" },
            le: new Date("2026-11-15T10:00:00Z"),
            faitLe: null,
            reponse: texte,
          },
          {
            ancre: "semaine:2026-11-09",
            texte,
            auteur: { nom: "Boisseau", prenom: "Julien", role: "Tuteur de stage" },
            le: new Date("2026-11-15T10:00:00Z"),
            faitLe: new Date("2026-11-16T10:00:00Z"),
            reponse: "",
          },
        ]
      : [],
  };
}
