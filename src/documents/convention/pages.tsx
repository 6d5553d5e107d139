import type { FaitsConvention } from "#documents/convention/load.ts";
import { ScanConvention } from "#documents/convention/scan/pages.tsx";
import type { CivilDate } from "#kernel/civil-date.ts";
import type { Decision } from "#kernel/decision.ts";
import type { FormState } from "#kernel/form.ts";
import { dateRange, de, fullName, longDate } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { Button } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { DateField } from "#ui/fields.tsx";
import { Actions, Form, Hidden, KeyFields } from "#ui/form.tsx";
import { Stack } from "#ui/layout.tsx";
import { Notice } from "#ui/notice.tsx";
import { type Frame, Page } from "#ui/page.tsx";

export type Formulaires = { signature: FormState; scan: FormState };

type Props = {
  faits: FaitsConvention;
  frame: Frame;
  fuseau: string;
  /** the learner's own */
  mien: boolean;
  forms: Formulaires;
  noter: Decision;
  joindre: Decision;
  today: CivilDate;
};

export const ConventionPage = ({ faits, frame, fuseau, mien, forms, noter, joindre, today }: Props) => {
  const { dossier, convention, periode } = faits;
  const connue = convention?.signeeLe ?? "";
  const par = convention?.noteePar ? ` Noté par ${fullName(convention.noteePar)}.` : "";
  return (
    <Page
      frame={frame}
      title={mien ? "Ma convention" : `Convention ${de(fullName(faits.apprenant))}`}
      lead={`${periode.nom}, ${dateRange(periode.du, periode.au)}`}
      back={{ href: routes.ficheLieu.href({ dossier }), text: "Fiche de liaison" }}
    >
      <Stack>
        {convention ? (
          <Notice kind="success" title={`Signée le ${longDate(convention.signeeLe)}`}>
            Un changement d’entreprise ou de tuteur par l’apprenant est maintenant une proposition, qu’un
            enseignant accepte ou écarte.{par}
          </Notice>
        ) : (
          <Notice kind="info" title="Pas encore notée comme signée">
            La convention se signe sur papier. Une fois sa date notée, un changement d’entreprise ou de tuteur
            par l’apprenant devient une proposition.
          </Notice>
        )}
        {noter.ok ? (
          <Card title={convention ? "Corriger la date" : "Noter la signature"}>
            <Form
              action={routes.convention.href({ dossier })}
              keys={frame.keys}
              form={forms.signature}
              id="signature"
              label="Convention"
            >
              <Hidden name="connue" value={connue} />
              <DateField form={forms.signature} name="signeeLe" label="Signée le" max={today} required />
              <Actions>
                <Button icon="check">
                  {convention ? "Enregistrer la date" : "Noter la convention signée"}
                </Button>
              </Actions>
            </Form>
            {convention ? (
              <form method="post" action={routes.convention.href({ dossier })}>
                <KeyFields keys={frame.keys} />
                <Hidden name="connue" value={connue} />
                <Hidden name="acte" value="annuler" />
                <Button kind="quiet" icon="undo-2">
                  Elle n’est pas signée
                </Button>
              </form>
            ) : null}
          </Card>
        ) : (
          <Notice kind="locked">{noter.message}</Notice>
        )}
        <ScanConvention faits={faits} frame={frame} fuseau={fuseau} form={forms.scan} joindre={joindre} />
      </Stack>
    </Page>
  );
};
