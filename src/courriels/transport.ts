import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createTransport } from "nodemailer";

export type Envelope = { id: string; to: string; subject: string; text: string; html: string };

/** Carries one letter; throws when it did not leave. */
export type Transport = { send: (letter: Envelope) => Promise<void>; close: () => void };

type Given = { smtpUrl: string | null; sender: string; origin: string; folder: string; now: () => Date };

/** A try that goes on longer is a failure: the letter's lease must outlive it. */
const TIMEOUT = 30_000;

/** The server given by SMTP_URL, else one .eml file a letter in a folder. */
export const createMailTransport = (given: Given): Transport =>
  given.smtpUrl ? bySmtp(given.smtpUrl, given) : byFiles(given);

/** The same letter tried twice keeps its Message-ID, so that the receiver's reader shows it once. */
const message = ({ sender, origin, now }: Given, { id, ...letter }: Envelope) => ({
  ...letter,
  from: sender,
  date: now(),
  messageId: `<${id}@${new URL(origin).hostname}>`,
  headers: { "Auto-Submitted": "auto-generated" },
  // nothing of a letter is ever read from a file or fetched from an address
  disableFileAccess: true,
  disableUrlAccess: true,
});

function bySmtp(url: string, given: Given): Transport {
  const timeouts = { connectionTimeout: TIMEOUT, greetingTimeout: TIMEOUT, socketTimeout: TIMEOUT };
  const post = createTransport({ url, ...timeouts });
  return {
    send: async (letter) => void (await post.sendMail(message(given, letter))),
    close: () => post.close(),
  };
}

function byFiles(given: Given): Transport {
  const writer = createTransport({ streamTransport: true, buffer: true, newline: "windows" });
  return {
    send: async (letter) => {
      const { message: rfc822 } = await writer.sendMail(message(given, letter));
      await mkdir(given.folder, { recursive: true });
      const file = join(given.folder, `${letter.id}.eml`);
      const draft = `${file}.brouillon`;
      try {
        // a reader of the folder never sees half a letter
        await writeFile(draft, rfc822 as Buffer);
        await rename(draft, file);
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
    },
    close: () => writer.close(),
  };
}
