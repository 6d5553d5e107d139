import type { Cle, Stockee } from "#bilans/lignes/rules.ts";
import type { Rencontre } from "#bilans/rencontre/rules.ts";
import type { Decision } from "#kernel/decision.ts";

/** What the reader may do: the answers of the same rights as the server used. */
export type Peut = { tenir: Decision; evaluer: Decision; inviter: Decision };

/** What the page is drawn from. */
export type Vue = Rencontre & { peut: Peut };

const instant = (date: Date | null) => date?.toISOString() ?? null;
const date = (texte: string | null) => (texte === null ? null : new Date(texte));

type LigneEcrite = Omit<Stockee, "le"> & { cle: Cle; le: string };
const ecrire = (lignes: ReadonlyMap<Cle, Stockee>): LigneEcrite[] =>
  [...lignes].map(([cle, ligne]) => ({ cle, ...ligne, le: ligne.le.toISOString() }));
const lire = (lignes: readonly LigneEcrite[]): Map<Cle, Stockee> =>
  new Map(lignes.map(({ cle, le, ...ligne }) => [cle, { ...ligne, le: new Date(le) }]));

/**
 * The visit as one JSON document: all that its page shows and nothing more, no other learner among it. The page is drawn
 * from it (`duDocument`), so that it can be drawn where there is no network.
 */
export const enDocument = (r: Vue) => ({
  format: 1 as const,
  dossier: r.dossier,
  apprenant: r.apprenant,
  classe: r.classe,
  periode: r.periode,
  referent: r.referent,
  statut: r.statut,
  visiteur: r.visiteur,
  visite: { ...r.visite, mot: { ...r.visite.mot, le: instant(r.visite.mot.le) } },
  lieu: r.lieu,
  ref: r.ref,
  tuteur: r.tuteur,
  taches: r.taches,
  preuves: r.preuves,
  recit: r.recit,
  points: r.points,
  premieres: r.premieres,
  today: r.today,
  dernierBilan: r.dernierBilan,
  bilan: r.bilan && {
    ...r.bilan,
    modifieLe: r.bilan.modifieLe.toISOString(),
    transmisLe: instant(r.bilan.transmisLe),
    vuLe: instant(r.bilan.vuLe),
  },
  lignes: ecrire(r.lignes),
  auto: r.auto && {
    id: r.auto.id,
    modifieLe: r.auto.modifieLe.toISOString(),
    lignes: ecrire(r.auto.lignes),
  },
  peut: r.peut,
});

export type DocumentRencontre = ReturnType<typeof enDocument>;

/** The same, with its instants and its lines by name. */
export function duDocument({ format: _, visite, bilan, lignes, auto, ...rest }: DocumentRencontre): Vue {
  return {
    ...rest,
    visite: { ...visite, mot: { ...visite.mot, le: date(visite.mot.le) } },
    bilan: bilan && {
      ...bilan,
      modifieLe: new Date(bilan.modifieLe),
      transmisLe: date(bilan.transmisLe),
      vuLe: date(bilan.vuLe),
    },
    lignes: lire(lignes),
    auto: auto && { ...auto, modifieLe: new Date(auto.modifieLe), lignes: lire(auto.lignes) },
  };
}
