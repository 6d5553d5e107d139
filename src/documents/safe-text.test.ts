import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fontFolder } from "#documents/paths.ts";
import { plainText, safeText, safeValue } from "#documents/safe-text.ts";
import { readTrueType } from "#documents/true-type.ts";

const fonts = readdirSync(fontFolder)
  .filter((file) => file.endsWith(".ttf"))
  .map((file) => readTrueType(readFileSync(join(fontFolder, file))));
const safe = (text: string) => safeText(text, fonts);

describe("le texte imprimable", () => {
  it("garde le français, le grec, le cyrillique, les emoji", () => {
    const text = "L’œuvre coûte 12 € — « Ça ! » Ωμέγα Жук ậ 😀";
    expect(safe(text)).toBe(text);
    expect(safe("e\u0301")).toBe("é");
    expect(safe("👩\u200d🔧 ❤\ufe0f")).toBe("👩\u200d🔧 ❤");
  });

  it("remplace par □ ce qu'aucune police ne dessine, un signe par caractère lu", () => {
    expect(safe("中文 שלום")).toBe("□□ □□□□");
    expect(safe("\u{10FFFD}")).toBe("□");
    expect(safe("a\u0489")).toBe("a");
  });

  it("ôte contrôles, sens d'écriture forcés et demi-caractères", () => {
    expect(safe("a\u0000b\u0085c\u009fd\u202Ee\u2066f\ufeffg\ud800h")).toBe("abcdefgh");
    expect(safe("un\r\ndeux\u2028trois\tquatre")).toBe("un\ndeux\ntrois quatre");
    expect(plainText("שלום\u202E 😀")).toBe("שלום 😀");
  });

  it("laisse couper les suites sans espace, et elles seules", () => {
    expect(safe("x".repeat(70))).toBe(`${"x".repeat(32)}\u200b${"x".repeat(32)}\u200b${"x".repeat(6)}`);
    expect(safe("mot ".repeat(100))).not.toContain("\u200b");
  });

  it("traverse tout un modèle sans toucher aux clés ni aux nombres", () => {
    expect(safeValue({ "a\u0000": ["中", 1, null, { b: "x" }] }, fonts)).toEqual({
      "a\u0000": ["□", 1, null, { b: "x" }],
    });
  });
});
