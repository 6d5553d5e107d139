import type { FaitsFiche } from "#fiche-de-liaison/store.ts";
import { routes } from "#routes.ts";
import { Button } from "#ui/button.tsx";
import { KeyFields } from "#ui/form.tsx";
import { Fold } from "#ui/layout.tsx";
import type { Frame } from "#ui/page.tsx";

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
