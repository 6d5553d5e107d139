import { schoolYearOf } from "#kernel/civil-date.ts";
import type { FormState } from "#kernel/form.ts";
import { fullName, schoolYear } from "#kernel/french.ts";
import { champReferent, classesDe } from "#periodes/duplication/form.ts";
import { type Enseignants, equipe, type Source, titreDeLaCopie } from "#periodes/duplication/rules.ts";
import { ChampsInformations, groupesParClasse } from "#periodes/emission/pages.tsx";
import type { Candidat } from "#periodes/rules.ts";
import { abregeNiveauClasse } from "#referentiel/rules.ts";
import type { Referentiel } from "#referentiel/types.ts";
import { routes } from "#routes.ts";
import { Button, LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { RadioGroup } from "#ui/choices.tsx";
import { SelectField } from "#ui/fields.tsx";
import { Actions, Form } from "#ui/form.tsx";
import { GroupedChoices } from "#ui/grouped-choices.tsx";
import { Line, Stack } from "#ui/layout.tsx";
import { Notice } from "#ui/notice.tsx";
import { type Frame, Page } from "#ui/page.tsx";
import { Segmented } from "#ui/segmented.tsx";

type Personne = { id: string; nom: string; prenom: string };

type Facts = {
  source: Source;
  ref: Referentiel;
  /** school years that have classes of this level */
  annees: readonly number[];
  annee: number;
  candidats: readonly Candidat[];
  enseignants: readonly Personne[];
  parClasse: Enseignants;
};

type DupliquerPeriodePageProps = { frame: Frame; form: FormState; facts: Facts; auteur: string };

/** « Sophie Mercier, Karim Benali » */
const noms = (ids: readonly string[], enseignants: readonly Personne[]): string =>
  ids
    .flatMap((id) => enseignants.find((one) => one.id === id) ?? [])
    .map(fullName)
    .join(", ");

const ChoixReferents = ({ form, facts, auteur }: Omit<DupliquerPeriodePageProps, "frame">) => (
  <Card title="Professeurs référents" meta="par classe">
    <p class="field-hint">
      À plusieurs, les apprenants de la classe sont partagés également, dans l’ordre de la liste. « Référents
      et visites » permet ensuite de changer chacun.
    </p>
    {classesDe(facts.candidats).map((classe) => {
      const team = (choix: "comme" | "partage") =>
        noms(
          equipe(choix, classe, { referents: facts.source.referents, enseignants: facts.parClasse, auteur }),
          facts.enseignants,
        );
      return (
        <SelectField
          form={form}
          name={champReferent(classe.id)}
          label={classe.nom}
          width="full"
          options={[
            { value: "comme", text: `Comme la période d’origine : ${team("comme")}` },
            { value: "partage", text: `Les enseignants de la classe : ${team("partage")}` },
            {
              group: "Une seule personne",
              options: facts.enseignants.map((one) => ({ value: one.id, text: fullName(one) })),
            },
          ]}
        />
      );
    })}
  </Card>
);

const ChoixAnnexe = ({
  form,
  facts: { source, annee },
}: Pick<DupliquerPeriodePageProps, "form" | "facts">) => (
  <Card title="Annexe pédagogique">
    <RadioGroup
      form={form}
      name="annexe"
      label={`« ${source.annexe.titre} »`}
      choices={[
        {
          value: "garder",
          text: "Garder la même annexe",
          ...(source.annexe.archivee ? { locked: "Cette annexe est archivée." } : {}),
        },
        {
          value: "copier",
          text: "En faire une copie",
          hint: `« ${titreDeLaCopie(source.annexe.titre, annee)} », que vous pourrez changer sans toucher à l’originale.`,
        },
      ]}
    />
    <p class="field-hint">
      Les objectifs, les activités et les conditions sont ceux de la période d’origine.
    </p>
  </Card>
);

export const DupliquerPeriodePage = ({ frame, form, facts, auteur }: DupliquerPeriodePageProps) => {
  const { source, ref, annees, annee, candidats } = facts;
  const niveau = abregeNiveauClasse(ref, source.niveau);
  const anneeSource = schoolYearOf(source.du);
  const action = routes.periodeDupliquer.href({ periode: source.id }, { annee });
  return (
    <Page
      frame={frame}
      title="Dupliquer la période"
      lead={`« ${source.nom} »${source.classes.length > 0 ? `, ${source.classes.join(", ")}` : ""} : une nouvelle période, avec des dossiers neufs. L’originale ne change pas.`}
      back={{
        href: routes.periodes.href({}, { niveau: source.niveau, periode: source.id }),
        text: source.nom,
      }}
    >
      <Stack>
        {annees.length > 1 ? (
          <Line>
            <Segmented
              label="Année scolaire de la copie"
              segments={annees.map((one) => ({
                href: routes.periodeDupliquer.href({ periode: source.id }, { annee: one }),
                text: schoolYear(one),
                current: one === annee,
              }))}
            />
          </Line>
        ) : null}
        {annees.includes(anneeSource + 1) || candidats.length === 0 ? null : (
          <Notice kind="info">
            {`Aucune classe de ce niveau n’existe encore en ${schoolYear(anneeSource + 1)} : la copie est préparée pour ${schoolYear(annee)}. L’administrateur de l’établissement ouvre l’année scolaire.`}
          </Notice>
        )}
        {candidats.length === 0 ? (
          <Notice kind="info" title={`Aucun apprenant en ${niveau} ${ref.sigle} en ${schoolYear(annee)}`}>
            L’administrateur de l’établissement ouvre l’année scolaire et importe les listes de classe ; la
            période pourra ensuite être dupliquée.
          </Notice>
        ) : (
          <Form action={action} keys={frame.keys} form={form}>
            <Card title="Informations" meta={schoolYear(annee)}>
              <p class="field-hint">Les dates proposées tombent les mêmes jours de la semaine.</p>
              <ChampsInformations form={form} referentiel={ref} niveau={source.niveau} />
            </Card>
            <ChoixAnnexe form={form} facts={facts} />
            <Card title="Choix des apprenants" meta={`${niveau} ${ref.sigle}`}>
              <p class="field-hint">Décochez ceux qui ne partent pas. Chacun aura son dossier.</p>
              <GroupedChoices short form={form} name="apprenants" groups={groupesParClasse(candidats)} />
            </Card>
            <ChoixReferents form={form} facts={facts} auteur={auteur} />
            <Actions>
              <Button icon="copy">Créer la période</Button>
              <LinkButton
                href={routes.periodes.href({}, { niveau: source.niveau, periode: source.id })}
                kind="quiet"
              >
                Annuler
              </LinkButton>
            </Actions>
          </Form>
        )}
      </Stack>
    </Page>
  );
};
