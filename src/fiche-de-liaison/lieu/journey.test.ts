import { beforeAll, expect, test } from "vitest";
import { newId } from "#kernel/id.ts";
import { routes } from "#routes.ts";
import type { Client } from "../../../tests/kit/client.ts";
import { createWorld, type World } from "../../../tests/kit/world.ts";

let world: World;
let teacher: Client;
let learner: Client;
let dossier: string;
beforeAll(async () => {
  world = await createWorld();
  teacher = await world.as("enseignant@lycee-demo.test");
  learner = await world.as("eleve@lycee-demo.test");
  dossier = await dossierDe("Accardo");
});

const query = async (sql: string, ...values: unknown[]) => (await world.owner.query(sql, values)).rows;
async function dossierDe(nom: string): Promise<string> {
  const [row] = await query(
    `select d.id from dossier d join apprenant a on a.id = d.apprenant_id join periode p on p.id = d.periode_id
     where a.nom = $1 and p.nom = 'PFMP 3'`,
    nom,
  );
  return row.id;
}
const lieu = (accueil?: number, of = dossier) => routes.ficheLieu.href({ dossier: of }, { accueil });
const value = (client: Client, name: string) =>
  client.page.root.querySelector(`[name=${name}]`)?.getAttribute("value");
/** The company of the directory that a stay is tied to. */
const liee = async (rang = 1, of = dossier) =>
  (
    await query(
      `select e.id, e.nom, e.ville, e.siret, e.adresse, a.entreprise as ecrite from accueil a
       left join entreprise e on e.id = a.entreprise_id where a.dossier_id = $1 and a.rang = $2`,
      of,
      rang,
    )
  )[0];
const combien = async () => (await query("select count(*) as n from entreprise"))[0].n;

test("a company saved in a fiche enters the directory once, however it is written", async () => {
  const before = await combien();
  await learner.get(lieu());
  await learner.submit(lieu(), { entreprise: "S.A.R.L. Forges d’Éauplet", ville: "Rouen", siret: "" });
  expect(await combien()).toBe(before + 1);
  const first = await liee();
  expect(first).toMatchObject({ nom: "S.A.R.L. Forges d’Éauplet", ecrite: "S.A.R.L. Forges d’Éauplet" });
  await learner.get(lieu());
  await learner.submit(lieu(), {
    entreprise: "FORGES D'EAUPLET",
    ville: "ROUEN CEDEX",
    siret: "732 829 320 00074",
    adresse: "1, quai de l’Île",
  });
  expect(await combien()).toBe(before + 1);
  // the directory learns what it did not know, keeps what it had, and the dossier says what was typed
  expect(await liee()).toEqual({
    ...first,
    siret: "73282932000074",
    adresse: first.adresse || "1, quai de l’Île",
    ecrite: "FORGES D'EAUPLET",
  });
  // another name under the same SIRET is the same company
  await learner.get(lieu());
  await learner.submit(lieu(), { entreprise: "Ateliers réunis", ville: "Elbeuf" });
  expect(await liee()).toMatchObject({
    id: first.id,
    nom: "S.A.R.L. Forges d’Éauplet",
    ecrite: "Ateliers réunis",
  });
  expect(await combien()).toBe(before + 1);
});

test("without a script: searched, chosen, the form filled and nothing saved yet; a learner gets no tutor", async () => {
  await learner.get(lieu());
  expect(learner.page.html).toContain("<p-entreprises");
  expect(learner.page.form("Chercher").getAttribute("action")).toBe(`${lieu()}#annuaire`);
  const found = await learner.get(`${lieu()}?q=papeterie+andelle`);
  expect(found.text).toContain("Papeterie de l’Andelle");
  expect(found.text).not.toContain("Franck");
  await learner.get(found.link("Choisir"));
  expect(value(learner, "entreprise")).toBe("Papeterie de l’Andelle");
  expect(value(learner, "codePostal")).toBe("27380");
  expect(value(learner, "telephone")).toBe("");
  expect(learner.page.text).toContain("Vérifie chaque champ, puis enregistre.");
  expect((await liee()).ecrite).toBe("Ateliers réunis");
  const saved = await learner.submit(lieu());
  expect(saved.text).toContain("Lieu de réalisation enregistré.");
  expect(await liee()).toMatchObject({ nom: "Papeterie de l’Andelle" });

  await teacher.get(lieu(undefined, await dossierDe("Béchameil")));
  const seen = await teacher.get(`${lieu(undefined, await dossierDe("Béchameil"))}?q=papeterie`);
  await teacher.get(seen.link("Avec Franck Delarue"));
  expect(value(teacher, "tuteurNom")).toBe("Delarue");
  expect(value(teacher, "entreprise")).toBe("Papeterie de l’Andelle");
  expect((await learner.get(`${lieu()}?q=${encodeURIComponent("<b>rien</b>")}`)).html).toContain(
    "&lt;b&gt;rien",
  );
});

test("the official directory comes second, and its silence is said", async () => {
  const officielle = {
    siret: "35600000000048",
    nom: "LA POSTE",
    adresse: "9 RUE X",
    codePostal: "75015",
    ville: "PARIS",
    naf: "53.10Z",
  };
  world.deps.annuaireOfficiel = { chercher: async () => [officielle] };
  const found = await learner.get(`${lieu()}?q=poste`);
  expect(found.text).toContain("LA POSTE");
  expect(found.text).toContain("Annuaire officiel");
  await learner.get(found.link("Choisir"));
  expect(value(learner, "siret")).toBe("35600000000048");
  expect(value(learner, "adresse")).toBe("9 RUE X");
  world.deps.annuaireOfficiel = { chercher: async () => null };
  for (const address of [`${lieu()}?q=papeterie`, routes.entreprisesRecherche.href({}, { q: "papeterie" })]) {
    const silent = await learner.get(address);
    expect(silent.text).toContain("L’annuaire officiel ne répond pas : saisissez l’entreprise à la main.");
    expect(silent.text).toContain("Papeterie de l’Andelle");
  }
  world.deps.annuaireOfficiel = null;
});

test("a second company with its days, its tutor and its own page; both are read by everybody", async () => {
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
  expect(await liee(1)).toMatchObject({ nom: "Papeterie de l’Andelle" });
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

test("two people who name the same new company at once make one row of it", async () => {
  const [{ id: ecole }] = await query("select id from etablissement where uai = '0760001N'");
  await learner.get(lieu());
  // somebody else is entering it, and has not finished
  await query("begin");
  await query("select pg_advisory_xact_lock(hashtextextended($1, 0))", `entreprise:${ecole}`);
  await query(
    `insert into entreprise (etablissement_id, id, nom, ville, cree_le, modifie_le)
     values ($1, $2, 'Câblerie neuve', 'Pîtres', now(), now())`,
    ecole,
    newId(),
  );
  const saving = learner.submit(lieu(), { entreprise: "CABLERIE NEUVE SAS", ville: "Pitres", siret: "" });
  const first = await Promise.race([saving, new Promise((resolve) => setTimeout(resolve, 300, "attend"))]);
  expect(first).toBe("attend");
  await query("commit");
  expect((await saving).text).toContain("Lieu de réalisation enregistré.");
  expect(await query("select nom from entreprise where nom ilike '%blerie neuve%'")).toEqual([
    { nom: "Câblerie neuve" },
  ]);
  expect((await liee()).nom).toBe("Câblerie neuve");
});
