import type { Decision } from "#kernel/decision.ts";
import type { FormState } from "#kernel/form.ts";
import { count, dateRange, fullName, instantText, listName } from "#kernel/french.ts";
import { MOTIF_MAX } from "#periodes/candidats/form.ts";
import type { ChangementCandidat } from "#periodes/candidats/store.ts";
import type { CandidatDossier, Periode } from "#periodes/rules.ts";
import { routes } from "#routes.ts";
import { Button } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { CheckboxField } from "#ui/choices.tsx";
import { SelectField, TextField } from "#ui/fields.tsx";
import { Actions, Form, Hidden } from "#ui/form.tsx";
import { Grid, Stack } from "#ui/layout.tsx";
import { Notice } from "#ui/notice.tsx";
import { type Frame, Page } from "#ui/page.tsx";
import { RowItem, Rows } from "#ui/rows.tsx";

export type FaitsCandidats = Periode & {
  candidats: CandidatDossier[];
  changements: ChangementCandidat[];
};

type Props = {
  frame: Frame;
  facts: FaitsCandidats;
  changer: Decision;
  ajouter: FormState;
  retirer: FormState;
  fuseau: string;
};

type FormProps = Pick<Props, "frame" | "facts"> & {
  form: FormState;
  acte: "ajouter" | "retirer";
  choix: CandidatDossier[];
};

const mots = {
  ajouter: { titre: "Ajouter un candidat", vide: "Tous les apprenants de ces classes sont déjà candidats." },
  retirer: { titre: "Retirer un candidat", vide: "Il n’y a aucun candidat à retirer." },
};

const ChangerForm = ({ frame, facts, form, acte, choix }: FormProps) => {
  // two forms of the same fields: the one in error keeps the ids its summary links to
  const id = (name: string) => (Object.keys(form.errors).length > 0 ? undefined : `champ-${name}-${acte}`);
  return (
    <Card title={mots[acte].titre}>
      {choix.length === 0 ? (
        <p class="field-hint">{mots[acte].vide}</p>
      ) : (
        <Form
          action={routes.periodeCandidats.href({ periode: facts.id })}
          keys={frame.keys}
          form={form}
          id={acte}
          label={mots[acte].titre}
        >
          <Hidden name="acte" value={acte} />
          <SelectField
            form={form}
            name="apprenant"
            id={id("apprenant")}
            label="Apprenant"
            empty="Choisissez un apprenant"
            required
            width="full"
            options={choix.map((one) => ({
              value: one.id,
              text: `${listName(one)}, ${one.classe.nom}${one.contenu ? ` (${one.contenu})` : ""}`,
            }))}
          />
          <TextField
            form={form}
            name="motif"
            id={id("motif")}
            label="Motif"
            hint="Gardé au journal avec votre nom et la date."
            required
            maxlength={MOTIF_MAX}
          />
          {form.errors.confirme ? (
            <CheckboxField
              form={form}
              name="confirme"
              label="Oui, retirer ce candidat : son dossier est gardé et revient si je l’ajoute de nouveau."
            />
          ) : null}
          <Actions>
            <Button kind={acte === "ajouter" ? "primary" : "secondary"}>{mots[acte].titre}</Button>
          </Actions>
        </Form>
      )}
    </Card>
  );
};

/** The candidates of an exam's period: who they are, how one comes or leaves, and who changed the list. */
export const CandidatsPage = ({ frame, facts, changer, ajouter, retirer, fuseau }: Props) => {
  const presents = facts.candidats.filter((one) => one.present);
  return (
    <Page
      frame={frame}
      title="Candidats"
      lead={`${facts.nom} · ${facts.statut.intitule} · ${dateRange(facts.du, facts.au)}`}
      back={{
        href: routes.periodeInformations.href({ periode: facts.id }),
        text: "Paramètres de la période",
      }}
    >
      <Stack>
        {changer.ok ? (
          <Grid wide>
            <ChangerForm
              frame={frame}
              facts={facts}
              form={ajouter}
              acte="ajouter"
              choix={facts.candidats.filter((one) => !one.present)}
            />
            <ChangerForm frame={frame} facts={facts} form={retirer} acte="retirer" choix={presents} />
          </Grid>
        ) : (
          <Notice kind="locked">{changer.message}</Notice>
        )}
        <Card title="Liste des candidats" meta={count(presents.length, "candidat")} flush>
          <Rows label="Candidats">
            {presents.map((one) => (
              <RowItem
                title={listName(one)}
                detail={[one.classe.nom, one.statut === "apprenti" ? "apprenti" : "", one.contenu ?? ""]
                  .filter(Boolean)
                  .join(" · ")}
              />
            ))}
          </Rows>
        </Card>
        {facts.changements.length > 0 ? (
          <Card title="Ajouts et retraits" flush>
            <Rows label="Ajouts et retraits">
              {facts.changements.map((one) => (
                <RowItem
                  title={`${listName(one.apprenant)} ${one.acte === "ajouter" ? "ajouté" : "retiré"}`}
                  detail={`« ${one.motif} » · ${fullName(one.par)}, ${instantText(one.le, fuseau)}`}
                />
              ))}
            </Rows>
          </Card>
        ) : null}
      </Stack>
    </Page>
  );
};
