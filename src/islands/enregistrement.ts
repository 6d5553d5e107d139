import {
  type Draft,
  draftKey,
  type Entries,
  forgetDraft,
  forgetOldDrafts,
  keepDraft,
  readDraft,
  type Unheard,
} from "#islands/brouillons.ts";
import { baseOf, bodyOf, fill, setHidden, textOf, typedIn } from "#islands/formulaire.ts";

/** After the last key. */
const PAUSE = 1_500;
/** Between two tries without a network. */
const RETRY = 20_000;

const tu = {
  offline: "Pas de réseau : ton texte est gardé sur ce téléphone.",
  fragile: "Pas de réseau : ton texte n’est pas encore enregistré, garde cette page ouverte.",
  expired: "Ta session a expiré : reconnecte-toi, ton texte est gardé ici.",
  signIn: "Me reconnecter",
  busy: "Pas encore enregistré : ton texte est gardé ici, nouvel essai dans un instant.",
  restored: "Ce que tu avais écrit sur cet appareil sans pouvoir l’enregistrer est revenu dans la page.",
};
const vous: typeof tu = {
  offline: "Hors ligne : votre saisie est conservée sur cet appareil.",
  fragile: "Hors ligne : votre saisie n’est pas encore enregistrée, gardez cette page ouverte.",
  expired: "Votre session a expiré : reconnectez-vous, votre saisie est conservée ici.",
  signIn: "Me reconnecter",
  busy: "Pas encore enregistré : votre saisie est conservée ici, nouvel essai dans un instant.",
  restored: "Ce que vous aviez saisi sur cet appareil sans pouvoir l’enregistrer est revenu dans la page.",
};

type Etat = "saved" | "new" | "saving" | "offline" | "conflict";
/** « heard »: the server answered about the text itself, and pressing the button may show its page. */
type Outcome = "heard" | "unheard";
type Saved = { version: number | null; savedAt: string; to: string; fields?: Record<string, string> };

/**
 * `<p-enregistrement data-formulaire data-personne>`: the form it names saves by itself, and this line tells the truth
 * about it. Without it the form's button does the same.
 */
class Enregistrement extends HTMLElement {
  #form!: HTMLFormElement;
  #person = "";
  #key = "";
  #words = vous;
  /** what the server has, as far as we know; null when it is not what the page shows */
  #known: string | null = null;
  #unheard: Unheard | null = null;
  #sending: Promise<Outcome> | null = null;
  /** refused as it stands: nothing is sent before the person changes it, chooses between two texts, or signs in */
  #waits: "change" | "choice" | "session" | null = null;
  #timer = 0;

  connectedCallback() {
    const form = document.getElementById(this.dataset.formulaire ?? "");
    if (!(form instanceof HTMLFormElement) || !this.dataset.personne) return;
    this.#form = form;
    this.#person = this.dataset.personne;
    this.#key = draftKey(this.#person, form);
    this.#words = this.dataset.tutoie ? tu : vous;
    forgetOldDrafts(Date.now());
    // the server has just refused this text: it is on this page and nowhere else
    if (this.dataset.etat === "conflict") this.#waits = "choice";
    else if (form.querySelector(".errors, [aria-invalid]")) this.#waits = "change";
    if (this.#waits) this.#keep();
    else {
      this.#known = this.#typed();
      this.#restore();
    }
    form.addEventListener("input", () => this.#changed());
    form.addEventListener("change", () => void this.#save());
    form.addEventListener("submit", (event) => this.#submitted(event));
    document.addEventListener("visibilitychange", () => {
      // back from another tab, where one may have signed in
      if (!document.hidden && this.#waits === "session") this.#waits = null;
      void this.#save();
    });
    window.addEventListener("online", () => void this.#save());
  }

  #typed = () => textOf(typedIn(this.#form));
  #dirty = () => this.#unheard !== null || this.#typed() !== this.#known;

  /** What a closed tab or a dead battery would lose otherwise. */
  #keep = () =>
    keepDraft(this.#key, {
      le: Date.now(),
      entries: typedIn(this.#form),
      base: baseOf(this.#form),
      unheard: this.#unheard,
    });

  #restore() {
    const draft: Draft | null = readDraft(this.#key);
    if (!draft) return;
    if (textOf(draft.entries) === this.#known) return forgetDraft(this.#key);
    fill(this.#form, draft.entries);
    // the version it was typed from: if another text was saved since, the server says so and nothing is overwritten
    setHidden(this.#form, draft.base);
    this.#unheard = draft.unheard;
    const notice = document.createElement("div");
    notice.className = "notice notice-info";
    notice.setAttribute("role", "status");
    notice.textContent = this.#words.restored;
    this.#form.before(notice);
    void this.#save();
  }

  #changed() {
    clearTimeout(this.#timer);
    this.#keep();
    if (this.#waits === "choice") return;
    this.#waits = null;
    this.#say("new", "Modification en cours…");
    this.#timer = window.setTimeout(() => void this.#save(), PAUSE);
  }

  /** One save at a time; what was typed meanwhile is sent by the next. */
  async #save(): Promise<Outcome> {
    clearTimeout(this.#timer);
    if (this.#sending) await this.#sending;
    if (this.#waits || !this.#dirty()) return "heard";
    this.#sending ??= this.#send()
      .catch((): Outcome => {
        this.#say("offline", this.#keep() ? this.#words.offline : this.#words.fragile);
        return this.#later();
      })
      .finally(() => {
        this.#sending = null;
      });
    const outcome = await this.#sending;
    return outcome === "heard" && !this.#waits && this.#dirty() ? this.#save() : outcome;
  }

  #later(): Outcome {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#save(), RETRY);
    return "unheard";
  }

  async #send(): Promise<Outcome> {
    this.#unheard ??= { entries: bodyOf(this.#form), typed: this.#typed() };
    const { entries, typed } = this.#unheard;
    this.#keep();
    this.#say("saving", "Enregistrement…");
    let answer = await this.#post(entries);
    if (answer.status === 403 && (await this.#renewToken())) answer = await this.#post(entries);
    if (answer.status >= 500) {
      this.#say("new", this.#words.busy);
      return this.#later();
    }
    // a hotel's portal answers 200 with its own page: json() throws, and that is « no network »
    const body = answer.type === "opaqueredirect" ? null : await answer.json();
    this.#unheard = null;
    if (answer.ok) return this.#accepted(body, typed);
    this.#keep();
    if (answer.status === 401 || body === null) {
      this.#waits = "session";
      this.#expired();
      return "unheard";
    }
    this.#waits = answer.status === 409 ? "choice" : "change";
    if (answer.status === 409) {
      this.#say("conflict", "Un autre texte a été enregistré entre-temps : rien n’est écrasé.");
      this.#offer("Comparer les deux textes", () => this.#form.submit());
      return "heard";
    }
    const reason = body.errors ? Object.values(body.errors).join(" ") : body.error;
    this.#say("conflict", `Pas encore enregistré : ${reason}`);
    return answer.status === 422 ? "heard" : "unheard";
  }

  #post(entries: Entries): Promise<Response> {
    const token = this.#form.querySelector<HTMLInputElement>("input[name=_token]")?.value ?? "";
    const body = new URLSearchParams([...entries, ["_token", token]]);
    return fetch(this.#form.action, {
      method: "POST",
      body,
      headers: { Accept: "application/json" },
      redirect: "manual",
      // lets the browser finish while the page closes; it takes 64 KB at most
      keepalive: document.hidden && body.toString().length < 60_000,
    });
  }

  #accepted(saved: Saved, typed: string): Outcome {
    setHidden(this.#form, Object.entries(saved.fields ?? {}));
    if (saved.version !== null) setHidden(this.#form, [["_version", String(saved.version)]]);
    const action = new URL(saved.to, location.href);
    // a new record has an address of its own from now on
    if (action.pathname !== new URL(this.#form.action).pathname) {
      forgetDraft(this.#key);
      this.#form.action = action.href;
      this.#key = draftKey(this.#person, this.#form);
      history.replaceState(null, "", action);
    }
    this.#known = typed;
    if (this.#typed() === typed) {
      forgetDraft(this.#key);
      this.#say("saved", `Enregistré à ${saved.savedAt}`);
    } else this.#keep();
    return "heard";
  }

  /** The session changed since the page was made: the same page again gives a token, if it is still the same person's. */
  async #renewToken(): Promise<boolean> {
    const page = await fetch(location.href, { headers: { Accept: "text/html" } });
    const read = new DOMParser().parseFromString(await page.text(), "text/html");
    const ours = [...read.querySelectorAll<HTMLElement>("p-enregistrement")].some(
      ({ dataset }) => dataset.personne === this.#person,
    );
    const token = ours && read.querySelector<HTMLInputElement>("input[name=_token]")?.value;
    if (!token) return false;
    for (const field of document.querySelectorAll<HTMLInputElement>("input[name=_token]"))
      field.value = token;
    return true;
  }

  /** The button saves first by itself: without a network the page stays, with it the server shows its own. */
  #submitted(event: SubmitEvent) {
    this.#waits = null;
    if (!this.#dirty()) return;
    event.preventDefault();
    // a button may lead elsewhere than the form (« Terminer et transmettre »)
    const elsewhere = event.submitter?.getAttribute("formaction");
    void this.#save().then((outcome) => {
      if (outcome !== "heard") return;
      if (elsewhere) this.#form.action = elsewhere;
      this.#form.submit();
    });
  }

  #expired() {
    this.#say("conflict", this.#words.expired);
    const link = document.createElement("a");
    link.href = `/connexion?suite=${encodeURIComponent(location.pathname + location.search)}`;
    link.textContent = this.#words.signIn;
    this.append(link);
  }

  #offer(text: string, act: () => void) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "link-button";
    button.textContent = text;
    button.addEventListener("click", act);
    this.append(button);
  }

  #say(etat: Etat, text: string) {
    this.dataset.etat = etat;
    for (const old of this.querySelectorAll("a, button")) old.remove();
    const output = this.querySelector("output");
    if (output && output.value !== text) output.value = text;
  }
}

customElements.define("p-enregistrement", Enregistrement);
