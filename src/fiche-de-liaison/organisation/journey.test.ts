import { beforeAll, expect, test } from "vitest";
import { routes } from "#routes.ts";
import type { Client } from "../../../tests/kit/client.ts";
import { createWorld, type World } from "../../../tests/kit/world.ts";

let world: World;
let teacher: Client;
let learner: Client;
let dossier: string;
let periode: string;
beforeAll(async () => {
  world = await createWorld();
  teacher = await world.as("enseignant@lycee-demo.test");
  learner = await world.as("eleve@lycee-demo.test");
  const found = await dossierDe("Accardo");
  dossier = found.id;
  periode = found.periode;
  await world.owner.query("update periode set conditions = $1 where id = $2", [
    JSON.stringify({
      horaires: { lundi: { matin: { debut: "08:00", fin: "12:00" }, apresMidi: null } },
      concertation: "Un appel chaque semaine",
      travauxReglementes: "",
      modalitesEvaluation: "Bilan en fin de période",
    }),
    periode,
  ]);
});

async function dossierDe(nom: string): Promise<{ id: string; periode: string }> {
  const { rows } = await world.owner.query(
    `select d.id, d.periode_id as periode from dossier d join apprenant a on a.id = d.apprenant_id
     join periode p on p.id = d.periode_id where a.nom = $1 and p.nom = 'PFMP 3'`,
    [nom],
  );
  return rows[0];
}

const organisation = (of = dossier) => routes.ficheOrganisation.href({ dossier: of });
const stored = async (of = dossier) =>
  (await world.owner.query("select organisation from fiche where dossier_id = $1", [of])).rows[0]
    .organisation;
const value = (client: Client, name: string) =>
  client.page.root.querySelector(`[name=${name}]`)?.getAttribute("value");

test("the learner gives his hours, the school's fields are only read; the teacher finds both", async () => {
  await learner.get(organisation());
  expect(learner.page.text).toContain("Conforme aux conditions de la période");
  expect(value(learner, "horaire-lundi-matin-debut")).toBe("08:00");
  expect(learner.page.root.querySelector("[name=modalitesEvaluation]")).toBeNull();
  expect(learner.page.text).toContain("Bilan en fin de période");
  expect(learner.page.text).toContain("4 objectifs");
  await learner.submit(organisation(), {
    "horaire-lundi-matin-debut": "7 h 30",
    "horaire-lundi-apresMidi-debut": "13:00",
    "horaire-lundi-apresMidi-fin": "16:30",
  });
  expect(learner.page.text).toContain("Organisation enregistrée.");
  await teacher.get(organisation());
  expect(teacher.page.text).toContain("par Aline Accardo");
  expect(teacher.page.text).toContain("Horaires journaliers propre à cette fiche");
  expect(teacher.page.text).toContain("Modalités d’évaluation comme la période");
  expect(await stored()).toMatchObject({
    horaires: { lundi: { matin: { debut: "07:30", fin: "12:00" } } },
    modalitesEvaluation: "Bilan en fin de période",
  });
});

test("« même chose que lundi » draws the form again and writes nothing", async () => {
  const before = await stored();
  await teacher.get(organisation());
  await teacher.submit(
    organisation(),
    { "horaire-lundi-matin-debut": "09:00" },
    { name: "geste", value: "comme-lundi" },
  );
  expect(teacher.page.status).toBe(200);
  expect(value(teacher, "horaire-vendredi-matin-debut")).toBe("09:00");
  expect(await stored()).toEqual(before);
});

test("a wrong hour keeps what was typed; a stale save shows both texts", async () => {
  await teacher.get(organisation());
  await teacher.submit(organisation(), { "horaire-mardi-matin-debut": "25 h", concertation: "Au téléphone" });
  expect(teacher.page.status).toBe(422);
  expect(teacher.page.root.querySelector("[name=concertation]")?.text.trim()).toBe("Au téléphone");
  await learner.get(organisation());
  await teacher.get(organisation());
  await teacher.submit(organisation(), { concertation: "Deux visites" });
  await learner.submit(organisation(), { concertation: "Un message par semaine" });
  expect(learner.page.status).toBe(409);
  expect(learner.page.text).toContain("Deux visites");
  expect(learner.page.text).toContain("Un message par semaine");
  expect(learner.page.text).toContain("Sophie Mercier a enregistré");
  expect(await stored()).toMatchObject({ concertation: "Deux visites" });
});

test("the period's other conditions still reach a fiche that has its own hours", async () => {
  const settings = routes.periodeInformations.href({ periode });
  await teacher.get(settings);
  await teacher.submit("Enregistrer les conditions", {
    modalitesEvaluation: "Visite à mi-parcours, bilan à la fin",
    concertation: "Un courriel",
  });
  expect(teacher.page.text).toContain("Enregistré : 34 fiches de liaison suivent ; 1 est individualisée");
  expect(await stored()).toMatchObject({
    horaires: { lundi: { matin: { debut: "07:30" } } },
    concertation: "Deux visites",
    modalitesEvaluation: "Visite à mi-parcours, bilan à la fin",
  });
  const other = await dossierDe("Aïssani");
  expect(await stored(other.id)).toBeNull();
  expect((await teacher.get(organisation(other.id))).text).toContain("Conforme aux conditions de la période");
  expect(teacher.page.root.querySelector("[name=concertation]")?.text.trim()).toBe("Un courriel");
});

test("who changed what: each act with its author, before and after", async () => {
  await learner.get(routes.ficheHistorique.href({ dossier }));
  const { text } = learner.page;
  expect(text).toContain("Organisation modifiéeAline Accardo");
  expect(text).toContain(
    "le lundi : 8 h – 12 h (4 h par semaine) → le lundi : 7 h 30 – 12 h et 13 h – 16 h 30",
  );
  expect(text).toContain("Conditions de la période modifiéesSophie Mercier");
  expect(text.indexOf("Un appel chaque semaine → Deux visites")).toBeGreaterThan(0);
});

test("« Revenir aux conditions de la période » follows it again", async () => {
  await teacher.get(organisation());
  await teacher.submit("Revenir aux conditions de la période");
  expect(teacher.page.text).toContain("suit de nouveau les conditions de la période");
  expect(await stored()).toBeNull();
});

test("the school's fields, a signed convention and a stranger are refused, with the reason", async () => {
  const fields = { _version: "1", concertation: "X" };
  const forged = await learner.post(organisation(), { ...fields, modalitesEvaluation: "20/20" });
  expect(forged.status).toBe(403);
  expect(forged.text).toContain("écrits par les enseignants");
  expect((await learner.post(routes.ficheOrganisationPeriode.href({ dossier }), fields)).status).toBe(403);
  await world.owner.query("update dossier set convention_signee_le = '2026-11-02' where id = $1", [dossier]);
  const late = await learner.post(organisation(), fields);
  expect([late.status, late.text.includes("Ta convention est signée")]).toEqual([403, true]);
  expect((await learner.get(organisation())).root.querySelector("[name=concertation]")).toBeNull();
  const neighbour = await world.as("enseignant@lycee-voisin.test");
  for (const address of [organisation(), routes.ficheHistorique.href({ dossier })])
    expect((await neighbour.get(address)).status).toBe(404);
  expect((await neighbour.post(organisation(), fields)).status).toBe(404);
  const administrator = await world.as("administrateur@lycee-demo.test");
  expect((await administrator.get(routes.ficheHistorique.href({ dossier }))).status).toBe(403);
  expect(await stored()).toBeNull();
});

test("the maître d’apprentissage gives the hours and the référent is told", async () => {
  const his = (await dossierDe("Bouleau")).id;
  const maitre = await world.as("maitre@lycee-demo.test");
  await maitre.get(organisation(his));
  await maitre.submit(organisation(his), {
    "horaire-mardi-matin-debut": "8h",
    "horaire-mardi-matin-fin": "12h",
  });
  expect(maitre.page.text).toContain("Organisation enregistrée.");
  const told = (await world.mails()).filter((mail) => mail.subject.startsWith("Fiche de liaison modifiée"));
  expect(told).toHaveLength(1);
});

test("the tuteur de stage gives the hours he knows, and reads what the school writes", async () => {
  const lien = (await world.mails()).flatMap((mail) => mail.links).find((link) => link.includes("/acces/"));
  const tutor = world.visitor();
  await tutor.get(new URL(lien ?? "").pathname);
  await tutor.submit("Accéder à mon espace");
  const href = tutor.page.root.querySelector('a[href^="/dossiers/"]')?.getAttribute("href") ?? "";
  const his = href.split("/")[2] ?? "";
  await tutor.get(organisation(his));
  expect(tutor.page.root.querySelector("[name=modalitesEvaluation]")).toBeNull();
  await tutor.submit(organisation(his), {
    "horaire-jeudi-matin-debut": "6h",
    "horaire-jeudi-matin-fin": "13h",
  });
  expect(tutor.page.text).toContain("Organisation enregistrée.");
  expect(await stored(his)).toMatchObject({
    horaires: { jeudi: { matin: { debut: "06:00", fin: "13:00" } } },
  });
  const forged = { _version: "2", concertation: "", travauxReglementes: "Aucun" };
  expect((await tutor.post(organisation(his), forged, organisation(his))).status).toBe(403);
});

test("hours that a minor may not work are told, never refused; only a teacher is told the learner’s age, nobody his birth", async () => {
  const { id } = await dossierDe("Azil");
  const born = (date: string | null) =>
    world.owner.query(
      "update apprenant set naissance = $2 where id = (select apprenant_id from dossier where id = $1)",
      [id, date],
    );
  await born("2011-03-05");
  await teacher.get(organisation(id));
  await teacher.submit(organisation(id), {
    "horaire-lundi-matin-debut": "7h",
    "horaire-lundi-matin-fin": "12h",
    "horaire-lundi-apresMidi-debut": "13h",
    "horaire-lundi-apresMidi-fin": "17h",
  });
  expect(teacher.page.text).toContain("Organisation enregistrée.");
  const told = (client: Client) => {
    const notice = client.page.root.querySelector("p-mineurs .notice");
    return notice?.hasAttribute("hidden") ? "" : (notice?.text.replaceAll(/[\s\u00a0]+/g, " ") ?? "");
  };
  expect(told(teacher)).toContain("l’apprenant a moins de 16 ans");
  expect(told(teacher)).toContain("7 h par jour au plus (le lundi : 9 h)");
  expect(told(teacher)).toContain("D’après lyceens.monstageenligne.fr");
  expect(told(teacher)).not.toContain("8 h par jour");
  for (const birth of ["2011", "05/03", "5 mars"]) expect(teacher.page.html).not.toContain(birth);
  // read again while the form is drawn again, before anything is saved
  await teacher.submit(
    organisation(id),
    { "horaire-lundi-apresMidi-fin": "15h" },
    { name: "geste", value: "comme-lundi" },
  );
  expect(told(teacher)).toContain("30 min de pause");
  expect(told(teacher)).not.toContain("7 h par jour");
  for (const [birth, said] of [
    ["2009-11-09", "l’apprenant a 16 ou 17 ans"],
    [null, "si l’apprenant est mineur"],
    ["2008-11-09", ""],
  ] as const) {
    await born(birth);
    await teacher.get(organisation(id));
    expect([birth, told(teacher).includes(said)]).toEqual([birth, true]);
    expect(teacher.page.root.querySelector("p-mineurs") === null).toBe(said === "");
  }
  // whoever else gives the hours is shown both ages, whatever the school knows
  await world.owner.query(
    "update fiche set organisation = (select organisation from fiche where dossier_id = $1) where dossier_id = $2",
    [id, (await dossierDe("Bouleau")).id],
  );
  await world.owner.query("update apprenant set naissance = '2011-03-05'");
  const maitre = await world.as("maitre@lycee-demo.test");
  await maitre.get(organisation((await dossierDe("Bouleau")).id));
  expect(told(maitre)).toContain("si l’apprenant est mineur");
  expect(told(maitre)).toContain("Avant 16 ans : 7 h par jour au plus");
  expect(told(maitre)).toContain("À 16 et 17 ans : 8 h par jour au plus");
  await teacher.get(routes.periodeInformations.href({ periode }));
  expect(teacher.page.root.querySelector("p-mineurs")?.getAttribute("data-tranches")).toBe("moins-16 16-17");
});
