import { semainesEcoulees } from "#dossiers/rules/avancement.ts";
import {
  attitudesAFaire,
  bilanAFaire,
  type EtatDossier,
  etapesEnRetard,
  type Retard,
} from "#dossiers/rules/etat.ts";
import type { Role } from "#kernel/actor.ts";
import { addDays, type CivilDate, mondayOf } from "#kernel/civil-date.ts";
import { count, de, longDate } from "#kernel/french.ts";
import type { StatutPeriode } from "#referentiel/types.ts";
import type { Occasion } from "#relances/reglages/rules.ts";
import { routes } from "#routes.ts";

/** One thing a digest says, and the page where it is done (a path); a tutor enters by his one button. */
export type Ligne = { texte: string; lien?: string };

/** A dossier with what a digest needs besides its state. */
export type DossierSuivi = EtatDossier & {
  statutPeriode: StatutPeriode;
  /** comments of others that the learner has not marked done */
  commentaires: number;
  /** his tutor can no longer enter, and has asked for a new link */
  lienDemande: boolean;
};

/** The person written to, with what makes a dossier his. */
export type Destinataire = {
  habilitation: string;
  role: Role;
  apprenant: string | null;
  classes: readonly string[];
  /** a tutor's, whose access lives today */
  dossiers: readonly string[];
  /** a maître's, under a contract that lives today */
  apprentis: readonly string[];
};

/** Periods are spoken of from a fortnight before their first day to a month after their last, in days. */
export const FENETRE = { avant: 14, apres: 30 };

/** A minor's name travels no further than it must: « Aline A. » */
export const prenomInitiale = ({ nom, prenom }: { nom: string; prenom: string }): string =>
  `${prenom} ${[...nom][0] ?? ""}.`;

function concerne(personne: Destinataire, dossier: DossierSuivi): boolean {
  switch (personne.role) {
    case "apprenant":
      return dossier.apprenant.id === personne.apprenant;
    case "tuteur":
      return personne.dossiers.includes(dossier.dossier);
    case "maitre":
      return dossier.apprenant.statut === "apprenti" && personne.apprentis.includes(dossier.apprenant.id);
    case "enseignant":
      return (
        personne.classes.includes(dossier.classe.id) ||
        [dossier.periode.auteur, dossier.referent].includes(personne.habilitation)
      );
    case "administrateur":
      return false;
  }
}

/** The dossiers a digest to this person is about. A teacher's: his classes, the periods he issued, those he follows. */
export const dossiersDe = (personne: Destinataire, dossiers: readonly DossierSuivi[]): DossierSuivi[] =>
  dossiers.filter((dossier) => concerne(personne, dossier));

/**
 * What there is to say to a person today, from the same rules as his screens; empty: nothing, and no letter.
 * @param raison « vendredi »: the learner's week not told yet, and nothing else
 */
export function direResume(
  personne: Destinataire,
  dossiers: readonly DossierSuivi[],
  today: CivilDate,
  raison: Exclude<Occasion, null>,
): Ligne[] {
  const siens = dossiersDe(personne, dossiers);
  if (raison === "vendredi") return siens.flatMap((dossier) => semaineVide(dossier, today));
  switch (personne.role) {
    case "apprenant":
      return siens.flatMap((dossier) => pourApprenant(dossier, today));
    case "tuteur":
    case "maitre":
      return siens.flatMap((dossier) => pourEntreprise(dossier, today, personne.role === "maitre"));
    case "enseignant":
      return pourEnseignant(siens, today);
    case "administrateur":
      return [];
  }
}

const enCours = ({ periode }: DossierSuivi, today: CivilDate) => periode.du <= today && today <= periode.au;

/** « Ta semaine n’est pas encore racontée »: the week we are in, on its last school day (B-08). */
function semaineVide(dossier: DossierSuivi, today: CivilDate): Ligne[] {
  const lundi = mondayOf(today);
  if (!enCours(dossier, today) || dossier.semaines.includes(lundi)) return [];
  return [
    {
      texte: `Ta semaine n’est pas encore racontée (${dossier.periode.nom}) : quelques lignes suffisent.`,
      lien: routes.semaine.href({ dossier: dossier.dossier, lundi }),
    },
  ];
}

function pourApprenant(etat: DossierSuivi, today: CivilDate): Ligne[] {
  const { dossier, periode, statutPeriode, commentaires } = etat;
  const lignes: Ligne[] = [];
  const retards = etapesEnRetard(etat, statutPeriode, today).map(({ etape }) => etape);
  if (etat.bilanEntreprise?.etat === "transmis" && !etat.bilanEntreprise.vuParApprenant)
    lignes.push({
      texte: `Ton bilan entreprise t’a été transmis (${periode.nom}) : lis-le.`,
      lien: routes.bilanEntreprise.href({ dossier }),
    });
  if (retards.includes("entreprise"))
    lignes.push({
      texte:
        etat.lieu.entreprise === ""
          ? `Indique l’entreprise qui t’accueille (${periode.nom}).`
          : `Indique le nom de ton tuteur (${periode.nom}).`,
      lien: routes.ficheLieu.href({ dossier }),
    });
  const manquantes = semainesEcoulees(periode.du, periode.au, today).filter(
    (lundi) => !etat.semaines.includes(lundi),
  );
  const [premiere] = manquantes;
  if (premiere)
    lignes.push({
      texte:
        manquantes.length === 1
          ? `La semaine du ${longDate(premiere)} n’est pas encore racontée (${periode.nom}).`
          : `${manquantes.length} semaines ne sont pas encore racontées (${periode.nom}).`,
      lien: routes.semaine.href({ dossier, lundi: premiere }),
    });
  if (commentaires > 0)
    lignes.push({
      texte: `${count(commentaires, "commentaire")} dans ton portfolio (${periode.nom}) : lis, puis marque « C’est fait ».`,
      lien: routes.commentaires.href({ dossier }),
    });
  return [...lignes, ...(today === addDays(mondayOf(today), 4) ? semaineVide(etat, today) : [])];
}

/** A tutor just invited has his invitation to read; a week later he is reminded. */
const INVITATION = 7;

/** A tutor enters by a button, a maître by the page itself. */
function pourEntreprise(etat: DossierSuivi, today: CivilDate, compte: boolean): Ligne[] {
  const { dossier, periode, statutPeriode, tuteur } = etat;
  const qui = de(prenomInitiale(etat.apprenant));
  const lignes: (Ligne & { lien: string })[] = [];
  const invite = compte || (tuteur.inviteLe !== null && tuteur.inviteLe <= addDays(today, -INVITATION));
  if (invite && !tuteur.ficheLueLe && today <= periode.au)
    lignes.push({
      texte: `La fiche de liaison ${qui} attend votre lecture (${periode.nom}).`,
      lien: routes.ficheLieu.href({ dossier }),
    });
  const bientot = mondayOf(periode.au) <= today;
  if (bientot && attitudesAFaire(etat, statutPeriode, today))
    lignes.push({
      texte: `Le bilan des attitudes ${qui} est à faire (fin de la période : ${longDate(periode.au)}).`,
      lien: routes.attitudes.href({ dossier }),
    });
  if (bientot && bilanAFaire(etat, statutPeriode, today))
    lignes.push({
      texte: `Le bilan entreprise ${qui} est à faire avec son enseignant (fin de la période : ${longDate(periode.au)}).`,
      lien: routes.bilanEntreprise.href({ dossier }),
    });
  return compte ? lignes : lignes.map(({ texte }) => ({ texte }));
}

type Groupe = { periode: DossierSuivi["periode"]; classe: string; etats: DossierSuivi[] };

/** The dossiers by period and class, in the order given. */
function groupes(dossiers: readonly DossierSuivi[]): Groupe[] {
  const found = new Map<string, Groupe>();
  for (const etat of dossiers) {
    const key = `${etat.periode.id} ${etat.classe.id}`;
    const groupe = found.get(key) ?? { periode: etat.periode, classe: etat.classe.nom, etats: [] };
    groupe.etats.push(etat);
    found.set(key, groupe);
  }
  return [...found.values()];
}

/** Steps late, told the day they become so and every Monday: a list that is the same each morning is no longer read. */
const aDire = (etat: DossierSuivi, today: CivilDate): Retard[] => {
  const now = etapesEnRetard(etat, etat.statutPeriode, today);
  if (today === mondayOf(today)) return now;
  const before = etapesEnRetard(etat, etat.statutPeriode, addDays(today, -1)).map(({ etape }) => etape);
  return now.filter(({ etape }) => !before.includes(etape));
};

const semainesDues = (etat: DossierSuivi, today: CivilDate): number =>
  semainesEcoulees(etat.periode.du, etat.periode.au, today).filter((lundi) => !etat.semaines.includes(lundi))
    .length;

/** « 3 semaines non racontées », « 2 entreprises non renseignées » */
function compte(etape: Retard["etape"], etats: readonly DossierSuivi[], today: CivilDate): string {
  const n = etats.length;
  switch (etape) {
    case "semaines": {
      const dues = etats.reduce((sum, etat) => sum + semainesDues(etat, today), 0);
      return count(dues, "semaine non racontée", "semaines non racontées");
    }
    case "entreprise":
      return count(n, "lieu de réalisation incomplet", "lieux de réalisation incomplets");
    case "venu":
      return count(n, "tuteur invité et pas encore venu", "tuteurs invités et pas encore venus");
    case "attitudes":
      return count(n, "bilan des attitudes non transmis", "bilans des attitudes non transmis");
    case "bilan":
      return count(n, "bilan entreprise non transmis", "bilans entreprise non transmis");
  }
}

function pourEnseignant(dossiers: readonly DossierSuivi[], today: CivilDate): Ligne[] {
  const monday = mondayOf(today);
  return groupes(dossiers).flatMap(({ periode, classe, etats }) => {
    const ou = `${classe} (${periode.nom})`;
    const lignes: Ligne[] = [];
    const tuteurs = etats.filter((etat) => etat.lienDemande);
    if (tuteurs[0])
      lignes.push({
        texte: `${count(tuteurs.length, "tuteur demande", "tuteurs demandent")} un nouveau lien d’accès en ${ou}`,
        lien: routes.tuteurs.href({ periode: periode.id }, { dossier: tuteurs[0].dossier }),
      });
    const propositions = etats.filter((etat) => etat.propositionEnAttente);
    if (propositions[0])
      lignes.push({
        texte: `${count(propositions.length, "changement")} d’entreprise ou de tuteur à valider en ${ou}`,
        lien: routes.ficheLieu.href({ dossier: propositions[0].dossier }),
      });
    const retards = new Map<Retard["etape"], DossierSuivi[]>();
    for (const etat of etats)
      for (const { etape } of aDire(etat, today)) retards.set(etape, [...(retards.get(etape) ?? []), etat]);
    for (const [etape, late] of retards)
      lignes.push({
        texte: `${compte(etape, late, today)} en ${ou}`,
        lien: routes.suivi.href({ periode: periode.id }, { filtre: "retard" }),
      });
    const bilans = etats.filter((etat) => bilanAFaire(etat, etat.statutPeriode, today));
    if (today === monday && monday === mondayOf(periode.au) && bilans.length > 0)
      lignes.push({
        texte: `${count(bilans.length, "bilan entreprise", "bilans entreprise")} à faire cette semaine en ${ou}`,
        lien: routes.periodes.href({}, { niveau: periode.niveau, periode: periode.id }),
      });
    return lignes;
  });
}
