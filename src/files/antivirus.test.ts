import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import { clamd } from "#files/antivirus.ts";

let server: Server;
const lines = new Set<Socket>();
afterEach(() => {
  for (const line of lines) line.destroy();
  server.close();
});

/** A clamd that understands INSTREAM; `answer` is given the bytes it was sent. */
async function clamdDe(answer: (bytes: Buffer) => string | null): Promise<string> {
  server = createServer((line) => {
    lines.add(line);
    let waiting = Buffer.alloc(0);
    const bytes: Buffer[] = [];
    let started = false;
    line.on("data", (data) => {
      waiting = Buffer.concat([waiting, data]);
      if (!started) {
        if (waiting.length < 10) return;
        if (waiting.toString("latin1", 0, 10) !== "zINSTREAM\0") return line.destroy();
        started = true;
        waiting = waiting.subarray(10);
      }
      while (waiting.length >= 4) {
        const size = waiting.readUInt32BE(0);
        if (waiting.length < 4 + size) return;
        if (size === 0) {
          const said = answer(Buffer.concat(bytes));
          return said === null ? undefined : line.end(said);
        }
        bytes.push(waiting.subarray(4, 4 + size));
        waiting = waiting.subarray(4 + size);
      }
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test("every byte is shown to the scanner, and its answer is believed", async () => {
  const sent = Buffer.alloc(200_000, "fichier ");
  let seen: Buffer = Buffer.alloc(0);
  const adresse = await clamdDe((bytes) => {
    seen = bytes;
    return bytes.includes("EICAR") ? "stream: Eicar-Test FOUND\0" : "stream: OK\0";
  });
  expect(await clamd(adresse)(sent)).toBe("sain");
  expect(seen.equals(sent)).toBe(true);
  expect(await clamd(adresse)(Buffer.from("…EICAR…"))).toBe("infecte");
});

test("a scanner that is down, slow, or says anything else has not answered", async () => {
  expect(await clamd("tcp://127.0.0.1:9")(Buffer.from("x"))).toBe("muet");
  const muet = await clamdDe(() => null);
  expect(await clamd(muet, 200)(Buffer.from("x"))).toBe("muet");
  server.close();
  const faux = await clamdDe(() => "INSTREAM size limit exceeded. ERROR\0");
  expect(await clamd(faux)(Buffer.from("x"))).toBe("muet");
});
