import type { Annexe } from "#annexes/rules.ts";
import type { FormState } from "#kernel/form.ts";
import { count, fullName, listName } from "#kernel/french.ts";
import { PARTAGE } from "#periodes/emission/form.ts";
import type { Candidat } from "#periodes/rules.ts";
import { abregeNiveauClasse, statutsPour } from "#referentiel/rules.ts";
import type { Referentiel } from "#referentiel/types.ts";
import { routes } from "#routes.ts";
import { Button, LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { DateField, SelectField, TextField } from "#ui/fields.tsx";
import { Actions, Form } from "#ui/form.tsx";
import { GroupedChoices } from "#ui/grouped-choices.tsx";
import { Line } from "#ui/layout.tsx";
import { Notice } from "#ui/notice.tsx";
import { type Frame, Page } from "#ui/page.tsx";

type InformationsProps = { form: FormState; referentiel: Referentiel; niveau: string };

/** Name, status, dates. */
export const ChampsInformations = ({ form, referentiel, niveau }: InformationsProps) => (
  <>
    <TextField
      form={form}
      name="nom"
      label="Nom de la période"
      hint="Par exemple : PFMP 3"
      required
      width="medium"
    />
    <SelectField
      form={form}
      name="statut"
      label="Statut"
      hint="Il décide des documents d’évaluation de la période."
      empty="Choisissez un statut"
      required
      options={statutsPour(referentiel, niveau).map(({ code, intitule }) => ({
        value: code,
        text: intitule,
      }))}
    />
    <Line>
      <DateField form={form} name="du" label="Premier jour" required />
      <DateField form={form} name="au" label="Dernier jour" required />
    </Line>
  </>
);

/** The learners under their class, apprentis marked. */
export const groupesParClasse = (candidats: readonly Candidat[]) => {
  const classes = new Map(candidats.map(({ classe }) => [classe.id, classe]));
  return [...classes.values()].map((classe) => {
    const learners = candidats.filter((one) => one.classe.id === classe.id);
    return {
      code: classe.id,
      title: `${classe.nom} (${count(learners.length, "apprenant")})`,
      choices: learners.map((one) => ({
        value: one.id,
        text: (
          <>
            {listName(one)}
            {one.statut === "apprenti" ? (
              <>
                {" "}
                <span class="chip chip-plain">Apprenti</span>
              </>
            ) : null}
          </>
        ),
      })),
    };
  });
};

type EmissionPageProps = {
  frame: Frame;
  form: FormState;
  facts: {
    annexe: Annexe;
    ref: Referentiel;
    candidats: Candidat[];
    enseignants: { id: string; nom: string; prenom: string }[];
  };
};

export const EmissionPage = ({ frame, form, facts }: EmissionPageProps) => {
  const { annexe, ref, candidats, enseignants } = facts;
  const niveau = abregeNiveauClasse(ref, annexe.niveau);
  return (
    <Page
      frame={frame}
      title="Émettre une période"
      lead={`À partir de l’annexe « ${annexe.titre} » : ${count(annexe.objectifs.length, "objectif")}, ${count(annexe.taches.length, "tâche")}.`}
      back={{ href: routes.annexe.href({ annexe: annexe.id }), text: annexe.titre }}
    >
      {candidats.length === 0 ? (
        <Notice kind="info" title={`Aucun apprenant en ${niveau} ${ref.sigle}`}>
          L’administrateur de l’établissement importe les listes de classe ; la période pourra ensuite être
          émise.
        </Notice>
      ) : (
        <Form action={routes.annexeEmettre.href({ annexe: annexe.id })} keys={frame.keys} form={form}>
          <Card title="Informations">
            <ChampsInformations form={form} referentiel={ref} niveau={annexe.niveau} />
            <SelectField
              form={form}
              name="referent"
              label="Professeur référent"
              hint="Pour tous les apprenants choisis. « Référents et visites » permet ensuite de changer chacun."
              required
              options={[
                { value: PARTAGE, text: "Les enseignants de chaque classe, partagés également" },
                {
                  group: "Une seule personne",
                  options: enseignants.map((one) => ({ value: one.id, text: fullName(one) })),
                },
              ]}
            />
          </Card>
          <Card title="Choix des apprenants" meta={`${niveau} ${ref.sigle}`}>
            <p class="field-hint">Décochez ceux qui ne partent pas. Chacun aura son dossier.</p>
            <GroupedChoices short form={form} name="apprenants" groups={groupesParClasse(candidats)} />
          </Card>
          <Actions>
            <Button icon="calendar-plus">Émettre la période</Button>
            <LinkButton href={routes.annexe.href({ annexe: annexe.id })} kind="quiet">
              Annuler
            </LinkButton>
          </Actions>
        </Form>
      )}
    </Page>
  );
};
