import { expect, test } from "vitest";
import { createWorld } from "../../../tests/kit/world.ts";

test("a class that opens its pages at once: each has its seal, though there are fewer connections than pupils", async () => {
  const world = await createWorld();
  const learner = await world.as("eleve@lycee-demo.test");
  for (const address of ["/brouillons/sceau", "/mot-de-passe", "/espaces"]) {
    const answers = await Promise.all(Array.from({ length: 35 }, () => learner.request(address)));
    expect([address, answers.filter((answer) => answer.status !== 200).length]).toEqual([address, 0]);
  }
});
