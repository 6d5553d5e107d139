import { leJour, leMoment } from "#fiche-de-liaison/rules.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { dateRange, fullName, longDate } from "#kernel/french.ts";
import { type Envoi, type EtatTuteur, joursRestants } from "#tuteurs/rules.ts";
import type { LigneTuteur } from "#tuteurs/store.ts";
import { Chip } from "#ui/chip.tsx";

/** The tutor's state beside a learner's name. */
export const EtatChip = ({ etat, fuseau }: { etat: EtatTuteur; fuseau: string }) => {
  switch (etat.etat) {
    case "apprenti":
      return <Chip kind="plain">Apprenti</Chip>;
    case "pas-invite":
      return <Chip kind="todo">Pas invité</Chip>;
    case "lien-demande":
      return <Chip kind="now">Nouveau lien demandé {leJour(etat.le, fuseau)}</Chip>;
    case "refuse":
      return <Chip kind="danger">Envoi refusé</Chip>;
    case "invalide":
      return (
        <Chip kind="neutral" icon="ban">
          Accès invalidé {leJour(etat.le, fuseau)}
        </Chip>
      );
    case "expire":
      return <Chip kind="warning">Accès expiré le {longDate(etat.le)}</Chip>;
    case "venu":
      return <Chip kind="success">Venu {leJour(etat.le, fuseau)}</Chip>;
    case "invite":
      return (
        <Chip kind="progress" icon="mail">
          Invité {leJour(etat.le, fuseau)}
        </Chip>
      );
  }
};

/** « Fromagerie de l’Andelle, du 9 novembre au 20 novembre 2026 » */
export const direSejour = ({ accueil }: LigneTuteur): string =>
  `${accueil.entreprise || (accueil.rang > 1 ? `${accueil.rang}e entreprise` : "Entreprise à indiquer")}, ${dateRange(accueil.du, accueil.au)}`;

/** What became of the letter, in words. */
export function direEnvoi(envoi: Envoi | null, fuseau: string): string {
  if (!envoi) return "Lien remis sans courriel";
  switch (envoi.etat) {
    case "envoye":
      return envoi.le
        ? `Remis au serveur de courrier ${leMoment(envoi.le, fuseau)}`
        : "Remis au serveur de courrier";
    case "refuse":
      return "Refusé par le serveur de courrier";
    case "a-envoyer":
      return envoi.essais > 0 ? "Pas encore remis : un nouvel essai suit" : "Part dans un instant";
    case "sans-objet":
      return "Pas envoyé : l’accès avait changé entre-temps";
  }
}

/** Under a learner's name: his tutor, where he stands, the days left. */
export function enBref({ invitation }: LigneTuteur, fuseau: string, today: CivilDate): string | null {
  if (!invitation) return null;
  const { tuteur, derniereVisiteLe, envoi, jusquAu, revoqueLe } = invitation;
  const ou = derniereVisiteLe
    ? `dernière visite ${leJour(derniereVisiteLe, fuseau)}`
    : envoi?.etat === "envoye"
      ? "lien remis, pas encore venu"
      : "pas encore venu";
  return [fullName(tuteur), ...(revoqueLe ? [] : [ou, joursRestants(jusquAu, today)])].join(", ");
}
