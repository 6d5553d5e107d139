import { avis } from "#islands/avis.ts";
import { Coffre, type Draft, type Entries, purger, type Sceau, verrouDe } from "#islands/brouillons.ts";
import { newKey, textOf } from "#islands/formulaire.ts";
import { demanderSceau } from "#islands/sceau.ts";

type Saved = { version: number | null; to: string; fields?: Record<string, string> };
type Answer = { kind: "saved"; saved: Saved } | { kind: "refused" } | { kind: "later" };

const post = async (action: string, entries: Entries, jeton: string): Promise<Answer> => {
  const answer = await fetch(action, {
    method: "POST",
    body: new URLSearchParams([...entries, ["_token", jeton]]),
    headers: { Accept: "application/json" },
    redirect: "manual",
  });
  if (answer.ok) return { kind: "saved", saved: await answer.json() };
  // 401 or a redirect: signed out meanwhile; 5xx: the server is away
  return [403, 404, 409, 413, 422].includes(answer.status) ? { kind: "refused" } : { kind: "later" };
};

/** The same fields with the values that the server has just given. */
const renew = (base: Entries, { version, fields }: Saved): Entries => {
  const news: Record<string, string> = {
    ...fields,
    ...(version === null ? {} : { _version: String(version) }),
  };
  return base.map(([name, value]) => [name, news[name] ?? value]);
};

/** Sends one draft as its page would: what was never answered first, with its key, then what was typed since. */
async function send(coffre: Coffre, draft: Draft, jeton: string): Promise<boolean> {
  const unheard = draft.unheard ?? {
    entries: [...draft.entries, ...draft.base, ["_key", newKey()] as [string, string]],
    typed: textOf(draft.entries),
  };
  await coffre.garder({ ...draft, unheard }, "strict");
  const answer = await post(draft.action, unheard.entries, jeton);
  if (answer.kind === "refused") await coffre.garder({ ...draft, unheard: null, attend: true }, "strict");
  if (answer.kind !== "saved") return false;
  const { saved } = answer;
  if (textOf(draft.entries) === unheard.typed) {
    await coffre.oublier(draft.action);
    return true;
  }
  const to = new URL(saved.to, location.href);
  const moved = to.pathname !== draft.action;
  const next: Draft = {
    ...draft,
    ...(moved ? { action: to.pathname, page: to.pathname } : {}),
    base: renew(draft.base, saved),
    unheard: null,
  };
  await coffre.garder(next, "strict");
  if (moved) await coffre.oublier(draft.action);
  return send(coffre, next, jeton);
}

/**
 * Sends the drafts of the person whose pages are closed; those of open pages see to themselves.
 * @returns how many arrived, and those that only their page can finish
 */
export async function renvoyer(
  sceau: Sceau & { jeton: string },
): Promise<{ partis: number; restent: Draft[] }> {
  const coffre = await Coffre.ouvrir(sceau);
  let partis = 0;
  for (const { action } of await coffre.tous())
    await navigator.locks.request(verrouDe(sceau.personne, action), { ifAvailable: true }, async (lock) => {
      // read again: another page may have sent it while we waited
      const draft = lock ? await coffre.lire(action) : null;
      if (draft && !draft.attend && (await send(coffre, draft, sceau.jeton))) partis += 1;
    });
  return { partis, restent: await coffre.tous() };
}

let told: HTMLElement | null = null;

/** At each page, and when the network is back: what waits leaves, and the page says so. */
async function passer() {
  if ((await purger(Date.now())) === 0) return;
  const sceau = await demanderSceau();
  if (!sceau) return;
  const { partis, restent } = await renvoyer(sceau);
  const ailleurs = restent.filter(
    ({ attend, page }) => attend && page !== location.pathname + location.search,
  );
  const sentences = [
    partis === 1 ? "Un texte gardé sur cet appareil vient d’être enregistré." : "",
    partis > 1 ? `${partis} textes gardés sur cet appareil viennent d’être enregistrés.` : "",
    ailleurs.length > 0 ? "Gardé sur cet appareil, pas encore enregistré :" : "",
  ].filter(Boolean);
  if (sentences.length === 0) return;
  told?.remove();
  told = avis(
    sentences.join(" "),
    ailleurs.map(({ titre, page }) => ({ href: page, text: titre })),
  );
  document.querySelector("main")?.prepend(told);
}

// without a network, or in a browser that seals nothing, there is nothing to say: the next page tries again
const essayer = () => void passer().catch(() => undefined);
window.addEventListener("online", essayer);
essayer();
