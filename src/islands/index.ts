/**
 * The only script of every page. Each island is a custom element that the server has already written as plain HTML;
 * its code comes only to the pages that hold it.
 */
const islands: Record<string, () => Promise<unknown>> = {
  "p-enregistrement[data-personne]": () => import("#islands/enregistrement.ts"),
  "p-amorces": () => import("#islands/amorces.ts"),
  "p-competences": () => import("#islands/competences.ts"),
  "p-carte[data-deplacable]": () => import("#islands/carte.ts"),
  "p-entreprises": () => import("#islands/entreprises.ts"),
  "p-attente": () => import("#islands/attente.ts"),
  "p-mineurs": () => import("#islands/mineurs.ts"),
  "p-photos": () => import("#islands/photos.ts"),
  "form.transcription": () => import("#islands/transcription.ts"),
  "form.grille": () => import("#islands/grille.ts"),
  "form[data-direct]": () => import("#islands/direct.ts"),
  ".organigramme-cadre, form#poste": () => import("#islands/organigramme.ts"),
};

const here = Object.entries(islands).flatMap(([element, load]) =>
  document.querySelector(element) ? [load()] : [],
);

/** Signed in: what was typed elsewhere and is still on this device leaves, after this page's own form has taken its share. */
if (document.getElementById("menu-compte")) {
  void Promise.allSettled(here).then(() => import("#islands/renvoi.ts"));
  void navigator.serviceWorker?.register("/static/service-worker.js", { scope: "/" }).catch(() => undefined);
}

/** Signing out says first what is not saved. */
document.addEventListener("submit", (event) => {
  const form = event.target as HTMLFormElement;
  if (event.defaultPrevented || form.getAttribute("action") !== "/deconnexion") return;
  event.preventDefault();
  import("#islands/deconnexion.ts").then(
    ({ sortir }) => sortir(form),
    () => form.submit(),
  );
});

/** On a phone, the tab one is on is brought into its strip. */
for (const tab of document.querySelectorAll<HTMLElement>(".tabs [aria-current]")) {
  const strip = tab.closest(".tabs");
  if (strip) strip.scrollLeft = tab.offsetLeft - (strip.clientWidth - tab.offsetWidth) / 2;
}

/** A text to copy is taken whole at the first press (the keyboard does so by itself). */
document.addEventListener("click", ({ target }) => {
  if (target instanceof HTMLInputElement && target.matches("[data-copier]")) target.select();
});

/** A second press while the first is on its way does nothing (the server would ignore it too: same submission key). */
document.addEventListener("submit", (event) => {
  const form = event.target as HTMLFormElement;
  if (form.method !== "post") return;
  if (form.dataset.pending) {
    event.preventDefault();
    return;
  }
  // Once every listener has run: an island may have taken the submission over.
  setTimeout(() => {
    if (event.defaultPrevented) return;
    form.dataset.pending = "oui";
    event.submitter?.setAttribute("aria-busy", "true");
    // An answer that is a file leaves the page in place: give the button back.
    setTimeout(() => release(form), 8000);
  }, 0);
});

/** Coming back by « Précédent », the page is as it was left: buttons must work again. */
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-pending]")) release(form);
});

function release(form: HTMLFormElement) {
  delete form.dataset.pending;
  for (const button of form.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
}
