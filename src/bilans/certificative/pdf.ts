import { droitsGrille } from "#bilans/certificative/rights.ts";
import { contenuDe } from "#bilans/certificative/rules.ts";
import { loadGrille } from "#bilans/certificative/store.ts";
import { instantDate } from "#bilans/certificative/words.ts";
import { fichierPdf } from "#documents/fichiers.ts";
import { grilleCertificativePdf } from "#documents/grille-certificative.ts";
import { enTete } from "#documents/store/etablissement.ts";
import { noterImpression } from "#dossiers/store/impressions.ts";
import { listName } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { view } from "#web/act.ts";

/** « Imprimer la grille »: the version asked for, the one in force, or the draft, which says that it is one. */
export const grillePdf = view({
  path: routes.grilleCertificativePdf,
  right: droitsGrille.lire,
  load: async ({ tx, params, deps, today, actor }) => {
    const grille = await loadGrille(tx, params.dossier, deps.referentiels, { today, hold: false });
    return grille && { ...grille, etablissement: await enTete(tx, actor.etablissement.id) };
  },
  trace: (work, { dossier }) => noterImpression(work, "grille-certificative", [dossier]),
  page: async (grille, { actor, query, now }) => {
    const asked = actor.role === "apprenant" ? null : query.get("version");
    const version =
      grille.versions.find(({ numero }) => String(numero) === asked) ?? grille.versions.at(-1) ?? null;
    const contenu = version?.contenu ?? contenuDe(grille);
    const quand = (le: Date) => instantDate(le, actor.etablissement.fuseau);
    const signe = (auteur: string, le: string) => (auteur ? `${auteur}, le ${quand(new Date(le))}` : "");
    const pdf = await grilleCertificativePdf({
      etablissement: grille.etablissement,
      diplome: `${grille.ref.diplome} ${grille.ref.specialite}`,
      contenu: {
        ...contenu,
        competences: contenu.competences.map((competence) => ({
          ...competence,
          signature: signe(competence.auteur, competence.le),
          proposition: competence.proposition && {
            niveau: `${competence.proposition.niveau} ${competence.proposition.texte}`,
            signature: signe(competence.proposition.auteur, competence.proposition.le),
          },
        })),
      },
      validation: version
        ? {
            version: version.numero,
            signature: `Validée le ${quand(version.le)} par ${version.par}`,
            remplacee: version.numero < grille.versions.length,
          }
        : null,
      imprimee: `Imprimée le ${quand(now)}`,
    });
    const { nom, prenom } = contenu.candidat;
    const name = `Grille ${contenu.epreuve.code} ${listName({ nom, prenom })}${version ? ` v${version.numero}` : " brouillon"}`;
    return fichierPdf(pdf, name);
  },
});
