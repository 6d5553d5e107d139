import type { ApprenantDeClasse, BilanASolder } from "#evaluations/rules.ts";
import type { BilanAAnnuler, BilanListe, Classe } from "#evaluations/store.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import type { Decision } from "#kernel/decision.ts";
import { type FormState, formOf } from "#kernel/form.ts";
import { count, de, fullName, listName, longDate, schoolYear } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { Button, LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Chip } from "#ui/chip.tsx";
import { CheckboxField } from "#ui/choices.tsx";
import { Confirm } from "#ui/confirm.tsx";
import { Empty } from "#ui/empty.tsx";
import { DateField, SelectField, TextArea } from "#ui/fields.tsx";
import { Actions, Form, Hidden } from "#ui/form.tsx";
import { Columns, Stack } from "#ui/layout.tsx";
import { Notice } from "#ui/notice.tsx";
import { type Frame, Page } from "#ui/page.tsx";
import { RowItem, Rows } from "#ui/rows.tsx";

type ListeProps = {
  frame: Frame;
  classes: readonly Classe[];
  classe: Classe | null;
  apprenants: readonly ApprenantDeClasse[];
  bilans: readonly BilanListe[];
  creer: Decision;
  moi: string;
  form: FormState;
};

const ChoixClasse = ({ frame, classes, classe }: Pick<ListeProps, "frame" | "classes" | "classe">) => (
  <Card title="Classe">
    <Form
      method="get"
      action={routes.bilansIntermediaires.href({})}
      keys={frame.keys}
      label="Choisir la classe"
    >
      <SelectField
        form={formOf({ classe: classe?.id })}
        name="classe"
        label="Classe"
        hideLabel
        options={classes.map(({ id, nom, annee }) => ({ value: id, text: `${nom} (${schoolYear(annee)})` }))}
        width="full"
      />
      <Actions>
        <Button kind="secondary">Afficher</Button>
      </Actions>
    </Form>
  </Card>
);

/** Whom and when: nothing is written yet; the next page says what it would close. */
const Preparer = ({ frame, classe, apprenants, creer, form }: ListeProps & { classe: Classe }) => (
  <Card title="Nouveau bilan intermédiaire">
    {creer.ok ? (
      <Form
        method="get"
        action={routes.bilansIntermediaires.href({})}
        keys={frame.keys}
        form={form}
        label="Préparer un bilan intermédiaire"
      >
        <Hidden name="classe" value={classe.id} />
        <SelectField
          form={form}
          name="apprenant"
          label="Pour qui"
          empty={`Toute la classe ${classe.nom}`}
          options={apprenants.map((one) => ({ value: one.id, text: listName(one) }))}
          width="full"
        />
        <DateField
          form={form}
          name="date"
          label="Date du bilan intermédiaire"
          hint="Il prend en compte les évaluations datées strictement avant ce jour."
          required
        />
        <Actions>
          <Button icon="arrow-right">Continuer</Button>
        </Actions>
      </Form>
    ) : (
      <Button type="button" locked={creer.message}>
        Continuer
      </Button>
    )}
  </Card>
);

const Ligne = ({ bilan, moi }: { bilan: BilanListe; moi: string }) => (
  <RowItem
    title={`Bilan du ${longDate(bilan.date)}`}
    detail={
      <>
        {`par ${bilan.auteur.nom}`}
        {bilan.commentaire ? (
          <span class="bilan-commentaire">{`«\u00a0${bilan.commentaire}\u00a0»`}</span>
        ) : null}
        {bilan.motif ? <span class="bilan-commentaire">{`Annulé\u00a0: ${bilan.motif}`}</span> : null}
      </>
    }
    chips={bilan.annuleLe ? <Chip kind="neutral">annulé</Chip> : undefined}
    action={
      bilan.annuleLe || bilan.auteur.id !== moi ? undefined : (
        <LinkButton
          kind="quiet"
          href={routes.bilanIntermediaireAnnuler.href({ bilan: bilan.id })}
          about={`le bilan du ${longDate(bilan.date)}`}
        >
          Annuler
        </LinkButton>
      )
    }
  />
);

/** Bilans intermédiaires de compétences, class by class (step 9 of the chain). */
export const BilansPage = (props: ListeProps) => {
  const { frame, classe, apprenants, bilans, moi } = props;
  return (
    <Page
      frame={frame}
      title="Bilans intermédiaires"
      lead="Un bilan intermédiaire fait le point sur les compétences et fige les bilans entreprise datés d’avant."
      actions={
        <>
          <LinkButton
            kind="secondary"
            icon="clipboard-list"
            href={routes.evaluations.href({}, { classe: classe?.id })}
          >
            Évaluations en établissement
          </LinkButton>
          <LinkButton kind="secondary" icon="graduation-cap" href={routes.evaluationsCertificatives.href({})}>
            Évaluations certificatives
          </LinkButton>
        </>
      }
    >
      {classe ? (
        <Columns
          sideLabel="Classe et nouveau bilan"
          side={
            <>
              <ChoixClasse {...props} />
              <Preparer {...props} classe={classe} />
            </>
          }
        >
          <Card title={classe.nom} meta={count(apprenants.length, "apprenant")} flush>
            {apprenants.length === 0 ? (
              <Empty icon="users">Cette classe n’a pas encore d’apprenant.</Empty>
            ) : (
              <ul class="bilans-classe">
                {apprenants.map((apprenant) => {
                  const own = bilans.filter((bilan) => bilan.apprenant === apprenant.id);
                  return (
                    <li>
                      <p class="bilans-nom">
                        <a href={routes.tableauDeBord.href({ apprenant: apprenant.id })}>
                          {listName(apprenant)}
                        </a>
                        {own.some((bilan) => !bilan.annuleLe) ? null : (
                          <span class="meta"> aucun bilan intermédiaire</span>
                        )}
                      </p>
                      {own.length > 0 ? (
                        <Rows label={`Bilans : ${fullName(apprenant)}`}>
                          {own.map((bilan) => (
                            <Ligne bilan={bilan} moi={moi} />
                          ))}
                        </Rows>
                      ) : null}
                    </li>
                  );
                })}
              </ul>
            )}
          </Card>
        </Columns>
      ) : (
        <Empty icon="users">Aucune classe pour l’instant. L’administrateur les importe.</Empty>
      )}
    </Page>
  );
};

export type Projet = {
  classe: Classe;
  /** null: the whole class */
  apprenant: ApprenantDeClasse | null;
  nombre: number;
  date: CivilDate;
  fermes: readonly BilanASolder[];
};

/** What would be written and what it would close, before it is (S-74). */
export const ConfirmerPage = ({ frame, projet, form }: { frame: Frame; projet: Projet; form: FormState }) => {
  const { classe, apprenant, date, fermes, nombre } = projet;
  const query = { classe: classe.id, apprenant: apprenant?.id, date };
  const list = routes.bilansIntermediaires.href({}, { classe: classe.id });
  return (
    <Page
      frame={frame}
      title={`Bilan intermédiaire du ${longDate(date)}`}
      lead={
        apprenant ? `${fullName(apprenant)}, ${classe.nom}` : `${classe.nom}, ${count(nombre, "apprenant")}`
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
        <Card title="Créer le bilan intermédiaire">
          <Form action={routes.bilansIntermediaires.href({}, query)} keys={frame.keys} form={form}>
            <TextArea
              form={form}
              name="commentaire"
              label="Commentaire"
              hint="L’apprenant, son tuteur et son maître d’apprentissage le lisent sur le tableau de bord."
            />
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
