/**
 * The tree of the organigramme under the fingers: a post is chosen at once, without another page; arrows go through the
 * tree, Enter changes, Insert adds, Delete takes out. Without it each post is a link, and the buttons are the same.
 */
const tree = document.querySelector<HTMLElement>(".organigramme-arbre");
const bar = document.querySelector<HTMLFormElement>(".organigramme-barre");
const posts = [...(tree?.querySelectorAll<HTMLAnchorElement>(".branche") ?? [])];
const level = (post: HTMLElement) => Number(post.ariaLevel ?? post.getAttribute("aria-level"));

/** Brings the box of a post to the middle of the drawing's frame, on a screen too narrow for the whole. */
function showBox(id: string) {
  const box = document.querySelector(`svg [data-poste="${CSS.escape(id)}"]`);
  const frame = box?.closest(".organigramme-cadre");
  if (!box || !frame) return;
  const [seen, around] = [box.getBoundingClientRect(), frame.getBoundingClientRect()];
  frame.scrollBy(
    seen.left + seen.width / 2 - around.left - around.width / 2,
    seen.top + seen.height / 2 - around.top - around.height / 2,
  );
}

/** Only one post is met by Tab; the arrows do the rest. */
function choose(post: HTMLAnchorElement, focus: boolean) {
  const id = post.dataset.poste ?? "";
  for (const one of posts) {
    one.setAttribute("aria-selected", String(one === post));
    one.tabIndex = one === post ? 0 : -1;
  }
  for (const box of document.querySelectorAll("svg [data-poste]"))
    box.classList.toggle("poste-choisi", box.getAttribute("data-poste") === id);
  showBox(id);
  const field = bar?.querySelector<HTMLInputElement>("[name=poste]");
  if (field) field.value = id;
  const words = bar?.querySelector("[data-choisi]");
  if (words) words.textContent = post.querySelector(".branche-fonction")?.textContent ?? "";
  for (const link of bar?.querySelectorAll("a") ?? []) {
    const address = new URL(link.href);
    address.searchParams.set("poste", id);
    link.href = address.href;
  }
  // reading again stays on the same post
  history.replaceState(history.state, "", post.href);
  if (focus) post.focus();
}

const open = (what: string) => bar?.querySelector<HTMLAnchorElement>(`a[href*="faire=${what}"]`)?.click();

const goals: Record<string, (i: number) => number> = {
  ArrowDown: (i) => i + 1,
  ArrowUp: (i) => i - 1,
  Home: () => 0,
  End: () => posts.length - 1,
  // to the first under it; back to the one it stands under
  ArrowRight: (i) => (posts[i + 1] && level(posts[i + 1]!) > level(posts[i]!) ? i + 1 : i),
  ArrowLeft: (i) => posts.findLastIndex((post, j) => j < i && level(post) < level(posts[i]!)),
};
const acts: Record<string, string> = { Enter: "modifier", Insert: "ajouter", Delete: "retirer" };

tree?.addEventListener("keydown", (event) => {
  const here = posts.indexOf(event.target as HTMLAnchorElement);
  if (here < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
  const goal = goals[event.key];
  const act = acts[event.key];
  if (goal) {
    event.preventDefault();
    const post = posts[goal(here)];
    if (post) choose(post, true);
  } else if (act || event.key === " ") {
    event.preventDefault();
    choose(posts[here]!, false);
    if (act) open(act);
  }
});

document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element) || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const id = event.target.closest(".branche, svg [data-poste]")?.getAttribute("data-poste");
  const post = posts.find((one) => one.dataset.poste === id);
  if (!post) return;
  event.preventDefault();
  choose(post, true);
});

for (const post of posts) post.tabIndex = post.getAttribute("aria-selected") === "true" ? 0 : -1;

// the post one stands on, or the head
const first = document.querySelector("svg .poste-choisi") ?? document.querySelector("svg [data-poste]");
showBox(first?.getAttribute("data-poste") ?? "");

/** A form just opened is ready to be typed in. */
const form = document.querySelector<HTMLFormElement>("form#poste");
if (form && !document.querySelector(".errors, .errors-focus"))
  form.querySelector<HTMLElement>("input:not([type=hidden]), select")?.focus();

export {};
