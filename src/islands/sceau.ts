import type { Sceau } from "#islands/brouillons.ts";

/**
 * Who is signed in now, the key of his drafts and a fresh token for what is sent again; null when nobody is.
 * Throws without a network.
 */
export async function demanderSceau(): Promise<(Sceau & { jeton: string }) | null> {
  const answer = await fetch("/brouillons/sceau", {
    headers: { Accept: "application/json" },
    redirect: "manual",
    signal: AbortSignal.timeout(10_000),
  });
  if (answer.status === 401 || answer.type === "opaqueredirect") return null;
  // a hotel's portal answers 200 with its own page: json() throws, and that is « no network »
  return answer.json();
}
