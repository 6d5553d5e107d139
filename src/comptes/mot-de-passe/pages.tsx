import { PASSWORD_MIN } from "#comptes/rules.ts";
import type { Actor } from "#kernel/actor.ts";
import type { FormState } from "#kernel/form.ts";
import { fullName } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { Button, LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { TextField } from "#ui/fields.tsx";
import { Actions, Form } from "#ui/form.tsx";
import { Notice } from "#ui/notice.tsx";
import { type Frame, Page } from "#ui/page.tsx";

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

type PasswordPageProps = { frame: Frame; form: FormState; actor: Actor; first: boolean };

const leads = {
  first: "Ton code d’accès n’a servi qu’une fois. Choisis maintenant un mot de passe que toi seul connais.",
  tu: "Toi seul le connaîtras. Tes autres sessions ouvertes seront fermées.",
  vous: "Vous seul le connaîtrez. Vos autres sessions ouvertes seront fermées.",
};

/** One's own password; `first`: in place of a one-time code, so the present one is not asked. */
export const PasswordPage = ({ frame, form, actor, first }: PasswordPageProps) => (
  <Page
    frame={frame}
    title={actor.role === "apprenant" ? "Choisis ton mot de passe" : "Choisir votre mot de passe"}
    lead={actor.role === "apprenant" ? (first ? leads.first : leads.tu) : leads.vous}
  >
    <Card>
      <Form action={routes.motDePasse.href({})} keys={frame.keys} form={form}>
        {first ? null : (
          <TextField
            form={form}
            name="actuel"
            type="password"
            label="Mot de passe actuel"
            autocomplete="current-password"
            required
          />
        )}
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
  personne: { nom: string; prenom: string; active: boolean };
};

export const ActivationPage = ({ frame, form, jeton, personne }: ActivationPageProps) => (
  <Page
    frame={frame}
    title={personne.active ? "Choisir un nouveau mot de passe" : "Activer votre compte"}
    lead={
      personne.active
        ? `${fullName(personne)}, l’ancien mot de passe ne servira plus et vos sessions ouvertes seront fermées.`
        : `Bienvenue ${fullName(personne)}. Choisissez un mot de passe pour ouvrir votre espace.`
    }
  >
    <Card>
      <Form action={routes.activation.href({ jeton })} keys={frame.keys} form={form}>
        <PasswordFields form={form} />
        <Actions>
          <Button>{personne.active ? "Enregistrer le mot de passe" : "Activer mon compte"}</Button>
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

export const ForgottenPage = ({ frame, form }: { frame: Frame; form: FormState }) => (
  <Page
    frame={frame}
    title="Mot de passe oublié"
    back={{ href: routes.connexion.href({}), text: "Se connecter" }}
    lead="Un lien pour en choisir un autre vous sera envoyé."
  >
    <Card>
      <Form action={routes.motDePasseOublie.href({})} keys={frame.keys} form={form}>
        <TextField
          form={form}
          name="courriel"
          type="email"
          label="Courriel de votre compte"
          hint="Élèves sans adresse : demandez un nouveau code d’accès à un enseignant de la classe."
          autocomplete="email"
          verbatim
          required
        />
        <Actions>
          <Button icon="send">Envoyer le lien</Button>
        </Actions>
      </Form>
    </Card>
  </Page>
);

export const AskedPage = ({ frame }: { frame: Frame }) => (
  <Page
    frame={frame}
    title="Regardez vos courriels"
    back={{ href: routes.connexion.href({}), text: "Se connecter" }}
  >
    <Notice kind="info">
      Si cette adresse est celle d’un compte, un lien vient d’y être envoyé. Il sert une fois, jusqu’à demain
      soir. Rien reçu ? Regardez les courriers indésirables, puis demandez à l’administrateur de votre
      établissement.
    </Notice>
  </Page>
);
