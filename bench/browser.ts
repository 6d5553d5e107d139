import { randomUUID } from "node:crypto";
import { parse } from "node-html-parser";

/** What the bench needs of a browser: cookies, one form kept open, and requests prepared without reading pages again. */
export class Browser {
  address: string;
  readonly #cookies = new Map<string, string>();
  #fields = new URLSearchParams();
  #token = "";
  formPath = "";

  constructor(address: string) {
    this.address = address;
  }

  headers(): Record<string, string> {
    return {
      cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; "),
      "accept-encoding": "identity",
    };
  }

  async get(path: string): Promise<Response> {
    return this.#kept(await fetch(this.address + path, { headers: this.headers(), redirect: "manual" }));
  }

  #kept(answer: Response): Response {
    for (const line of answer.headers.getSetCookie()) {
      const [name = "", value = ""] = (line.split(";")[0] ?? "").split("=");
      this.#cookies.set(name, value);
    }
    return answer;
  }

  async signIn(courriel: string, sameToken = false): Promise<Response> {
    if (!sameToken || !this.#token) {
      const page = parse(await (await this.get("/connexion")).text());
      this.#token = page.querySelector("input[name=_token]")?.getAttribute("value") ?? "";
    }
    const answer = await fetch(`${this.address}/connexion`, this.signInRequest(courriel));
    return sameToken ? answer : this.#kept(answer);
  }

  signInRequest(courriel: string): RequestInit {
    const body = new URLSearchParams({
      courriel,
      motDePasse: "passerelle-demo-2026",
      _token: this.#token,
      suite: "/",
    });
    return { method: "POST", body, headers: this.headers(), redirect: "manual" };
  }

  /** Reads the page at `path` and keeps the fields of the form that posts to it. */
  async openForm(path: string): Promise<void> {
    const page = parse(await (await this.get(path)).text());
    const form = page.querySelectorAll("form").find((one) => one.getAttribute("action") === path);
    if (!form) throw new Error(`no form at ${path}`);
    this.formPath = path;
    this.#fields = new URLSearchParams();
    for (const field of form.querySelectorAll("input, textarea")) {
      const name = field.getAttribute("name");
      const type = field.getAttribute("type");
      if (!name || (type === "checkbox" && !field.hasAttribute("checked"))) continue;
      this.#fields.append(
        name,
        field.tagName === "TEXTAREA" ? field.textContent : (field.getAttribute("value") ?? ""),
      );
    }
  }

  saveRequest(values: Record<string, string>, key = randomUUID() as string): RequestInit {
    for (const [name, value] of Object.entries({ ...values, _key: key })) this.#fields.set(name, value);
    return {
      method: "POST",
      body: new URLSearchParams(this.#fields),
      headers: { ...this.headers(), accept: "application/json" },
    };
  }

  /** One autosave, as the island does it: the version follows the answer. */
  async save(values: Record<string, string>, key?: string): Promise<Response> {
    const answer = await fetch(this.address + this.formPath, this.saveRequest(values, key));
    this.saved(await answer.clone().text());
    return answer;
  }

  saved(body: string): void {
    const { version } = JSON.parse(body) as { version?: number };
    if (version) this.#fields.set("_version", String(version));
  }
}
