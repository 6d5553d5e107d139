import fc from "fast-check";
import { strFromU8, unzipSync } from "fflate";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { SaxesParser } from "saxes";
import { afterAll, describe, expect, it, vi } from "vitest";
import { contentsOf, headingText } from "#documents/portfolio/blocks.ts";
import { type Format, office, portfolioFile } from "#documents/portfolio/file.ts";
import { modeleDuPortfolio } from "#documents/portfolio/model.ts";
import { documents } from "#documents/typst.ts";
import { photosExemple, portfolioExemple } from "../../../tests/kit/portfolio.ts";

vi.setConfig({ testTimeout: 120_000 });
afterAll(async () => {
  await office.stop();
  await documents.stop();
});

const make = (format: Format, texte: string, activites?: number) =>
  portfolioFile(format, modeleDuPortfolio(portfolioExemple(texte, activites)), photosExemple);

/** The same with these four answers about the company. */
const makeLong = (format: Format, texte: string) =>
  portfolioFile(
    format,
    modeleDuPortfolio({
      ...portfolioExemple("x", 0),
      presentation: { activite: texte, effectif: texte, effectifMaintenance: "", historique: texte },
    }),
    photosExemple,
  );

const LONG = ["mot".repeat(2_000), "Une ligne\n".repeat(600), "Des mots. ".repeat(600)];

type Element = { name: string; attributes: Record<string, string>; inside: string };

/** The elements of a part, in order; throws when it is not well-formed XML. */
function elementsOf(xml: string): Element[] {
  const elements: Element[] = [];
  const open: Element[] = [];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    const element = { name, attributes: attributes as Record<string, string>, inside: "" };
    elements.push(element);
    open.push(element);
  });
  parser.on("text", (text) => {
    for (const element of open) element.inside += text;
  });
  parser.on("closetag", () => {
    open.pop();
  });
  parser.write(xml).close();
  return elements;
}

/** Every part of the archive read as XML; the pictures apart. */
function readParts(bytes: Uint8Array): Map<string, Element[]> {
  const parts = Object.entries(unzipSync(bytes)).filter(([name]) => /\.(xml|rels)$/.test(name));
  return new Map(parts.map(([name, part]) => [name, elementsOf(strFromU8(part))]));
}

const BODY = { docx: "word/document.xml", odt: "content.xml" } as const;
const editable = ["docx", "odt"] as const;

const body = async (format: "docx" | "odt", texte: string, activites?: number) =>
  readParts(await make(format, texte, activites)).get(BODY[format])!;

/** XML's own signs, an end of CDATA, control characters, a lone surrogate, right to left, emoji, long and many lines. */
const HOSTILE = [
  `<script>&amp;"'</script> ]]> & < > <!-- ?> %PDF`,
  "a\u0000b\u0001c\u0008d\u000be\u000cf\u001fg\u007fh\u0085i\ufffej\uffffk",
  "\ud800 seul, \udc00 aussi",
  "\u202eגנוב\u202c العربية \u2066x\u2069",
  "👩🏽‍🔧 🏳️‍🌈 😀 ⚙️ 🇫🇷",
  "   espaces   en   trop   \n\n\n\tlignes\r\nfin ",
  "\u200b",
  "\u0600\ufe0f",
  "œ € ’ « » — … ½ Ångström Zażółć",
];

const shapes = (elements: Element[], format: "docx" | "odt") =>
  format === "docx"
    ? {
        headings: elements
          .filter(
            ({ name, attributes }) => name === "w:pStyle" && /^Heading\d$/.test(attributes["w:val"] ?? ""),
          )
          .map(({ attributes }) => Number(attributes["w:val"]?.slice(-1))),
        alts: elements
          .filter(({ name }) => name === "wp:docPr")
          .map(({ attributes }) => attributes.descr ?? ""),
        pictures: elements.filter(({ name }) => name === "pic:pic").length,
        tables: elements.filter(({ name }) => name === "w:tbl").length,
        heads: elements.filter(({ name }) => name === "w:tblHeader").length,
        links: elements.flatMap(({ name, attributes }) =>
          name === "w:hyperlink" && attributes["w:anchor"] ? attributes["w:anchor"] : [],
        ),
        bookmarks: elements
          .filter(({ name }) => name === "w:bookmarkStart")
          .map(({ attributes }) => attributes["w:name"]!),
      }
    : {
        headings: elements
          .filter(({ name }) => name === "text:h")
          .map(({ attributes }) => Number(attributes["text:outline-level"])),
        alts: elements.filter(({ name }) => name === "svg:desc").map(({ inside }) => inside),
        pictures: elements.filter(({ name }) => name === "draw:image").length,
        tables: elements.filter(({ name }) => name === "table:table").length,
        heads: elements.filter(({ name }) => name === "table:table-header-rows").length,
        links: elements.flatMap(({ name, attributes }) =>
          name === "text:a" && attributes["xlink:href"]?.startsWith("#")
            ? attributes["xlink:href"].slice(1)
            : [],
        ),
        bookmarks: elements
          .filter(({ name }) => name === "text:bookmark-start")
          .map(({ attributes }) => attributes["text:name"]!),
      };

describe.each(editable)("le portfolio en %s", (format) => {
  it("a ses titres en ordre, ses images décrites, ses tableaux à en-tête, son sommaire rempli et relié", async () => {
    const { headings, alts, pictures, tables, heads, links, bookmarks } = shapes(
      await body(format, "Un texte d’essai"),
      format,
    );
    expect(headings.filter((level) => level === 1)).toHaveLength(7);
    for (const [i, level] of headings.entries())
      expect(level - (headings[i - 1] ?? 0)).toBeLessThanOrEqual(1);
    expect(pictures).toBe(9);
    expect(alts.filter((alt) => alt === "Un texte d’essai, décrite")).toHaveLength(pictures);
    expect(tables).toBeGreaterThan(4);
    expect(heads).toBe(tables);
    expect(links).toEqual(bookmarks);
    const shown = contentsOf(modeleDuPortfolio(portfolioExemple("Un texte d’essai")));
    expect(links).toHaveLength(shown.length);
  });

  it("donne chaque texte tel qu’il a été écrit, et rien d’autre", async () => {
    const words = `<b>Je dis « 1 < 2 » & "c’est vrai"</b>`;
    const all = (await body(format, words))[0]!.inside;
    expect(all.split(words).length).toBeGreaterThan(20);
    expect(all).not.toMatch(/undefined|NaN|\[object/);
  });

  it("reste bien formé quoi qu’on ait écrit", async () => {
    for (const texte of HOSTILE) expect(readParts(await make(format, texte, 1)).size).toBeGreaterThan(3);
    for (const texte of LONG) expect(readParts(await makeLong(format, texte)).size).toBeGreaterThan(3);
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary", maxLength: 60 }), async (texte) => {
        expect(readParts(await make(format, texte, 1)).size).toBeGreaterThan(3);
      }),
      { numRuns: 8 },
    );
  });

  it("vide ou de quarante activités, il se fait", async () => {
    const vide = shapes(await body(format, "", 0), format);
    expect(vide.headings).toEqual([1, 1, 1, 1, 1, 1, 1]);
    expect(vide.links).toHaveLength(7);
    const quarante = shapes(await body(format, "Réglage", 40), format);
    expect(quarante.pictures).toBe(85);
    expect(quarante.heads).toBe(quarante.tables);
  });

  it("ne change pas d’un octet tant que le portfolio ne change pas", async () => {
    const [un, deux] = [await make(format, "Pareil"), await make(format, "Pareil")];
    expect(Buffer.compare(un, deux)).toBe(0);
    expect(Buffer.compare(un, await make(format, "Autre"))).not.toBe(0);
  });

  it("se dit en français", async () => {
    const styles = readParts(await make(format, "x")).get(
      format === "docx" ? "word/styles.xml" : "styles.xml",
    )!;
    const language =
      format === "docx"
        ? styles.some(({ name, attributes }) => name === "w:lang" && attributes["w:val"] === "fr-FR")
        : styles.some(
            ({ attributes }) => attributes["fo:language"] === "fr" && attributes["fo:country"] === "FR",
          );
    expect(language).toBe(true);
  });
});

it("le DOCX compte ses pages au sommaire et ne demande aucune mise à jour", async () => {
  const xml = async (activites: number) =>
    strFromU8(unzipSync(await make("docx", "Réglage", activites))[BODY.docx]!);
  const court = await xml(2);
  const pages = [
    ...court.matchAll(
      /PAGEREF _Toc\d+ \\h<\/w:instrText><w:fldChar w:fldCharType="separate"\/><w:t[^>]*>(\d+)</g,
    ),
  ];
  const numbers = pages.map(([, page]) => Number(page));
  expect(numbers[0]).toBe(3);
  expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  expect(numbers).toHaveLength([...court.matchAll(/PAGEREF/g)].length);
  for (const one of [court, await xml(40)]) expect(one.includes('w:dirty="true"')).toBe(false);
});

it("l’ODT commence par son genre, rangé tel quel, et déclare chacune de ses parties", async () => {
  const bytes = await make("odt", "x");
  // the local header of the first part: its name at 30, its content right after, not compressed
  expect(strFromU8(bytes.slice(30, 77))).toBe("mimetypeapplication/vnd.oasis.opendocument.text");
  expect(bytes[8]).toBe(0);
  const declared = readParts(bytes)
    .get("META-INF/manifest.xml")!
    .flatMap(({ attributes }) => attributes["manifest:full-path"] ?? []);
  const parts = Object.keys(unzipSync(bytes)).filter((name) => !/^(mimetype|META-INF)/.test(name));
  expect(declared.sort()).toEqual(["/", ...parts].sort());
});

describe("le portfolio en PDF", () => {
  const read = async (data: Uint8Array) => {
    const pdf = await getDocument({ data, verbosity: 0 }).promise;
    const pages = await Promise.all(Array.from({ length: pdf.numPages }, (_, i) => pdf.getPage(i + 1)));
    const texts = await Promise.all(
      pages.map(async (page) =>
        (await page.getTextContent()).items.map((item) => ("str" in item ? item.str : "")).join(" "),
      ),
    );
    return { pdf, pages, text: texts.join(" ") };
  };

  it("porte ses signets, sa langue, ses textes de remplacement, et les mots de chaque chapitre", async () => {
    const { pdf, pages, text } = await read(await make("pdf", "Texte lisible"));
    const outline = (await pdf.getOutline()).map(({ title }) => title);
    expect(outline).toEqual(
      contentsOf(modeleDuPortfolio(portfolioExemple("Texte lisible")))
        .filter(({ heading }) => heading.level === 1)
        .map(({ heading }) => headingText(heading)),
    );
    const { info } = (await pdf.getMetadata()) as { info: Record<string, unknown> };
    expect(info).toMatchObject({
      Language: "fr-FR",
      Title: "Portfolio PFMP 3 – Aline Accardo Texte lisible",
    });
    const trees = JSON.stringify(await Promise.all(pages.map((page) => page.getStructTree())));
    expect(trees.split('"alt":"Texte lisible, décrite"')).toHaveLength(10);
    expect(trees).toContain('"TH"');
    expect(text).toContain("Texte lisible");
    expect(text).toContain(`Page 2 sur ${pdf.numPages}`);
  });

  it("se fait quoi qu’on ait écrit, vide ou de quarante activités", async () => {
    const pages = async (data: Uint8Array) => (await read(data)).pdf.numPages;
    for (const texte of HOSTILE) expect(await pages(await make("pdf", texte, 1))).toBeGreaterThan(3);
    for (const texte of LONG) expect(await pages(await makeLong("pdf", texte))).toBeGreaterThan(6);
    expect((await read(await make("pdf", "", 0))).text).toContain("Aucune semaine n’est encore racontée.");
    expect(await pages(await make("pdf", "Réglage", 40))).toBeGreaterThan(40);
  });
});

describe("looked at in LibreOffice", () => {
  it("every height of line says its rule: without it LibreOffice cuts pictures and titles to that height", async () => {
    const parts = readParts(await make("docx", "Réglage"));
    const spacings = ["word/styles.xml", "word/document.xml", "word/numbering.xml"]
      .flatMap((part) => parts.get(part) ?? [])
      .filter(({ name, attributes }) => name === "w:spacing" && "w:line" in attributes);
    expect(spacings.length).toBeGreaterThan(10);
    expect(spacings.filter(({ attributes }) => !attributes["w:lineRule"])).toEqual([]);
  });
});
