import type { Origine, Usages } from "#etablissement/referentiels/rules.ts";
import {
  type Base,
  usagesDesVersions,
  type VersionGardee,
  versionsGardees,
} from "#etablissement/referentiels/store.ts";
import type { Referentiel, ReglagesReferentiel } from "#referentiel/types.ts";
import type { Work } from "#web/act.ts";

/** Where a diploma stands in the school. */
export type EtatReferentiel = {
  code: string;
  /** in use; null for a diploma of the school's own whose file was sent and never put to use */
  courant: Referentiel | null;
  origine: Origine;
  /** what the settings are laid upon; null as `courant` */
  base: Base | null;
  reglages: ReglagesReferentiel;
  /** null: a diploma that Passerelle does not ship */
  livre: Referentiel | null;
  versions: VersionGardee[];
  usages: ReadonlyMap<string, Usages>;
  /** the school's counter: what a form names as the version it was made from */
  vue: number;
};

const etatDe = (
  code: string,
  versions: VersionGardee[],
  livre: Referentiel | null,
  rest: Pick<EtatReferentiel, "usages" | "vue">,
): EtatReferentiel => {
  const row = versions.find((one) => one.courant);
  const baseRow = row?.base == null ? row : versions.find((one) => one.referentiel.version === row.base);
  const base: Base | null = baseRow
    ? { referentiel: baseRow.referentiel, origine: baseRow.origine === "fichier" ? "fichier" : "livre" }
    : livre && { referentiel: livre, origine: "livre" };
  return {
    code,
    courant: row?.referentiel ?? livre,
    origine: row?.origine ?? (livre ? "livre" : "fichier"),
    base,
    reglages: row?.reglages ?? {},
    livre,
    versions,
    ...rest,
  };
};

type Given = Pick<Work, "tx" | "deps" | "actor">;

/** Every diploma of the school, in the order of their codes. */
export async function loadReferentielsDeLEcole({ tx, deps, actor }: Given): Promise<EtatReferentiel[]> {
  const versions = await versionsGardees(tx);
  const rest = { usages: await usagesDesVersions(tx), vue: actor.etablissement.referentielsVersion };
  const { referentiels } = deps.livres;
  const codes = new Set([...referentiels.keys(), ...versions.map((one) => one.referentiel.code)]);
  return [...codes].sort().map((code) =>
    etatDe(
      code,
      versions.filter((one) => one.referentiel.code === code),
      referentiels.get(code) ?? null,
      rest,
    ),
  );
}

/** One diploma; null when the school knows nothing of this code. */
export async function loadReferentiel(
  { tx, deps, actor }: Given,
  code: string,
): Promise<EtatReferentiel | null> {
  if (!/^[a-z0-9-]{1,20}$/.test(code)) return null;
  const versions = await versionsGardees(tx, code);
  const livre = deps.livres.referentiels.get(code) ?? null;
  if (!livre && versions.length === 0) return null;
  const vue = actor.etablissement.referentielsVersion;
  return etatDe(code, versions, livre, { usages: await usagesDesVersions(tx), vue });
}

export const usagesDe = ({ usages }: EtatReferentiel, ref: Referentiel): Usages =>
  usages.get(`${ref.code} ${ref.version}`) ?? { classes: 0, annexes: 0, periodes: 0 };
