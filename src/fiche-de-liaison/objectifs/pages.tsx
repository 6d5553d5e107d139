import { FichePage } from "#fiche-de-liaison/fiche-page.tsx";
import { RevenirALAnnexe } from "#fiche-de-liaison/individualisation.tsx";
import type { FaitsFiche } from "#fiche-de-liaison/store.ts";
import type { Actor } from "#kernel/actor.ts";
import type { Decision } from "#kernel/decision.ts";
import type { FormState } from "#kernel/form.ts";
import { routes } from "#routes.ts";
import { Button } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { ConflictNotice } from "#ui/conflict.tsx";
import { Empty } from "#ui/empty.tsx";
import { TextArea } from "#ui/fields.tsx";
import { Actions, Form } from "#ui/form.tsx";
import type { Frame } from "#ui/page.tsx";

type Props = {
  faits: FaitsFiche;
  actor: Actor;
  frame: Frame;
  form: FormState;
  modifier: Decision;
  /** labels of the annexe's tasks, for who would come back to it */
  tachesAnnexe: readonly string[];
};

export const ObjectifsPage = ({ faits, actor, frame, form, modifier, tachesAnnexe }: Props) => (
  <FichePage faits={faits} actor={actor} frame={frame} onglet="objectifs">
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
            <TextArea
              form={form}
              name="objectifs"
              label="Objectifs"
              hint="Un objectif par ligne. Ils ne changent que pour cet apprenant."
              rows={8}
              required
            />
            <Actions>
              <Button icon="check">Enregistrer</Button>
            </Actions>
          </Form>
        </Card>
        <RevenirALAnnexe faits={faits} frame={frame} taches={tachesAnnexe} />
      </>
    ) : (
      <Card title="Objectifs de la période">
        {faits.fiche.objectifs.length > 0 ? (
          <ul class="prose-list">
            {faits.fiche.objectifs.map((objectif) => (
              <li>{objectif}</li>
            ))}
          </ul>
        ) : (
          <Empty icon="target">Aucun objectif n’est encore écrit pour cette période.</Empty>
        )}
      </Card>
    )}
  </FichePage>
);
