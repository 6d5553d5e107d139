import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { contrast } from "#ui/contrast.ts";

const folder = import.meta.dirname;
const tokens = Object.fromEntries(
  [...readFileSync(resolve(folder, "tokens.css"), "utf8").matchAll(/--([\w-]+):\s*(#[0-9a-f]+);/g)].map(
    ([, name, value]) => [name, value],
  ),
);
const color = (name: string): string => {
  const value = name.startsWith("#") ? name : tokens[name];
  if (!value) throw new Error(`no token ${name}`);
  return value;
};

describe("contrast", () => {
  it("is that of WCAG", () => {
    expect(contrast("#000", "#ffffff")).toBeCloseTo(21, 5);
    expect(contrast("#777777", "#fff")).toBeCloseTo(4.48, 2);
  });

  /** Text on ground, as the style sheet pairs them. */
  it.each([
    ["ink", "ground"],
    ["ink", "paper"],
    ["ink", "accent"],
    ["ink", "accent-soft"],
    ["ink", "neutral-soft"],
    ["muted", "ground"],
    ["muted", "paper"],
    ["muted", "neutral-soft"],
    ["muted", "#e3eae9"],
    ["primary", "paper"],
    ["primary", "ground"],
    ["primary", "primary-soft"],
    ["primary-hover", "primary-soft"],
    ["paper", "primary"],
    ["paper", "primary-hover"],
    ["paper", "danger"],
    ["success", "success-soft"],
    ["success", "paper"],
    ["warning", "warning-soft"],
    ["warning", "accent-soft"],
    ["info", "info-soft"],
    ["info", "paper"],
    ["danger", "danger-soft"],
    ["danger", "paper"],
    ["exam", "exam-soft"],
    ["#dfe9e8", "ink"],
    ["accent", "ink"],
  ])("%s on %s reads at 4.5", (text, ground) => {
    expect(contrast(color(text), color(ground))).toBeGreaterThanOrEqual(4.5);
  });

  /** Borders of controls: 3:1 (1.4.11). */
  it.each([
    ["field-border", "paper"],
    ["primary", "ground"],
    ["danger", "paper"],
  ])("the border %s stands out from %s", (border, ground) => {
    expect(contrast(color(border), color(ground))).toBeGreaterThanOrEqual(3);
  });

  it.each(["#3F5F8F", "#A61B1B", "#A34700", "#735C00", "#2F6B1F", "#0E5A5E"])(
    "level %s reads on white",
    (level) => {
      expect(contrast(level, "#fff")).toBeGreaterThanOrEqual(4.5);
    },
  );
});

it("all style sheets together stay under 15 KB as a browser receives them", () => {
  const sheets = [
    "tokens.css",
    "styles.css",
    ...readdirSync(resolve(folder, "css")).map((name) => `css/${name}`),
  ];
  // as the build sends them: without comments and indentation
  const text = sheets
    .map((name) => readFileSync(resolve(folder, name), "utf8"))
    .join("\n")
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/\s+/g, " ");
  expect(brotliCompressSync(text).length).toBeLessThan(15 * 1024);
});

it("the font of every page is under 25 KB", () => {
  const font = "node_modules/@fontsource-variable/figtree/files/figtree-latin-wght-normal.woff2";
  expect(readFileSync(font).length).toBeLessThan(25 * 1024);
});

it("a class is drawn by one style sheet: two that give it the same name would draw each other's pages", () => {
  const sheets = readdirSync(resolve(folder, "css")).filter((file) => file !== "modes.css");
  const drawnBy = new Map<string, Set<string>>();
  for (const sheet of sheets)
    for (const [, name = ""] of readFileSync(resolve(folder, "css", sheet), "utf8").matchAll(
      /^\.([\w-]+) \{/gm,
    ))
      drawnBy.set(name, (drawnBy.get(name) ?? new Set()).add(sheet));
  expect(drawnBy.size).toBeGreaterThan(200);
  expect([...drawnBy].filter(([, by]) => by.size > 1)).toEqual([]);
});
