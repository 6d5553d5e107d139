import { adressesDes } from "#comptes/store/acces-tuteur.ts";
import type { FaitsDossier } from "#dossiers/rules.ts";
import { loadDossier } from "#dossiers/store.ts";
import { rangDe } from "#tuteurs/liens.ts";
import { type FiltreTuteurs, filtresTuteurs, lireFiltre } from "#tuteurs/rules.ts";
import {
  type AncienTuteur,
  anciensTuteurs,
  type LigneTuteur,
  listeTuteurs,
  loadPeriode,
  type PeriodeTuteurs,
  tenirAccueils,
} from "#tuteurs/store.ts";
import type { Work } from "#web/act.ts";

/** The stays of a period, and the addresses each learner signs in with. */
export type Tous = {
  periode: PeriodeTuteurs;
  lignes: LigneTuteur[];
  adresses: ReadonlyMap<string, readonly string[]>;
  /** the learners' classes: their teachers may invite */
  classes: string[];
};

/**
 * @param hold in an act, the stays are held, so that nobody invites in between: all of them, or those of a dossier
 * @returns null when the period is not here
 */
export async function loadTous(
  tx: Work["tx"],
  periode: string,
  hold: "tous" | { dossier: string } | null = null,
): Promise<Tous | null> {
  const found = await loadPeriode(tx, periode);
  if (!found) return null;
  if (hold) await tenirAccueils(tx, periode, hold === "tous" ? null : hold.dossier);
  const lignes = await listeTuteurs(tx, periode);
  const apprenants = [...new Set(lignes.map((ligne) => ligne.apprenant))];
  return {
    periode: found,
    lignes,
    adresses: await adressesDes(tx, apprenants),
    classes: [...new Set(lignes.map((ligne) => ligne.classe.id))],
  };
}

/** The stay chosen at the left: its dossier, and who followed it before. */
export type Choisi = FaitsDossier & { ligne: LigneTuteur; anciens: AncienTuteur[] };

/** What « Gestion des tuteurs » shows; nobody is chosen in an empty list. */
export type Gestion = Tous & { filtre: FiltreTuteurs | null; choisi: Choisi | null };

type Choix = { dossier: string | null; hold?: boolean };
type Demande = { tx: Work["tx"]; params: { periode: string }; query: URLSearchParams };

/** The dossier named by the address of an act on one tutor. */
export const choixDuDossier = ({ params }: { params: { dossier: string } }): Choix => ({
  dossier: params.dossier,
});

/**
 * @param choix the learner chosen, null: the first of the list; `hold` in an act: two sendings take their turn
 * @returns null when the period is not here, or the stay not in it
 */
export async function loadGestion(
  { tx, params, query }: Demande,
  { dossier, hold }: Choix,
): Promise<Gestion | null> {
  const tous = await loadTous(tx, params.periode, hold && dossier ? { dossier } : null);
  if (!tous) return null;
  const filtre = lireFiltre(query.get("filtre"));
  const rang = rangDe(query);
  const ligne = dossier
    ? tous.lignes.find((one) => one.dossier === dossier && one.accueil.rang === rang)
    : tous.lignes.find((one) => filtre === null || filtresTuteurs[filtre].garde(one));
  if (!ligne) return dossier ? null : { ...tous, filtre, choisi: null };
  const faits = await loadDossier(tx, ligne.dossier);
  if (!faits) return null;
  const anciens = ligne.invitation ? await anciensTuteurs(tx, ligne.accueil.id, ligne.invitation.acces) : [];
  return { ...tous, filtre, choisi: { ...faits, ligne, anciens } };
}

/** What an act on one tutor is decided on. */
export type FaitsUn = Choisi & { gestion: Gestion };

/** @param hold false to read a page */
export async function loadUn(
  work: Demande & { params: { dossier: string } },
  hold = true,
): Promise<FaitsUn | null> {
  const gestion = await loadGestion(work, { dossier: work.params.dossier, hold });
  return gestion?.choisi ? { ...gestion.choisi, gestion } : null;
}
