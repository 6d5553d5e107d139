import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApplication } from "#application.ts";
import { newId } from "#kernel/id.ts";
import { routes } from "#routes.ts";
import { personAt, type Served, serveBuild } from "./kit/child.ts";
import { Client } from "./kit/client.ts";
import { crawl, everybody, formsOf } from "./kit/pages.ts";
import { createWorld, type World } from "./kit/world.ts";

/* What breaks: a statement in the middle of an act, the database, the process. Nothing acknowledged is lost, nothing is half done, nothing typed is logged. */

describe("in one process", () => {
  let world: World;
  let lines: string[];
  /** the same world, its log at the level of a real server */
  let logging: World["app"];
  beforeAll(async () => {
    world = await createWorld();
    lines = [];
    const log = pino({ level: "info", base: null }, { write: (line: string) => void lines.push(line) });
    logging = createApplication({ ...world.deps, log });
  });

  const signedIn = async (courriel: string) => {
    const client = new Client(logging);
    await client.signIn(courriel);
    return client;
  };
  const counts = async () =>
    (
      await world.owner.query(
        `select (select count(*) from journal) journal, (select count(*) from courriel) courriel,
           (select count(*) from soumission) soumission, (select count(*) from lien) lien,
           (select md5(string_agg(t::text, '' order by id)) from accueil_tuteur t) acces,
           (select md5(string_agg(a::text, '' order by id)) from accueil a) accueil`,
      )
    ).rows[0];

  test.each(["journal", "courriel", "accueil_tuteur"])(
    "an act that fails while it writes its %s leaves nothing, and the same form goes through afterwards",
    async (table) => {
      const teacher = await signedIn("enseignant@lycee-demo.test");
      const { rows } = await world.owner.query(
        `select d.id as dossier, d.periode_id as periode from dossier d join apprenant a on a.id = d.apprenant_id
         join periode p on p.id = d.periode_id where a.nom = 'Accardo' and p.nom = 'PFMP 3'`,
      );
      const { periode, dossier } = rows[0];
      const action = routes.tuteurInviter.href({ periode, dossier });
      await teacher.get(routes.tuteurs.href({ periode }, { dossier }));
      const identity = {
        nom: "Canari-Nom",
        prenom: "Canari-Prénom",
        courriel: `canari.${table}@entreprise.test`,
      };
      const page = teacher.page;
      const before = await counts();
      await world.owner.query(
        `create function fault() returns trigger language plpgsql as
           $$ begin raise exception E'first line\\nCanari-Secret second line'; end $$;
         create trigger fault before insert or update on ${table} for each row execute function fault()`,
      );
      try {
        expect((await teacher.submit(action, identity)).status).toBe(500);
      } finally {
        await world.owner.query(`drop trigger fault on ${table}; drop function fault()`);
      }
      expect(await counts()).toEqual(before);
      teacher.page = page;
      expect((await teacher.submit(action, identity)).status).toBe(200);
      expect(await counts()).not.toEqual(before);
    },
  );

  test("the log holds no word typed, no name, no address, no link, no password", async () => {
    const canary = "Canari-Texte-9f3b";
    const people = await everybody({ ...world, visitor: () => new Client(logging), as: signedIn });
    for (const client of Object.values(people)) {
      const done = new Set<string>();
      for (const form of (await crawl(client, 40)).flatMap(formsOf)) {
        if (/deconnexion|espaces/.test(form.action) || done.has(form.action)) continue;
        done.add(form.action);
        const data = client.shown(form.element);
        for (const name of [...data.keys()]) if (!name.startsWith("_")) data.set(name, canary);
        await client.request(form.action, { method: "POST", body: new URLSearchParams(data as never) });
      }
    }
    const stranger = new Client(logging);
    await stranger.signIn(`${canary}@lycee-demo.test`, `mot-de-passe-${canary}`);
    const jeton = `jeton-${canary}-${newId()}`;
    for (const address of [
      routes.acces.href({ jeton }),
      routes.activation.href({ jeton }),
      `/%61cces/${jeton}`,
      `/acces/${jeton}/nouveau-lien`,
      `/connexion?suite=/${canary}`,
    ])
      await stranger.request(address);
    const links = (await world.mails()).flatMap((letter) =>
      letter.links.filter((one) => /acces|activation/.test(one)),
    );
    for (const link of links) await stranger.request(new URL(link).pathname);
    const log = lines.join("");
    expect(lines.length).toBeGreaterThan(200);
    const { rows } = await world.owner.query(
      "select distinct nom from habilitation union select distinct courriel from habilitation where courriel is not null",
    );
    const secrets = [
      canary,
      "Canari-",
      "passerelle-demo-2026",
      ...links.map((link) => link.split("/").at(-1) ?? ""),
    ];
    const words = [...secrets, ...rows.map((row) => row.nom as string).filter((word) => word.length > 4)];
    expect(words.filter((word) => log.includes(word))).toEqual([]);
    for (const client of Object.values(people))
      for (const cookie of client.cookies.values()) expect(log).not.toContain(cookie);
  });
});

const given = process.env.DATABASE_URL !== undefined;
if (given)
  process.stdout.write(
    "faults: the kills are skipped, DATABASE_URL names a server that is not ours to kill\n",
  );

describe.skipIf(given)("the built server, on its own PostgreSQL", () => {
  let served: Served;
  let path: string;
  beforeAll(async () => {
    served = await serveBuild();
    const teacher = personAt(served);
    await teacher.signIn("enseignant@lycee-demo.test");
    const list = await teacher.get("/periodes");
    const href = list.querySelector("a[href^='/dossiers/']")?.getAttribute("href") ?? "";
    path = routes.commentaires.href({ dossier: href.split("/")[2] ?? "" });
  });
  afterAll(() => served.remove());

  /** Writes comments one after the other until the server is gone; what it answered 303 to is acknowledged. */
  async function write(name: string, acknowledged: string[]): Promise<void> {
    const person = personAt(served);
    try {
      await person.signIn("enseignant@lycee-demo.test");
      const token = await person.token(path);
      for (let n = 0; ; n++) {
        const texte = `écrit ${name} n° ${n}.`;
        const { status } = await person.request(
          path,
          new URLSearchParams({ _token: token, _key: newId(), texte }),
        );
        if (status !== 303) return;
        acknowledged.push(texte);
      }
    } catch {
      // the line was cut: what was not answered was not promised
    }
  }

  test("killed under four people who write, three times: every save acknowledged is there afterwards", async () => {
    for (const [round, victim] of ["the application", "the application", "PostgreSQL too"].entries()) {
      const acknowledged: string[] = [];
      const writers = [1, 2, 3, 4].map((i) => write(`${round}-${i}`, acknowledged));
      while (acknowledged.length < 40) await sleep(10);
      if (victim === "PostgreSQL too") process.kill(served.postgres(), "SIGKILL");
      await served.kill("SIGKILL");
      await Promise.all(writers);
      await served.start();
      const teacher = personAt(served);
      await teacher.signIn("enseignant@lycee-demo.test");
      const text = (await teacher.get(path)).text;
      expect(acknowledged.filter((one) => !text.includes(one))).toEqual([]);
      expect(acknowledged.length).toBeGreaterThan(39);
    }
  });

  test("the database gone: 503 with « Retry-After », then everything as before without a gesture", async () => {
    const teacher = personAt(served);
    await teacher.signIn("enseignant@lycee-demo.test");
    process.kill(served.postgres(), "SIGKILL");
    const statuses = new Set<number>();
    let retry: string | null = null;
    const until = Date.now() + 20_000;
    for (let status = 0; status !== 200 && Date.now() < until; await sleep(20)) {
      const answer = await teacher.request("/periodes");
      status = answer.status;
      if (status !== 200) {
        statuses.add(status);
        retry = answer.headers.get("retry-after");
      }
      await answer.arrayBuffer();
    }
    expect([...statuses]).toEqual([503]);
    expect(retry).toBe("10");
    expect((await teacher.request("/periodes")).status).toBe(200);
    expect((await teacher.request("/readyz")).status).toBe(200);
  });

  test("SIGTERM: the form being received is answered, then the process ends by itself", async () => {
    const teacher = personAt(served);
    await teacher.signIn("enseignant@lycee-demo.test");
    const texte = "reçu pendant l’arrêt";
    const body = new URLSearchParams({ _token: await teacher.token(path), _key: newId(), texte }).toString();
    const { port, host } = new URL(served.address);
    const socket = connect(Number(port), "127.0.0.1");
    let answer = "";
    socket.on("data", (data) => {
      answer += data;
    });
    const closed = new Promise((resolve) => socket.once("close", resolve));
    socket.write(
      `POST ${path} HTTP/1.1\r\nHost: ${host}\r\nCookie: ${teacher.cookie()}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(0, 20)}`,
    );
    await sleep(200);
    const asked = Date.now();
    const ended = served.kill("SIGTERM");
    await sleep(300);
    socket.write(body.slice(20));
    await closed;
    expect(answer).toMatch(/^HTTP\/1\.1 303/);
    expect(await ended).toBe(0);
    // not held up by lines that browsers keep open
    expect(Date.now() - asked).toBeLessThan(4_000);
    await served.start();
    expect((await teacher.get(path)).text).toContain(texte);
  });
});
