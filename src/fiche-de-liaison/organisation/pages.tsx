import { ChampsConditions } from "#annexes/conditions/champs.tsx";
import { conditionsEnMots } from "#annexes/rules/changements.ts";
import type { Conditions } from "#annexes/rules/conditions.ts";
import type { Tranche } from "#annexes/rules/mineurs.ts";
import { FichePage } from "#fiche-de-liaison/fiche-page.tsx";
import { leMoment } from "#fiche-de-liaison/rules.ts";
import type { FaitsFiche } from "#fiche-de-liaison/store.ts";
import type { Actor } from "#kernel/actor.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import type { Decision } from "#kernel/decision.ts";
import type { FormState } from "#kernel/form.ts";
import { count, fullName } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { Button } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Chip, Chips } from "#ui/chip.tsx";
import { Definitions } from "#ui/definition.tsx";
import { Actions, Form, KeyFields } from "#ui/form.tsx";
import { Fold } from "#ui/layout.tsx";
import { Notice } from "#ui/notice.tsx";
import type { Frame } from "#ui/page.tsx";
import { RowItem, Rows } from "#ui/rows.tsx";

type Props = {
  faits: FaitsFiche;
  actor: Actor;
  frame: Frame;
  today: CivilDate;
  form: FormState;
  /** hours and concertation */
  modifier: Decision;
  /** derogation works and evaluation modalities */
  ecole: Decision;
  /** the ages to think of */
  mineurs: readonly Tranche[];
};

const enDefinitions = (conditions: Conditions, only: readonly (keyof Conditions)[]) =>
  conditionsEnMots(conditions)
    .filter(({ name }) => only.includes(name))
    .map(({ label, texte }) => ({ term: label, value: texte }));

const accueil = ["horaires", "concertation"] as const;
const decole = ["travauxReglementes", "modalitesEvaluation"] as const;

/** Which of the four follow the period, and which are this fiche's own; who wrote last. */
const Provenance = ({ faits, fuseau }: { faits: FaitsFiche; fuseau: string }) => {
  const { organisation } = faits;
  if (!organisation.individualisee)
    return (
      <Chips>
        <Chip kind="plain" icon="file-text">
          Conforme aux conditions de la période
        </Chip>
      </Chips>
    );
  const periode = conditionsEnMots(organisation.periode);
  return (
    <Chips>
      {organisation.le ? (
        <Chip kind="success" icon="user-check">
          Individualisée {leMoment(organisation.le, fuseau)}
          {organisation.auteur ? ` par ${fullName(organisation.auteur)}` : ""}
        </Chip>
      ) : null}
      {conditionsEnMots(organisation.valeurs).map(({ label, texte }, index) =>
        texte === periode[index]?.texte ? (
          <Chip kind="plain" label={label}>
            comme la période
          </Chip>
        ) : (
          <Chip kind="progress" label={label}>
            propre à cette fiche
          </Chip>
        ),
      )}
    </Chips>
  );
};

/** The two fields of the pré-convention that have their own tab. */
const Rappel = ({ faits }: { faits: FaitsFiche }) => {
  const { dossier, fiche } = faits;
  const etat = fiche.individualisee ? "individualisés pour cette fiche" : "ceux de l’annexe pédagogique";
  return (
    <Card title="Déjà dans la fiche" flush>
      <Rows label="Objectifs et activités">
        <RowItem
          title="Objectifs de formation"
          href={routes.ficheObjectifs.href({ dossier })}
          detail={
            fiche.objectifs.length > 0 ? `${count(fiche.objectifs.length, "objectif")}, ${etat}` : "À écrire"
          }
        />
        <RowItem
          title="Activités confiées"
          href={routes.ficheActivites.href({ dossier })}
          detail={
            fiche.taches.length > 0
              ? `${count(fiche.taches.length, "activité")}, ${etat.replace("individualisés", "individualisées").replace("ceux", "celles")}`
              : "À choisir"
          }
        />
      </Rows>
    </Card>
  );
};

const Revenir = ({ faits, frame }: { faits: FaitsFiche; frame: Frame }) => (
  <Fold summary="Revenir aux conditions de la période">
    <p>L’organisation de cette fiche sera remplacée par celle de la période :</p>
    <Definitions rows={enDefinitions(faits.organisation.periode, [...accueil, ...decole])} />
    <form method="post" action={routes.ficheOrganisationPeriode.href({ dossier: faits.dossier })}>
      <KeyFields keys={frame.keys} version={faits.organisation.version} />
      <Button kind="secondary" icon="history">
        Revenir aux conditions de la période
      </Button>
    </form>
  </Fold>
);

export const OrganisationPage = (props: Props) => {
  const { faits, actor, frame, form, modifier, ecole, mineurs, today } = props;
  const tu = actor.role === "apprenant";
  const { organisation, dossier } = faits;
  return (
    <FichePage faits={faits} actor={actor} frame={frame} today={today} onglet="organisation">
      <Provenance faits={faits} fuseau={actor.etablissement.fuseau} />
      {modifier.ok ? (
        <Card title="Horaires et conditions">
          <Form
            action={routes.ficheOrganisation.href({ dossier })}
            keys={frame.keys}
            form={form}
            version={organisation.version}
            label="Organisation"
          >
            <p class="field-hint">
              {tu
                ? "Écris ce que tu sais : tes horaires, et comment tes enseignants et ton entreprise se parlent. Cela remplit ta pré-convention."
                : "Écrit une seule fois, par qui le sait : cela remplit la pré-convention de cet apprenant."}
            </p>
            <ChampsConditions form={form} tutoie={tu} ecole={ecole.ok} mineurs={mineurs} />
            <Actions>
              <Button icon="check">Enregistrer</Button>
            </Actions>
          </Form>
        </Card>
      ) : (
        <Card title="Horaires et conditions">
          <Notice kind="locked">{modifier.message}</Notice>
          <Definitions rows={enDefinitions(organisation.valeurs, accueil)} />
        </Card>
      )}
      {ecole.ok ? null : (
        <Card title="Écrit par les enseignants">
          <Definitions rows={enDefinitions(organisation.valeurs, decole)} />
        </Card>
      )}
      <Rappel faits={faits} />
      {ecole.ok && organisation.individualisee ? <Revenir faits={faits} frame={frame} /> : null}
    </FichePage>
  );
};
