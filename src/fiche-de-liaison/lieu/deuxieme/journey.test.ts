import { beforeAll, expect, test } from "vitest";
import { newId } from "#kernel/id.ts";
import { routes } from "#routes.ts";
import type { Client } from "../../../../tests/kit/client.ts";
import { lieuHref, lieuOf, value } from "../../../../tests/kit/lieu.ts";
import { createWorld, type World } from "../../../../tests/kit/world.ts";

let world: World;
let teacher: Client;
let learner: Client;
let dossier: string;
let query: ReturnType<typeof lieuOf>["query"];
let dossierDe: ReturnType<typeof lieuOf>["dossierDe"];
let liee: (rang?: number) => ReturnType<ReturnType<typeof lieuOf>["liee"]>;
beforeAll(async () => {
  world = await createWorld();
  teacher = await world.as("enseignant@lycee-demo.test");
  learner = await world.as("eleve@lycee-demo.test");
  const kit = lieuOf(world);
  ({ query, dossierDe } = kit);
  dossier = await dossierDe("Accardo");
  liee = (rang = 1) => kit.liee(dossier, rang);
});

const lieu = (accueil?: number) => lieuHref(dossier, accueil);

test("a second company with its days, its tutor and its own page; both are read by everybody", async () => {
  const premiere = await liee(1);
  await learner.get(lieu());
  await learner.get(learner.page.link("Ajouter une deuxième entreprise"));
  const outside = await learner.submit("Ajouter l’entreprise", { aPartirDu: "2027-03-01" });
  expect(outside.status).toBe(422);
  expect(value(learner, "aPartirDu")).toBe("2027-03-01");
  const added = await learner.submit("Ajouter l’entreprise", { aPartirDu: "2026-11-23" });
  expect(added.text).toContain("Deuxième entreprise ajoutée.");
  expect(added.address).toBe(lieu(2));
  const own = await learner.submit(lieu(2), {
    entreprise: "Mécanique Oissel",
    ville: "Oissel",
    tuteurNom: "Quesnel",
    tuteurPrenom: "Bruno",
    tuteurCourriel: "bruno.quesnel@entreprise.test",
  });
  expect(own.text).toContain("Lieu de réalisation enregistré.");
  expect(await liee(2)).toMatchObject({ nom: "Mécanique Oissel" });
  expect(await liee(1)).toEqual(premiere);
  const days = await query(
    "select rang, du::text, au::text from accueil where dossier_id = $1 order by rang",
    dossier,
  );
  expect(days).toEqual([
    { rang: 1, du: "2026-11-09", au: "2026-11-22" },
    { rang: 2, du: "2026-11-23", au: "2026-12-04" },
  ]);
  const reader = await world.as("h.roussel@lycee-demo.test");
  expect((await reader.get(lieu())).text).toContain("du 9 novembre au 22 novembre 2026");
  await reader.get(reader.page.link("2e : Mécanique Oissel"));
  expect(reader.page.text).toContain("du 23 novembre au 4 décembre 2026");
  // a third one is not offered
  expect((await learner.get(routes.ficheLieuDeuxieme.href({ dossier }))).text).toContain(
    "a déjà deux entreprises",
  );
  expect(
    (
      await learner.post(routes.ficheLieuDeuxieme.href({ dossier }), {
        aPartirDu: "2026-11-25",
        _version: "1",
      })
    ).status,
  ).toBe(403);
});

test("days that overlap, leave the period or run backwards are refused at their field, with the values kept", async () => {
  for (const [given, message] of [
    [{ du: "2026-11-20" }, "Ces jours se mêlent à ceux de l’autre entreprise"],
    [{ au: "2027-01-05" }, "Ce jour est hors de la période"],
    [{ du: "2026-12-04", au: "2026-12-01" }, "Le dernier jour vient avant le premier."],
    [{ du: "2026-02-31" }, "Cette date n’existe pas"],
  ] as const) {
    await learner.get(lieu(2));
    const page = await learner.submit(lieu(2), { ...given, secteur: "Usinage fin" });
    expect([message, page.status]).toEqual([message, 422]);
    expect(page.text).toContain(message);
    expect(value(learner, "secteur")).toBe("Usinage fin");
  }
  const mine = await learner.submit(lieu(2), { du: "", tuteurCourriel: "eleve@lycee-demo.test" });
  expect(mine.status).toBe(422);
});

test("a stale save of one stay gets both texts, and the other stay is not concerned", async () => {
  await learner.get(lieu(2));
  await teacher.get(lieu());
  await teacher.submit(lieu(), { secteur: "Papier" });
  expect((await learner.submit(lieu(2), { secteur: "Usinage" })).status).toBe(200);
  await learner.get(lieu(2));
  await teacher.get(lieu(2));
  await teacher.submit(lieu(2), { au: "2026-12-03" });
  const stale = await learner.submit(lieu(2), { au: "2026-12-02" });
  expect(stale.status).toBe(409);
  expect(stale.text).toContain("03/12/2026");
  expect(stale.text).toContain("02/12/2026");
});

/** A tutor invited in one stay, as « Gestion des tuteurs » would. */
const inviter = (rang: number) =>
  query(
    `insert into accueil_tuteur (etablissement_id, id, accueil_id, dossier_id, tuteur_id, invite_le, invite_par, jusqu_au)
     select a.etablissement_id, $1, a.id, a.dossier_id, h.id, now(), h.id, '2027-05-22'
     from accueil a, habilitation h where a.dossier_id = $2 and a.rang = $3 and h.courriel = 'enseignant@lycee-demo.test'`,
    newId(),
    dossier,
    rang,
  );

test("once the second tutor is invited, a change of that stay is proposed, and accepted into the directory", async () => {
  await inviter(2);
  await learner.get(lieu(2));
  await learner.submit(lieu(2), {
    entreprise: "Atelier de la Bouille",
    ville: "La Bouille",
    siret: "",
    au: "2026-12-04",
  });
  expect(learner.page.text).toContain("Proposition en attente");
  expect(learner.page.text).toContain("04/12/2026");
  expect(await liee(2)).toMatchObject({ nom: "Mécanique Oissel" });
  expect(await query("select 1 from entreprise where nom = 'Atelier de la Bouille'")).toEqual([]);
  expect((await teacher.get(routes.dossier.href({ dossier }))).text).toContain("Fiche à valider");
  // the first stay has no tutor invited: it is written at once, and shows no proposal
  expect((await learner.get(lieu())).text).not.toContain("Proposition");
  await teacher.get(lieu(2));
  await teacher.submit("Accepter la proposition", {}, { name: "decision", value: "accepter" });
  expect(teacher.page.text).toContain("Proposition acceptée.");
  expect(teacher.page.address).toBe(lieu(2));
  expect(await liee(2)).toMatchObject({ nom: "Atelier de la Bouille", ecrite: "Atelier de la Bouille" });
  const [{ au }] = await query("select au::text from accueil where dossier_id = $1 and rang = 2", dossier);
  expect(au).toBe("2026-12-04");
});

test("a proposal whose days have been taken since is refused and says why", async () => {
  await learner.get(lieu(2));
  await learner.submit(lieu(2), { du: "2026-11-23", telephone: "02 32 00 00 00" });
  await query("update accueil set au = '2026-11-30' where dossier_id = $1 and rang = 1", dossier);
  await teacher.get(lieu(2));
  const refused = await teacher.submit(
    "Accepter la proposition",
    {},
    { name: "decision", value: "accepter" },
  );
  expect(refused.status).toBe(422);
  expect(refused.text).toContain("Ces jours se mêlent");
  await query("update accueil set au = '2026-11-22' where dossier_id = $1 and rang = 1", dossier);
});

test("the second company stays once its tutor was invited, even revoked; else it goes after a confirmation", async () => {
  await query("update accueil_tuteur set revoque_le = now() where dossier_id = $1", dossier);
  await teacher.get(lieu(2));
  expect(teacher.page.text).toContain("Le tuteur de cette entreprise a déjà été invité");
  expect((await teacher.post(routes.ficheLieuRetirer.href({ dossier }), { _version: "1" })).status).toBe(403);
  await query("delete from accueil_tuteur where dossier_id = $1", dossier);
  await teacher.get(lieu(2));
  await teacher.get(teacher.page.link("Retirer la deuxième entreprise"));
  const stale = await teacher.submit("Retirer la deuxième entreprise", { _version: "1" });
  expect(stale.status).toBe(409);
  await teacher.get(routes.ficheLieuRetirer.href({ dossier }));
  const gone = await teacher.submit("Retirer la deuxième entreprise");
  expect(gone.text).toContain("Deuxième entreprise retirée.");
  expect(await query("select rang, du, au from accueil where dossier_id = $1", dossier)).toEqual([
    { rang: 1, du: null, au: null },
  ]);
  expect((await teacher.get(lieu(2))).status).toBe(404);
});

test("who may not write adds and takes away nothing; the neighbouring school finds nothing", async () => {
  const colleague = await world.as("h.roussel@lycee-demo.test");
  const neighbour = await world.as("enseignant@lycee-voisin.test");
  for (const page of [routes.ficheLieuDeuxieme, routes.ficheLieuRetirer]) {
    const address = page.href({ dossier });
    expect((await colleague.get(address)).status).toBe(403);
    expect((await colleague.post(address, { _version: "1", aPartirDu: "2026-11-23" })).status).toBe(403);
    expect((await neighbour.get(address)).status).toBe(404);
    expect((await neighbour.post(address, { _version: "1", aPartirDu: "2026-11-23" })).status).toBe(404);
  }
  const other = routes.ficheLieuDeuxieme.href({ dossier: await dossierDe("Azil") });
  expect((await learner.post(other, { _version: "1", aPartirDu: "2026-11-23" })).status).toBe(403);
});

test("a double press adds one company; the page costs the same statements with one stay or two", async () => {
  const statements = async () => {
    world.statements();
    await learner.get(lieu());
    return world.statements().length;
  };
  const alone = await statements();
  const page = await learner.get(routes.ficheLieuDeuxieme.href({ dossier }));
  await learner.submit("Ajouter l’entreprise");
  learner.page = page;
  const twice = await learner.submit("Ajouter l’entreprise");
  expect(twice.text).toContain("Deuxième entreprise ajoutée.");
  expect(await query("select rang from accueil where dossier_id = $1 order by rang", dossier)).toEqual([
    { rang: 1 },
    { rang: 2 },
  ]);
  expect(await statements()).toBe(alone);
});
