import { Card } from "#ui/card.tsx";
import { Chip, Chips } from "#ui/chip.tsx";
import { ChoiceCard } from "#ui/choice-card.tsx";
import { HERE, niveau, Part } from "#ui/composants/part.tsx";
import { Definitions } from "#ui/definition.tsx";
import { DossierIcon } from "#ui/dossier-icon.tsx";
import { NiveauLu } from "#ui/eventail.tsx";
import { Icon } from "#ui/icon.tsx";
import { Columns, Fold, Line, Stack } from "#ui/layout.tsx";
import { Menu } from "#ui/menu.tsx";
import type { Frame } from "#ui/page.tsx";
import { PersonLine } from "#ui/person.tsx";
import { Progress } from "#ui/progress.tsx";
import { RowItem, Rows } from "#ui/rows.tsx";
import { Search } from "#ui/search.tsx";
import { Filters, FiltersForm, Segmented, SegmentedForm } from "#ui/segmented.tsx";
import { Steps } from "#ui/steps.tsx";
import { Table } from "#ui/table.tsx";
import { Tabs } from "#ui/tabs.tsx";
import { Voisins } from "#ui/voisins.tsx";

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

export const NavigationPart = ({ frame }: { frame: Frame }) => (
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
            counter: { value: "2/4", words: "2 semaines racontées sur 4" },
          },
          { href: HERE, text: "Activités", current: false, counter: { value: 3, words: "3 activités" } },
          { href: HERE, text: "Commentaires", current: false, counter: { value: 1, words: "1 commentaire" } },
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
      <Line>
        <SegmentedForm
          label="Tri retenu"
          action={HERE}
          keys={frame.keys}
          name="tri"
          keep={{}}
          choices={[
            { value: "retard", text: "Retards d’abord", current: true },
            { value: "nom", text: "Par nom", current: false },
          ]}
        />
        <FiltersForm
          label="Filtres retenus"
          action={HERE}
          keys={frame.keys}
          name="filtre"
          keep={{}}
          choices={[
            { value: "tous", text: "Tous", count: 12, current: true },
            { value: "retard", text: "En retard", count: 3, current: false },
          ]}
        />
      </Line>
      <Voisins
        precedent={{ href: HERE, texte: "ACCARDO Aline" }}
        suivant={{ href: HERE, texte: "AZIL Nicole" }}
        rang={2}
        total={35}
      />
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

export const ListsPart = () => (
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
