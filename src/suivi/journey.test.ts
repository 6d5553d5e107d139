import { beforeAll, describe, expect, test } from "vitest";
import { createWorld, type World } from "../../tests/kit/world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});

const one = async <T>(sql: string, values: unknown[] = []): Promise<T> =>
  (await world.owner.query(sql, values)).rows[0];
const DEMO = "(select id from etablissement where uai = '0760001N')";
const idOf = async (nom: string, niveau = "1RE"): Promise<string> =>
  (
    await one<{ id: string }>(
      `select id from periode where nom = $1 and niveau = $2 and referentiel = 'mspc' and etablissement_id = ${DEMO}`,
      [nom, niveau],
    )
  ).id;

describe("homes", () => {
  test("the learner: one thing to do, then his periods, the running one first", async () => {
    const pupil = await world.as("eleve@lycee-demo.test");
    expect(pupil.page.title).toBe("Bonjour Aline");
    const cards = pupil.page.root.querySelectorAll(".card");
    expect(cards[0]?.text).toContain("À faire maintenant");
    expect(cards[1]?.querySelector("h2")?.text).toContain("PFMP 3");
    expect(cards[1]?.text).toContain("en ce moment");
    for (const words of ["Ma fiche de liaison", "Mon portfolio", "Imprimer mon attestation"])
      expect(cards[1]?.text).toContain(words);
    expect(pupil.page.link("Mes évaluations")).toBe("/mes-evaluations");
    expect(pupil.page.text).not.toMatch(/\b(vous|votre|vos)\b/i);
  });

  test("the apprenti has no attestation; his maître follows him", async () => {
    const apprenti = await world.as("apprenti@lycee-demo.test");
    expect(apprenti.page.root.querySelector('a[href$="attestation.pdf"]')).toBeNull();
    expect(apprenti.page.text).toContain("Tu es apprenti : ta convention est celle de ton contrat.");
    const maitre = await world.as("maitre@lycee-demo.test");
    expect(maitre.page.title).toBe("Bonjour Luc Marchand");
    expect(maitre.page.text).toContain("Cédric Bouleau");
    expect(maitre.page.text).toContain("Éditer la fiche de liaison entreprise");
    expect(maitre.page.text).not.toContain("Aline Accardo");
  });

  test("the maître who opens the fiche leaves a trace that the teacher reads", async () => {
    const teacher = await world.as("enseignant@lycee-demo.test");
    const state = async () => {
      await teacher.get(`/periodes?periode=${await idOf("PFMP 3")}`);
      const rows = teacher.page.root.querySelectorAll(".rows > .row");
      return rows
        .find((row) => row.text.includes("BOULEAU"))
        ?.querySelector(".chip-success, .chip-todo")
        ?.text.trim();
    };
    expect(await state()).toBe("Fiche à lire");
    const maitre = await world.as("maitre@lycee-demo.test");
    await maitre.get(maitre.page.link("Éditer la fiche de liaison entreprise"));
    expect(maitre.page.status).toBe(200);
    expect(await state()).toBe("Fiche lue par le maître");
  });

  test("the administrator is taken to his own page", async () => {
    const client = world.visitor();
    await client.get("/connexion");
    const answer = await client.signIn("administrateur@lycee-demo.test");
    expect(answer.address).toBe("/administration");
  });
});

describe("the dossier", () => {
  const dossierOf = async (periode: string, rank = 0) =>
    (
      await world.owner.query(
        "select d.id from dossier d join apprenant a on a.id = d.apprenant_id where d.periode_id = $1 and d.retire_le is null order by a.nom limit 1 offset $2",
        [periode, rank],
      )
    ).rows[0].id as string;

  test("shows the documents that the status has, with their state", async () => {
    const teacher = await world.as("enseignant@lycee-demo.test");
    await teacher.get(`/dossiers/${await dossierOf(await idOf("PFMP 3"))}`);
    expect(teacher.page.title).toBe("Aline Accardo");
    for (const words of [
      "Fragrance Plus, Rouen",
      "Julien Boisseau",
      "Éditer le bilan entreprise",
      "Imprimer l’attestation",
    ])
      expect(teacher.page.text).toContain(words);
    await teacher.get(`/dossiers/${await dossierOf(await idOf("PFMP 5", "TLE"))}`);
    expect(teacher.page.link("Éditer la grille certificative")).toMatch(/grille-certificative$/);
    expect(teacher.page.root.querySelector('main a[href$="bilan-entreprise"]')).toBeNull();
    // one goes on to the next learner of the list
    expect(teacher.page.text).toContain("1 sur 14");
    const [here, next] = [teacher.page.title, teacher.page.link("Suivant")];
    await teacher.get(next);
    expect(teacher.page.text).toContain("2 sur 14");
    await teacher.get(teacher.page.link("Précédent"));
    expect(teacher.page.title).toBe(here);
  });

  test("is read by the learner himself, not by another, and not by the administrator", async () => {
    const pupil = await world.as("eleve@lycee-demo.test");
    const periode = await idOf("PFMP 3");
    expect((await pupil.get(`/dossiers/${await dossierOf(periode)}`)).status).toBe(200);
    expect(pupil.page.title).toBe("Mon dossier : PFMP 3");
    expect((await pupil.get(`/dossiers/${await dossierOf(periode, 1)}`)).status).toBe(403);
    const others = {
      "administrateur@lycee-demo.test": 403,
      "maitre@lycee-demo.test": 403,
      "enseignant@lycee-voisin.test": 404,
    };
    for (const [courriel, status] of Object.entries(others))
      expect((await (await world.as(courriel)).get(`/dossiers/${await dossierOf(periode)}`)).status).toBe(
        status,
      );
  });

  test("says when the learner has left the school, and no longer once he is back", async () => {
    const teacher = await world.as("enseignant@lycee-demo.test");
    const admin = await world.as("administrateur@lycee-demo.test");
    const periode = await idOf("PFMP 3");
    const { apprenant } = await one<{ apprenant: string }>(
      "select a.id as apprenant from apprenant a join dossier d on d.apprenant_id = a.id where d.periode_id = $1 and a.nom = 'Vidal'",
      [periode],
    );
    const fiche = `/administration/apprenants/${apprenant}`;
    await admin.get(`${fiche}/depart`);
    await admin.submit("Enregistrer le départ", { au: "2026-11-20" });
    const list = () => teacher.get(`/periodes?niveau=1RE&periode=${periode}`);
    expect((await list()).text).toContain("VIDAL Naël Scolaire Parti le 20 novembre 2026");
    await admin.get(fiche);
    const { classe } = await one<{ classe: string }>(
      `select id as classe from classe where nom = '1 MSPC' and etablissement_id = ${DEMO}`,
    );
    await admin.submit("Inscrire", { classe, du: "2026-11-23" });
    expect((await list()).text).not.toContain("Parti le");
  });
});
