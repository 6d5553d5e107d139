/** What comes back to the server, or is shown as it was typed. */
const verbatim = /<(textarea|pre|script|style)\b[\s\S]*?<\/\1>/g;
/** Where no line may break. Inside a tag the next angle is its `>`: hono/jsx escapes angles in attributes. */
const places = / (?=[;:!?»](?![^<>]*>))|(?<=«) (?![^<>]*>)/g;

/**
 * French typography, set once for every page: no line begins with « ; : ! ? » or a closing guillemet, none ends with
 * an opening one. Takes the document as written, gives it back with no-break spaces in the text people read; attributes
 * and what a person typed in a field are left alone.
 */
export function withNoBreakSpaces(page: string): string {
  let written = "";
  let from = 0;
  for (const kept of page.matchAll(verbatim)) {
    written += page.slice(from, kept.index).replace(places, "\u00a0") + kept[0];
    from = kept.index + kept[0].length;
  }
  return written + page.slice(from).replace(places, "\u00a0");
}

/** The same for words that are no page (a letter's subject, its text): an angle there opens no tag. */
export const noBreakText = (text: string): string => text.replace(/ (?=[;:!?»])|(?<=«) /g, "\u00a0");
