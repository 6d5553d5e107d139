import { beforeAll, describe, expect, test } from "vitest";
import { routes } from "#routes.ts";
import type { Client } from "../../../tests/kit/client.ts";
import { NOW } from "../../../tests/kit/server.ts";
import { createWorld, type World } from "../../../tests/kit/world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});

/** A dossier of the demonstration, by learner and period. */
async function dossierOf(nom: string, periode: string): Promise<string> {
  const { rows } = await world.owner.query(
    `select d.id from dossier d join apprenant a on a.id = d.apprenant_id join periode p on p.id = d.periode_id
     where a.nom = $1 and p.nom = $2 order by p.cree_le limit 1`,
    [nom, periode],
  );
  return rows[0].id;
}

const grille = (dossier: string) => routes.bilanEntreprise.href({ dossier });
const chosen = (client: Client, name: string) =>
  client.page.root
    .querySelectorAll("input[checked]")
    .find((input) => input.getAttribute("name") === name)
    ?.getAttribute("value");
const stored = async (dossier: string) => {
  const { rows } = await world.owner.query(
    `select l.nature, l.element, l.mode, l.valeur, l.version, h.nom from bilan_ligne l
     join bilan b on b.id = l.bilan_id join habilitation h on h.id = l.auteur_id
     where b.dossier_id = $1 and b.type = 'entreprise'`,
    [dossier],
  );
  return new Map(rows.map((row) => [`${row.nature}.${row.element}`, row]));
};

describe("teacher and tutor on one grid", () => {
  let dossier: string;
  let teacher: Client;
  let tutor: Client;
  beforeAll(async () => {
    dossier = await dossierOf("Aïssani", "PFMP 3");
    teacher = await world.as("enseignant@lycee-demo.test");
    tutor = await world.asTutor(dossier);
  });

  test("the page recalls period, learner, company and tutor, and proposes tasks, date and competences", async () => {
    const page = await teacher.get(grille(dossier));
    expect(page.status).toBe(200);
    expect(page.title).toBe("Bilan entreprise : Carole Aïssani");
    for (const words of ["PFMP 3", "Verrerie de la Bresle", "tuteur : Nadia Caillard"])
      expect(page.text).toContain(words);
    expect(page.root.querySelector("[name=dateRencontre]")?.getAttribute("value")).toBe("2026-12-04");
    // told in the portfolio: proposed, not stored
    expect(page.text).toContain("Décrite dans le portfolio (2)");
    // one tap away: the week and the activity that tell it (B-01), and where a competence was worked
    const told = page.root.querySelector("[data-ligne='tache.A1T1'] .preuves");
    expect(told?.querySelectorAll("a").map((a) => a.getAttribute("href"))).toEqual([
      routes.semaine.href({ dossier, lundi: "2026-11-09" }),
      expect.stringContaining(`/dossiers/${dossier}/portfolio/activites/`),
    ]);
    expect(told?.text).toContain("Remplacement d’un capteur photoélectrique");
    const worked = page.root.querySelector("[data-competence='C1.1'] .preuves a")?.getAttribute("href") ?? "";
    expect((await teacher.get(worked)).text).toContain("Remplacement d’un capteur photoélectrique");
    await teacher.get(grille(dossier));
    expect(chosen(teacher, "tache.A1T1")).toBe("oui");
    expect(await stored(dossier)).toEqual(new Map());
    // every task and every competence is on the page without any script
    expect(page.root.querySelectorAll("input[type=checkbox][name^='tache.']")).toHaveLength(14);
    expect(page.root.querySelectorAll("input[type=radio][name='competence.C3.4']")).toHaveLength(7);
    expect(page.text).toContain("Pas encore enregistré");
  });

  test("plain words first for the company, the official ones for the teacher; the others one tap away", async () => {
    const words = async (client: Client) => {
      const page = await client.get(grille(dossier));
      const card = page.root.querySelector("[data-competence='C1.1']");
      return [card?.querySelector("h4")?.text.trim(), card?.querySelector("details")?.text.trim()];
    };
    const official = "Analyser l'organisation fonctionnelle, structurelle et temporelle d'un système";
    const plain = /Sait expliquer comment une machine est faite/;
    expect(await words(teacher)).toEqual([`C1.1 ${official}`, expect.stringMatching(plain)]);
    expect(await words(tutor)).toEqual([expect.stringMatching(plain), `Intitulé officiel${official}`]);
    expect(tutor.page.text).toContain("Que veulent dire les niveaux ?");
    expect(tutor.page.text).toContain("A besoin d’être guidé pas à pas");
  });

  test("each saves his own lines, opened at the same time, and neither overwrites the other", async () => {
    await tutor.get(grille(dossier));
    await teacher.get(grille(dossier));
    const after = await teacher.submit(grille(dossier), {
      "competence.C2.1": "4",
      "tache.A1T3": "oui",
      commentaire: "Carole progresse.",
    });
    expect(after.status).toBe(200);
    expect(after.text).toContain("Enregistré à 10 h 00");
    // the tutor's page was drawn before
    const second = await tutor.submit(grille(dossier), { "competence.C1.1": "NE", engagement: "3" });
    expect(second.status).toBe(200);
    const lignes = await stored(dossier);
    expect(lignes.get("competence.C2.1")).toMatchObject({ valeur: "4", version: 1, nom: "Mercier" });
    expect(lignes.get("competence.C1.1")).toMatchObject({ valeur: "NE", version: 1, nom: "Caillard" });
    expect(lignes.get("engagement.engagement")).toMatchObject({ valeur: "3", nom: "Caillard" });
    expect(lignes.get("tache.A1T3")).toMatchObject({ valeur: "oui" });
    expect(lignes.has("competence.C2.2")).toBe(false);
    // who wrote what, on the page
    expect(second.text).toContain("Sophie Mercier, à 10 h 00");
    expect(second.text).toContain("Nadia Caillard, à 10 h 00");
    expect(second.text).toContain("Carole progresse.");
  });

  test("the same competence: 409 with both values and names, nothing written, then an informed choice", async () => {
    await tutor.get(grille(dossier));
    await teacher.get(grille(dossier));
    await teacher.submit(grille(dossier), { "competence.C2.1": "5" });
    const page = await tutor.submit(grille(dossier), { "competence.C2.1": "2", "competence.C2.3": "3" });
    expect(page.status).toBe(409);
    expect(page.text).toContain(
      "Sophie Mercier a choisi 5 (Très satisfaisant) à 10 h 00 ; vous aviez choisi 2 (Insuffisant).",
    );
    expect((await stored(dossier)).get("competence.C2.1")).toMatchObject({ valeur: "5", version: 2 });
    expect((await stored(dossier)).has("competence.C2.3")).toBe(false);
    expect(chosen(tutor, "competence.C2.1")).toBe("2");
    expect(chosen(tutor, "competence.C2.3")).toBe("3");
    expect((await tutor.submit(grille(dossier))).status).toBe(200);
    const lignes = await stored(dossier);
    expect(lignes.get("competence.C2.1")).toMatchObject({ valeur: "2", version: 3, nom: "Caillard" });
    expect(lignes.get("competence.C2.3")).toMatchObject({ valeur: "3" });
  });

  test("global to detailed and back loses nothing; nothing is averaged", async () => {
    await teacher.get(grille(dossier));
    await teacher.submit(grille(dossier), {
      "mode.C2.1": "detaillee",
      "detail.C2.1#1": "3",
      "detail.C2.1#2": "NE",
    });
    expect((await stored(dossier)).get("competence.C2.1")).toMatchObject({ mode: "detaillee", valeur: "2" });
    expect(teacher.page.text).toContain("Évaluation détaillée : 2 sur 8");
    await teacher.submit(grille(dossier), { "mode.C2.1": null });
    const lignes = await stored(dossier);
    expect(lignes.get("competence.C2.1")).toMatchObject({ mode: "globale", valeur: "2" });
    expect(lignes.get("detail.C2.1#1")).toMatchObject({ valeur: "3" });
    expect(chosen(teacher, "detail.C2.1#2")).toBe("NE");
  });

  test("a task proposed and left out by the first to save is not ticked again by a page drawn before", async () => {
    const other = await dossierOf("Ma", "PFMP 3");
    const karim = await world.as("k.benali@lycee-demo.test");
    await Promise.all([teacher.get(grille(other)), karim.get(grille(other))]);
    expect([chosen(teacher, "tache.A1T1"), chosen(karim, "tache.A1T1")]).toEqual(["oui", "oui"]);
    await teacher.submit(grille(other), { "tache.A1T1": null, "competence.C1.1": "3" });
    expect((await stored(other)).get("tache.A1T1")).toMatchObject({
      valeur: null,
      version: 1,
      nom: "Mercier",
    });
    const page = await karim.submit(grille(other), { "competence.C1.2": "4" });
    expect(page.status).toBe(409);
    expect(page.text).toContain(
      "Sophie Mercier l’a laissée non cochée à 10 h 00 ; vous l’aviez laissée cochée.",
    );
    expect((await stored(other)).has("competence.C1.2")).toBe(false);
    expect((await karim.submit(grille(other), { "tache.A1T1": null })).status).toBe(200);
    expect((await stored(other)).get("tache.A1T1")).toMatchObject({ valeur: null });
  });

  test("« Effacer » is not NE", async () => {
    await teacher.get(grille(dossier));
    await teacher.submit(grille(dossier), { "competence.C1.1": "" });
    expect((await stored(dossier)).get("competence.C1.1")).toMatchObject({ valeur: null, version: 2 });
  });

  test("two first savings at once make one bilan", async () => {
    const other = await dossierOf("Blanchet", "PFMP 3");
    const karim = await world.as("k.benali@lycee-demo.test");
    await Promise.all([teacher.get(grille(other)), karim.get(grille(other))]);
    const pages = await Promise.all([
      teacher.submit(grille(other), { "competence.C1.1": "3" }),
      karim.submit(grille(other), { "competence.C1.2": "4" }),
    ]);
    expect(pages.map((page) => page.status)).toEqual([200, 200]);
    const lignes = await stored(other);
    expect(lignes.get("competence.C1.1")).toMatchObject({ valeur: "3" });
    expect(lignes.get("competence.C1.2")).toMatchObject({ valeur: "4" });
  });

  test("sent twice, one effect; unknown level 422 with the values kept; a bad date at its field", async () => {
    await teacher.get(grille(dossier));
    const same = teacher.page;
    await teacher.submit(grille(dossier), { "competence.C1.4": "4" });
    teacher.page = same;
    await teacher.submit(grille(dossier), { "competence.C1.4": "4" });
    expect((await stored(dossier)).get("competence.C1.4")).toMatchObject({ valeur: "4", version: 1 });
    await teacher.get(grille(dossier));
    const page = await teacher.submit(grille(dossier), {
      dateRencontre: "2026-02-30",
      "competence.C1.2": "9",
      commentaire: "gardé",
    });
    expect(page.status).toBe(422);
    expect(page.text).toContain("Cette date n’existe pas");
    expect(page.text).toContain("Ce choix n’est pas proposé");
    expect(page.text).toContain("gardé");
    expect((await stored(dossier)).has("competence.C1.2")).toBe(false);
  });

  test("autosave is answered in JSON, with the new versions of the lines it wrote", async () => {
    await teacher.get(grille(dossier));
    const token = teacher.page.root.querySelector("[name=_token]")?.getAttribute("value") ?? "";
    const send = (values: Record<string, string>) =>
      teacher.request(grille(dossier), {
        method: "POST",
        headers: { accept: "application/json" },
        body: new URLSearchParams({ _token: token, ...values }),
      });
    const answer = await send({ "competence.C1.3": "4", "base.competence.C1.3": "0:globale:" });
    expect(await answer.json()).toMatchObject({
      savedAt: "10\u00a0h\u00a000",
      fields: { "base.competence.C1.3": "1:globale:4" },
    });
    const stale = await send({ "competence.C1.3": "2", "base.competence.C1.3": "0:globale:" });
    expect(stale.status).toBe(409);
    expect(await stale.json()).toMatchObject({
      conflict: { by: "Sophie Mercier", fields: [{ yours: "2 (Insuffisant)", theirs: "4 (Satisfaisant)" }] },
    });
  });
});

test("typed for two on one device: « en présence de », said by the teacher, read by the learner", async () => {
  const dossier = await dossierOf("Pichon", "PFMP 3");
  const teacher = await world.as("enseignant@lycee-demo.test");
  await teacher.get(grille(dossier));
  const given = { "competence.C1.1": "4", presence: "Julien Boisseau, chef d’équipe" };
  await teacher.submit(grille(dossier), given);
  expect(teacher.page.root.querySelector("[name=presence]")?.getAttribute("value")).toBe(given.presence);
  expect((await teacher.submit(grille(dossier), { presence: "x".repeat(121) })).status).toBe(422);
  // no tutor has an account, and the bilan is finished
  const { rows } = await world.owner.query(
    "select count(*)::int as n from accueil_tuteur where dossier_id = $1",
    [dossier],
  );
  expect(rows[0].n).toBe(0);
  await teacher.get(grille(dossier));
  await teacher.submit(grille(dossier), { dateRencontre: "2026-12-04" });
  await teacher.post(routes.bilanEntrepriseTerminer.href({ dossier }), {});
  const helene = await world.as("h.roussel@lycee-demo.test");
  expect((await helene.get(grille(dossier))).text).toContain(
    "Saisi par Sophie Mercier en présence de Julien Boisseau, chef d’équipe",
  );
});

test("the company says by its own account who typed", async () => {
  const dossier = await dossierOf("Aïssani", "PFMP 3");
  const tutor = await world.asTutor(dossier);
  expect((await tutor.get(grille(dossier))).root.querySelector("[name=presence]")).toBeNull();
  const page = await tutor.post(grille(dossier), { presence: "Moi-même" });
  expect([page.status, page.text]).toEqual([422, expect.stringContaining("indiquée par l’enseignant")]);
});

describe("what the others write meanwhile", () => {
  let dossier: string;
  let teacher: Client;
  const ask = (client: Client, revision: string, id = dossier) =>
    client.request(
      `${routes.bilanEntrepriseDirect.href({ dossier: id })}?${new URLSearchParams({ revision })}`,
      {
        headers: { accept: "application/json" },
      },
    );
  const revision = (client: Client) =>
    client.page.root.querySelector("form.grille")?.getAttribute("data-revision") ?? "";
  beforeAll(async () => {
    dossier = await dossierOf("Barreau", "PFMP 3");
    teacher = await world.as("enseignant@lycee-demo.test");
  });

  test("a page asks with its mark: nothing, or the lines with their versions, their authors and the words", async () => {
    const karim = await world.as("k.benali@lycee-demo.test");
    await teacher.get(grille(dossier));
    await karim.get(grille(dossier));
    expect((await ask(teacher, revision(teacher))).status).toBe(204);
    await karim.submit(grille(dossier), {
      "competence.C1.1": "4",
      "tache.A1T1": "oui",
      commentaire: "Bien.",
    });
    const answer = await ask(teacher, revision(teacher));
    expect([answer.status, answer.headers.get("cache-control")]).toEqual([200, "no-store"]);
    const { lignes, revision: next, transmisPar } = await answer.json();
    expect(transmisPar).toBeNull();
    const one = lignes.find(({ cle }: { cle: string }) => cle === "competence.C1.1");
    expect(one).toEqual({
      cle: "competence.C1.1",
      base: "1:globale:4",
      qui: "Karim Benali",
      phrase: "Karim Benali vient de choisir 4 (Satisfaisant) pour C1.1",
      mots: "4 (Satisfaisant)",
      par: expect.stringContaining("Karim Benali"),
    });
    expect((await ask(teacher, next)).status).toBe(204);
    // its page, drawn now, would ask with that mark
    await teacher.get(grille(dossier));
    expect(revision(teacher)).toBe(next);
    world.statements();
    await ask(teacher, next);
    expect(world.statements().length).toBeLessThanOrEqual(7);
  });

  test("asked by whoever writes there, and nobody else; it does not keep a session alive", async () => {
    const learner = await world.as("eleve@lycee-demo.test");
    const mine = await dossierOf("Accardo", "PFMP 3");
    expect((await ask(learner, "", mine)).status).toBe(403);
    expect((await ask(await world.as("h.roussel@lycee-demo.test"), "")).status).toBe(403);
    expect((await ask(await world.as("enseignant@lycee-voisin.test"), "")).status).toBe(404);
    expect((await ask(world.visitor(), "")).status).toBe(401);
    const frozen = await ask(teacher, "", await dossierOf("Accardo", "PFMP 2"));
    expect([frozen.status, (await frozen.json()).error]).toEqual([
      403,
      expect.stringMatching(/bilan intermédiaire du 25\saoût 2026/),
    ]);
    const seen = async () => {
      const { rows } = await world.owner.query(
        "select max(s.vue_le) as le from session s join habilitation h on h.id = s.habilitation_id where h.nom = 'Mercier'",
      );
      return rows[0].le.getTime();
    };
    const before = await seen();
    try {
      for (const minutes of [2, 4, 6]) {
        world.setNow(new Date(NOW.getTime() + minutes * 60_000));
        await ask(teacher, "");
      }
      expect(await seen()).toBe(before);
      await teacher.get(grille(dossier));
      expect(await seen()).toBe(before + 6 * 60_000);
    } finally {
      world.setNow(NOW);
    }
  });

  test("a bilan passed on while one fills it is not reopened unawares: 409, then knowingly", async () => {
    const karim = await world.as("k.benali@lycee-demo.test");
    await karim.get(grille(dossier));
    await teacher.post(routes.bilanEntrepriseTerminer.href({ dossier }), { dateRencontre: "2026-12-04" });
    expect((await ask(karim, "").then((answer) => answer.json())).transmisPar).toBe("Sophie Mercier");
    const held = await karim.submit(grille(dossier), { "competence.C1.2": "2" });
    expect(held.status).toBe(409);
    expect(held.text).toContain("Sophie Mercier a transmis ce bilan à Mathis Barreau pendant que vous");
    expect(chosen(karim, "competence.C1.2")).toBe("2");
    expect((await stored(dossier)).has("competence.C1.2")).toBe(false);
    expect((await karim.submit(grille(dossier))).status).toBe(200);
    expect(karim.page.text).toContain("Bilan rouvert");
    expect((await stored(dossier)).get("competence.C1.2")).toMatchObject({ valeur: "2" });
  });
});

describe("passing on, reading, reopening", () => {
  let dossier: string;
  let teacher: Client;
  let learner: Client;
  beforeAll(async () => {
    dossier = await dossierOf("Accardo", "PFMP 3");
    teacher = await world.as("enseignant@lycee-demo.test");
    learner = await world.as("eleve@lycee-demo.test");
  });

  test("an empty bilan is not passed on; « NE » is enough", async () => {
    const empty = await dossierOf("Azil", "PFMP 3");
    const terminer = routes.bilanEntrepriseTerminer.href({ dossier: empty });
    const given = { engagement: "3", dateRencontre: "2026-12-04" };
    const page = await teacher.post(terminer, given);
    expect(page.status).toBe(422);
    expect(page.text).toContain("Évaluez au moins une compétence, ou choisissez NE, avant de transmettre.");
    expect(chosen(teacher, "engagement")).toBe("3");
    expect(await stored(empty)).toEqual(new Map());
    const sent = await teacher.post(terminer, { ...given, "competence.C1.1": "NE" });
    expect(sent.text).toContain("Bilan transmis à");
  });

  test("a draft is not read by the learner; passed on it is, and he answers; changed again it is taken back with a word", async () => {
    await teacher.get(grille(dossier));
    await teacher.submit(grille(dossier), { "competence.C2.1": "4" });
    const early = await learner.get(grille(dossier));
    expect([early.status, early.title]).toEqual([403, "Accès refusé"]);

    const terminer = routes.bilanEntrepriseTerminer.href({ dossier });
    const noDate = await teacher.post(terminer, { dateRencontre: "", "base.dateRencontre": "1:2026-12-04" });
    expect(noDate.status).toBe(422);
    expect(noDate.text).toContain("Indiquez la date de la rencontre.");
    const sent = await teacher.post(terminer, { engagement: "3" });
    expect(sent.text).toContain("Bilan transmis à Aline Accardo.");

    const read = await learner.get(grille(dossier));
    expect(read.status).toBe(200);
    expect(read.title).toBe("Mon bilan entreprise");
    expect(read.text).toContain("Satisfaisant");
    expect(read.text).toContain("4 décembre 2026");
    expect(read.root.querySelectorAll("input[type=radio]")).toHaveLength(0);
    await learner.submit("J’ai pris connaissance", { avis: "Je suis d’accord." });
    expect(learner.page.text).toContain("Tu en as pris connaissance le 23 nov.");

    await teacher.get(grille(dossier));
    expect(teacher.page.text).toContain("Je suis d’accord.");
    // saved without a change: nothing reopens
    await teacher.submit(grille(dossier));
    expect((await learner.get(grille(dossier))).status).toBe(200);
    await teacher.get(grille(dossier));
    await teacher.submit(grille(dossier), { "competence.C2.1": "5" });
    expect(teacher.page.text).toContain("Bilan rouvert");
    const reopened = await learner.get(grille(dossier));
    expect(reopened.status).toBe(403);
    expect(reopened.text).toContain("modifié le 23 nov. à 10 h 00 par Sophie Mercier");
    await teacher.post(terminer, {});
    expect((await learner.get(grille(dossier))).text).toContain("Très satisfaisant");
  });

  test("a learner writes no level; an administrator reads nothing; strangers are told why or told nothing", async () => {
    const before = await stored(dossier);
    const forbidden = await learner.post(grille(dossier), {
      "competence.C2.1": "5",
      "base.competence.C2.1": "2:globale:5",
    });
    expect(forbidden.status).toBe(403);
    expect(await stored(dossier)).toEqual(before);
    const other = await dossierOf("Aïssani", "PFMP 3");
    expect((await learner.get(grille(other))).status).toBe(403);
    const admin = await world.as("administrateur@lycee-demo.test");
    expect((await admin.get(grille(dossier))).status).toBe(403);
    const tutor = await world.asTutor(other);
    expect((await tutor.get(grille(dossier))).status).toBe(403);
    expect((await tutor.get(grille(other))).status).toBe(200);
    const neighbour = await world.as("enseignant@lycee-voisin.test");
    expect((await neighbour.get(grille(dossier))).status).toBe(404);
    expect((await neighbour.post(grille(dossier), { "competence.C2.1": "1" })).status).toBe(404);
    // a colleague who does not teach the class reads
    const helene = await world.as("h.roussel@lycee-demo.test");
    const page = await helene.get(grille(dossier));
    expect(page.text).toContain("Seuls les enseignants de la classe");
    expect((await helene.post(grille(dossier), { engagement: "1" })).status).toBe(403);
    const teacherAvis = await teacher.post(routes.bilanEntrepriseAvis.href({ dossier }), { avis: "x" });
    expect(teacherAvis.status).toBe(403);
  });

  test("a maître d’apprentissage fills the bilan of his apprenti", async () => {
    const own = await dossierOf("Bouleau", "PFMP 3");
    const maitre = await world.as("maitre@lycee-demo.test");
    const page = await maitre.get(grille(own));
    expect(page.text).toContain("maître d’apprentissage : Luc Marchand");
    await maitre.submit(grille(own), { "competence.C1.1": "3" });
    expect((await stored(own)).get("competence.C1.1")).toMatchObject({ nom: "Marchand" });
  });
});

describe("what has no bilan, and what is frozen", () => {
  test("« Période 1 » and exams have none, and say why", async () => {
    const teacher = await world.as("enseignant@lycee-demo.test");
    const seconde = grille(await dossierOf("Adam", "PFMP 1"));
    expect((await teacher.get(seconde)).status).toBe(404);
    expect(teacher.page.text).toContain("ce bilan n’existe pas pour ce statut.");
    expect((await teacher.post(seconde, { "competence.C1.1": "3" })).status).toBe(403);
    await teacher.get(grille(await dossierOf("Arnaud", "PFMP 5")));
    expect(teacher.page.status).toBe(404);
    expect(teacher.page.text).toContain("grille certificative");
  });

  test("taken in a bilan intermédiaire it is read only, and says which one froze it", async () => {
    const teacher = await world.as("enseignant@lycee-demo.test");
    const dossier = await dossierOf("Accardo", "PFMP 2");
    const page = await teacher.get(grille(dossier));
    expect(page.status).toBe(200);
    expect(page.text).toContain("pris en compte dans le bilan intermédiaire du 25 août 2026");
    expect(page.root.querySelectorAll("input[type=radio]")).toHaveLength(0);
    const before = await stored(dossier);
    const refused = await teacher.post(grille(dossier), { "competence.C1.1": "5" });
    expect(refused.status).toBe(403);
    expect(refused.text).toContain("bilan intermédiaire du 25 août 2026");
    expect(await stored(dossier)).toEqual(before);
    // a meeting may not be dated where it would be born frozen
    const current = await dossierOf("Accardo", "PFMP 3");
    await teacher.get(grille(current));
    const early = await teacher.submit(grille(current), { dateRencontre: "2026-08-24" });
    expect(early.status).toBe(422);
    expect(early.text).toContain("Un bilan intermédiaire a été fait le 25 août 2026");
  });
});

test("a MELEC period goes through the same screen", async () => {
  const helene = await world.as("h.roussel@lycee-demo.test");
  const dossier = await dossierOf("Brunet", "PFMP 2");
  const page = await helene.get(grille(dossier));
  expect(page.text).toContain("T2-3");
  await helene.submit(grille(dossier), {
    "tache.T2-3": "oui",
    "competence.C4": "4",
    "mode.C4": "detaillee",
    "detail.C4#1": "3",
  });
  const lignes = await stored(dossier);
  expect(lignes.get("competence.C4")).toMatchObject({ mode: "detaillee", valeur: "4" });
  expect(lignes.get("detail.C4#1")).toMatchObject({ valeur: "3" });
});

test("the statements of the page do not depend on what is filled", async () => {
  const teacher = await world.as("enseignant@lycee-demo.test");
  const count = async (nom: string, periode: string) => {
    world.statements();
    await teacher.get(grille(await dossierOf(nom, periode)));
    return world.statements().length;
  };
  expect(await count("Accardo", "PFMP 3")).toBe(await count("Azil", "PFMP 3"));
});
