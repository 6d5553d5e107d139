/**
 * What has been typed and not yet saved, kept in this browser: one draft a person and a form. A draft is never shown to
 * somebody else, since its key holds the opaque id that the page gives for who is signed in.
 */
export type Entries = [name: string, value: string][];

/** A save sent whose answer was never heard: sent again as it was, with its key, so that it has one effect. */
export type Unheard = { entries: Entries; typed: string };

export type Draft = {
  /** when, in milliseconds */
  le: number;
  /** what was typed */
  entries: Entries;
  /** the hidden fields it was typed from: the version of the text */
  base: Entries;
  unheard: Unheard | null;
};

const PREFIX = "brouillon:";
const MONTH = 30 * 86_400_000;

export const draftKey = (person: string, form: HTMLFormElement): string =>
  `${PREFIX}${person}:${new URL(form.action).pathname}`;

/** @returns false when this browser keeps nothing (private window, storage full) */
export function keepDraft(key: string, draft: Draft): boolean {
  try {
    localStorage.setItem(key, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

export function readDraft(key: string): Draft | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null");
  } catch {
    return null;
  }
}

export function forgetDraft(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // nothing was kept either
  }
}

/** Drafts expire after a month, whoever they belong to. */
export function forgetOldDrafts(now: number): void {
  try {
    for (const key of Object.keys(localStorage))
      if (key.startsWith(PREFIX) && !((readDraft(key)?.le ?? 0) > now - MONTH)) forgetDraft(key);
  } catch {
    // no storage at all
  }
}
