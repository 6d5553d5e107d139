import fc from "fast-check";
import { expect, test } from "vitest";
import { newId } from "#kernel/id.ts";
import {
  adresseDe,
  ancreActivite,
  ancreSemaine,
  idDe,
  lieuDe,
  pageDe,
  peutEntrer,
  radicalDe,
  tailleLue,
} from "#portfolio/fichiers/rules.ts";

test("an anchor is the tab, a week or one side of an activity, and leads back to its page alone", () => {
  const [dossier, activite] = [newId(), newId()];
  expect(lieuDe("")).toEqual({ genre: "annexes" });
  expect(lieuDe(ancreSemaine("2026-11-09"))).toEqual({ genre: "semaine", lundi: "2026-11-09" });
  expect(lieuDe(ancreActivite(activite, "avant"))).toEqual({ genre: "activite", activite, moment: "avant" });
  for (const faux of [
    "semaine",
    "semaine:",
    "semaine:a:b",
    "activite:x:avant",
    `activite:${activite}`,
    "convention",
  ])
    expect([faux, lieuDe(faux)]).toEqual([faux, null]);
  fc.assert(
    fc.property(fc.string(), (ancre) => {
      expect(pageDe(dossier, ancre).startsWith(`/dossiers/${dossier}/portfolio/`)).toBe(true);
      expect(pageDe(dossier, `semaine:${ancre}`)).not.toMatch(/\/\/|\.\.\//);
      expect(idDe(ancre)).toMatch(/^photos-[a-zA-Z0-9-]*$/);
    }),
  );
});

test("twenty annexes, six photos at a place, and photos alone beside a text", () => {
  expect(peutEntrer("", "document", 19).ok).toBe(true);
  expect(peutEntrer("", "image", 20).ok).toBe(false);
  expect(peutEntrer("semaine:2026-11-09", "image", 5).ok).toBe(true);
  expect(peutEntrer("semaine:2026-11-09", "image", 6).ok).toBe(false);
  expect(peutEntrer("semaine:2026-11-09", "document", 0).ok).toBe(false);
});

test("a web address is http or https, with a host, without a password", () => {
  expect(adresseDe("www.usine.fr/plan")).toEqual({ lien: "https://www.usine.fr/plan", hote: "www.usine.fr" });
  expect(adresseDe("http://usine.fr")?.lien).toBe("http://usine.fr/");
  for (const faux of [
    "",
    "usine",
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "data:text/html,<script>",
    "file:///etc/passwd",
    "https://moi@usine.fr",
    "https://usine.fr /x",
    "mailto:a@b.fr",
  ])
    expect([faux, adresseDe(faux)]).toEqual([faux, null]);
  fc.assert(
    fc.property(fc.string(), (texte) => {
      const lue = adresseDe(texte);
      if (lue) expect(["http:", "https:"]).toContain(new URL(lue.lien).protocol);
    }),
  );
});

test("a name keeps its words, without its path and without the extension its content may belie", () => {
  expect(radicalDe("C:\\photos\\Palier.avant.JPG")).toBe("Palier.avant");
  expect(radicalDe("../../etc/passwd")).toBe("passwd");
  expect(radicalDe(".jpg")).toBe("Fichier");
  expect(radicalDe("é".repeat(300))).toHaveLength(100);
  expect(tailleLue(200)).toBe("1\u00a0Ko");
  expect(tailleLue(655_360)).toBe("640\u00a0Ko");
  expect(tailleLue(2_516_582)).toBe("2,4\u00a0Mo");
});
