import { GESTE_COMME_LUNDI, horairesDuFormulaire, TEXTE_CONDITION_MAX } from "#annexes/conditions/form.ts";
import { JOURS, type Jour } from "#annexes/rules/conditions.ts";
import { champHoraire, horairesEnTexte, horairesSaisis } from "#annexes/rules/horaires.ts";
import {
  avertissementEnMots,
  avertissementsMineurs,
  SOURCE,
  TRANCHES,
  type Tranche,
} from "#annexes/rules/mineurs.ts";
import { type FormState, textOf } from "#kernel/form.ts";
import { GESTE } from "#kernel/form-input.ts";
import { Button } from "#ui/button.tsx";
import { TextArea, TextField } from "#ui/fields.tsx";
import { DefaultSubmit } from "#ui/form.tsx";
import { Icon } from "#ui/icon.tsx";
import { Fold, Line } from "#ui/layout.tsx";

const PLAGES = [
  ["matin", "Matin"],
  ["apresMidi", "Après-midi"],
] as const;

const capital = (jour: Jour) => jour.charAt(0).toUpperCase() + jour.slice(1);

const Heure = ({ form, name, label }: { form: FormState; name: string; label: string }) => (
  <TextField form={form} name={name} label={label} hideLabel type="time" width="short" />
);

const Journee = ({ form, jour }: { form: FormState; jour: Jour }) => (
  <fieldset class="horaires-jour">
    <legend>{capital(jour)}</legend>
    {PLAGES.map(([plage, mots]) => (
      <div class="horaires-plage">
        <span class="horaires-mots" aria-hidden="true">
          {mots}
        </span>
        <Heure form={form} name={champHoraire(jour, plage, "debut")} label={`${mots}, début`} />
        <span aria-hidden="true">–</span>
        <Heure form={form} name={champHoraire(jour, plage, "fin")} label={`${mots}, fin`} />
      </div>
    ))}
  </fieldset>
);

/** What the hours make in a week, in words. */
const EnTexte = ({ form }: { form: FormState }) => {
  const horaires = horairesDuFormulaire(form);
  const text = horaires && horairesEnTexte(horaires);
  return text ? <p class="horaires-texte">{text}</p> : null;
};

const titreMineurs = (tranches: readonly Tranche[], tutoie: boolean): string =>
  tranches.length > 1
    ? tutoie
      ? "À vérifier, si tu es mineur"
      : "À vérifier, si l’apprenant est mineur"
    : tranches[0] === "moins-16"
      ? "À vérifier : l’apprenant a moins de 16 ans"
      : "À vérifier : l’apprenant a 16 ou 17 ans";

/** The rules for minors that these hours do not keep; the island tells them while one types. Nothing is forbidden. */
const Mineurs = ({
  form,
  tranches,
  tutoie,
}: {
  form: FormState;
  tranches: readonly Tranche[];
  tutoie: boolean;
}) => {
  const found = avertissementsMineurs(
    horairesSaisis((name) => textOf(form, name)),
    tranches,
  ).map((one) => avertissementEnMots(one, tranches));
  return (
    <p-mineurs data-tranches={tranches.join(" ")} aria-live="polite">
      <div class="notice notice-warning" hidden={found.length === 0}>
        <Icon name="triangle-alert" />
        <div class="notice-text">
          <p class="notice-title">{titreMineurs(tranches, tutoie)}</p>
          <ul class="prose-list">
            {found.map(({ qui, texte }) => (
              <li>
                {qui ? <b>{qui}</b> : null}
                {qui ? " : " : ""}
                {texte}
              </li>
            ))}
          </ul>
          <p class="meta">
            D’après{" "}
            <a href={SOURCE.adresse} target="_blank" rel="noopener noreferrer">
              {SOURCE.nom}
              <span class="sr-only"> (nouvel onglet)</span>
            </a>{" "}
            ; des dérogations existent.{" "}
            {tutoie ? "Parles-en à tes enseignants" : "Rien n’empêche d’enregistrer"}.
          </p>
        </div>
      </div>
    </p-mineurs>
  );
};

const weekend = ["samedi", "dimanche"] as const;

/** True when an hour or an error stands in a folded day: the fold then opens. */
const weekendRempli = (form: FormState): boolean =>
  weekend.some((jour) =>
    PLAGES.some(([plage]) =>
      (["debut", "fin"] as const).some((bout) => {
        const name = champHoraire(jour, plage, bout);
        return textOf(form, name) !== "" || form.errors[name] !== undefined;
      }),
    ),
  );

type ChampsConditionsProps = {
  form: FormState;
  /** read by a learner */
  tutoie?: boolean;
  /** false: hours and concertation only, for who does not write for the school */
  ecole?: boolean;
  /** the ages to think of: both unless one is known; none for an adult */
  mineurs?: readonly Tranche[];
};

/**
 * The hours, concertation, works under derogation and evaluation of a period: the fields that `lireConditionsSaisies`
 * reads, and the press « comme le lundi » whose answer is `apresGesteConditions`.
 */
export const ChampsConditions = ({
  form,
  tutoie,
  ecole = true,
  mineurs = TRANCHES,
}: ChampsConditionsProps) => (
  <>
    <DefaultSubmit />
    <fieldset class="field horaires">
      <legend class="field-label">Horaires journaliers</legend>
      <p class="field-hint">
        {tutoie
          ? "Laisse vide un jour qui n’est pas travaillé."
          : "Laissez vide un jour qui n’est pas travaillé."}
      </p>
      <Journee form={form} jour="lundi" />
      <Line>
        <Button kind="quiet" icon="copy" name={GESTE} value={GESTE_COMME_LUNDI}>
          Même chose que lundi, du mardi au vendredi
        </Button>
      </Line>
      {JOURS.slice(1, 5).map((jour) => (
        <Journee form={form} jour={jour} />
      ))}
      <Fold summary="Samedi et dimanche" open={weekendRempli(form)}>
        {weekend.map((jour) => (
          <Journee form={form} jour={jour} />
        ))}
      </Fold>
      <EnTexte form={form} />
      {mineurs.length > 0 ? <Mineurs form={form} tranches={mineurs} tutoie={tutoie ?? false} /> : null}
    </fieldset>
    <TextArea
      form={form}
      name="concertation"
      label="Modalités de concertation"
      hint={
        tutoie
          ? "Comment le professeur référent et ton tuteur restent en contact : visite, appel, courriel."
          : "Comment le professeur référent et le tuteur restent en contact : visite, appel, courriel."
      }
      rows={3}
      maxlength={TEXTE_CONDITION_MAX}
    />
    {ecole ? (
      <>
        <TextArea
          form={form}
          name="travauxReglementes"
          label="Travaux, équipements et produits soumis à dérogation"
          hint="Ceux qui demandent une déclaration pour un apprenant mineur. Rien à écrire s’il n’y en a pas."
          rows={3}
          maxlength={TEXTE_CONDITION_MAX}
        />
        <TextArea
          form={form}
          name="modalitesEvaluation"
          label="Modalités d’évaluation"
          hint="Qui évalue, quand et avec quels documents."
          rows={3}
          maxlength={TEXTE_CONDITION_MAX}
        />
      </>
    ) : null}
  </>
);
