import { envoyer, Refus } from "#islands/photos/envoyer.ts";
import { reduire } from "#islands/photos/reduire.ts";

const MAX = 10 * 1024 * 1024;

/**
 * `<p-photos data-envois data-ancre>` around the form that adds a file: the photo is made smaller on the device, sent in
 * pieces with its progress, and goes on after a cut; the page stays, and what is being written in it too. Without this
 * the form sends the file whole.
 */
class Photos extends HTMLElement {
  #busy = false;
  #bar = document.createElement("progress");
  #said = document.createElement("output");

  connectedCallback() {
    const form = this.querySelector("form");
    if (!form || this.contains(this.#said)) return;
    this.#bar.hidden = true;
    this.#bar.max = 1;
    this.#bar.setAttribute("aria-label", "Envoi du fichier");
    this.#said.className = "photos-etat";
    form.append(this.#bar, this.#said);
    form.addEventListener("submit", (event) => {
      const file = form.querySelector<HTMLInputElement>("input[type=file]")?.files?.[0];
      // nothing chosen: the server says so at the field
      if (!file) return;
      event.preventDefault();
      if (!this.#busy) void this.#send(form, file);
    });
  }

  async #send(form: HTMLFormElement, chosen: File) {
    this.#busy = true;
    const leaving = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", leaving);
    this.#bar.hidden = false;
    this.#bar.removeAttribute("value");
    this.#said.value = "Préparation du fichier…";
    try {
      const file = await reduire(chosen);
      if (file.size > MAX)
        throw new Refus("Ce fichier dépasse 10 Mo : réduis-le, ou partage-le par une adresse internet.");
      this.#said.value = "Envoi en cours…";
      const to = await envoyer({
        file,
        envois: this.dataset.envois ?? "",
        ancre: this.dataset.ancre ?? "",
        token: () => form.querySelector<HTMLInputElement>("input[name=_token]")?.value ?? "",
        details: () =>
          [...new FormData(form)].filter(
            (entry): entry is [string, string] =>
              typeof entry[1] === "string" && ["legende", "autorisation"].includes(entry[0]),
          ),
        avance: (part) => {
          this.#bar.value = part;
          if (part === 1) this.#said.value = "Presque fini : le fichier est vérifié…";
        },
        attend: (waits) => {
          this.#said.value = waits
            ? "Pas de réseau : l’envoi reprendra tout seul là où il en est. Garde cette page ouverte."
            : "Le réseau est revenu : l’envoi continue…";
        },
      });
      removeEventListener("beforeunload", leaving);
      await this.#show(to);
    } catch (error) {
      this.#said.value =
        error instanceof Refus ? error.message : "Le fichier n’a pas pu être lu : choisis-le de nouveau.";
      this.#bar.hidden = true;
    } finally {
      removeEventListener("beforeunload", leaving);
      this.#busy = false;
    }
  }

  /** The list as the server draws it now, in place of ours: the rest of the page is left as it is. */
  async #show(to: string) {
    const list = `[data-fichiers="${this.dataset.ancre ?? ""}"]`;
    const old = document.querySelector(list);
    const answer = old && (await fetch(to, { headers: { Accept: "text/html" } }).catch(() => null));
    const fresh = answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
    const section = fresh?.querySelector(list);
    if (!old || !section) return location.assign(to);
    const form = this.querySelector("form");
    old.replaceWith(document.adoptNode(section));
    document.querySelector<HTMLElement>(`${list} h2`)?.focus();
    if (!this.isConnected) return;
    // the form stands outside the list: emptied, with the keys of the new page
    form?.reset();
    this.#bar.hidden = true;
    this.#said.value = "Fichier ajouté.";
  }
}

customElements.define("p-photos", Photos);
