import { anneesPossibles } from "#etablissement/classes/form.ts";
import {
  type ApprenantDeClasse,
  type Classe,
  choixNiveaux,
  choixReferentiels,
  etatCompteText,
  niveauEtDiplome,
} from "#etablissement/rules.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import type { FormState } from "#kernel/form.ts";
import { count, listName, schoolYear, shortDate } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { Button, LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Chip } from "#ui/chip.tsx";
import { Empty } from "#ui/empty.tsx";
import { SelectField, TextField } from "#ui/fields.tsx";
import { Actions, Form, Hidden } from "#ui/form.tsx";
import { Columns, Line, Stack } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Segmented } from "#ui/segmented.tsx";
import { Table } from "#ui/table.tsx";
import { Tick } from "#ui/tick.tsx";
import type { Screen } from "#web/act.ts";

const ReglageFields = ({ form, screen }: { form: FormState; screen: Screen }) => (
  <>
    <SelectField
      form={form}
      name="niveau"
      label="Niveau"
      empty="Choisissez un niveau"
      options={choixNiveaux(screen.deps.referentiels)}
      required
    />
    <SelectField
      form={form}
      name="referentiel"
      label="Référentiel"
      empty="Choisissez un référentiel"
      options={choixReferentiels(screen.deps.referentiels)}
      required
    />
  </>
);

type ClassesProps = {
  annee: number;
  annees: number[];
  classes: Classe[];
  screen: Screen;
  form: FormState;
};

export const ClassesPage = ({ annee, annees, classes, screen, form }: ClassesProps) => (
  <Page
    frame={screen.frame}
    title="Classes"
    lead={`Année scolaire ${schoolYear(annee)}`}
    actions={
      <LinkButton href={routes.imports.href({})} kind="primary" icon="upload">
        Importer une liste d’élèves
      </LinkButton>
    }
  >
    <Stack>
      {annees.length > 1 ? (
        <Segmented
          label="Année scolaire"
          segments={annees.map((one) => ({
            href: routes.adminClasses.href({}, { annee: one }),
            text: schoolYear(one),
            current: one === annee,
          }))}
        />
      ) : null}
      <Columns
        sideLabel="Créer une classe"
        side={
          <Card title="Créer une classe" id="creer">
            <Form action={routes.adminClasses.href({})} keys={screen.frame.keys} form={form}>
              <TextField
                form={form}
                name="nom"
                label="Nom"
                hint="Tel qu’il figure sur les listes, par exemple 1 MSPC."
                verbatim
                required
              />
              <ReglageFields form={form} screen={screen} />
              <SelectField
                form={form}
                name="annee"
                label="Année scolaire"
                options={anneesPossibles(screen.today)}
                required
              />
              <Actions>
                <Button kind="secondary" icon="plus">
                  Créer la classe
                </Button>
              </Actions>
            </Form>
          </Card>
        }
      >
        {classes.length === 0 ? (
          <Card>
            <Empty
              icon="users"
              action={<LinkButton href={routes.imports.href({})}>Importer une liste d’élèves</LinkButton>}
            >
              Aucune classe en {schoolYear(annee)} pour l’instant. Importez la liste des élèves : les classes
              sont créées avec elle.
            </Empty>
          </Card>
        ) : (
          <Card flush>
            <Table
              caption="Classes de l’année"
              hideCaption
              columns={[
                { text: "Classe" },
                { text: "Niveau" },
                { text: "Apprenants", numeric: true },
                { text: "Enseignants" },
              ]}
              rows={classes.map((classe) => ({
                header: <a href={routes.adminClasse.href({ classe: classe.id })}>{classe.nom}</a>,
                cells: [
                  niveauEtDiplome(classe, screen.deps.referentiels),
                  classe.apprenants,
                  classe.enseignants.length > 0 ? (
                    classe.enseignants.join(", ")
                  ) : (
                    <Chip kind="warning">aucun enseignant</Chip>
                  ),
                ],
              }))}
            />
          </Card>
        )}
      </Columns>
    </Stack>
  </Page>
);

type ClasseProps = {
  classe: Classe;
  apprenants: (ApprenantDeClasse & { naissance: CivilDate | null })[];
  screen: Screen;
  form: FormState;
};

export const ClassePage = ({ classe, apprenants, screen, form }: ClasseProps) => (
  <Page
    frame={screen.frame}
    title={classe.nom}
    back={{ href: routes.adminClasses.href({}, { annee: classe.annee }), text: "Classes" }}
    lead={`${niveauEtDiplome(classe, screen.deps.referentiels)}, ${schoolYear(classe.annee)}, ${count(apprenants.length, "apprenant")}`}
    actions={
      <LinkButton href={routes.classe.href({ classe: classe.id })} icon="printer">
        Codes d’accès
      </LinkButton>
    }
  >
    <Columns
      sideLabel="Réglages de la classe"
      side={
        <>
          <Card title="Niveau et référentiel">
            <Form
              action={routes.adminClasse.href({ classe: classe.id })}
              keys={screen.frame.keys}
              form={form}
            >
              <ReglageFields form={form} screen={screen} />
              <Actions>
                <Button kind="secondary">Enregistrer la classe</Button>
              </Actions>
            </Form>
          </Card>
          <Card title="Enseignants">
            {classe.enseignants.length > 0 ? (
              <ul class="plain-list">
                {classe.enseignants.map((nom) => (
                  <li>{nom}</li>
                ))}
              </ul>
            ) : (
              <p>Aucun enseignant n’est rattaché à cette classe.</p>
            )}
            <Line>
              <LinkButton href={routes.enseignants.href({})}>Gérer les enseignants</LinkButton>
            </Line>
          </Card>
        </>
      }
    >
      <Apprenants classe={classe} apprenants={apprenants} screen={screen} />
    </Columns>
  </Page>
);

const Apprenants = ({ classe, apprenants, screen }: Omit<ClasseProps, "form">) =>
  apprenants.length === 0 ? (
    <Card>
      <Empty icon="users" action={<LinkButton href={routes.imports.href({})}>Importer une liste</LinkButton>}>
        Aucun apprenant dans cette classe pour l’instant.
      </Empty>
    </Card>
  ) : (
    <Card flush>
      <Form
        action={routes.adminClasseStatuts.href({ classe: classe.id })}
        keys={screen.frame.keys}
        label="Statut des apprenants"
        class="list-form"
      >
        <Table
          caption="Apprenants de la classe"
          hideCaption
          columns={[
            { text: "Apprenant" },
            { text: "Naissance" },
            { text: "Identifiant" },
            { text: "Accès" },
            { text: "Apprenti", centered: true },
          ]}
          rows={apprenants.map((apprenant) => ({
            header: listName(apprenant),
            cells: [
              apprenant.naissance ? shortDate(apprenant.naissance) : "",
              apprenant.compte.login ?? "",
              <AccesChip apprenant={apprenant} screen={screen} />,
              <>
                <Hidden name="montre" value={apprenant.id} />
                <Tick
                  name="apprenti"
                  value={apprenant.id}
                  checked={apprenant.statut === "apprenti"}
                  label={`${listName(apprenant)} est apprenti`}
                />
              </>,
            ],
          }))}
        />
        <div class="list-form-end">
          <Actions>
            <Button kind="secondary">Enregistrer les statuts</Button>
          </Actions>
          <p class="meta">Non coché : sous statut scolaire.</p>
        </div>
      </Form>
    </Card>
  );

/** « déjà venu », or what his access waits for. */
const AccesChip = ({ apprenant, screen }: { apprenant: ApprenantDeClasse; screen: Screen }) =>
  apprenant.compte.etat === "active" ? (
    <Chip kind="success">déjà venu</Chip>
  ) : (
    <Chip kind={apprenant.compte.etat === "sans-code" ? "todo" : "neutral"}>
      code {etatCompteText(apprenant.compte, screen.actor.etablissement.fuseau)}
    </Chip>
  );
