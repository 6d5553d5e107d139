/**
 * What has been typed and not yet saved, kept in this browser until it is: one draft a form, sealed with a key that only
 * its author's session gives and that is never written here. Somebody else who signs in on the same device finds bytes.
 */
export type Entries = [name: string, value: string][];

/** A save sent whose answer was never heard: sent again as it was, with its key, so that it has one effect. */
export type Unheard = { entries: Entries; typed: string };

export type Draft = {
  /** when, in milliseconds */
  le: number;
  /** the page it was typed in, as its reader knows it, and where the form is sent */
  titre: string;
  page: string;
  action: string;
  /** what was typed */
  entries: Entries;
  /** the hidden fields it was typed from: the version of the text */
  base: Entries;
  unheard: Unheard | null;
  /** refused as it stands: only its page can go on */
  attend: boolean;
};

/** Whose drafts, and what seals them (256 bits in base64url). */
export type Sceau = { personne: string; cle: string };

/** What anybody may see of a draft: that there is one, and when it goes. */
type Scelle = { nom: string; expire: number; iv: Uint8Array<ArrayBuffer>; octets: ArrayBuffer };

/** Drafts go after fourteen days, whoever they belong to. */
export const DUREE = 14 * 86_400_000;

// the service worker counts in the same table
const BASE = "passerelle";
const TABLE = "brouillons";

let base: Promise<IDBDatabase> | null = null;

function ouvrirBase(): Promise<IDBDatabase> {
  base ??= new Promise<IDBDatabase>((done, failed) => {
    const request = indexedDB.open(BASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(TABLE, { keyPath: "nom" });
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
  base.catch(() => {
    base = null;
  });
  return base;
}

/** One request in one transaction; heard only once it is on the disk. @param durability "strict": even if the battery dies */
async function run<T>(
  mode: IDBTransactionMode,
  ask: (table: IDBObjectStore) => IDBRequest<T>,
  durability: IDBTransactionDurability = "relaxed",
): Promise<T> {
  const transaction = (await ouvrirBase()).transaction(TABLE, mode, { durability });
  const request = ask(transaction.objectStore(TABLE));
  return new Promise((done, failed) => {
    transaction.oncomplete = () => done(request.result);
    transaction.onabort = () => failed(transaction.error);
  });
}

const bytes = (text: string) => new TextEncoder().encode(text);
const hex = (data: ArrayBuffer) =>
  [...new Uint8Array(data)].map((octet) => octet.toString(16).padStart(2, "0")).join("");

/** The drafts of one person on this device. */
export class Coffre {
  readonly #sceau: Sceau;
  readonly #cle: CryptoKey;
  private constructor(sceau: Sceau, cle: CryptoKey) {
    this.#sceau = sceau;
    this.#cle = cle;
  }

  /** Throws where the browser cannot seal (a page that came neither by https nor from this very machine). */
  static async ouvrir(sceau: Sceau): Promise<Coffre> {
    const raw = Uint8Array.from(atob(sceau.cle.replaceAll("-", "+").replaceAll("_", "/")), (char) =>
      char.charCodeAt(0),
    );
    return new Coffre(
      sceau,
      await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]),
    );
  }

  /** Which record it is cannot be read in its name. */
  async #nom(action: string): Promise<string> {
    const digest = await crypto.subtle.digest("SHA-256", bytes(`${this.#sceau.cle} ${action}`));
    return `${this.#sceau.personne}:${hex(digest).slice(0, 32)}`;
  }

  /** @returns false when this browser keeps nothing (private window, storage full) */
  async garder(draft: Draft, durability?: IDBTransactionDurability): Promise<boolean> {
    try {
      const nom = await this.#nom(draft.action);
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const octets = await crypto.subtle.encrypt(
        { name: "AES-GCM", iv, additionalData: bytes(nom) },
        this.#cle,
        bytes(JSON.stringify(draft)),
      );
      const scelle: Scelle = { nom, expire: draft.le + DUREE, iv, octets };
      await run("readwrite", (table) => table.put(scelle), durability);
      return true;
    } catch {
      return false;
    }
  }

  async #ouvrir(scelle: Scelle | undefined): Promise<Draft | null> {
    if (!scelle || scelle.expire <= Date.now()) return null;
    const { nom, iv, octets } = scelle;
    try {
      const text = await crypto.subtle.decrypt(
        { name: "AES-GCM", iv, additionalData: bytes(nom) },
        this.#cle,
        octets,
      );
      return JSON.parse(new TextDecoder().decode(text));
    } catch {
      return null;
    }
  }

  async lire(action: string): Promise<Draft | null> {
    const nom = await this.#nom(action);
    return run("readonly", (table) => table.get(nom)).then(
      (scelle) => this.#ouvrir(scelle),
      () => null,
    );
  }

  /** The oldest first. */
  async tous(): Promise<Draft[]> {
    const { personne } = this.#sceau;
    const own = IDBKeyRange.bound(`${personne}:`, `${personne};`);
    const scelles = await run<Scelle[]>("readonly", (table) => table.getAll(own)).catch(() => []);
    const drafts = await Promise.all(scelles.map((scelle) => this.#ouvrir(scelle)));
    return drafts.filter((draft) => draft !== null).sort((a, b) => a.le - b.le);
  }

  async oublier(action: string): Promise<void> {
    const nom = await this.#nom(action);
    // nothing was kept either
    await run("readwrite", (table) => table.delete(nom)).catch(() => undefined);
  }
}

/** Old drafts go, whoever they belong to. @returns how many stay, of anybody */
export async function purger(now: number): Promise<number> {
  const scelles = await run<Scelle[]>("readonly", (table) => table.getAll()).catch(() => []);
  const old = scelles.filter(({ expire }) => expire <= now);
  for (const { nom } of old) await run("readwrite", (table) => table.delete(nom)).catch(() => undefined);
  return scelles.length - old.length;
}

/** Held by the page that shows the form, so that no other page sends its draft meanwhile. */
export const verrouDe = (personne: string, action: string) => `brouillon:${personne}:${action}`;
