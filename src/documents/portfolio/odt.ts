import { strToU8, type Zippable, zipSync } from "fflate";
import {
  type Block,
  type Cover,
  contentsOf,
  coverOf,
  drawnSizes,
  type Heading,
  headingText,
  type Picture,
  type Pictures,
  runsOf,
  TEXT_WIDTH,
  type Text,
} from "#documents/portfolio/blocks.ts";
import { cleanBlocks } from "#documents/portfolio/clean.ts";
import { FIXED_TIME } from "#documents/portfolio/finish.ts";
import { AUTOMATIC, NAMESPACES, stylesXml } from "#documents/portfolio/odt-styles.ts";

const MIME = "application/vnd.oasis.opendocument.text";
const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';

const xml = (text: string): string =>
  text.replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[c] ?? "&quot;");

/** ODF folds spaces and knows no line feed: both are elements. */
const inline = (text: string): string =>
  xml(text)
    .replaceAll("\n", "<text:line-break/>")
    .replace(
      /(^|[ >])( +)/g,
      (_, before: string, spaces: string) => `${before}<text:s text:c="${spaces.length}"/>`,
    );

const words = (text: Text): string =>
  runsOf(text)
    .map(({ text: piece, bold, link }) => {
      const styled = bold
        ? `<text:span text:style-name="Strong_20_Emphasis">${inline(piece)}</text:span>`
        : inline(piece);
      return link
        ? `<text:a xlink:type="simple" xlink:href="${xml(link)}" text:style-name="Internet_20_link">${styled}</text:a>`
        : styled;
    })
    .join("");

const p = (style: string, content: string): string =>
  `<text:p text:style-name="${style}">${content}</text:p>`;

type Item = { text: Text; level: number };

/** A list of flat items as lists in lists; a level may be skipped downwards, never upwards. */
function nestedList(items: readonly Item[], depth = 0): string {
  let xml = "";
  for (let i = 0; i < items.length; ) {
    const own = items[i]!.level <= depth;
    const from = own ? i + 1 : i;
    let end = from;
    while (end < items.length && items[end]!.level > depth) end += 1;
    const inner = end > from && depth < 9 ? nestedList(items.slice(from, end), depth + 1) : "";
    xml += `<text:list-item>${own ? p("List_20_Contents", words(items[i]!.text)) : ""}${inner}</text:list-item>`;
    i = Math.max(end, i + 1);
  }
  return `<text:list${depth === 0 ? ' text:style-name="Liste"' : ""}>${xml}</text:list>`;
}

const entryTemplate = (level: 1 | 2) =>
  `<text:table-of-content-entry-template text:outline-level="${level}" text:style-name="Contents_20_${level}"><text:index-entry-link-start text:style-name="Index_20_Link"/><text:index-entry-text/><text:index-entry-tab-stop style:type="right" style:leader-char="."/><text:index-entry-page-number/><text:index-entry-link-end/></text:table-of-content-entry-template>`;

/** The page is a reference to the bookmark: LibreOffice reckons it when it lays the file out. */
const contents = (title: string, entries: ReturnType<typeof contentsOf>): string =>
  `<text:table-of-content text:name="Sommaire" text:protected="false"><text:table-of-content-source text:outline-level="2"><text:index-title-template text:style-name="Contents_20_Heading">${inline(title)}</text:index-title-template>${entryTemplate(1)}${entryTemplate(2)}</text:table-of-content-source><text:index-body><text:index-title text:name="Sommaire_titre">${p("Contents_20_Heading", inline(title))}</text:index-title>${entries
    .map(({ heading, bookmark }) =>
      p(
        `Contents_20_${heading.level}`,
        `<text:a xlink:type="simple" xlink:href="#${bookmark}" text:style-name="Index_20_Link" text:visited-style-name="Index_20_Link">${inline(headingText(heading))}<text:tab/><text:bookmark-ref text:reference-format="page" text:ref-name="${bookmark}"/></text:a>`,
      ),
    )
    .join("")}</text:index-body></text:table-of-content>`;

const coverPage = (cover: Cover): string =>
  [
    p("Debut", inline(cover.school.name)),
    p("Discret", inline(cover.school.address)),
    p("Surtitre", inline(cover.over)),
    p("Title", inline(cover.title)),
    p("Subtitle", inline(cover.lead)),
    ...cover.facts.map(({ term, value }) =>
      p(
        "Fait",
        `<text:span text:style-name="Intitulé">${inline(term)}</text:span><text:tab/>${words(value)}`,
      ),
    ),
    p("Discret", inline(cover.note)),
  ].join("");

type Cell = { style: string; text: Text };

/** Draws one document: the numbers of its tables and frames, and whether a page must begin. */
function drawing(blocks: readonly Block[]) {
  const bookmarks = new Map(contentsOf(blocks).map(({ heading, bookmark }) => [heading, bookmark]));
  const automatic: string[] = [];
  let frames = 0;
  let breaks = false;

  function table(
    widths: readonly number[],
    head: readonly Cell[],
    rows: readonly (readonly Cell[])[],
  ): string {
    const name = `Tableau${automatic.length + 1}`;
    const total = widths.reduce((sum, part) => sum + part, 0);
    const columns = widths.map((part, i) => ({
      name: `${name}.${i + 1}`,
      width: ((TEXT_WIDTH * part) / total).toFixed(2),
    }));
    automatic.push(
      `<style:style style:name="${name}" style:family="table"><style:table-properties style:width="${TEXT_WIDTH}mm" table:align="margins" fo:margin-top="2mm" fo:margin-bottom="5mm" table:border-model="collapsing"/></style:style>${columns
        .map(
          (column) =>
            `<style:style style:name="${column.name}" style:family="table-column"><style:table-column-properties style:column-width="${column.width}mm"/></style:style>`,
        )
        .join("")}`,
    );
    const span = head.length < widths.length ? widths.length : 0;
    const cell = (style: string, spanned: number) => (one: Cell) =>
      `<table:table-cell table:style-name="${style}" office:value-type="string"${
        spanned ? ` table:number-columns-spanned="${spanned}"` : ""
      }>${p(one.style, words(one.text))}</table:table-cell>${"<table:covered-table-cell/>".repeat(Math.max(0, spanned - 1))}`;
    const line = (cells: readonly Cell[], style: string, spanned = 0) =>
      `<table:table-row>${cells.map(cell(style, spanned)).join("")}</table:table-row>`;
    return `<table:table table:name="${name}" table:style-name="${name}">${columns
      .map((column) => `<table:table-column table:style-name="${column.name}"/>`)
      .join("")}<table:table-header-rows>${line(head, "Tete", span)}</table:table-header-rows>${rows
      .map((row) => line(row, "Cellule"))
      .join("")}</table:table>`;
  }

  const frame = (picture: Picture, size: { width: number; height: number }): string => {
    frames += 1;
    const type = picture.name.endsWith(".png") ? "image/png" : "image/jpeg";
    return `<draw:frame draw:name="Image ${frames}" text:anchor-type="as-char" svg:width="${size.width.toFixed(2)}mm" svg:height="${size.height.toFixed(2)}mm"><draw:image xlink:href="Pictures/${picture.name}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad" draw:mime-type="${type}"/><svg:title>${xml(picture.caption)}</svg:title><svg:desc>${xml(picture.alt)}</svg:desc></draw:frame>`;
  };

  const heading = (block: Heading): string => {
    const bookmark = bookmarks.get(block);
    const style = breaks ? `Page${block.level}` : `Heading_20_${block.level}`;
    breaks = false;
    const mark = (edge: "start" | "end") =>
      bookmark ? `<text:bookmark-${edge} text:name="${bookmark}"/>` : "";
    return `<text:h text:style-name="${style}" text:outline-level="${block.level}">${mark("start")}${inline(headingText(block))}${mark("end")}</text:h>`;
  };

  const looks = { quiet: "Discret", quote: "Quotations" } as const;

  function draw(block: Block): string {
    switch (block.kind) {
      case "cover":
        return coverPage(block);
      case "contents":
        return contents(block.title, contentsOf(blocks));
      case "heading":
        return heading(block);
      case "paragraph":
        return p(block.look ? looks[block.look] : "Text_20_body", words(block.text));
      case "list":
        return nestedList(block.items);
      case "table":
        return table(
          block.widths,
          block.head.map((text) => ({ style: "Table_20_Heading", text })),
          block.rows.map((row) => row.map((text) => ({ style: "Table_20_Contents", text }))),
        );
      case "definitions":
        return table(
          [48, 122],
          [{ style: "Table_20_Heading", text: block.title }],
          block.rows.map(({ term, value }) => [
            { style: "Terme", text: term },
            { style: "Table_20_Contents", text: value },
          ]),
        );
      case "pictures": {
        const sizes = drawnSizes(block);
        // two pictures, then two captions, each at the tab of its column
        return (
          p("Figure", block.pictures.map((picture, i) => frame(picture, sizes[i]!)).join("<text:tab/>")) +
          p(
            "Caption",
            block.pictures.map(({ caption }) => inline(caption.replaceAll("\n", " "))).join("<text:tab/>"),
          )
        );
      }
      case "pageBreak":
        breaks = true;
        return "";
    }
  }
  const body = blocks.map(draw).join("");
  return { body, automatic: automatic.join("") };
}

function manifest(pictures: readonly string[]): string {
  const entries: [string, string][] = [
    ["content.xml", "text/xml"],
    ["styles.xml", "text/xml"],
    ["meta.xml", "text/xml"],
    ...pictures.map((name): [string, string] => [
      `Pictures/${name}`,
      name.endsWith(".png") ? "image/png" : "image/jpeg",
    ]),
  ];
  return `${HEAD}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="${MIME}"/>${entries
    .map(
      ([path, type]) => `<manifest:file-entry manifest:full-path="${path}" manifest:media-type="${type}"/>`,
    )
    .join("")}</manifest:manifest>`;
}

const meta = ({ documentTitle, author, date }: Cover): string =>
  `${HEAD}<office:document-meta ${NAMESPACES} office:version="1.3"><office:meta><dc:title>${xml(documentTitle)}</dc:title><meta:initial-creator>${xml(author)}</meta:initial-creator><dc:creator>${xml(author)}</dc:creator><dc:language>fr-FR</dc:language><meta:creation-date>${date}T12:00:00</meta:creation-date><dc:date>${date}T12:00:00</dc:date></office:meta></office:document-meta>`;

/**
 * The portfolio as ODT, ODF 1.3 (S-56): the same model as the DOCX, with the same care. No npm writer keeps the contents
 * table and the repeated header rows, so this one writes the parts itself. The same blocks give the same bytes.
 */
export function toOdt(blocks: readonly Block[], pictures: Pictures): Uint8Array<ArrayBuffer> {
  const clean = cleanBlocks(blocks);
  const cover = coverOf(clean);
  const { left, right, foot } = cover.running;
  const { body, automatic } = drawing(clean);
  const shown = clean.flatMap((block) =>
    block.kind === "pictures" ? block.pictures.map(({ name }) => name) : [],
  );
  const names = [...new Set(shown)];
  const content = `${HEAD}<office:document-content ${NAMESPACES} office:version="1.3"><office:automatic-styles>${AUTOMATIC}${automatic}</office:automatic-styles><office:body><office:text>${body}</office:text></office:body></office:document-content>`;
  const styles = stylesXml(
    `${inline(left)}<text:tab/>${inline(right)}`,
    `${inline(foot)}<text:tab/>Page <text:page-number text:select-page="current">1</text:page-number> sur <text:page-count>1</text:page-count>`,
  );
  const part = (bytes: Uint8Array, level: 0 | 6): Zippable[string] => [bytes, { level, mtime: FIXED_TIME }];
  return zipSync({
    // first and stored, so that the kind of the file can be read at a fixed place
    mimetype: part(strToU8(MIME), 0),
    "content.xml": part(strToU8(content), 6),
    "styles.xml": part(strToU8(styles), 6),
    "meta.xml": part(strToU8(meta(cover)), 6),
    ...Object.fromEntries(names.map((name) => [`Pictures/${name}`, part(pictures[name]!, 0)])),
    "META-INF/manifest.xml": part(strToU8(manifest(names)), 6),
  });
}
