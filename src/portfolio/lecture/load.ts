import type { LieuEntreprise } from "#portfolio/carte/rules.ts";
import { loadLieux } from "#portfolio/carte/store.ts";
import { laisserTrace } from "#portfolio/commentaires/load.ts";
import { conseilsAutourDe, presents } from "#portfolio/commentaires/rules.ts";
import { loadPresentation } from "#portfolio/entreprise/store.ts";
import type { Fichier } from "#portfolio/fichiers/rules.ts";
import { loadFichiers } from "#portfolio/fichiers/store.ts";
import { depuisDe, type Marque, marqueDe } from "#portfolio/lecture/rules.ts";
import {
  type ActivitePresente,
  loadActivitesPresentes,
  loadArrivees,
  loadSemaines,
  loadTraces,
  noterVisite,
  type SemaineEcrite,
} from "#portfolio/lecture/store.ts";
import { type FaitsPortfolio, loadPortfolio } from "#portfolio/load.ts";
import { loadOrganigrammeDe, type Organigramme } from "#portfolio/organigramme/store.ts";
import { droitsPortfolio } from "#portfolio/rights.ts";
import type { Ecrit } from "#portfolio/rules.ts";
import type { Work } from "#web/act.ts";

export type FaitsLecture = FaitsPortfolio & {
  /** of each host company */
  lieux: LieuEntreprise[];
  presentation: Ecrit;
  organigramme: Organigramme;
  semaines: SemaineEcrite[];
  activites: ActivitePresente[];
  /** those taken out left aside */
  fichiers: Fichier[];
  /** the visit looked back to; null: nothing is marked */
  depuis: Date | null;
  /** « nouveau » or « modifié », by object: « presentation », « semaine:2026-11-09 », « fichier:<id> », « conseil:<id> » */
  marques: ReadonlyMap<string, Marque>;
};

/** When a pin was last moved. */
const dernierRepere = (lieux: readonly LieuEntreprise[]): Date | null =>
  lieux.reduce<Date | null>((dernier, { emplacement: { modifieLe } }) => {
    return modifieLe && (!dernier || modifieLe > dernier) ? modifieLe : dernier;
  }, null);

/** When each object of a portfolio last changed. */
const modifications = (faits: Omit<FaitsLecture, "depuis" | "marques">): [string, Date | null][] => [
  ["presentation", faits.presentation.modifieLe],
  ["carte", dernierRepere(faits.lieux)],
  ["organigramme", faits.organigramme.modifieLe],
  ...faits.semaines.map(({ lundi, modifieLe }) => [`semaine:${lundi}`, modifieLe] as [string, Date]),
  ...faits.activites.map(({ id, modifieLe }) => [`activite:${id}`, modifieLe] as [string, Date]),
];

/**
 * The whole of a portfolio for one reader, with what changed since his last visit (or since the one the address names:
 * the filter goes on speaking of the same visit). His own trace is read before it is moved on.
 */
export async function loadLecture(work: Work<"/dossiers/:dossier/portfolio">): Promise<FaitsLecture | null> {
  const { tx, actor, now, query, deps } = work;
  const base = await loadPortfolio(work);
  if (!base) return null;
  const { dossier } = base;
  const faits = {
    ...base,
    lieux: await loadLieux(tx, deps.geographie, dossier),
    presentation: await loadPresentation(tx, dossier),
    organigramme: await loadOrganigrammeDe(tx, dossier),
    semaines: (await loadSemaines(tx, dossier)).filter(({ lundi }) => base.sommaire.semaines.includes(lundi)),
    activites: await loadActivitesPresentes(tx, dossier),
    fichiers: (await loadFichiers(tx, dossier)).filter(({ retire }) => !retire),
  };
  if (actor.role === "apprenant" || !droitsPortfolio.lire(actor, base).ok) {
    await laisserTrace(work, base);
    return { ...faits, depuis: null, marques: new Map() };
  }
  const lieu = `portfolio:${dossier}`;
  const traces = await loadTraces(tx, actor.habilitation, lieu);
  const arrivees = await loadArrivees(tx, dossier);
  const depuis = depuisDe(query.get("depuis")) ?? traces.derniere;
  const changes = modifications(faits);
  const conseils = presents(base.conseils).filter(({ auteur }) => auteur.habilitation !== actor.habilitation);
  const marques = new Map<string, Marque>([
    ...changes.map(([objet, modifieLe]): [string, Marque] => [
      objet,
      marqueDe({ modifieLe, vuLe: traces.vus.get(objet) }, depuis),
    ]),
    ...faits.fichiers.map(({ id }): [string, Marque] => [
      `fichier:${id}`,
      marqueDe({ modifieLe: arrivees.get(id) ?? null, vuLe: undefined }, depuis),
    ]),
    ...conseils.map(({ id, le }): [string, Marque] => [
      `conseil:${id}`,
      marqueDe({ modifieLe: le, vuLe: undefined }, depuis),
    ]),
  ]);
  const lecteur = {
    etablissement: actor.etablissement.id,
    habilitation: actor.habilitation,
    lieu,
    now,
  };
  await noterVisite(
    tx,
    lecteur,
    changes.flatMap(([objet, modifieLe]) => (modifieLe ? [objet] : [])),
  );
  await laisserTrace(work, base);
  return { ...faits, depuis, marques };
}

/** Whether an object changed: itself, what stands beside it (photos at its anchor) or the advice about it. */
export function aChange(faits: FaitsLecture, objet: string): boolean {
  const photos = faits.fichiers.filter(({ ancre }) => ancre === objet || ancre.startsWith(`${objet}:`));
  return (
    Boolean(faits.marques.get(objet)) ||
    photos.some(({ id }) => faits.marques.get(`fichier:${id}`)) ||
    conseilsAutourDe(faits.conseils, objet).some(({ id }) => faits.marques.get(`conseil:${id}`))
  );
}
