import type { Annexe } from "#annexes/rules.ts";
import { civilDateIn } from "#kernel/civil-date.ts";
import type { Decision } from "#kernel/decision.ts";
import type { FormState } from "#kernel/form.ts";
import { count, fullName, shortDate } from "#kernel/french.ts";
import {
  abregeNiveauClasse,
  libelleNiveauClasse,
  libelleTache,
  tachesParActivite,
} from "#referentiel/rules.ts";
import type { Referentiel } from "#referentiel/types.ts";
import { type Referentiels, referentielDe } from "#referentiel/versions.ts";
import { routes } from "#routes.ts";
import { Button, LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Definitions } from "#ui/definition.tsx";
import { Empty } from "#ui/empty.tsx";
import { SelectField, TextArea, TextField } from "#ui/fields.tsx";
import { Actions, Form } from "#ui/form.tsx";
import { GroupedChoices } from "#ui/grouped-choices.tsx";
import { Line, Stack } from "#ui/layout.tsx";
import { Notice } from "#ui/notice.tsx";
import { type Frame, Page } from "#ui/page.tsx";
import { Segmented } from "#ui/segmented.tsx";
import { Table } from "#ui/table.tsx";

type AnnexesPageProps = {
  frame: Frame;
  annexes: (Annexe & { periodes: number })[];
  referentiels: Referentiels;
  ordre: "recentes" | "anciennes";
  fuseau: string;
};

const niveauDe = (referentiels: Referentiels, annexe: Annexe): string => {
  const ref = referentielDe(referentiels, annexe);
  return ref ? `${abregeNiveauClasse(ref, annexe.niveau)} ${ref.sigle}` : annexe.niveau;
};

export const AnnexesPage = ({ frame, annexes, referentiels, ordre, fuseau }: AnnexesPageProps) => (
  <Page
    frame={frame}
    title="Annexes pédagogiques"
    lead="Les objectifs et les activités d’une période en entreprise. Une période se crée toujours à partir d’une annexe."
    actions={
      <LinkButton href={routes.annexeNouvelle.href({})} kind="primary" icon="plus">
        Écrire une annexe
      </LinkButton>
    }
  >
    {annexes.length === 0 ? (
      <Card>
        <Empty
          icon="file-text"
          action={
            <LinkButton href={routes.annexeNouvelle.href({})} kind="primary" icon="plus">
              Écrire la première annexe
            </LinkButton>
          }
        >
          Aucune annexe pédagogique pour l’instant. Elle donne les objectifs et les tâches d’une période.
        </Empty>
      </Card>
    ) : (
      <Stack>
        <Line>
          <Segmented
            label="Ordre des annexes"
            segments={[
              { href: routes.annexes.href({}), text: "Récentes", current: ordre === "recentes" },
              {
                href: routes.annexes.href({}, { tri: "anciennes" }),
                text: "Anciennes",
                current: ordre === "anciennes",
              },
            ]}
          />
        </Line>
        <Card flush>
          <Table
            caption="Annexes pédagogiques de l’établissement"
            hideCaption
            columns={[
              { text: "Titre" },
              { text: "Niveau" },
              { text: "Auteur" },
              { text: "Créée le" },
              { text: "Périodes émises" },
              { text: "Action", hidden: true },
            ]}
            rows={annexes.map((annexe) => ({
              header: <a href={routes.annexe.href({ annexe: annexe.id })}>{annexe.titre}</a>,
              cells: [
                niveauDe(referentiels, annexe),
                fullName(annexe.auteur),
                shortDate(civilDateIn(annexe.creeLe, fuseau)),
                annexe.periodes === 0 ? "aucune" : count(annexe.periodes, "période"),
                <LinkButton
                  href={routes.annexeEmettre.href({ annexe: annexe.id })}
                  icon="calendar-plus"
                  about={`à partir de ${annexe.titre}`}
                >
                  Émettre une période
                </LinkButton>,
              ],
            }))}
          />
        </Card>
      </Stack>
    )}
  </Page>
);

const Fields = ({ form, referentiel }: { form: FormState; referentiel: Referentiel }) => (
  <>
    <Card title="L’annexe">
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
    </Card>
    <Card title="Objectifs de formation">
      <TextArea
        form={form}
        name="objectifs"
        label="Objectifs"
        hint="Un objectif par ligne. Ils pourront être individualisés pour chaque apprenant dans sa fiche de liaison."
        rows={6}
        required
      />
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
  modifier: Decision;
  form: FormState;
};

export const AnnexePage = ({ frame, annexe, referentiel, modifier, form }: AnnexePageProps) => (
  <Page
    frame={frame}
    title={annexe.titre}
    lead={`${libelleNiveauClasse(referentiel, annexe.niveau)} ${referentiel.sigle} · écrite par ${fullName(annexe.auteur)}`}
    back={{ href: routes.annexes.href({}), text: "Annexes pédagogiques" }}
    actions={
      <LinkButton href={routes.annexeEmettre.href({ annexe: annexe.id })} kind="primary" icon="calendar-plus">
        Émettre une période
      </LinkButton>
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
        <Actions>
          <Button>Enregistrer l’annexe</Button>
        </Actions>
      </Form>
    ) : (
      <Stack>
        <Notice kind="locked">{modifier.message}</Notice>
        <Card>
          <Definitions
            rows={[
              { term: "Niveau de classe", value: libelleNiveauClasse(referentiel, annexe.niveau) },
              { term: "Objectifs", value: annexe.objectifs.join("\n") },
              {
                term: "Tâches",
                value: annexe.taches.map((code) => `${code} ${libelleTache(referentiel, code)}`).join("\n"),
              },
            ]}
          />
        </Card>
      </Stack>
    )}
  </Page>
);
