import { avis } from "#islands/avis.ts";
import { Coffre, type Draft, type Entries, purger, type Unheard, verrouDe } from "#islands/brouillons.ts";
import {
  actionOf,
  baseOf,
  bodyOf,
  setHidden,
  takeUp,
  textOf,
  titleOf,
  typedIn,
} from "#islands/formulaire.ts";
import { tu, vous } from "#islands/mots.ts";
import { demanderSceau } from "#islands/sceau.ts";

/** After the last key. */
const PAUSE = 1_500;
/** Between two tries without a network. */
const RETRY = 20_000;

type Etat = "saved" | "new" | "saving" | "offline" | "conflict";
/** « heard »: the server answered about the text itself, and pressing the button may show its page. */
type Outcome = "heard" | "unheard";
type Saved = { version: number | null; savedAt: string; to: string; fields?: Record<string, string> };

/**
 * `<p-enregistrement data-formulaire data-personne>`: the form it names saves by itself, and this line tells the truth
 * about it. Without it the form's button does the same.
 */
export class Enregistrement extends HTMLElement {
  #form!: HTMLFormElement;
  #person = "";
  #words = vous;
  /** what the server has, as far as we know; null when it is not what the page shows */
  #known: string | null = null;
  #unheard: Unheard | null = null;
  #sending: Promise<Outcome> | null = null;
  /** refused as it stands: nothing is sent before the person changes it, chooses between two texts, or signs in */
  #waits: "change" | "choice" | "session" | null = null;
  /** what the line says while the page shows nothing else than what the server has */
  #calm: { etat: Etat; text: string } = { etat: "saved", text: "" };
  #timer = 0;
  #opening: Promise<Coffre | null> | null = null;
  /** writings to the device, one after the other; of those of one form that wait only the last is done */
  #writing: Promise<boolean> = Promise.resolve(false);
  #toWrite = new Map<string, { draft: Draft | null; strict: boolean }>();

  connectedCallback() {
    const form = document.getElementById(this.dataset.formulaire ?? "");
    if (!(form instanceof HTMLFormElement) || !this.dataset.personne) return;
    this.#form = form;
    this.#person = this.dataset.personne;
    this.#words = this.dataset.tutoie ? tu : vous;
    this.#hold();
    // the server has just refused this text: it is on this page and nowhere else
    if (this.dataset.etat === "conflict") this.#waits = "choice";
    else if (form.querySelector(".errors, [aria-invalid]")) this.#waits = "change";
    if (this.#waits) void this.#keep();
    else {
      this.#known = this.#typed();
      this.#calm = { etat: this.dataset.etat as Etat, text: this.querySelector("output")?.value ?? "" };
      void this.#coffre();
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

  /** Sends now what is not saved yet. @returns true when nothing is left to send */
  async envoyer(): Promise<boolean> {
    if (this.#waits === "session") this.#waits = null;
    await this.#save();
    return !this.reste;
  }

  /** The page takes what others have just saved: what it shows of it is not its reader's to send. */
  recu(change: () => void): void {
    const clean = !this.#dirty();
    change();
    if (!clean) return;
    this.#known = this.#typed();
    if (!this.#waits) this.#say("saved", "À jour");
  }

  /** Its reader chose between two texts without leaving the page: what is left of his own is sent. */
  reprendre(): void {
    if (this.#waits === "choice") this.#waits = null;
    this.#say("new", "Modification en cours…");
    void this.#save();
  }

  /** Nothing more is sent by itself: somebody passed on what this page shows as a draft. */
  suspendre(): void {
    this.#waits = "choice";
  }

  /** True while the page holds a text that the server does not have. */
  get reste(): boolean {
    return this.#waits !== null || this.#dirty();
  }

  #typed = () => textOf(typedIn(this.#form));
  #dirty = () => this.#unheard !== null || this.#typed() !== this.#known;

  /** As long as this page lives, no other sends its draft. */
  #hold() {
    const name = verrouDe(this.#person, actionOf(this.#form));
    void navigator.locks?.request(name, () => new Promise(() => undefined));
  }

  /** What seals the drafts; null without it, and asked again the next time. What was kept comes back into the page first. */
  #coffre(): Promise<Coffre | null> {
    this.#opening ??= (async () => {
      const sceau = await demanderSceau();
      if (sceau?.personne !== this.#person) return null;
      const coffre = await Coffre.ouvrir(sceau);
      await purger(Date.now());
      await this.#restore(coffre);
      return coffre;
    })()
      .catch(() => null)
      .then((coffre) => {
        if (!coffre) this.#opening = null;
        // what is typed from now on is kept on this device, or is not
        this.dataset.garde = coffre ? "oui" : "non";
        return coffre;
      });
    return this.#opening;
  }

  /** What a closed tab or a dead battery would lose otherwise. @returns false when this browser keeps nothing */
  #keep(strict = false): Promise<boolean> {
    return this.#write(actionOf(this.#form), { draft: this.#draft(), strict });
  }

  #forget = () => this.#write(actionOf(this.#form), { draft: null, strict: false });

  #draft = (): Draft => ({
    le: Date.now(),
    titre: titleOf(this.#form),
    page: location.pathname + location.search,
    action: actionOf(this.#form),
    entries: typedIn(this.#form),
    base: baseOf(this.#form),
    unheard: this.#unheard,
    attend: this.#waits === "choice" || this.#waits === "change",
  });

  #write(action: string, what: { draft: Draft | null; strict: boolean }): Promise<boolean> {
    this.#toWrite.set(action, what);
    this.#writing = this.#writing.then(async (before) => {
      const next = this.#toWrite.get(action);
      if (!next) return before;
      const coffre = await this.#coffre();
      if (this.#toWrite.get(action) === next) this.#toWrite.delete(action);
      if (next.draft) return coffre?.garder(next.draft, next.strict ? "strict" : "relaxed") ?? false;
      await coffre?.oublier(action);
      return coffre !== null;
    });
    return this.#writing;
  }

  async #restore(coffre: Coffre) {
    const draft = await coffre.lire(actionOf(this.#form));
    // refused just now: what stands in the page is newer than what was kept
    if (!draft || this.#waits) return;
    if (textOf(draft.entries) === this.#known) return coffre.oublier(draft.action);
    takeUp(this.#form, draft.entries);
    // the version it was typed from: if another text was saved since, the server says so and nothing is overwritten
    setHidden(this.#form, draft.base);
    this.#unheard = draft.unheard;
    this.#form.before(avis(this.#words.restored));
    void this.#save();
  }

  #changed() {
    clearTimeout(this.#timer);
    void this.#keep();
    if (this.#waits === "choice") return;
    this.#waits = null;
    if (!this.#dirty()) {
      void this.#forget();
      return this.#say(this.#calm.etat, this.#calm.text);
    }
    this.#say("new", "Modification en cours…");
    this.#timer = window.setTimeout(() => void this.#save(), PAUSE);
  }

  /** One save at a time; what was typed meanwhile is sent by the next. */
  async #save(): Promise<Outcome> {
    clearTimeout(this.#timer);
    // a page that closes has no time to wait
    if (!document.hidden) await this.#coffre();
    if (this.#sending) await this.#sending;
    if (this.#waits || !this.#dirty()) return "heard";
    this.#sending ??= this.#send()
      .catch(async (): Promise<Outcome> => {
        this.#say("offline", (await this.#keep(true)) ? this.#words.offline : this.#words.fragile);
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
    this.#say("saving", "Enregistrement…");
    // its key first: sent again after a crash, it has one effect
    const kept = this.#keep();
    if (!document.hidden) await kept;
    let answer = await this.#post(entries);
    if (answer.status === 403) {
      if (!(await this.#renewToken())) return this.#expired();
      answer = await this.#post(entries);
    }
    if (answer.status >= 500) {
      this.#say("new", this.#words.busy);
      return this.#later();
    }
    // a hotel's portal answers 200 with its own page: json() throws, and that is « no network »
    const body = answer.type === "opaqueredirect" ? null : await answer.json();
    if (answer.status === 401 || body === null) return this.#expired();
    this.#unheard = null;
    if (answer.ok) return this.#accepted(body, typed);
    this.#waits = answer.status === 409 ? "choice" : "change";
    await this.#keep(true);
    if (answer.status === 409) {
      this.#say("conflict", "Un autre texte a été enregistré entre-temps : rien n’est écrasé.");
      this.#offer("Comparer les deux textes", () => this.#form.submit());
      this.dispatchEvent(new Event("conflit"));
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
    if (action.pathname !== actionOf(this.#form)) {
      void this.#forget();
      this.#form.action = action.href;
      this.#hold();
      history.replaceState(null, "", action);
    }
    this.#known = typed;
    this.#calm = { etat: "saved", text: `Enregistré à ${saved.savedAt}` };
    if (this.#typed() === typed) {
      void this.#forget();
      this.#say(this.#calm.etat, this.#calm.text);
    } else void this.#keep();
    return "heard";
  }

  /** The session changed since the page was made: a token of the new one, if it is still the same person's. */
  async #renewToken(): Promise<boolean> {
    const sceau = await demanderSceau();
    if (sceau?.personne !== this.#person) return false;
    for (const field of document.querySelectorAll<HTMLInputElement>("input[name=_token]"))
      field.value = sceau.jeton;
    return true;
  }

  /** The button saves first by itself: without a network the page stays, with it the server shows its own. */
  #submitted(event: SubmitEvent) {
    this.#waits = null;
    const others = this.#others();
    if (!this.#dirty() && others.length === 0) return;
    event.preventDefault();
    // a button may lead elsewhere than the form (« Terminer et transmettre »)
    const elsewhere = event.submitter?.getAttribute("formaction");
    void this.#first(others).then((gone) => {
      if (!gone) return;
      if (elsewhere) this.#form.action = elsewhere;
      this.#form.submit();
    });
  }

  /** The other forms of this page that still hold something (the steps of a visit). */
  #others = () =>
    [...document.querySelectorAll<Enregistrement>("p-enregistrement[data-personne]")].filter(
      (line) => line !== this && line.reste,
    );

  /** What the page holds goes before the page does. @returns false when something stays: its line says why */
  async #first(others: readonly Enregistrement[]): Promise<boolean> {
    for (const other of others)
      if (!(await other.envoyer())) {
        other.scrollIntoView({ block: "center" });
        return false;
      }
    return (await this.#save()) === "heard";
  }

  async #expired(): Promise<Outcome> {
    this.#waits = "session";
    const kept = await this.#keep(true);
    this.#say("conflict", kept ? this.#words.expired : this.#words.expiredFragile);
    const link = document.createElement("a");
    link.href = `/connexion?suite=${encodeURIComponent(location.pathname + location.search)}`;
    if (!kept) link.target = "_blank";
    link.textContent = "Me reconnecter";
    this.append(link);
    return "unheard";
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
