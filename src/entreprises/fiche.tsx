import type { LigneEntreprise } from "#entreprises/rules.ts";
import type { Passage, UneEntreprise } from "#entreprises/store.ts";
import type { FormState } from "#kernel/form.ts";
import { count, dateRange, fullName, instantText, listName } from "#kernel/french.ts";
import { libelleTache } from "#referentiel/rules.ts";
import { referentielDe } from "#referentiel/versions.ts";
import { routes } from "#routes.ts";
import { Button, LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Chip, Chips } from "#ui/chip.tsx";
import { Empty } from "#ui/empty.tsx";
import { TextArea, TextField } from "#ui/fields.tsx";
import { Actions, Form, KeyFields } from "#ui/form.tsx";
import { Fold, Grid, Stack } from "#ui/layout.tsx";
import { Notice } from "#ui/notice.tsx";
import { Page } from "#ui/page.tsx";
import { RowItem, Rows } from "#ui/rows.tsx";
import type { Screen } from "#web/act.ts";

type Props = {
  une: UneEntreprise;
  passages: Passage[];
  /** rows that look like this one */
  semblables: LigneEntreprise[];
  screen: Screen;
  form: FormState;
};

export const FichePage = ({ une, passages, semblables, screen, form }: Props) => (
  <Page
    frame={screen.frame}
    title={une.nom}
    lead={[`${une.codePostal} ${une.ville}`.trim(), une.secteur].filter(Boolean).join(", ")}
    back={{ href: routes.entreprises.href({}), text: "Entreprises" }}
    actions={
      une.dans ? undefined : (
        <LinkButton href={routes.entrepriseFusionner.href({ entreprise: une.id })} icon="copy">
          Fusionner
        </LinkButton>
      )
    }
  >
    <Stack>
      {une.dans ? <Fusionnee une={une} dans={une.dans} screen={screen} /> : null}
      {semblables.map((autre) => (
        <Notice
          kind="warning"
          title="Doublon possible"
          action={
            <LinkButton
              href={routes.entrepriseFusionner.href({ entreprise: une.id }, { avec: autre.id })}
              about={`${une.nom} et ${autre.nom}`}
            >
              Comparer et fusionner
            </LinkButton>
          }
        >
          « {autre.nom} »{autre.ville ? `, ${autre.ville}` : ""} ressemble à cette entreprise.
        </Notice>
      ))}
      {une.dans ? null : <Historique passages={passages} screen={screen} />}
      {une.dans ? null : <Donnees une={une} screen={screen} form={form} />}
      {une.absorbees.length > 0 ? <Absorbees une={une} screen={screen} /> : null}
    </Stack>
  </Page>
);

const AnnulerFusion = ({
  id,
  version,
  nom,
  screen,
}: {
  id: string;
  version: number;
  nom: string;
  screen: Screen;
}) => (
  <form method="post" action={routes.entrepriseFusionAnnuler.href({ entreprise: id })}>
    <KeyFields keys={screen.frame.keys} version={version} />
    <Button kind="secondary" icon="undo-2" about={`de ${nom}`}>
      Annuler la fusion
    </Button>
  </form>
);

const Fusionnee = ({
  une,
  dans,
  screen,
}: {
  une: UneEntreprise;
  dans: NonNullable<UneEntreprise["dans"]>;
  screen: Screen;
}) => (
  <Notice
    kind="info"
    title="Fiche fusionnée"
    action={<AnnulerFusion id={une.id} version={une.version} nom={une.nom} screen={screen} />}
  >
    Cette fiche est fusionnée dans <a href={routes.entreprise.href({ entreprise: dans.id })}>{dans.nom}</a>,
    qui compte ses {count(une.sejours, "séjour")}.
  </Notice>
);

const Absorbees = ({ une, screen }: { une: UneEntreprise; screen: Screen }) => (
  <Card title="Fiches fusionnées ici" meta={String(une.absorbees.length)} flush>
    <Rows label="Fiches fusionnées ici">
      {une.absorbees.map((autre) => (
        <RowItem
          title={autre.nom}
          href={routes.entreprise.href({ entreprise: autre.id })}
          detail={[autre.ville, autre.siret && `SIRET ${autre.siret}`].filter(Boolean).join(", ")}
          action={<AnnulerFusion id={autre.id} version={autre.version} nom={autre.nom} screen={screen} />}
        />
      ))}
    </Rows>
  </Card>
);

/** « Qui y est allé » : the learner, the period, the tutor's name and the tasks, nothing that evaluates. */
const Historique = ({ passages, screen }: { passages: Passage[]; screen: Screen }) => (
  <Card
    title="Qui y est allé"
    meta={passages.length > 0 ? count(passages.length, "séjour") : undefined}
    flush
  >
    {passages.length === 0 ? (
      <Empty icon="history">Aucun séjour dans cette entreprise pour l’instant.</Empty>
    ) : (
      <Rows label="Qui y est allé">
        {passages.map((passage) => {
          const referentiel = referentielDe(screen.deps.referentiels, passage);
          return (
            <RowItem
              title={listName(passage)}
              href={routes.dossier.href({ dossier: passage.dossier })}
              detail={
                <>
                  {passage.classe}, {passage.periode} {dateRange(passage.du, passage.au)}
                  {passage.tuteur ? `. Suivi par ${passage.tuteur}` : ""}
                  {passage.taches.length > 0 ? (
                    <Fold summary={count(passage.taches.length, "tâche confiée", "tâches confiées")}>
                      <ul class="prose-list">
                        {passage.taches.map((code) => (
                          <li>{referentiel ? `${code} ${libelleTache(referentiel, code)}` : code}</li>
                        ))}
                      </ul>
                    </Fold>
                  ) : null}
                </>
              }
            />
          );
        })}
      </Rows>
    )}
  </Card>
);

const Donnees = ({ une, screen, form }: { une: UneEntreprise; screen: Screen; form: FormState }) => (
  <Form
    action={routes.entreprise.href({ entreprise: une.id })}
    keys={screen.frame.keys}
    form={form}
    version={une.version}
    label="Données de l’entreprise"
  >
    <Grid wide>
      <Card title="L’entreprise">
        <div class="form">
          <TextField form={form} name="nom" label="Raison sociale" required autocomplete="off" />
          <TextField form={form} name="adresse" label="Adresse" autocomplete="off" />
          <TextField form={form} name="codePostal" label="Code postal" inputmode="numeric" width="short" />
          <TextField form={form} name="ville" label="Ville" autocomplete="off" />
          <TextField form={form} name="secteur" label="Secteur d’activité" />
          <TextField
            form={form}
            name="telephone"
            label="Téléphone"
            type="tel"
            inputmode="tel"
            width="medium"
          />
          <TextField
            form={form}
            name="siret"
            label="SIRET"
            hint="Facultatif : quatorze chiffres. Il évite les doublons."
            inputmode="numeric"
            width="medium"
          />
          <TextField
            form={form}
            name="naf"
            label="Code NAF"
            hint="Facultatif, par exemple 33.12Z."
            width="short"
          />
        </div>
      </Card>
      <Card title="Notes de l’établissement">
        <div class="form">
          <TextArea
            form={form}
            name="notes"
            label="Notes"
            hint="Lues par les enseignants seulement : ni les apprenants, ni l’entreprise, ni les exports."
            rows={6}
          />
          <Chips>
            <Chip kind="plain" icon="lock">
              Réservé aux enseignants
            </Chip>
          </Chips>
        </div>
      </Card>
    </Grid>
    <Actions>
      <Button icon="check">Enregistrer</Button>
      <p class="meta">
        {une.par
          ? `Dernière modification par ${fullName(une.par)}, ${instantText(une.modifieLe, screen.actor.etablissement.fuseau)}. `
          : ""}
        Les dossiers gardent ce qui y est écrit.
      </p>
    </Actions>
  </Form>
);
