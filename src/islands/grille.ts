/**
 * The grid of the bilan entreprise, while one fills it: ticking a task lights up its competences, and the counters
 * follow. The server draws the same at the next page; nothing here is needed to evaluate.
 */
const form = document.querySelector<HTMLFormElement>("form.grille");

const all = <E extends Element>(selector: string, within: ParentNode | null = form): E[] => [
  ...(within?.querySelectorAll<E>(selector) ?? []),
];
const say = (selector: string, text: string, within: ParentNode | null = form) => {
  const place = within?.querySelector(selector);
  if (place && place.textContent !== text) place.textContent = text;
};

function refresh() {
  const ticked = all(".tache:has(input:checked)");
  const linked = new Set(
    ticked.flatMap((task) => (task as HTMLElement).dataset.competences?.split(" ") ?? []),
  );
  const cards = all<HTMLElement>("[data-competence]");
  for (const card of cards) {
    const details = all(".competence-details > li", card);
    const done = details.filter((line) => line.querySelector(":checked:not([value=''])")).length;
    say(".competence-compte b", `${done} sur ${details.length}`, card);
    card.classList.toggle("competence-liee", linked.has(card.dataset.competence ?? ""));
    // a competence asked for is never left folded
    const fold = card.closest<HTMLDetailsElement>("details");
    if (fold && card.classList.contains("competence-liee")) fold.open = true;
  }
  const shown = cards.filter((card) => !card.closest("details:not([open])"));
  const evaluated = shown.filter((card) =>
    card.querySelector(".competence-tete .eventail :checked:not([value=''])"),
  );
  say(".grille-compte", `${evaluated.length} sur ${shown.length}`);
  say(".taches-compte", ticked.length > 1 ? `${ticked.length} cochées` : `${ticked.length} cochée`);
}

form?.addEventListener("change", refresh);
// what the others chose meanwhile
form?.addEventListener("recu", refresh);

export {};
