import { semainesEcoulees } from "#dossiers/rules/avancement.ts";
import { type EtatDossier, etapesEnRetard } from "#dossiers/rules/etat.ts";
import { type CivilDate, civilDateIn } from "#kernel/civil-date.ts";
import type { StatutPeriode } from "#referentiel/types.ts";

/** The steps one can be reminded of, and what the page calls them. */
export const etapesRappel = {
  entreprise: "Lieu de réalisation à compléter",
  semaines: "Semaines non racontées",
  venu: "Tuteurs pas encore venus",
  attitudes: "Bilans des attitudes à faire",
} as const;
export type EtapeRappel = keyof typeof etapesRappel;

export const lireEtape = (text: string | null): EtapeRappel | null =>
  text !== null && Object.hasOwn(etapesRappel, text) ? (text as EtapeRappel) : null;

/** Who can be reached about a dossier; `courriel` is "" when nobody knows an address. */
export type Contact = {
  apprenant: { courriel: string };
  /** an élève's, whose access lives today */
  tuteur: { acces: string; habilitation: string; nom: string; prenom: string; courriel: string } | null;
  maitre: { nom: string; prenom: string; courriel: string } | null;
  /** when this step was last recalled */
  dernier: Date | null;
};

export type Personne = { nom: string; prenom: string; courriel: string };

/** The learner, for what he writes; the company, for what it does. Null: nobody is known. */
export function destinataire(etape: EtapeRappel, etat: EtatDossier, contact: Contact): Personne | null {
  if (etape === "entreprise" || etape === "semaines")
    return { ...etat.apprenant, courriel: contact.apprenant.courriel };
  return etat.apprenant.statut === "apprenti" ? contact.maitre : contact.tuteur;
}

export type LigneRappel = {
  etat: EtatDossier;
  /** « 2 semaines non racontées » */
  retard: string;
  qui: Personne | null;
  contact: Contact;
};

/** The lines of a review: those who will receive, those to be told by voice, those reminded today, other classes'. */
export type Revue = Record<"envoyer" | "viveVoix" | "dejaAujourdhui" | "autreClasse", LigneRappel[]>;

export type Regard = {
  statutDe: (etat: EtatDossier) => StatutPeriode;
  contacts: ReadonlyMap<string, Contact>;
  /** the lines this teacher may write for */
  mienne: (etat: EtatDossier) => boolean;
  today: CivilDate;
  fuseau: string;
};

/** Who is late for a step, sorted by what can be done about it today: never twice the same day for the same thing. */
export function revue(etape: EtapeRappel, etats: readonly EtatDossier[], regard: Regard): Revue {
  const found: Revue = { envoyer: [], viveVoix: [], dejaAujourdhui: [], autreClasse: [] };
  for (const etat of etats) {
    const late = etapesEnRetard(etat, regard.statutDe(etat), regard.today).find((one) => one.etape === etape);
    const contact = regard.contacts.get(etat.dossier);
    if (!late || !contact) continue;
    const qui = destinataire(etape, etat, contact);
    const ligne = { etat, retard: late.texte, qui, contact };
    if (!regard.mienne(etat)) found.autreClasse.push(ligne);
    else if (contact.dernier && civilDateIn(contact.dernier, regard.fuseau) === regard.today)
      found.dejaAujourdhui.push(ligne);
    else if (qui?.courriel) found.envoyer.push(ligne);
    else found.viveVoix.push(ligne);
  }
  return found;
}

/** The Mondays of the weeks over and not told. */
export const semainesDues = ({ periode, semaines: told }: EtatDossier, today: CivilDate): CivilDate[] =>
  semainesEcoulees(periode.du, periode.au, today).filter((lundi) => !told.includes(lundi));

/** The first week not told: where the button leads. */
export const premiereSemaine = (etat: EtatDossier, today: CivilDate): CivilDate =>
  semainesDues(etat, today)[0] ?? etat.periode.du;
