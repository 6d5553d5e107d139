import type { ApprenantDeClasse } from "#evaluations/rules.ts";
import type { BilanListe, Classe } from "#evaluations/store.ts";
import type { Decision } from "#kernel/decision.ts";
import { type FormState, formOf } from "#kernel/form.ts";
import { count, fullName, listName, longDate, schoolYear } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { Button, LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Chip } from "#ui/chip.tsx";
import { Empty } from "#ui/empty.tsx";
import { DateField, SelectField } from "#ui/fields.tsx";
import { Actions, Form, Hidden } from "#ui/form.tsx";
import { Columns } from "#ui/layout.tsx";
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
      <>
        <LinkButton
          kind="quiet"
          icon="printer"
          href={routes.bilanIntermediairePdf.href({ bilan: bilan.id })}
          about={`le bilan du ${longDate(bilan.date)}`}
        >
          Imprimer
        </LinkButton>
        {bilan.annuleLe || bilan.auteur.id !== moi ? null : (
          <LinkButton
            kind="quiet"
            href={routes.bilanIntermediaireAnnuler.href({ bilan: bilan.id })}
            about={`le bilan du ${longDate(bilan.date)}`}
          >
            Annuler
          </LinkButton>
        )}
      </>
    }
  />
);

/** Dates on which several learners of the class have a bilan: one paper for all. */
const ImprimerClasse = ({ classe, bilans }: { classe: Classe; bilans: readonly BilanListe[] }) => {
  const standing = bilans.filter((bilan) => !bilan.annuleLe);
  const dates = [...Map.groupBy(standing, ({ date }) => date)].filter(([, own]) => own.length > 1);
  if (dates.length === 0) return null;
  return (
    <Card title="Imprimer pour la classe" flush>
      <Rows label="Imprimer les bilans de la classe">
        {dates.map(([date, own]) => (
          <RowItem
            title={`Bilans du ${longDate(date)}`}
            href={routes.bilansIntermediairesPdf.href({}, { classe: classe.id, date })}
            detail={count(own.length, "apprenant")}
          />
        ))}
      </Rows>
    </Card>
  );
};

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
          {classe ? (
            <LinkButton
              kind="secondary"
              icon="layout-grid"
              href={routes.classeCompetences.href({ classe: classe.id })}
            >
              Compétences de la classe
            </LinkButton>
          ) : null}
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
              <ImprimerClasse classe={classe} bilans={bilans} />
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
