import type { Child } from "hono/jsx";
import { type ReadLetter, readLetter, readOutbox } from "#courriels/outbox.ts";
import { civilDateIn } from "#kernel/civil-date.ts";
import { hour, longDate } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { Card } from "#ui/card.tsx";
import { Definitions } from "#ui/definition.tsx";
import { Empty } from "#ui/empty.tsx";
import { Icon } from "#ui/icon.tsx";
import { type Frame, Page } from "#ui/page.tsx";
import { RowItem, Rows } from "#ui/rows.tsx";
import { html } from "#web/answer.ts";
import type { WebContext } from "#web/deps.ts";
import { notFound } from "#web/errors.tsx";
import { frameFor } from "#web/frame.ts";
import { openView } from "#web/open.ts";

/** The demonstration has one clock on the wall. */
const FUSEAU = "Europe/Paris";

const moment = ({ date }: ReadLetter) =>
  date ? `${longDate(civilDateIn(date, FUSEAU))}, ${hour(date, FUSEAU)}` : "";

const ListePage = ({ frame, letters }: { frame: Frame; letters: ReadLetter[] }) => (
  <Page
    frame={frame}
    title="Courriels envoyés"
    lead="Ce que la démonstration aurait posté : chaque message est un fichier .eml, rien ne quitte cette machine."
  >
    {letters.length === 0 ? (
      <Empty icon="mail">
        Aucun courriel pour l’instant. Un enseignant en envoie un depuis « Gestion des tuteurs ».
      </Empty>
    ) : (
      <Card flush>
        <Rows label="Courriels, du plus récent au plus ancien">
          {letters.map((letter) => (
            <RowItem
              mark={<Icon name="mail" />}
              title={letter.subject}
              href={routes.demoCourriel.href({ courriel: letter.id })}
              detail={`À ${letter.to}, ${moment(letter)}`}
            />
          ))}
        </Rows>
      </Card>
    )}
  </Page>
);

/** The text as it is, its addresses made links; ours without their origin, whatever name the machine is reached by. */
const linked = (text: string, origin: string): Child[] =>
  text
    .split(/(https?:\/\/\S+)/)
    .map((part, rank) => (rank % 2 ? <a href={part.replace(origin, "") || "/"}>{part}</a> : part));

const CourrielPage = ({ frame, letter, origin }: { frame: Frame; letter: ReadLetter; origin: string }) => (
  <Page
    frame={frame}
    title={letter.subject}
    back={{ href: routes.demoCourriels.href({}), text: "Courriels envoyés" }}
  >
    <Card>
      <Definitions
        rows={[
          { term: "À", value: letter.to },
          { term: "Envoyé", value: moment(letter) },
        ]}
      />
      <p class="letter">{linked(letter.text, origin)}</p>
    </Card>
  </Page>
);

const onlyInDemo = (page: (c: WebContext) => Promise<Response>) => (c: WebContext) =>
  c.get("deps").config.demo ? page(c) : notFound(c);

/** The mails of the demonstration, where its tutor finds his link. */
export const courriels = [
  openView(
    routes.demoCourriels,
    onlyInDemo(async (c) => {
      const letters = await readOutbox(c.get("deps").mailFolder);
      return html(c, <ListePage frame={frameFor(c, null)} letters={letters} />);
    }),
  ),
  openView(
    routes.demoCourriel,
    onlyInDemo(async (c) => {
      const { mailFolder, origin } = c.get("deps");
      const letter = await readLetter(mailFolder, c.req.param("courriel") ?? "");
      if (!letter) return notFound(c);
      return html(c, <CourrielPage frame={frameFor(c, null)} letter={letter} origin={origin} />);
    }),
  ),
];
