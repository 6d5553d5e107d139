import { type CivilDate, parseCivilDate } from "#kernel/civil-date.ts";
import type { FormState } from "#kernel/form.ts";
import { count, longDate } from "#kernel/french.ts";
import { type ChampActivite, conditions, partiesActivite, TITRE_MAX } from "#portfolio/activites/champs.ts";
import type { FaitsActivite, FaitsActivites } from "#portfolio/activites/load.ts";
import type { Vignette } from "#portfolio/activites/store.ts";
import { LectureSeule, PortfolioPage } from "#portfolio/pages.tsx";
import { droitsPortfolio } from "#portfolio/rights.ts";
import { SaveLine } from "#portfolio/save-line.tsx";
import { TachesField, TachesLues } from "#portfolio/taches.tsx";
import { routes } from "#routes.ts";
import { Button, LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Chip, Chips } from "#ui/chip.tsx";
import { ChoiceCard } from "#ui/choice-card.tsx";
import { RadioGroup } from "#ui/choices.tsx";
import { Definitions } from "#ui/definition.tsx";
import { Empty } from "#ui/empty.tsx";
import { DateField, TextArea, TextField } from "#ui/fields.tsx";
import { Actions, Form, KeyFields } from "#ui/form.tsx";
import { Fold, Grid, Line, Stack } from "#ui/layout.tsx";
import { Notice } from "#ui/notice.tsx";
import type { Screen } from "#web/act.ts";

const FORM = "activite";

const jour = (date: string) => {
  const civil: CivilDate | undefined = parseCivilDate(date);
  return civil ? longDate(civil) : date;
};

const intituleCondition = (code: string | null | undefined) =>
  conditions.find((condition) => condition.code === code)?.intitule ?? "";

const Tuile = ({ dossier, vignette }: { dossier: string; vignette: Vignette }) => (
  <ChoiceCard
    href={routes.activite.href({ dossier, activite: vignette.id })}
    current={false}
    title={vignette.titre}
    detail={
      [jour(vignette.date), vignette.machine].filter(Boolean).join(" · ") || "Date et machine à préciser"
    }
  >
    <Chips>
      {vignette.condition ? <Chip kind="plain">{intituleCondition(vignette.condition)}</Chip> : null}
      <Chip kind="plain">{count(vignette.taches, "tâche")}</Chip>
    </Chips>
  </ChoiceCard>
);

const Retirees = ({ dossier, vignettes }: { dossier: string; vignettes: readonly Vignette[] }) => (
  <Fold summary={`Activités retirées (${vignettes.length})`}>
    <ul class="plain-list">
      {vignettes.map((vignette) => (
        <li>
          <a href={routes.activiteRetablir.href({ dossier, activite: vignette.id })}>
            Rétablir « {vignette.titre} »
          </a>
        </li>
      ))}
    </ul>
  </Fold>
);

/** The tiles of the activities presented (S-52), and how to add one. */
export const ActivitesPage = ({ faits, screen }: { faits: FaitsActivites; screen: Screen }) => {
  const sien = droitsPortfolio.ecrire(screen.actor, faits).ok;
  const { dossier } = faits;
  const la = faits.vignettes.filter((vignette) => !vignette.retiree);
  const retirees = faits.vignettes.filter((vignette) => vignette.retiree);
  const ajouter = (
    <LinkButton href={routes.activiteNouvelle.href({ dossier })} kind="primary" icon="plus">
      Ajouter une activité
    </LinkButton>
  );
  return (
    <PortfolioPage frame={screen.frame} actor={screen.actor} faits={faits} onglet="activites">
      <Stack>
        {la.length === 0 ? (
          <Card>
            <Empty icon="wrench" action={sien ? ajouter : null}>
              {sien
                ? "Choisis une intervention qui t’a appris quelque chose et raconte-la : au moins une activité significative est attendue sur la période."
                : `${faits.apprenant.prenom} n’a pas encore présenté d’activité. Au moins une activité significative est attendue sur la période.`}
            </Empty>
          </Card>
        ) : (
          <>
            <Line spread>
              <h2>{count(la.length, "activité présentée", "activités présentées")}</h2>
              {sien ? ajouter : null}
            </Line>
            <Grid>
              {la.map((vignette) => (
                <Tuile dossier={dossier} vignette={vignette} />
              ))}
            </Grid>
          </>
        )}
        {sien && retirees.length > 0 ? <Retirees dossier={dossier} vignettes={retirees} /> : null}
        {sien ? null : <LectureSeule faits={faits} />}
      </Stack>
    </PortfolioPage>
  );
};

type Props = { faits: FaitsActivite; screen: Screen; form: FormState };

const Champ = ({ champ, form }: { champ: ChampActivite; form: FormState }) => {
  const { kind, max, hint, ...field } = champ;
  const common = { ...field, form, hint: hint ?? undefined };
  if (kind === "date") return <DateField {...common} />;
  return kind === "texte" ? <TextArea {...common} rows={3} /> : <TextField {...common} maxlength={max} />;
};

const addressOf = (faits: FaitsActivite) =>
  faits.ecrit.id
    ? routes.activite.href({ dossier: faits.dossier, activite: faits.ecrit.id })
    : routes.activiteNouvelle.href({ dossier: faits.dossier });

const Formulaire = ({ faits, screen, form }: Props) => (
  <Form
    id={FORM}
    action={addressOf(faits)}
    keys={screen.frame.keys}
    form={form}
    version={faits.ecrit.version}
  >
    <Card title={faits.ecrit.id ? "L’activité" : "Nouvelle activité"}>
      <TextField
        form={form}
        name="titre"
        label="Titre de l’activité"
        hint="Par exemple : Changement de ressorts sur une cellophaneuse."
        maxlength={TITRE_MAX}
        required
      />
      <RadioGroup
        form={form}
        name="condition"
        label="Conditions de réalisation"
        inline
        choices={conditions.map(({ code, intitule }) => ({ value: code, text: intitule }))}
      />
    </Card>
    <Grid wide>
      {partiesActivite.map((partie) => (
        <Card title={partie.titre}>
          {partie.champs.map((champ) => (
            <Champ champ={champ} form={form} />
          ))}
        </Card>
      ))}
    </Grid>
    <Card>
      <TachesField
        form={form}
        label="Tâches mises en œuvre"
        hint="Coche celles que cette activité t’a fait travailler."
        {...faits.taches}
      />
      <Actions>
        <Button icon="check">Enregistrer</Button>
        <LinkButton href={routes.activites.href({ dossier: faits.dossier })} kind="quiet">
          Toutes mes activités
        </LinkButton>
      </Actions>
    </Card>
  </Form>
);

const Retirer = ({ faits, screen, id }: { faits: FaitsActivite; screen: Screen; id: string }) => (
  <form method="post" action={routes.activiteSupprimer.href({ dossier: faits.dossier, activite: id })}>
    <KeyFields keys={screen.frame.keys} />
    <Button kind="quiet" icon="trash-2">
      Retirer cette activité
    </Button>
  </form>
);

/** What the others read of an activity: a work order and its report. */
const Lecture = ({ faits }: { faits: FaitsActivite }) => {
  const { contenu } = faits.ecrit;
  const cochees = contenu.taches ?? [];
  const valeur = ({ name, kind }: ChampActivite) =>
    kind === "date" ? jour(contenu[name] as string) : (contenu[name] as string);
  return (
    <Stack>
      <Card title={contenu.titre as string}>
        {contenu.condition ? (
          <Chip kind="plain">{intituleCondition(contenu.condition as string)}</Chip>
        ) : null}
      </Card>
      <Grid wide>
        {partiesActivite.map((partie) => (
          <Card title={partie.titre}>
            <Definitions
              empty="Rien d’écrit"
              rows={partie.champs.map((champ) => ({ term: champ.label, value: valeur(champ) }))}
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
      </Card>
      <LectureSeule faits={faits} />
    </Stack>
  );
};

/** One activity (S-54, S-55): a form in two parts for its learner, a page to read for the others. */
export const ActivitePage = ({ faits, screen, form }: Props) => {
  const { actor, frame, today } = screen;
  const sien = droitsPortfolio.ecrire(actor, faits).ok;
  const state = <SaveLine formulaire={FORM} ecrit={faits.ecrit} form={form} actor={actor} today={today} />;
  return (
    <PortfolioPage
      frame={frame}
      actor={actor}
      faits={faits}
      onglet="activites"
      actions={sien ? state : undefined}
    >
      {sien ? (
        <Stack>
          <Formulaire faits={faits} screen={screen} form={form} />
          {faits.ecrit.id ? <Retirer faits={faits} screen={screen} id={faits.ecrit.id} /> : null}
        </Stack>
      ) : (
        <Lecture faits={faits} />
      )}
    </PortfolioPage>
  );
};

/** After taking one out: the way back stays open. */
export const RetireePage = ({
  faits,
  screen,
  activite,
}: {
  faits: FaitsActivite;
  screen: Screen;
  activite: string;
}) => (
  <PortfolioPage frame={screen.frame} actor={screen.actor} faits={faits} onglet="activites">
    <Card>
      <Notice kind="success" title="Activité retirée.">
        « {faits.ecrit.contenu.titre as string} » n’est plus dans ton portfolio. Rien n’est effacé : tu peux
        la rétablir quand tu veux.
      </Notice>
      <form method="post" action={routes.activiteRetablir.href({ dossier: faits.dossier, activite })}>
        <KeyFields keys={screen.frame.keys} />
        <Actions>
          <Button icon="undo-2">Rétablir</Button>
          <LinkButton href={routes.activites.href({ dossier: faits.dossier })} kind="quiet">
            Toutes mes activités
          </LinkButton>
        </Actions>
      </form>
    </Card>
  </PortfolioPage>
);
