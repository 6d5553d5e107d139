import { strToU8, zipSync } from "fflate";

/** One sheet of words: every cell is text, so nothing typed by anybody can become a formula, a date or a number. */
export type Sheet = {
  /** at most 31 characters, none of []:*?/\ */
  name: string;
  columns: readonly { titre: string /** in characters */; largeur: number }[];
  rows: readonly (readonly string[])[];
};

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** Styles by number: 1 is text (format « @ »), 2 the same in bold for the titles. */
const styles = `<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

const LONGEST_CELL = 32_767;
const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/**
 * Any text as XML: what XML 1.0 cannot hold goes, and « _x0041_ » stays these seven signs, which a reader would
 * otherwise take for an escaped letter (ECMA-376, ST_Xstring).
 */
const xml = (text: string): string =>
  text
    .toWellFormed()
    .slice(0, LONGEST_CELL)
    .toWellFormed()
    .replace(/[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "")
    .replace(/_(?=x[\dA-Fa-f]{4}_)/g, "_x005F_")
    .replace(/[&<>"]/g, (sign) => entities[sign] ?? "");

/** « A », « Z », « AA »: the letters of a column, from 0. */
const letters = (column: number): string =>
  column < 26
    ? String.fromCharCode(65 + column)
    : letters(Math.floor(column / 26) - 1) + letters(column % 26);

const line = (cells: readonly string[], row: number, style: number): string =>
  `<row r="${row}">${cells
    .map((text, column) =>
      text === ""
        ? ""
        : `<c r="${letters(column)}${row}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xml(text)}</t></is></c>`,
    )
    .join("")}</row>`;

const worksheet = ({ columns, rows }: Sheet): string =>
  `<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns
    .map(
      ({ largeur }, column) =>
        `<col min="${column + 1}" max="${column + 1}" width="${largeur}" customWidth="1"/>`,
    )
    .join("")}</cols><sheetData>${[
    line(
      columns.map(({ titre }) => titre),
      1,
      2,
    ),
    ...rows.map((cells, index) => line(cells, index + 2, 1)),
  ].join("")}</sheetData></worksheet>`;

/** The sheet as an .xlsx file (ECMA-376): titles in bold, first row frozen. The same sheet gives the same bytes. */
export function xlsx(sheet: Sheet): Uint8Array<ArrayBuffer> {
  const parts: Record<string, string> = {
    "[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${CONTENT}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${CONTENT}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${CONTENT}.styles+xml"/></Types>`,
    "_rels/.rels": `<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${xml(sheet.name)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    "xl/styles.xml": styles,
    "xl/worksheets/sheet1.xml": worksheet(sheet),
  };
  const files = Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(HEAD + text)]));
  return zipSync(files, { mtime: new Date(1980, 0, 1) });
}
