import { dureeEnTexte } from "#annexes/rules/horaires.ts";
import type { BarreVoisins } from "#dossiers/rules/voisins.ts";
import type { Actor } from "#kernel/actor.ts";
import type { Decision } from "#kernel/decision.ts";
import type { FormState } from "#kernel/form.ts";
import { dateRange, listName, longDate } from "#kernel/french.ts";
import { CompteDePresence } from "#presence/compte.tsx";
import { JoursEcrits, JoursLus } from "#presence/jours.tsx";
import { confirmeesEnMots, joursEnMots } from "#presence/rules/mots.ts";
import { compteConfirme, plusVenuDepuis } from "#presence/rules.ts";
import type { FaitsPresence } from "#presence/store.ts";
import { routes } from "#routes.ts";
import { Button, LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { DateField } from "#ui/fields.tsx";
import { Actions, Form } from "#ui/form.tsx";
import { Fold, Stack } from "#ui/layout.tsx";
import { Notice } from "#ui/notice.tsx";
import { type Frame, Page } from "#ui/page.tsx";

type Props = {
  frame: Frame;
  faits: FaitsPresence;
  actor: Actor;
  ecrire: Decision;
  /** the right, and the days that allow it */
  confirmer: Decision;
  voisins: BarreVoisins | undefined;
  form: FormState;
  /** that of « N’est plus venu » */
  arret: FormState;
};

/** Where the confirmation stands, and what follows for the attestation. */
const Confirmation = ({ faits, actor }: Pick<Props, "faits" | "actor">) => {
  const { confirmation, jours, notes } = faits.presence;
  const tu = actor.role === "apprenant";
  const blank = "Heures : laissées vides sur l’attestation tant que les absences ne sont pas confirmées";
  if (!confirmation)
    return (
      <Notice kind="info">{`${blank} par un enseignant ou par ${tu ? "ton tuteur" : "le tuteur"}.`}</Notice>
    );
  const par = confirmeesEnMots(confirmation, actor.etablissement.fuseau);
  const compte = compteConfirme(confirmation, jours, notes);
  if (!compte)
    return (
      <Notice kind="warning" title="Absences à confirmer de nouveau">
        {`Elles l’étaient ${par}. Les horaires ou les dates ont changé depuis : ${blank.toLocaleLowerCase("fr")}.`}
      </Notice>
    );
  const heures = compte.minutes ? ` et ${dureeEnTexte(compte.minutes.faites)}` : "";
  return (
    <Notice kind="success" title="Absences confirmées">
      {`${par.charAt(0).toUpperCase()}${par.slice(1)}. L’attestation porte ${joursEnMots(compte.faits)}${heures}.`}
    </Notice>
  );
};

const HorairesInconnus = ({ faits, actor }: Pick<Props, "faits" | "actor">) =>
  faits.presence.horairesConnus || faits.presence.jours.length === 0 ? null : (
    <Notice
      kind="warning"
      title="Horaires non renseignés"
      action={
        <LinkButton href={routes.ficheOrganisation.href({ dossier: faits.dossier })}>
          {actor.role === "apprenant" ? "Ouvrir ma fiche de liaison" : "Écrire les horaires"}
        </LinkButton>
      }
    >
      Les jours sont comptés du lundi au vendredi ; les heures ne peuvent pas l’être.
    </Notice>
  );

/** The whole rest of a stay in one act. */
const Arret = ({ faits, frame, arret }: Props) => {
  const { jours, notes, version } = faits.presence;
  const since = plusVenuDepuis(jours, notes);
  return (
    <Card title="Arrêt ou interruption" id="arret">
      {since ? (
        <p>
          N’est plus venu à partir du <b>{longDate(since)}</b>.
        </p>
      ) : null}
      <Fold
        summary={since ? "Changer, ou noter un retour" : "N’est plus venu à partir d’un certain jour"}
        open={Object.keys(arret.errors).length > 0}
      >
        <Form
          action={routes.presenceArret.href({ dossier: faits.dossier })}
          keys={frame.keys}
          form={arret}
          version={version}
          id="arret-form"
          label="Arrêt ou interruption"
        >
          <DateField
            form={arret}
            name="depuis"
            label="À partir du"
            hint="Ce jour et tous les suivants, jusqu’à la fin : enregistrez d’abord ce que vous avez choisi dans la liste des jours."
            min={jours[0]?.jour}
            max={jours.at(-1)?.jour}
            required
          />
          <Actions>
            <Button kind="secondary" name="decision" value="arret">
              N’est plus venu
            </Button>
            <Button kind="quiet" name="decision" value="retour">
              Est revenu
            </Button>
          </Actions>
        </Form>
      </Fold>
    </Card>
  );
};

const Saisie = (props: Props) => {
  const { faits, frame, form, confirmer } = props;
  const { presence, dossier } = faits;
  const lock = confirmer.ok ? {} : { locked: confirmer.message };
  const again = presence.confirmation && !presence.confirmation.perimee;
  return (
    <Card title="Jours">
      <Form
        action={routes.presence.href({ dossier })}
        keys={frame.keys}
        form={form}
        version={presence.version}
        label="Jours"
      >
        <p class="field-hint">
          Choisissez seulement ce qui n’est pas une présence. Le motif d’une absence n’est ni demandé ni
          gardé.
          {faits.apprenant.statut === "apprenti"
            ? " Les semaines au lycée ne sont pas connues : notez-les « Non travaillé », comme les jours fériés."
            : " Un jour férié ou de fermeture se note « Non travaillé » : il ne compte pas."}
        </p>
        <JoursEcrits presence={presence} form={form} />
        <Actions>
          <Button icon="check">Enregistrer</Button>
          {again ? null : (
            <Button kind="secondary" icon="circle-check" name="decision" value="confirmer" {...lock}>
              Confirmer les absences
            </Button>
          )}
        </Actions>
      </Form>
    </Card>
  );
};

/** The days of one learner in the company: noted by those who see him there, read by the others. */
export const PresencePage = (props: Props) => {
  const { frame, faits, actor, ecrire, voisins } = props;
  const { apprenant, classe, periode, presence, dossier } = faits;
  const mine = actor.role === "apprenant";
  const dates = `${periode.nom}, ${dateRange(periode.du, periode.au)}`;
  return (
    <Page
      frame={frame}
      title={mine ? "Ma présence" : `Présence : ${listName(apprenant)}`}
      lead={mine ? dates : `${classe.nom} · ${dates}`}
      back={{ href: routes.dossier.href({ dossier }), text: mine ? "Mon dossier" : "Dossier" }}
      voisins={voisins}
    >
      <Stack>
        <CompteDePresence presence={presence} />
        <Confirmation faits={faits} actor={actor} />
        <HorairesInconnus faits={faits} actor={actor} />
        {presence.jours.length === 0 ? (
          <Notice kind="warning">
            Aucun jour n’est prévu dans cette période : vérifiez ses dates et les horaires de la fiche de
            liaison.
          </Notice>
        ) : ecrire.ok ? (
          <>
            <Saisie {...props} />
            <Arret {...props} />
          </>
        ) : (
          <>
            <JoursLus presence={presence} />
            <p class="meta">{ecrire.message}</p>
          </>
        )}
      </Stack>
    </Page>
  );
};
