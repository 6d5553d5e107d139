import { leMoment } from "#fiche-de-liaison/rules.ts";
import type { FaitsFiche } from "#fiche-de-liaison/store.ts";
import type { Actor } from "#kernel/actor.ts";
import { fullName } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { Button } from "#ui/button.tsx";
import { Chip, Chips } from "#ui/chip.tsx";
import { KeyFields } from "#ui/form.tsx";
import { Fold } from "#ui/layout.tsx";
import type { Frame } from "#ui/page.tsx";

/** Where the objectives and the tasks come from: the annexe, or somebody's hand. */
export const Provenance = ({ faits, actor }: { faits: FaitsFiche; actor: Actor }) => {
  const { individualisee, le, auteur } = faits.fiche;
  const fuseau = actor.etablissement.fuseau;
  return (
    <Chips>
      {individualisee && le ? (
        <Chip kind="success" icon="user-check">
          Individualisée {leMoment(le, fuseau)}
          {auteur ? ` par ${fullName(auteur)}` : ""}
        </Chip>
      ) : (
        <Chip kind="neutral" icon="file-text">
          Conforme à l’annexe pédagogique de la période
        </Chip>
      )}
    </Chips>
  );
};

type Props = {
  faits: FaitsFiche;
  frame: Frame;
  /** labels of the annexe's tasks */
  taches: readonly string[];
};

/** What the annexe says, and the one press that brings it back. */
export const RevenirALAnnexe = ({ faits, frame, taches }: Props) =>
  faits.fiche.individualisee ? (
    <Fold summary="Revenir à l’annexe pédagogique">
      <p>Les objectifs et les activités de cette fiche seront remplacés par ceux de la période :</p>
      <ul class="prose-list">
        {[...faits.fiche.annexe.objectifs, ...taches].map((ligne) => (
          <li>{ligne}</li>
        ))}
      </ul>
      <form method="post" action={routes.ficheAnnexe.href({ dossier: faits.dossier })}>
        <KeyFields keys={frame.keys} version={faits.fiche.version} />
        <Button kind="secondary" icon="history">
          Revenir à l’annexe
        </Button>
      </form>
    </Fold>
  ) : null;
