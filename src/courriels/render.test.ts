import { expect, test } from "vitest";
import { asHtml, asText, typeset } from "#courriels/render.ts";

const letter = {
  sujet: "Qui signe ? À voir",
  paragraphes: ["Bonjour : la période « PFMP 3 » commence ; lisez !", "a < b ; c > d"],
  bouton: { texte: "Ouvrir « mon accès »", lien: "https://ecole.test/a?b=1" },
  suite: ["Une question ? Écrivez."],
};

test("French spaces do not break in a letter: subject, paragraphs, button, in text as in HTML", async () => {
  const set = typeset(letter);
  expect(set.sujet).toBe("Qui signe\u00a0? À voir");
  const text = asText(set);
  expect(text).toContain("Bonjour\u00a0: la période «\u00a0PFMP 3\u00a0» commence\u00a0; lisez\u00a0!");
  expect(text).toContain("Ouvrir «\u00a0mon accès\u00a0»\u00a0:\nhttps://ecole.test/a?b=1\n");
  // the mark that announces a signature is not French text
  expect(text).toContain("\n-- \nPasserelle\n");
  expect(text).not.toMatch(/ [;:!?»]|« /);
  const html = await asHtml(set);
  expect(html.replaceAll(/<[^>]*>/g, "")).not.toMatch(/ [;:!?»]|« /);
  expect(html).toContain('href="https://ecole.test/a?b=1"');
});

test("a list of things to do, each a link when it has a page; the foot says where to ask for fewer letters", async () => {
  const set = typeset({
    sujet: "À faire",
    paragraphes: ["Bonjour,"],
    liste: [
      { texte: "3 semaines non racontées : 1 MSPC", lien: "https://ecole.test/s?a=1&b=2" },
      { texte: "Fiche <à lire>" },
    ],
    pied: { texte: "Choisir le rythme", lien: "https://ecole.test/mes-reglages" },
  });
  expect(asText(set)).toBe(
    "Bonjour,\n\n- 3 semaines non racontées\u00a0: 1 MSPC\n  https://ecole.test/s?a=1&b=2\n- Fiche <à lire>\n\nChoisir le rythme\u00a0:\nhttps://ecole.test/mes-reglages\n\n-- \nPasserelle\n",
  );
  const html = await asHtml(set);
  expect(html).toContain('href="https://ecole.test/s?a=1&amp;b=2"');
  expect(html).toContain("Fiche &lt;à lire&gt;</li>");
  expect(html).toContain('<a href="https://ecole.test/mes-reglages"');
});
