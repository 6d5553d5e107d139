import { sql } from "kysely";
import type { SchoolTx } from "#db/pool.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import type { Contenu, Ecrit } from "#portfolio/rules.ts";
import type { SaisieSemaine } from "#portfolio/semaines/form.ts";
import {
  champDuJour,
  champTachesDuJour,
  journeesDe,
  tachesParJour,
  toutesLesTaches,
  type Vue,
} from "#portfolio/semaines/rules.ts";

/** What the learner wrote of a week; version 0 and empty while he has not. */
export async function loadTexteSemaine(tx: SchoolTx, dossier: string, lundi: CivilDate): Promise<Ecrit> {
  const row = await tx
    .selectFrom("semaine")
    .select(["fait", "reussi", "aime", "difficile", "jours", "taches_jours", "version", "modifie_le"])
    .select(({ fn }) => fn.coalesce("taches_semaine", "taches").as("taches"))
    .where("dossier_id", "=", dossier)
    .where("lundi", "=", lundi)
    .executeTakeFirst();
  if (!row) return { contenu: {}, version: 0, modifieLe: null };
  const { version, modifie_le, jours, taches_jours, ...contenu } = row;
  return {
    contenu: {
      ...contenu,
      ...champsDesJours(jours, champDuJour),
      ...champsDesJours(taches_jours, champTachesDuJour),
    },
    version,
    modifieLe: modifie_le,
  };
}

/** `{ "2026-11-09": … }` of a column → the fields of the text. */
export const champsDesJours = (colonne: unknown, champ: (jour: CivilDate) => string): Contenu =>
  Object.fromEntries(
    Object.entries(colonne as Record<CivilDate, Contenu[string]>).map(([jour, valeur]) => [
      champ(jour as CivilDate),
      valeur,
    ]),
  );

/** What the page of a week shows beside its text. */
export type Autour = {
  /** the tasks of the last week before it that has some */
  reprise: { lundi: CivilDate; taches: string[] } | null;
  /** the learner tells some of his weeks day by day */
  parJour: boolean;
  /** who has seen the weeks of this portfolio */
  vues: Vue[];
};

/** @param lundi the week shown: `reprise` looks before it */
export async function loadAutour(tx: SchoolTx, dossier: string, lundi: CivilDate): Promise<Autour> {
  const { rows } = await sql<{
    reprise: Autour["reprise"];
    parJour: boolean;
    vues: (Omit<Vue, "le"> & { le: string })[];
  }>`
    select
      (select json_build_object('lundi', lundi, 'taches', taches) from semaine
        where dossier_id = ${dossier} and lundi < ${lundi} and cardinality(taches) > 0
        order by semaine.lundi desc limit 1) as reprise,
      exists (select from semaine where dossier_id = ${dossier} and (jours <> '{}' or taches_jours <> '{}')) as "parJour",
      coalesce((select json_agg(json_build_object('lundi', v.lundi, 'habilitation', h.id, 'nom', h.nom,
          'prenom', h.prenom, 'role', h.role, 'mot', v.mot, 'le', v.le) order by v.le, h.id)
        from semaine_vue v join habilitation h on h.etablissement_id = v.etablissement_id and h.id = v.habilitation_id
        where v.dossier_id = ${dossier}), '[]') as vues
  `.execute(tx);
  const { vues, ...rest } = rows[0]!;
  return { ...rest, vues: vues.map((vue) => ({ ...vue, le: new Date(vue.le) })) };
}

/** Writes a week whole, under its new version; the caller holds the portfolio. Days left empty are not kept. */
export function writeSemaine(
  tx: SchoolTx,
  cle: { etablissement: string; dossier: string; lundi: CivilDate },
  saisie: SaisieSemaine,
  stored: { version: number; modifie_le: Date },
) {
  const { fait, reussi, aime, difficile } = saisie;
  const parJour = tachesParJour(saisie);
  const row = {
    fait,
    reussi,
    aime,
    difficile,
    taches: toutesLesTaches(saisie),
    taches_semaine: parJour.length > 0 ? saisie.taches : null,
    taches_jours: JSON.stringify(Object.fromEntries(parJour.map(({ jour, taches }) => [jour, taches]))),
    jours: JSON.stringify(Object.fromEntries(journeesDe(saisie).map(({ jour, texte }) => [jour, texte]))),
    ...stored,
  };
  return tx
    .insertInto("semaine")
    .values({ etablissement_id: cle.etablissement, dossier_id: cle.dossier, lundi: cle.lundi, ...row })
    .onConflict((conflict) => conflict.columns(["etablissement_id", "dossier_id", "lundi"]).doUpdateSet(row))
    .execute();
}

type CleVue = { etablissement: string; dossier: string; lundi: CivilDate; habilitation: string };

/** Somebody has seen a week, or says so again with other words. */
export const writeVue = (tx: SchoolTx, cle: CleVue, vue: { mot: string; le: Date }) =>
  tx
    .insertInto("semaine_vue")
    .values({
      etablissement_id: cle.etablissement,
      dossier_id: cle.dossier,
      lundi: cle.lundi,
      habilitation_id: cle.habilitation,
      ...vue,
    })
    .onConflict((conflict) =>
      conflict.columns(["etablissement_id", "dossier_id", "lundi", "habilitation_id"]).doUpdateSet(vue),
    )
    .execute();

export const deleteVue = (tx: SchoolTx, cle: CleVue) =>
  tx
    .deleteFrom("semaine_vue")
    .where("dossier_id", "=", cle.dossier)
    .where("lundi", "=", cle.lundi)
    .where("habilitation_id", "=", cle.habilitation)
    .execute();
