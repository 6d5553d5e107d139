import Papa from "papaparse";

/** What a spreadsheet would take for a formula, full-width signs included (OWASP, « CSV injection »). */
const formula = /^[=+\-@＝＋－＠\t\r\n]/;

/**
 * A table as the CSV a French spreadsheet opens by a double click: UTF-8 with its mark, « ; », CRLF. A cell that would
 * be a formula gets a leading apostrophe.
 * @param rows the titles first
 */
export const csv = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${Papa.unparse(rows as string[][], { delimiter: ";", newline: "\r\n", escapeFormulae: formula })}\r\n`;
