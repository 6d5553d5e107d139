import { strFromU8, unzipSync } from "fflate";
import { SaxesParser } from "saxes";
import { describe, expect, it } from "vitest";
import { xlsx } from "#files/xlsx.ts";

type Cell = { at: string; type: string; style: string; text: string };

/** ST_Xstring: « _xHHHH_ » is the letter of that number. */
const decoded = (text: string) =>
  text.replace(/_x([\dA-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** Every part must be well-formed XML; the cells of the sheet as a spreadsheet reads them. */
function read(bytes: Uint8Array): { parts: Record<string, string>; cells: Cell[]; tags: Set<string> } {
  const parts = Object.fromEntries(
    Object.entries(unzipSync(bytes)).map(([name, content]) => [name, strFromU8(content)]),
  );
  const cells: Cell[] = [];
  const tags = new Set<string>();
  for (const [name, text] of Object.entries(parts)) {
    const parser = new SaxesParser();
    parser.on("error", (error) => {
      throw error;
    });
    parser.on("opentag", (tag) => {
      if (name !== "xl/worksheets/sheet1.xml") return;
      tags.add(tag.name);
      const { r = "", t = "", s = "" } = tag.attributes;
      if (tag.name === "c") cells.push({ at: r, type: t, style: s, text: "" });
    });
    parser.on("text", (words) => {
      const cell = cells.at(-1);
      if (cell) cell.text += decoded(words);
    });
    parser.write(text).close();
  }
  return { parts, cells, tags };
}

const sheet = (rows: string[][], titres = ["Nom", "Ville"]) => ({
  name: "Suivi",
  columns: titres.map((titre) => ({ titre, largeur: 20 })),
  rows,
});

describe("an .xlsx file", () => {
  it("holds the words given, the titles bold, the first row frozen", () => {
    const { parts, cells } = read(
      xlsx(
        sheet([
          ["Œhler & <fils>", 'dit "Z"\n2'],
          ["", "  Rouen "],
        ]),
      ),
    );
    expect(cells.map(({ at, text }) => [at, text])).toEqual([
      ["A1", "Nom"],
      ["B1", "Ville"],
      ["A2", "Œhler & <fils>"],
      ["B2", 'dit "Z"\n2'],
      ["B3", "  Rouen "],
    ]);
    expect(cells.map(({ style }) => style)).toEqual(["2", "2", "1", "1", "1"]);
    expect(parts["xl/worksheets/sheet1.xml"]).toContain('ySplit="1"');
    expect(parts["xl/worksheets/sheet1.xml"]).toContain('<col min="2" max="2" width="20" customWidth="1"/>');
    expect(Object.keys(parts)[0]).toBe("[Content_Types].xml");
  });

  it("names every part it holds, and no other", () => {
    const { parts } = read(xlsx(sheet([])));
    const named = [...(parts["[Content_Types].xml"] ?? "").matchAll(/PartName="\/([^"]+)"/g)].map(
      (m) => m[1],
    );
    expect(named.sort()).toEqual(
      Object.keys(parts)
        .filter((name) => /^xl\/(?!_rels)/.test(name))
        .sort(),
    );
  });

  it("has no formula, whatever is typed: only text cells", () => {
    const hostile = ['=HYPERLINK("http://mal.test";"x")', "+1", "-1", "@SUM(A1)", "007", "</t></is><f>1</f>"];
    const { cells, tags } = read(xlsx(sheet([hostile], hostile)));
    expect(cells.slice(6).map(({ text }) => text)).toEqual(hostile);
    expect(cells.every(({ type }) => type === "inlineStr")).toBe(true);
    expect([...tags]).not.toContain("f");
  });

  it("keeps only what XML can hold, and never turns words into escapes", () => {
    const { cells } = read(
      xlsx(
        sheet([
          ["a\u0000b\u0008\uFFFFc", "\ud800x"],
          ["_x0041_", "😀".repeat(20_000)],
        ]),
      ),
    );
    expect(cells.slice(2).map(({ text }) => text.slice(0, 8))).toEqual([
      "abc",
      "\uFFFDx",
      "_x0041_",
      "😀😀😀😀",
    ]);
    expect(cells.at(-1)?.text.length).toBeLessThanOrEqual(32_767);
  });

  it("has letters beyond Z", () => {
    const titres = Array.from({ length: 54 }, (_, i) => `c${i}`);
    const { cells } = read(xlsx(sheet([], titres)));
    expect([cells[25]?.at, cells[26]?.at, cells[52]?.at]).toEqual(["Z1", "AA1", "BA1"]);
  });
});
