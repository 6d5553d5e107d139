import { formOf } from "#kernel/form.ts";
import { ActsPart, FormsPart } from "#ui/composants/forms.tsx";
import { ListsPart, NavigationPart } from "#ui/composants/lists.tsx";
import { HERE, Part } from "#ui/composants/part.tsx";
import { LevelsPart, StatesPart } from "#ui/composants/states.tsx";
import { Confirm } from "#ui/confirm.tsx";
import { Stack } from "#ui/layout.tsx";
import { type Frame, Page } from "#ui/page.tsx";
import { SaveState } from "#ui/save-state.tsx";

/** Every component in every state: a page of the demonstration, and one of those the accessibility test reads. */
export const ComposantsPage = ({ frame }: { frame: Frame }) => (
  <Page
    frame={frame}
    title="Composants"
    lead="Ce dont sont faites les pages de Passerelle, dans tous les états."
    actions={<SaveState state="saved" text="Enregistré à 14 h 32" />}
  >
    <Stack wide>
      <ListsPart />
      <LevelsPart />
      <StatesPart />
      <NavigationPart frame={frame} />
      <ActsPart frame={frame} />
      <FormsPart frame={frame} />
      <Part title="Confirmation">
        <Confirm
          title="Supprimer la période ?"
          action={HERE}
          keys={frame.keys}
          form={formOf()}
          word="SUPPRIMER"
          submit="Supprimer la période"
          cancel={{ href: HERE, text: "Garder la période" }}
        >
          <p>Les portfolios de 12 apprenants, 9 évaluations et 31 fichiers seront supprimés.</p>
        </Confirm>
      </Part>
    </Stack>
  </Page>
);
