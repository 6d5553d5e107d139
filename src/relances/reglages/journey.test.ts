import { beforeAll, expect, test } from "vitest";
import { routes } from "#routes.ts";
import { everybody } from "../../../tests/kit/pages.ts";
import { createWorld, type World } from "../../../tests/kit/world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});

const here = routes.mesReglages.href({});

test("everybody has the page in his menu; each reads the choices of his role", async () => {
  const seen: Record<string, string[]> = {};
  for (const [who, client] of Object.entries(await everybody(world))) {
    expect((await client.get("/")).root.querySelector(`#menu-compte a[href='${here}']`)?.text).toBe(
      "Mes réglages",
    );
    const page = await client.get(here);
    expect(page.title).toBe("Mes réglages");
    seen[who] = page.root
      .querySelectorAll("input[name=rythme]")
      .map((one) => one.getAttribute("value") ?? "");
    expect(page.root.querySelector("input[name=vendredi]") !== null).toBe(
      ["élève", "apprenti"].includes(who),
    );
  }
  expect(seen).toEqual({
    enseignant: ["quotidien", "hebdomadaire", "jamais"],
    élève: ["hebdomadaire", "quotidien", "jamais"],
    apprenti: ["hebdomadaire", "quotidien", "jamais"],
    maître: ["hebdomadaire", "quotidien", "jamais"],
    administrateur: [],
    tuteur: ["hebdomadaire", "jamais"],
  });
});

test("a choice is kept, for the person and for this role alone; the comfortable reading is switched from here", async () => {
  const learner = await world.as("eleve@lycee-demo.test");
  const other = await world.as("apprenti@lycee-demo.test");
  await learner.get(here);
  const saved = await learner.submit("Enregistrer", { rythme: "jamais", vendredi: null });
  expect(saved.html).toContain("Réglages enregistrés.");
  expect(saved.root.querySelector("input[name=rythme][checked]")?.getAttribute("value")).toBe("jamais");
  expect(saved.root.querySelector("input[name=vendredi][checked]")).toBeNull();
  const kept = await other.get(here);
  expect(kept.root.querySelector("input[name=rythme][checked]")?.getAttribute("value")).toBe("hebdomadaire");
  expect(kept.root.querySelector("input[name=vendredi][checked]")).not.toBeNull();
  const comfort = await learner.submit("Passer à la lecture confortable");
  expect([comfort.address, comfort.text.includes("activée")]).toEqual([here, true]);
});

test("a pace that the role does not have is refused, at its field; the page says when no address is known", async () => {
  const teacher = await world.as("enseignant@lycee-demo.test");
  await teacher.get(here);
  const none = await teacher.submit("Enregistrer", { rythme: "chaque-heure" });
  expect([none.status, none.text.includes("Choisissez un rythme.")]).toEqual([422, true]);
  const learner = await world.as("eleve@lycee-demo.test");
  expect((await learner.get(here)).text).toContain("Envoyé à eleve@lycee-demo.test.");
  await world.owner.query("update habilitation set courriel = null where courriel = 'eleve@lycee-demo.test'");
  expect((await learner.get(here)).text).toContain("Ton lycée ne connaît pas ton courriel");
  expect((await world.visitor().get(here)).title).not.toBe("Mes réglages");
});
