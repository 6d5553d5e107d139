import { type Fusion, fusionner, type Soumise } from "#bilans/lignes/rules.ts";
import { type Auteur, writeBilan } from "#bilans/lignes/store.ts";
import { objetDe, type Rencontre } from "#bilans/rencontre/rules.ts";
import type { Conflict } from "#kernel/form.ts";
import { longDate } from "#kernel/french.ts";
import type { Visite } from "#visites/rules.ts";
import { modifierVisite } from "#visites/store.ts";
import type { Work } from "#web/act.ts";

type Ecrit = { bilan: string; ecrites: Fusion["ecrire"]; auteur: Auteur };

/** The lines of one step, fused with those stored; everything or nothing. `staleOf`: how a conflict is told. */
export async function ecrireLignes(
  { tx, actor, now }: Pick<Work, "tx" | "actor" | "now">,
  r: Rencontre,
  lignes: readonly Soumise[],
  staleOf: (ref: Rencontre["ref"], conflits: Fusion["conflits"]) => Conflict,
): Promise<{ stale: Conflict } | Ecrit> {
  const { ecrire: ecrites, conflits } = fusionner(r.lignes, lignes);
  if (conflits.length > 0) return { stale: staleOf(r.ref, conflits) };
  const type = objetDe(r.statut) ?? "attitudes";
  const auteur = { etablissement: actor.etablissement.id, habilitation: actor.habilitation, now };
  return { bilan: await writeBilan(tx, { ...r, type }, ecrites, auteur), ecrites, auteur };
}

/** Writes the report in the visit's own version; both texts when somebody wrote it meanwhile. */
export async function ecrireCompteRendu(
  { tx, actor, now }: Pick<Work, "tx" | "actor" | "now">,
  visite: Visite,
  given: { compteRendu: string; version: number } & Partial<Pick<Visite, "etat" | "date">>,
): Promise<{ stale: Conflict } | null> {
  const done = await modifierVisite(tx, visite.id, {
    ...visite,
    visiteur: visite.visiteur.id,
    par: actor.habilitation,
    now,
    ...given,
  });
  if (done) return null;
  return {
    stale: {
      version: visite.version,
      by: `Cette visite, du ${longDate(visite.date)}, a été modifiée entre-temps.`,
      fields: [
        { name: "compteRendu", label: "Compte rendu", yours: given.compteRendu, theirs: visite.compteRendu },
      ],
    },
  };
}
