import { DEMO_PASSWORD, demoAccounts } from "#comptes/demo-accounts.ts";
import type { Espace } from "#comptes/store.ts";
import { roleText } from "#kernel/actor.ts";
import type { FormState } from "#kernel/form.ts";
import { routes } from "#routes.ts";
import { Button } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { CheckboxField } from "#ui/choices.tsx";
import { TextField } from "#ui/fields.tsx";
import { Actions, Form, Hidden, KeyFields } from "#ui/form.tsx";
import { Grid } from "#ui/layout.tsx";
import { type Frame, Page } from "#ui/page.tsx";

const DemoDoors = ({ frame, next }: { frame: Frame; next: string }) => (
  <Card title="Essayer la démonstration">
    <p>Un appui ouvre la session d’une personne inventée. Rien de ce que vous écrivez ici n’est réel.</p>
    <ul class="demo-doors">
      {demoAccounts.map((account) => (
        <li>
          <form method="post" action={routes.connexion.href({})}>
            <KeyFields keys={frame.keys} />
            <Hidden name="suite" value={next} />
            <Hidden name="courriel" value={account.courriel} />
            <Hidden name="motDePasse" value={DEMO_PASSWORD} />
            <Button kind="secondary">{account.qui}</Button>
          </form>
        </li>
      ))}
    </ul>
    <p class="field-hint">
      Le tuteur de stage n’a pas de mot de passe : il entre par le lien reçu dans son{" "}
      <a href={routes.demoCourriels.href({})}>courriel</a>.
    </p>
  </Card>
);

export const SignInPage = ({ frame, form, next }: { frame: Frame; form: FormState; next: string }) => (
  <Page frame={frame} title="Se connecter" lead="Préparer, suivre et évaluer les périodes en entreprise.">
    <Grid wide>
      <Card>
        <Form action={routes.connexion.href({})} keys={frame.keys} form={form}>
          <Hidden name="suite" value={next} />
          <TextField
            form={form}
            name="courriel"
            label="Courriel ou identifiant"
            hint="Élèves : l’identifiant de votre coupon d’accès (prénom.nom)."
            autocomplete="username"
            inputmode="email"
            verbatim
            required
          />
          <TextField
            form={form}
            name="motDePasse"
            type="password"
            label="Mot de passe"
            hint="Première connexion : le code d’accès de votre coupon."
            autocomplete="current-password"
            required
          />
          <CheckboxField
            form={form}
            name="personnel"
            value="oui"
            label="Ce téléphone est à moi"
            hint="Élèves et apprentis : connecté 30 jours. Jamais sur un ordinateur partagé."
          />
          <Actions>
            <Button icon="key-round">Se connecter</Button>
            <a href={routes.motDePasseOublie.href({})}>Mot de passe oublié ?</a>
          </Actions>
        </Form>
        <p class="meta">
          Tuteur de stage : ouvrez de nouveau le lien reçu par courriel, il vaut 180 jours ; pendant une
          visite, <a href={routes.code.href({})}>entrez avec le code</a> que l’enseignant vous montre.
        </p>
      </Card>
      {frame.demo ? <DemoDoors frame={frame} next={next} /> : null}
    </Grid>
  </Page>
);

type ChooseRolePageProps = { frame: Frame; espaces: Espace[]; current: string };

export const ChooseRolePage = ({ frame, espaces, current }: ChooseRolePageProps) => (
  <Page
    frame={frame}
    title="Vos espaces"
    lead="Une même personne peut tenir plusieurs rôles, dans plusieurs établissements."
  >
    <ul class="rows">
      {espaces.map((espace) => (
        <li>
          <Card title={roleText[espace.role]} meta={espace.nomEtablissement}>
            {espace.habilitation === current ? (
              <p>Espace ouvert en ce moment.</p>
            ) : (
              <form method="post" action={routes.espaces.href({})}>
                <KeyFields keys={frame.keys} />
                <Hidden name="espace" value={espace.habilitation} />
                <Button kind="secondary">Ouvrir cet espace</Button>
              </form>
            )}
          </Card>
        </li>
      ))}
    </ul>
  </Page>
);
