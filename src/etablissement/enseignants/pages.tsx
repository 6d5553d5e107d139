import type { ClasseOfferte } from "#etablissement/enseignants/form.ts";
import type { Enseignant } from "#etablissement/enseignants/store.ts";
import { AccesChip } from "#etablissement/roles/chip.tsx";
import { PersonneFields } from "#etablissement/roles/fields.tsx";
import { versionDePersonne } from "#etablissement/roles/form.ts";
import { schoolYearOf } from "#kernel/civil-date.ts";
import type { FormState } from "#kernel/form.ts";
import { fullName, listName, longDate, schoolYear } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { Button, LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Chip } from "#ui/chip.tsx";
import { CheckboxGroup } from "#ui/choices.tsx";
import { Definitions } from "#ui/definition.tsx";
import { Empty } from "#ui/empty.tsx";
import { Actions, Form, Hidden } from "#ui/form.tsx";
import { Columns, Fold } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Avatar } from "#ui/person.tsx";
import { RowItem, Rows } from "#ui/rows.tsx";
import type { Screen } from "#web/act.ts";

type ClassesFieldProps = { form: FormState; offertes: readonly ClasseOfferte[]; screen: Screen };

const ClassesField = ({ form, offertes, screen }: ClassesFieldProps) =>
  offertes.length === 0 ? (
    <p class="meta">Aucune classe n’est encore créée : vous pourrez rattacher l’enseignant plus tard.</p>
  ) : (
    <CheckboxGroup
      form={form}
      name="classes"
      label="Ses classes"
      hint="On écrit dans les dossiers de ses classes, on lit ceux des autres."
      choices={offertes.map(({ id, nom, annee }) => ({
        value: id,
        text: annee === schoolYearOf(screen.today) ? nom : `${nom} (${schoolYear(annee)})`,
      }))}
    />
  );

const estParti = (enseignant: Enseignant, screen: Screen) =>
  enseignant.au !== null && enseignant.au < screen.today;

const Ligne = ({ enseignant, screen }: { enseignant: Enseignant; screen: Screen }) => (
  <RowItem
    mark={<Avatar person={enseignant} />}
    title={listName(enseignant)}
    href={routes.enseignant.href({ enseignant: enseignant.id })}
    detail={`${enseignant.courriel} · ${enseignant.classes.map((classe) => classe.nom).join(", ") || "aucune classe"}`}
    chips={
      estParti(enseignant, screen) && enseignant.au ? (
        <Chip kind="neutral">accès fermé depuis le {longDate(enseignant.au)}</Chip>
      ) : (
        <AccesChip personne={enseignant} screen={screen} />
      )
    }
  />
);

type ListProps = { enseignants: Enseignant[]; offertes: ClasseOfferte[]; screen: Screen; form: FormState };

export const EnseignantsPage = ({ enseignants, offertes, screen, form }: ListProps) => {
  const partis = enseignants.filter((one) => estParti(one, screen));
  const presents = enseignants.filter((one) => !partis.includes(one));
  return (
    <Page
      frame={screen.frame}
      title="Enseignants"
      lead="Chaque enseignant choisit son mot de passe par le lien qu’il reçoit."
      actions={
        <LinkButton href={routes.enseignantsImport.href({})} icon="upload">
          Importer une liste d’enseignants
        </LinkButton>
      }
    >
      <Columns
        sideLabel="Créer un enseignant"
        side={
          <Card title="Créer un enseignant" id="creer">
            <Form action={routes.enseignants.href({})} keys={screen.frame.keys} form={form}>
              <PersonneFields form={form} />
              <ClassesField form={form} offertes={offertes} screen={screen} />
              <Actions>
                <Button icon="send">Créer et envoyer le lien</Button>
              </Actions>
            </Form>
          </Card>
        }
      >
        {presents.length === 0 ? (
          <Card>
            <Empty icon="graduation-cap">
              Aucun enseignant pour l’instant. Créez le premier : il recevra un lien pour activer son compte.
            </Empty>
          </Card>
        ) : (
          <Card flush>
            <Rows label="Enseignants">
              {presents.map((enseignant) => (
                <Ligne enseignant={enseignant} screen={screen} />
              ))}
            </Rows>
          </Card>
        )}
        {partis.length > 0 ? (
          <Fold summary={`Enseignants dont l’accès est fermé (${partis.length})`}>
            <Card flush>
              <Rows label="Enseignants dont l’accès est fermé">
                {partis.map((enseignant) => (
                  <Ligne enseignant={enseignant} screen={screen} />
                ))}
              </Rows>
            </Card>
          </Fold>
        ) : null}
      </Columns>
    </Page>
  );
};

type OneProps = {
  enseignant: Enseignant;
  offertes: ClasseOfferte[];
  screen: Screen;
  forms: { classes: FormState; identite: FormState };
};

export const EnseignantPage = ({ enseignant, offertes, screen, forms }: OneProps) => {
  const { keys } = screen.frame;
  const parti = estParti(enseignant, screen);
  const params = { enseignant: enseignant.id };
  return (
    <Page
      frame={screen.frame}
      title={fullName(enseignant)}
      back={{ href: routes.enseignants.href({}), text: "Enseignants" }}
    >
      <Columns
        sideLabel="Compte"
        side={
          <Card title="Compte">
            <Definitions
              rows={[
                { term: "Courriel", value: enseignant.courriel },
                { term: "État", value: <AccesChip personne={enseignant} screen={screen} /> },
                {
                  term: "Accès",
                  value: parti && enseignant.au ? `fermé depuis le ${longDate(enseignant.au)}` : "ouvert",
                },
              ]}
            />
            <Form action={routes.enseignantRelance.href(params)} keys={keys} label="Lien d’activation">
              <Button
                kind="secondary"
                icon="send"
                locked={
                  enseignant.compte === "active" ? "Compte activé : il n’a plus besoin de lien." : undefined
                }
              >
                Renvoyer le lien d’activation
              </Button>
            </Form>
          </Card>
        }
      >
        <Card title="Classes">
          <Form action={routes.enseignant.href(params)} keys={keys} form={forms.classes} id="classes">
            <ClassesField form={forms.classes} offertes={offertes} screen={screen} />
            <Actions>
              <Button>Enregistrer les classes</Button>
            </Actions>
          </Form>
        </Card>
        <Card title="Identité">
          <Form
            action={routes.enseignantIdentite.href(params)}
            keys={keys}
            form={forms.identite}
            version={versionDePersonne(enseignant)}
            id="identite"
          >
            <PersonneFields form={forms.identite} />
            <p class="meta">
              L’adresse est celle de la connexion : si elle change, les deux adresses en sont prévenues.
            </p>
            <Actions>
              <Button kind="secondary">Enregistrer l’identité</Button>
            </Actions>
          </Form>
        </Card>
        <Card title={parti ? "Rouvrir l’accès" : "Fin de l’accès"}>
          <p>
            {parti
              ? "Cette personne retrouvera ses classes et ses écrits."
              : "Cette personne ne pourra plus se connecter, dès maintenant. Ses écrits restent en place, et vous pourrez rouvrir l’accès."}
          </p>
          <Form action={routes.enseignantAcces.href(params)} keys={keys} label="Accès">
            <Hidden name="acces" value={parti ? "reprise" : "fin"} />
            <Actions>
              <Button kind={parti ? "secondary" : "danger"}>
                {parti ? "Rouvrir l’accès" : "Mettre fin à l’accès"}
              </Button>
            </Actions>
          </Form>
        </Card>
      </Columns>
    </Page>
  );
};
