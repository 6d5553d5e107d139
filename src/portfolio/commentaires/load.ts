import { loadVignettes, type Vignette } from "#portfolio/activites/store.ts";
import type { Contexte } from "#portfolio/commentaires/rules.ts";
import {
  type LectureConseil,
  type Ligne,
  loadLecturesConseils,
  loadLigne,
  noterConseilsLus,
} from "#portfolio/commentaires/store.ts";
import { type FaitsPortfolio, loadPortfolio } from "#portfolio/load.ts";
import { droitsPortfolio } from "#portfolio/rights.ts";
import { semainesDe } from "#portfolio/semaines/rules.ts";
import type { Work } from "#web/act.ts";

export type FaitsCommentaires = FaitsPortfolio & { contexte: Contexte; lectures: LectureConseil[] };

/** What the anchors of this portfolio stand on. */
export const contexteDe = (
  { dossier, periode, sommaire }: FaitsPortfolio,
  activites: readonly Pick<Vignette, "id" | "titre">[],
): Contexte => ({ dossier, semaines: semainesDe(periode, sommaire.semaines), activites });

type Ici = Work<"/dossiers/:dossier/portfolio/commentaires">;

export async function loadPageCommentaires(work: Ici, hold = false): Promise<FaitsCommentaires | null> {
  const faits = await loadPortfolio(work, hold);
  if (!faits) return null;
  const activites = (await loadVignettes(work.tx, faits.dossier)).filter(({ retiree }) => !retiree);
  const lectures = await loadLecturesConseils(work.tx, faits.dossier);
  return { ...faits, contexte: contexteDe(faits, activites), lectures };
}

/** Notes that the comments have been read, by somebody who may. */
export async function laisserTrace(work: Ici, faits: FaitsPortfolio): Promise<void> {
  if (droitsPortfolio.lire(work.actor, faits).ok)
    await noterConseilsLus(work.tx, {
      etablissement: work.actor.etablissement.id,
      habilitation: work.actor.habilitation,
      dossier: faits.dossier,
      now: work.now,
    });
}

/** The page that shows them to somebody: his reading leaves its trace, after what was read before it. */
export async function lireCommentaires(work: Ici): Promise<FaitsCommentaires | null> {
  const faits = await loadPageCommentaires(work);
  if (faits) await laisserTrace(work, faits);
  return faits;
}

export type FaitsEcrit = FaitsCommentaires & { ecrit: Ligne };

/**
 * One comment or answer of this portfolio; what somebody else took back is not to be found.
 * @param hold true in an act
 */
export async function loadEcrit(
  work: Work<"/dossiers/:dossier/portfolio/commentaires/:commentaire">,
  hold = true,
): Promise<FaitsEcrit | null> {
  const faits = await loadPageCommentaires(work, hold);
  const ecrit = faits && (await loadLigne(work.tx, faits.dossier, work.params.commentaire));
  if (!ecrit || (ecrit.retireLe !== null && ecrit.auteur !== work.actor.habilitation)) return null;
  return { ...faits, ecrit };
}
