import { DEMO_PASSWORD, demoAccounts } from "#comptes/demo-accounts.ts";
import { PASSWORD_MIN } from "#comptes/rules.ts";
import type { Espace } from "#comptes/store.ts";
import { type Actor, roleText } from "#kernel/actor.ts";
import type { FormState } from "#kernel/form.ts";
import { fullName } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { Button, LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { TextField } from "#ui/fields.tsx";
import { Actions, Form, Hidden, KeyFields } from "#ui/form.tsx";
import { Notice } from "#ui/notice.tsx";
import { type Frame, Page } from "#ui/page.tsx";

const DemoDoors = ({ frame, next }: { frame: Frame; next: string }) => (
  <Card title="Essayer la démonstration">
    <p>Une pression ouvre la session d’une personne inventée. Rien de ce que vous écrivez ici n’est réel.</p>
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
    <div class="columns">
      <Card>
        <Form action={routes.connexion.href({})} keys={frame.keys} form={form}>
          <Hidden name="suite" value={next} />
          <TextField
            form={form}
            name="courriel"
            label="Adresse électronique ou identifiant"
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
          <Actions>
            <Button icon="key-round">Se connecter</Button>
          </Actions>
        </Form>
      </Card>
      {frame.demo ? <DemoDoors frame={frame} next={next} /> : null}
    </div>
  </Page>
);

const PasswordFields = ({ form }: { form: FormState }) => (
  <>
    <TextField
      form={form}
      name="motDePasse"
      type="password"
      label="Nouveau mot de passe"
      hint={`Au moins ${PASSWORD_MIN} caractères : une phrase facile à retenir convient très bien.`}
      autocomplete="new-password"
      required
    />
    <TextField
      form={form}
      name="confirmation"
      type="password"
      label="Le même, une seconde fois"
      autocomplete="new-password"
      required
    />
  </>
);

type PasswordPageProps = { frame: Frame; form: FormState; actor: Actor | null };

export const PasswordPage = ({ frame, form, actor }: PasswordPageProps) => (
  <Page
    frame={frame}
    title={actor?.role === "apprenant" ? "Choisis ton mot de passe" : "Choisir votre mot de passe"}
    lead={
      actor?.role === "apprenant"
        ? "Ton code d’accès n’a servi qu’une fois. Choisis maintenant un mot de passe que toi seul connais."
        : "Vous seul le connaîtrez. Vos autres sessions ouvertes seront fermées."
    }
  >
    <Card>
      <Form action={routes.motDePasse.href({})} keys={frame.keys} form={form}>
        <PasswordFields form={form} />
        <Actions>
          <Button>Enregistrer le mot de passe</Button>
        </Actions>
      </Form>
    </Card>
  </Page>
);

type ActivationPageProps = {
  frame: Frame;
  form: FormState;
  jeton: string;
  personne: { nom: string; prenom: string };
};

export const ActivationPage = ({ frame, form, jeton, personne }: ActivationPageProps) => (
  <Page
    frame={frame}
    title="Activer votre compte"
    lead={`Bienvenue ${fullName(personne)}. Choisissez un mot de passe pour ouvrir votre espace.`}
  >
    <Card>
      <Form action={routes.activation.href({ jeton })} keys={frame.keys} form={form}>
        <PasswordFields form={form} />
        <Actions>
          <Button>Activer mon compte</Button>
        </Actions>
      </Form>
    </Card>
  </Page>
);

export const ClosedLinkPage = ({ frame }: { frame: Frame }) => (
  <Page frame={frame} title="Ce lien n’est plus valable">
    <Notice kind="info">
      Ce lien a déjà servi, a expiré ou a été remplacé par un plus récent. Si votre compte est activé,
      connectez-vous ; sinon, demandez un nouveau lien à l’administrateur de votre établissement.
    </Notice>
    <LinkButton href={routes.connexion.href({})}>Se connecter</LinkButton>
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
