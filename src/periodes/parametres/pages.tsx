import { ChampsConditions } from "#annexes/conditions/champs.tsx";
import { ChampsObjectifs } from "#annexes/objectifs/champs.tsx";
import { conditionsEnMots } from "#annexes/rules/changements.ts";
import type { Decision } from "#kernel/decision.ts";
import type { FormState } from "#kernel/form.ts";
import { count, dateRange, listName, longDate } from "#kernel/french.ts";
import { ChampsInformations, groupesParClasse } from "#periodes/emission/pages.tsx";
import { MOTIF_MAX } from "#periodes/parametres/form.ts";
import { etatOnglet, type FaitsParametres, type Onglet, onglets } from "#periodes/parametres/onglets.ts";
import { ApprenantsRetires } from "#periodes/parametres/retires.tsx";
import { abregeNiveauClasse, libelleTache, tachesParActivite } from "#referentiel/rules.ts";
import { routes } from "#routes.ts";
import { Button, LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { CheckboxGroup } from "#ui/choices.tsx";
import { type Definition, Definitions } from "#ui/definition.tsx";
import { TextField } from "#ui/fields.tsx";
import { Actions, Form } from "#ui/form.tsx";
import { GroupedChoices } from "#ui/grouped-choices.tsx";
import { Stack } from "#ui/layout.tsx";
import { Notice } from "#ui/notice.tsx";
import { type Frame, Page } from "#ui/page.tsx";
import { Tabs } from "#ui/tabs.tsx";

type ParametresPageProps = {
  frame: Frame;
  facts: FaitsParametres;
  modifier: Decision;
  form: FormState;
  /** that of the second form of « Informations » */
  conditions: FormState;
  fuseau: string;
};

/** An exam's period has no tab « Choix des apprenants » (S-08). */
const tabsOf = (facts: FaitsParametres) =>
  (Object.keys(onglets) as Onglet[])
    .filter((onglet) => onglet !== "apprenants" || facts.statut.choixApprenants)
    .map((onglet) => ({
      href: routes.periodeModifier.href({ periode: facts.id, onglet }),
      text: onglets[onglet],
      current: onglet === facts.onglet,
      detail: etatOnglet(facts, onglet),
    }));

const Informations = ({ facts, form }: ParametresPageProps) => (
  <ChampsInformations form={form} referentiel={facts.ref} niveau={facts.niveau} />
);

/** Who follows the period, and who has gone his own way. */
const suites = ({ dossiers }: FaitsParametres, propres: number): string =>
  propres === 0
    ? `Les ${count(dossiers, "fiche")} de liaison suivent la période.`
    : `${count(propres, "fiche")} de liaison ${propres > 1 ? "sont individualisées et ne changent" : "est individualisée et ne change"} pas ; les autres suivent la période.`;

const Objectifs = ({ facts, form }: ParametresPageProps) => (
  <>
    <p class="field-hint">{suites(facts, facts.individualisees.fiches)}</p>
    <ChampsObjectifs form={form} referentiel={facts.ref} />
  </>
);

const Activites = ({ facts, form }: ParametresPageProps) => (
  <>
    <p class="field-hint">
      Les tâches du référentiel confiées pendant la période. {suites(facts, facts.individualisees.fiches)}
    </p>
    <GroupedChoices
      form={form}
      name="taches"
      groups={tachesParActivite(facts.ref).map((activite) => ({
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
  </>
);

const Apprenants = ({ facts, form }: ParametresPageProps) => {
  const chosen = form.values.apprenants ?? [];
  const leaving = facts.candidats.filter((one) => one.present && one.contenu && !chosen.includes(one.id));
  return (
    <>
      {form.errors.retraits ? (
        <Notice kind="warning" title="Ces apprenants ont déjà travaillé pour cette période">
          <p>
            Leur dossier n’est pas effacé : il n’est plus visible, et il revient tel quel par « Remettre dans
            la période ».
          </p>
          <CheckboxGroup
            form={form}
            name="retraits"
            label="Retraits à confirmer"
            choices={leaving.map((one) => ({
              value: one.id,
              text: `Retirer ${listName(one)} (${one.contenu})`,
            }))}
          />
        </Notice>
      ) : null}
      <p class="field-hint">
        Décocher un apprenant le retire de la période ; le cocher de nouveau lui rend tout son dossier.
      </p>
      <GroupedChoices short form={form} name="apprenants" groups={groupesParClasse(facts.candidats)} />
      <TextField
        form={form}
        name="motif"
        label="Motif, si vous retirez un apprenant"
        hint="Facultatif. Il est gardé avec le dossier et lu par les enseignants."
        maxlength={MOTIF_MAX}
      />
    </>
  );
};

/** Hours, concertation, derogation works, evaluation: the rest of the pré-convention, saved on its own. */
const ConditionsPeriode = ({ facts, frame, conditions }: ParametresPageProps) => (
  <Card title="Conditions de la période" id="conditions">
    <Form
      action={routes.periodeConditions.href({ periode: facts.id })}
      keys={frame.keys}
      form={conditions}
      version={facts.version}
      id="conditions-periode"
      label="Conditions de la période"
    >
      <p class="field-hint">
        Reprises dans la pré-convention de chaque apprenant.{" "}
        {suites(facts, facts.individualisees.organisations)}
      </p>
      <ChampsConditions form={conditions} />
      <Actions>
        <Button>Enregistrer les conditions</Button>
      </Actions>
    </Form>
  </Card>
);

const LienCandidats = ({ facts }: { facts: FaitsParametres }) => (
  <Card title="Candidats" meta={count(facts.dossiers, "candidat")}>
    <p>
      {facts.statut.intitule} est un statut d’examen : ses candidats ne se choisissent pas ici. Un candidat
      s’ajoute ou se retire avec un motif, jusqu’à la première grille validée.
    </p>
    <LinkButton href={routes.periodeCandidats.href({ periode: facts.id })} icon="users">
      Ajouter ou retirer un candidat
    </LinkButton>
  </Card>
);

const bodies = {
  informations: Informations,
  apprenants: Apprenants,
  objectifs: Objectifs,
  activites: Activites,
};

/** The same settings, only read. */
const readOnly: Record<Onglet, (facts: FaitsParametres) => Definition[]> = {
  informations: (facts) => [
    { term: "Nom", value: facts.nom },
    { term: "Statut", value: facts.statut.intitule },
    { term: "Premier jour", value: longDate(facts.du) },
    { term: "Dernier jour", value: longDate(facts.au) },
    ...conditionsEnMots(facts.conditions).map(({ label, texte }) => ({ term: label, value: texte })),
  ],
  apprenants: (facts) => [
    {
      term: count(facts.dossiers, "apprenant"),
      value: facts.candidats
        .filter((one) => one.present)
        .map((one) => `${listName(one)}${one.statut === "apprenti" ? " (apprenti)" : ""}`)
        .join("\n"),
    },
  ],
  objectifs: (facts) => [{ term: "Objectifs", value: facts.objectifs.join("\n") }],
  activites: (facts) => [
    {
      term: "Tâches",
      value: facts.taches.map((code) => `${code} ${libelleTache(facts.ref, code)}`).join("\n"),
    },
  ],
};

export const ParametresPage = (props: ParametresPageProps) => {
  const { frame, facts, modifier, form } = props;
  const Body = bodies[facts.onglet];
  const back = routes.periodes.href({}, { niveau: facts.niveau, periode: facts.id });
  return (
    <Page
      frame={frame}
      title="Modifier les paramètres de la période"
      lead={`${facts.nom} · ${abregeNiveauClasse(facts.ref, facts.niveau)} ${facts.ref.sigle} · ${dateRange(facts.du, facts.au)}`}
      back={{ href: back, text: "Vue par périodes" }}
    >
      <Tabs label="Paramètres de la période" tabs={tabsOf(facts)} />
      <Stack>
        <Card>
          {modifier.ok ? (
            <Form
              action={routes.periodeModifier.href({ periode: facts.id, onglet: facts.onglet })}
              keys={frame.keys}
              form={form}
              version={facts.version}
            >
              <Body {...props} />
              <Actions>
                <Button>{facts.onglet === "apprenants" ? "Enregistrer le choix" : "Enregistrer"}</Button>
                <LinkButton href={back} kind="quiet">
                  Revenir aux périodes
                </LinkButton>
              </Actions>
            </Form>
          ) : (
            <>
              <Notice kind="locked">{modifier.message}</Notice>
              <Definitions rows={readOnly[facts.onglet](facts)} />
            </>
          )}
        </Card>
        {facts.onglet === "informations" && modifier.ok ? <ConditionsPeriode {...props} /> : null}
        {facts.onglet === "informations" && !facts.statut.choixApprenants ? (
          <LienCandidats facts={facts} />
        ) : null}
        {facts.onglet === "apprenants" ? <ApprenantsRetires {...props} /> : null}
      </Stack>
    </Page>
  );
};
