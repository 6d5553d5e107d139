import { lireDossier } from "#dossiers/rights.ts";
import { type FaitsFiche, loadFiche, noterLecture, type Rang } from "#fiche-de-liaison/store.ts";
import type { Referentiel } from "#referentiel/types.ts";
import { referentielDe } from "#referentiel/versions.ts";
import type { Work } from "#web/act.ts";

/** What each tab shows; the company's first reading leaves its trace (« Fiche lue par le tuteur le… »). */
export async function lireFiche(
  { tx, params, actor, now }: Omit<Work, "params"> & { params: { dossier: string } },
  rang: Rang = 1,
): Promise<FaitsFiche | null> {
  const faits = await loadFiche(tx, params.dossier, false, rang);
  if (!faits) return null;
  if (actor.role !== "tuteur" && actor.role !== "maitre") return faits;
  if (lireDossier(actor, faits).ok)
    await noterLecture(tx, {
      etablissement: actor.etablissement.id,
      habilitation: actor.habilitation,
      dossier: faits.dossier,
      now,
    });
  return faits;
}

/** A fiche with the référentiel its tasks and the competences of its objectives are read in. */
export type FaitsReferentiel = FaitsFiche & { referentiel: Referentiel };

/** A period keeps the code of its référentiel: without the file the tab cannot be drawn, and that is a defect. */
export function avecReferentiel(
  faits: FaitsFiche | null,
  { deps }: Pick<Work, "deps">,
): FaitsReferentiel | null {
  if (!faits) return null;
  const referentiel = referentielDe(deps.referentiels, faits.periode);
  if (!referentiel) throw new Error(`no référentiel ${faits.periode.referentiel}`);
  return { ...faits, referentiel };
}
