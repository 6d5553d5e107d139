import type { Child } from "hono/jsx";
import { roleText } from "#kernel/actor.ts";
import { civilDateIn } from "#kernel/civil-date.ts";
import { formOf } from "#kernel/form.ts";
import { count, fullName, hour, longDate } from "#kernel/french.ts";
import { type Conseil, conseilsSur, idAncre, reponseDe } from "#portfolio/commentaires/rules.ts";
import type { FaitsPortfolio } from "#portfolio/load.ts";
import { droitsPortfolio } from "#portfolio/rights.ts";
import { routes } from "#routes.ts";
import { Button } from "#ui/button.tsx";
import { Chip } from "#ui/chip.tsx";
import { TextArea } from "#ui/fields.tsx";
import { Form, Hidden } from "#ui/form.tsx";
import { Icon } from "#ui/icon.tsx";
import type { Screen } from "#web/act.ts";

/** What drawing a comment needs of the page. */
type Ecran = Pick<Screen<never>, "actor" | "frame">;

/** « 23 novembre 2026 à 10 h 00 »: a portfolio is read again years later. */
export function moment(le: Date, { actor }: Ecran): string {
  const fuseau = actor.etablissement.fuseau;
  return `${longDate(civilDateIn(le, fuseau))} à ${hour(le, fuseau)}`;
}

type Seen = { screen: Ecran; conseil: Conseil };

/** « À faire », or since when it is done. */
export const EtatConseil = ({ screen, conseil }: Seen) =>
  conseil.faitLe ? (
    <Chip kind="success">
      Fait le {longDate(civilDateIn(conseil.faitLe, screen.actor.etablissement.fuseau))}
    </Chip>
  ) : (
    <Chip kind="todo">À faire</Chip>
  );

/** One comment as it is read beside the text it is about; `lieu`: what it is about, where that is not plain. */
export const ConseilLu = ({ screen, conseil, lieu }: Seen & { lieu?: Child }) => {
  const reponse = reponseDe(conseil);
  return (
    <li class="conseil">
      <p class="conseil-tete">
        <b>{fullName(conseil.auteur)}</b>
        <span class="meta">
          {roleText[conseil.auteur.role]} · {moment(conseil.le, screen)}
        </span>
        <EtatConseil screen={screen} conseil={conseil} />
      </p>
      {lieu}
      <p class="commentaire-texte">{conseil.texte}</p>
      {reponse ? (
        <p class="conseil-reponse">
          <Icon name="message-square" />
          <span>
            <b>Réponse :</b> {reponse.texte}
          </span>
        </p>
      ) : null}
    </li>
  );
};

type ConseilsProps = {
  faits: FaitsPortfolio;
  screen: Ecran;
  /** see `lieuDe` */
  ancre: string;
  /** what it is, in words: « Ce qui a été fait », « la semaine 2 » */
  sur: string;
  /** unfolded from the start */
  ouvert?: boolean;
};

const titre = (conseils: readonly Conseil[], sur: string) => {
  const reste = conseils.filter(({ faitLe }) => faitLe === null).length;
  const etat = reste === 0 ? "fait" : reste === conseils.length ? "à faire" : `dont ${reste} à faire`;
  return (
    <>
      <Icon name="message-square" />
      <span>
        {count(conseils.length, "conseil")} ({etat})<span class="sr-only"> : {sur}</span>
      </span>
    </>
  );
};

const Ajouter = ({ faits, screen, ancre, sur }: ConseilsProps) => (
  <Form
    action={routes.commentaires.href({ dossier: faits.dossier })}
    keys={screen.frame.keys}
    label={`Laisser un conseil : ${sur}`}
  >
    <Hidden name="ancre" value={ancre} />
    <Hidden name="sur_place" value="oui" />
    <TextArea
      form={formOf()}
      id={`${idAncre(ancre)}-texte`}
      name="texte"
      label="Votre conseil"
      rows={3}
      required
    />
    <Button kind="secondary" icon="send" about={`: ${sur}`}>
      Publier le commentaire
    </Button>
  </Form>
);

/**
 * The comments of one object or field, in place, folded with their number (B-07): whoever may comment adds one there, the
 * learner goes to the tab to answer. Never inside another
 * form, save the learner’s own: for him it holds none. Nothing at all when there is nothing to read nor to add.
 */
export const Conseils = ({ faits, screen, ancre, sur, ouvert = false }: ConseilsProps) => {
  const conseils = conseilsSur(faits.conseils, ancre);
  const commente = droitsPortfolio.commenter(screen.actor, faits).ok;
  const mine = droitsPortfolio.repondre(screen.actor, faits).ok;
  if (conseils.length === 0 && !commente) return null;
  const aFaire = mine && conseils.some(({ faitLe }) => faitLe === null);
  return (
    <details class="conseils" open={ouvert || aFaire}>
      <summary>
        {conseils.length > 0 ? (
          titre(conseils, sur)
        ) : (
          <>
            <Icon name="message-square" />
            <span>
              Laisser un conseil<span class="sr-only"> : {sur}</span>
            </span>
          </>
        )}
      </summary>
      <div class="conseils-corps" id={idAncre(ancre)}>
        {conseils.length > 0 ? (
          <ol class="commentaires">
            {conseils.map((conseil) => (
              <ConseilLu screen={screen} conseil={conseil} />
            ))}
          </ol>
        ) : null}
        {commente ? <Ajouter faits={faits} screen={screen} ancre={ancre} sur={sur} /> : null}
        {mine ? (
          <p>
            <a
              href={`${routes.commentaires.href({ dossier: faits.dossier })}#commentaire-${conseils[0]?.id}`}
            >
              Répondre ou marquer « C’est fait »
            </a>
          </p>
        ) : null}
      </div>
    </details>
  );
};
