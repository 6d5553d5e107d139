import type { FormState } from "#kernel/form.ts";
import { routes } from "#routes.ts";
import { Button } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { TextField } from "#ui/fields.tsx";
import { Actions, Form, Hidden, KeyFields } from "#ui/form.tsx";
import { Notice } from "#ui/notice.tsx";
import { type Frame, Page } from "#ui/page.tsx";
import { QrCode } from "#ui/qr.tsx";

type Props = {
  frame: Frame;
  form: FormState;
  /** the session opens nothing else before the code */
  awaited: boolean;
  /** it may be taken away again */
  removable: boolean;
  confirmed: boolean;
  /** the secret being enrolled */
  secret: { text: string; address: string } | null;
};

const Code = ({
  frame,
  form,
  acte,
  button,
}: Pick<Props, "frame" | "form"> & { acte: string; button: string }) => (
  <Form action={routes.secondFacteur.href({})} keys={frame.keys} form={form}>
    <Hidden name="acte" value={acte} />
    <TextField
      form={form}
      name="code"
      label="Code à six chiffres"
      hint="Celui que montre votre application en ce moment."
      autocomplete="one-time-code"
      inputmode="numeric"
      maxlength={7}
      width="short"
      required
    />
    <Actions>
      <Button kind={acte === "retirer" ? "danger" : "primary"}>{button}</Button>
    </Actions>
  </Form>
);

const Enrol = ({
  frame,
  form,
  secret,
}: Pick<Props, "frame" | "form"> & { secret: NonNullable<Props["secret"]> }) => (
  <Card title="Relier une application">
    <p>
      Avec une application de codes (FreeOTP, Aegis, ou celle de votre gestionnaire de mots de passe),
      photographiez ce dessin ; depuis le téléphone lui-même,{" "}
      <a href={secret.address}>ouvrez l’application</a>.
    </p>
    <QrCode text={secret.address} label="Code QR du second facteur" />
    <p>
      Sans photographie, tapez cette clé : <code>{secret.text.match(/.{1,4}/g)?.join(" ")}</code>
    </p>
    <Code frame={frame} form={form} acte="confirmer" button="Vérifier et enregistrer" />
  </Card>
);

const Begin = ({ frame }: Pick<Props, "frame">) => (
  <Card title="Protéger votre compte">
    <p>
      Un code à six chiffres, donné par une application de votre téléphone, sera demandé en plus du mot de
      passe. Un mot de passe volé ne suffira plus.
    </p>
    <form method="post" action={routes.secondFacteur.href({})}>
      <KeyFields keys={frame.keys} />
      <Hidden name="acte" value="commencer" />
      <Button>Commencer</Button>
    </form>
  </Card>
);

/** The second factor of one's own account: to give, to enrol, or to take away where it is a choice. */
export const SecondFacteurPage = ({ frame, form, awaited, removable, confirmed, secret }: Props) => (
  <Page
    frame={frame}
    title="Second facteur"
    lead={awaited ? "Une dernière étape avant d’entrer." : undefined}
  >
    {awaited && confirmed ? (
      <Card>
        <Code frame={frame} form={form} acte="entrer" button="Entrer" />
        <p class="meta">
          Téléphone perdu ? La personne qui tient le serveur de Passerelle peut retirer ce second facteur.
        </p>
      </Card>
    ) : secret ? (
      <Enrol frame={frame} form={form} secret={secret} />
    ) : confirmed ? (
      <Card title="Second facteur en place">
        <Notice kind="success">Un code est demandé à chaque connexion.</Notice>
        {removable ? (
          <Code frame={frame} form={form} acte="retirer" button="Retirer le second facteur" />
        ) : null}
      </Card>
    ) : (
      <Begin frame={frame} />
    )}
  </Page>
);
