import { classeText, IdentiteFields, StatutField } from "#etablissement/apprenants/pages.tsx";
import { presenceDe } from "#etablissement/apprenants/rules.ts";
import type { ClasseOuverte, FicheApprenant } from "#etablissement/apprenants/store.ts";
import { etatCompteText, statutText } from "#etablissement/rules.ts";
import type { FormState } from "#kernel/form.ts";
import { dateRange, de, fullName, listName, longDate, schoolYear } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { Button, LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Confirm } from "#ui/confirm.tsx";
import { Definitions } from "#ui/definition.tsx";
import { DateField, SelectField, TextField } from "#ui/fields.tsx";
import { Actions, Form } from "#ui/form.tsx";
import { Columns, Line } from "#ui/layout.tsx";
import { Notice } from "#ui/notice.tsx";
import { Page } from "#ui/page.tsx";
import { RowItem, Rows } from "#ui/rows.tsx";
import { Table } from "#ui/table.tsx";
import type { Screen } from "#web/act.ts";

type Props = {
  apprenant: FicheApprenant;
  classes: ClasseOuverte[];
  version: number;
  screen: Screen;
  forms: { identite: FormState; classe: FormState };
};

/** A learner's administrative facts: nothing he wrote is here. */
export const FichePage = ({ apprenant, classes, version, screen, forms }: Props) => {
  const [derniere] = apprenant.inscriptions;
  const presence = presenceDe(derniere ?? null, screen.today);
  const params = { apprenant: apprenant.id };
  return (
    <Page
      frame={screen.frame}
      title={fullName(apprenant)}
      back={{ href: routes.adminApprenants.href({}), text: "Apprenants" }}
      lead={
        presence === "inscrit" && derniere
          ? `${classeText(derniere, screen)}, ${statutText[derniere.statut].toLowerCase()}`
          : presence === "parti" && derniere?.au
            ? `Parti : dernier jour le ${longDate(derniere.au)}`
            : "Sans classe cette année"
      }
    >
      <Columns
        sideLabel="Compte et départ"
        side={
          <>
            <Compte apprenant={apprenant} presence={presence} screen={screen} />
            {presence === "parti" ? null : (
              <Card title="Départ">
                <p>Quand un apprenant quitte l’établissement, ses écrits sont gardés et il peut revenir.</p>
                <Line>
                  <LinkButton href={routes.adminApprenantDepart.href(params)}>
                    Enregistrer son départ
                  </LinkButton>
                </Line>
              </Card>
            )}
          </>
        }
      >
        {presence === "parti" ? (
          <Notice kind="info" title="Il revient ?">
            Choisissez sa classe ci-dessous : la nouvelle inscription s’ajoute, et il retrouve son compte et
            son histoire.
          </Notice>
        ) : null}
        <Card title="Identité">
          <Form
            action={routes.adminApprenant.href(params)}
            keys={screen.frame.keys}
            form={forms.identite}
            version={version}
            id="identite"
          >
            <IdentiteFields form={forms.identite} />
            {apprenant.courriel === null ? null : (
              <TextField
                form={forms.identite}
                name="courriel"
                label="Courriel"
                type="email"
                hint="Facultatif : ses résumés et ses rappels y sont envoyés. Il se connecte toujours avec son identifiant."
                autocomplete="off"
                verbatim
              />
            )}
            <Actions>
              <Button>Enregistrer l’identité</Button>
            </Actions>
          </Form>
        </Card>
        <Card
          title={presence === "parti" ? "Inscrire de nouveau" : "Changer de classe ou de statut"}
          id="classe"
        >
          <Form
            action={routes.adminApprenantClasse.href(params)}
            keys={screen.frame.keys}
            form={forms.classe}
            id="classe-form"
          >
            <SelectField
              form={forms.classe}
              name="classe"
              label="Classe"
              empty="Choisissez une classe"
              options={classes.map((one) => ({ value: one.id, text: classeText(one, screen) }))}
              required
            />
            <StatutField form={forms.classe} />
            <DateField
              form={forms.classe}
              name="du"
              label="Premier jour"
              hint="L’inscription précédente se ferme la veille ; celle du même jour est corrigée."
              required
            />
            <Actions>
              <Button>{presence === "inscrit" ? "Changer de classe" : "Inscrire"}</Button>
            </Actions>
          </Form>
        </Card>
        <Inscriptions apprenant={apprenant} />
        {apprenant.contrats.length > 0 || derniere?.statut === "apprenti" ? (
          <Contrats apprenant={apprenant} />
        ) : null}
      </Columns>
    </Page>
  );
};

const Compte = ({
  apprenant,
  presence,
  screen,
}: {
  apprenant: FicheApprenant;
  presence: string;
  screen: Screen;
}) => {
  const [derniere] = apprenant.inscriptions;
  return (
    <Card title="Compte">
      <Definitions
        rows={[
          { term: "Identifiant", value: apprenant.compte.login ?? "" },
          {
            term: "Code d’accès",
            value: etatCompteText(apprenant.compte, screen.actor.etablissement.fuseau),
          },
        ]}
      />
      {derniere && presence === "inscrit" ? (
        <Line>
          <LinkButton href={routes.classe.href({ classe: derniere.classe })} icon="printer">
            Imprimer son code
          </LinkButton>
        </Line>
      ) : (
        <p class="meta">Son code s’imprime depuis la page de sa classe, quand il en a une.</p>
      )}
    </Card>
  );
};

const Inscriptions = ({ apprenant }: { apprenant: FicheApprenant }) => (
  <Card title="Inscriptions" flush={apprenant.inscriptions.length > 0}>
    {apprenant.inscriptions.length === 0 ? (
      <p>Aucune inscription pour l’instant.</p>
    ) : (
      <Table
        caption="Inscriptions"
        hideCaption
        columns={[{ text: "Classe" }, { text: "Année" }, { text: "Statut" }, { text: "Dates" }]}
        rows={apprenant.inscriptions.map((one) => ({
          header: <a href={routes.adminClasse.href({ classe: one.classe })}>{one.nom}</a>,
          cells: [
            schoolYear(one.annee),
            statutText[one.statut],
            one.au ? dateRange(one.du, one.au) : `depuis le ${longDate(one.du)}`,
          ],
        }))}
      />
    )}
  </Card>
);

const Contrats = ({ apprenant }: { apprenant: FicheApprenant }) => (
  <Card title="Contrats d’apprentissage" flush={apprenant.contrats.length > 0}>
    {apprenant.contrats.length === 0 ? (
      <>
        <p>Aucun maître d’apprentissage ne le suit.</p>
        <Line>
          <LinkButton href={routes.maitres.href({})}>Créer un maître d’apprentissage</LinkButton>
        </Line>
      </>
    ) : (
      <Rows label="Contrats">
        {apprenant.contrats.map((contrat) => (
          <RowItem
            title={listName(contrat)}
            href={routes.maitre.href({ maitre: contrat.maitre })}
            detail={`${contrat.entreprise} · ${dateRange(contrat.du, contrat.au)}`}
          />
        ))}
      </Rows>
    )}
  </Card>
);

export const DepartPage = ({
  apprenant,
  screen,
  form,
}: {
  apprenant: FicheApprenant;
  screen: Screen;
  form: FormState;
}) => {
  const params = { apprenant: apprenant.id };
  return (
    <Page
      frame={screen.frame}
      title={`Départ ${de(fullName(apprenant))}`}
      back={{ href: routes.adminApprenant.href(params), text: fullName(apprenant) }}
    >
      <Confirm
        title="Enregistrer son départ ?"
        action={routes.adminApprenantDepart.href(params)}
        keys={screen.frame.keys}
        form={form}
        submit="Enregistrer le départ"
        cancel={{ href: routes.adminApprenant.href(params), text: "Ne rien changer" }}
        fields={<DateField form={form} name="au" label="Dernier jour dans l’établissement" required />}
      >
        <p>
          Ses inscriptions s’arrêtent ce jour-là ; une inscription préparée pour plus tard est retirée. Ses
          portfolios, ses bilans et son compte sont gardés. S’il revient, sa fiche se retrouve dans « Partis
          ».
        </p>
      </Confirm>
    </Page>
  );
};
