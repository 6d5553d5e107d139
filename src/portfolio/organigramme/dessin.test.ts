import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pngDe } from "#files/png.ts";
import { dessin } from "#portfolio/organigramme/dessin.ts";
import { organigrammePng, organigrammeSvg } from "#portfolio/organigramme/image.ts";
import { enLignes, largeurTexte } from "#portfolio/organigramme/largeurs.ts";
import { enMots } from "#portfolio/organigramme/mots.ts";
import { lignesDe, type Poste, renumerote } from "#portfolio/organigramme/rules.ts";
import { svgDe } from "#portfolio/organigramme/svg.ts";

const poste = (id: string, parent: string | null, rang: number, fonction = id, nom = ""): Poste => ({
  id,
  parent,
  rang,
  fonction,
  nom,
});
const atelier = [
  poste("site", null, 1, "Directrice du site", "C. Lemaire"),
  poste("prod", "site", 1, "Responsable production", "J. Vidal"),
  poste("cond", "prod", 1, "Cheffe d’équipe conditionnement"),
  poste("flacon", "prod", 2, "Chef d’équipe mise en flacon"),
  poste("maint", "site", 2, "Responsable maintenance"),
  poste("tech", "maint", 1, "Techniciens de maintenance", "4 personnes"),
  poste("stage", "tech", 1, "Stagiaire MSPC", "Moi"),
  poste("qse", "site", 3, "Qualité, sécurité, environnement"),
];
const sous = (chef: string, n: number) =>
  Array.from({ length: n }, (_, i) => poste(`${chef}${i}`, chef, i + 1, `Opérateur ${i + 1}`));
const place = (postes: readonly Poste[]) => new Map(dessin(postes).cases.map((boite) => [boite.id, boite]));

describe("the drawing", () => {
  test("a workshop: its levels, its order, its tones, what links them", () => {
    const { cases, liens, largeur } = dessin(atelier);
    const niveaux = Map.groupBy(cases, (boite) => boite.y);
    expect(
      [...niveaux.entries()]
        .sort(([a], [b]) => a - b)
        .map(([, boites]) => boites.sort((a, b) => a.x - b.x).map(({ id }) => id)),
    ).toEqual([["site"], ["prod", "maint", "qse"], ["cond", "flacon", "tech"], ["stage"]]);
    expect(cases.filter(({ ton }) => ton !== "simple").map(({ id, ton }) => `${id} ${ton}`)).toEqual(
      expect.arrayContaining(["maint equipe", "tech equipe", "stage moi"]),
    );
    expect(liens.map(({ de, vers }) => `${de}>${vers}`).sort()).toEqual(
      ["site>prod", "site>maint", "site>qse", "prod>cond", "prod>flacon", "maint>tech", "tech>stage"].sort(),
    );
    // it fits a screen and a page as it is
    expect(largeur).toBeLessThan(776);
  });

  test("six stand side by side; the seventh puts them one under the other", () => {
    const six = place([poste("tete", null, 1), ...sous("tete", 6)].map((p) => ({ ...p, fonction: "A" })));
    const sept = place([poste("tete", null, 1), ...sous("tete", 7)]);
    expect(new Set(sous("tete", 7).map(({ id }) => sept.get(id)!.x)).size).toBe(1);
    const hauteurs = sous("tete", 7).map(({ id }) => sept.get(id)!.y);
    expect(hauteurs).toEqual([...hauteurs].sort((a, b) => a - b));
    expect(new Set(hauteurs).size).toBe(7);
    // six of them are too wide for a page: those that lead nobody are piled too; a smaller group stays in a row
    expect(new Set(sous("tete", 6).map(({ id }) => six.get(id)!.x)).size).toBe(1);
    const quatre = place([poste("tete", null, 1), ...sous("tete", 4)]);
    expect(new Set(sous("tete", 4).map(({ id }) => quatre.get(id)!.y)).size).toBe(1);
  });

  test("many under one take several columns; several heads stand side by side, unlinked", () => {
    const trente = place([poste("tete", null, 1), ...sous("tete", 30)]);
    expect(new Set(sous("tete", 30).map(({ id }) => trente.get(id)!.x)).size).toBe(4);
    const deux = dessin([poste("a", null, 1), poste("b", null, 2)]);
    expect(deux.liens).toEqual([]);
    expect(deux.cases[0]!.y).toBe(deux.cases[1]!.y);
  });

  test("a tall pile keeps its place beside the levels that go down next to it", () => {
    const chaine = ["c", "d", "e"].flatMap((id, i) => [poste(id, "b2", i + 1), poste(`${id}2`, id, 1)]);
    const postes = [
      poste("t", null, 1),
      poste("a", "t", 1),
      poste("b", "t", 2),
      poste("b2", "b", 1),
      ...chaine,
    ];
    const { cases } = dessin([...postes, ...sous("a", 7)]);
    const bords = (ids: readonly string[]) => cases.filter(({ id }) => ids.includes(id)).map(({ x }) => x);
    const pile = Math.max(...bords(sous("a", 7).map(({ id }) => id)));
    expect(Math.min(...bords(["c", "d", "e"]))).toBeGreaterThan(pile + 150);
    // side by side all the same: they were not piled
    expect(new Set(bords(["c", "d", "e"])).size).toBe(3);
  });

  test("nothing is drawn of nothing", () => {
    expect(dessin([])).toEqual({ largeur: 0, hauteur: 0, cases: [], liens: [] });
  });
});

/** Any tree: each post under one of those before it, or at the head. */
const arbre = fc
  .array(fc.tuple(fc.nat(), fc.string({ maxLength: 80 }), fc.string({ maxLength: 60 })), {
    minLength: 1,
    maxLength: 60,
  })
  .map((lignes) =>
    renumerote(
      lignes.map(([n, fonction, nom], i) =>
        poste(`p${i}`, i === 0 || n % (i + 1) === i ? null : `p${n % i}`, i + 1, fonction, nom),
      ),
    ),
  );

test("whatever the tree: every post is drawn once, inside, over no other, under the one that leads it, and joined to it", () => {
  fc.assert(
    fc.property(arbre, (postes) => {
      const { cases, liens, largeur, hauteur } = dessin(postes);
      const par = new Map(cases.map((boite) => [boite.id, boite]));
      expect(par.size).toBe(postes.length);
      for (const [i, a] of cases.entries()) {
        expect(a.x >= 0 && a.y >= 0 && a.x + a.largeur <= largeur && a.y + a.hauteur <= hauteur).toBe(true);
        for (const b of cases.slice(i + 1)) {
          const hors =
            a.x + a.largeur <= b.x ||
            b.x + b.largeur <= a.x ||
            a.y + a.hauteur <= b.y ||
            b.y + b.hauteur <= a.y;
          expect([a.id, b.id, hors]).toEqual([a.id, b.id, true]);
        }
        for (const texte of a.fonction) expect(largeurTexte(texte, 13)).toBeLessThanOrEqual(a.largeur);
      }
      expect(liens).toHaveLength(postes.filter(({ parent }) => parent !== null).length);
      for (const { de, vers, points } of liens) {
        const [chef, lui] = [par.get(de)!, par.get(vers)!];
        expect(lui.y).toBeGreaterThan(chef.y);
        expect(points[0]![1]).toBe(chef.y + chef.hauteur);
        expect(points.at(-1)).toEqual(
          points.at(-1)![0] === lui.x ? [lui.x, lui.y + lui.hauteur / 2] : [lui.x + lui.largeur / 2, lui.y],
        );
      }
    }),
    { numRuns: 80 },
  );
});

test("words are broken by their width, none is lost, a very long one is cut", () => {
  expect(enLignes("Responsable de la maintenance industrielle", 128, 13)).toEqual([
    "Responsable de la",
    "maintenance",
    "industrielle",
  ]);
  const long = enLignes("W".repeat(60), 128, 13);
  expect(long.join("")).toBe("W".repeat(60));
  expect(long.every((ligne) => largeurTexte(ligne, 13) <= 128)).toBe(true);
  expect(enLignes("  ", 128, 13)).toEqual([]);
});

test("the SVG of a page has classes and no style; hostile words stay words", () => {
  const postes = [poste("a", null, 1, '<script>alert("1")</script> & \u0007\ud800')];
  const page = svgDe(dessin(postes), { titre: "T <", description: "D", couleurs: "classes", choisi: "a" });
  expect(page).not.toMatch(/style=|fill="#|<script/);
  expect(page).toContain('role="img"');
  expect(page).toContain("poste-choisi");
  expect(page).toMatch(/width="[\d.]+em"/);
  const fichier = organigrammeSvg(postes, "T")!;
  expect(fichier.svg).toContain('fill="#ffffff"');
  expect(fichier.svg).toContain('font-family="Figtree"');
  expect(fichier.svg).not.toContain("\u0007");
});

/** How many bytes differ between the picture and the same without its words. */
const encre = async (svg: string) => {
  const avec = await pngDe(svg, 1);
  const sans = await pngDe(svg.replace(/<tspan[^>]*>[^<]*<\/tspan>/g, ""), 1);
  return avec.length - sans.length;
};

test("the words are drawn in the picture, the semi-bold and the regular, and what Figtree lacks", async () => {
  const { svg, largeur } = organigrammeSvg(atelier, "Organigramme")!;
  expect(await encre(svg)).toBeGreaterThan(4_000);
  const nom = organigrammeSvg([poste("a", null, 1, " ", "Camille Lemaire")], "O")!;
  expect(await encre(nom.svg)).toBeGreaterThan(400);
  // no picture of a bold that is not there: the same words in another weight are another picture
  const maigre = svg.replaceAll('font-weight="600"', 'font-weight="400"');
  expect(Buffer.compare(await pngDe(svg, 1), await pngDe(maigre, 1))).not.toBe(0);
  const image = (await organigrammePng(atelier, "Organigramme", 2))!;
  const vue = new DataView(image.png.buffer);
  expect(vue.getUint32(16)).toBe(Math.ceil(2 * largeur));
  expect(await organigrammePng([], "Organigramme")).toBeNull();
});

test("in words: who stands under whom, in order", () => {
  expect(enMots(atelier).map(({ niveau, texte }) => `${niveau} ${texte}`)).toEqual([
    "1 Directrice du site, C. Lemaire",
    "2 Responsable production, J. Vidal",
    "3 Cheffe d’équipe conditionnement",
    "3 Chef d’équipe mise en flacon",
    "2 Responsable maintenance",
    "3 Techniciens de maintenance, 4 personnes",
    "4 Stagiaire MSPC (poste de l’apprenant)",
    "2 Qualité, sécurité, environnement",
  ]);
  expect(enMots(atelier)).toHaveLength(lignesDe(atelier).length);
});
