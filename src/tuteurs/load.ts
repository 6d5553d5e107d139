import { adressesDes } from "#comptes/store/acces-tuteur.ts";
import { type FaitsFiche, loadFiche } from "#fiche-de-liaison/store.ts";
import {
  type LigneTuteur,
  listeTuteurs,
  loadPeriode,
  type PeriodeTuteurs,
  tenirAccueils,
} from "#tuteurs/store.ts";
import type { Work } from "#web/act.ts";

/** The learners of a period, and the addresses each of them signs in with. */
export type Tous = {
  periode: PeriodeTuteurs;
  lignes: LigneTuteur[];
  adresses: ReadonlyMap<string, readonly string[]>;
  /** the learners' classes: their teachers may invite */
  classes: string[];
};

/**
 * @param hold true in an act: the stays are held, so that nobody invites in between
 * @returns null when the period is not here
 */
export async function loadTous(tx: Work["tx"], periode: string, hold = false): Promise<Tous | null> {
  const found = await loadPeriode(tx, periode);
  if (!found) return null;
  if (hold) await tenirAccueils(tx, periode);
  const lignes = await listeTuteurs(tx, periode);
  const adresses = await adressesDes(
    tx,
    lignes.map((ligne) => ligne.apprenant),
  );
  return {
    periode: found,
    lignes,
    adresses,
    classes: [...new Set(lignes.map((ligne) => ligne.classe.id))],
  };
}

/** What « Gestion des tuteurs » shows: the learners, and the fiche of the one chosen (none in an empty period). */
export type Gestion = Tous & { fiche: FaitsFiche | null };

/**
 * @param dossier the learner chosen; null: the first of the list
 * @param hold true in an act: the fiche is held, so that two sendings take their turn
 * @returns null when the period is not here, or the learner not in it
 */
export async function loadGestion(
  tx: Work["tx"],
  periode: string,
  dossier: string | null,
  hold = false,
): Promise<Gestion | null> {
  const tous = await loadTous(tx, periode);
  if (!tous) return null;
  const chosen = dossier ? tous.lignes.find((ligne) => ligne.dossier === dossier) : tous.lignes[0];
  if (!chosen) return dossier ? null : { ...tous, fiche: null };
  return { ...tous, fiche: await loadFiche(tx, chosen.dossier, hold) };
}

/** What an act on one tutor is decided on. */
export type FaitsUn = FaitsFiche & { gestion: Gestion };

export async function loadUn({
  tx,
  params,
}: Pick<Work, "tx"> & { params: { periode: string; dossier: string } }): Promise<FaitsUn | null> {
  const gestion = await loadGestion(tx, params.periode, params.dossier, true);
  return gestion?.fiche ? { ...gestion.fiche, gestion } : null;
}
