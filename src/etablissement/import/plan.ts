import { cleDeDivision, niveauDeDivision } from "#etablissement/import/divisions.ts";
import { cite, type ErreurLigne, type LigneImport } from "#etablissement/import/ligne.ts";
import { cleDeNom } from "#etablissement/import/noms.ts";
import {
  type ApprenantConnu,
  memeClasse,
  nameKey,
  type Recognised,
  reconnaitre,
} from "#etablissement/import/reconnaitre.ts";
import type { CivilDate } from "#kernel/civil-date.ts";

/** The administrator's answers for `homonymes`: the id of a known learner, or « nouveau ». */
export type Choix = Readonly<Record<number, string>>;

/** What the file says of a known learner that differs from what is known; only the fields that change. */
export type Changements = Partial<
  Pick<ApprenantConnu, "nom" | "prenom" | "ine" | "statut"> & { naissance: CivilDate }
>;
type Reconnu = { ligne: LigneImport; apprenant: ApprenantConnu; changements: Changements };

export type PlanImport = {
  creations: LigneImport[];
  /** `apprenant.classe` null: new this year, or back */
  changementsDeClasse: Reconnu[];
  /** same class, but something else changes (INE, status, birth date, name) */
  misesAJour: Reconnu[];
  inchanges: Reconnu[];
  /** lines that need a person's choice; nothing is done with them until then */
  homonymes: { ligne: LigneImport; candidats: ApprenantConnu[]; message: string }[];
  /** in a class of the file, but not in the file; nothing is done with them by itself */
  absents: ApprenantConnu[];
  classesACreer: { nom: string; niveau: ReturnType<typeof niveauDeDivision> }[];
  erreurs: ErreurLigne[];
};

/**
 * The dry run of an import: what it would do, without doing it (B-30). A learner is recognised by his INE, else by
 * name, first name and birth date (accents, case, hyphens do not count); what leaves a doubt is asked. Importing
 * the same file again, once the plan is applied, changes nothing.
 * @param existants every learner of the school, those of no class included (pupils who come back)
 * @param classesConnues names of the classes of the year
 */
export function planImport(
  lignes: readonly LigneImport[],
  existants: readonly ApprenantConnu[],
  classesConnues: readonly string[],
  { choix = {} }: { choix?: Choix } = {},
): PlanImport {
  const plan: PlanImport = {
    creations: [],
    changementsDeClasse: [],
    misesAJour: [],
    inchanges: [],
    homonymes: [],
    absents: [],
    classesACreer: [],
    erreurs: [],
  };
  const kept = withoutDoubles(lignes, plan.erreurs);
  const recognised = reconnaitre(kept, existants);
  const taken = new Map<string, number>();
  const shown = new Set<string>();

  for (const [ligne, found] of recognised) {
    const matched = decide(found, choix[ligne.numero]);
    if (matched.kind === "nouveau") plan.creations.push(ligne);
    else if (matched.kind === "homonyme") {
      for (const candidat of matched.candidats) shown.add(candidat.id);
      plan.homonymes.push({ ligne, candidats: matched.candidats, message: matched.message });
    } else {
      const { apprenant } = matched;
      const before = taken.get(apprenant.id);
      if (before === undefined) {
        taken.set(apprenant.id, ligne.numero);
        file(plan, { ligne, apprenant, changements: changementsDe(ligne, apprenant) });
      } else plan.erreurs.push(sameAs(ligne, before));
    }
  }

  const divisions = new Map<string, string>();
  for (const { division } of kept) {
    const key = cleDeDivision(division);
    if (!divisions.has(key)) divisions.set(key, division);
  }
  plan.absents = existants.filter(
    (apprenant) =>
      apprenant.classe !== null &&
      divisions.has(cleDeDivision(apprenant.classe)) &&
      !taken.has(apprenant.id) &&
      !shown.has(apprenant.id),
  );
  const known = new Set(classesConnues.map(cleDeDivision));
  plan.classesACreer = [...divisions]
    .filter(([key]) => !known.has(key))
    .map(([, nom]) => ({ nom, niveau: niveauDeDivision(nom) }));
  return plan;
}

function file(plan: PlanImport, reconnu: Reconnu): void {
  if (!memeClasse(reconnu.ligne, reconnu.apprenant)) plan.changementsDeClasse.push(reconnu);
  else if (Object.keys(reconnu.changements).length > 0) plan.misesAJour.push(reconnu);
  else plan.inchanges.push(reconnu);
}

const sameAs = (ligne: LigneImport, first: number): ErreurLigne => ({
  numero: ligne.numero,
  champ: "ligne",
  message: `${cite(`${ligne.nom} ${ligne.prenom}`)} figure déjà à la ligne ${first}\u00a0: cette ligne est ignorée.`,
});

/** The lines without those that name again a person of an earlier line: same INE, or same name and same birth. */
function withoutDoubles(lignes: readonly LigneImport[], erreurs: ErreurLigne[]): LigneImport[] {
  const byIne = new Map<string, number>();
  const byName = new Map<string, LigneImport>();
  return lignes.filter((ligne) => {
    // without a birth date only the class tells two namesakes apart
    const key = `${nameKey(ligne)} ${ligne.naissance ?? cleDeDivision(ligne.division)}`;
    const named = byName.get(key);
    const twoInes = named?.ine != null && ligne.ine !== null && named.ine !== ligne.ine;
    const first =
      (ligne.ine === null ? undefined : byIne.get(ligne.ine)) ?? (twoInes ? undefined : named?.numero);
    if (first !== undefined) {
      erreurs.push(sameAs(ligne, first));
      return false;
    }
    if (ligne.ine !== null) byIne.set(ligne.ine, ligne.numero);
    if (!named) byName.set(key, ligne);
    return true;
  });
}

/** A choice counts only among the candidates that were shown; « nouveau » always. */
function decide(matched: Recognised, choice: string | undefined): Recognised {
  if (matched.kind !== "homonyme" || choice === undefined) return matched;
  if (choice === "nouveau") return { kind: "nouveau" };
  const apprenant = matched.candidats.find((candidat) => candidat.id === choice);
  return apprenant ? { kind: "connu", apprenant } : matched;
}

/** What the file teaches; a blank in the file erases nothing, another spelling of the same name is kept. */
function changementsDe(ligne: LigneImport, apprenant: ApprenantConnu): Changements {
  return {
    ...(cleDeNom(ligne.nom) === cleDeNom(apprenant.nom) ? {} : { nom: ligne.nom }),
    ...(cleDeNom(ligne.prenom) === cleDeNom(apprenant.prenom) ? {} : { prenom: ligne.prenom }),
    ...(ligne.naissance === null || ligne.naissance === apprenant.naissance
      ? {}
      : { naissance: ligne.naissance }),
    ...(ligne.ine === null || ligne.ine === apprenant.ine ? {} : { ine: ligne.ine }),
    ...(!ligne.statutLu || ligne.statut === apprenant.statut ? {} : { statut: ligne.statut }),
  };
}
