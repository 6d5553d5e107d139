import { LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Chip, Chips } from "#ui/chip.tsx";
import { HERE, niveau, niveaux, Part } from "#ui/composants/part.tsx";
import { Empty } from "#ui/empty.tsx";
import { type Etoile, Etoiles, EtoilesLues } from "#ui/etoiles.tsx";
import { Eventail, NiveauLu } from "#ui/eventail.tsx";
import { Grid, Line, Stack } from "#ui/layout.tsx";
import { Notice } from "#ui/notice.tsx";
import { Progress } from "#ui/progress.tsx";
import { SaveState } from "#ui/save-state.tsx";

const degres: readonly Etoile[] = [
  { code: "1", text: "Insuffisant" },
  { code: "2", text: "Convenable" },
  { code: "3", text: "Satisfaisant" },
  { code: "4", text: "Remarquable" },
];

export const LevelsPart = () => (
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

export const StatesPart = () => (
  <Part title="États et messages">
    <Grid wide>
      <Stack tight>
        <Notice kind="info" title="Deux entreprises d’accueil">
          Chaque séjour garde ses propres dates.
        </Notice>
        <Notice kind="success">Le lien d’accès a été envoyé à 12 tuteurs.</Notice>
        <Notice kind="warning" title="Fin du lien avant la fin de la période">
          Le lien expire le 12 mai ; la période se termine le 5 juin.
        </Notice>
        <Notice kind="danger" title="Envoi refusé">
          L’adresse du tuteur est celle de l’apprenant.
        </Notice>
        <Notice
          kind="locked"
          title="Bilan figé"
          action={<LinkButton href={HERE}>Voir le bilan intermédiaire</LinkButton>}
        >
          Bilan pris en compte dans le bilan intermédiaire du 12 janvier : il n’est plus modifiable. Son
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
          <SaveState state="saved" text="Enregistré à 14 h 32" />
          <SaveState state="new" text="Pas encore enregistré" />
          <SaveState state="saving" text="Enregistrement…" />
          <SaveState state="offline" text="Pas de réseau : ton texte est gardé sur ce téléphone." />
          <SaveState state="conflict" text="Conflit : quelqu’un a enregistré entre-temps" />
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
