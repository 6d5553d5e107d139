import type { Context } from "hono";
import type { Logger } from "pino";
import type { Config } from "#config.ts";
import type { Database, SchoolTx } from "#db/pool.ts";
import type { Files } from "#files/files.ts";
import type { GeocodeurEnLigne } from "#geographie/en-ligne.ts";
import type { FondDeCarte } from "#geographie/fond-de-carte.ts";
import type { Geographie } from "#geographie/geographie.ts";
import type { Actor } from "#kernel/actor.ts";
import type { Livres } from "#referentiel/load.ts";
import type { Referentiels } from "#referentiel/versions.ts";
import type { Assets } from "#ui/assets.ts";

/** A session found by its cookie: enough to know which school's rows to open. */
export type OpenSession = {
  fingerprint: Buffer;
  identite: string;
  etablissement: string;
  habilitation: string;
  /**
   * What must be done before anything else: choose a password in place of a one-time code, or give the second factor.
   */
  pending: "mot-de-passe" | "second-facteur" | null;
};

/** What comptes/ lends to web/, which stands below it. */
export type Sessions = {
  /** @param geste false: asked by a page by itself, the session is not kept alive by it */
  find(db: Database, token: string, now: Date, asked: { geste: boolean }): Promise<OpenSession | null>;
  actor(tx: SchoolTx, session: OpenSession, now: Date): Promise<Actor | null>;
};

/** A company as the State's directory gives it; its managers are never read. */
export type EntrepriseOfficielle = {
  siret: string;
  nom: string;
  adresse: string;
  codePostal: string;
  ville: string;
  /** activity code, « 33.12Z » */
  naf: string;
};

/** The official directory « Recherche d’entreprises », when the operator has switched it on (spec/domain.md §4). */
export type AnnuaireOfficiel = {
  /** @returns the companies found, or null when it does not answer (down, slow, or asked too often) */
  chercher(recherche: string): Promise<EntrepriseOfficielle[] | null>;
};

/** Everything from outside: the clock, randomness, the database, mail. Nothing else reads them. */
export type Deps = {
  db: Database;
  config: Config;
  clock: () => Date;
  randomBytes: (size: number) => Buffer;
  log: Logger;
  sessions: Sessions;
  /** those shipped; inside a school (`act`, `view`), that school's own, every version it keeps included */
  referentiels: Referentiels;
  livres: Livres;
  assets: Assets;
  /** origin of links in mails and of the form check, e.g. "https://passerelle.example" */
  origin: string;
  /** null: switched off, the default */
  annuaireOfficiel: AnnuaireOfficiel | null;
  /** towns and maps, without asking anybody */
  geographie: Geographie;
  /** null: switched off, the default */
  geocodeur: GeocodeurEnLigne | null;
  /** the streets under the map; null: switched off, the default */
  fondDeCarte: FondDeCarte | null;
  /** told after a commit that wrote a mail: the post leaves soon, never inside the transaction */
  mailWaiting: () => void;
  /** told after a commit that asked for an archive of documents */
  tirageWaiting: () => void;
  /** the bytes people send: kept by their digest, never in the database */
  files: Files;
  /** folder of the mails written as .eml files when no SMTP server is configured */
  mailFolder: string;
  staticFolder: string;
};

export type Env = {
  Variables: { deps: Deps; nonce: string; requestId: string; session: OpenSession | null };
};
export type WebContext = Context<Env>;
