import { ChampsObjectifs, ListeObjectifs } from "#annexes/objectifs/champs.tsx";
import { FichePage } from "#fiche-de-liaison/fiche-page.tsx";
import { RevenirALAnnexe } from "#fiche-de-liaison/individualisation.tsx";
import type { FaitsFiche } from "#fiche-de-liaison/store.ts";
import type { Actor } from "#kernel/actor.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import type { Decision } from "#kernel/decision.ts";
import type { FormState } from "#kernel/form.ts";
import { libelleTache } from "#referentiel/rules.ts";
import type { Referentiel } from "#referentiel/types.ts";
import { routes } from "#routes.ts";
import { Button } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { ConflictNotice } from "#ui/conflict.tsx";
import { Empty } from "#ui/empty.tsx";
import { Actions, Form } from "#ui/form.tsx";
import type { Frame } from "#ui/page.tsx";

type Props = {
  faits: FaitsFiche;
  referentiel: Referentiel;
  actor: Actor;
  frame: Frame;
  today: CivilDate;
  form: FormState;
  modifier: Decision;
};

export const ObjectifsPage = ({ faits, referentiel, actor, frame, today, form, modifier }: Props) => (
  <FichePage faits={faits} actor={actor} frame={frame} today={today} onglet="objectifs">
    {form.conflict && !modifier.ok ? <ConflictNotice conflict={form.conflict} /> : null}
    {modifier.ok ? (
      <>
        <Card title="Objectifs de la période">
          <Form
            action={routes.ficheObjectifs.href({ dossier: faits.dossier })}
            keys={frame.keys}
            form={form}
            version={faits.fiche.version}
          >
            <p class="field-hint">Ils ne changent que pour cet apprenant.</p>
            <ChampsObjectifs form={form} referentiel={referentiel} />
            <Actions>
              <Button icon="check">Enregistrer</Button>
            </Actions>
          </Form>
        </Card>
        <RevenirALAnnexe
          faits={faits}
          frame={frame}
          taches={faits.fiche.annexe.taches.map((code) => libelleTache(referentiel, code))}
        />
      </>
    ) : (
      <Card title="Objectifs de la période">
        {faits.fiche.objectifs.length > 0 ? (
          <ListeObjectifs referentiel={referentiel} objectifs={faits.fiche.objectifs} />
        ) : (
          <Empty icon="target">Aucun objectif n’est encore écrit pour cette période.</Empty>
        )}
      </Card>
    )}
  </FichePage>
);
