import { quand } from "#bilans/lignes/words.ts";
import { Imprimer } from "#bilans/papier/liens.tsx";
import { champ } from "#bilans/personnel/form.ts";
import { pointsDe } from "#bilans/personnel/rules.ts";
import type { PersonnelLu } from "#bilans/personnel/store.ts";
import type { BarreVoisins } from "#dossiers/rules/voisins.ts";
import type { FormState } from "#kernel/form.ts";
import { dateRange, fullName, instantText } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { Button } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { RadioGroup } from "#ui/choices.tsx";
import { Definitions } from "#ui/definition.tsx";
import { Empty } from "#ui/empty.tsx";
import { TextArea } from "#ui/fields.tsx";
import { Actions, Form } from "#ui/form.tsx";
import { Stack } from "#ui/layout.tsx";
import { Notice } from "#ui/notice.tsx";
import { type Frame, Page } from "#ui/page.tsx";
import { SaveState } from "#ui/save-state.tsx";

/** The id of the form; the save state speaks of it. */
const FORM = "bilan-personnel";

const lead = ({ periode }: PersonnelLu) => `${periode.nom}, ${dateRange(periode.du, periode.au)}`;

/** The learner's own form: each attitude once, then the outlook. */
export const PersonnelPage = ({
  frame,
  faits,
  form,
  now,
  fuseau,
  personne,
}: {
  frame: Frame;
  faits: PersonnelLu;
  form: FormState;
  now: Date;
  fuseau: string;
  /** drafts are kept under this id on his device */
  personne: string;
}) => {
  const { bilan, ref, dossier } = faits;
  const wrong = Object.keys(form.errors).length > 0;
  return (
    <Page
      frame={frame}
      title="Mon bilan personnel"
      lead={lead(faits)}
      back={{ href: routes.dossier.href({ dossier }), text: faits.periode.nom }}
      sticky
      actions={
        <>
          <SaveState
            form={FORM}
            autosave={{ personne, tutoie: true }}
            state={form.conflict ? "conflict" : bilan && !wrong ? "saved" : "new"}
            text={
              form.conflict
                ? "Rien n’a été enregistré"
                : bilan && !wrong
                  ? `Enregistré ${quand(bilan.modifieLe, now, fuseau)}`
                  : "Pas encore enregistré"
            }
          />
          <Button form={FORM} kind="secondary">
            Enregistrer
          </Button>
        </>
      }
    >
      <Form
        id={FORM}
        action={routes.bilanPersonnel.href({ dossier })}
        keys={frame.keys}
        form={form}
        version={bilan?.version ?? 0}
        class="form attitudes"
      >
        <Card title="Tes points forts et tes axes de progrès">
          <Stack>
            <p class="meta">
              Pour chaque attitude, dis ce que tu penses de toi sur cette période. Tu peux en laisser de côté.
            </p>
            {ref.attitudes.map(({ code, intitule }) => (
              <RadioGroup
                form={form}
                name={champ(code)}
                label={intitule}
                choices={[
                  { value: "fort", text: "Point fort" },
                  { value: "progres", text: "Axe de progrès" },
                  { value: "", text: "Je n’en parle pas" },
                ]}
              />
            ))}
          </Stack>
        </Card>
        <Card title="Tes perspectives">
          <TextArea
            form={form}
            name="perspectives"
            label="Pour la prochaine période"
            hint="Qu’as-tu envie d’apprendre ou d’essayer ? Par exemple : « La prochaine fois, je voudrais… », « Pour progresser, je vais… »"
            rows={5}
          />
        </Card>
        <Actions>
          <Button icon="check" formaction={routes.bilanPersonnelTerminer.href({ dossier })}>
            Terminer mon bilan personnel
          </Button>
          {bilan ? <Imprimer href={routes.bilanPersonnelPdf.href({ dossier })} tutoie /> : null}
        </Actions>
      </Form>
    </Page>
  );
};

/** The same as the others read it. */
export const PersonnelLuPage = ({
  frame,
  faits,
  fuseau,
  voisins,
}: {
  frame: Frame;
  faits: PersonnelLu;
  fuseau: string;
  voisins: BarreVoisins | undefined;
}) => {
  const { bilan, ref, apprenant, dossier } = faits;
  const list = (choix: "fort" | "progres") =>
    pointsDe(ref.attitudes, bilan, choix)
      .map(({ intitule }) => intitule)
      .join("\n");
  return (
    <Page
      frame={frame}
      title={`Bilan personnel : ${fullName(apprenant)}`}
      lead={lead(faits)}
      back={{ href: routes.dossier.href({ dossier }), text: `${fullName(apprenant)}, ${faits.periode.nom}` }}
      voisins={voisins}
      actions={bilan ? <Imprimer href={routes.bilanPersonnelPdf.href({ dossier })} /> : null}
    >
      <Stack>
        {bilan && !bilan.termine ? (
          <Notice kind="info">{`${apprenant.prenom} n’a pas encore dit que son bilan était terminé.`}</Notice>
        ) : null}
        <Card title="Ce qu’en dit l’apprenant">
          {bilan ? (
            <Definitions
              rows={[
                { term: "Points forts", value: list("fort") },
                { term: "Axes de progrès", value: list("progres") },
                { term: "Perspectives", value: bilan.perspectives },
                { term: "Modifié", value: `le ${instantText(bilan.modifieLe, fuseau)}` },
              ]}
            />
          ) : (
            <Empty icon="user">{`${apprenant.prenom} n’a pas encore commencé son bilan personnel.`}</Empty>
          )}
        </Card>
      </Stack>
    </Page>
  );
};
