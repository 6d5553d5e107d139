/// <reference lib="webworker" />
/**
 * Says « Pas de réseau » in place of a page that cannot be loaded, and how many drafts wait on this device. Keeps no
 * page of anybody's: only that one and its stylesheet. Imports nothing: it is one file, at an address of its own.
 */
const worker = self as unknown as ServiceWorkerGlobalScope;
const CACHE = "hors-ligne";
const PAGE = "/hors-ligne";

async function remember() {
  const cache = await caches.open(CACHE);
  const page = await fetch(PAGE, { credentials: "omit" });
  const style = /<link rel="stylesheet" href="([^"]+)"/.exec(await page.clone().text())?.[1];
  if (style) await cache.add(style);
  await cache.put(PAGE, page);
}

/** The drafts of anybody: sealed, they can only be counted. */
const waiting = (): Promise<number> =>
  new Promise((done) => {
    const request = indexedDB.open("passerelle");
    request.onerror = () => done(0);
    // no draft was ever kept: the base is not made here
    request.onupgradeneeded = () => request.transaction?.abort();
    request.onsuccess = () => {
      const base = request.result;
      const all = base.transaction("brouillons").objectStore("brouillons").getAll();
      all.onsuccess = () => {
        base.close();
        done(all.result.filter(({ expire }) => expire > Date.now()).length);
      };
      all.onerror = () => done(0);
    };
  });

async function offline(): Promise<Response> {
  const kept = await caches.match(PAGE);
  if (!kept) return Response.error();
  const drafts = await waiting();
  const words =
    drafts === 0
      ? ""
      : drafts === 1
        ? "Un texte attend sur cet appareil, scellé pour qui l’a écrit. Il partira quand le réseau reviendra."
        : `${drafts} textes attendent sur cet appareil, scellés pour qui les a écrits. Ils partiront quand le réseau reviendra.`;
  const page = (await kept.text()).replace(/(<p data-brouillons[^>]*>)/, `$1${words}`);
  return new Response(page, { status: 503, headers: kept.headers });
}

worker.addEventListener("install", (event) => {
  event.waitUntil(remember().then(() => worker.skipWaiting()));
});

worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(fetch(request).catch(offline));
  // the stylesheet of the page above
  else if (request.destination === "style")
    event.respondWith(fetch(request).catch(async () => (await caches.match(request)) ?? Response.error()));
});
