import { baseName } from "#bilans/lignes/form.ts";
import { type Cle, cleDe, type Stockee } from "#bilans/lignes/rules.ts";
import { signature } from "#bilans/lignes/words.ts";
import { type FormState, textOf } from "#kernel/form.ts";
import type { Referentiel } from "#referentiel/types.ts";
import { Card } from "#ui/card.tsx";
import { RadioGroup } from "#ui/choices.tsx";
import { TextArea } from "#ui/fields.tsx";
import { Hidden } from "#ui/form.tsx";

/** The fields of the attitudes: one row of degrees an attitude, made for a thumb, then the comment. */
export const ChampsAttitudes = ({
  referentiel,
  form,
  lignes,
  now,
  fuseau,
}: {
  referentiel: Referentiel;
  form: FormState;
  lignes: ReadonlyMap<Cle, Stockee>;
  now: Date;
  fuseau: string;
}) => (
  <>
    {referentiel.attitudes.map(({ code, intitule }) => {
      const cle = cleDe("attitude", code);
      const by = signature(lignes.get(cle), now, fuseau);
      return (
        <Card>
          <Hidden name={baseName(cle)} value={textOf(form, baseName(cle))} />
          <RadioGroup
            form={form}
            name={cle}
            label={intitule}
            choices={[
              ...referentiel.echelleAttitudes.map((echelon) => ({
                value: echelon.code,
                text: echelon.intitule,
              })),
              ...(textOf(form, cle) ? [{ value: "", text: "Effacer" }] : []),
            ]}
          />
          {by ? <p class="grille-note">{by}</p> : null}
        </Card>
      );
    })}
    <Card>
      <Hidden name="base.commentaire" value={textOf(form, "base.commentaire")} />
      <TextArea
        form={form}
        name="commentaire"
        label="Commentaire"
        hint="Facultatif : un fait précis aide plus qu’un mot général."
        rows={3}
      />
    </Card>
  </>
);
