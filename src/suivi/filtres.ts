import { lirePreference, oublierPreference, retenirPreference } from "#comptes/preferences/store.ts";
import type { SchoolTx } from "#db/pool.ts";
import type { Actor } from "#kernel/actor.ts";
import { type Parsed, parsed } from "#kernel/form-input.ts";
import type { Params, Path } from "#kernel/path.ts";
import { act, type Right, type Route, type Work } from "#web/act.ts";

/**
 * Filters remembered per person (B-12). Choosing one is a POST: it keeps the choice and leads to the GET address that
 * says everything, which can be shared. The bare address applies what was kept.
 */
export type Filtres<P extends string> = {
  path: Path<P>;
  /** of the preference */
  cle: string;
  /** parameters of the address that are kept for the next time */
  retenus: readonly string[];
  /** parameters that belong to the address only */
  passagers: readonly string[];
  /** what a choice makes meaningless: another level, another period */
  efface?: Readonly<Record<string, readonly string[]>>;
};

/** The field that carries the parameters of the page the choice was made on. */
export const RETOUR = "retour";
/** The field that forgets everything. */
export const OUBLIER = "oublier";

const MAX = 80;

type Choix = { oublier: true } | { oublier: false; retour: Map<string, string>; choix: [string, string][] };

/** Only what these filters know: a form never makes an address of its own. */
function connus(params: Iterable<[string, string]>, noms: readonly string[]): Map<string, string> {
  return new Map([...params].filter(([nom, valeur]) => noms.includes(nom) && valeur.length <= MAX));
}

/** What the person kept: parameters of an address; empty when he kept nothing. */
export async function filtresRetenus<P extends string>(
  tx: SchoolTx,
  actor: Actor,
  { cle, retenus }: Filtres<P>,
): Promise<URLSearchParams> {
  const valeur = await lirePreference(tx, actor, cle);
  if (typeof valeur !== "object" || valeur === null) return new URLSearchParams();
  const texts = Object.entries(valeur).filter((one): one is [string, string] => typeof one[1] === "string");
  return new URLSearchParams([...connus(texts, retenus)]);
}

/**
 * The act of choosing a filter.
 * @param spec.load null when the page does not exist (404)
 */
export const choisirFiltres = <P extends string, F>(
  filtres: Filtres<P>,
  spec: { name: string; right: Right<F>; load: (work: Work<P>) => Promise<F | null> },
): Route =>
  act<P, F, Choix>({
    path: filtres.path,
    ...spec,
    form: (input): Parsed<Choix> => {
      if (input.text(OUBLIER) !== "") return parsed({ oublier: true });
      const noms = [...filtres.retenus, ...filtres.passagers];
      const retour = connus(new URLSearchParams(input.text(RETOUR)), noms);
      const choix = filtres.retenus
        .map((nom): [string, string] => [nom, input.text(nom).slice(0, MAX)])
        .filter(([, valeur]) => valeur !== "");
      return parsed({ oublier: false, retour, choix });
    },
    write: async ({ tx, actor, now, params }, _, choix) => {
      const to = (query: Record<string, string>) => filtres.path.href(params as Params<P>, query);
      if (choix.oublier) {
        await oublierPreference(tx, actor, filtres.cle);
        return { to: to({}) };
      }
      const before = await filtresRetenus(tx, actor, filtres);
      const valeur = Object.fromEntries([...before, ...choix.choix]);
      await retenirPreference(tx, actor, { cle: filtres.cle, valeur, now });
      const { retour } = choix;
      for (const [nom, chosen] of choix.choix) {
        for (const gone of filtres.efface?.[nom] ?? []) retour.delete(gone);
        retour.set(nom, chosen);
      }
      return { to: to(Object.fromEntries(retour)) };
    },
  });
