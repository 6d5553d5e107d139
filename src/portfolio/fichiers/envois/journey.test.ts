import { createHash, randomBytes } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { newId } from "#kernel/id.ts";
import { PIECE_MAX } from "#portfolio/fichiers/rules.ts";
import { routes } from "#routes.ts";
import { dossierDe } from "../../../../tests/browser/lieux.ts";
import type { Client } from "../../../../tests/kit/client.ts";
import { createWorld, type World } from "../../../../tests/kit/world.ts";

let world: World;
let eleve: Client;
let prof: Client;
let dossier: string;
let annexes: string;
beforeAll(async () => {
  world = await createWorld();
  eleve = await world.as("eleve@lycee-demo.test");
  prof = await world.as("enseignant@lycee-demo.test");
  dossier = await dossierDe(world, "Accardo");
  annexes = routes.annexesPortfolio.href({ dossier });
});

const rows = async (query: string, ...values: unknown[]) => (await world.owner.query(query, values)).rows;
const blob = (bytes: Uint8Array, name: string) => new File([new Uint8Array(bytes)], name);
const derniere = async () =>
  (
    await rows("select * from fichier where dossier_id = $1 order by cree_le desc, id desc limit 1", dossier)
  )[0];
const octets = async (client: Client, adresse: string) => {
  const answer = await client.request(adresse);
  return { answer, bytes: Buffer.from(await answer.arrayBuffer()) };
};

/** What the island does, by hand. */
async function jeton(client: Client) {
  const page = await client.get(annexes);
  return page.root.querySelector("input[name=_token]")?.getAttribute("value") ?? "";
}
const demander = async (
  client: Client,
  adresse: string,
  token: string,
  champs: Record<string, string | File>,
) => {
  const body = new FormData();
  body.append("_token", token);
  for (const [name, value] of Object.entries(champs)) body.append(name, value);
  const answer = await client.request(adresse, {
    method: "POST",
    body,
    headers: { accept: "application/json" },
  });
  return {
    status: answer.status,
    ...((await answer.json()) as { version?: number; to?: string; errors?: Record<string, string> }),
  };
};

test("a large file comes in pieces, goes on after a cut, and is the same file at the end", async () => {
  await rows("delete from fichier where dossier_id = $1 and ancre = ''", dossier);
  const token = await jeton(eleve);
  const bytes = Buffer.concat([
    Buffer.from("%PDF-1.7\n"),
    randomBytes(PIECE_MAX * 2 + 1_000),
    Buffer.from("\n%%EOF"),
  ]);
  const voulu = { ancre: "", nom: "dossier technique.pdf", taille: String(bytes.length) };
  const envois = routes.envois.href({ dossier });
  const pieceDe = (debut: number) => ({
    debut: String(debut),
    piece: blob(bytes.subarray(debut, debut + PIECE_MAX), "piece"),
  });
  const ouvert = await demander(eleve, envois, token, voulu);
  expect([ouvert.status, ouvert.version]).toEqual([200, 0]);
  const envoi = ouvert.to ?? "";
  expect((await demander(eleve, envoi, token, pieceDe(0))).version).toBe(PIECE_MAX);
  // its answer was lost: sent again, it changes nothing; a piece from elsewhere neither
  expect((await demander(eleve, envoi, token, pieceDe(0))).version).toBe(PIECE_MAX);
  expect((await demander(eleve, envoi, token, pieceDe(PIECE_MAX * 2))).version).toBe(PIECE_MAX);
  expect((await demander(eleve, `${envoi}/terminer`, token, {})).status).toBe(422);
  // another day, the same file chosen again
  expect(await (await eleve.request(envoi)).json()).toEqual({ recu: PIECE_MAX, taille: bytes.length });
  const repris = await demander(eleve, envois, token, voulu);
  expect([repris.to, repris.version]).toEqual([envoi, PIECE_MAX]);
  await demander(eleve, envoi, token, pieceDe(PIECE_MAX));
  const fin = await demander(eleve, envoi, token, pieceDe(PIECE_MAX * 2));
  expect(fin.version).toBe(bytes.length);
  // nobody else's business, and not without the page's token
  for (const [qui, status] of [
    [prof, 403],
    [await world.as("carole.aissani"), 403],
    [await world.as("enseignant@lycee-voisin.test"), 404],
  ] as const) {
    const sien = await jetonDe(qui);
    expect((await demander(qui, envoi, sien, pieceDe(0))).status).toBe(404);
    expect((await demander(qui, envois, sien, voulu)).status).toBe(status);
  }
  expect((await demander(eleve, envoi, "faux", pieceDe(0))).status).toBe(403);

  const empreinte = createHash("sha256").update(bytes).digest("hex");
  const faux = await demander(eleve, `${envoi}/terminer`, token, { empreinte: empreinte.replace(/./g, "0") });
  expect([faux.status, faux.errors?.recommencer]).toEqual([422, expect.stringContaining("recommencer")]);
  const bout = { _key: newId(), empreinte, legende: "Le dossier" };
  const fini = await demander(eleve, `${envoi}/terminer`, token, bout);
  expect(fini).toMatchObject({ status: 200, to: annexes });
  // the answer was lost: the same is given again
  expect(await demander(eleve, `${envoi}/terminer`, token, bout)).toMatchObject({ status: 200, to: annexes });
  expect((await eleve.get(annexes)).text).toContain("1 sur 20");
  const row = await derniere();
  expect([row.nom, row.legende]).toEqual(["dossier technique.pdf", "Le dossier"]);
  expect((await octets(eleve, routes.fichier.href({ dossier, fichier: row.id }))).bytes.equals(bytes)).toBe(
    true,
  );
  // one line of journal for the whole
  const [{ n }] = await rows("select count(*)::int as n from journal where acte like 'portfolio.envoi%'");
  expect(n).toBe(0);
  expect((await demander(eleve, envois, token, { ...voulu, taille: "99999999" })).errors?.fichier).toContain(
    "10 Mo",
  );
});

const jetonDe = async (client: Client) => {
  const page = await client.get(routes.motDePasse.href({}));
  return page.root.querySelector("input[name=_token]")?.getAttribute("value") ?? "";
};
