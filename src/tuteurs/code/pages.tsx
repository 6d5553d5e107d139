import { CODE_MINUTES } from "#comptes/rules.ts";
import type { FormState } from "#kernel/form.ts";
import { dateRange, fullName, initials } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { gestionHref } from "#tuteurs/liens.ts";
import type { Acces } from "#tuteurs/store/un-acces.ts";
import { Button, LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Definitions } from "#ui/definition.tsx";
import { TextField } from "#ui/fields.tsx";
import { Actions, Form, Hidden, KeyFields } from "#ui/form.tsx";
import { Stack } from "#ui/layout.tsx";
import { Notice } from "#ui/notice.tsx";
import { type Frame, Page } from "#ui/page.tsx";
import { QrCode } from "#ui/qr.tsx";

/** « 482 913 »: read aloud and typed three by three. */
const troisParTrois = (code: string) => `${code.slice(0, 3)}\u00a0${code.slice(3)}`;

type MontreProps = {
  frame: Frame;
  code: string;
  /** the whole address of the QR code, with its secret */
  lien: string;
  /** where the code is typed, as one reads it aloud */
  adresse: string;
  /** « 14 h 47 » */
  jusqua: string;
  retour: string;
  tuteur: { nom: string; prenom: string };
  apprenant: { nom: string; prenom: string };
  periode: string;
};

/** On the teacher's phone, held out to the tutor: the square to photograph, or six figures to type. */
export const CodeMontrePage = (props: MontreProps) => (
  <Page
    frame={props.frame}
    title="La page du tuteur"
    lead={`Pour ${fullName(props.tuteur)} : ${fullName(props.apprenant)}, ${props.periode}`}
    back={{ href: props.retour, text: "La visite" }}
  >
    <Card>
      <div class="code-visite">
        <QrCode text={props.lien} label="Code QR qui ouvre la page du tuteur" />
        <div class="stack">
          <p>
            {fullName(props.tuteur)} photographie le carré avec son téléphone, ou ouvre{" "}
            <b class="code-adresse">{props.adresse}</b> et tape :
          </p>
          <p class="code-chiffres">{troisParTrois(props.code)}</p>
          <p class="meta">
            {`Valable jusqu’à ${props.jusqua}, une seule fois : ce code ouvre son espace, à son nom.`}
          </p>
        </div>
      </div>
      <Actions>
        <LinkButton href={props.retour} icon="arrow-left" kind="primary">
          Revenir à la visite
        </LinkButton>
      </Actions>
    </Card>
  </Page>
);

/** Why no code is given, and what to do instead. */
export const CodeRefusePage = ({
  frame,
  raison,
  visite,
  dossier,
  rang,
  apprenti,
  periode,
}: {
  frame: Frame;
  raison: string;
  visite: string;
  dossier: string;
  /** of the stay the visit takes place in */
  rang: number;
  apprenti: boolean;
  periode: string;
}) => (
  <Page
    frame={frame}
    title="La page du tuteur"
    back={{ href: routes.rencontre.href({ visite }), text: "La visite" }}
  >
    <Stack>
      <Notice kind="info">{raison}</Notice>
      <Actions>
        <LinkButton href={routes.rencontre.href({ visite })} icon="arrow-left" kind="primary">
          Revenir à la visite
        </LinkButton>
        {apprenti ? null : (
          <>
            <LinkButton href={gestionHref(periode, { dossier, rang })} icon="users">
              Gérer les tuteurs
            </LinkButton>
            <LinkButton href={routes.ficheLieu.href({ dossier })} icon="file-text">
              Ouvrir la fiche
            </LinkButton>
          </>
        )}
      </Actions>
    </Stack>
  </Page>
);

/** Where the tutor types his code. Wrong, used, too old: the same page, so that it teaches nothing. */
export const TaperCodePage = ({ frame, form }: { frame: Frame; form: FormState }) => (
  <Page
    frame={frame}
    title="Entrer avec un code de visite"
    lead="L’enseignant qui vous rend visite vous montre six chiffres, ou un carré à photographier."
  >
    <Card>
      <Form action={routes.code.href({})} keys={frame.keys} form={form}>
        <TextField
          form={form}
          name="code"
          label="Code à six chiffres"
          hint={`Il vaut ${CODE_MINUTES} minutes et sert une fois.`}
          inputmode="numeric"
          autocomplete="one-time-code"
          maxlength={12}
          width="short"
          required
        />
        <Actions>
          <Button icon="arrow-right">Continuer</Button>
          <LinkButton href={routes.connexion.href({})} kind="quiet">
            Se connecter autrement
          </LinkButton>
        </Actions>
      </Form>
    </Card>
  </Page>
);

/** Before anybody is recognised, the learner is named by initials only; one button opens the space. */
export const CodeReconnuPage = ({
  frame,
  acces,
  action,
  code,
}: {
  frame: Frame;
  acces: Acces;
  action: string;
  /** typed; undefined when the address holds the secret */
  code?: string;
}) => (
  <Page
    frame={frame}
    title="Votre page de tuteur"
    lead="Remplissez le bilan avec l’enseignant, sur votre téléphone et à votre nom."
  >
    <Card>
      <Definitions
        rows={[
          { term: "Apprenant", value: initials(acces.apprenant) },
          {
            term: "Période",
            value: `${acces.periode.nom}, ${dateRange(acces.periode.du, acces.periode.au)}`,
          },
          { term: "Établissement", value: acces.ecole },
        ]}
      />
      <form method="post" action={action}>
        <KeyFields keys={frame.keys} />
        {code ? (
          <>
            <Hidden name="code" value={code} />
            <Hidden name="entrer" value="oui" />
          </>
        ) : null}
        <Actions>
          <Button icon="arrow-right">Ouvrir ma page</Button>
        </Actions>
      </form>
    </Card>
  </Page>
);
