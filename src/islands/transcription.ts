/**
 * A paper grid typed at the keyboard: the digit of a box ticks it and goes on to the next line, « N » takes NE or NO,
 * « Suppr » empties; up and down change lines. Left, right and Tab are the browser's own.
 */
const form = document.querySelector<HTMLFormElement>("form.transcription");
const lines = [...(form?.querySelectorAll<HTMLFieldSetElement>("fieldset.rapide") ?? [])];
const boxes = (line: Element) => [...line.querySelectorAll<HTMLInputElement>("input[type=radio]")];

const focus = (line: Element | undefined) => {
  const own = line ? boxes(line) : [];
  (own.find((box) => box.checked) ?? own[0])?.focus();
};

/** The box that a key names on this line: « 4 », « n » for NE or NO, « Suppr » for none. */
function named(line: Element, key: string): HTMLInputElement | undefined {
  if (key === "Delete" || key === "Backspace") return boxes(line).find((box) => box.value === "");
  if (key.length !== 1 || key === " ") return undefined;
  const wanted = key.toUpperCase();
  return boxes(line).find(
    ({ value }) => value === wanted || (/^\p{L}$/u.test(wanted) && value.startsWith(wanted)),
  );
}

form?.addEventListener("keydown", (event) => {
  const line = (event.target as Element).closest("fieldset.rapide");
  if (!line || event.ctrlKey || event.metaKey || event.altKey) return;
  const at = lines.indexOf(line as HTMLFieldSetElement);
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  const box = step ? undefined : named(line, event.key);
  if (!step && !box) return;
  event.preventDefault();
  if (box && !box.checked) {
    box.checked = true;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.dispatchEvent(new Event("change", { bubbles: true }));
  }
  if (box?.value === "") box.focus();
  else focus(lines[at + (step ?? 1)] ?? line);
});

form?.addEventListener("change", () => {
  for (const count of form.querySelectorAll(".rapide-compte")) {
    const own = [...(count.closest(".card")?.querySelectorAll(".rapide:not(.rapide-critere)") ?? [])];
    const done = own.filter((line) => boxes(line).some((box) => box.checked && box.value !== ""));
    count.textContent = ` ${done.length} sur ${own.length}`;
  }
});

const help = document.querySelector<HTMLElement>(".rapide-aide");
if (help) help.hidden = false;

export {};
