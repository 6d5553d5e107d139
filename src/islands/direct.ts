import type { Direct, LigneDirecte } from "#bilans/lignes/direct.ts";
import { avis } from "#islands/avis.ts";
import type { Enregistrement } from "#islands/enregistrement.ts";

/**
 * Several evaluators on one grid (`form.grille[data-direct]`): what the others choose comes into the page by itself. A
 * line that its reader has not touched takes the other's choice; one that he has keeps his, and shows both.
 */
const RYTHME = 3_000;
/** After an answer that did not come. */
const PATIENCE = 15_000;
/** How long the word about it stays; the line keeps the name and the hour. */
const LECTURE = 8_000;

type Base = { version: number; valeur: string };
type Champ = HTMLInputElement | HTMLTextAreaElement;

const net = (text: string) => text.replaceAll("\r\n", "\n").normalize("NFC").trim();

class EnDirect {
  readonly #form: HTMLFormElement;
  readonly #ligne: Enregistrement | null;
  readonly #annonce: HTMLElement | null;
  /** what the server only proposes, by line, while the line is still written from there: nobody's choice */
  readonly #proposees = new Map<string, string>();
  readonly #conflits = new Map<string, LigneDirecte>();
  #revision: string;
  #timer = 0;
  #effacer = 0;

  constructor(form: HTMLFormElement) {
    this.#form = form;
    this.#revision = form.dataset.revision ?? "";
    this.#ligne = document.querySelector<Enregistrement>(`p-enregistrement[data-formulaire="${form.id}"]`);
    this.#annonce = form.querySelector(".direct-annonce");
    // refused just now: what the page shows beside what is stored is its reader's
    if (this.#ligne?.dataset.etat !== "conflict" && !form.querySelector(".errors")) this.#noterPropositions();
    document.addEventListener("visibilitychange", () => this.#bientot(0));
    // refused because of another's choice: which one, at once
    this.#ligne?.addEventListener("conflit", () => this.#bientot(0));
    form.addEventListener("change", () => this.#revoir());
    this.#bientot(RYTHME);
  }

  #noterPropositions() {
    for (const { name, value } of this.#form.querySelectorAll<HTMLInputElement>("input[name^='base.']")) {
      const cle = name.slice("base.".length);
      if (this.#lire(cle, true) !== net(lireBase(value).valeur)) this.#proposees.set(cle, value);
    }
  }

  #bientot(delay: number) {
    clearTimeout(this.#timer);
    if (!document.hidden) this.#timer = window.setTimeout(() => void this.#demander(), delay);
  }

  async #demander() {
    const question = `${this.#form.dataset.direct}?revision=${encodeURIComponent(this.#revision)}`;
    const answer = await fetch(question, {
      headers: { Accept: "application/json" },
      redirect: "manual",
    }).catch(() => null);
    if (!answer || answer.status >= 500) return this.#bientot(PATIENCE);
    if (answer.status === 200) this.#recevoir(await answer.json());
    // frozen meanwhile, or no longer his to write: the reason, once
    if (answer.status === 403) this.#dire((await answer.json()).error);
    if (answer.ok) this.#bientot(RYTHME);
  }

  #recevoir({ revision, transmisPar, lignes }: Direct) {
    if (transmisPar !== null && this.#etatVu().value === "brouillon") this.#transmis(transmisPar);
    this.#revision = revision;
    const nouvelles = lignes.filter((ligne) => this.#estNouvelle(ligne));
    const prises = nouvelles.filter((ligne) => !this.#touchee(ligne));
    const place = () => {
      for (const ligne of prises) this.#prendre(ligne);
    };
    if (prises.length > 0 && this.#ligne?.recu) this.#ligne.recu(place);
    else place();
    for (const ligne of nouvelles) if (!prises.includes(ligne)) this.#montrer(ligne);
    this.#raconter(nouvelles);
    this.#form.dispatchEvent(new Event("recu"));
  }

  /** Written since, by somebody who chose something else than what the page shows. */
  #estNouvelle(ligne: LigneDirecte): boolean {
    const champ = this.#base(ligne.cle);
    if (!champ) return false;
    const [base, autre] = [lireBase(champ.value), lireBase(ligne.base)];
    if (autre.version <= base.version) return false;
    // date, comment and presence share the bilan's version: only their value tells
    if (!/^(engagement$|\w+\.)/.test(ligne.cle) && net(autre.valeur) === net(base.valeur)) return false;
    if (net(autre.valeur) !== this.#lire(ligne.cle)) return true;
    // the same choice, one's own perhaps: from now on it is made from there
    champ.value = ligne.base;
    this.#oublier(ligne.cle);
    return false;
  }

  /** Its reader chose something there. */
  #touchee({ cle }: LigneDirecte): boolean {
    const base = this.#base(cle)?.value ?? "";
    const actuel = this.#lire(cle);
    if (actuel === net(lireBase(base).valeur)) return false;
    return this.#proposees.get(cle) !== base || actuel !== this.#lire(cle, true);
  }

  #prendre(ligne: LigneDirecte) {
    const base = this.#base(ligne.cle);
    if (!base) return;
    this.#poser(ligne.cle, lireBase(ligne.base).valeur);
    base.value = ligne.base;
    this.#oublier(ligne.cle);
    const par = this.#place(ligne.cle)?.querySelector("[data-par]");
    if (par) par.textContent = ligne.par;
  }

  /** Both choices, and the two ways out; nothing of it is sent before one is taken. */
  #montrer(ligne: LigneDirecte) {
    this.#oublier(ligne.cle);
    this.#conflits.set(ligne.cle, ligne);
    const panneau = document.createElement("div");
    panneau.className = "direct-conflit";
    panneau.setAttribute("role", "group");
    panneau.setAttribute("aria-label", "Deux choix");
    const mots = document.createElement("p");
    mots.textContent = `${ligne.qui} a enregistré\u00a0: ${ligne.mots}. Votre choix est gardé\u00a0: ${this.#enMots(ligne.cle)}.`;
    panneau.append(
      mots,
      bouton("Garder mon choix", () => this.#garder(ligne)),
      bouton(`Prendre celui de ${ligne.qui}`, () => {
        this.#prendre(ligne);
        this.#suite();
      }),
    );
    this.#place(ligne.cle)?.append(panneau);
  }

  #garder(ligne: LigneDirecte) {
    const base = this.#base(ligne.cle);
    if (base) base.value = ligne.base;
    this.#oublier(ligne.cle);
    this.#suite();
  }

  /** Its reader came round to the other's choice by himself. */
  #revoir() {
    const avant = this.#conflits.size;
    for (const ligne of [...this.#conflits.values()])
      if (this.#lire(ligne.cle) === net(lireBase(ligne.base).valeur)) this.#prendre(ligne);
    if (this.#conflits.size < avant) this.#suite();
  }

  #suite() {
    this.#form.dispatchEvent(new Event("recu"));
    if (this.#conflits.size === 0) this.#ligne?.reprendre?.();
  }

  #oublier(cle: string) {
    this.#conflits.delete(cle);
    this.#place(cle)?.querySelector(".direct-conflit")?.remove();
  }

  #transmis(qui: string) {
    this.#ligne?.suspendre?.();
    const mots = `${qui} vient de transmettre ce bilan à l’apprenant\u00a0: une modification le rouvrirait.`;
    this.#form.before(avis(mots, [{ href: location.href, text: "Recharger la page" }]));
    // told once; the server is still told what this page showed
    this.#form.dataset.transmis = "oui";
  }

  #etatVu(): { value: string } {
    if (this.#form.dataset.transmis) return { value: "transmis" };
    return this.#form.querySelector<HTMLInputElement>("input[name=etat-vu]") ?? { value: "" };
  }

  #raconter(lignes: LigneDirecte[]) {
    const [premiere] = lignes;
    if (!premiere) return;
    const qui = [...new Set(lignes.map((ligne) => ligne.qui))].join(", ");
    this.#dire(
      lignes.length < 3
        ? `${lignes.map(({ phrase }) => phrase).join(". ")}.`
        : `${qui}\u00a0: ${lignes.length} choix nouveaux.`,
    );
  }

  #dire(mots: string) {
    if (!this.#annonce) return;
    const annonce = this.#annonce;
    annonce.textContent = mots;
    clearTimeout(this.#effacer);
    this.#effacer = window.setTimeout(() => {
      annonce.textContent = "";
    }, LECTURE);
  }

  #place = (cle: string) => this.#form.querySelector<HTMLElement>(`[data-ligne="${CSS.escape(cle)}"]`);
  #base = (cle: string) => this.#champs(`base.${cle}`)[0];

  #champs = (name: string): Champ[] =>
    [...this.#form.elements].filter(
      (field): field is Champ =>
        (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) && field.name === name,
    );

  /** What the line holds, as the server reads it. @param dessine as the server drew it */
  #lire(cle: string, dessine = false): string {
    const un = (name: string): string => {
      for (const field of this.#champs(name)) {
        const coche = field instanceof HTMLInputElement && ["radio", "checkbox"].includes(field.type);
        if (!coche) return net(dessine ? field.defaultValue : field.value);
        if (dessine ? field.defaultChecked : field.checked) return field.value;
      }
      return "";
    };
    if (!cle.startsWith("competence.")) return un(cle);
    return `${un(modeDe(cle)) || "globale"}:${un(cle)}`;
  }

  #poser(cle: string, valeur: string) {
    const un = (name: string, value: string) => {
      for (const field of this.#champs(name))
        if (field instanceof HTMLInputElement && ["radio", "checkbox"].includes(field.type))
          field.checked = field.value === value;
        else field.value = value;
    };
    if (!cle.startsWith("competence.")) return un(cle, valeur);
    const [mode = "", niveau = ""] = valeur.split(":");
    un(modeDe(cle), mode);
    un(cle, niveau);
  }

  /** One's own choice, in the page's own words: « 2 (Insuffisant) ». */
  #enMots(cle: string): string {
    const field = this.#champs(cle).find(
      (one) => !(one instanceof HTMLInputElement) || one.type !== "radio" || one.checked,
    );
    if (field instanceof HTMLInputElement && field.type === "checkbox")
      return field.checked ? "cochée" : "non cochée";
    if (!(field instanceof HTMLInputElement) || field.type !== "radio")
      return field?.value ? `«\u00a0${field.value}\u00a0»` : "rien";
    const mots = field.closest("label")?.querySelector(".eventail-mots, .etoile-mots")
      ?.lastChild?.textContent;
    return field.value ? `${field.value}${mots ? ` (${mots.trim()})` : ""}` : "rien";
  }
}

const modeDe = (cle: string) => cle.replace(/^competence\./, "mode.");

function lireBase(text: string): Base {
  const cut = text.indexOf(":");
  return { version: Number(text.slice(0, cut)) || 0, valeur: text.slice(cut + 1) };
}

function bouton(mots: string, act: () => void): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-secondary";
  button.textContent = mots;
  button.addEventListener("click", act);
  return button;
}

const form = document.querySelector<HTMLFormElement>("form.grille[data-direct]");
if (form) new EnDirect(form);
