import { z } from "zod";
import { seau } from "#kernel/seau.ts";
import { isSiret } from "#kernel/siret.ts";
import type { AnnuaireOfficiel, EntrepriseOfficielle } from "#web/deps.ts";

/*
 * « Recherche d’entreprises » (recherche-entreprises.api.gouv.fr, no key, about 7 requests a second and address:
 * spec/domain.md §4), called by the server only, so that no pupil's address reaches it.
 */

const PATIENCE = 3_000;
const PAR_SECONDE = 7;
const RESULTATS = 8;
/** An answer is small; more than this is not one. */
const LONGUEUR = 2_000_000;

const texte = z.string().nullish();
const resultat = z.object({
  nom_complet: texte,
  nom_raison_sociale: texte,
  activite_principale: texte,
  etat_administratif: texte,
  statut_diffusion: texte,
  siege: z
    .object({
      siret: texte,
      adresse: texte,
      code_postal: texte,
      libelle_commune: texte,
      activite_principale: texte,
      etat_administratif: texte,
    })
    .nullish(),
});
// what is not named here (dirigeants above all) is dropped by the reading itself
const reponse = z.object({ results: z.array(z.unknown()) });

const court = (mot: string | null | undefined, max = 200) => (mot ?? "").trim().slice(0, max);

/** « 12 RUE DES FORGES 76500 ELBEUF » in its parts. */
function adresseDe(siege: {
  adresse?: string | null;
  code_postal?: string | null;
  libelle_commune?: string | null;
}) {
  const [, voie, code, commune] = /^(.*?)\s*(\d{5})\s+(.+)$/.exec(court(siege.adresse)) ?? [];
  const codePostal = /^\d{5}$/.test(court(siege.code_postal)) ? court(siege.code_postal) : (code ?? "");
  return {
    adresse: voie ?? court(siege.adresse),
    codePostal,
    ville: court(siege.libelle_commune ?? commune, 100),
  };
}

/** One result in the house's words; null: closed, not public, or without what makes it usable. */
export function lireResultat(brut: unknown): EntrepriseOfficielle | null {
  const lu = resultat.safeParse(brut);
  if (!lu.success || !lu.data.siege) return null;
  const { siege, ...une } = lu.data;
  const nom = court(une.nom_raison_sociale) || court(une.nom_complet);
  const siret = court(siege.siret, 14);
  const fermee = une.etat_administratif === "C" || siege.etat_administratif === "F";
  if (fermee || une.statut_diffusion === "P" || !nom || !isSiret(siret)) return null;
  return {
    siret,
    nom,
    ...adresseDe(siege),
    naf: court(siege.activite_principale || une.activite_principale, 10),
  };
}

/** @param adresse origin of the service; its answers wait 3 s at most, and nothing is kept of them */
export function annuaireOfficiel({
  adresse,
  clock,
  patience = PATIENCE,
}: {
  adresse: string;
  clock: () => Date;
  patience?: number;
}): AnnuaireOfficiel {
  const prendre = seau(PAR_SECONDE, clock);
  return {
    chercher: async (recherche) => {
      const q = recherche.trim().slice(0, 100);
      // the service refuses shorter ones
      if (q.length < 3) return [];
      if (!prendre()) return null;
      try {
        const question = new URL("/search", adresse);
        question.search = String(new URLSearchParams({ q, page: "1", per_page: String(RESULTATS) }));
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
        return lu?.success ? lu.data.results.map(lireResultat).filter((une) => une !== null) : null;
      } catch {
        return null;
      }
    },
  };
}
