import { roleText } from "#kernel/actor.ts";
import { civilDateIn } from "#kernel/civil-date.ts";
import type { FormState } from "#kernel/form.ts";
import { de, fullName, hour, longDate } from "#kernel/french.ts";
import type { FaitsCommentaires } from "#portfolio/commentaires/load.ts";
import type { Commentaire } from "#portfolio/commentaires/store.ts";
import { PortfolioPage } from "#portfolio/pages.tsx";
import { droitsPortfolio } from "#portfolio/rights.ts";
import { routes } from "#routes.ts";
import { Button } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Chip } from "#ui/chip.tsx";
import { Empty } from "#ui/empty.tsx";
import { TextArea } from "#ui/fields.tsx";
import { Actions, Form, Hidden, KeyFields } from "#ui/form.tsx";
import { Line, Stack } from "#ui/layout.tsx";
import { Avatar } from "#ui/person.tsx";
import type { Screen } from "#web/act.ts";

type Props = { faits: FaitsCommentaires; screen: Screen; form: FormState };

const moment = (le: Date, screen: Screen) => {
  const fuseau = screen.actor.etablissement.fuseau;
  return `${longDate(civilDateIn(le, fuseau))} à ${hour(le, fuseau)}`;
};

const Etat = ({ commentaire, screen }: { commentaire: Commentaire; screen: Screen }) =>
  commentaire.faitLe ? (
    <Chip kind="success">
      Fait le {longDate(civilDateIn(commentaire.faitLe, screen.actor.etablissement.fuseau))}
    </Chip>
  ) : (
    <Chip kind="todo">À faire</Chip>
  );

const Un = ({ commentaire, faits, screen }: Omit<Props, "form"> & { commentaire: Commentaire }) => {
  const { auteur, id, faitLe } = commentaire;
  const sien = droitsPortfolio.marquerFait(screen.actor, faits).ok;
  return (
    <li>
      <Card>
        <Line spread>
          <span class="person">
            <Avatar person={auteur} />
            <span>
              <b>{fullName(auteur)}</b>
              <span class="meta person-detail">
                {roleText[auteur.role]} · {moment(commentaire.le, screen)}
              </span>
            </span>
          </span>
          <Etat commentaire={commentaire} screen={screen} />
        </Line>
        <p class="commentaire-texte">{commentaire.texte}</p>
        {sien ? (
          <form
            method="post"
            action={routes.commentaireFait.href({ dossier: faits.dossier, commentaire: id })}
          >
            <KeyFields keys={screen.frame.keys} />
            <Hidden name="fait" value={faitLe ? "non" : "oui"} />
            <Button
              kind={faitLe ? "quiet" : "secondary"}
              icon={faitLe ? "undo-2" : "check"}
              about={`(commentaire ${de(fullName(auteur))})`}
            >
              {faitLe ? "Remettre à faire" : "C’est fait"}
            </Button>
          </form>
        ) : null}
      </Card>
    </li>
  );
};

/** The advice of the teacher and the company (S-58), oldest first; the learner says what he did of it. */
export const CommentairesPage = ({ faits, screen, form }: Props) => {
  const { actor, frame } = screen;
  const commenter = droitsPortfolio.commenter(actor, faits);
  return (
    <PortfolioPage frame={frame} actor={actor} faits={faits} onglet="commentaires">
      <Stack>
        {faits.commentaires.length === 0 ? (
          <Card>
            <Empty icon="message-square">
              {actor.role === "apprenant"
                ? "Aucun commentaire pour l’instant. Tes enseignants et ton entreprise peuvent t’écrire ici."
                : `Aucun commentaire pour l’instant. ${faits.apprenant.prenom} lira les vôtres ici.`}
            </Empty>
          </Card>
        ) : (
          <ol class="commentaires">
            {faits.commentaires.map((commentaire) => (
              <Un commentaire={commentaire} faits={faits} screen={screen} />
            ))}
          </ol>
        )}
        {actor.role === "apprenant" ? null : (
          <Card title="Ajouter un commentaire">
            <Form action={routes.commentaires.href({ dossier: faits.dossier })} keys={frame.keys} form={form}>
              <TextArea
                form={form}
                name="texte"
                label="Votre commentaire"
                hint="Un conseil précis aide davantage : nommez la semaine ou l’activité."
                rows={4}
                required
                locked={commenter.ok ? undefined : commenter.message}
              />
              {commenter.ok ? (
                <Actions>
                  <Button icon="send">Publier le commentaire</Button>
                </Actions>
              ) : null}
            </Form>
          </Card>
        )}
      </Stack>
    </PortfolioPage>
  );
};
