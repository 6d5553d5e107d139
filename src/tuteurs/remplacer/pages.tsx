import type { FormState } from "#kernel/form.ts";
import { de, fullName } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { direSejour } from "#tuteurs/etat.tsx";
import { ChampsIdentite } from "#tuteurs/identite.tsx";
import { sejourDe } from "#tuteurs/liens.ts";
import type { FaitsUn } from "#tuteurs/load.ts";
import { vivante } from "#tuteurs/rules.ts";
import { Button, LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Empty } from "#ui/empty.tsx";
import { Actions, Form } from "#ui/form.tsx";
import { Notice } from "#ui/notice.tsx";
import { type Frame, Page } from "#ui/page.tsx";

type Props = { faits: FaitsUn; frame: Frame; retour: string; form: FormState };

/** « Remplacer le tuteur » (B-16): the newcomer's identity, and what becomes of the other, before the one press. */
export const RemplacerPage = ({ faits, frame, retour, form }: Props) => {
  const { ligne, periode } = faits;
  const present = vivante(ligne);
  return (
    <Page
      frame={frame}
      title="Remplacer le tuteur"
      lead={`Tuteur ${de(fullName(ligne))}, ${periode.nom}, ${direSejour(ligne)}`}
      back={{ href: retour, text: "Gestion des tuteurs" }}
    >
      {present ? (
        <Card title="Le nouveau tuteur" id="nouveau-tuteur">
          <Form
            action={routes.tuteurRemplacer.href(
              { periode: periode.id, dossier: ligne.dossier },
              sejourDe(ligne.accueil.rang),
            )}
            keys={frame.keys}
            form={form}
            version={ligne.accueil.version}
            label="Le nouveau tuteur"
          >
            <Notice kind="warning" title={`${fullName(present.tuteur)} perdra son accès à ce dossier`}>
              Ses liens vers ce dossier se ferment aussitôt. Ses écrits et ses évaluations restent, signés de
              son nom, et son nom reste sur la page des tuteurs avec la date. Le nouveau tuteur reçoit son
              lien par courriel.
            </Notice>
            <ChampsIdentite form={form} />
            <Actions>
              <Button icon="send">Remplacer le tuteur et envoyer le lien</Button>
              <LinkButton href={retour} kind="quiet">
                Garder {fullName(present.tuteur)}
              </LinkButton>
            </Actions>
          </Form>
        </Card>
      ) : (
        <Card>
          <Empty
            icon="users"
            action={
              <LinkButton href={retour} icon="send">
                Inviter un tuteur
              </LinkButton>
            }
          >
            Personne n’a d’accès à ce dossier en ce moment : il n’y a pas de tuteur à remplacer.
          </Empty>
        </Card>
      )}
    </Page>
  );
};
