import type { Hono } from "hono";
import { type HTMLElement, parse } from "node-html-parser";
import { DEMO_PASSWORD } from "#comptes/demo-accounts.ts";
import type { Env } from "#web/deps.ts";

type Values = Record<string, string | readonly string[] | File | null>;

/** One page as a person reads it. */
export class PageRead {
  readonly status: number;
  readonly address: string;
  readonly html: string;
  readonly root: HTMLElement;
  readonly headers: Headers;
  constructor(status: number, address: string, html: string, headers: Headers) {
    this.status = status;
    this.address = address;
    this.html = html;
    this.headers = headers;
    this.root = parse(html);
  }
  get title(): string {
    return this.root.querySelector("h1")?.text.replaceAll(/\s+/g, " ").trim() ?? "";
  }
  /** the words of the page's main part, spaces folded (no-break ones too) */
  get text(): string {
    const main = this.root.querySelector("main") ?? this.root;
    return main.text.replaceAll(/[\s\u00a0\u202f]+/g, " ").trim();
  }
  link(words: string): string {
    const found = this.root.querySelectorAll("a").find((a) => a.text.replaceAll(/\s+/g, " ").includes(words));
    if (!found) throw new Error(`no link « ${words} » on ${this.address}`);
    return found.getAttribute("href") ?? "";
  }
  /** the form posting to an address (or the first that has a button with these words) */
  form(actionOrButton: string): HTMLElement {
    const forms = this.root.querySelectorAll("form");
    const found =
      forms.find((form) => form.getAttribute("action") === actionOrButton) ??
      forms.find((form) =>
        form.querySelectorAll("button").some((b) => b.text.replaceAll(/\s+/g, " ").includes(actionOrButton)),
      );
    if (!found)
      throw new Error(`no form « ${actionOrButton} » on ${this.address} (${this.status} ${this.title})`);
    return found;
  }
}

/** A browser without JavaScript: cookies, links, forms with their hidden fields, redirects followed. */
export class Client {
  readonly #app: Hono<Env>;
  readonly cookies = new Map<string, string>();
  page!: PageRead;

  constructor(app: Hono<Env>) {
    this.#app = app;
  }

  async request(address: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (this.cookies.size > 0)
      headers.set("cookie", [...this.cookies].map(([k, v]) => `${k}=${v}`).join("; "));
    const answer = await this.#app.request(new URL(address, "http://localhost"), {
      ...init,
      headers,
      redirect: "manual",
    });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = "", ...rest] = line.split(";");
      const cut = pair.indexOf("=");
      if (rest.some((part) => part.trim().toLowerCase() === "max-age=0"))
        this.cookies.delete(pair.slice(0, cut));
      else this.cookies.set(pair.slice(0, cut), pair.slice(cut + 1));
    }
    return answer;
  }

  /** The page an answer leads to. */
  async read(address: string, answer: Response): Promise<PageRead> {
    const location = answer.headers.get("location");
    if (location && answer.status >= 300 && answer.status < 400) return this.get(location);
    this.page = new PageRead(answer.status, address, await answer.text(), answer.headers);
    return this.page;
  }

  async get(address: string): Promise<PageRead> {
    return this.read(address, await this.request(address));
  }

  /** Fills a form of the page being read and presses its button; fields not named keep what the page shows. */
  async submit(
    actionOrButton: string,
    values: Values = {},
    button?: { name: string; value: string },
  ): Promise<PageRead> {
    const form = this.page.form(actionOrButton);
    const action = form.getAttribute("action") || this.page.address;
    const data = this.shown(form);
    for (const [name, value] of Object.entries(values)) {
      data.delete(name);
      for (const one of value === null ? [] : Array.isArray(value) ? value : [value])
        data.append(name, one as string);
    }
    if (button) data.append(button.name, button.value);
    if ((form.getAttribute("method") ?? "get").toLowerCase() === "get")
      return this.get(`${action}?${new URLSearchParams(data as never)}`);
    const multipart = form.getAttribute("enctype") === "multipart/form-data";
    const body = multipart ? data : new URLSearchParams(data as never);
    return this.read(action, await this.request(action, { method: "POST", body }));
  }

  /** What a browser would send of a form left as it is. */
  shown(form: HTMLElement): FormData {
    const data = new FormData();
    for (const field of form.querySelectorAll("input, textarea, select")) {
      const name = field.getAttribute("name");
      const type = field.getAttribute("type") ?? "text";
      if (!name || field.hasAttribute("disabled") || ["submit", "button", "file"].includes(type)) continue;
      if (field.tagName === "SELECT") {
        const options = field.querySelectorAll("option");
        const chosen = options.find((o) => o.hasAttribute("selected")) ?? options[0];
        data.append(name, chosen?.getAttribute("value") ?? chosen?.text ?? "");
      } else if (field.tagName === "TEXTAREA") data.append(name, field.textContent.replace(/^\n/, ""));
      else if (!["checkbox", "radio"].includes(type) || field.hasAttribute("checked"))
        data.append(name, field.getAttribute("value") ?? (type === "checkbox" ? "on" : ""));
    }
    return data;
  }

  /** Posts fields with a fresh token taken from the page at `from`: what a hand-made request would do. */
  async post(address: string, values: Values, from = "/"): Promise<PageRead> {
    const page = await this.get(from);
    const token = page.root.querySelector("input[name=_token]")?.getAttribute("value") ?? "";
    const data = new FormData();
    data.append("_token", token);
    for (const [name, value] of Object.entries(values))
      for (const one of value === null ? [] : Array.isArray(value) ? value : [value])
        data.append(name, one as string);
    return this.read(address, await this.request(address, { method: "POST", body: data }));
  }

  async signIn(courriel: string, motDePasse = DEMO_PASSWORD): Promise<PageRead> {
    await this.get("/connexion");
    return this.submit("/connexion", { courriel, motDePasse });
  }
}
