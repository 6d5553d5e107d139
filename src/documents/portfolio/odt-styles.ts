import { ACCENT, INK, PETROL, QUIET, RULE, SOFT, TEXT_WIDTH } from "#documents/portfolio/blocks.ts";

/** The styles of the ODT (ODF 1.3), under the names that LibreOffice translates and lists in its side bar. */

export const NAMESPACES = Object.entries({
  office: "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
  style: "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
  text: "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
  table: "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
  draw: "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
  fo: "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
  svg: "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
  xlink: "http://www.w3.org/1999/xlink",
  dc: "http://purl.org/dc/elements/1.1/",
  meta: "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
})
  .map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`)
  .join(" ");

type Look = {
  parent?: string;
  next?: string;
  outline?: number;
  /** attributes of the paragraph, of the text, and what stands inside the paragraph's (tab stops) */
  paragraph?: string;
  text?: string;
  tabs?: string;
};

const styleName = (name: string) => name.replaceAll(" ", "_20_");

function paragraphStyle(
  name: string,
  { parent = "Standard", next, outline, paragraph, text, tabs }: Look,
): string {
  const attributes = [
    `style:name="${styleName(name)}" style:display-name="${name}" style:family="paragraph"`,
    name === "Standard" ? "" : `style:parent-style-name="${styleName(parent)}"`,
    next ? `style:next-style-name="${styleName(next)}"` : "",
    outline ? `style:default-outline-level="${outline}"` : "",
  ];
  return `<style:style ${attributes.filter(Boolean).join(" ")}><style:paragraph-properties ${paragraph ?? ""}>${
    tabs ? `<style:tab-stops>${tabs}</style:tab-stops>` : ""
  }</style:paragraph-properties><style:text-properties ${text ?? ""}/></style:style>`;
}

const rightTab = (leader = "") =>
  `<style:tab-stop style:position="${TEXT_WIDTH}mm" style:type="right"${
    leader && ` style:leader-style="dotted" style:leader-text="${leader}"`
  }/>`;

const heading = (level: 1 | 2 | 3, paragraph: string, text: string): string =>
  paragraphStyle(`Heading ${level}`, {
    next: "Text body",
    outline: level,
    paragraph: `fo:keep-with-next="always" fo:keep-together="always" ${paragraph}`,
    text: `style:font-name="Cambria" fo:font-weight="bold" ${text}`,
  });

const chapterRule = `fo:border-bottom="1.5pt solid #${PETROL}" fo:padding-bottom="2mm"`;

const paragraphs = [
  paragraphStyle("Standard", {}),
  paragraphStyle("Text body", { paragraph: 'fo:margin-bottom="2.1mm" fo:line-height="115%"' }),
  paragraphStyle("Title", {
    paragraph: 'fo:margin-bottom="2.8mm"',
    text: 'style:font-name="Cambria" fo:font-size="38pt" fo:font-weight="bold"',
  }),
  paragraphStyle("Surtitre", {
    paragraph: 'fo:margin-top="53mm" fo:margin-bottom="2.1mm"',
    text: `fo:font-size="12pt" fo:font-weight="bold" fo:color="#${PETROL}" fo:letter-spacing="1mm" fo:text-transform="uppercase"`,
  }),
  paragraphStyle("Subtitle", {
    paragraph: 'fo:margin-bottom="17mm"',
    text: `fo:font-size="14pt" fo:color="#${PETROL}"`,
  }),
  paragraphStyle("Établissement", {
    paragraph: 'fo:margin-bottom="0.4mm"',
    text: `fo:font-size="13pt" fo:font-weight="bold" fo:color="#${PETROL}"`,
  }),
  paragraphStyle("Fait", {
    paragraph: `fo:margin-left="45mm" fo:text-indent="-45mm" fo:margin-bottom="1.8mm" fo:border-bottom="0.5pt solid #${RULE}" fo:padding-bottom="1.4mm" style:join-border="false"`,
    tabs: '<style:tab-stop style:position="0mm"/>',
    text: 'fo:font-weight="bold"',
  }),
  heading(1, `fo:margin-top="8.5mm" fo:margin-bottom="5mm" ${chapterRule}`, 'fo:font-size="20pt"'),
  heading(2, 'fo:margin-top="6.3mm" fo:margin-bottom="2.5mm"', `fo:font-size="14pt" fo:color="#${PETROL}"`),
  heading(3, 'fo:margin-top="4.2mm" fo:margin-bottom="1.4mm"', 'fo:font-size="11pt"'),
  paragraphStyle("Discret", {
    parent: "Text body",
    text: `fo:color="#${QUIET}" fo:font-size="10pt"`,
  }),
  paragraphStyle("Quotations", {
    parent: "Text body",
    paragraph: `fo:margin-left="3mm" fo:margin-top="1mm" fo:margin-bottom="3.5mm" fo:border-left="2.25pt solid #${ACCENT}" fo:padding-left="3mm"`,
  }),
  paragraphStyle("Table Contents", {
    paragraph: 'fo:margin-top="0.9mm" fo:margin-bottom="0.9mm" fo:line-height="105%"',
    text: 'fo:font-size="10pt"',
  }),
  paragraphStyle("Terme", { parent: "Table Contents", text: `fo:color="#${QUIET}" fo:font-size="9.5pt"` }),
  paragraphStyle("Table Heading", {
    parent: "Table Contents",
    paragraph: 'fo:keep-with-next="always"',
    text: `fo:font-weight="bold" fo:color="#${PETROL}"`,
  }),
  paragraphStyle("Figure", { paragraph: 'fo:margin-top="2.8mm" fo:keep-with-next="always"' }),
  paragraphStyle("Caption", {
    paragraph: 'fo:margin-top="1mm" fo:margin-bottom="4.2mm"',
    text: `fo:font-size="9pt" fo:color="#${QUIET}"`,
    tabs: `<style:tab-stop style:position="88mm"/>`,
  }),
  paragraphStyle("List Contents", { paragraph: 'fo:margin-bottom="0.9mm" fo:line-height="110%"' }),
  paragraphStyle("Contents Heading", {
    paragraph: `fo:margin-bottom="5mm" fo:break-before="page" ${chapterRule}`,
    text: 'style:font-name="Cambria" fo:font-size="20pt" fo:font-weight="bold"',
  }),
  paragraphStyle("Contents 1", {
    paragraph: 'fo:margin-top="2.8mm" fo:margin-bottom="0.7mm"',
    text: 'fo:font-weight="bold"',
    tabs: rightTab("."),
  }),
  paragraphStyle("Contents 2", {
    paragraph: 'fo:margin-left="6mm" fo:margin-bottom="0.5mm"',
    text: `fo:color="#${QUIET}"`,
    // a tab is counted from the indent
    tabs: rightTab(".").replace(`${TEXT_WIDTH}mm`, `${TEXT_WIDTH - 6}mm`),
  }),
  paragraphStyle("Header", {
    paragraph: `fo:border-bottom="0.5pt solid #${RULE}" fo:padding-bottom="1.8mm"`,
    text: `fo:font-size="8.5pt" fo:color="#${QUIET}"`,
    tabs: rightTab(),
  }),
  paragraphStyle("Footer", {
    paragraph: `fo:border-top="0.5pt solid #${RULE}" fo:padding-top="1.8mm"`,
    text: `fo:font-size="8.5pt" fo:color="#${QUIET}"`,
    tabs: rightTab(),
  }),
].join("");

const character = (name: string, text: string) =>
  `<style:style style:name="${styleName(name)}" style:display-name="${name}" style:family="text"><style:text-properties ${text}/></style:style>`;

const bullets = Array.from(
  { length: 10 },
  (_, level) =>
    `<text:list-level-style-bullet text:level="${level + 1}" text:bullet-char="${level % 2 ? "–" : "•"}"><style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment text:label-followed-by="listtab" text:list-tab-stop-position="${6 * (level + 1)}mm" fo:text-indent="-6mm" fo:margin-left="${6 * (level + 1)}mm"/></style:list-level-properties><style:text-properties fo:color="#${PETROL}"/></text:list-level-style-bullet>`,
).join("");

const fonts = `<office:font-face-decls><style:font-face style:name="Calibri" svg:font-family="Calibri, Carlito, 'Source Sans 3', 'Liberation Sans'" style:font-family-generic="swiss"/><style:font-face style:name="Cambria" svg:font-family="Cambria, Caladea, 'Source Serif 4', 'Liberation Serif'" style:font-family-generic="roman"/></office:font-face-decls>`;

const defaults = `<style:default-style style:family="paragraph"><style:paragraph-properties fo:orphans="2" fo:widows="2" style:writing-mode="lr-tb"/><style:text-properties style:font-name="Calibri" fo:font-size="10.5pt" fo:color="#${INK}" fo:language="fr" fo:country="FR"/></style:default-style><style:default-style style:family="table"><style:table-properties table:border-model="collapsing"/></style:default-style>`;

const pageLayout = (name: string, edges: string) =>
  `<style:page-layout style:name="${name}"><style:page-layout-properties fo:page-width="210mm" fo:page-height="297mm" style:print-orientation="portrait" fo:margin-top="13mm" fo:margin-bottom="11mm" fo:margin-left="20mm" fo:margin-right="20mm"/>${edges}</style:page-layout>`;

const edge = (kind: "header" | "footer", space: string) =>
  `<style:${kind}-style><style:header-footer-properties fo:min-height="12mm" ${space}/></style:${kind}-style>`;

/**
 * styles.xml. The head and the foot come as ODF text already escaped.
 * @param header left and right, parted by a `<text:tab/>`
 */
export const stylesXml = (header: string, footer: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<office:document-styles ${NAMESPACES} office:version="1.3">${fonts}<office:styles>${defaults}${paragraphs}${character("Strong Emphasis", 'fo:font-weight="bold"')}${character("Internet link", `fo:color="#${PETROL}" style:text-underline-style="solid" style:text-underline-width="auto" style:text-underline-color="font-color"`)}${character("Index Link", 'style:text-underline-style="none"')}${character("Intitulé", `fo:color="#${QUIET}" fo:font-weight="normal"`)}<text:list-style style:name="Liste">${bullets}</text:list-style></office:styles><office:automatic-styles>${pageLayout("Couverture", "")}${pageLayout("Feuille", edge("header", 'fo:margin-bottom="6mm"') + edge("footer", 'fo:margin-top="6mm"'))}</office:automatic-styles><office:master-styles><style:master-page style:name="First_20_Page" style:display-name="First Page" style:page-layout-name="Couverture" style:next-style-name="Standard"/><style:master-page style:name="Standard" style:page-layout-name="Feuille"><style:header><text:p text:style-name="Header">${header}</text:p></style:header><style:footer><text:p text:style-name="Footer">${footer}</text:p></style:footer></style:master-page></office:master-styles></office:document-styles>`;

const cell = (name: string, attributes: string) =>
  `<style:style style:name="${name}" style:family="table-cell"><style:table-cell-properties fo:padding="1.2mm" style:vertical-align="top" fo:border-left="none" fo:border-right="none" ${attributes}/></style:style>`;

/** The styles that only content.xml names: cells, the first paragraph, and headings that begin a page. */
export const AUTOMATIC =
  cell("Cellule", `fo:border-top="none" fo:border-bottom="0.5pt solid #${RULE}"`) +
  cell(
    "Tete",
    `fo:border-top="2.25pt solid #${PETROL}" fo:border-bottom="0.5pt solid #${RULE}" fo:background-color="#${SOFT}"`,
  ) +
  `<style:style style:name="Debut" style:family="paragraph" style:parent-style-name="${styleName("Établissement")}" style:master-page-name="First_20_Page"/>` +
  ([1, 2, 3] as const)
    .map(
      (level) =>
        `<style:style style:name="Page${level}" style:family="paragraph" style:parent-style-name="Heading_20_${level}"><style:paragraph-properties fo:break-before="page"/></style:style>`,
    )
    .join("");
