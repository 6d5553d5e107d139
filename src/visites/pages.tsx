import type { BarreVoisins } from "#dossiers/rules/voisins.ts";
import { addDays, type CivilDate } from "#kernel/civil-date.ts";
import type { Decision } from "#kernel/decision.ts";
import type { FormState } from "#kernel/form.ts";
import { dateRange, fullDate, fullName, listName } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { Button, LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Chip, type ChipKind } from "#ui/chip.tsx";
import { RadioGroup } from "#ui/choices.tsx";
import { Empty } from "#ui/empty.tsx";
import { DateField, SelectField, TextArea, TextField } from "#ui/fields.tsx";
import { Actions, Form } from "#ui/form.tsx";
import { Columns, Line, Stack } from "#ui/layout.tsx";
import { Notice } from "#ui/notice.tsx";
import { type Frame, Page } from "#ui/page.tsx";
import { RowItem, Rows } from "#ui/rows.tsx";
import { Joindre, LieuDeVisite, LieuxDeVisite } from "#visites/lieu.tsx";
import { heureDe } from "#visites/mes-visites.tsx";
import {
  codesFormes,
  formes,
  lieuDu,
  type Moment,
  momentDe,
  type Personne,
  type Visite,
} from "#visites/rules.ts";
import type { FaitsVisites } from "#visites/store.ts";

type Props = {
  frame: Frame;
  faits: FaitsVisites;
  equipe: readonly Personne[];
  today: CivilDate;
  ecrire: Decision;
  voisins: BarreVoisins | undefined;
  form: FormState;
};

const etats: Record<Moment, { texte: string; kind: ChipKind }> = {
  aujourdhui: { texte: "aujourd’hui", kind: "progress" },
  "a-raconter": { texte: "à raconter", kind: "warning" },
  "a-venir": { texte: "prévue", kind: "todo" },
  faite: { texte: "faite", kind: "success" },
  annulee: { texte: "annulée", kind: "neutral" },
};

const Etat = ({ visite, today }: { visite: Visite; today: CivilDate }) => {
  const { texte, kind } = etats[momentDe(visite, today)];
  return <Chip kind={kind}>{texte}</Chip>;
};

/** When, how and by whom: the same fields to plan a visit and to move it. */
const Rendezvous = ({ form, faits, equipe, ecrire }: Props) => {
  const locked = ecrire.ok ? {} : { locked: ecrire.message };
  return (
    <>
      <DateField
        form={form}
        name="date"
        label="Jour"
        required
        min={faits.periode.du}
        max={addDays(faits.periode.au, 14)}
        {...locked}
      />
      <TextField form={form} name="heure" label="Heure" type="time" width="short" {...locked} />
      <RadioGroup
        form={form}
        name="forme"
        label="Comment"
        choices={codesFormes.map((value) => ({ value, text: formes[value] }))}
        {...locked}
      />
      <SelectField
        form={form}
        name="visiteur"
        label="Qui fait la visite"
        required
        options={equipe.map((one) => ({ value: one.id, text: listName(one) }))}
        empty="Choisissez un enseignant"
        {...locked}
      />
    </>
  );
};

/** The visits of one dossier, and a form to plan the next. */
export const VisitesPage = (props: Props) => {
  const { frame, faits, today, ecrire, form } = props;
  const { apprenant, periode, visites, dossier } = faits;
  return (
    <Page
      frame={frame}
      title="Visites"
      lead={`${fullName(apprenant)} · ${periode.nom}, ${dateRange(periode.du, periode.au)}`}
      back={{ href: routes.dossier.href({ dossier }), text: fullName(apprenant) }}
      voisins={props.voisins}
    >
      <Columns
        sideLabel="Le lieu"
        side={
          <Card title="Le lieu">
            <LieuxDeVisite {...faits} />
          </Card>
        }
      >
        <Stack>
          <Card title="Visites" flush>
            {visites.length === 0 ? (
              <Empty icon="map-pin">Aucune visite prévue pour cette période.</Empty>
            ) : (
              <Rows label="Visites">
                {visites.map((visite) => (
                  <RowItem
                    title={`${fullDate(visite.date)}, ${heureDe(visite)}`}
                    href={routes.visite.href({ visite: visite.id })}
                    detail={`${formes[visite.forme]} · ${fullName(visite.visiteur)}`}
                    chips={<Etat visite={visite} today={today} />}
                  />
                ))}
              </Rows>
            )}
          </Card>
          <Card title="Fixer une visite">
            {ecrire.ok ? (
              <Form action={routes.visites.href({ dossier })} keys={frame.keys} form={form}>
                <Rendezvous {...props} />
                <Actions>
                  <Button icon="calendar-plus">Fixer la visite</Button>
                </Actions>
              </Form>
            ) : (
              <Notice kind="info">{ecrire.message}</Notice>
            )}
          </Card>
        </Stack>
      </Columns>
    </Page>
  );
};

/** One visit: move it, cancel it, tell how it went. */
export const VisitePage = (props: Omit<Props, "faits"> & { faits: FaitsVisites & { visite: Visite } }) => {
  const { frame, faits, today, ecrire, form } = props;
  const { apprenant, periode, visite, dossier } = faits;
  const action = routes.visite.href({ visite: visite.id });
  const annulee = visite.etat === "annulee";
  return (
    <Page
      frame={frame}
      title={`Visite : ${fullName(apprenant)}`}
      lead={`${periode.nom} · ${fullDate(visite.date)}, ${heureDe(visite)}`}
      back={{ href: routes.visites.href({ dossier }), text: "Visites" }}
      voisins={props.voisins}
      actions={<Etat visite={visite} today={today} />}
    >
      <Columns
        sideLabel="Le lieu"
        side={
          <Card title="Le lieu">
            <LieuDeVisite lieu={lieuDu(faits.lieux, visite.date)} />
            <Joindre lieu={lieuDu(faits.lieux, visite.date)} about={`pour ${fullName(apprenant)}`} />
          </Card>
        }
      >
        <Stack>
          {ecrire.ok ? null : <Notice kind="info">{ecrire.message}</Notice>}
          {annulee ? null : (
            <Line>
              <LinkButton
                href={routes.rencontre.href({ visite: visite.id })}
                icon="clipboard-check"
                kind={momentDe(visite, today) === "aujourdhui" ? "primary" : "secondary"}
              >
                {visite.etat === "faite" ? "Rouvrir la visite" : "Commencer la visite"}
              </LinkButton>
            </Line>
          )}
          {visite.mot.texte ? (
            <Card title="Le mot de l’apprenant">
              <p class="visite-mot">{`« ${visite.mot.texte} »`}</p>
              <p class="meta">
                {`Dit par ${fullName(apprenant)} pendant la visite, noté sur l’appareil de ${visite.mot.par}.`}
              </p>
            </Card>
          ) : null}
          {annulee ? (
            <Notice kind="info">
              Cette visite est annulée. Vous pouvez la rétablir ou en fixer une autre.
            </Notice>
          ) : (
            <Card title="Compte rendu">
              <Form action={action} keys={frame.keys} form={form} version={visite.version}>
                <TextArea
                  form={form}
                  name="compteRendu"
                  label="Ce qu’il faut retenir"
                  hint="Quelques lignes : accueil, travail confié, points à suivre, suite convenue. Lu par les enseignants seulement."
                  rows={7}
                  maxlength={3000}
                  {...(ecrire.ok ? {} : { locked: ecrire.message })}
                />
                <Rendezvous {...props} />
                {ecrire.ok ? (
                  <Actions>
                    <Button name="decision" value="faite" icon="check">
                      {visite.etat === "faite" ? "Enregistrer" : "La visite a eu lieu"}
                    </Button>
                    {visite.etat === "faite" ? null : (
                      <Button name="decision" value="prevue" kind="secondary">
                        Enregistrer sans la terminer
                      </Button>
                    )}
                    <LinkButton href={routes.dossier.href({ dossier })} kind="quiet">
                      Ouvrir le dossier
                    </LinkButton>
                  </Actions>
                ) : null}
              </Form>
            </Card>
          )}
          {ecrire.ok && visite.etat !== "faite" ? (
            <Form action={routes.visiteAnnuler.href({ visite: visite.id })} keys={frame.keys}>
              <Button
                kind={annulee ? "secondary" : "quiet"}
                icon={annulee ? "undo-2" : "x"}
                name="decision"
                value={annulee ? "retablir" : "annuler"}
              >
                {annulee ? "Rétablir la visite" : "Annuler la visite"}
              </Button>
            </Form>
          ) : null}
        </Stack>
      </Columns>
    </Page>
  );
};
