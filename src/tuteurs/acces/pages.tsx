import { dateRange, initials, longDate } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import type { Acces } from "#tuteurs/store/un-acces.ts";
import { Button, LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Definitions } from "#ui/definition.tsx";
import { Actions, KeyFields } from "#ui/form.tsx";
import { Notice } from "#ui/notice.tsx";
import { type Frame, Page } from "#ui/page.tsx";

/** Before anybody is recognised, the learner is named by initials only. */
export const AccesPage = ({ frame, jeton, acces }: { frame: Frame; jeton: string; acces: Acces }) => (
  <Page
    frame={frame}
    title="Votre espace de tuteur"
    lead="Suivez l’apprenant que vous accueillez et remplissez ses bilans, sans mot de passe."
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
          { term: "Lien valable jusqu’au", value: longDate(acces.jusquAu) },
        ]}
      />
      <form method="post" action={routes.acces.href({ jeton })}>
        <KeyFields keys={frame.keys} />
        <Actions>
          <Button icon="arrow-right">Accéder à mon espace</Button>
        </Actions>
      </form>
    </Card>
  </Page>
);

export const LienFermePage = ({ frame, jeton }: { frame: Frame; jeton: string }) => (
  <Page frame={frame} title="Ce lien n’est plus valable">
    <Notice kind="info">
      Il a expiré, a été remplacé, ou son adresse est incomplète. Vous pouvez en demander un nouveau :
      l’enseignant qui suit l’apprenant est prévenu et vous l’envoie par courriel.
    </Notice>
    <form method="post" action={routes.nouveauLien.href({ jeton })}>
      <KeyFields keys={frame.keys} />
      <Actions>
        <Button icon="mail">Demander un nouveau lien</Button>
        <LinkButton href={routes.connexion.href({})} kind="quiet">
          Se connecter avec un mot de passe
        </LinkButton>
      </Actions>
    </form>
  </Page>
);

/** The same words whatever the link was: this page teaches nothing to who tries links. */
export const DemandeNoteePage = ({ frame }: { frame: Frame }) => (
  <Page frame={frame} title="Demande notée">
    <Notice kind="success">
      Si ce lien vous avait été envoyé, l’enseignant est prévenu. Vous recevrez un nouveau lien par courriel
      dès qu’il l’aura accepté. Sans réponse, joignez l’établissement par téléphone.
    </Notice>
  </Page>
);
