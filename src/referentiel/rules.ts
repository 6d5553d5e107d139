import type {
  Competence,
  DetailCompetence,
  GroupeCompetences,
  LienTacheCompetence,
  NiveauReussite,
  Referentiel,
  StatutPeriode,
  Tache,
} from "#referentiel/types.ts";
import { type AvecReferentiel, type Referentiels, referentielDe } from "#referentiel/versions.ts";

/**
 * Reading a référentiel. A code that it does not know (a record made with an older version) never throws:
 * it comes back as its own label.
 */

const labelOf = (items: readonly { code: string; intitule: string }[], code: string): string =>
  items.find((item) => item.code === code)?.intitule ?? code;

export type TacheDActivite = Tache & { activite: string };

/**
 * Every task that can be ticked, in the order of the référentiel. An activity whose tasks are not known
 * (CIEL) can be ticked itself.
 */
export const tachesDe = (ref: Referentiel): TacheDActivite[] =>
  ref.activites.flatMap(({ taches, ...activite }) =>
    (taches.length > 0 ? taches : [activite]).map((tache) => ({ ...tache, activite: activite.code })),
  );

/** The same tasks under the heading of their activity. */
export const tachesParActivite = (
  ref: Referentiel,
): { code: string; intitule: string; taches: TacheDActivite[] }[] =>
  ref.activites.map(({ code, intitule }) => ({
    code,
    intitule,
    taches: tachesDe(ref).filter((tache) => tache.activite === code),
  }));

/**
 * What a period is issued with from an annexe: the school's current version, unless it has lost a task that the annexe
 * chose; then the annexe's own.
 */
export function referentielPour(
  referentiels: Referentiels,
  annexe: AvecReferentiel & { taches: readonly string[] },
): Referentiel | undefined {
  const current = referentiels.get(annexe.referentiel);
  const known = new Set(current && tachesDe(current).map((tache) => tache.code));
  return annexe.taches.every((code) => known.has(code)) ? current : referentielDe(referentiels, annexe);
}

/** The links of a task: which competences, how strongly, and whether the référentiel says so or we deduce it. */
export const liensDe = (ref: Referentiel, codeTache: string): LienTacheCompetence[] =>
  ref.matrice.filter((lien) => lien.tache === codeTache);

/** True when no official matrix was found: screens say « à titre indicatif ». */
export const matriceIndicative = (ref: Referentiel): boolean => ref.matrice.every((lien) => lien.indicative);

/** The competences worked at this level; the others are listed by the diploma only. */
export const competencesMobilisees = (ref: Referentiel): Competence[] =>
  ref.competences.filter((competence) => competence.mobilisee);

/**
 * The competences that these tasks mobilise, in the order of the référentiel, each once.
 * A suggestion: anything else stays selectable. Unknown tasks bring nothing.
 */
export function competencesPourTaches(ref: Referentiel, codesTaches: Iterable<string>): Competence[] {
  const taches = new Set(codesTaches);
  const linked = new Set(ref.matrice.filter((lien) => taches.has(lien.tache)).map((lien) => lien.competence));
  return competencesMobilisees(ref).filter((competence) => linked.has(competence.code));
}

/** The competences under their group's heading, in order; `groupe` is null where the diploma has no groups. */
export function competencesParGroupe(
  ref: Referentiel,
): { groupe: GroupeCompetences | null; competences: Competence[] }[] {
  const rows = new Map<string | null, Competence[]>();
  for (const competence of competencesMobilisees(ref))
    rows.set(competence.groupe, [...(rows.get(competence.groupe) ?? []), competence]);
  return [...rows].map(([code, competences]) => ({
    groupe: ref.groupes.find((groupe) => groupe.code === code) ?? null,
    competences,
  }));
}

export const competenceDe = (ref: Referentiel, code: string): Competence =>
  ref.competences.find((competence) => competence.code === code) ?? {
    code,
    groupe: null,
    intitule: code,
    mobilisee: true,
    enMotsSimples: null,
    details: [],
    verification: "inconnu",
  };

/** "C2.1#1" → the detailed line and the competence it belongs to; undefined when unknown. */
export function detailDe(
  ref: Referentiel,
  code: string,
): { competence: Competence; detail: DetailCompetence } | undefined {
  for (const competence of ref.competences) {
    const detail = competence.details.find((line) => line.code === code);
    if (detail) return { competence, detail };
  }
  return undefined;
}

/** An unknown status triggers nothing and lets nothing be edited. */
export const statutDe = (ref: Pick<Referentiel, "statutsPeriode">, code: string): StatutPeriode =>
  ref.statutsPeriode.find((statut) => statut.code === code) ?? {
    code,
    intitule: code,
    bilanAttitudes: false,
    bilanEntreprise: false,
    grilleCertificative: false,
    nourritTableauDeBord: false,
    choixApprenants: false,
  };

/** The statuses a period of this class level may take. */
export const statutsPour = (ref: Referentiel, niveauClasse: string): StatutPeriode[] =>
  ref.statutsPeriode.filter((statut) => !statut.niveaux || statut.niveaux.includes(niveauClasse));

/** An unknown level is shown as its code and counts in no synthesis. */
export const niveauDe = (ref: Referentiel, code: string): NiveauReussite =>
  ref.niveauxReussite.find((niveau) => niveau.code === code) ?? {
    code,
    intitule: code,
    enMotsSimples: null,
    couleur: "niveau-ne",
    compteDansLaSynthese: false,
    degreLsl: null,
  };

/** The levels that count, from the lowest to the highest: what a level is worth is its place among them. */
export const niveauxQuiComptent = (ref: Pick<Referentiel, "niveauxReussite">): NiveauReussite[] =>
  ref.niveauxReussite.filter((niveau) => niveau.compteDansLaSynthese);

export const libelleTache = (ref: Referentiel, code: string): string => labelOf(tachesDe(ref), code);
export const libelleCompetence = (ref: Referentiel, code: string): string => labelOf(ref.competences, code);
export const libelleAttitude = (ref: Referentiel, code: string): string => labelOf(ref.attitudes, code);
export const libelleEngagement = (ref: Referentiel, code: string): string => labelOf(ref.engagement, code);
export const libelleNiveauClasse = (ref: Referentiel, code: string): string =>
  labelOf(ref.niveauxClasse, code);
export const abregeNiveauClasse = (ref: Referentiel, code: string): string =>
  ref.niveauxClasse.find((niveau) => niveau.code === code)?.abrege ?? code;

/** True when a label must not be printed as the official wording (`referentiels/README.md`). */
export const libelleAConfirmer = (verification: string): boolean =>
  /abregee|tronque|suspect|infere|déduit/.test(verification);
