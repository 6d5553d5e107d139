import { loadAttitudes } from "#bilans/attitudes/store.ts";
import type { FaitsBilan } from "#bilans/entreprise/rules.ts";
import { loadGrille, loadSejour } from "#bilans/entreprise/store.ts";
import { pointsOuverts } from "#bilans/rencontre/points.ts";
import { recitDuPortfolio } from "#bilans/rencontre/recit.ts";
import { competencesDuVecu, objetDe, type Rencontre } from "#bilans/rencontre/rules.ts";
import type { SchoolTx } from "#db/pool.ts";
import type { Voisins } from "#dossiers/rules/voisins.ts";
import { etatsDesDossiers } from "#dossiers/store/etats.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { fullName } from "#kernel/french.ts";
import { loadFichiers } from "#portfolio/fichiers/store.ts";
import { loadActivitesPresentes, loadSemaines } from "#portfolio/lecture/store.ts";
import { loadSommaire } from "#portfolio/store.ts";
import { statutDe } from "#referentiel/rules.ts";
import type { Referentiel } from "#referentiel/types.ts";
import { type Referentiels, referentielDe } from "#referentiel/versions.ts";
import { lieuDu } from "#visites/rules.ts";
import { loadVisite } from "#visites/store.ts";

type Moment = { today: CivilDate; hold: boolean };
type Rempli = FaitsBilan &
  Pick<Rencontre, "tuteur" | "taches" | "preuves" | "auto"> & { voisins: Voisins; ref: Referentiel };

/** The bilan filled during the visit: that of the company, else the attitudes. */
async function loadObjet(
  tx: SchoolTx,
  dossier: string,
  { referentiels, entreprise }: { referentiels: Referentiels; entreprise: boolean },
  { today, hold }: Moment,
): Promise<Rempli | null> {
  if (entreprise) return loadGrille(tx, dossier, referentiels, { today, hold });
  const attitudes = await loadAttitudes(tx, dossier, referentiels, hold);
  return (
    attitudes && { ...attitudes, dernierBilan: null, auto: null, ...(await loadSejour(tx, attitudes, today)) }
  );
}

/**
 * A visit with all that its page shows, as many statements whatever the portfolio holds; null when there is no such
 * visit here.
 * @param hold true in an act that writes: the dossier and its bilan are held until it is done
 */
export async function loadRencontre(
  tx: SchoolTx,
  visite: string,
  referentiels: Referentiels,
  { today, hold }: Moment,
): Promise<(Rencontre & { voisins: Voisins }) | null> {
  const faits = await loadVisite(tx, visite);
  const lu = faits && referentielDe(referentiels, faits.periode);
  if (!faits || !lu) return null;
  const { dossier } = faits;
  const statut = statutDe(lu, faits.periode.statut);
  const entreprise = objetDe(statut) === "entreprise";
  const objet = await loadObjet(tx, dossier, { referentiels, entreprise }, { today, hold });
  const [etat] = await etatsDesDossiers(tx, { dossiers: [dossier] }, today);
  if (!objet || !etat) return null;
  const activites = await loadActivitesPresentes(tx, dossier);
  const photos = (await loadFichiers(tx, dossier)).filter(
    ({ genre, retire }) => genre === "image" && !retire,
  );
  const recit = recitDuPortfolio(
    objet.ref,
    faits.periode,
    {
      semaines: await loadSemaines(tx, dossier),
      activites,
      ancres: photos.map(({ ancre }) => ancre),
      fiche: objet.taches.fiche,
    },
    today,
  );
  const { conseils } = await loadSommaire(tx, dossier);
  const lieu = lieuDu(faits.lieux, faits.visite.date) ?? null;
  const nommees = [...new Set(activites.flatMap(({ competences }) => competences))];
  return {
    ...objet,
    visiteur: faits.visiteur,
    visite: faits.visite,
    lieu,
    // of two companies, the tutor is the one of the day; an apprenti's maître stays the same
    tuteur: lieu && faits.apprenant.statut === "scolaire" ? fullName(lieu.tuteur).trim() : objet.tuteur,
    recit,
    points: pointsOuverts({ etat, statut, recit, conseils }, today),
    premieres: competencesDuVecu(objet.ref, { ...objet.taches, nommees }, objet.lignes),
    today,
  };
}
