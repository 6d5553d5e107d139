import {
  type ApprenantGere,
  chercher,
  type Filtre,
  PARTIS,
  presenceDe,
  SANS_CLASSE,
} from "#etablissement/apprenants/rules.ts";
import type { ClasseOuverte } from "#etablissement/apprenants/store.ts";
import { schoolYearOf } from "#kernel/civil-date.ts";
import type { FormState } from "#kernel/form.ts";
import { count, listName, longDate, schoolYear, shortDate } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { Button, LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Chip } from "#ui/chip.tsx";
import { CheckboxField, RadioGroup } from "#ui/choices.tsx";
import { Empty } from "#ui/empty.tsx";
import { DateField, SelectField, TextField } from "#ui/fields.tsx";
import { Actions, Form } from "#ui/form.tsx";
import { Grid, Stack } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Avatar } from "#ui/person.tsx";
import { RowItem, Rows } from "#ui/rows.tsx";
import { Search } from "#ui/search.tsx";
import { Filters } from "#ui/segmented.tsx";
import type { Screen } from "#web/act.ts";

/** « 1 MSPC », with its year when it is not this one. */
export const classeText = (classe: { nom: string; annee: number }, screen: Screen) =>
  classe.annee === schoolYearOf(screen.today) ? classe.nom : `${classe.nom} (${schoolYear(classe.annee)})`;

/** A page lists at most this many; the search finds the others. */
const MONTRES = 300;

type ListeProps = {
  filtre: Filtre;
  tous: ApprenantGere[];
  trouves: ApprenantGere[];
  classes: ClasseOuverte[];
  screen: Screen;
};

export const ApprenantsPage = ({ filtre, tous, trouves, classes, screen }: ListeProps) => {
  const filtres = [
    { classe: "", text: "Tous" },
    ...classes.map((one) => ({ classe: one.id, text: classeText(one, screen) })),
    { classe: SANS_CLASSE, text: "Sans classe" },
    { classe: PARTIS, text: "Partis" },
  ];
  return (
    <Page
      frame={screen.frame}
      title="Apprenants"
      lead="Identité, classe, arrivées et départs. Les écrits des apprenants ne sont pas visibles ici."
      actions={
        <LinkButton href={routes.adminApprenantNouveau.href({})} kind="primary" icon="plus">
          Ajouter un apprenant
        </LinkButton>
      }
    >
      <Stack>
        <Search
          action={routes.adminApprenants.href({})}
          value={filtre.q}
          label="Chercher un nom ou un INE"
          keep={filtre.classe ? { classe: filtre.classe } : {}}
        />
        <Filters
          label="Filtrer les apprenants"
          filters={filtres.map(({ classe, text }) => ({
            href: routes.adminApprenants.href({}, { q: filtre.q, classe }),
            text,
            count: chercher(tous, { q: filtre.q, classe }, screen.today).length,
            current: classe === filtre.classe,
          }))}
        />
        {trouves.length === 0 ? (
          <Card>
            <Rien tous={tous} filtre={filtre} />
          </Card>
        ) : (
          <Card flush>
            <Rows label="Apprenants">
              {trouves.slice(0, MONTRES).map((apprenant) => (
                <Ligne apprenant={apprenant} screen={screen} />
              ))}
            </Rows>
          </Card>
        )}
        {trouves.length > MONTRES ? (
          <p class="meta">
            Les {MONTRES} premiers sur {trouves.length} : choisissez une classe ou cherchez un nom.
          </p>
        ) : null}
      </Stack>
    </Page>
  );
};

const Rien = ({ tous, filtre }: { tous: ApprenantGere[]; filtre: Filtre }) =>
  tous.length === 0 ? (
    <Empty
      icon="users"
      action={<LinkButton href={routes.imports.href({})}>Importer la liste des élèves</LinkButton>}
    >
      Aucun apprenant pour l’instant. Importez la liste des élèves, ou ajoutez-les un à un.
    </Empty>
  ) : (
    <Empty
      icon="search"
      action={<LinkButton href={routes.adminApprenants.href({})}>Voir tous les apprenants</LinkButton>}
    >
      {filtre.q
        ? `Personne ne répond à « ${filtre.q} » ici.`
        : filtre.classe === PARTIS
          ? "Personne n’a quitté l’établissement."
          : filtre.classe === SANS_CLASSE
            ? "Chaque apprenant a sa classe."
            : "Aucun apprenant dans cette classe."}
    </Empty>
  );

const Ligne = ({ apprenant, screen }: { apprenant: ApprenantGere; screen: Screen }) => (
  <RowItem
    mark={<Avatar person={apprenant} />}
    title={listName(apprenant)}
    href={routes.adminApprenant.href({ apprenant: apprenant.id })}
    detail={[
      apprenant.inscription ? classeText(apprenant.inscription, screen) : "jamais inscrit",
      apprenant.naissance ? `naissance le ${shortDate(apprenant.naissance)}` : "",
    ]
      .filter(Boolean)
      .join(" · ")}
    chips={<PresenceChip apprenant={apprenant} screen={screen} />}
  />
);

/** « apprenti », « sans classe », « parti le… »; nothing for who is simply there. */
const PresenceChip = ({ apprenant, screen }: { apprenant: ApprenantGere; screen: Screen }) => {
  const { inscription } = apprenant;
  const presence = presenceDe(inscription, screen.today);
  if (presence === "parti")
    return <Chip kind="neutral">parti le {inscription?.au ? longDate(inscription.au) : ""}</Chip>;
  return (
    <>
      {presence === "sans-classe" ? <Chip kind="warning">sans classe cette année</Chip> : null}
      {inscription?.statut === "apprenti" ? <Chip kind="plain">apprenti</Chip> : null}
    </>
  );
};

/** Who he is: the fields of a new learner and of a correction. */
export const IdentiteFields = ({ form }: { form: FormState }) => (
  <>
    <Grid>
      <TextField form={form} name="nom" label="Nom" autocomplete="off" verbatim required />
      <TextField form={form} name="prenom" label="Prénom" autocomplete="off" verbatim required />
    </Grid>
    <Grid>
      <DateField
        form={form}
        name="naissance"
        label="Date de naissance"
        hint="Sert à distinguer les homonymes ; vous seul la voyez."
      />
      <TextField
        form={form}
        name="ine"
        label="INE"
        hint="Onze caractères ; facultatif."
        autocomplete="off"
        verbatim
      />
    </Grid>
  </>
);

export const StatutField = ({ form }: { form: FormState }) => (
  <RadioGroup
    form={form}
    name="statut"
    label="Statut"
    choices={[
      { value: "scolaire", text: "Statut scolaire" },
      { value: "apprenti", text: "Apprenti" },
    ]}
    inline
    required
  />
);

type NouveauProps = { classes: ClasseOuverte[]; screen: Screen; form: FormState };

export const ApprenantNouveauPage = ({ classes, screen, form }: NouveauProps) => (
  <Page
    frame={screen.frame}
    title="Ajouter un apprenant"
    back={{ href: routes.adminApprenants.href({}), text: "Apprenants" }}
    lead={`Pour une classe entière, importez plutôt la liste. ${count(classes.length, "classe")} à choisir.`}
  >
    <Card>
      <Form action={routes.adminApprenantNouveau.href({})} keys={screen.frame.keys} form={form}>
        <IdentiteFields form={form} />
        <SelectField
          form={form}
          name="classe"
          label="Classe"
          empty="Sans classe pour l’instant"
          options={classes.map((one) => ({ value: one.id, text: classeText(one, screen) }))}
        />
        <StatutField form={form} />
        {form.errors.autre || form.values.autre ? (
          <CheckboxField
            form={form}
            name="autre"
            label="C’est une autre personne : créer un nouvel apprenant"
          />
        ) : null}
        <Actions>
          <Button icon="plus">Ajouter l’apprenant</Button>
          <LinkButton href={routes.adminApprenants.href({})} kind="quiet">
            Annuler
          </LinkButton>
        </Actions>
      </Form>
    </Card>
  </Page>
);
