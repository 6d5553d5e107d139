import { type EtatReferentiel, usagesDe } from "#etablissement/referentiels/load.ts";
import { usagesText } from "#etablissement/referentiels/pages.tsx";
import { enUsage } from "#etablissement/referentiels/rules.ts";
import type { FormState } from "#kernel/form.ts";
import { count } from "#kernel/french.ts";
import { type Difference, differences } from "#referentiel/differences.ts";
import { withReglages } from "#referentiel/reglages.ts";
import type { Referentiel } from "#referentiel/types.ts";
import { routes } from "#routes.ts";
import { Button, LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Chip, type ChipKind } from "#ui/chip.tsx";
import { Actions, Form, Hidden } from "#ui/form.tsx";
import { Table } from "#ui/table.tsx";
import type { Screen } from "#web/act.ts";

const sortes: Record<Difference["sorte"], [ChipKind, string]> = {
  ajoute: ["success", "ajouté"],
  retire: ["danger", "retiré"],
  change: ["progress", "changé"],
};

/** Hundreds of lines (another diploma under the same code) help nobody. */
const LIGNES_MAX = 150;

type Props = {
  etat: EtatReferentiel;
  courant: Referentiel;
  vu: Referentiel;
  screen: Screen;
  form: FormState;
  may: boolean;
};

/** What would be in use once this version is chosen: the school's settings are laid upon a file or a shipped version. */
function resultat(etat: EtatReferentiel, vu: Referentiel): Referentiel {
  const row = etat.versions.find((one) => one.referentiel.version === vu.version);
  return row?.origine === "reglages" ? vu : withReglages(vu, etat.reglages);
}

/** Another version beside the one in use: line by line what would change, what uses the present one, and the press. */
export const ChangementsCard = ({ etat, courant, vu, screen, form, may }: Props) => {
  const apres = resultat(etat, vu);
  const changes = differences(courant, apres);
  const shipped = etat.livre?.version === vu.version;
  const { code } = etat;
  const usages = usagesDe(etat, courant);
  return (
    <Card title="Ce que cette version change" meta={count(changes.length, "différence")} tone="current">
      <p>
        {enUsage(usages)
          ? `La version en usage a servi à ${usagesText(usages)}\u00a0: ce qui existe la garde, libellés, échelles et compétences retirées comprises.`
          : "Rien n’a encore été créé avec la version en usage."}{" "}
        Seules les classes, annexes et périodes créées ensuite prendront la version choisie.
        {Object.keys(etat.reglages).length > 0 && apres !== vu
          ? " Vos réglages (échelles, attitudes, statuts, mots simples) sont repris sur elle."
          : ""}
      </p>
      {changes.length === 0 ? (
        <p>Aucune différence visible avec la version en usage.</p>
      ) : (
        <Table
          caption="Différences avec la version en usage"
          hideCaption
          columns={[{ text: "Élément" }, { text: "État" }, { text: "Avant" }, { text: "Après" }]}
          rows={changes.slice(0, LIGNES_MAX).map(({ sorte, quoi, code, avant, apres }) => ({
            header: (
              <>
                {quoi} <b>{code}</b>
              </>
            ),
            cells: [<Chip kind={sortes[sorte][0]}>{sortes[sorte][1]}</Chip>, avant ?? "–", apres ?? "–"],
          }))}
        />
      )}
      {changes.length > LIGNES_MAX ? (
        <p>Et {count(changes.length - LIGNES_MAX, "autre différence", "autres différences")}.</p>
      ) : null}
      {may ? (
        <Form
          action={routes.adminReferentielVersion.href({ code }, { version: vu.version })}
          keys={screen.frame.keys}
          form={form}
          version={etat.vue}
          id="version"
        >
          <Hidden name="version" value={vu.version} />
          <Actions>
            <Button icon={shipped ? "undo-2" : "check"}>
              {shipped ? "Revenir à la version livrée" : "Utiliser cette version"}
            </Button>
            <LinkButton href={routes.adminReferentiel.href({ code })} kind="quiet">
              Garder la version en usage
            </LinkButton>
          </Actions>
        </Form>
      ) : null}
    </Card>
  );
};
