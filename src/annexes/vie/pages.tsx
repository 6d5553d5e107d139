import { ChampsTitreEtNiveau } from "#annexes/pages.tsx";
import type { Annexe } from "#annexes/rules.ts";
import type { FormState } from "#kernel/form.ts";
import { count } from "#kernel/french.ts";
import type { Referentiel } from "#referentiel/types.ts";
import { routes } from "#routes.ts";
import { Button, LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Actions, Form } from "#ui/form.tsx";
import { type Frame, Page } from "#ui/page.tsx";

type DupliquerAnnexePageProps = { frame: Frame; annexe: Annexe; referentiel: Referentiel; form: FormState };

export const DupliquerAnnexePage = ({ frame, annexe, referentiel, form }: DupliquerAnnexePageProps) => (
  <Page
    frame={frame}
    title="Dupliquer l’annexe"
    lead={`La copie de « ${annexe.titre} » garde ${count(annexe.objectifs.length, "objectif")}, ${count(annexe.taches.length, "tâche")} et ses conditions. L’original ne change pas.`}
    back={{ href: routes.annexe.href({ annexe: annexe.id }), text: annexe.titre }}
  >
    <Form action={routes.annexeDupliquer.href({ annexe: annexe.id })} keys={frame.keys} form={form}>
      <Card title="La copie">
        <ChampsTitreEtNiveau form={form} referentiel={referentiel} />
      </Card>
      <Actions>
        <Button icon="copy">Créer la copie</Button>
        <LinkButton href={routes.annexe.href({ annexe: annexe.id })} kind="quiet">
          Annuler
        </LinkButton>
      </Actions>
    </Form>
  </Page>
);
