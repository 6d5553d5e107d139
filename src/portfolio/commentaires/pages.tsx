import { roleText } from "#kernel/actor.ts";
import type { Decision } from "#kernel/decision.ts";
import { type FormState, formOf, textOf } from "#kernel/form.ts";
import { count, de, fullName } from "#kernel/french.ts";
import { EtatConseil, moment } from "#portfolio/commentaires/conseils.tsx";
import { REPONSE_MAX } from "#portfolio/commentaires/form.ts";
import type { FaitsCommentaires, FaitsEcrit } from "#portfolio/commentaires/load.ts";
import {
  type Conseil,
  conseilDeLaReponse,
  corriger,
  empreinteDe,
  lieuDe,
  lieuxProposes,
  presents,
} from "#portfolio/commentaires/rules.ts";
import { PortfolioPage } from "#portfolio/pages.tsx";
import { droitsPortfolio } from "#portfolio/rights.ts";
import { routes } from "#routes.ts";
import { Button, LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { Empty } from "#ui/empty.tsx";
import { SelectField, TextArea, TextField } from "#ui/fields.tsx";
import { Actions, Form, Hidden, KeyFields } from "#ui/form.tsx";
import { Icon } from "#ui/icon.tsx";
import { Fold, Line, Stack } from "#ui/layout.tsx";
import { Notice } from "#ui/notice.tsx";
import { Avatar } from "#ui/person.tsx";
import type { Screen } from "#web/act.ts";

type Props = { faits: FaitsCommentaires; screen: Screen<never> };
type UnProps = Props & { conseil: Conseil };

/** What a comment is about: a link to where it is read, unless that is no longer in the portfolio. */
const Sujet = ({ faits, conseil }: { faits: FaitsCommentaires; conseil: Conseil }) => {
  if (conseil.ancre === "") return null;
  const lieu = lieuDe(conseil.ancre, faits.contexte);
  return (
    <p class="meta">
      Sur : {lieu ? <a href={lieu.adresse}>{lieu.nom}</a> : "un texte qui n’est plus dans le portfolio"}
    </p>
  );
};

/** « Lu par Carole Aïssani le 23 nov. à 10 h 00 »: for its author and the learner. */
const LuPar = ({ faits, screen, conseil }: UnProps) => {
  const lui = screen.actor.role === "apprenant";
  if (!lui && conseil.auteur.habilitation !== screen.actor.habilitation) return null;
  const lectures = faits.lectures.filter((lecture) => lecture.conseil === conseil.id);
  // he is reading it
  if (lui && lectures.length === 0) return null;
  return (
    <p class="meta conseil-lu">
      <Icon name="eye" />
      <span>
        {lectures.length === 0
          ? "Pas encore lu"
          : `Lu par ${lectures.map((lecture) => `${fullName(lecture)} le ${moment(lecture.le, screen)}`).join(", ")}`}
      </span>
    </p>
  );
};

type BoutonProps = { faits: FaitsCommentaires; screen: Screen<never>; id: string; about: string };

/** Taking one's words back, or putting them back: one press, no confirmation, since the other undoes it. */
const Retirer = ({ faits, screen, id, about, retablir }: BoutonProps & { retablir?: boolean }) => (
  <form method="post" action={routes.commentaireRetirer.href({ dossier: faits.dossier, commentaire: id })}>
    <KeyFields keys={screen.frame.keys} />
    <Hidden name="retire" value={retablir ? "non" : "oui"} />
    <Button kind="quiet" icon={retablir ? "undo-2" : "trash-2"} about={about}>
      {retablir ? "Rétablir" : "Retirer"}
    </Button>
  </form>
);

type Sien = { id: string; le: Date; retireLe: Date | null };

/** What the author of words may still do with them. */
const GestesAuteur = ({ faits, screen, ecrit, about }: Props & { ecrit: Sien; about: string }) => {
  const moi = screen.actor.habilitation;
  return (
    <div class="conseil-gestes">
      {corriger({ ...ecrit, auteur: moi }, moi, screen.now).ok ? (
        <LinkButton
          kind="quiet"
          icon="pencil"
          about={about}
          href={routes.commentaire.href({ dossier: faits.dossier, commentaire: ecrit.id })}
        >
          Corriger
        </LinkButton>
      ) : null}
      <Retirer faits={faits} screen={screen} id={ecrit.id} about={about} />
    </div>
  );
};

const FormulaireReponse = ({ faits, screen, conseil, form }: UnProps & { form?: FormState }) => (
  <Form
    action={routes.commentaireReponse.href({ dossier: faits.dossier, commentaire: conseil.id })}
    keys={screen.frame.keys}
    form={form}
  >
    <TextField
      form={form ?? formOf()}
      id={form ? undefined : `reponse-${conseil.id}`}
      name="texte"
      label="Ta réponse, en une ligne"
      maxlength={REPONSE_MAX}
    />
    <Button kind="secondary" icon="send" about={`au commentaire ${de(fullName(conseil.auteur))}`}>
      Répondre
    </Button>
  </Form>
);

/** The learner's answer; he alone adds it, corrects it, takes it back. */
const Reponse = ({ faits, screen, conseil }: UnProps) => {
  const mine = droitsPortfolio.repondre(screen.actor, faits).ok;
  const about = `(réponse au commentaire ${de(fullName(conseil.auteur))})`;
  const { reponse } = conseil;
  if (reponse?.retireLe === null)
    return (
      <div class="conseil-reponse">
        <Icon name="message-square" />
        <div>
          <p>
            <b>{mine ? "Ta réponse" : `Réponse ${de(faits.apprenant.prenom)}`}</b>{" "}
            <span class="meta">{moment(reponse.le, screen)}</span>
          </p>
          <p class="commentaire-texte">{reponse.texte}</p>
          {mine ? <GestesAuteur faits={faits} screen={screen} ecrit={reponse} about={about} /> : null}
        </div>
      </div>
    );
  if (!mine) return null;
  return (
    <>
      {reponse ? (
        <Line>
          <span class="meta">Réponse retirée.</span>
          <Retirer faits={faits} screen={screen} id={reponse.id} about={about} retablir />
        </Line>
      ) : null}
      <Fold summary={`Répondre à ${fullName(conseil.auteur)}`}>
        <FormulaireReponse faits={faits} screen={screen} conseil={conseil} />
      </Fold>
    </>
  );
};

const Fait = ({ faits, screen, conseil: { id, faitLe, auteur } }: UnProps) => (
  <form method="post" action={routes.commentaireFait.href({ dossier: faits.dossier, commentaire: id })}>
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
);

/** Who wrote, in what quality, when. */
const Auteur = ({ conseil, screen }: { conseil: Conseil; screen: Screen<never> }) => (
  <span class="person">
    <Avatar person={conseil.auteur} />
    <span>
      <b>{fullName(conseil.auteur)}</b>
      <span class="meta person-detail">
        {roleText[conseil.auteur.role]} · {moment(conseil.le, screen)}
      </span>
    </span>
  </span>
);

const Un = (props: UnProps) => {
  const { faits, screen, conseil } = props;
  const { actor } = screen;
  return (
    <li>
      <Card id={`commentaire-${conseil.id}`}>
        <Line spread>
          <Auteur conseil={conseil} screen={screen} />
          <EtatConseil screen={screen} conseil={conseil} />
        </Line>
        <Sujet faits={faits} conseil={conseil} />
        <p class="commentaire-texte">{conseil.texte}</p>
        <LuPar {...props} />
        <Reponse {...props} />
        {droitsPortfolio.marquerFait(actor, faits).ok ? <Fait {...props} /> : null}
        {conseil.auteur.habilitation === actor.habilitation ? (
          <GestesAuteur
            faits={faits}
            screen={screen}
            ecrit={conseil}
            about={`(commentaire du ${moment(conseil.le, screen)})`}
          />
        ) : null}
      </Card>
    </li>
  );
};

/** What one took back oneself, and the way to put it back. */
const Retires = ({ faits, screen }: Props) => {
  const miens = faits.conseils.filter(
    ({ auteur, retireLe }) => retireLe !== null && auteur.habilitation === screen.actor.habilitation,
  );
  if (miens.length === 0) return null;
  return (
    <div id="retires">
      <Fold summary={`Vos commentaires retirés (${miens.length})`} open>
        <ul class="plain-list">
          {miens.map((conseil) => (
            <li>
              <p class="commentaire-texte">{conseil.texte}</p>
              <Retirer
                faits={faits}
                screen={screen}
                id={conseil.id}
                about={`(commentaire du ${moment(conseil.le, screen)})`}
                retablir
              />
            </li>
          ))}
        </ul>
      </Fold>
    </div>
  );
};

const Ajouter = ({ faits, screen, form }: Props & { form: FormState }) => {
  const commenter = droitsPortfolio.commenter(screen.actor, faits);
  const locked = commenter.ok ? undefined : commenter.message;
  const lieux = lieuxProposes(faits.contexte);
  // opened from one field, which the list does not name
  const choisi = lieuDe(textOf(form, "ancre"), faits.contexte);
  const proposes = choisi && !lieux.some(({ ancre }) => ancre === choisi.ancre) ? [choisi, ...lieux] : lieux;
  return (
    <Card title="Ajouter un commentaire" id="ajouter">
      <Form
        action={routes.commentaires.href({ dossier: faits.dossier })}
        keys={screen.frame.keys}
        form={form}
      >
        {textOf(form, "sur_place") === "oui" ? <Hidden name="sur_place" value="oui" /> : null}
        <SelectField
          form={form}
          name="ancre"
          label="Sur quoi porte votre conseil ?"
          options={proposes.map(({ ancre, nom }) => ({ value: ancre, text: nom }))}
          width="full"
          locked={locked}
        />
        <TextArea
          form={form}
          name="texte"
          label="Votre commentaire"
          hint="Un conseil précis aide davantage : dites ce qui peut être repris."
          rows={4}
          required
          locked={locked}
        />
        {commenter.ok ? (
          <Actions>
            <Button icon="send">Publier le commentaire</Button>
          </Actions>
        ) : null}
      </Form>
    </Card>
  );
};

/** The advice of the teacher and the company (S-58, B-07), oldest first; the learner says what he did of it. */
export const CommentairesPage = ({ faits, screen, form }: Props & { form: FormState }) => {
  const { actor, frame } = screen;
  const conseils = presents(faits.conseils);
  return (
    <PortfolioPage frame={frame} actor={actor} faits={faits} onglet="commentaires">
      <Stack>
        {conseils.length === 0 ? (
          <Card>
            <Empty icon="message-square">
              {actor.role === "apprenant"
                ? "Aucun commentaire pour l’instant. Tes enseignants et ton entreprise peuvent t’écrire ici."
                : `Aucun commentaire pour l’instant. ${faits.apprenant.prenom} lira les vôtres ici.`}
            </Empty>
          </Card>
        ) : (
          <>
            <h2>
              {count(conseils.length, "commentaire")}
              {faits.sommaire.commentairesAFaire > 0
                ? `, dont ${faits.sommaire.commentairesAFaire} à traiter`
                : ""}
            </h2>
            <ol class="commentaires">
              {conseils.map((conseil) => (
                <Un conseil={conseil} faits={faits} screen={screen} />
              ))}
            </ol>
          </>
        )}
        <Retires faits={faits} screen={screen} />
        {actor.role === "apprenant" ? null : <Ajouter faits={faits} screen={screen} form={form} />}
      </Stack>
    </PortfolioPage>
  );
};

const Retour = ({ faits }: { faits: FaitsCommentaires }) => (
  <p>
    <a href={routes.commentaires.href({ dossier: faits.dossier })}>Tous les commentaires</a>
  </p>
);

/** The one line that was refused, again with its words and the comment it answers. */
export const ReponsePage = ({
  faits,
  screen,
  form,
}: {
  faits: FaitsCommentaires & { conseil: Conseil };
  screen: Screen<never>;
  form: FormState;
}) => (
  <PortfolioPage frame={screen.frame} actor={screen.actor} faits={faits} onglet="commentaires">
    <Card title="Ta réponse">
      <Auteur conseil={faits.conseil} screen={screen} />
      <p class="commentaire-texte">{faits.conseil.texte}</p>
      <FormulaireReponse faits={faits} screen={screen} conseil={faits.conseil} form={form} />
      <Retour faits={faits} />
    </Card>
  </PortfolioPage>
);

/** One's own words, to be put right; after a quarter of an hour they are read only, and the page says why. */
export const CorrigerPage = ({
  faits,
  screen,
  form,
  decision,
}: {
  faits: FaitsEcrit;
  screen: Screen<never>;
  form: FormState;
  decision: Decision;
}) => {
  const reponse = conseilDeLaReponse(faits.ecrit.ancre) !== null;
  const titre = reponse ? "Corriger ma réponse" : "Corriger mon commentaire";
  return (
    <PortfolioPage frame={screen.frame} actor={screen.actor} faits={faits} onglet="commentaires">
      <Card title={titre}>
        {decision.ok ? (
          <Form
            action={routes.commentaire.href({ dossier: faits.dossier, commentaire: faits.ecrit.id })}
            keys={screen.frame.keys}
            form={form}
            version={empreinteDe(faits.ecrit.texte)}
          >
            {reponse ? (
              <TextField
                form={form}
                name="texte"
                label="Ta réponse, en une ligne"
                maxlength={REPONSE_MAX}
                required
              />
            ) : (
              <TextArea form={form} name="texte" label="Votre commentaire" rows={5} required />
            )}
            <Actions>
              <Button icon="check">Enregistrer</Button>
            </Actions>
          </Form>
        ) : (
          <Notice kind="info" title="Ce texte ne se corrige plus">
            {decision.message}
          </Notice>
        )}
        <Retour faits={faits} />
      </Card>
    </PortfolioPage>
  );
};
