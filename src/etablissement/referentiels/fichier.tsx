import { champRapport } from "#etablissement/referentiels/form.ts";
import type { FormState } from "#kernel/form.ts";
import { Button } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { FileField } from "#ui/fields.tsx";
import { Actions, Form } from "#ui/form.tsx";
import { Notice } from "#ui/notice.tsx";
import type { Screen } from "#web/act.ts";

type Props = { action: string; title: string; form: FormState; screen: Screen; children: string };

/** The lines of the check report among the errors of a refused file, in their order. */
function rapportDe({ errors }: FormState): string[] {
  const lines: string[] = [];
  for (let rank = 1; errors[champRapport(rank)] !== undefined; rank++)
    lines.push(errors[champRapport(rank)] ?? "");
  return lines;
}

/** Sends a référentiel file; when it is refused, the whole report of the check stands under the field. */
export const EnvoiFichier = ({ action, title, form, screen, children }: Props) => {
  const rapport = rapportDe(form);
  const own = new Set(rapport.map((_, n) => champRapport(n + 1)));
  const errors = Object.fromEntries(Object.entries(form.errors).filter(([name]) => !own.has(name)));
  return (
    <Card title={title} id="fichier">
      <p>{children}</p>
      <Form action={action} keys={screen.frame.keys} form={{ ...form, errors }} id="envoi" files>
        <FileField
          form={{ ...form, errors }}
          name="fichier"
          label="Fichier du référentiel"
          hint="JSON, même forme que le fichier téléchargé, 2 Mo au plus."
          accept=".json,application/json"
          required
        />
        {rapport.length > 0 ? (
          <Notice kind="danger" title="Compte rendu du contrôle">
            <ul class="puces">
              {rapport.map((line) => (
                <li>{line}</li>
              ))}
            </ul>
          </Notice>
        ) : null}
        <Actions>
          <Button icon="upload">Contrôler le fichier</Button>
        </Actions>
      </Form>
    </Card>
  );
};
