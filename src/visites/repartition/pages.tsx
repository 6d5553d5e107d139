import type { Decision } from "#kernel/decision.ts";
import { type FormState, formOf } from "#kernel/form.ts";
import { count, dateRange, fullName, listName } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { Button, LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { CheckboxField, CheckboxGroup, RadioGroup } from "#ui/choices.tsx";
import { Empty } from "#ui/empty.tsx";
import { SelectField } from "#ui/fields.tsx";
import { Actions, Form, Hidden } from "#ui/form.tsx";
import { Fold, Stack } from "#ui/layout.tsx";
import { Notice } from "#ui/notice.tsx";
import { type Frame, Page } from "#ui/page.tsx";
import { Table } from "#ui/table.tsx";
import { type Charge, champ, charges, type Demande } from "#visites/repartition/rules.ts";
import type { Repartition } from "#visites/repartition/store.ts";

type Props = {
  frame: Frame;
  faits: Repartition;
  demande: Demande | null;
  repartir: Decision;
  form: FormState;
  /** the choices shown are a proposal, not yet saved */
  proposee: boolean;
};

const titres: Record<Charge, string> = { referent: "Professeur référent", visiteur: "Visiteur" };

/** « Référents et visites »: who follows each learner, who goes to the company. */
export const RepartitionPage = (props: Props) => {
  const { frame, faits, repartir, form } = props;
  const { periode, dossiers } = faits;
  return (
    <Page
      frame={frame}
      title="Référents et visites"
      lead={`${periode.nom}, ${dateRange(periode.du, periode.au)}`}
      back={{ href: routes.periodes.href({}, { periode: periode.id }), text: periode.nom }}
      actions={
        <LinkButton href={routes.mesVisites.href({})} icon="map-pin">
          Mes visites
        </LinkButton>
      }
    >
      <Stack>
        {repartir.ok ? null : <Notice kind="info">{repartir.message}</Notice>}
        {dossiers.length === 0 ? (
          <Card>
            <Empty icon="users">Aucun apprenant dans cette période : il n’y a personne à répartir.</Empty>
          </Card>
        ) : (
          <>
            {repartir.ok ? <Proposition {...props} /> : null}
            <Form
              action={routes.repartition.href({ periode: periode.id })}
              keys={frame.keys}
              form={form}
              label="Répartition"
            >
              <Card title="Répartition" meta={count(dossiers.length, "apprenant")} flush>
                <Lignes {...props} />
              </Card>
              <Actions>
                <Button {...(repartir.ok ? {} : { locked: repartir.message })}>
                  Enregistrer la répartition
                </Button>
              </Actions>
            </Form>
          </>
        )}
      </Stack>
    </Page>
  );
};

/** A formula to start from: over whom, in what order. It only fills the choices below. */
const Proposition = ({ faits, demande, proposee }: Props) => {
  const form = formOf({
    proposer: demande?.charge ?? "visiteur",
    ordre: demande?.ordre ?? "secteur",
    garder: demande === null || demande.garder ? "oui" : "",
    equipe: demande?.equipe ?? faits.equipe.filter((one) => one.deLaClasse).map((one) => one.id),
  });
  return (
    <Card>
      <Fold
        summary="Proposer une répartition"
        open={!proposee && faits.dossiers.every((one) => !one.visiteur)}
      >
        <form method="get" action={routes.repartition.href({ periode: faits.periode.id })} class="stack">
          <RadioGroup
            form={form}
            name="proposer"
            label="Ce que vous partagez"
            choices={[
              { value: "visiteur", text: "Les visites en entreprise" },
              { value: "referent", text: "Les professeurs référents" },
            ]}
          />
          <CheckboxGroup
            form={form}
            name="equipe"
            label="Entre qui"
            choices={faits.equipe.map((one) => ({
              value: one.id,
              text: fullName(one),
              ...(one.deLaClasse ? { hint: "enseigne dans la classe" } : {}),
            }))}
          />
          <RadioGroup
            form={form}
            name="ordre"
            label="Comment"
            choices={[
              { value: "secteur", text: "Par secteur : les entreprises voisines vont au même collègue" },
              { value: "classe", text: "Dans l’ordre de la liste" },
            ]}
          />
          <CheckboxField form={form} name="garder" label="Garder ceux qui sont déjà désignés" />
          <Actions>
            <Button kind="secondary">Proposer</Button>
          </Actions>
        </form>
      </Fold>
      {proposee ? (
        <Notice kind="info">
          {demande?.equipe.length
            ? "Voici une proposition : rien n’est encore enregistré. Corrigez-la ligne par ligne, puis enregistrez."
            : "Cochez au moins un collègue pour obtenir une proposition."}
        </Notice>
      ) : null}
    </Card>
  );
};

const Lignes = ({ faits, form, repartir }: Props) => {
  const choices = (known: string | null) => [
    ...faits.equipe.map((one) => ({ value: one.id, text: listName(one) })),
    // somebody who has left since is still named until he is replaced
    ...(known && !faits.equipe.some((one) => one.id === known)
      ? [{ value: known, text: "Ancien collègue" }]
      : []),
  ];
  return (
    <Table
      caption="Référent et visiteur de chaque apprenant"
      hideCaption
      columns={[
        { text: "Apprenant" },
        { text: "Entreprise" },
        ...charges.map((charge) => ({ text: titres[charge] })),
      ]}
      rows={faits.dossiers.map((one) => ({
        header: (
          <>
            <a href={routes.dossier.href({ dossier: one.dossier })}>{listName(one.apprenant)}</a>{" "}
            <span class="meta">{one.classe.nom}</span>
          </>
        ),
        cells: [
          [one.entreprise, one.ville].filter(Boolean).join(", ") || <span class="meta">à renseigner</span>,
          ...charges.map((charge) => {
            const name = champ(charge, one.dossier);
            return (
              <>
                <Hidden name={`avant-${name}`} value={one[charge] ?? ""} />
                <SelectField
                  form={form}
                  name={name}
                  label={`${titres[charge]} pour ${listName(one.apprenant)}`}
                  hideLabel
                  options={choices(one[charge])}
                  empty="Personne"
                  {...(repartir.ok ? {} : { locked: repartir.message })}
                />
              </>
            );
          }),
        ],
      }))}
    />
  );
};
