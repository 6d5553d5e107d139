import { existe, type Tuile } from "#geographie/tuiles.ts";
import { seau } from "#kernel/seau.ts";

/*
 * The streets under our drawing, where the operator has switched them on: squares of « Plan IGN » (Géoplateforme, WMTS,
 * no key), asked for by the server only. What leaves is the number of a square: no address, no name, no browser.
 */

/** A map of streets, square by square. */
export type FondDeCarte = {
  /** @returns the picture (PNG), or null when the service does not give it: our own drawing shows through */
  tuile(tuile: Tuile): Promise<Uint8Array<ArrayBuffer> | null>;
};

const PATIENCE = 3_000;
const PAR_SECONDE = 40;
/** A square of streets weighs 10 to 60 KB; more than this is not one. */
const OCTETS = 300_000;
/** At most so many squares in memory (about 15 MB), each for a day: a class looks at the same town. */
const GARDEES = 400;
const JOUR = 86_400_000;

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** @param adresse of the service, « https://data.geopf.fr/wmts » */
export function fondDeCarteIgn({
  adresse,
  clock,
  patience = PATIENCE,
}: {
  adresse: string;
  clock: () => Date;
  patience?: number;
}): FondDeCarte {
  const prendre = seau(PAR_SECONDE, clock);
  /** in the order of their last use */
  const gardees = new Map<string, { octets: Uint8Array<ArrayBuffer>; jusque: number }>();
  const enCours = new Map<string, Promise<Uint8Array<ArrayBuffer> | null>>();

  const garder = (cle: string, garde: { octets: Uint8Array<ArrayBuffer>; jusque: number }) => {
    gardees.delete(cle);
    gardees.set(cle, garde);
    if (gardees.size > GARDEES) gardees.delete(gardees.keys().next().value ?? cle);
  };

  return {
    tuile: async (tuile) => {
      if (!existe(tuile)) return null;
      const cle = `${tuile.zoom}/${tuile.colonne}/${tuile.ligne}`;
      const now = clock().getTime();
      const garde = gardees.get(cle);
      if (garde && garde.jusque > now) {
        garder(cle, garde);
        return garde.octets;
      }
      const attendue = enCours.get(cle);
      if (attendue) return attendue;
      if (!prendre()) return null;
      const demande = demander(adresse, tuile, patience).finally(() => enCours.delete(cle));
      enCours.set(cle, demande);
      const octets = await demande;
      if (octets) garder(cle, { octets, jusque: now + JOUR });
      return octets;
    },
  };
}

const question = (adresse: string, { zoom, colonne, ligne }: Tuile): URL => {
  const url = new URL(adresse);
  url.search = String(
    new URLSearchParams({
      SERVICE: "WMTS",
      REQUEST: "GetTile",
      VERSION: "1.0.0",
      LAYER: "GEOGRAPHICALGRIDSYSTEMS.PLANIGNV2",
      STYLE: "normal",
      TILEMATRIXSET: "PM",
      FORMAT: "image/png",
      TILEMATRIX: String(zoom),
      TILEROW: String(ligne),
      TILECOL: String(colonne),
    }),
  );
  return url;
};

async function demander(
  adresse: string,
  tuile: Tuile,
  patience: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const answer = await fetch(question(adresse, tuile), {
      signal: AbortSignal.timeout(patience),
      headers: { Accept: "image/png" },
      redirect: "error",
    });
    const octets = answer.ok ? await lireAuPlus(answer, OCTETS) : null;
    if (!octets) await answer.body?.cancel().catch(() => undefined);
    return octets && PNG.every((octet, at) => octets[at] === octet) ? octets : null;
  } catch {
    return null;
  }
}

/** The body of an answer, read piece by piece and left there as soon as it is too long. */
async function lireAuPlus(answer: Response, limite: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const morceaux: Uint8Array[] = [];
  let total = 0;
  for await (const morceau of answer.body ?? []) {
    total += morceau.length;
    if (total > limite) return null;
    morceaux.push(morceau);
  }
  return new Uint8Array(Buffer.concat(morceaux));
}
