import { champCommentaire } from "#evaluations/form.ts";
import type { ApprenantDeClasse, BilanASolder } from "#evaluations/rules.ts";
import type { BilanAAnnuler, Classe } from "#evaluations/store.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { type FormState, textOf } from "#kernel/form.ts";
import { count, de, fullName, listName, longDate } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { Button, LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Chip } from "#ui/chip.tsx";
import { CheckboxField } from "#ui/choices.tsx";
import { Confirm } from "#ui/confirm.tsx";
import { TextArea } from "#ui/fields.tsx";
import { Actions, Form } from "#ui/form.tsx";
import { Fold, Stack } from "#ui/layout.tsx";
import { Notice } from "#ui/notice.tsx";
import { type Frame, Page } from "#ui/page.tsx";
import { RowItem, Rows } from "#ui/rows.tsx";

export type Projet = {
  classe: Classe;
  /** null: the whole class */
  apprenant: ApprenantDeClasse | null;
  pour: readonly ApprenantDeClasse[];
  date: CivilDate;
  /** not yet there: what is evaluated until then would be shut out */
  aVenir: boolean;
  fermes: readonly BilanASolder[];
  /** by learner, how many competences have a level before this date */
  figees: ReadonlyMap<string, number>;
};

const figeesText = (n: number): string =>
  n > 0 ? `${count(n, "compétence")} avec un niveau` : "aucune compétence évaluée avant cette date";

/** What the bilan would freeze, learner by learner. */
const Figees = ({ pour, figees, date }: Projet) => (
  <Card title="Ce qui sera figé" meta={`les derniers niveaux datés d’avant le ${longDate(date)}`} flush>
    <Rows label="Ce qui sera figé">
      {pour.map((one) => (
        <RowItem
          title={listName(one)}
          href={routes.tableauDeBord.href({ apprenant: one.id })}
          detail={figeesText(figees.get(one.id) ?? 0)}
        />
      ))}
    </Rows>
  </Card>
);

/** What would be written and what it would close, before it is (S-74). */
export const ConfirmerPage = ({ frame, projet, form }: { frame: Frame; projet: Projet; form: FormState }) => {
  const { classe, apprenant, date, fermes, pour } = projet;
  const query = { classe: classe.id, apprenant: apprenant?.id, date };
  const list = routes.bilansIntermediaires.href({}, { classe: classe.id });
  return (
    <Page
      frame={frame}
      title={`Bilan intermédiaire du ${longDate(date)}`}
      lead={
        apprenant
          ? `${fullName(apprenant)}, ${classe.nom}`
          : `${classe.nom}, ${count(pour.length, "apprenant")}`
      }
      back={{ href: list, text: "Bilans intermédiaires" }}
    >
      <Stack>
        {fermes.length > 0 ? (
          <Card title="Bilans entreprise à terminer avant" meta={`${fermes.length}`} flush>
            <div>
              <Notice kind="warning">
                {`${count(fermes.length, "bilan entreprise", "bilans entreprise")} ${fermes.length > 1 ? "ne sont pas terminés" : "n’est pas terminé"} et ${fermes.length > 1 ? "sont datés" : "est daté"} d’avant le ${longDate(date)}\u00a0: ce bilan intermédiaire ${fermes.length > 1 ? "les" : "le"} fermerait, plus personne ne pourrait ${fermes.length > 1 ? "les" : "le"} compléter.`}
              </Notice>
            </div>
            <Rows label="Bilans entreprise à terminer">
              {fermes.map((bilan) => (
                <RowItem
                  title={listName(bilan.apprenant)}
                  href={routes.bilanEntreprise.href({ dossier: bilan.dossier })}
                  detail={`${bilan.periode.nom}, rencontre du ${longDate(bilan.rencontre)}`}
                  chips={
                    bilan.etat === "absent" ? (
                      <Chip kind="todo">pas commencé</Chip>
                    ) : (
                      <Chip kind="progress">non transmis</Chip>
                    )
                  }
                />
              ))}
            </Rows>
          </Card>
        ) : (
          <Notice kind="success">Aucun bilan entreprise ne reste à terminer avant cette date.</Notice>
        )}
        {projet.aVenir ? (
          <Notice kind="warning">
            {`Le ${longDate(date)} est à venir\u00a0: ce bilan fige les niveaux d’aujourd’hui, et plus aucune évaluation ne pourra être datée d’ici là pour ${apprenant ? "cet apprenant" : "ces apprenants"}.`}
          </Notice>
        ) : null}
        <Card title="Créer le bilan intermédiaire">
          <Form action={routes.bilansIntermediaires.href({}, query)} keys={frame.keys} form={form}>
            <TextArea
              form={form}
              name="commentaire"
              label="Commentaire"
              hint="L’apprenant, son tuteur et son maître d’apprentissage le lisent sur le tableau de bord."
            />
            {pour.length > 1 ? (
              <Fold
                summary="Un commentaire pour chacun"
                open={pour.some(({ id }) => textOf(form, champCommentaire(id)) !== "")}
              >
                <Stack tight>
                  <p class="meta">Laissé vide, c’est le commentaire ci-dessus qui vaut.</p>
                  {pour.map((one) => (
                    <TextArea form={form} name={champCommentaire(one.id)} label={listName(one)} rows={2} />
                  ))}
                </Stack>
              </Fold>
            ) : null}
            {fermes.length > 0 ? (
              <CheckboxField
                form={form}
                name="confirmation"
                label={`Fermer ${fermes.length > 1 ? `ces ${fermes.length} bilans entreprise` : "ce bilan entreprise"}`}
              />
            ) : null}
            <Actions>
              <Button>Créer le bilan intermédiaire</Button>
              <LinkButton kind="quiet" href={list}>
                Renoncer
              </LinkButton>
            </Actions>
          </Form>
        </Card>
        <Figees {...projet} />
      </Stack>
    </Page>
  );
};

/** Cancelling frees what the bilan froze; the reason is kept. */
export const AnnulerPage = ({
  frame,
  bilan,
  form,
}: {
  frame: Frame;
  bilan: BilanAAnnuler;
  form: FormState;
}) => {
  const list = routes.bilansIntermediaires.href({}, { classe: bilan.classe ?? undefined });
  return (
    <Page
      frame={frame}
      title="Annuler un bilan intermédiaire"
      back={{ href: list, text: "Bilans intermédiaires" }}
    >
      <Confirm
        title={`Annuler le bilan intermédiaire du ${longDate(bilan.date)}\u00a0?`}
        action={routes.bilanIntermediaireAnnuler.href({ bilan: bilan.id })}
        keys={frame.keys}
        form={form}
        submit="Annuler ce bilan intermédiaire"
        cancel={{ href: list, text: "Le garder" }}
        fields={
          <TextArea
            form={form}
            name="motif"
            label="Motif"
            hint="Il est gardé avec votre nom."
            rows={2}
            required
          />
        }
      >
        <p>
          {`Il disparaît du tableau de bord ${de(fullName(bilan.apprenant))}, et les bilans entreprise qu’il figeait redeviennent modifiables.`}
        </p>
      </Confirm>
    </Page>
  );
};
