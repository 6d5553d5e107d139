import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { fondDeCarteIgn } from "#geographie/fond-de-carte.ts";

/** A square as the service answers it: a PNG, here of one pixel. */
const enregistree = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const elbeuf = { zoom: 12, colonne: 2059, ligne: 1406 };

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

type Answer = { status?: number; headers?: Record<string, string>; body: Uint8Array | string };

/** A service on this machine; `answer` is null for one that never answers. */
async function service(answer: Answer | null) {
  const asked: { url: string; headers: string }[] = [];
  const server = createServer((request, response) => {
    asked.push({ url: request.url ?? "", headers: Object.keys(request.headers).sort().join(" ") });
    if (!answer) return;
    response
      .writeHead(answer.status ?? 200, { "Content-Type": "image/png", ...answer.headers })
      .end(answer.body);
  });
  servers.push(server);
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return { asked, adresse: `http://127.0.0.1:${(server.address() as AddressInfo).port}/wmts` };
}

let now = new Date("2026-11-23T09:00:00Z");
const fond = (adresse: string, patience = 5_000) => fondDeCarteIgn({ adresse, clock: () => now, patience });

test("a square is asked for by its number alone, as the service names it", async () => {
  const { adresse, asked } = await service({ body: enregistree });
  expect(Buffer.from((await fond(adresse).tuile(elbeuf)) ?? [])).toEqual(enregistree);
  expect(asked).toHaveLength(1);
  expect(asked[0]?.url).toBe(
    "/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=GEOGRAPHICALGRIDSYSTEMS.PLANIGNV2&STYLE=normal&TILEMATRIXSET=PM&FORMAT=image%2Fpng&TILEMATRIX=12&TILEROW=1406&TILECOL=2059",
  );
  // nothing of the person who looks: no cookie, no referer, no address before ours
  expect(asked[0]?.headers).not.toMatch(/cookie|referer|forwarded|origin/);
});

test("a class that looks at the same town asks once: together, then for a day; the oldest squares give way", async () => {
  const { adresse, asked } = await service({ body: enregistree });
  const rues = fond(adresse);
  await Promise.all(Array.from({ length: 35 }, () => rues.tuile(elbeuf)));
  await rues.tuile(elbeuf);
  expect(asked).toHaveLength(1);
  now = new Date(now.getTime() + 25 * 3_600_000);
  await rues.tuile(elbeuf);
  expect(asked).toHaveLength(2);
  for (let colonne = 0; colonne < 400; colonne++) {
    now = new Date(now.getTime() + 100);
    await rues.tuile({ zoom: 12, colonne, ligne: 0 });
  }
  await rues.tuile({ zoom: 12, colonne: 399, ligne: 0 });
  expect(asked).toHaveLength(402);
  now = new Date(now.getTime() + 100);
  await rues.tuile(elbeuf);
  expect(asked).toHaveLength(403);
});

test("down, in error, slow, elsewhere, too heavy or no picture: nothing, nothing kept, nothing thrown", async () => {
  const ailleurs = await service({ body: enregistree });
  for (const answer of [
    { status: 500, body: enregistree },
    { status: 404, body: "" },
    { status: 302, headers: { Location: ailleurs.adresse }, body: "" },
    { body: "<ServiceException>" },
    { body: Buffer.concat([enregistree, Buffer.alloc(400_000)]) },
    null,
  ]) {
    const { adresse, asked } = await service(answer);
    const rues = fond(adresse, answer ? undefined : 100);
    expect(await rues.tuile(elbeuf)).toBeNull();
    expect(await rues.tuile(elbeuf)).toBeNull();
    expect(asked).toHaveLength(2);
  }
  expect(ailleurs.asked).toEqual([]);
  expect(await fond("http://127.0.0.1:1/wmts").tuile(elbeuf)).toBeNull();
});

test("forty squares a second at most; one that does not exist is not asked for", async () => {
  const { adresse, asked } = await service({ body: enregistree });
  const rues = fond(adresse);
  const answers = await Promise.all(
    Array.from({ length: 45 }, (_, colonne) => rues.tuile({ zoom: 12, colonne, ligne: 1 })),
  );
  expect(answers.filter((answer) => answer === null)).toHaveLength(5);
  now = new Date(now.getTime() + 1_000);
  expect(await rues.tuile({ zoom: 30, colonne: 0, ligne: 0 })).toBeNull();
  expect(asked).toHaveLength(40);
});
