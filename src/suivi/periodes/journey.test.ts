import { beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../../../tests/kit/client.ts";
import { createWorld, type World } from "../../../tests/kit/world.ts";

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

describe("« Vue par périodes »", () => {
  test("opens on one's classes, the period of the moment, every learner with his states and documents", async () => {
    const teacher = await world.as("enseignant@lycee-demo.test");
    const page = teacher.page;
    expect([page.title, page.address.split("?")[0]]).toEqual([
      "Portfolio des activités en entreprise",
      "/periodes",
    ]);
    expect(
      page.root.querySelectorAll(".columns-side .segmented button").map((a) => a.text.replace(/\D+$/, "")),
    ).toEqual(["2de1", "1re3", "Tle2"]);
    // in order of creation, whatever the dates
    expect(page.root.querySelectorAll(".choice-card h3").map((h) => h.text)).toEqual([
      "PFMP 2",
      "PFMP 3",
      "Renfort arrêt technique",
    ]);
    expect(page.root.querySelector(".card-current h3")?.text).toBe("PFMP 3");
    expect(page.text).toContain("du lundi 9 novembre au vendredi 4 décembre 2026 · semaine 3 sur 4");
    const rows = page.root.querySelectorAll(".rows > .row");
    expect(rows).toHaveLength(35);
    const text = rows[0]?.text.replaceAll(/[\s\u00a0]+/g, " ") ?? "";
    for (const words of [
      "ACCARDO Aline",
      "Fragrance Plus, Rouen",
      "Scolaire",
      "Semaines 0 sur 4",
      "Bilan à faire",
    ])
      expect(text).toContain(words);
    expect(rows.find((row) => row.text.includes("BÉCHAMEIL"))?.text).toContain("Entreprise à renseigner");
    expect(rows.filter((row) => row.text.includes("Apprenti")).length).toBe(1);
    expect(rows[0]?.querySelector(".menu button")?.getAttribute("aria-label")).toBe(
      "Actions pour ACCARDO Aline",
    );
    expect(rows[0]?.querySelectorAll(".menu a").map((a) => a.text)).toEqual([
      "Éditer la fiche de liaison entreprise",
      "Imprimer la pré-convention",
      "Consulter le portfolio",
      "Éditer le bilan entreprise",
      "Éditer le bilan des attitudes",
      "Consulter le bilan personnel",
      "Noter et confirmer les absences",
      "Imprimer l’attestation de présence",
      "Consulter le tableau de bord",
    ]);
    // the folder opens when the learner has written
    const open = rows.filter((row) => row.querySelector(".dossier-open") !== null).length;
    const { n } = await one<{ n: number }>(
      "select count(*)::int as n from dossier where periode_id = $1 and portfolio_edite_le is not null",
      [await idOf("PFMP 3")],
    );
    expect(open).toBe(n);
    expect(open).toBeGreaterThan(5);
  });

  test("levels, statuses, search and filters are addresses", async () => {
    const teacher = await world.as("enseignant@lycee-demo.test");
    await teacher.get("/periodes?niveau=TLE");
    expect(teacher.page.root.querySelector(".chip-exam")?.text).toContain("E31");
    expect(teacher.page.text).toContain("dans 8 semaines");
    const menu = teacher.page.root.querySelector(".row .menu");
    expect(menu?.querySelectorAll("a").some((a) => a.text.includes("bilan entreprise"))).toBe(false);
    expect(menu?.querySelectorAll("a").some((a) => a.text.includes("Éditer la grille certificative"))).toBe(
      true,
    );
    expect(teacher.page.root.querySelectorAll(".filters button")).toHaveLength(3);
    await teacher.get("/periodes?niveau=1RE");
    const late = teacher.page.root
      .querySelectorAll(".filters button")
      .find((a) => a.text.includes("En retard"));
    await teacher.get("/periodes?niveau=1RE&filtre=retard");
    const rows = teacher.page.root.querySelectorAll(".rows > .row");
    expect(String(rows.length)).toBe(late?.querySelector("b")?.text);
    expect(rows.every((row) => (row.querySelector(".row-late")?.text ?? "") !== "")).toBe(true);
    await teacher.get("/periodes?niveau=1RE&q=oehler");
    expect(
      teacher.page.root.querySelectorAll(".rows > .row").map((row) => row.querySelector(".row-title")?.text),
    ).toEqual(["ŒHLER Ambre Scolaire"]);
    await teacher.get("/periodes?niveau=1RE&q=zzz");
    expect(teacher.page.text).toContain("Aucun apprenant ne correspond");
    await teacher.get("/periodes?niveau=1RE&portee=etablissement");
    expect(teacher.page.root.querySelectorAll(".choice-card")).toHaveLength(4);
  });

  /** Presses one button of a group of choices. */
  const press = (words: string, name: string, value: string) => (client: Client) =>
    client.submit(words, {}, { name, value });

  test("a filter chosen is an address to share, remembered for the person alone, and forgotten", async () => {
    const teacher = await world.as("enseignant@lycee-demo.test");
    await teacher.get("/periodes?niveau=1RE");
    await press("En retard", "filtre", "retard")(teacher);
    expect(new URLSearchParams(teacher.page.address.split("?")[1]).get("filtre")).toBe("retard");
    const shared = teacher.page.address;
    expect(teacher.page.text).not.toContain("Oublier les filtres");
    const late = teacher.page.root.querySelectorAll(".rows > .row").length;
    await teacher.submit("Retards d’abord");
    // a sort keeps the filter, and the other way round
    expect(teacher.page.address).toContain("filtre=retard");
    expect(teacher.page.address).toContain("tri=retard");
    await teacher.get("/periodes");
    expect(teacher.page.text).toContain(
      "Vos filtres, retenus de la dernière fois : 1re · En retard · Retards d’abord.",
    );
    expect(teacher.page.root.querySelectorAll(".rows > .row")).toHaveLength(late);
    // an address says what it says, whatever was kept
    await teacher.get("/periodes?niveau=1RE");
    expect(teacher.page.root.querySelectorAll(".rows > .row").length).toBeGreaterThan(late);
    const colleague = await world.as("k.benali@lycee-demo.test");
    await colleague.get("/periodes");
    expect(colleague.page.text).not.toContain("retenus de la dernière fois");
    await colleague.get(shared);
    expect(colleague.page.root.querySelectorAll(".rows > .row")).toHaveLength(late);
    await teacher.get("/periodes");
    await teacher.submit("Oublier les filtres", {}, { name: "oublier", value: "oui" });
    expect([teacher.page.address, teacher.page.text.includes("Oublier les filtres")]).toEqual([
      "/periodes",
      false,
    ]);
  });

  test("the level and the whole school are remembered too; reading writes nothing", async () => {
    const teacher = await world.as("enseignant@lycee-demo.test");
    await press("Tle", "niveau", "TLE")(teacher);
    expect(teacher.page.root.querySelector(".card-current h3")?.text).toBe("PFMP 5");
    await teacher.submit("Voir tout l’établissement", {}, { name: "portee", value: "etablissement" });
    expect(teacher.page.text).toContain("Toutes les périodes de l’établissement.");
    const kept = async () =>
      (await world.owner.query("select valeur from preference where cle = 'periodes.filtres'")).rows;
    const before = await kept();
    await teacher.get("/periodes");
    expect(teacher.page.text).toContain("tout l’établissement");
    expect(teacher.page.root.querySelector(".card-current h3")?.text).toBe("PFMP 5");
    await teacher.get("/periodes?niveau=1RE&filtre=bilan");
    expect(await kept()).toEqual(before);
    expect(before).toEqual([{ valeur: { niveau: "TLE", portee: "etablissement" } }]);
    await teacher.get("/periodes");
    await teacher.submit("Oublier les filtres", {}, { name: "oublier", value: "oui" });
    expect(await kept()).toEqual([]);
  });

  test("a form of filters makes no address of its own, and is the teachers' only", async () => {
    const teacher = await world.as("enseignant@lycee-demo.test");
    await teacher.get("/periodes?niveau=1RE");
    const forged = {
      retour: `niveau=1RE&next=//mal.test&tri=${"x".repeat(500)}`,
      _token: teacher.page.root.querySelector("main [name=_token]")?.getAttribute("value") ?? "",
    };
    const post = (client: Client, address: string, values: Record<string, string>) =>
      client.request(address, { method: "POST", body: new URLSearchParams(values) });
    const answer = await post(teacher, "/periodes", { ...forged, filtre: "retard" });
    expect([answer.status, answer.headers.get("location")]).toEqual([
      303,
      "/periodes?niveau=1RE&filtre=retard",
    ]);
    await post(teacher, "/periodes", { ...forged, oublier: "oui" });
    const pupil = await world.as("eleve@lycee-demo.test");
    const _token = pupil.page.root.querySelector("[name=_token]")?.getAttribute("value") ?? "";
    expect((await post(pupil, "/periodes", { filtre: "retard", _token })).status).toBe(403);
    const neighbour = await world.as("enseignant@lycee-voisin.test");
    const other = neighbour.page.root.querySelector("[name=_token]")?.getAttribute("value") ?? "";
    const foreign = `/periodes/${await idOf("PFMP 3")}/suivi`;
    expect((await post(neighbour, foreign, { filtre: "retard", _token: other })).status).toBe(404);
  });

  test("periods and learners are sorted as one asks; the most late periods say how many", async () => {
    const teacher = await world.as("enseignant@lycee-demo.test");
    await teacher.get("/periodes?niveau=1RE");
    await teacher.submit("Par dates");
    expect(teacher.page.root.querySelectorAll(".choice-card h3").map((h) => h.text)).toEqual([
      "PFMP 2",
      "PFMP 3",
      "Renfort arrêt technique",
    ]);
    await teacher.submit("Les plus en retard");
    const cards = teacher.page.root.querySelectorAll(".choice-card");
    const counts = cards.map((card) =>
      Number(card.querySelector(".chip-warning")?.text.match(/\d+/)?.[0] ?? 0),
    );
    expect(counts).toEqual(counts.toSorted((a, b) => b - a));
    expect(counts[0]).toBeGreaterThan(0);
    await teacher.get("/periodes");
    await teacher.submit("Oublier les filtres", {}, { name: "oublier", value: "oui" });
  });

  test("the period's menu is whole: what one may not do says why", async () => {
    const teacher = await world.as("enseignant@lycee-demo.test");
    const running = await idOf("PFMP 3");
    await teacher.get(`/periodes?periode=${running}`);
    const items = () =>
      teacher.page.root
        .querySelectorAll("#menu-periode li")
        .map((li) => li.text.replaceAll(/\s+/g, " ").trim());
    expect(items()).toEqual([
      "Modifier les paramètres de la période",
      "Ouvrir pour imprimer la pré-convention pour tous",
      "Préparer les rencontres : imprimer les grilles pour tous",
      "Gérer les tuteurs",
      "Inviter tous les tuteurs",
      "Référents et visites",
      "Suivi de la période",
      "Présence et absences",
      "À terminer",
      "Dupliquer pour une autre année",
      "Supprimer la période",
    ]);
    expect(teacher.page.root.querySelector("#relancer a")?.getAttribute("href")).toMatch(
      new RegExp(`^/periodes/${running}/relancer\\?etape=`),
    );
    await world.owner.query(
      "update inscription set statut = 'apprenti' where au is null and apprenant_id in (select apprenant_id from dossier where periode_id = $1)",
      [await idOf("PFMP 1", "2DE")],
    );
    await teacher.get(`/periodes?periode=${await idOf("PFMP 1", "2DE")}`);
    expect(items()[1]).toContain("Aucun élève sous statut scolaire dans cette période");
  });

  test("a period frozen by a bilan intermédiaire keeps its acts in sight, with the reason", async () => {
    const teacher = await world.as("enseignant@lycee-demo.test");
    await teacher.get(`/periodes?periode=${await idOf("PFMP 2")}`);
    expect(teacher.page.text).toContain("Période figée : le bilan entreprise (Aline Accardo et 6 autres)");
    expect(teacher.page.root.querySelectorAll(".menu-reason").length).toBeGreaterThan(0);
  });

  test("at most six statements, as many for three learners as for thirty-five", async () => {
    const teacher = await world.as("enseignant@lycee-demo.test");
    const [big, small] = [await idOf("PFMP 3"), await idOf("Renfort arrêt technique")];
    await world.owner.query(
      "update dossier set retire_le = now() where periode_id = $1 and id not in (select id from dossier where periode_id = $1 order by id limit 3)",
      [small],
    );
    const cost = async (periode: string, learners: number) => {
      world.statements();
      await teacher.get(`/periodes?periode=${periode}`);
      expect(teacher.page.root.querySelectorAll(".rows > .row")).toHaveLength(learners);
      return world.statements().length;
    };
    const counts = [await cost(big, 35), await cost(small, 3)];
    expect(counts[0]).toBe(counts[1]);
    expect(counts[0]).toBeLessThanOrEqual(6);
  });

  test("is light: the page of a whole class fits a slow line", async () => {
    const teacher = await world.as("enseignant@lycee-demo.test");
    const answer = await teacher.request(`/periodes?periode=${await idOf("PFMP 3")}`, {
      headers: { "accept-encoding": "br" },
    });
    expect((await answer.arrayBuffer()).byteLength).toBeLessThan(15_000);
  });

  test("is the teachers' only", async () => {
    for (const courriel of [
      "eleve@lycee-demo.test",
      "maitre@lycee-demo.test",
      "administrateur@lycee-demo.test",
    ])
      expect((await (await world.as(courriel)).get("/periodes")).status).toBe(403);
    const neighbour = await world.as("enseignant@lycee-voisin.test");
    expect(neighbour.page.text).toContain("PFMP du voisin");
    expect(neighbour.page.text).not.toContain("PFMP 3");
    expect((await neighbour.get(`/periodes?periode=${await idOf("PFMP 3")}`)).status).toBe(404);
    for (const periode of ["autre-chose", "00000000-0000-7000-8000-000000000000"])
      expect((await neighbour.get(`/periodes?periode=${periode}`)).status).toBe(404);
  });
});
