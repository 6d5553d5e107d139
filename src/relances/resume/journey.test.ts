import { beforeAll, beforeEach, expect, test } from "vitest";
import { createRunner } from "#jobs/runner.ts";
import { civil } from "#kernel/civil-date.ts";
import { newId } from "#kernel/id.ts";
import { aPrevenir, resume } from "#relances/resume/job.ts";
import { createWorld, type World } from "../../../tests/kit/world.ts";

let world: World;
let told: object[];
beforeAll(async () => {
  world = await createWorld();
  await world.mails();
});
beforeEach(async () => {
  told = [];
  await query("delete from travail");
  await query("delete from resume");
  await query("delete from preference");
  await query("delete from courriel where modele = 'resume'");
});

const query = async <R = Record<string, never>>(text: string, values: unknown[] = []): Promise<R[]> =>
  (await world.owner.query(text, values)).rows;
const at = (instant: string) => world.setNow(new Date(instant));
const round = () =>
  createRunner({ ...world.deps, log: { info: () => undefined, error: (facts) => void told.push(facts) } }, [
    resume,
  ]).round();

const MONDAY = "2026-11-23T08:00:00Z";
const TUESDAY = "2026-11-24T08:00:00Z";
const FRIDAY = "2026-11-27T08:00:00Z";

const spaces = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, " ");
/** The digests received at an address since the beginning of the test, in text. */
const digests = async (to: string): Promise<string[]> => {
  const ids = (await query<{ id: string }>("select id from courriel where modele = 'resume'")).map(
    ({ id }) => id,
  );
  const letters = await world.mails(to);
  return letters
    .filter(({ id }) => ids.includes(id))
    .map(({ subject, text }) => spaces(`${subject}\n${text}`));
};
const queued = async () =>
  (
    await query<{ to: string }>("select destinataire as to from courriel where modele = 'resume' order by 1")
  ).map((row) => row.to);

test("Monday: the teacher reads what is late in his classes, counted, each with its page; only his", async () => {
  at(MONDAY);
  await round();
  const [letter = "", ...others] = await digests("enseignant@lycee-demo.test");
  expect(others).toEqual([]);
  expect(letter).toMatch(/^Périodes en entreprise : \d+ points à suivre/);
  expect(letter).toMatch(
    /- \d+ semaines? non racontées? en 1 MSPC \(PFMP 3\)\n {2}http:\/\/localhost\/periodes\/[\w-]{36}\/suivi\?filtre=retard/,
  );
  expect(letter).toContain("http://localhost/mes-reglages");
  expect(letter).not.toContain("MELEC");
  const [colleague = ""] = await digests("h.roussel@lycee-demo.test");
  expect(colleague).not.toContain("MSPC");
  const [html] = (await world.mails("enseignant@lycee-demo.test")).filter(({ subject }) =>
    subject.includes("suivre"),
  );
  expect(html?.html).toContain('<a href="http://localhost/mes-reglages"');
});

test("the learner reads what waits for him, said to him; the maître what his apprenti’s file asks of him", async () => {
  at(MONDAY);
  await query(
    "insert into commentaire (etablissement_id, id, dossier_id, texte, auteur_id, le) select d.etablissement_id, $1, d.id, 'Détaille ton diagnostic.', p.auteur_id, now() from dossier d join periode p on p.id = d.periode_id join apprenant a on a.id = d.apprenant_id where a.nom = 'Accardo' and p.nom = 'PFMP 3'",
    [newId()],
  );
  await query(
    "delete from semaine s using dossier d, apprenant a, periode p where d.id = s.dossier_id and a.id = d.apprenant_id and p.id = d.periode_id and a.nom = 'Accardo' and p.nom = 'PFMP 3'",
  );
  await round();
  const [learner = ""] = await digests("eleve@lycee-demo.test");
  expect(learner).toMatch(/^Ce qui t’attend dans ton portfolio\nBonjour Aline,/);
  expect(learner).toContain("2 semaines ne sont pas encore racontées (PFMP 3).");
  expect(learner).toMatch(/semaines\/2026-11-09/);
  expect(learner).toMatch(/\d commentaires? dans ton portfolio \(PFMP 3\)/);
  // a letter says that there is a comment; the words stay in the portfolio
  expect(learner).not.toContain("diagnostic");
  const [maitre = ""] = await digests("maitre@lycee-demo.test");
  expect(maitre).toMatch(/La fiche de liaison de Cédric B\. attend votre lecture/);
  expect(maitre).not.toContain("Bouleau");
});

test("a tutor invited a week ago receives a link of his own that opens his space; one just invited, nothing", async () => {
  at(MONDAY);
  const tutors = () =>
    query<{ to: string }>(
      "select destinataire as to from courriel c join resume r on r.courriel_id = c.id join habilitation h on h.id = r.habilitation_id where h.role = 'tuteur'",
    );
  await round();
  expect(await tutors()).toEqual([]);
  await query("delete from travail");
  await query("update accueil_tuteur set invite_le = '2026-11-16T08:00:00Z'");
  await round();
  const [tutor] = await query<{ to: string }>(
    "select destinataire as to from courriel c join resume r on r.courriel_id = c.id join habilitation h on h.id = r.habilitation_id where h.role = 'tuteur' order by 1 limit 1",
  );
  const [letter = ""] = await digests(tutor?.to ?? "");
  expect(letter).toContain("Suivi en entreprise : ce qui vous attend");
  expect(letter).toContain("avec le Lycée professionnel des Trois-Rivières");
  expect(letter).toContain("Pour ne plus le recevoir : « Mes réglages »");
  const link = /http:\/\/localhost(\/acces\/\S+)/.exec(letter)?.[1] ?? "";
  const visitor = world.visitor();
  await visitor.get(link);
  await visitor.submit("Accéder à mon espace");
  expect(visitor.page.status).toBe(200);
  expect((await visitor.get("/mes-reglages")).text).toContain("Recevoir un résumé");
  const { rows } = await world.owner.query("select 1 from lien where empreinte::text like $1", [
    `%${link.split("/").at(-1)}%`,
  ]);
  expect(rows).toEqual([]);
});

test("once a day: three processes at once, then again all day, each person has one letter", async () => {
  at(MONDAY);
  await Promise.all([round(), round(), round()]);
  const once = await queued();
  expect(new Set(once).size).toBe(once.length);
  expect(once.length).toBeGreaterThan(4);
  at("2026-11-23T20:00:00Z");
  await round();
  // a job made to run again finds who was told
  await query("delete from travail");
  await round();
  expect(await queued()).toEqual(once);
});

test("nothing new on Tuesday: those who read each day have no letter; a request brings one", async () => {
  at(TUESDAY);
  await round();
  expect(await digests("enseignant@lycee-demo.test")).toEqual([]);
  await query("delete from travail");
  await query(
    "update accueil_tuteur set nouveau_lien_demande_le = now() where id = (select t.id from accueil_tuteur t join dossier d on d.id = t.dossier_id join periode p on p.id = d.periode_id where p.nom = 'PFMP 3' and t.revoque_le is null limit 1)",
  );
  await round();
  const [letter = ""] = await digests("enseignant@lycee-demo.test");
  expect(letter).toContain("1 point à suivre");
  expect(letter).toContain("1 tuteur demande un nouveau lien d’accès en 1 MSPC (PFMP 3)");
  await query("update accueil_tuteur set nouveau_lien_demande_le = null");
});

test("Friday: a learner whose week is not told is reminded of it alone; told meanwhile, the letter never leaves", async () => {
  at(FRIDAY);
  await round();
  const before = await queued();
  expect(before).toContain("eleve@lycee-demo.test");
  const [letter = ""] = await digests("eleve@lycee-demo.test");
  expect(letter).toContain("Ta semaine n’est pas encore racontée (PFMP 3) : quelques lignes suffisent.");
  expect(letter).toContain("/semaines/2026-11-23");
  expect(letter).not.toContain("commentaire");
  await query("delete from resume");
  await query("delete from travail");
  await query("delete from courriel where modele = 'resume'");
  await round();
  await query(
    "insert into semaine (etablissement_id, dossier_id, lundi, fait, modifie_le) select d.etablissement_id, d.id, '2026-11-23', 'Vidange.', now() from dossier d join periode p on p.id = d.periode_id join apprenant a on a.id = d.apprenant_id where a.nom = 'Accardo' and p.nom = 'PFMP 3'",
  );
  expect(await queued()).toContain("eleve@lycee-demo.test");
  expect(await digests("eleve@lycee-demo.test")).toEqual([]);
  expect(
    await query(
      "select etat from courriel where modele = 'resume' and destinataire = 'eleve@lycee-demo.test'",
    ),
  ).toEqual([{ etat: "sans-objet" }]);
  // Saturday: nobody
  await query("delete from courriel where modele = 'resume'");
  at("2026-11-28T08:00:00Z");
  await round();
  expect(await queued()).toEqual([]);
});

test("each one’s pace is followed; an address refused, a role ended, a dead access are not written to", async () => {
  at(MONDAY);
  const choose = (courriel: string, rythme: string) =>
    query(
      "insert into preference (etablissement_id, habilitation_id, cle, valeur, modifie_le) select etablissement_id, id, 'courriels', $2, now() from habilitation where courriel = $1",
      [courriel, JSON.stringify({ rythme })],
    );
  await choose("enseignant@lycee-demo.test", "jamais");
  await query("update habilitation set au = '2026-11-22' where courriel = 'maitre@lycee-demo.test'");
  await query(
    "insert into courriel (etablissement_id, id, modele, destinataire, donnees, etat, cree_le) select etablissement_id, $1, 'activation', courriel, '{}', 'refuse', '2026-11-20' from habilitation where courriel = 'eleve@lycee-demo.test'",
    [newId()],
  );
  await round();
  const to = await queued();
  for (const address of ["enseignant@lycee-demo.test", "maitre@lycee-demo.test", "eleve@lycee-demo.test"])
    expect(to).not.toContain(address);
  expect(to).toContain("k.benali@lycee-demo.test");
  await query("update habilitation set au = null where courriel = 'maitre@lycee-demo.test'");
  await query("delete from courriel where etat = 'refuse'");
});

test("a person of two roles has one letter, which speaks of both", async () => {
  at(MONDAY);
  // the maître of an apprenti teaches in the school too
  await query(
    "insert into habilitation (etablissement_id, id, identite_id, role, nom, prenom, courriel, du) select etablissement_id, $1, identite_id, 'enseignant', nom, prenom, courriel, du from habilitation where courriel = 'maitre@lycee-demo.test'",
    [newId()],
  );
  await query(
    "insert into enseignant_classe select h.etablissement_id, h.id, c.id from habilitation h join classe c on c.etablissement_id = h.etablissement_id and c.nom = '1 MSPC' where h.courriel = 'maitre@lycee-demo.test' and h.role = 'enseignant'",
  );
  await round();
  await query("delete from travail");
  await round();
  const [letter = "", ...others] = await digests("maitre@lycee-demo.test");
  expect(others).toEqual([]);
  expect(letter).toContain("semaines non racontées en 1 MSPC");
  expect(letter).toContain("La fiche de liaison de Cédric B.");
});

test("a letter that cannot be written keeps no other from leaving", async () => {
  at(MONDAY);
  await query(
    "insert into courriel (etablissement_id, id, modele, destinataire, donnees, cree_le) select id, $1, 'resume', 'casse@x.test', '{\"habilitation\": \"x\", \"jour\": \"2026-11-23\"}', '2026-01-01' from etablissement where uai = '0760001N'",
    [newId()],
  );
  await round();
  expect(await digests("k.benali@lycee-demo.test")).toHaveLength(1);
  expect(await query("select etat from courriel where destinataire = 'casse@x.test'")).toEqual([
    { etat: "a-envoyer" },
  ]);
});

test("one whose digest cannot be worked out is passed over, the others have theirs", () => {
  const personne = (habilitation: string, identite = habilitation) => ({
    habilitation,
    identite,
    role: "enseignant" as const,
    apprenant: null,
    classes: [],
    dossiers: [],
    apprentis: [],
    nom: "",
    prenom: "",
    courriel: "",
    ecole: "",
    reglages: undefined,
    dernier: null,
  });
  const failed: string[] = [];
  const found = aPrevenir(
    [personne("a"), personne("b"), personne("c")],
    [],
    civil("2026-11-23"),
    (one, error) => failed.push(`${one.habilitation} ${error.name}`),
    ({ habilitation }) => {
      if (habilitation === "b") throw new RangeError("x");
      return [{ texte: "x" }];
    },
  );
  expect([found.map((one) => one.habilitation), failed]).toEqual([["a", "c"], ["b RangeError"]]);
});

test("as many statements for five people as for fifty", async () => {
  at(MONDAY);
  const people = (n: number) =>
    query(
      `insert into habilitation (etablissement_id, id, identite_id, role, nom, prenom, courriel, du)
       select h.etablissement_id, gen_random_uuid(), i.id, 'enseignant', 'N' || i.n, 'P', 'foule' || i.n || '@x.test', '2026-01-01'
       from habilitation h, (select id, row_number() over (order by id) as n from identite) i
       where h.courriel = 'enseignant@lycee-demo.test' and i.n <= $1
       on conflict do nothing`,
      [n],
    ).then(() =>
      query(
        `insert into enseignant_classe select h.etablissement_id, h.id, c.id from habilitation h
         join classe c on c.etablissement_id = h.etablissement_id and c.nom = '1 MSPC'
         where h.courriel like 'foule%' on conflict do nothing`,
      ),
    );
  const counted = async () => {
    await query("delete from travail");
    await query("delete from resume");
    await query("delete from courriel where modele = 'resume'");
    world.statements();
    await round();
    return { statements: world.statements().length, letters: (await queued()).length };
  };
  await people(5);
  const few = await counted();
  await people(50);
  const many = await counted();
  expect(many.letters).toBeGreaterThan(few.letters + 30);
  expect(many.statements).toBe(few.statements);
  expect(told).toEqual([]);
});
