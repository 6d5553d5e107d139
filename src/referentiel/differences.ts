import { tachesDe } from "#referentiel/rules.ts";
import type { Referentiel, StatutPeriode } from "#referentiel/types.ts";

/** One thing that is not the same in two versions of a référentiel. */
export type Difference = {
  sorte: "ajoute" | "retire" | "change";
  /** « Compétence », « Tâche »… */
  quoi: string;
  code: string;
  avant: string | null;
  apres: string | null;
};

type Ligne = { code: string; texte: string };

/** Every list of a référentiel as lines of a code and its words: what a person compares. */
function listes(ref: Referentiel): [string, Ligne[]][] {
  const words = (items: readonly { code: string; intitule: string }[]): Ligne[] =>
    items.map(({ code, intitule }) => ({ code, texte: intitule }));
  return [
    ["Niveau de classe", words(ref.niveauxClasse)],
    ["Activité", words(ref.activites)],
    ["Tâche", words(ref.activites.some(({ taches }) => taches.length > 0) ? tachesDe(ref) : [])],
    ["Groupe de compétences", words(ref.groupes)],
    ["Compétence", words(ref.competences)],
    [
      "Compétence, mobilisée à ce niveau",
      ref.competences.map(({ code, mobilisee }) => ({ code, texte: mobilisee ? "oui" : "non" })),
    ],
    [
      "Compétence, en mots simples",
      ref.competences.map(({ code, enMotsSimples }) => ({ code, texte: enMotsSimples ?? "" })),
    ],
    [
      "Compétence détaillée",
      ref.competences.flatMap(({ details }) =>
        details.map(({ code, intitule, sousElements }) => ({
          code,
          texte: [intitule, ...sousElements].join(" · "),
        })),
      ),
    ],
    [
      "Lien tâche → compétence",
      ref.matrice.map(({ tache, competence, indicative }) => ({
        code: `${tache} → ${competence}`,
        texte: indicative ? "à titre indicatif" : "officiel",
      })),
    ],
    ["Attitude", words(ref.attitudes)],
    [
      "Échelle des attitudes",
      ref.echelleAttitudes.map(({ code, intitule, horsCalcul }) => ({
        code,
        texte: horsCalcul ? `${intitule} (hors du calcul)` : intitule,
      })),
    ],
    [
      "Niveau de réussite",
      ref.niveauxReussite.map(({ code, intitule, enMotsSimples, couleur }) => ({
        code,
        texte: [intitule, enMotsSimples, couleur].filter(Boolean).join(" · "),
      })),
    ],
    [
      "Degré LSL Pro du niveau",
      ref.niveauxReussite.map(({ code, degreLsl }) => ({ code, texte: degreLsl?.toString() ?? "aucun" })),
    ],
    ["Engagement", words(ref.engagement)],
    [
      "Statut de période",
      ref.statutsPeriode.map((statut) => ({ code: statut.code, texte: statutText(statut) })),
    ],
    [
      "Épreuve",
      ref.epreuves.map(({ code, intitule, competencesEvaluees }) => ({
        code,
        texte: [intitule, competencesEvaluees.join(", ")].filter(Boolean).join(" · "),
      })),
    ],
    ["Diplôme", [{ code: ref.code, texte: [ref.diplome, ref.specialite, ref.sigle].join(" · ") }]],
    ["Texte de référence", [{ code: ref.code, texte: ref.texteReference ?? "" }]],
    ["Avertissement", [{ code: ref.code, texte: ref.avertissement ?? "" }]],
  ];
}

/** « Période 2 : bilan des attitudes, bilan entreprise, alimente le tableau de bord » */
export function statutText(statut: StatutPeriode): string {
  const board = { tout: "alimente le tableau de bord", attitudes: "tableau de bord : attitudes seules" };
  const does = [
    statut.bilanAttitudes ? "bilan des attitudes" : null,
    statut.bilanEntreprise ? "bilan entreprise" : null,
    statut.grilleCertificative ? "grille certificative" : null,
    statut.nourritTableauDeBord ? board[statut.nourritTableauDeBord] : null,
    statut.choixApprenants ? null : "apprenants fixés à l’émission",
    statut.niveaux ? `niveaux ${statut.niveaux.join(", ")}` : null,
  ].filter(Boolean);
  return `${statut.intitule}\u00a0: ${does.join(", ") || "aucun document"}`;
}

/** What somebody would see change in going from one version to another, list by list, in the order of the screens. */
export function differences(avant: Referentiel, apres: Referentiel): Difference[] {
  const after = new Map(listes(apres));
  const both = new Set(
    avant.competences
      .map(({ code }) => code)
      .filter((code) => apres.competences.some((one) => one.code === code)),
  );
  return listes(avant).flatMap(([quoi, lines]): Difference[] => {
    const were = new Map(lines.map((ligne) => [ligne.code, ligne.texte]));
    const are = new Map((after.get(quoi) ?? []).map((ligne) => [ligne.code, ligne.texte]));
    const all = [...new Set([...were.keys(), ...are.keys()])];
    return all.flatMap((code): Difference[] => {
      const old = were.get(code) ?? null;
      const now = are.get(code) ?? null;
      // a competence that comes or goes is one line, not one for each thing said of it
      if (old === now || (quoi.startsWith("Compétence, ") && !both.has(code))) return [];
      // an optional text (a caution, plain words) that was empty is added, not changed from nothing
      const sorte = !old ? "ajoute" : !now ? "retire" : "change";
      return [{ sorte, quoi, code, avant: old || null, apres: now || null }];
    });
  });
}
