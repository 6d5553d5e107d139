const PAUSE = 2_000;

/**
 * `<p-attente>`: something is being made elsewhere. Asks the page again every two seconds and takes its words, until
 * it waits no more; without script, « Actualiser » does the same. A tab nobody looks at asks nothing.
 */
class Attente extends HTMLElement {
  #timer: ReturnType<typeof setTimeout> | undefined;

  connectedCallback() {
    this.#timer = setTimeout(() => this.#ask(), PAUSE);
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
  }

  async #ask() {
    const answer = document.hidden ? null : await fetch(location.href).catch(() => null);
    const page = answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
    const there = page?.querySelector("p-attente");
    if (page && !there) {
      location.reload();
      return;
    }
    // the words alone: the focus stays on the link
    const [before, after] = [this.querySelector("[role=status]"), there?.querySelector("[role=status]")];
    if (before && after && before.innerHTML !== after.innerHTML) before.replaceChildren(...after.childNodes);
    this.connectedCallback();
  }
}

customElements.define("p-attente", Attente);

export {};
