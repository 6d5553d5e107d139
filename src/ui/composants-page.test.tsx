import { parse } from "node-html-parser";
import { describe, expect, it } from "vitest";
import { ComposantsPage } from "#ui/composants-page.tsx";
import { iconNames, spriteSvg } from "#ui/icon-sprite.ts";
import type { Frame } from "#ui/page.tsx";

const frame = (change: Partial<Frame> = {}): Frame => ({
  person: {
    prenom: "Sophie",
    nom: "Mercier",
    roleText: "Enseignante",
    etablissement: "Lycée de démonstration",
  },
  account: [],
  navigation: [{ href: "/periodes", text: "Périodes", icon: "calendar-days", current: true }],
  assets: { css: "/static/styles.css", js: "/static/islands.js", icons: "/static/icones.svg" },
  nonce: "n0nce",
  keys: { token: "jeton", key: "cle" },
  flash: null,
  comfort: false,
  demo: false,
  address: "/demo/composants",
  ...change,
});
const render = async (change?: Partial<Frame>) => String(await (<ComposantsPage frame={frame(change)} />));
const page = async (change?: Partial<Frame>) => parse(await render(change));

describe("every component, as a document", () => {
  it("has no style attribute and no inline script: the content security policy forbids them", async () => {
    const document = await page({ demo: true });
    expect(document.querySelectorAll("[style]")).toEqual([]);
    for (const script of document.querySelectorAll("script")) {
      expect(script.getAttribute("src")).toBeTruthy();
      expect(script.getAttribute("nonce")).toBe("n0nce");
    }
  });

  it("has unique ids, and every reference leads somewhere", async () => {
    const document = await page({ demo: true });
    const ids = document.querySelectorAll("[id]").map((element) => element.id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    const references = ["for", "aria-describedby", "aria-labelledby", "popovertarget", "list"].flatMap(
      (name) =>
        document
          .querySelectorAll(`[${name}]`)
          .flatMap((element) => (element.getAttribute(name) ?? "").split(" ")),
    );
    const anchors = document
      .querySelectorAll('a[href^="#"]')
      .map((link) => decodeURIComponent((link.getAttribute("href") ?? "").slice(1)));
    expect(references.length).toBeGreaterThan(30);
    expect([...references, ...anchors].filter((id) => !ids.includes(id))).toEqual([]);
  });

  it("draws only icons that are in the sprite", async () => {
    const document = await page({ demo: true });
    const sprite = spriteSvg();
    const drawn = document
      .querySelectorAll("use")
      .map((use) => (use.getAttribute("href") ?? "").split("#")[1]);
    expect(drawn.length).toBeGreaterThan(30);
    expect(drawn.filter((name) => !sprite.includes(`id="${name}"`))).toEqual([]);
    expect(sprite.match(/<symbol /g)).toHaveLength(iconNames.length + 1);
    expect(sprite).not.toMatch(/<symbol[^>]*><\/symbol>/);
  });

  it("carries the token and the key in every form that writes", async () => {
    const document = await page();
    const forms = document.querySelectorAll('form[method="post"]');
    expect(forms.length).toBeGreaterThan(4);
    for (const form of forms) {
      expect(form.querySelector('[name="_token"]')?.getAttribute("value")).toBe("jeton");
      expect(form.querySelector('[name="_key"]')?.getAttribute("value")).toBe("cle");
    }
  });
});

describe("the frame", () => {
  it("begins with the doctype and is in French", async () => {
    expect(await render()).toMatch(/^<!doctype html><html lang="fr">/i);
  });

  it("shows navigation and account to who is signed in only", async () => {
    const signedIn = await page();
    expect(signedIn.querySelector('[aria-label="Navigation principale"]')).not.toBeNull();
    expect(signedIn.querySelector('form[action="/deconnexion"]')).not.toBeNull();
    const stranger = await page({ person: null });
    expect(stranger.querySelector('[aria-label="Navigation principale"]')).toBeNull();
    expect(stranger.querySelector('form[action="/deconnexion"]')).toBeNull();
    expect(stranger.querySelector('form[action="/lecture-confortable"]')).not.toBeNull();
  });

  it("tells what has just been done, as a status", async () => {
    const document = await page({ flash: "Période <enregistrée>." });
    expect(document.querySelector('.flash[role="status"]')?.innerHTML).toContain(
      "Période &lt;enregistrée&gt;.",
    );
  });

  it("switches « Lecture confortable » and comes back to the page", async () => {
    const on = await page({ comfort: true });
    expect(on.querySelector("html")?.classNames).toBe("confort");
    expect(on.querySelector('[name="confort"]')?.getAttribute("value")).toBe("non");
    expect(on.querySelector('[name="retour"]')?.getAttribute("value")).toBe("/demo/composants");
  });

  it("shows the demonstration band in demonstration only", async () => {
    expect((await page({ demo: true })).querySelector('a[href="/demo/courriels"]')).not.toBeNull();
    expect((await page()).querySelector('a[href="/demo/courriels"]')).toBeNull();
  });
});
