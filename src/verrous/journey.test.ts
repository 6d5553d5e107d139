import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { addDays, type CivilDate, civil } from "#kernel/civil-date.ts";
import { routes } from "#routes.ts";
import { estVerrouille } from "#verrous/rules.ts";
import type { Client } from "../../tests/kit/client.ts";
import { createWorld, type World } from "../../tests/kit/world.ts";

let world: World;
let teacher: Client;
let facts: {
  periode: string;
  dossier: string;
  apprenant: string;
  bilan: string;
  auteur: string;
  ecole: string;
};
beforeAll(async () => {
  world = await createWorld();
  teacher = await world.as("enseignant@lycee-demo.test");
  // the period of the demonstration that has one bilan entreprise
  const { rows } = await world.owner.query(
    `select p.id as periode, d.id as dossier, d.apprenant_id as apprenant, b.id as bilan, b.modifie_par as auteur,
       b.etablissement_id as ecole
     from bilan b join dossier d on d.id = b.dossier_id join periode p on p.id = d.periode_id
     where p.nom = 'PFMP 3' and b.type = 'entreprise'`,
  );
  expect(rows).toHaveLength(1);
  facts = rows[0];
});

const start = civil("2026-11-01");
const day = fc.nat(120).map((n) => addDays(start, n));
/** What a learner's year may hold: a meeting dated or not, bilans intermédiaires some of which were cancelled. */
const calendar = fc.record({
  rencontre: fc.option(day),
  bilans: fc.uniqueArray(fc.record({ date: day, annule: fc.boolean() }), {
    maxLength: 4,
    selector: (bilan) => bilan.date,
  }),
});

async function write({
  rencontre,
  bilans,
}: {
  rencontre: CivilDate | null;
  bilans: { date: CivilDate; annule: boolean }[];
}) {
  const { apprenant, bilan, auteur, ecole } = facts;
  await world.owner.query("update bilan set date_rencontre = $1 where id = $2", [rencontre, bilan]);
  await world.owner.query("delete from bilan_intermediaire where apprenant_id = $1", [apprenant]);
  for (const { date, annule } of bilans)
    await world.owner.query(
      `insert into bilan_intermediaire (etablissement_id, id, apprenant_id, date, synthese, auteur_id, cree_le, annule_le)
       values ($1, gen_random_uuid(), $2, $3, '[]', $4, now(), case when $5 then now() end)`,
      [ecole, apprenant, date, auteur, annule],
    );
}

test("over random calendars, screen, server, list and bilan give the pure function's answer", async () => {
  const { periode, dossier } = facts;
  const settings = routes.periodeInformations.href({ periode });
  await fc.assert(
    fc.asyncProperty(calendar, async (year) => {
      await write(year);
      const standing = year.bilans.filter((bilan) => !bilan.annule).map((bilan) => bilan.date);
      const last = standing.toSorted().at(-1) ?? null;
      // the last day of PFMP 3 stands for a meeting not dated yet
      const locked = estVerrouille(year.rencontre ?? civil("2026-12-04"), last);
      const screen = await teacher.get(settings);
      expect(screen.root.querySelector("main form[method=post]") === null).toBe(locked);
      expect(screen.text.includes("Période figée")).toBe(locked);
      const served = await teacher.post(settings, { _version: "0" }, "/annexes/nouvelle");
      expect(served.status).toBe(locked ? 403 : 422);
      const removal = await teacher.get(routes.periodeSupprimer.href({ periode }));
      expect(removal.root.querySelector("[name=confirmation]") === null).toBe(locked);
      const list = await teacher.get(routes.periodes.href({}, { periode }));
      expect(list.root.querySelector(`a[href="${routes.periodeSupprimer.href({ periode })}"]`) === null).toBe(
        locked,
      );
      const bilan = await teacher.get(routes.bilanEntreprise.href({ dossier }));
      expect(bilan.text.includes("il n’est plus modifiable")).toBe(locked);
      const written = await teacher.post(routes.bilanEntreprise.href({ dossier }), {}, "/annexes/nouvelle");
      expect(written.status === 403).toBe(locked);
    }),
    {
      numRuns: 12,
      examples: [
        [{ rencontre: civil("2026-12-04"), bilans: [{ date: civil("2026-12-04"), annule: false }] }],
        [{ rencontre: civil("2026-12-04"), bilans: [{ date: civil("2026-12-05"), annule: false }] }],
        [{ rencontre: civil("2026-12-04"), bilans: [{ date: civil("2026-12-05"), annule: true }] }],
        [{ rencontre: null, bilans: [{ date: civil("2026-12-05"), annule: false }] }],
      ],
    },
  );
});
