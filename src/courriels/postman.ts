import type { LetterContext, LetterWriter, LetterWriters, WrittenLetter } from "#courriels/letters.ts";
import { asHtml, asText, typeset } from "#courriels/render.ts";
import { LEASE, nextTry } from "#courriels/retry.ts";
import { mark, schools, takeWaiting, timeZone, type WaitingMail } from "#courriels/store.ts";
import { createMailTransport } from "#courriels/transport.ts";
import { asSchool, type Database } from "#db/pool.ts";
import { civilDateIn } from "#kernel/civil-date.ts";
import { referentielsPourTravail } from "#referentiel/ecole.ts";
import type { Livres } from "#referentiel/load.ts";

type Deps = {
  db: Database;
  livres: Livres;
  config: { smtpUrl: string | null; sender: string };
  clock: () => Date;
  randomBytes: (size: number) => Buffer;
  log: { warn: (facts: object, message: string) => void };
  origin: string;
  mailFolder: string;
};

export type Postman = {
  /** Sends every letter whose turn has come, school by school. @returns how many left */
  deliver: () => Promise<number>;
  /** delivers now and every ten seconds */
  start: () => void;
  /** delivers soon: an act has just committed a letter */
  nudge: () => void;
  /** waits for the letter being sent, then no more */
  stop: () => Promise<void>;
};

const ROUND = 10_000;

type Taken =
  | { kind: "none" }
  | { kind: "dropped" }
  | { kind: "failed"; mail: WaitingMail; reason: string }
  | { kind: "written"; mail: WaitingMail; letter: WrittenLetter };

/**
 * The post. A letter is taken and written in one transaction (its link is committed before it leaves), sent outside any,
 * and marked in another. While it is on its way it has a lease, so that two postmen never send the same one; a process
 * that dies in between lets the lease run out, and the letter is tried again rather than lost.
 */
export function createPostman(deps: Deps, writers: LetterWriters): Postman {
  const transport = createMailTransport({
    ...deps.config,
    origin: deps.origin,
    folder: deps.mailFolder,
    now: deps.clock,
  });
  let stopped = false;

  const take = async (school: string): Promise<Taken> => {
    const now = deps.clock();
    let held: WaitingMail | null = null;
    try {
      return await asSchool(deps.db, school, async (tx): Promise<Taken> => {
        const mail = await takeWaiting(tx, now);
        if (!mail) return { kind: "none" };
        held = mail;
        const fuseau = await timeZone(tx);
        const context: LetterContext = {
          now,
          today: civilDateIn(now, fuseau),
          fuseau,
          origin: deps.origin,
          randomBytes: deps.randomBytes,
          referentiels: () => referentielsPourTravail(tx, deps, school),
        };
        // the table gives each model its own writer; a union cannot be called with a union
        const write = writers[mail.modele] as LetterWriter | undefined;
        if (!write) throw new Error(`no writer for ${mail.modele}`);
        const letter = await write(tx, { ...mail, etablissement: school }, context);
        const tentatives = mail.tentatives + 1;
        if (!letter) {
          await mark(tx, mail.id, {
            etat: "sans-objet",
            tentatives: mail.tentatives,
            erreur: null,
            prochain_essai: null,
          });
          return { kind: "dropped" };
        }
        const lease = new Date(now.getTime() + LEASE);
        await mark(tx, mail.id, { etat: "a-envoyer", tentatives, erreur: null, prochain_essai: lease });
        return { kind: "written", mail: { ...mail, tentatives }, letter: typeset(letter) };
      });
    } catch (error) {
      // TypeScript does not follow assignments made inside the callback
      const mail = held as WaitingMail | null;
      if (!mail) throw error;
      const reason = "La lettre n’a pas pu être écrite.";
      deps.log.warn({ courriel: mail.id, kind: (error as Error).name }, "letter not written");
      return { kind: "failed", mail: { ...mail, tentatives: mail.tentatives + 1 }, reason };
    }
  };

  const failed = async (school: string, mail: WaitingMail, reason: string, forGood: boolean) => {
    const again = forGood ? null : nextTry(mail.tentatives, deps.clock());
    await asSchool(deps.db, school, (tx) =>
      mark(tx, mail.id, {
        etat: again ? "a-envoyer" : "refuse",
        tentatives: mail.tentatives,
        erreur: reason,
        prochain_essai: again,
      }),
    );
  };

  const send = async (school: string, mail: WaitingMail, letter: WrittenLetter): Promise<boolean> => {
    try {
      await transport.send({
        id: mail.id,
        to: mail.destinataire,
        subject: letter.sujet,
        text: asText(letter),
        html: await asHtml(letter),
      });
    } catch (error) {
      const { reason, forGood } = reasonOf(error);
      deps.log.warn({ courriel: mail.id, tentatives: mail.tentatives, forGood }, "letter not sent");
      await failed(school, mail, reason, forGood);
      return false;
    }
    await asSchool(deps.db, school, (tx) =>
      mark(tx, mail.id, {
        etat: "envoye",
        tentatives: mail.tentatives,
        erreur: null,
        prochain_essai: null,
        envoye_le: deps.clock(),
      }),
    );
    return true;
  };

  const deliver = async (): Promise<number> => {
    let sent = 0;
    for (const school of await schools(deps.db))
      while (!stopped) {
        const taken = await take(school);
        if (taken.kind === "none") break;
        if (taken.kind === "failed") await failed(school, taken.mail, taken.reason, false);
        if (taken.kind === "written" && (await send(school, taken.mail, taken.letter))) sent++;
      }
    return sent;
  };

  let running: Promise<void> | null = null;
  let asked = false;
  const round = () => {
    asked = running !== null;
    if (running || stopped) return;
    running = deliver()
      .then(() => undefined)
      // the database is away: the letters wait there, the next round comes
      .catch((error: Error) => deps.log.warn({ kind: error.name }, "round of the post given up"))
      .finally(() => {
        running = null;
        if (asked) round();
      });
  };
  let timer: NodeJS.Timeout | undefined;
  return {
    deliver,
    nudge: round,
    start: () => {
      timer = setInterval(round, ROUND);
      round();
    },
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await running;
      transport.close();
    },
  };
}

/** What to tell of a letter that did not leave: the server's own words when it spoke. */
function reasonOf(error: unknown): { reason: string; forGood: boolean } {
  const { response, responseCode, code } = error as {
    response?: string;
    responseCode?: number;
    code?: string;
  };
  const words = response ?? (code ? `Serveur de courrier injoignable (${code})` : "Envoi impossible");
  // a 5xx about the address or the text is an answer; about our password or our line it is an accident of ours
  const answered = code === "EENVELOPE" || code === "EMESSAGE";
  return {
    reason: words.slice(0, 300),
    forGood: answered && responseCode !== undefined && responseCode >= 500,
  };
}
