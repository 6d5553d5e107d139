import type { Entries } from "#islands/brouillons.ts";

/** Fields of the house, made anew at each sending. */
const FRESH = ["_token", "_key"];

const hiddenOf = (form: HTMLFormElement) => [
  ...form.querySelectorAll<HTMLInputElement>("input[type=hidden]"),
];

const strings = (form: HTMLFormElement): Entries =>
  [...new FormData(form)].flatMap(
    ([name, value]): Entries => (typeof value === "string" ? [[name, value]] : []),
  );

/** What the person typed or ticked; files are sent by the button only. */
export function typedIn(form: HTMLFormElement): Entries {
  const hidden = new Set(hiddenOf(form).map((field) => field.name));
  return strings(form).filter(([name]) => !hidden.has(name));
}

/** The hidden fields that say from what the text was typed. */
export const baseOf = (form: HTMLFormElement): Entries =>
  hiddenOf(form).flatMap(({ name, value }): Entries => (FRESH.includes(name) ? [] : [[name, value]]));

/** A submission's key: sent twice with it, a form has one effect. */
export const newKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))]
    .map((octet) => octet.toString(16).padStart(2, "0"))
    .join("");

/** Everything to send, under a key of its own. */
export const bodyOf = (form: HTMLFormElement): Entries => [
  ...strings(form).filter(([name]) => !FRESH.includes(name)),
  ["_key", newKey()],
];

/** One text per state of a form; the server keeps texts trimmed, composed and with plain line ends. */
export const textOf = (entries: Entries): string =>
  JSON.stringify(
    entries.flatMap(([name, value]) => {
      const text = value.replaceAll("\r\n", "\n").normalize("NFC").trim();
      return text ? [[name, text]] : [];
    }),
  );

export function setHidden(form: HTMLFormElement, entries: Entries): void {
  for (const [name, value] of entries)
    for (const field of hiddenOf(form)) if (field.name === name) field.value = value;
}

/** The path where a form is sent: its drafts are kept under it. */
export const actionOf = (form: HTMLFormElement): string => new URL(form.action).pathname;

/** What its reader calls it: the nearest title, then the page's. */
export function titleOf(form: HTMLFormElement): string {
  const near = (form.closest(".card") ?? form).querySelector("h2");
  return [near, document.querySelector("main h1")]
    .flatMap((title) => title?.textContent?.replaceAll(/\s+/g, " ").trim() || [])
    .join(" – ");
}

type Texte = HTMLInputElement | HTMLTextAreaElement;
const isText = (field: Element): field is Texte =>
  field instanceof HTMLTextAreaElement ||
  (field instanceof HTMLInputElement && !["checkbox", "radio", "hidden", "file"].includes(field.type));

/** Puts back a kept text. What has been typed since the page was shown, before the text was there, stays under it. */
export function takeUp(form: HTMLFormElement, entries: Entries): void {
  const typed = [...form.elements]
    .filter(isText)
    .filter((field) => field.value !== field.defaultValue)
    .map((field) => ({ field, value: field.value }));
  fill(form, entries);
  for (const { field, value } of typed) {
    if (field.value.includes(value)) continue;
    field.value = field instanceof HTMLTextAreaElement && field.value ? `${field.value}\n${value}` : value;
  }
}

/** Puts typed values back into the page. */
function fill(form: HTMLFormElement, entries: Entries): void {
  for (const field of form.elements) {
    if (field instanceof HTMLInputElement && ["checkbox", "radio"].includes(field.type))
      field.checked = entries.some(([name, value]) => name === field.name && value === field.value);
    else if (
      field instanceof HTMLTextAreaElement ||
      field instanceof HTMLSelectElement ||
      (field instanceof HTMLInputElement && !["hidden", "file"].includes(field.type))
    ) {
      const found = entries.find(([name]) => name === field.name);
      if (found) field.value = found[1];
    }
  }
}
