import { leJour } from "#fiche-de-liaison/rules.ts";
import { longDate } from "#kernel/french.ts";
import type { EtatTuteur } from "#tuteurs/rules.ts";
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
