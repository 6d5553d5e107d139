import { cleDeDivision } from "#etablissement/import/divisions.ts";
import { cite, type LigneImport, type StatutApprenant } from "#etablissement/import/ligne.ts";
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
  /** where he was last, when he is in no class of that year: for the eye only */
  derniere?: { nom: string; annee: number; parti: boolean } | null;
};

/** Who a line is: nobody known, somebody known, or a question for the administrator. */
export type Recognised =
  | { kind: "nouveau" }
  | { kind: "connu"; apprenant: ApprenantConnu }
  | { kind: "homonyme"; candidats: ApprenantConnu[]; message: string };

/** The same for two spellings of one person's name. */
export const nameKey = (person: { nom: string; prenom: string }): string =>
  `${cleDeNom(person.nom)} ${cleDeNom(person.prenom)}`;

export const memeClasse = (ligne: LigneImport, apprenant: ApprenantConnu): boolean =>
  apprenant.classe !== null && cleDeDivision(apprenant.classe) === cleDeDivision(ligne.division);

/**
 * Recognises the learner of each line, in the order of the lines. The surest signs go first, and who is recognised
 * by one line is no longer a namesake for the others: INE; then name and birth date; then, when a birth date is
 * missing, name and class if no other line has them. Any other resemblance is a question.
 */
export function reconnaitre(
  lignes: readonly LigneImport[],
  existants: readonly ApprenantConnu[],
): Map<LigneImport, Recognised> {
  const found = new Map<LigneImport, ApprenantConnu>();
  const claimed = new Set<string>();
  const remaining = () => lignes.filter((ligne) => !found.has(ligne));
  const claim = (proposals: readonly (readonly [LigneImport, ApprenantConnu | undefined])[]) => {
    const claims = Map.groupBy(proposals, ([, apprenant]) => apprenant?.id);
    for (const [ligne, apprenant] of proposals) {
      // two lines that point to one person: neither is sure
      if (!apprenant || claims.get(apprenant.id)?.length !== 1) continue;
      found.set(ligne, apprenant);
      claimed.add(apprenant.id);
    }
  };

  const byIne = new Map(
    existants.flatMap((known) => (known.ine === null ? [] : [[known.ine, known] as const])),
  );
  claim(lignes.map((ligne) => [ligne, byIne.get(ligne.ine ?? "")]));

  const byName = Map.groupBy(existants, nameKey);
  const namesakes = (ligne: LigneImport) =>
    (byName.get(nameKey(ligne)) ?? []).filter((known) => !claimed.has(known.id));
  claim(
    remaining().map((ligne) => [
      ligne,
      only(
        namesakes(ligne).filter((known) => sameBirth(ligne, known)),
        ligne,
      ),
    ]),
  );

  const sameNameAndClass = Map.groupBy(
    remaining(),
    (ligne) => `${nameKey(ligne)} ${cleDeDivision(ligne.division)}`,
  );
  claim(
    [...sameNameAndClass.values()].flatMap((group) => {
      const [ligne] = group;
      if (!ligne || group.length > 1) return [];
      return [
        [
          ligne,
          only(
            candidatsDe(ligne, namesakes(ligne)).filter((known) => nearlySure(ligne, known)),
            ligne,
          ),
        ],
      ];
    }),
  );

  return new Map(
    lignes.map((ligne): [LigneImport, Recognised] => {
      const apprenant = found.get(ligne);
      if (apprenant) return [ligne, { kind: "connu", apprenant }];
      const candidats = candidatsDe(ligne, namesakes(ligne));
      if (candidats.length === 0) return [ligne, { kind: "nouveau" }];
      return [ligne, { kind: "homonyme", candidats, message: doubt(ligne, candidats) }];
    }),
  );
}

/** The one of a list, unless its INE says that it is somebody else. */
function only(list: readonly ApprenantConnu[], ligne: LigneImport): ApprenantConnu | undefined {
  const [first, ...others] = list.filter((known) => !otherIne(ligne, known));
  return others.length === 0 ? first : undefined;
}

const otherIne = (ligne: LigneImport, known: ApprenantConnu) =>
  known.ine !== null && ligne.ine !== null && known.ine !== ligne.ine;

const sameBirth = (ligne: LigneImport, known: ApprenantConnu) =>
  known.naissance !== null && known.naissance === ligne.naissance;

const undated = (ligne: LigneImport, known: ApprenantConnu) =>
  known.naissance === null || ligne.naissance === null;

const nearlySure = (ligne: LigneImport, known: ApprenantConnu) =>
  memeClasse(ligne, known) && (sameBirth(ligne, known) || undated(ligne, known));

/** Whom a line may name: those born that day; else those of whom it cannot be excluded. */
function candidatsDe(ligne: LigneImport, namesakes: readonly ApprenantConnu[]): ApprenantConnu[] {
  const born = namesakes.filter((known) => sameBirth(ligne, known));
  if (born.length > 0) return born;
  // another birth date in the same class may be a correction of the school's file
  return namesakes.filter((known) => undated(ligne, known) || memeClasse(ligne, known));
}

function doubt(ligne: LigneImport, candidats: readonly ApprenantConnu[]): string {
  const who = cite(`${ligne.nom} ${ligne.prenom}`);
  const choose = "Est-ce la même personne\u00a0?";
  if (candidats.length > 1)
    return `${candidats.length}\u00a0apprenants portent le nom de ${who}. Choisissez la bonne personne, ou une autre personne.`;
  const known = candidats[0]?.naissance;
  if (candidats.some((candidat) => otherIne(ligne, candidat)))
    return `${who} est déjà dans l’établissement avec un autre INE. ${choose}`;
  if (ligne.naissance === null)
    return `${who} est déjà dans l’établissement, et le fichier ne donne pas sa date de naissance. ${choose}`;
  if (known == null) return `${who} est déjà dans l’établissement, sans date de naissance connue. ${choose}`;
  return `${who} est déjà dans cette classe, avec une autre date de naissance (${longDate(known)}). ${choose}`;
}
