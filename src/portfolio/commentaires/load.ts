import { type Commentaire, loadCommentaires } from "#portfolio/commentaires/store.ts";
import { type FaitsPortfolio, loadPortfolio } from "#portfolio/load.ts";
import type { Work } from "#web/act.ts";

export type FaitsCommentaires = FaitsPortfolio & { commentaires: Commentaire[] };

export async function loadPageCommentaires(
  work: Work<"/dossiers/:dossier/portfolio/commentaires">,
): Promise<FaitsCommentaires | null> {
  const faits = await loadPortfolio(work);
  return faits && { ...faits, commentaires: await loadCommentaires(work.tx, faits.dossier) };
}
