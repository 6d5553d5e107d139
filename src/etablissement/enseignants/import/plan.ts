import type { LigneEnseignant, ListeEnseignants, Remarque } from "#etablissement/enseignants/import/lire.ts";
import { cleDeDivision } from "#etablissement/import/divisions.ts";
import { cite } from "#etablissement/import/ligne.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { listName } from "#kernel/french.ts";

/** Whom an address of the list already belongs to. */
export type Connu = {
  courriel: string;
  identite: string;
  /** a password of his own is chosen: no activation is needed */
  active: boolean;
  estApprenant: boolean;
  /** his role of teacher in this school, with its last day and his classes */
  enseignant: { id: string; au: CivilDate | null; classes: string[] } | null;
};

export type ClasseConnue = { id: string; nom: string };
type Entree = { ligne: LigneEnseignant; classes: ClasseConnue[] };

export type PlanEnseignants = {
  /** not a teacher here yet; `identite` when the address has an account already */
  creations: (Entree & { identite: string | null; active: boolean })[];
  /** a teacher here whose access was closed */
  retours: (Entree & { id: string })[];
  /** a teacher here who gets these classes besides his own */
  rattachements: (Entree & { id: string })[];
  inchanges: LigneEnseignant[];
  erreurs: Remarque[];
  notes: Remarque[];
};

/**
 * The dry run of a list of teachers. Classes are only added: a list that names fewer takes none away. Applying the same
 * list again changes nothing.
 * @param classes those of the year of the list
 */
export function planEnseignants(
  { lignes, erreurs }: ListeEnseignants,
  connus: readonly Connu[],
  classes: readonly ClasseConnue[],
  today: CivilDate,
): PlanEnseignants {
  const plan: PlanEnseignants = {
    creations: [],
    retours: [],
    rattachements: [],
    inchanges: [],
    erreurs: [...erreurs],
    notes: [],
  };
  const byMail = new Map(connus.map((one) => [one.courriel, one]));
  const byName = new Map(classes.map((one) => [cleDeDivision(one.nom), one]));
  for (const ligne of lignes) {
    const connu = byMail.get(ligne.courriel);
    if (connu?.estApprenant) {
      plan.erreurs.push({
        numero: ligne.numero,
        message: `${cite(ligne.courriel)} est l’adresse d’un apprenant de l’établissement.`,
      });
      continue;
    }
    const siennes = new Map<string, ClasseConnue>();
    for (const nom of ligne.classes) {
      const classe = byName.get(cleDeDivision(nom));
      if (classe) siennes.set(classe.id, classe);
      else
        plan.notes.push({
          numero: ligne.numero,
          message: `La classe ${cite(nom)} n’existe pas cette année-là\u00a0: ${listName(ligne)} n’y est pas rattaché.`,
        });
    }
    const role = connu?.enseignant;
    if (!role) {
      plan.creations.push({
        ligne,
        classes: [...siennes.values()],
        identite: connu?.identite ?? null,
        active: connu?.active ?? false,
      });
      continue;
    }
    const nouvelles = [...siennes.values()].filter((classe) => !role.classes.includes(classe.id));
    if (role.au !== null && role.au < today) plan.retours.push({ ligne, classes: nouvelles, id: role.id });
    else if (nouvelles.length > 0) plan.rattachements.push({ ligne, classes: nouvelles, id: role.id });
    else plan.inchanges.push(ligne);
  }
  plan.erreurs.sort((a, b) => a.numero - b.numero);
  return plan;
}

export const planVide = ({ creations, retours, rattachements }: PlanEnseignants): boolean =>
  creations.length + retours.length + rattachements.length === 0;
