import { z } from "zod";

const flag = z.enum(["0", "1"]).transform((value) => value === "1");
const url = (schemes: string[]) =>
  z.string().refine((text) => URL.canParse(text) && schemes.includes(new URL(text).protocol), {
    error: `attend une adresse commençant par ${schemes.map((s) => `${s}//`).join(" ou ")}`,
  });

const schema = z.object({
  PORT: z.coerce.number({ error: "attend un numéro de port" }).int().min(0).max(65535).default(3000),
  HOST: z.string().optional(),
  URL_PUBLIQUE: url(["http:", "https:"]).optional(),
  DATABASE_URL: url(["postgres:", "postgresql:"]).optional(),
  DATABASE_URL_PROPRIETAIRE: url(["postgres:", "postgresql:"]).optional(),
  PASSERELLE_DONNEES: z.string().min(1).optional(),
  PASSERELLE_DEMO: flag.optional(),
  PASSERELLE_SECRET: z.string().min(32, { error: "attend au moins 32 caractères" }).optional(),
  PROXY_DE_CONFIANCE: flag.default(false),
  SMTP_URL: url(["smtp:", "smtps:"]).optional(),
  COURRIEL_EXPEDITEUR: z.string().default("Passerelle <ne-pas-repondre@localhost>"),
  RECHERCHE_ENTREPRISES: url(["http:", "https:"]).optional(),
  GEOCODEUR: url(["http:", "https:"]).optional(),
  FOND_DE_CARTE: url(["http:", "https:"]).optional(),
  ANTIVIRUS: url(["tcp:"]).optional(),
  NODE_ENV: z.string().optional(),
  LOG_LEVEL: z
    .enum(["debug", "info", "warn", "error", "silent"], {
      error: "attend debug, info, warn, error ou silent",
    })
    .default("info"),
});

export type Config = {
  port: number;
  host: string;
  /** the address people type; links in mails are made from it, never from the Host header */
  publicUrl: string | null;
  databaseUrl: string | null;
  ownerDatabaseUrl: string | null;
  dataFolder: string | null;
  demo: boolean;
  secret: string | null;
  /** behind our own reverse proxy: the last address of X-Forwarded-For is the visitor's */
  trustedProxy: boolean;
  smtpUrl: string | null;
  sender: string;
  /** address of the official directory of companies; null: never called */
  companySearch: string | null;
  /** address of an online geocoder (Géoplateforme); null: never called */
  geocoder: string | null;
  /** address of a WMTS service that gives « Plan IGN »; null: never called, the map is our own drawing */
  mapTiles: string | null;
  /** address of a clamd, « tcp://localhost:3310 »; null: files are not scanned */
  antivirus: string | null;
  logLevel: string;
};

/**
 * Reads the whole configuration at once.
 * @returns the configuration, or every problem found, one French line each
 */
export function readConfig(
  env: NodeJS.ProcessEnv,
): { ok: true; value: Config } | { ok: false; problems: string[] } {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(given);
  if (!parsed.success)
    return {
      ok: false,
      problems: parsed.error.issues.map((issue) => `${issue.path.join(".")} : ${issue.message}`),
    };
  const v = parsed.data;
  const local =
    !v.URL_PUBLIQUE || ["localhost", "127.0.0.1", "[::1]"].includes(new URL(v.URL_PUBLIQUE).hostname);
  // without a word, a machine reached under its own name only is a demonstration; a published address never is
  const demo = v.PASSERELLE_DEMO ?? (local && v.NODE_ENV !== "production");
  const problems: string[] = [];
  if (demo && v.NODE_ENV === "production")
    problems.push("PASSERELLE_DEMO : refusé quand NODE_ENV vaut production");
  if (v.NODE_ENV === "production" && !v.URL_PUBLIQUE)
    problems.push("URL_PUBLIQUE : nécessaire en production (liens des courriels)");
  if (v.URL_PUBLIQUE && new URL(v.URL_PUBLIQUE).pathname !== "/")
    problems.push("URL_PUBLIQUE : s’arrête au nom de la machine, sans chemin");
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    value: {
      port: v.PORT,
      // without a public address nobody else is expected
      host: v.HOST ?? (demo || !v.URL_PUBLIQUE ? "127.0.0.1" : "0.0.0.0"),
      publicUrl: v.URL_PUBLIQUE ? new URL(v.URL_PUBLIQUE).origin : null,
      databaseUrl: v.DATABASE_URL ?? null,
      ownerDatabaseUrl: v.DATABASE_URL_PROPRIETAIRE ?? null,
      dataFolder: v.PASSERELLE_DONNEES ?? null,
      demo,
      secret: v.PASSERELLE_SECRET ?? null,
      trustedProxy: v.PROXY_DE_CONFIANCE,
      smtpUrl: v.SMTP_URL ?? null,
      sender: v.COURRIEL_EXPEDITEUR,
      companySearch: v.RECHERCHE_ENTREPRISES ?? null,
      geocoder: v.GEOCODEUR ?? null,
      mapTiles: v.FOND_DE_CARTE ?? null,
      antivirus: v.ANTIVIRUS ?? null,
      logLevel: v.LOG_LEVEL,
    },
  };
}
