import { type CivilDate, parseCivilDate } from "#kernel/civil-date.ts";
import { longDate } from "#kernel/french.ts";
import { type ChampActivite, conditions, partiesActivite } from "#portfolio/activites/champs.ts";
import type { FaitsActivite } from "#portfolio/activites/load.ts";
import { Conseils } from "#portfolio/commentaires/conseils.tsx";
import { LectureSeule } from "#portfolio/pages.tsx";
import { TachesLues } from "#portfolio/taches.tsx";
import { Card } from "#ui/card.tsx";
import { Chip, Chips } from "#ui/chip.tsx";
import { Definitions } from "#ui/definition.tsx";
import { Grid, Stack } from "#ui/layout.tsx";
import type { Screen } from "#web/act.ts";

/** « 12 novembre 2026 »; what is not a day stays as it is. */
export const jour = (date: string) => {
  const civil: CivilDate | undefined = parseCivilDate(date);
  return civil ? longDate(civil) : date;
};

/** « En autonomie », « Accompagné », or nothing. */
export const intituleCondition = (code: string | null | undefined) =>
  conditions.find((condition) => condition.code === code)?.intitule ?? "";

/** Whether an activity will be in the export: a word and a mark, never a colour alone (S-53). */
export const PourLExport = ({ exporter }: { exporter: boolean }) =>
  exporter ? (
    <Chip kind="success" icon="file-down">
      Choisie pour l’export
    </Chip>
  ) : (
    <Chip kind="plain" icon="x">
      Hors de l’export
    </Chip>
  );

/** What the others read of an activity: a work order and its report. */
export const Lecture = ({ faits, screen }: { faits: FaitsActivite; screen: Screen }) => {
  const { contenu } = faits.ecrit;
  const cochees = contenu.taches ?? [];
  const nommees = contenu.competences ?? [];
  const valeur = ({ name, kind }: ChampActivite) =>
    kind === "date" ? jour(contenu[name] as string) : (contenu[name] as string);
  return (
    <Stack>
      <Card title={contenu.titre as string}>
        <Chips>
          {contenu.condition ? (
            <Chip kind="plain">{intituleCondition(contenu.condition as string)}</Chip>
          ) : null}
          <PourLExport exporter={faits.ecrit.exporter === true} />
        </Chips>
      </Card>
      <Grid wide>
        {partiesActivite.map((partie) => (
          <Card title={partie.titre}>
            <Definitions
              empty="Rien d’écrit"
              rows={partie.champs.map((champ) => ({
                term: champ.label,
                value: valeur(champ),
                apres: (
                  <Conseils
                    faits={faits}
                    screen={screen}
                    ancre={`activite:${faits.ecrit.id}.${champ.name}`}
                    sur={champ.label}
                  />
                ),
              }))}
            />
          </Card>
        ))}
      </Grid>
      <Card title="Tâches mises en œuvre">
        <TachesLues
          taches={[...faits.taches.prevues, ...faits.taches.autres].filter(({ code }) =>
            cochees.includes(code),
          )}
          vide="Aucune tâche cochée"
        />
        <h3>Compétences travaillées</h3>
        <TachesLues
          taches={faits.competences.liste.filter(({ code }) => nommees.includes(code))}
          vide="Aucune compétence cochée"
        />
      </Card>
      <LectureSeule faits={faits} />
    </Stack>
  );
};
