import { Base } from "#bilans/lignes/competences.tsx";
import { type FormState, textOf } from "#kernel/form.ts";
import { fieldId, Hidden } from "#ui/form.tsx";

type Props = {
  form: FormState;
  /** the field, and the line of the bilan it is drawn from */
  cle: string;
  code: string;
  intitule: string;
  echelle: readonly { code: string; intitule: string }[];
  /** a criterion, under its competence */
  critere?: boolean;
  /** who wrote the line last */
  note: string | null;
};

/** One line of the paper: its boxes are native radios, the last one empties the line. */
export const LigneRapide = ({ form, cle, code, intitule, echelle, critere, note }: Props) => {
  const id = fieldId(cle);
  const value = textOf(form, cle);
  const error = form.errors[cle];
  const detaillee = cle.startsWith("competence.") && textOf(form, cle.replace(/^competence\./, "mode."));
  return (
    <fieldset
      class={critere ? "rapide rapide-critere" : "rapide"}
      aria-describedby={error ? `${id}-erreur` : undefined}
    >
      <legend class="sr-only">{`${code} ${intitule}`.trim()}</legend>
      <span class="rapide-nom" aria-hidden="true">
        {code ? <span class="competence-code">{code}</span> : null} {intitule}
      </span>
      <Base form={form} cle={cle} />
      {detaillee ? <Hidden name={cle.replace(/^competence\./, "mode.")} value={detaillee} /> : null}
      <span class="rapide-cases">
        {[...echelle, { code: "", intitule: "Rien" }].map((niveau, index) => (
          <label class={niveau.code ? "rapide-case" : "rapide-case rapide-vide"}>
            <input
              type="radio"
              id={index === 0 ? id : `${id}-${index + 1}`}
              name={cle}
              value={niveau.code}
              checked={niveau.code === value}
            />
            <span aria-hidden={niveau.code ? undefined : "true"}>{niveau.code || "–"}</span>
            <span class="sr-only">{niveau.code ? ` : ${niveau.intitule}` : niveau.intitule}</span>
          </label>
        ))}
      </span>
      {note ? <span class="grille-note">{note}</span> : null}
      {error ? (
        <p class="field-error" id={`${id}-erreur`}>
          {error}
        </p>
      ) : null}
    </fieldset>
  );
};

/** The words of the codes, once above the lines. */
export const EchelleDite = ({ echelle }: { echelle: Props["echelle"] }) => (
  <p class="meta">{echelle.map(({ code, intitule }) => `${code} ${intitule}`).join(" · ")}</p>
);
