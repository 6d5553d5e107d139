import { type Actor, roleText } from "#kernel/actor.ts";
import { type FormState, formOf } from "#kernel/form.ts";
import { fullName } from "#kernel/french.ts";
import { quand } from "#portfolio/rules.ts";
import type { FaitsSemaine } from "#portfolio/semaines/load.ts";
import { peutViser, type Vue } from "#portfolio/semaines/rules.ts";
import { routes } from "#routes.ts";
import { Button } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Chip } from "#ui/chip.tsx";
import { TextField } from "#ui/fields.tsx";
import { Actions, Form, Hidden, KeyFields } from "#ui/form.tsx";
import { Fold, Stack } from "#ui/layout.tsx";
import type { Screen } from "#web/act.ts";

/** Those who have seen the week shown. */
export const vuesDe = (faits: FaitsSemaine): Vue[] =>
  faits.autour.vues.filter(({ lundi }) => lundi === faits.semaine.lundi);

type VuesProps = { faits: FaitsSemaine; screen: Pick<Screen, "actor" | "today"> };

/** « Vue par Julien Boisseau », with his line for the learner (B-09). */
export const VuesLues = ({ faits, screen: { actor, today } }: VuesProps) => (
  <ul class="vues">
    {vuesDe(faits).map((vue) => (
      <li>
        <p>
          <Chip kind="success" icon="eye">
            {vue.habilitation === actor.habilitation ? "Vue par vous" : `Vue par ${fullName(vue)}`}
          </Chip>{" "}
          <span class="meta">
            {roleText[vue.role]} · {quand(vue.le, today, actor.etablissement.fuseau)}
            {faits.ecrit.modifieLe && faits.ecrit.modifieLe > vue.le ? " · modifiée depuis" : null}
          </span>
        </p>
        {vue.mot ? <p class="vue-mot">« {vue.mot} »</p> : null}
      </li>
    ))}
  </ul>
);

/** For the learner: who has seen his week; nothing while nobody has. */
export const VuesPourLui = (props: VuesProps) =>
  vuesDe(props.faits).length > 0 ? (
    <Card title="Ta semaine a été vue">
      <VuesLues {...props} />
    </Card>
  ) : null;

type ViserProps = { faits: FaitsSemaine; screen: Screen; form: FormState };

const adresse = ({ dossier, semaine }: FaitsSemaine) =>
  routes.semaineVue.href({ dossier, lundi: semaine.lundi });

const Mot = ({ faits, screen, form, bouton }: ViserProps & { bouton: string }) => (
  <Form action={adresse(faits)} keys={screen.frame.keys} form={form} label="Vue de la semaine">
    <TextField
      form={form}
      name="mot"
      label="Un mot (facultatif)"
      hint={`${faits.apprenant.prenom} le lira au-dessus de sa semaine. Son texte n’est jamais modifié.`}
      maxlength={200}
    />
    <Actions>
      <Button icon="eye">{bouton}</Button>
    </Actions>
  </Form>
);

const sienne = (actor: Actor, faits: FaitsSemaine) =>
  vuesDe(faits).find(({ habilitation }) => habilitation === actor.habilitation);

/** For those who follow the learner: one press says that the week is seen, one line may go with it, and it can be undone. */
export const Viser = ({ faits, screen, form }: ViserProps) => {
  const possible = peutViser(faits.sommaire.semaines.includes(faits.semaine.lundi));
  const vue = sienne(screen.actor, faits);
  const saisi = form.values.mot !== undefined ? form : formOf({ mot: vue?.mot ?? "" });
  return (
    <Card title={vue ? "Semaine vue" : "Avez-vous vu cette semaine ?"}>
      <Stack tight>
        <VuesLues faits={faits} screen={screen} />
        {!possible.ok ? (
          <p class="meta">{possible.message}</p>
        ) : vue ? (
          <>
            <Fold summary="Changer le mot" open={Object.keys(saisi.errors).length > 0}>
              <Mot faits={faits} screen={screen} form={saisi} bouton="Enregistrer le mot" />
            </Fold>
            <form method="post" action={adresse(faits)}>
              <KeyFields keys={screen.frame.keys} />
              <Hidden name="decision" value="retirer" />
              <Button kind="quiet" icon="undo-2">
                Je ne l’ai pas encore vue
              </Button>
            </form>
          </>
        ) : (
          <Mot faits={faits} screen={screen} form={saisi} bouton="J’ai vu cette semaine" />
        )}
      </Stack>
    </Card>
  );
};
