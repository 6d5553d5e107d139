import {
  CIBLE,
  champCompetences,
  champObjectif,
  gesteObjectif,
  lignesDe,
  lignesDuFormulaire,
} from "#annexes/objectifs/form.ts";
import { competencesCitees, OBJECTIFS_MAX, texteSansCitations } from "#annexes/rules/objectifs.ts";
import { type FormState, textOf } from "#kernel/form.ts";
import { GESTE } from "#kernel/form-input.ts";
import { competencesMobilisees, libelleCompetence } from "#referentiel/rules.ts";
import type { Referentiel } from "#referentiel/types.ts";
import { Button, type ButtonKind } from "#ui/button.tsx";
import { CheckboxGroup } from "#ui/choices.tsx";
import { TextArea } from "#ui/fields.tsx";
import { DefaultSubmit } from "#ui/form.tsx";
import type { IconName } from "#ui/icon-sprite.ts";
import { Fold, Line } from "#ui/layout.tsx";

type PressProps = { value: string; icon: IconName; about?: string; kind?: ButtonKind; children: string };

const Press = ({ value, icon, about, kind = "quiet", children }: PressProps) => (
  <Button kind={kind} icon={icon} name={GESTE} value={value} about={about}>
    {children}
  </Button>
);

type LigneProps = { form: FormState; referentiel: Referentiel; rang: number; total: number };

const Ligne = ({ form, referentiel, rang, total }: LigneProps) => {
  const ligne = lignesDuFormulaire(form)[rang - 1];
  const cited = ligne?.competences ?? [];
  const about = `l’objectif ${rang}`;
  return (
    <li class="objectif">
      <TextArea
        form={form}
        name={champObjectif(rang)}
        label={`Objectif ${rang}`}
        rows={2}
        autofocus={textOf(form, CIBLE) === String(rang)}
      />
      <div class="objectif-suite">
        <Fold summary={cited.length > 0 ? `Compétences citées : ${cited.join(", ")}` : "Compétences"}>
          <CheckboxGroup
            form={form}
            name={champCompetences(rang)}
            label={`Compétences citées par l’objectif ${rang}`}
            hideLabel
            choices={competencesMobilisees(referentiel).map(({ code, intitule }) => ({
              value: code,
              text: (
                <>
                  <b>{code}</b> {intitule}
                </>
              ),
            }))}
          />
        </Fold>
        <div class="objectif-gestes">
          {lignesDe(ligne?.texte ?? "").length > 1 ? (
            <Press
              kind="secondary"
              icon="list-checks"
              value={gesteObjectif.separer(rang)}
              about={`de ${about}`}
            >
              Séparer les lignes
            </Press>
          ) : null}
          {rang > 1 ? (
            <Press icon="arrow-up" value={gesteObjectif.monter(rang)} about={about}>
              Monter
            </Press>
          ) : null}
          {rang < total ? (
            <Press icon="arrow-down" value={gesteObjectif.descendre(rang)} about={about}>
              Descendre
            </Press>
          ) : null}
          <Press icon="x" value={gesteObjectif.retirer(rang)} about={about}>
            Retirer
          </Press>
        </div>
      </div>
    </li>
  );
};

type ChampsObjectifsProps = { form: FormState; referentiel: Referentiel };

/**
 * The list of objectives, one row each, with the competences each cites: the fields that `lireObjectifsSaisis` reads, and
 * the presses whose answer is `apresGesteObjectifs`. Without JavaScript.
 */
export const ChampsObjectifs = ({ form, referentiel }: ChampsObjectifsProps) => {
  const total = lignesDuFormulaire(form).length;
  return (
    <>
      <DefaultSubmit />
      <ol class="objectifs">
        {Array.from({ length: total }, (_, index) => (
          <Ligne form={form} referentiel={referentiel} rang={index + 1} total={total} />
        ))}
      </ol>
      {total < OBJECTIFS_MAX ? (
        <Line>
          <Press kind="secondary" icon="plus" value={gesteObjectif.ajouter}>
            Ajouter un objectif
          </Press>
        </Line>
      ) : (
        <p class="field-hint">{`Une annexe tient en ${OBJECTIFS_MAX} objectifs.`}</p>
      )}
    </>
  );
};

/** Objectives as they are read: the words, and under them each competence cited, code and title. */
export const ListeObjectifs = ({
  referentiel,
  objectifs,
}: {
  referentiel: Referentiel;
  objectifs: readonly string[];
}) => (
  <ul class="prose-list">
    {objectifs.map((objectif) => {
      const cited = competencesCitees(referentiel, objectif);
      return (
        <li>
          {texteSansCitations(referentiel, objectif)}
          {cited.length > 0 ? (
            <ul class="objectif-competences" aria-label="Compétences citées">
              {cited.map((code) => (
                <li>
                  <b>{code}</b> {libelleCompetence(referentiel, code)}
                </li>
              ))}
            </ul>
          ) : null}
        </li>
      );
    })}
  </ul>
);
