import { beforeAll, expect, test } from "vitest";
import type { Client } from "../../../../tests/kit/client.ts";
import { createWorld, type World } from "../../../../tests/kit/world.ts";

let world: World;
let admin: Client;
beforeAll(async () => {
  world = await createWorld();
  admin = await world.as("administrateur@lycee-demo.test");
});

const LISTE = "/administration/referentiels";
const onglets = ["niveaux", "attitudes", "mots", "statuts", "%00", "__proto__"];
const addresses = [LISTE, `${LISTE}/mspc`, `${LISTE}/mspc/version`].concat(
  onglets.map((onglet) => `${LISTE}/mspc/echelles/${onglet}`),
);
const numbered = [
  ...["attitude", "attitude-code", "attitude-rang", "echelon", "echelon-rang"],
  ...["statut-code", "statut-intitule", "statut-niveaux", "statut-tableau"],
];
const ofLevel = ["intitule", "couleur", "autre", "engagement"];

test("whatever a form sends is refused or read, never a defect, never markup", async () => {
  const page = await admin.get("/mot-de-passe");
  const token = page.root.querySelector("[name=_token]")?.getAttribute("value") ?? "";
  for (const value of ["", "\u0000", "__proto__", "x".repeat(10_000), "<script>x", "-1", "99999999999"])
    for (const address of addresses) {
      const body = new URLSearchParams({ _token: token, _version: value, version: value, geste: value });
      for (const name of numbered) for (let n = 0; n < 6; n++) body.append(`${name}-${n}`, value);
      for (const name of ofLevel) for (const code of ["NE", "1", "2"]) body.append(`${name}-${code}`, value);
      body.append("mots-C2.1", value);
      const answer = await admin.request(address, { method: "POST", body });
      expect([address, value.slice(0, 9), answer.status < 500]).toEqual([address, value.slice(0, 9), true]);
      expect(await answer.text()).not.toContain("<script>x");
      const read = await admin.request(`${address}?version=${encodeURIComponent(value)}`);
      expect([address, read.status < 500]).toEqual([address, true]);
    }
});
