import { loadVignettes } from "#portfolio/activites/store.ts";
import { contexteDe } from "#portfolio/commentaires/load.ts";
import { conseilsAutourDe, type Lieu, lieuDe } from "#portfolio/commentaires/rules.ts";
import { type Etat, etatsDe } from "#portfolio/historique/rules.ts";
import { loadGardees } from "#portfolio/historique/store.ts";
import { estObjet, textes } from "#portfolio/historique/textes.ts";
import { type FaitsPortfolio, loadPortfolio } from "#portfolio/load.ts";
import type { Ecrit } from "#portfolio/rules.ts";
import type { Objet } from "#portfolio/store.ts";
import type { Work } from "#web/act.ts";

export type FaitsHistorique = FaitsPortfolio & {
  objet: Objet;
  cle: string;
  lieu: Lieu;
  courant: Ecrit;
  etats: Etat[];
  libelles: Readonly<Record<string, string>>;
};

/** A text of this portfolio with all that it said; null when it has none of this name, or nothing is written yet. */
export async function loadHistorique(
  work: Work<"/dossiers/:dossier/portfolio/historique">,
  hold = false,
): Promise<FaitsHistorique | null> {
  const objet = work.query.get("objet") ?? "";
  const cle = work.query.get("cle") ?? "";
  if (!estObjet(objet)) return null;
  const faits = await loadPortfolio(work, hold);
  if (!faits) return null;
  const courant = await textes[objet].load(work.tx, faits.dossier, cle);
  if (!courant) return null;
  const activites = objet === "activite" ? await loadVignettes(work.tx, faits.dossier) : [];
  const ancre = cle === "" ? objet : `${objet}:${cle}`;
  const lieu = lieuDe(ancre, contexteDe(faits, activites));
  if (!lieu) return null;
  const gardees = await loadGardees(work.tx, { dossier: faits.dossier, objet, cle });
  const etats = etatsDe(gardees, courant, conseilsAutourDe(faits.conseils, ancre));
  return {
    ...faits,
    objet,
    cle,
    lieu,
    courant,
    etats,
    libelles: textes[objet].libelles(cle, work.actor.role === "apprenant"),
  };
}
