import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** Every icon the pages use (lucide names). An icon that is not in this list is not in the sprite. */
export const iconNames = [
  "a-large-small",
  "arrow-down",
  "arrow-left",
  "arrow-right",
  "arrow-up",
  "ban",
  "bell",
  "building-2",
  "calendar-check",
  "calendar-days",
  "calendar-plus",
  "camera",
  "chart-line",
  "check",
  "chevron-down",
  "chevron-left",
  "chevron-right",
  "circle-alert",
  "circle-check",
  "circle-dashed",
  "circle-question-mark",
  "circle-x",
  "clipboard-check",
  "clipboard-list",
  "clock",
  "cloud-off",
  "copy",
  "download",
  "ellipsis-vertical",
  "external-link",
  "eye",
  "file-down",
  "file-text",
  "files",
  "folder",
  "folder-open",
  "graduation-cap",
  "history",
  "house",
  "image",
  "info",
  "key-round",
  "layout-grid",
  "link",
  "list-checks",
  "lock",
  "log-out",
  "mail",
  "map-pin",
  "message-square",
  "network",
  "notebook-pen",
  "paperclip",
  "pencil",
  "phone",
  "plus",
  "printer",
  "qr-code",
  "refresh-cw",
  "school",
  "search",
  "send",
  "settings",
  "star",
  "target",
  "trash-2",
  "triangle-alert",
  "undo-2",
  "upload",
  "user",
  "user-check",
  "users",
  "wrench",
  "x",
] as const;

export type IconName = (typeof iconNames)[number];

/** The mark: a footbridge between two banks, somebody in yellow in the middle of it. */
const MARK = `<rect width="32" height="32" rx="9" fill="#0E5A5E" stroke="none"/><path d="M5.5 22.5h21M5.5 22.5c0-9 6-12.5 10.5-12.5s10.5 3.5 10.5 12.5M11 13v9.5M21 13v9.5M16 17.5v5" fill="none" stroke="#fff" stroke-width="2.2" stroke-linecap="round"/><circle cx="16" cy="15" r="3.1" fill="#FFB703" stroke="#0E5A5E" stroke-width="1.4"/>`;

/** The mark alone, for the browser's tab: an SVG document. */
export const faviconSvg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">${MARK}</svg>`;

let sprite: string | undefined;

/**
 * One SVG document with a `<symbol>` per icon, read from lucide-static the first time it is asked for.
 * Served as `/static/icones.svg`; `Icon` points into it.
 */
export function spriteSvg(): string {
  if (sprite) return sprite;
  const { resolve } = createRequire(import.meta.url);
  const symbols = iconNames.map((name) => {
    const file = readFileSync(resolve(`lucide-static/icons/${name}.svg`), "utf8");
    const shapes = file.slice(file.indexOf(">", file.indexOf("<svg")) + 1, file.lastIndexOf("</svg>"));
    return `<symbol id="${name}" viewBox="0 0 24 24">${shapes.replace(/\s+/g, " ").trim()}</symbol>`;
  });
  sprite = `<svg xmlns="http://www.w3.org/2000/svg"><!-- lucide, ISC -->${symbols.join("")}<symbol id="passerelle" viewBox="0 0 32 32">${MARK}</symbol></svg>`;
  return sprite;
}
