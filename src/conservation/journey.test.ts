import { beforeAll, beforeEach, expect, test } from "vitest";
import { purge } from "#conservation/jobs.ts";
import { PARTS_DE_PERIODE } from "#conservation/rules.ts";
import { createRunner, type Job } from "#jobs/runner.ts";
import { newId } from "#kernel/id.ts";
import { routes } from "#routes.ts";
import type { Client } from "../../tests/kit/client.ts";
import { createWorld, type World } from "../../tests/kit/world.ts";

let world: World;
let teacher: Client;
beforeAll(async () => {
  world = await createWorld();
  teacher = await world.as("enseignant@lycee-demo.test");
});
beforeEach(() => world.owner.query("delete from travail"));

const query = async <R = Record<string, never>>(text: string, values: unknown[] = []): Promise<R[]> =>
  (await world.owner.query(text, values)).rows;
const night = (...jobs: Job[]) => createRunner(world.deps, jobs).round();
const at = (instant: string) => world.setNow(new Date(instant));

const tables = async () =>
  (
    await query<{ name: string }>(
      "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1",
    )
  ).map((row) => row.name);

/** Tables where one of these ids is written, in whatever column. */
async function mentions(ids: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const table of await tables()) {
    const [row] = await query(`select 1 from ${table} t where t::text ~ $1 limit 1`, [ids.join("|")]);
    if (row) found.push(table);
  }
  return found;
}

test("the purge forgets no table: everything that refers to a period, step by step, is in its list", async () => {
  const references = await query<{ tbl: string; target: string }>(
    "select conrelid::regclass::text as tbl, confrelid::regclass::text as target from pg_constraint where contype = 'f'",
  );
  const reached = new Set(["periode"]);
  for (let size = 0; size < reached.size; ) {
    size = reached.size;
    for (const { tbl, target } of references) if (reached.has(target)) reached.add(tbl);
  }
  const listed = new Set(PARTS_DE_PERIODE.map((part) => part.table));
  expect([...reached].filter((table) => !listed.has(table))).toEqual([]);
  // letters name a dossier without a reference
  expect([...listed].filter((table) => !reached.has(table))).toEqual(["courriel"]);
});

test("thirty days in the bin, then nothing is left but the journal's lines; the others keep everything", async () => {
  const [periode] = await query<{ id: string; etablissement: string; auteur: string }>(
    "select id, etablissement_id as etablissement, auteur_id as auteur from periode where nom = 'PFMP 3' order by cree_le limit 1",
  );
  if (!periode) throw new Error("no period");
  const dossiers = await query<{ id: string; apprenant: string }>(
    "select id, apprenant_id as apprenant from dossier where periode_id = $1 order by id",
    [periode.id],
  );
  const first = dossiers[0]?.id ?? "";
  const { etablissement, auteur } = periode;
  // a row in every table that may hold one; the tutors' links are made as their letters leave
  await world.mails();
  await query(
    "insert into visite (etablissement_id, id, dossier_id, visiteur_id, date, forme, cree_le, modifie_le, modifie_par) values ($1, $2, $3, $4, '2026-11-25', 'visio', now(), now(), $4)",
    [etablissement, newId(), first, auteur],
  );
  await query(
    "insert into bilan (etablissement_id, id, dossier_id, type, modifie_le, modifie_par) values ($1, $2, $3, 'entreprise', now(), $4) on conflict do nothing",
    [etablissement, newId(), first, auteur],
  );
  await query(
    "insert into bilan_ligne (etablissement_id, bilan_id, nature, element, auteur_id, le) select etablissement_id, id, 'engagement', 'x', $2, now() from bilan where dossier_id = $1 on conflict do nothing",
    [first, auteur],
  );
  await query(
    "insert into proposition_accueil (etablissement_id, id, accueil_id, valeurs, auteur_id, cree_le) select etablissement_id, $2, id, '{}', $3, now() from accueil where dossier_id = $1",
    [first, newId(), auteur],
  );
  await query(
    "insert into presentation (etablissement_id, dossier_id, modifie_le) values ($1, $2, now()) on conflict do nothing",
    [etablissement, first],
  );
  await query(
    "insert into version_texte (etablissement_id, id, dossier_id, objet, cle, version, contenu, auteur_id, le) values ($1, $2, $3, 'semaine', 'k', 1, '{}', $4, now())",
    [etablissement, newId(), first, auteur],
  );
  await query(
    "insert into preference (etablissement_id, habilitation_id, cle, valeur, modifie_le) values ($1, $2, 'vue', $3, now())",
    [etablissement, auteur, JSON.stringify({ periode: periode.id })],
  );
  await query("update periode set copie_de = $1 where nom = 'PFMP 2' and etablissement_id = $2", [
    periode.id,
    etablissement,
  ]);
  await query(
    "insert into lecture (etablissement_id, habilitation_id, objet, le) values ($1, $2, $3, now()) on conflict do nothing",
    [etablissement, auteur, `fiche:${first}`],
  );
  await query(
    "insert into tirage (etablissement_id, periode_id, etat, demande_le, demande_par) values ($1, $2, 'attente', now(), $3)",
    [etablissement, periode.id, auteur],
  );
  for (const [columns, values] of [
    [
      "fichier (etablissement_id, id, dossier_id, genre, nom, lien, auteur_id, cree_le)",
      "$1, $3, $2, 'lien', 'n', 'https://x.test', $4, now()",
    ],
    [
      "envoi (etablissement_id, id, dossier_id, habilitation_id, nom, taille, cree_le)",
      "$1, $3, $2, $4, 'n', 1, now()",
    ],
    ["emplacement (etablissement_id, dossier_id, latitude, longitude, modifie_le)", "$1, $2, 49, 1, now()"],
    ["organigramme (etablissement_id, dossier_id, modifie_le)", "$1, $2, now()"],
    ["poste (etablissement_id, id, dossier_id, rang, fonction)", "$1, $3, $2, 1, 'chef'"],
    [
      "semaine_vue (etablissement_id, dossier_id, lundi, habilitation_id, le)",
      "$1, $2, '2026-11-09', $4, now()",
    ],
    ["absence (etablissement_id, dossier_id, jour, auteur_id, le)", "$1, $2, '2026-11-09', $4, now()"],
  ] as const)
    await world.owner.query(
      `insert into ${columns} select ${values} from (values ($1::uuid, $2::uuid, $3::uuid, $4::uuid)) v`,
      [etablissement, first, newId(), auteur],
    );
  await query(
    "insert into bilan_valide (etablissement_id, bilan_id, numero, contenu, le, par) select etablissement_id, id, 1, '{}', now(), $2 from bilan where dossier_id = $1 limit 1",
    [first, auteur],
  );
  const parts: { table: string; id: string }[] = [];
  for (const table of ["accueil", "accueil_tuteur", "bilan", "activite", "commentaire", "visite"])
    parts.push(
      ...(
        await query<{ id: string }>(`select id from ${table} where dossier_id = any($1)`, [
          dossiers.map((one) => one.id),
        ])
      ).map(({ id }) => ({ table, id })),
    );
  const ids = [periode.id, ...dossiers.map((one) => one.id), ...parts.map((one) => one.id)];
  const before = await mentions(ids);
  for (const table of new Set([
    ...PARTS_DE_PERIODE.map((part) => part.table),
    "lien",
    "lecture",
    "preference",
  ]))
    expect(before, table).toContain(table);

  at("2026-11-23T09:00:00Z");
  await teacher.get(routes.periodeSupprimer.href({ periode: periode.id }));
  await teacher.submit("Supprimer la période", { confirmation: "SUPPRIMER" });
  const kept = await query("select count(*)::int as n from dossier");
  at("2026-12-22T10:00:00Z"); // the twenty-ninth day
  await night(purge);
  expect(await query("select count(*)::int as n from dossier")).toEqual(kept);

  at("2026-12-23T10:00:00Z");
  await night(purge);
  // the submissions of that day are seven days old: they went too
  expect(await mentions(ids)).toEqual(["journal"]);
  const [line] = await query<{ details: object; acteur: null }>(
    "select details, acteur_id as acteur from journal where acte = 'periode.purger' and objet = $1",
    [periode.id],
  );
  expect(line).toEqual({ details: { dossiers: dossiers.length }, acteur: null });
  expect((await query<{ n: number }>("select count(*)::int as n from dossier"))[0]?.n).toBeGreaterThan(20);
  expect(
    await query("select count(*)::int as n from apprenant where id = $1", [dossiers[0]?.apprenant]),
  ).toEqual([{ n: 1 }]);
});

test("a period that holds a certificative grid is never purged; withdrawn dossiers are kept", async () => {
  const [exam] = await query<{ id: string; dossier: string; etablissement: string; auteur: string }>(
    "select p.id, d.id as dossier, p.etablissement_id as etablissement, p.auteur_id as auteur from periode p join dossier d on d.periode_id = p.id where p.nom = 'PFMP 5' limit 1",
  );
  await query("update periode set supprime_le = '2026-01-01', supprime_par = auteur_id where id = $1", [
    exam?.id,
  ]);
  await query(
    "insert into bilan (etablissement_id, id, dossier_id, type, modifie_le, modifie_par) values ($1, $2, $3, 'certificatif', now(), $4)",
    [exam?.etablissement, newId(), exam?.dossier, exam?.auteur],
  );
  const [withdrawn] = await query<{ id: string }>(
    "update dossier set retire_le = '2025-01-01' where id = (select d.id from dossier d join periode p on p.id = d.periode_id where p.nom = 'PFMP 2' limit 1) returning id",
  );
  await night(purge);
  expect(await query("select 1 from periode where id = $1", [exam?.id])).toHaveLength(1);
  expect(await query("select 1 from dossier where id = $1", [withdrawn?.id])).toHaveLength(1);
  await query("update periode set supprime_le = null, supprime_par = null where id = $1", [exam?.id]);
});

test("what the machine kept for itself goes in its time: lists never applied, keys of forms, tries, addresses", async () => {
  at("2026-12-23T10:00:00Z");
  const [who] = await query<{ etablissement: string; id: string }>(
    "select etablissement_id as etablissement, id from habilitation where courriel = 'enseignant@lycee-demo.test'",
  );
  const row = async (age: string, etat: string) => {
    const id = newId();
    await query(
      "insert into courriel (etablissement_id, id, modele, destinataire, donnees, etat, erreur, cree_le) values ($1, $2, 'activation', 'a@b.test', '{}', $3, '550 <a@b.test> inconnu', $4::timestamptz - $5::interval)",
      [who?.etablissement, id, etat, world.deps.clock(), age],
    );
    return id;
  };
  const list = async (age: string, applied: boolean) =>
    query(
      "insert into import_liste (etablissement_id, id, fichier, lecture, auteur_id, cree_le, applique_le) values ($1, $2, $3, '{}', $4, $5::timestamptz - $6::interval, $7)",
      [
        who?.etablissement,
        newId(),
        `${age} ${applied}`,
        who?.id,
        world.deps.clock(),
        age,
        applied ? world.deps.clock() : null,
      ],
    );
  const [sent, refused, recent, waiting] = [
    await row("91 days", "envoye"),
    await row("91 days", "refuse"),
    await row("89 days", "envoye"),
    await row("91 days", "a-envoyer"),
  ];
  await list("31 days", false);
  await list("29 days", false);
  await list("31 days", true);
  await query(
    "insert into tentative values ('vieux', 3, $1::timestamptz - interval '2 days'), ('neuf', 1, $1)",
    [world.deps.clock()],
  );
  await query(
    "insert into soumission (etablissement_id, cle, chemin, habilitation_id, le) select $1, x, '/', $2, $3::timestamptz - x::interval from unnest(array['8 days', '6 days']) x",
    [who?.etablissement, who?.id, world.deps.clock()],
  );
  await night(purge);
  const letters = await query("select id, destinataire, erreur from courriel where id = any($1)", [
    [sent, refused, recent, waiting],
  ]);
  expect(
    Object.fromEntries(letters.map(({ id, destinataire, erreur }) => [id, [destinataire, erreur]])),
  ).toEqual({
    [sent]: ["", null],
    [refused]: ["", "Adresse refusée."],
    [recent]: ["a@b.test", "550 <a@b.test> inconnu"],
    [waiting]: ["a@b.test", "550 <a@b.test> inconnu"],
  });
  await query("delete from courriel where id = $1", [waiting]);
  const lists = await query<{ fichier: string }>(
    "select fichier from import_liste where fichier ~ 'days' order by 1",
  );
  expect(lists.map((one) => one.fichier)).toEqual(["29 days false", "31 days true"]);
  expect(
    (await query("select cle from tentative where cle in ('vieux', 'neuf')")).map((one) => one.cle),
  ).toEqual(["neuf"]);
  expect((await query("select cle from soumission where cle ~ 'days'")).map((one) => one.cle)).toEqual([
    "6 days",
  ]);
});
