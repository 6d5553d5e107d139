import type { Child } from "hono/jsx";
import { type FormState, formOf } from "#kernel/form.ts";
import { Button, LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Chip, Chips } from "#ui/chip.tsx";
import { ChoiceCard } from "#ui/choice-card.tsx";
import { CheckboxField, CheckboxGroup, RadioGroup } from "#ui/choices.tsx";
import { Confirm } from "#ui/confirm.tsx";
import { Definitions } from "#ui/definition.tsx";
import { DossierIcon } from "#ui/dossier-icon.tsx";
import { Empty } from "#ui/empty.tsx";
import { type Etoile, Etoiles, EtoilesLues } from "#ui/etoiles.tsx";
import { Eventail, type Niveau, NiveauLu } from "#ui/eventail.tsx";
import { DateField, FileField, SelectField, TextArea, TextField } from "#ui/fields.tsx";
import { Actions, Form } from "#ui/form.tsx";
import { Icon } from "#ui/icon.tsx";
import { Columns, Fold, Grid, Line, Stack } from "#ui/layout.tsx";
import { Menu } from "#ui/menu.tsx";
import { Notice } from "#ui/notice.tsx";
import { type Frame, Page } from "#ui/page.tsx";
import { PersonLine } from "#ui/person.tsx";
import { Progress } from "#ui/progress.tsx";
import { RowItem, Rows } from "#ui/rows.tsx";
import { SaveState } from "#ui/save-state.tsx";
import { Search } from "#ui/search.tsx";
import { Filters, Segmented } from "#ui/segmented.tsx";
import { Steps } from "#ui/steps.tsx";
import { Table } from "#ui/table.tsx";
import { Tabs } from "#ui/tabs.tsx";

const HERE = "/demo/composants";

const niveaux: readonly Niveau[] = [
  { code: "NE", text: "Non évaluable", color: "#3F5F8F" },
  { code: "1", text: "Très insuffisant", color: "#A61B1B" },
  { code: "2", text: "Insuffisant", color: "#A34700" },
  { code: "3", text: "Fragile", color: "#735C00" },
  { code: "4", text: "Satisfaisant", color: "#2F6B1F" },
  { code: "5", text: "Très satisfaisant", color: "#0E5A5E" },
];
const niveau = (code: string) => niveaux.find((one) => one.code === code) ?? null;

const degres: readonly Etoile[] = [
  { code: "1", text: "Insuffisant" },
  { code: "2", text: "Convenable" },
  { code: "3", text: "Satisfaisant" },
  { code: "4", text: "Remarquable" },
];

const statuts = [
  { value: "p1", text: "Période 1" },
  { value: "p2", text: "Période 2" },
  { value: "autre", text: "Autre" },
  { value: "e31", text: "E31" },
];

const filled: FormState = formOf({
  nom: "PFMP 3",
  statut: "p2",
  debut: "2026-11-09",
  objectifs: "Découvrir l’organisation d’un service de maintenance.\nPréparer une intervention.",
  taches: ["a1t1", "a2t1"],
  regime: "scolaire",
  accord: "oui",
});
const wrong: FormState = {
  values: { nomErreur: "", finErreur: "2026-11-02", regimeErreur: "" },
  errors: {
    nomErreur: "Indiquez le nom de la période.",
    finErreur: "La fin vient avant le début : vérifiez les deux dates.",
    regimeErreur: "Choisissez un régime.",
  },
};

const Part = ({ title, children }: { title: string; children?: Child }) => (
  <section>
    <Stack>
      <h2>{title}</h2>
      {children}
    </Stack>
  </section>
);

const FormsPart = ({ frame }: { frame: Frame }) => (
  <Part title="Formulaires">
    <Grid wide>
      <Card title="Rempli" level={3}>
        <Form action={HERE} keys={frame.keys} form={filled} id="rempli" label="Formulaire rempli">
          <TextField form={filled} name="nom" label="Nom de la période" required maxlength={80} />
          <SelectField form={filled} name="statut" label="Statut" options={statuts} required />
          <DateField
            form={filled}
            name="debut"
            label="Premier jour"
            hint="Le lundi de la première semaine en entreprise."
          />
          <TextArea form={filled} name="objectifs" label="Objectifs" rows={3} />
          <CheckboxGroup
            form={filled}
            name="taches"
            label="Activités"
            choices={[
              { value: "a1t1", text: "A1T1 Préparer et sécuriser son intervention" },
              { value: "a1t2", text: "A1T2 Participer à la mise à l’arrêt et à la remise en service" },
              { value: "a2t1", text: "A2T1 Surveiller, contrôler et exploiter les informations" },
            ]}
          />
          <RadioGroup
            form={filled}
            name="regime"
            label="Régime"
            inline
            choices={[
              { value: "scolaire", text: "Scolaire" },
              { value: "apprentissage", text: "Apprentissage" },
            ]}
          />
          <CheckboxField form={filled} name="accord" label="La convention est signée" />
          <FileField
            form={filled}
            name="photo"
            label="Photo"
            hint="JPEG, PNG, WebP ou HEIC, 10 Mo au plus."
            accept="image/*"
          />
          <Actions>
            <Button>Enregistrer</Button>
            <LinkButton href={HERE} kind="quiet">
              Annuler
            </LinkButton>
          </Actions>
        </Form>
      </Card>
      <Stack>
        <Card title="À corriger" level={3}>
          <Form
            action={HERE}
            keys={frame.keys}
            form={wrong}
            id="corriger"
            focusErrors={false}
            label="Formulaire à corriger"
          >
            <TextField form={wrong} name="nomErreur" label="Nom de la période" required />
            <DateField form={wrong} name="finErreur" label="Dernier jour" />
            <RadioGroup
              form={wrong}
              name="regimeErreur"
              label="Régime"
              inline
              choices={[
                { value: "scolaire", text: "Scolaire" },
                { value: "apprentissage", text: "Apprentissage" },
              ]}
            />
            <Actions>
              <Button>Enregistrer</Button>
            </Actions>
          </Form>
        </Card>
        <Card title="Non modifiable" level={3}>
          <Form action={HERE} keys={frame.keys} id="fige" label="Formulaire non modifiable">
            <TextField
              form={formOf({ nomFige: "PFMP 2" })}
              name="nomFige"
              label="Nom de la période"
              locked="Bilan pris en compte dans le bilan intermédiaire du 12 janvier : il n’est plus modifiable."
            />
            <CheckboxField
              form={formOf({ conventionFige: "oui" })}
              name="conventionFige"
              label="La convention est signée"
              locked="Seul un enseignant de la classe peut revenir sur la signature."
            />
          </Form>
        </Card>
      </Stack>
    </Grid>
  </Part>
);

const ActsPart = ({ frame }: { frame: Frame }) => (
  <Part title="Boutons et menus">
    <Card>
      <Line>
        <Button icon="users">Gérer les tuteurs</Button>
        <LinkButton href={HERE} icon="printer">
          Imprimer les pré-conventions
        </LinkButton>
        <Button kind="quiet" icon="plus">
          Ajouter une activité
        </Button>
        <Button kind="danger" icon="trash-2">
          Supprimer la période
        </Button>
        <Button pending>Envoi en cours</Button>
        <Menu
          id="menu-exemple"
          label="Actions pour ACCARDO Aline"
          items={[
            { text: "Éditer la fiche de liaison", href: HERE, icon: "pencil" },
            { text: "Consulter le portfolio", href: HERE, icon: "folder-open" },
            { text: "Imprimer l’attestation de présence", href: HERE, icon: "printer" },
            {
              text: "Éditer le bilan entreprise",
              icon: "lock",
              reason: "Pris en compte dans le bilan intermédiaire du 12 janvier.",
            },
            { text: "Retirer de la période", action: HERE, keys: frame.keys, icon: "trash-2", danger: true },
          ]}
        />
        <Menu
          id="menu-imprimer"
          label="Documents de la période"
          text="Imprimer"
          items={[
            { text: "Pré-conventions", href: HERE, icon: "printer" },
            { text: "Suivi de la classe (tableur)", href: HERE, icon: "download" },
          ]}
        />
      </Line>
      <Button locked="Une période dont un bilan est figé ne peut plus être supprimée.">
        Supprimer la période
      </Button>
    </Card>
  </Part>
);

const LevelsPart = () => (
  <Part title="Niveaux et étoiles">
    <Grid wide>
      <Card>
        <Eventail
          name="c21"
          legend="C2.1 Exécuter des opérations de surveillance"
          levels={niveaux}
          value="4"
        />
        <Eventail name="c22" legend="C2.2 Réaliser la maintenance préventive" levels={niveaux} value={null} />
        <Eventail name="c23" legend="C2.3, figé" levels={niveaux} value="NE" disabled />
      </Card>
      <Card>
        <Eventail name="c22a" legend="Identifier le composant à remplacer" levels={niveaux} value="3" flat />
        <Eventail name="ponctualite" legend="Ponctualité" levels={niveaux.slice(1, 5)} value="2" />
        <Etoiles name="engagement" legend="Engagement sur la période" degres={degres} value="3" />
        <Etoiles name="engagementVide" legend="Engagement, rien de choisi" degres={degres} value={null} />
        <Line>
          {niveaux.map((one) => (
            <NiveauLu niveau={one} compact />
          ))}
          <NiveauLu niveau={null} compact />
        </Line>
        <NiveauLu niveau={niveau("4")} />
        <NiveauLu niveau={null} />
        <EtoilesLues degres={degres} value="3" />
      </Card>
    </Grid>
  </Part>
);

const StatesPart = () => (
  <Part title="États et messages">
    <Grid wide>
      <Stack tight>
        <Notice kind="info" title="Deux entreprises d’accueil">
          Chaque séjour garde ses propres dates.
        </Notice>
        <Notice kind="success">Le lien d’accès a été envoyé à 12 tuteurs.</Notice>
        <Notice kind="warning" title="Fin du lien avant la fin de la période">
          Le lien expire le 12 mai ; la période se termine le 5 juin.
        </Notice>
        <Notice kind="danger" title="Envoi refusé">
          L’adresse du tuteur est celle de l’apprenant.
        </Notice>
        <Notice
          kind="locked"
          title="Bilan figé"
          action={<LinkButton href={HERE}>Voir le bilan intermédiaire</LinkButton>}
        >
          Bilan pris en compte dans le bilan intermédiaire du 12 janvier : il n’est plus modifiable. Son
          auteur peut l’annuler.
        </Notice>
      </Stack>
      <Stack>
        <Card title="Pastilles" level={3}>
          <Chips>
            <Chip kind="todo" label="Bilan">
              à faire
            </Chip>
            <Chip kind="progress" label="Attitudes">
              en cours
            </Chip>
            <Chip kind="success" label="Fiche">
              lue par le tuteur
            </Chip>
            <Chip kind="warning" label="Semaines">
              1 sur 4
            </Chip>
            <Chip kind="danger">En retard</Chip>
            <Chip kind="now">Semaine en cours</Chip>
            <Chip kind="exam">E31</Chip>
            <Chip kind="neutral">Période 2</Chip>
            <Chip kind="plain">Scolaire</Chip>
          </Chips>
          <Progress value={3} max={4} label="Avancement de la période" text="Semaine 3 sur 4" />
          <Progress value={0} max={12} label="Bilans terminés" text="0 bilan terminé sur 12" />
        </Card>
        <Card title="État de l’enregistrement" level={3}>
          <SaveState state="saved" text="Enregistré à 14 h 32" />
          <SaveState state="new" text="Pas encore enregistré" />
          <SaveState state="saving" text="Enregistrement…" />
          <SaveState state="offline" text="Pas de réseau : ton texte est gardé sur ce téléphone." />
          <SaveState state="conflict" text="Conflit : quelqu’un a enregistré entre-temps" />
        </Card>
        <Card>
          <Empty icon="calendar-plus" action={<LinkButton href={HERE}>Ouvrir les annexes</LinkButton>}>
            Aucune période en 1re pour l’instant. Une période se crée à partir d’une annexe pédagogique.
          </Empty>
        </Card>
      </Stack>
    </Grid>
  </Part>
);

const weeks = [
  { dates: "9–13 nov.", done: true, state: "racontée" },
  { dates: "16–20 nov.", done: true, state: "racontée" },
  { dates: "23–27 nov.", done: false, state: "commencée" },
  { dates: "30 nov.–4 déc.", done: false, state: "à venir" },
].map((week, index) => ({
  ...week,
  href: HERE,
  name: `Semaine ${index + 1}`,
  current: index === 2,
  now: index === 2,
}));

const NavigationPart = () => (
  <Part title="Navigation">
    <Stack>
      <Tabs
        label="Portfolio"
        tabs={[
          { href: HERE, text: "Entreprise", current: false, state: { text: "complet", icon: "check" } },
          {
            href: HERE,
            text: "Organigramme",
            current: false,
            state: { text: "à faire", icon: "circle-dashed" },
          },
          {
            href: HERE,
            text: "Semaines",
            current: true,
            counter: { value: "2/4", words: "semaines racontées" },
          },
          { href: HERE, text: "Activités", current: false, counter: { value: 3, words: "activités" } },
          { href: HERE, text: "Commentaires", current: false, counter: { value: 1, words: "commentaire" } },
        ]}
      />
      <Card>
        <Steps label="Semaines de la période" steps={weeks} />
      </Card>
      <Line spread>
        <Segmented
          label="Niveau"
          segments={[
            { href: HERE, text: "2de", current: false },
            { href: HERE, text: "1re", current: true },
            { href: HERE, text: "Tle", current: false },
          ]}
        />
        <Search action={HERE} value="" label="Chercher un apprenant" />
        <Filters
          label="Filtres"
          filters={[
            { href: HERE, text: "Tous", count: 12, current: true },
            { href: HERE, text: "En retard", count: 3, current: false },
            { href: HERE, text: "Bilan à faire", count: 7, current: false },
          ]}
        />
      </Line>
      <Fold summary="Voir les tâches (3)">
        <p>Ce qui n’est pas utile tout de suite reste replié.</p>
      </Fold>
    </Stack>
  </Part>
);

const LearnerMenu = ({ id, nom }: { id: string; nom: string }) => (
  <Menu
    id={id}
    label={`Actions pour ${nom}`}
    items={[
      { text: "Consulter le portfolio", href: HERE },
      { text: "Voir le bilan personnel", href: HERE },
    ]}
  />
);

const ListsPart = () => (
  <Part title="Listes, cartes et tableaux">
    <Columns
      sideLabel="Périodes"
      side={
        <>
          <ChoiceCard
            href={HERE}
            current
            title="PFMP 3"
            detail="Du 9 novembre au 4 décembre 2026"
            menu={<LearnerMenu id="menu-p3" nom="la période PFMP 3" />}
          >
            <Chips>
              <Chip kind="neutral">Période 2</Chip>
            </Chips>
            <Progress value={3} max={4} label="Avancement" text="Semaine 3 sur 4" />
          </ChoiceCard>
          <ChoiceCard
            href={HERE}
            current={false}
            title="Épreuve E31"
            detail="Du 18 janvier au 12 février 2027"
          >
            <Chips>
              <Chip kind="exam">E31</Chip>
            </Chips>
            <Progress value={0} max={4} label="Avancement" text="Dans 8 semaines" />
          </ChoiceCard>
        </>
      }
    >
      <Card title="PFMP 3" meta="12 apprenants" flush>
        <Rows label="Apprenants">
          <RowItem
            mark={<DossierIcon open />}
            title="ACCARDO Aline"
            href={HERE}
            detail={
              <>
                <Icon name="building-2" /> Fragrance Plus, Rouen
              </>
            }
            chips={
              <Chips>
                <Chip kind="success" label="Fiche">
                  lue
                </Chip>
                <Chip kind="warning" label="Semaines">
                  1 sur 4
                </Chip>
                <Chip kind="progress" label="Attitudes">
                  en cours
                </Chip>
                <Chip kind="todo" label="Bilan">
                  à faire
                </Chip>
              </Chips>
            }
            menu={<LearnerMenu id="menu-l1" nom="ACCARDO Aline" />}
          />
          <RowItem
            mark={<DossierIcon open={false} />}
            title="BÉCHAMEIL Jordan"
            href={HERE}
            detail="Entreprise à renseigner"
            chips={
              <Chips>
                <Chip kind="todo" label="Fiche">
                  à faire
                </Chip>
              </Chips>
            }
            menu={<LearnerMenu id="menu-l2" nom="BÉCHAMEIL Jordan" />}
          />
        </Rows>
      </Card>
      <Card flush>
        <Table
          caption="Compétences"
          columns={[
            { text: "Compétence" },
            { text: "PFMP 1", centered: true },
            { text: "Atelier", centered: true },
            { text: "PFMP 2", centered: true },
          ]}
          rows={[
            ["C1.1 Préparer", "2", "3", "3"],
            ["C2.1 Surveiller", "1", "2", "4"],
            ["C3.1 Diagnostiquer", "NE", "", "5"],
          ].map(([header, ...codes]) => ({
            header,
            cells: codes.map((code) => <NiveauLu niveau={niveau(code)} compact />),
          }))}
        />
      </Card>
      <Card title="Lieu de réalisation" tone="you">
        <Definitions
          rows={[
            { term: "Entreprise", value: "Fragrance Plus" },
            { term: "Adresse", value: "12 rue des Essarts\n76000 Rouen" },
            { term: "Téléphone du tuteur", value: null },
          ]}
        />
        <PersonLine person={{ prenom: "Julien", nom: "Boisseau" }} detail="Tuteur, chef d’équipe" />
      </Card>
    </Columns>
  </Part>
);

/** Every component in every state: a page of the demonstration, and one of those the accessibility test reads. */
export const ComposantsPage = ({ frame }: { frame: Frame }) => (
  <Page
    frame={frame}
    title="Composants"
    lead="Ce dont sont faites les pages de Passerelle, dans tous les états."
    actions={<SaveState state="saved" text="Enregistré à 14 h 32" />}
  >
    <Stack wide>
      <ListsPart />
      <LevelsPart />
      <StatesPart />
      <NavigationPart />
      <ActsPart frame={frame} />
      <FormsPart frame={frame} />
      <Part title="Confirmation">
        <Confirm
          title="Supprimer la période ?"
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
