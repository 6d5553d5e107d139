/** Each beginning of a sentence becomes a button: it writes it at the caret of its field, which takes the focus. */
function write(field: HTMLInputElement | HTMLTextAreaElement, phrase: string) {
  const begun = `${phrase.replace(/…$/, "")} `;
  const start = field.selectionStart ?? field.value.length;
  const before = field.value.slice(0, start);
  const several = field instanceof HTMLTextAreaElement;
  const apart = before === "" || /\s$/.test(before) ? "" : several ? "\n" : " ";
  field.setRangeText(apart + begun, start, field.selectionEnd ?? start, "end");
  field.focus();
  // as if it had been typed: it is saved like the rest
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

for (const list of document.querySelectorAll<HTMLElement>("p-amorces")) {
  const field = document.getElementById(list.dataset.champ ?? "");
  if (!(field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement)) continue;
  // nobody has been in the field yet: its end, where one goes on writing
  if (document.activeElement !== field) field.setSelectionRange(field.value.length, field.value.length);
  for (const item of list.querySelectorAll("li")) {
    const phrase = item.textContent ?? "";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "amorce";
    button.textContent = phrase;
    button.addEventListener("click", () => write(field, phrase));
    item.replaceChildren(button);
  }
}

export {};
