import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { textAppearance } from "#documents/field-appearance.ts";
import { type FieldFont, textWidth, winAnsi } from "#documents/field-font.ts";
import { fontFolder } from "#documents/paths.ts";
import { readTrueType } from "#documents/true-type.ts";

const bytes = readFileSync(join(fontFolder, "Figtree-Regular.ttf"));
const font: FieldFont = {
  name: "Figtree-Regular",
  length: bytes.length,
  deflated: bytes,
  metrics: readTrueType(bytes),
};
const line = { width: 180, height: 25, multiline: false };
const box = { width: 180, height: 40, multiline: true };
const size = (style: string) => Number(/ ([\d.]+) Tf/.exec(style)![1]);
const shown = (content: string) =>
  [...content.matchAll(/<([0-9a-f]*)> Tj/g)].map(([, hex]) => Buffer.from(hex!, "hex").toString("latin1"));

describe("l'aspect d'un champ", () => {
  it("écrit en WinAnsi, « ? » pour le reste", () => {
    expect(winAnsi("Aé€œ’\u00a0中")).toEqual([0x41, 0xe9, 0x80, 0x9c, 0x92, 0x20, 0x3f]);
    expect(textWidth("00", font, 10)).toBeCloseTo(12.82, 2);
  });

  it("rétrécit de 10 à 7 points avant de déborder, sans rien couper", () => {
    const fits = textAppearance("136 heures", line, font);
    expect(size(fits.style)).toBe(10);
    const tight = textAppearance("Mme Hélène Lefèvre, gérante et associée", line, font);
    expect(size(tight.style)).toBeLessThan(10);
    expect(size(tight.style)).toBeGreaterThan(7);
    const long = textAppearance("x".repeat(6000), line, font);
    expect(size(long.style)).toBe(7);
    expect(shown(long.content)).toEqual(["x".repeat(6000)]);
  });

  it("va à la ligne entre les mots, et dans un mot plus long que la ligne", () => {
    const text = `12 boulevard de la République\nbâtiment B ${"y".repeat(90)}`;
    const lines = shown(textAppearance(text, box, font).content);
    expect(lines[0]).toBe("12 boulevard de la République");
    expect(lines.join("")).toBe(text.replace(/\n|(?<=B) /g, ""));
    expect(lines.length).toBeGreaterThan(3);
  });

  it("ne dessine rien quand il est vide", () => {
    expect(textAppearance("", line, font).content).toBe("/Tx BMC\nEMC");
  });
});
