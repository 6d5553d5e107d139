import { ApprentiField, DatesFields, EntrepriseField } from "#etablissement/maitres/fields.tsx";
import type { ApprentiOffert, Contrat, Maitre } from "#etablissement/maitres/store.ts";
import { AccesChip } from "#etablissement/roles/chip.tsx";
import { PersonneFields } from "#etablissement/roles/fields.tsx";
import type { FormState } from "#kernel/form.ts";
import { dateRange, fullName, listName } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { Button, LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Chip } from "#ui/chip.tsx";
import { Empty } from "#ui/empty.tsx";
import { Actions, Form } from "#ui/form.tsx";
import { Columns, Grid, Line } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { RowItem, Rows } from "#ui/rows.tsx";
import type { Screen } from "#web/act.ts";

type Props = {
  maitre: Maitre;
  apprentis: ApprentiOffert[];
  version: number;
  screen: Screen;
  forms: { identite: FormState; contrat: FormState };
};

export const MaitrePage = ({ maitre, apprentis, version, screen, forms }: Props) => {
  const params = { maitre: maitre.id };
  const { keys } = screen.frame;
  return (
    <Page
      frame={screen.frame}
      title={fullName(maitre)}
      back={{ href: routes.maitres.href({}), text: "Maîtres d’apprentissage" }}
      lead="Il lit et complète les dossiers de ses apprentis tant que court leur contrat."
    >
      <Columns
        sideLabel="Compte"
        side={
          <Card title="Compte">
            <Line>
              <AccesChip personne={maitre} screen={screen} />
            </Line>
            <Form action={routes.maitreRelance.href(params)} keys={keys} label="Lien d’activation">
              <Button
                kind="secondary"
                icon="send"
                locked={
                  maitre.compte === "active" ? "Compte activé : il n’a plus besoin de lien." : undefined
                }
              >
                Renvoyer le lien d’activation
              </Button>
            </Form>
          </Card>
        }
      >
        <Card title="Apprentis et contrats" flush={maitre.contrats.length > 0}>
          {maitre.contrats.length === 0 ? (
            <Empty icon="users">Aucun contrat pour l’instant : ajoutez-en un ci-dessous.</Empty>
          ) : (
            <Rows label="Contrats">
              {maitre.contrats.map((contrat) => (
                <RowItem
                  title={listName(contrat)}
                  href={routes.adminApprenant.href({ apprenant: contrat.apprenant })}
                  detail={`${contrat.entreprise} · ${dateRange(contrat.du, contrat.au)}`}
                  chips={<ContratChip contrat={contrat} screen={screen} />}
                  action={
                    <LinkButton
                      href={routes.maitreContrat.href({ ...params, contrat: contrat.id })}
                      icon="pencil"
                      about={`de ${listName(contrat)}`}
                    >
                      Modifier le contrat
                    </LinkButton>
                  }
                />
              ))}
            </Rows>
          )}
        </Card>
        <Card title="Ajouter un contrat" id="ajouter">
          {apprentis.length === 0 ? (
            <p>Aucun apprenant n’est sous statut d’apprenti.</p>
          ) : (
            <Form
              action={routes.maitreContrats.href(params)}
              keys={keys}
              form={forms.contrat}
              id="contrat-form"
            >
              <Grid>
                <ApprentiField form={forms.contrat} apprentis={apprentis} />
                <EntrepriseField form={forms.contrat} />
              </Grid>
              <Grid>
                <DatesFields form={forms.contrat} />
              </Grid>
              <Actions>
                <Button kind="secondary" icon="plus">
                  Ajouter le contrat
                </Button>
              </Actions>
            </Form>
          )}
        </Card>
        <Card title="Identité">
          <Form
            action={routes.maitre.href(params)}
            keys={keys}
            form={forms.identite}
            version={version}
            id="identite"
          >
            <PersonneFields form={forms.identite} />
            <p class="meta">
              L’adresse est celle de la connexion : si elle change, les deux adresses en sont prévenues.
            </p>
            <Actions>
              <Button>Enregistrer l’identité</Button>
            </Actions>
          </Form>
        </Card>
      </Columns>
    </Page>
  );
};

const ContratChip = ({ contrat, screen }: { contrat: Contrat; screen: Screen }) =>
  contrat.au < screen.today ? (
    <Chip kind="neutral">terminé</Chip>
  ) : contrat.du > screen.today ? (
    <Chip kind="todo">à venir</Chip>
  ) : (
    <Chip kind="success">en cours</Chip>
  );

type ContratProps = { maitre: Maitre; contrat: Contrat; version: number; screen: Screen; form: FormState };

export const ContratPage = ({ maitre, contrat, version, screen, form }: ContratProps) => {
  const params = { maitre: maitre.id, contrat: contrat.id };
  return (
    <Page
      frame={screen.frame}
      title={`Contrat de ${fullName(contrat)}`}
      back={{ href: routes.maitre.href({ maitre: maitre.id }), text: fullName(maitre) }}
      lead="Pour un contrat rompu ou prolongé, changez le dernier jour : l’accès du maître d’apprentissage s’arrête le lendemain."
    >
      <Card>
        <Form
          action={routes.maitreContrat.href(params)}
          keys={screen.frame.keys}
          form={form}
          version={version}
        >
          <EntrepriseField form={form} />
          <Grid>
            <DatesFields form={form} />
          </Grid>
          <Actions>
            <Button>Enregistrer le contrat</Button>
            <LinkButton href={routes.maitre.href({ maitre: maitre.id })} kind="quiet">
              Annuler
            </LinkButton>
          </Actions>
        </Form>
      </Card>
    </Page>
  );
};
