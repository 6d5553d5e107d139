import type { HTMLElement } from "node-html-parser";
import { allRoutes } from "#application.ts";
import type { Client, PageRead } from "./client.ts";
import type { World } from "./world.ts";

/** For each name of a parameter of the routes, the table whose ids fill it. */
export const TABLES: Record<string, string> = {
  periode: "periode",
  dossier: "dossier",
  annexe: "annexe",
  apprenant: "apprenant",
  classe: "classe",
  activite: "activite",
  commentaire: "commentaire",
  bilan: "bilan_intermediaire",
  import: "import_liste",
  enseignant: "habilitation",
  maitre: "habilitation",
  contrat: "contrat",
  entreprise: "entreprise",
  visite: "visite",
  fichier: "fichier",
  envoi: "envoi",
  evaluation: "evaluation",
};
/** The parameters that are no id. */
const WORDS: Record<string, string[]> = {
  lundi: ["2026-11-09"],
  onglet: ["lieu"],
  code: ["mspc", "melec"],
  jeton: ["x"],
  courriel: ["x"],
  zoom: ["12", "99"],
  colonne: ["2067", "x"],
  ligne: ["1403"],
};

/** The address of a route, its parameters filled by the nth id of each. Throws on a parameter nobody listed above. */
export function filled(pattern: string, ids: Record<string, readonly string[]>, nth: number): string {
  return pattern.replace(/:(\w+)/g, (_, name: string) => {
    const given = ids[name] ?? WORDS[name];
    if (!given?.length)
      throw new Error(`no value for :${name} of ${pattern}: name its table in tests/kit/pages.ts`);
    return given[nth % given.length] ?? "";
  });
}

/** Everybody who may enter. */
export const PEOPLE = ["enseignant", "élève", "apprenti", "maître", "administrateur", "tuteur"] as const;
export type Who = (typeof PEOPLE)[number];

/** Everybody who may enter, the tutor by the link of his mail. */
export async function everybody(world: World): Promise<Record<Who, Client>> {
  const tutor = world.visitor();
  const link = (await world.mails()).flatMap((letter) => letter.links).find((l) => l.includes("/acces/"));
  await tutor.get(new URL(link ?? "").pathname);
  await tutor.submit("Accéder à mon espace");
  return {
    enseignant: await world.as("enseignant@lycee-demo.test"),
    élève: await world.as("eleve@lycee-demo.test"),
    apprenti: await world.as("apprenti@lycee-demo.test"),
    maître: await world.as("maitre@lycee-demo.test"),
    administrateur: await world.as("administrateur@lycee-demo.test"),
    tuteur: tutor,
  };
}

/** Up to `each` addresses of every pattern of the routes, filled with ids of the demonstration's first school. */
export async function addresses(world: World, method: "GET" | "POST", each = 2): Promise<string[]> {
  const ids: Record<string, string[]> = {};
  for (const [name, table] of Object.entries(TABLES)) {
    const { rows } = await world.owner.query(`select id from ${table} order by id`);
    // a table left empty by the demonstration: an id like another
    ids[name] = rows.length > 0 ? rows.map((row) => row.id) : ["01a20915-2044-70e6-a075-ff380af0de89"];
  }
  return allRoutes
    .filter((route) => route.method === method && !route.pattern.includes("/demo/"))
    .flatMap(({ pattern }) =>
      Array.from({ length: pattern.includes(":") ? each : 1 }, (_, nth) => filled(pattern, ids, nth)),
    );
}

/** Pages this person can read, found by following the links from the home page. */
export async function crawl(client: Client, most = 80): Promise<PageRead[]> {
  const seen = new Set<string>();
  const shapes = new Map<string, number>();
  const todo = ["/"];
  const pages: PageRead[] = [];
  for (let address = todo.shift(); address && pages.length < most; address = todo.shift()) {
    if (seen.has(address)) continue;
    seen.add(address);
    // two pages of each kind are enough
    const kind = shape(address);
    shapes.set(kind, (shapes.get(kind) ?? 0) + 1);
    if ((shapes.get(kind) ?? 0) > 2 || /\.pdf|\/demo\/|^\/static/.test(address)) continue;
    const page = await client.get(address);
    if (!(page.headers.get("content-type") ?? "").startsWith("text/html")) continue;
    pages.push(page);
    for (const a of page.root.querySelectorAll("a[href^='/']"))
      todo.push((a.getAttribute("href") ?? "").split("#")[0] ?? "");
  }
  return pages;
}

/** An address without its ids, days and question: what kind of page or form it is. */
export const shape = (address: string) =>
  address.replace(/\?.*/, "?").replaceAll(/[0-9a-f-]{36}|\d{4}-\d\d-\d\d/g, "·");

export type FormRead = { element: HTMLElement; action: string; page: string };

/** The forms of a page that change something. */
export const formsOf = (page: PageRead): FormRead[] =>
  page.root
    .querySelectorAll("form")
    .filter((form) => form.getAttribute("method")?.toLowerCase() === "post")
    .map((element) => ({
      element,
      action: element.getAttribute("action") || page.address,
      page: page.address,
    }));

/** Once of each kind of form: the same form of another dossier runs the same code. */
export function once(pages: PageRead[], seen = new Set<string>()): FormRead[] {
  return pages.flatMap(formsOf).filter((form) => {
    const kind = shape(form.action);
    if (seen.has(kind) || /deconnexion|espaces|lecture-confortable|mot-de-passe/.test(kind)) return false;
    seen.add(kind);
    return true;
  });
}
