import { type FieldFont, textWidth, winAnsi } from "#documents/field-font.ts";

const LARGEST = 10;
const SMALLEST = 7;
const STEP = 0.5;
/** White inside the box, in points. */
const PADDING = 5;
const LEADING = 1.25;

/** Ink of the letters, as PDF operands: #14262B. */
const INK = "0.078 0.149 0.169 rg";

export type Appearance = {
  /** The default appearance string: what a viewer uses to redraw the field. */
  style: string;
  /** The content stream that shows the value as it stands. */
  content: string;
};

/**
 * How a text field of `width` × `height` points shows its value: 10 points, down to 7 until it fits;
 * beyond, the field scrolls and nothing of the value is lost.
 */
export function textAppearance(
  value: string,
  box: { width: number; height: number; multiline: boolean },
  font: FieldFont,
): Appearance {
  let size = LARGEST;
  let lines = layOut(value, box, font, size);
  while (size > SMALLEST && !fits(lines, box, font, size)) {
    size -= STEP;
    lines = layOut(value, box, font, size);
  }
  const style = `/${font.name} ${size} Tf ${INK}`;
  const { ascent, descent, unitsPerEm } = font.metrics;
  const first = box.multiline
    ? box.height - PADDING - (ascent * size) / unitsPerEm
    : (box.height - ((ascent + descent) * size) / unitsPerEm) / 2;
  const shown = lines.map((line) => `<${winAnsi(line).map(hex).join("")}> Tj T*`).join("\n");
  const clip = `1 1 ${number(box.width - 2)} ${number(box.height - 2)} re W n`;
  const text = `BT ${style} ${number(size * LEADING)} TL ${PADDING} ${number(first)} Td\n${shown}\nET`;
  return { style, content: `/Tx BMC\n${value === "" ? "" : `q ${clip}\n${text}\nQ\n`}EMC` };
}

/** The tick of a ticked box: a stroke of two lines, no letter of any font. */
export function checkAppearance({ width, height }: { width: number; height: number }): string {
  const at = (x: number, y: number) => `${number(x * width)} ${number(y * height)}`;
  const ink = INK.replace("rg", "RG");
  return `q ${ink} ${number(width * 0.14)} w 1 J 1 j ${at(0.22, 0.52)} m ${at(0.42, 0.28)} l ${at(0.8, 0.76)} l S Q`;
}

const hex = (byte: number) => byte.toString(16).padStart(2, "0");
const number = (value: number) => String(Math.round(value * 1000) / 1000);

function fits(
  lines: string[],
  { width, height, multiline }: { width: number; height: number; multiline: boolean },
  font: FieldFont,
  size: number,
): boolean {
  if (multiline) return lines.length * size * LEADING <= height - 2 * PADDING + size * (LEADING - 1);
  return textWidth(lines[0] ?? "", font, size) <= width - 2 * PADDING;
}

function layOut(
  value: string,
  { width, multiline }: { width: number; multiline: boolean },
  font: FieldFont,
  size: number,
): string[] {
  if (!multiline) return [value.replaceAll("\n", " ")];
  const available = width - 2 * PADDING;
  return value
    .split("\n")
    .flatMap((paragraph) => wrap(paragraph, (text) => textWidth(text, font, size) <= available));
}

/** Cuts a paragraph into lines between words, and inside a word only when it is longer than a line. */
function wrap(paragraph: string, fitsLine: (text: string) => boolean): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of paragraph.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (fitsLine(longer)) {
      line = longer;
      continue;
    }
    if (line !== "") lines.push(line);
    line = "";
    for (const character of word) {
      if (line !== "" && !fitsLine(line + character)) {
        lines.push(line);
        line = "";
      }
      line += character;
    }
  }
  return [...lines, line];
}
