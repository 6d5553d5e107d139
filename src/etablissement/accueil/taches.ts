import type { EtatEtablissement } from "#etablissement/accueil/store.ts";
import { SANS_CLASSE } from "#etablissement/apprenants/rules.ts";
import { type CivilDate, schoolYearOf } from "#kernel/civil-date.ts";
import { count, schoolYear } from "#kernel/french.ts";
import { routes } from "#routes.ts";

export type Tache = { texte: string; href: string; action: string };

/** From May on, next year is due: the teachers plan their first periods before the summer. */
const annonceLaRentree = (today: CivilDate) => today.slice(5) >= "05-01" && today.slice(5) < "08-15";

/** What remains to be done before the teachers can work, in the order in which it is done. */
export function tachesDe(etat: EtatEtablissement, today: CivilDate): Tache[] {
  const taches: Tache[] = [];
  if (etat.chef === "")
    taches.push({
      texte: "Le nom du chef d’établissement manque : il signe les conventions.",
      href: routes.adminEtablissement.href({}),
      action: "Compléter l’établissement",
    });
  if (etat.apprenants === 0)
    taches.push({
      texte: "Importez la liste des élèves : les classes et les identifiants sont créés avec elle.",
      href: routes.imports.href({}),
      action: "Importer la liste des élèves",
    });
  if (etat.importsEnAttente > 0)
    taches.push({
      texte: `${count(etat.importsEnAttente, "liste lue", "listes lues")} et pas encore ${etat.importsEnAttente > 1 ? "appliquées" : "appliquée"}.`,
      href: routes.imports.href({}),
      action: "Voir les imports",
    });
  const sans = etat.classesSansEnseignant;
  if (sans.length > 0)
    taches.push({
      texte: `${count(sans.length, "classe")} sans enseignant : ${sans.slice(0, 6).join(", ")}${sans.length > 6 ? "…" : ""}.`,
      href: routes.enseignants.href({}),
      action: "Rattacher des enseignants",
    });
  if (etat.apprentisSansMaitre > 0)
    taches.push({
      texte: `${count(etat.apprentisSansMaitre, "apprenti")} sans maître d’apprentissage.`,
      href: routes.maitres.href({}),
      action: "Créer un maître d’apprentissage",
    });
  if (etat.sansClasse > 0)
    taches.push({
      texte: `${count(etat.sansClasse, "apprenant")} sans classe cette année.`,
      href: routes.adminApprenants.href({}, { classe: SANS_CLASSE }),
      action: "Leur donner une classe",
    });
  if (etat.aFairePasser > 0 && annonceLaRentree(today))
    taches.push({
      texte: `L’année ${schoolYear(schoolYearOf(today) + 1)} n’est pas prête : ${count(etat.aFairePasser, "apprenant")} sans classe à la rentrée.`,
      href: routes.adminAnnee.href({}),
      action: "Préparer l’année suivante",
    });
  return taches;
}
