import type { EtatCompte } from "#comptes/store/identites.ts";
import { type EtatAcces, etatAcces, type Invitation } from "#etablissement/roles/rules.ts";
import { Chip } from "#ui/chip.tsx";
import type { IconName } from "#ui/icon-sprite.ts";
import type { Screen } from "#web/act.ts";

const icons: Record<EtatAcces["ton"], IconName> = {
  success: "user-check",
  progress: "mail",
  warning: "clock",
  danger: "circle-alert",
};

type Props = { personne: { compte: EtatCompte; invitation: Invitation }; screen: Screen };

/** Where the account of a person invited by mail stands. */
export const AccesChip = ({ personne, screen }: Props) => {
  const moment = { now: screen.now, fuseau: screen.actor.etablissement.fuseau };
  const { texte, ton } = etatAcces(personne.compte, personne.invitation, moment);
  return (
    <Chip kind={ton} icon={icons[ton]}>
      {texte}
    </Chip>
  );
};
