import { ChampsConditions } from "#annexes/conditions/champs.tsx";
import { ChampsObjectifs, ListeObjectifs } from "#annexes/objectifs/champs.tsx";
import { ChampsPortee } from "#annexes/portee/champs.tsx";
import { conditionsEnMots } from "#annexes/rules/changements.ts";
import type { PeriodeEmise } from "#annexes/rules/portee.ts";
import { type Annexe, emissionPossible } from "#annexes/rules.ts";
import { type CivilDate, civilDateIn } from "#kernel/civil-date.ts";
import type { Decision } from "#kernel/decision.ts";
import type { FormState } from "#kernel/form.ts";
import { fullName, longDate } from "#kernel/french.ts";
import { libelleNiveauClasse, libelleTache, tachesParActivite } from "#referentiel/rules.ts";
import type { Referentiel } from "#referentiel/types.ts";
import { routes } from "#routes.ts";
import { Button, LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Definitions } from "#ui/definition.tsx";
import { SelectField, TextField } from "#ui/fields.tsx";
import { Actions, Form, KeyFields } from "#ui/form.tsx";
import { GroupedChoices } from "#ui/grouped-choices.tsx";
import { Line, Stack } from "#ui/layout.tsx";
import { Menu } from "#ui/menu.tsx";
import { Notice } from "#ui/notice.tsx";
import { type Frame, Page } from "#ui/page.tsx";
import { Segmented } from "#ui/segmented.tsx";

type ChampsProps = { form: FormState; referentiel: Referentiel };

export const ChampsTitreEtNiveau = ({ form, referentiel }: ChampsProps) => (
  <>
    <TextField
      form={form}
      name="titre"
      label="Titre"
      hint="Pour vous y retrouver, par exemple : PFMP 3, première, maintenance préventive."
      required
      width="full"
    />
    <SelectField
      form={form}
      name="niveau"
      label="Niveau de classe"
      empty="Choisissez un niveau"
      required
      options={referentiel.niveauxClasse.map((niveau) => ({ value: niveau.code, text: niveau.intitule }))}
    />
  </>
);

const Fields = ({ form, referentiel }: ChampsProps) => (
  <>
    <Card title="L’annexe">
      <ChampsTitreEtNiveau form={form} referentiel={referentiel} />
    </Card>
    <Card title="Objectifs de formation">
      <p class="field-hint">
        Chaque objectif peut citer des compétences du référentiel. Ils pourront être individualisés pour
        chaque apprenant dans sa fiche de liaison.
      </p>
      <ChampsObjectifs form={form} referentiel={referentiel} />
    </Card>
    <Card title="Activités" meta="tâches du référentiel">
      <p class="field-hint">Cochez les tâches qui pourront être confiées à l’apprenant.</p>
      <GroupedChoices
        form={form}
        name="taches"
        groups={tachesParActivite(referentiel).map((activite) => ({
          code: activite.code,
          title: `${activite.code} ${activite.intitule}`,
          choices: activite.taches.map((tache) => ({
            value: tache.code,
            text: (
              <>
                <b>{tache.code}</b> {tache.intitule}
              </>
            ),
          })),
        }))}
      />
    </Card>
    <Card title="Conditions habituelles" meta="facultatif">
      <p class="field-hint">
        Les périodes émises de cette annexe les reprennent, puis chaque fiche de liaison, où elles peuvent
        être changées pour un apprenant.
      </p>
      <ChampsConditions form={form} />
    </Card>
  </>
);

type NouvelleAnnexePageProps = {
  frame: Frame;
  form: FormState;
  referentiel: Referentiel;
  offered: readonly Referentiel[];
};

export const NouvelleAnnexePage = ({ frame, form, referentiel, offered }: NouvelleAnnexePageProps) => (
  <Page
    frame={frame}
    title="Nouvelle annexe pédagogique"
    lead={`${referentiel.diplome} ${referentiel.specialite}`}
    back={{ href: routes.annexes.href({}), text: "Annexes pédagogiques" }}
  >
    <Stack>
      {offered.length > 1 ? (
        <Line>
          <Segmented
            label="Diplôme"
            segments={offered.map((ref) => ({
              href: routes.annexeNouvelle.href({}, { referentiel: ref.code }),
              text: ref.sigle,
              current: ref.code === referentiel.code,
            }))}
          />
        </Line>
      ) : null}
      <Form
        action={routes.annexeNouvelle.href({}, { referentiel: referentiel.code })}
        keys={frame.keys}
        form={form}
      >
        <Fields form={form} referentiel={referentiel} />
        <Actions>
          <Button>Enregistrer l’annexe</Button>
          <LinkButton href={routes.annexes.href({})} kind="quiet">
            Annuler
          </LinkButton>
        </Actions>
      </Form>
    </Stack>
  </Page>
);

type AnnexePageProps = {
  frame: Frame;
  annexe: Annexe;
  referentiel: Referentiel;
  emises: readonly PeriodeEmise[];
  today: CivilDate;
  fuseau: string;
  modifier: Decision;
  archiver: Decision;
  form: FormState;
};

/** Duplicate, put aside: what one does with a whole annexe. */
const AnnexeMenu = ({ frame, annexe, archiver }: Pick<AnnexePageProps, "frame" | "annexe" | "archiver">) => (
  <Menu
    id="actions-annexe"
    label="Actions de l’annexe"
    text="Autres actions"
    items={[
      { text: "Dupliquer", icon: "copy", href: routes.annexeDupliquer.href({ annexe: annexe.id }) },
      ...(annexe.archiveeLe
        ? []
        : archiver.ok
          ? [
              {
                text: "Archiver",
                icon: "folder" as const,
                action: routes.annexeArchiver.href({ annexe: annexe.id }),
                keys: frame.keys,
              },
            ]
          : [{ text: "Archiver", icon: "folder" as const, reason: archiver.message }]),
    ]}
  />
);

const Archivee = ({
  frame,
  annexe,
  archiver,
  le,
}: Pick<AnnexePageProps, "frame" | "annexe" | "archiver"> & { le: CivilDate }) => (
  <Notice
    kind="locked"
    title={`Archivée le ${longDate(le)}`}
    action={
      archiver.ok ? (
        <form method="post" action={routes.annexeRestaurer.href({ annexe: annexe.id })}>
          <KeyFields keys={frame.keys} />
          <Button kind="secondary" icon="history">
            Restaurer l’annexe
          </Button>
        </form>
      ) : undefined
    }
  >
    Elle n’est plus proposée pour émettre une période. Les périodes déjà émises ne changent pas.
  </Notice>
);

const Lecture = ({ annexe, referentiel }: Pick<AnnexePageProps, "annexe" | "referentiel">) => (
  <>
    <Card title="Objectifs de formation">
      <ListeObjectifs referentiel={referentiel} objectifs={annexe.objectifs} />
    </Card>
    <Card title="Activités" meta="tâches du référentiel">
      <ul class="prose-list">
        {annexe.taches.map((code) => (
          <li>
            <b>{code}</b> {libelleTache(referentiel, code)}
          </li>
        ))}
      </ul>
    </Card>
    <Card title="Conditions habituelles">
      <Definitions
        rows={conditionsEnMots(annexe.conditions).map(({ label, texte }) => ({ term: label, value: texte }))}
      />
    </Card>
  </>
);

export const AnnexePage = (props: AnnexePageProps) => {
  const { frame, annexe, referentiel, emises, today, modifier, archiver, form } = props;
  const emission = emissionPossible(annexe);
  const emettre = routes.annexeEmettre.href({ annexe: annexe.id });
  return (
    <Page
      frame={frame}
      title={annexe.titre}
      lead={`${libelleNiveauClasse(referentiel, annexe.niveau)} ${referentiel.sigle} · écrite par ${fullName(annexe.auteur)}`}
      back={{ href: routes.annexes.href({}), text: "Annexes pédagogiques" }}
      actions={
        <>
          {emission.ok ? (
            <LinkButton href={emettre} kind="primary" icon="calendar-plus">
              Émettre une période
            </LinkButton>
          ) : null}
          <AnnexeMenu frame={frame} annexe={annexe} archiver={archiver} />
        </>
      }
    >
      {modifier.ok ? (
        <Form
          action={routes.annexe.href({ annexe: annexe.id })}
          keys={frame.keys}
          form={form}
          version={annexe.version}
        >
          <Fields form={form} referentiel={referentiel} />
          <ChampsPortee form={form} emises={emises} today={today} />
          <Actions>
            <Button>Enregistrer l’annexe</Button>
          </Actions>
        </Form>
      ) : (
        <Stack>
          {annexe.archiveeLe ? (
            <Archivee
              frame={frame}
              annexe={annexe}
              archiver={archiver}
              le={civilDateIn(annexe.archiveeLe, props.fuseau)}
            />
          ) : (
            <Notice kind="locked">{modifier.message}</Notice>
          )}
          <Lecture annexe={annexe} referentiel={referentiel} />
        </Stack>
      )}
    </Page>
  );
};
