import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import PostalMime from "postal-mime";
import { SMTPServer } from "smtp-server";
import { expect, test } from "vitest";
import { createMailTransport } from "#courriels/transport.ts";

const given = {
  smtpUrl: null as string | null,
  sender: "Passerelle <ne-pas-repondre@ecole.test>",
  origin: "https://passerelle.ecole.test",
  folder: "",
  now: () => new Date("2026-11-23T09:00:00Z"),
};
const letter = {
  id: "0199-lettre",
  to: "julien.boisseau@entreprise.test",
  subject: "Accès au suivi d’Éloi",
  text: "Bonjour,\nvoici votre lien : https://passerelle.ecole.test/acces/abc\n",
  html: "<p>Bonjour</p>",
};

test("by SMTP: the letter reaches the server whole, with the configured sender", async () => {
  const received: { from: string; to: string[]; source: Buffer }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData: (stream, session, done) => {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => {
        const { mailFrom, rcptTo } = session.envelope;
        received.push({
          from: mailFrom ? mailFrom.address : "",
          to: rcptTo.map((to) => to.address),
          source: Buffer.concat(parts),
        });
        done();
      });
    },
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.server.address() as AddressInfo;
  const transport = createMailTransport({ ...given, smtpUrl: `smtp://127.0.0.1:${port}` });
  await transport.send(letter);
  transport.close();
  await new Promise<void>((closed) => server.close(closed));
  expect(received.map(({ from, to }) => [from, to])).toEqual([["ne-pas-repondre@ecole.test", [letter.to]]]);
  const read = await PostalMime.parse(received[0]?.source ?? "");
  expect([read.subject, read.text?.trim(), read.messageId]).toEqual([
    letter.subject,
    letter.text.trim(),
    "<0199-lettre@passerelle.ecole.test>",
  ]);
});

test("a server that is away throws: the postman tries again later", async () => {
  const transport = createMailTransport({ ...given, smtpUrl: "smtp://127.0.0.1:1" });
  await expect(transport.send(letter)).rejects.toThrow();
  transport.close();
});

test("without a server: one .eml file a letter, readable by any mail reader", async () => {
  const folder = await mkdtemp(join(tmpdir(), "passerelle-lettres-"));
  const transport = createMailTransport({ ...given, folder });
  await transport.send(letter);
  expect(await readdir(folder)).toEqual(["0199-lettre.eml"]);
  const read = await PostalMime.parse(await readFile(join(folder, "0199-lettre.eml")));
  expect([read.to?.[0]?.address, read.subject]).toEqual([letter.to, letter.subject]);
  await rm(folder, { recursive: true });
});
