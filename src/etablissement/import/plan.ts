import { cleDeDivision, niveauDeDivision } from "#etablissement/import/divisions.ts";
import {
  cite,
  type ErreurLigne,
  type LigneImport,
  type StatutApprenant,
} from "#etablissement/import/ligne.ts";
import { cleDeNom } from "#etablissement/import/noms.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { longDate } from "#kernel/french.ts";

/** A learner already in the school; `classe` is the one of the year being imported, null when he is in none. */
export type ApprenantConnu = {
  id: string;
  nom: string;
  prenom: string;
  naissance: CivilDate | null;
  ine: string | null;
  statut: StatutApprenant;
  classe: string | null;
};

/** The administrator's answers for `homonymes`: the id of a known learner, or « nouveau ». */
export type Choix = Readonly<Record<number, string | "nouveau">>;

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

type Matched =
  | { kind: "nouveau" }
  | { kind: "connu"; apprenant: ApprenantConnu }
  | { kind: "homonyme"; candidats: ApprenantConnu[]; message: string };

const nameKey = (person: { nom: string; prenom: string }) =>
  `${cleDeNom(person.nom)} ${cleDeNom(person.prenom)}`;

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
  const find = finder(kept, existants);
  const taken = new Map<string, number>();
  const shown = new Set<string>();

  for (const ligne of kept) {
    const matched = decide(find(ligne), choix[ligne.numero]);
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

  const divisions = new Map(kept.map((ligne) => [cleDeDivision(ligne.division), ligne.division]));
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
  if (!sameClass(reconnu.ligne, reconnu.apprenant)) plan.changementsDeClasse.push(reconnu);
  else if (Object.keys(reconnu.changements).length > 0) plan.misesAJour.push(reconnu);
  else plan.inchanges.push(reconnu);
}

const sameClass = (ligne: LigneImport, apprenant: ApprenantConnu) =>
  apprenant.classe !== null && cleDeDivision(apprenant.classe) === cleDeDivision(ligne.division);

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

/**
 * Recognises the learner of a line among those known. An INE of the file claims its learner first: no other line
 * can then take him for a namesake.
 */
function finder(
  lignes: readonly LigneImport[],
  existants: readonly ApprenantConnu[],
): (ligne: LigneImport) => Matched {
  const byIne = new Map(
    existants.flatMap((known) => (known.ine === null ? [] : [[known.ine, known] as const])),
  );
  const claimed = new Set(lignes.flatMap((ligne) => byIne.get(ligne.ine ?? "")?.id ?? []));
  const byName = Map.groupBy(
    existants.filter((known) => !claimed.has(known.id)),
    nameKey,
  );

  return (ligne) => {
    const sameIne = byIne.get(ligne.ine ?? "");
    if (sameIne) return { kind: "connu", apprenant: sameIne };

    const namesakes = byName.get(nameKey(ligne)) ?? [];
    const undated = (known: ApprenantConnu) => known.naissance === null || ligne.naissance === null;
    const sameBirth = namesakes.filter((known) => !undated(known) && known.naissance === ligne.naissance);
    const candidats =
      sameBirth.length > 0
        ? sameBirth
        : namesakes.filter((known) => undated(known) || sameClass(ligne, known));
    if (candidats.length === 0) return { kind: "nouveau" };

    const otherIne = (known: ApprenantConnu) =>
      known.ine !== null && ligne.ine !== null && known.ine !== ligne.ine;
    const certain = candidats.filter((known) => {
      if (otherIne(known)) return false;
      if (sameBirth.length === 1) return true;
      // a class list without birth dates is recognised by name within its class
      return sameClass(ligne, known) && (sameBirth.length > 0 || undated(known));
    });
    const [only] = certain;
    if (only && certain.length === 1) return { kind: "connu", apprenant: only };
    return { kind: "homonyme", candidats, message: doubt(ligne, candidats, candidats.some(otherIne)) };
  };
}

/** A choice counts only among the candidates that were shown; « nouveau » always. */
function decide(matched: Matched, choice: string | undefined): Matched {
  if (matched.kind !== "homonyme" || choice === undefined) return matched;
  if (choice === "nouveau") return { kind: "nouveau" };
  const apprenant = matched.candidats.find((candidat) => candidat.id === choice);
  return apprenant ? { kind: "connu", apprenant } : matched;
}

function doubt(ligne: LigneImport, candidats: readonly ApprenantConnu[], otherIne: boolean): string {
  const who = cite(`${ligne.nom} ${ligne.prenom}`);
  const choose = "Est-ce la même personne\u00a0?";
  if (candidats.length > 1)
    return `${candidats.length}\u00a0apprenants portent le nom de ${who}. Choisissez la bonne personne, ou une autre personne.`;
  const known = candidats[0]?.naissance;
  if (otherIne) return `${who} est déjà dans l’établissement avec un autre INE. ${choose}`;
  if (ligne.naissance === null)
    return `${who} est déjà dans l’établissement, et le fichier ne donne pas sa date de naissance. ${choose}`;
  if (known == null) return `${who} est déjà dans l’établissement, sans date de naissance connue. ${choose}`;
  return `${who} est déjà dans cette classe, avec une autre date de naissance (${longDate(known)}). ${choose}`;
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
