import { z } from "zod";
import type { Point } from "#geographie/point.ts";
import { seau } from "#kernel/seau.ts";

/*
 * An online geocoder (Géoplateforme, https://data.geopf.fr/geocodage, no key, 50 requests a second: spec/domain.md §4),
 * called by the server only and only when a learner presses the button: his own address never reaches it, the company's
 * does.
 */

/** A place the service proposes. */
export type AdresseTrouvee = Point & { libelle: string };

export type GeocodeurEnLigne = {
  /** @returns the addresses found, best first, or null when it does not answer (down, slow, or asked too often) */
  chercher(adresse: string): Promise<AdresseTrouvee[] | null>;
};

const PATIENCE = 3_000;
const PAR_SECONDE = 10;
const RESULTATS = 5;
/** Below it the service guesses. */
const SCORE = 0.5;
/** An answer is small; more than this is not one. */
const LONGUEUR = 500_000;

const reponse = z.object({
  features: z.array(
    z.object({
      geometry: z.object({
        coordinates: z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]),
      }),
      properties: z.object({ label: z.string(), score: z.number() }),
    }),
  ),
});

/** @param adresse of the service, « …/geocodage »: `/search` is added */
export function geocodeurEnLigne({
  adresse,
  clock,
  patience = PATIENCE,
}: {
  adresse: string;
  clock: () => Date;
  patience?: number;
}): GeocodeurEnLigne {
  const prendre = seau(PAR_SECONDE, clock);
  return {
    chercher: async (recherche) => {
      const q = recherche.replace(/\s+/g, " ").trim().slice(0, 200);
      // the service refuses shorter ones
      if (q.length < 3) return [];
      if (!prendre()) return null;
      try {
        const question = new URL(`${adresse.replace(/\/$/, "")}/search`);
        question.search = String(new URLSearchParams({ q, limit: String(RESULTATS), index: "address" }));
        const answer = await fetch(question, {
          signal: AbortSignal.timeout(patience),
          headers: { Accept: "application/json" },
          redirect: "error",
        });
        if (!answer.ok) {
          await answer.body?.cancel();
          return null;
        }
        const body = await answer.text();
        const lu = body.length > LONGUEUR ? null : reponse.safeParse(JSON.parse(body));
        if (!lu?.success) return null;
        return lu.data.features
          .filter(({ properties }) => properties.score >= SCORE)
          .map(({ geometry: { coordinates }, properties }) => ({
            libelle: properties.label.slice(0, 200),
            longitude: coordinates[0],
            latitude: coordinates[1],
          }));
      } catch {
        return null;
      }
    },
  };
}
