import { sql } from "kysely";
import type { SchoolTx } from "#db/pool.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { champsActivite } from "#portfolio/activites/champs.ts";
import type { Traces } from "#portfolio/lecture/rules.ts";
import type { Contenu } from "#portfolio/rules.ts";
import { champDuJour } from "#portfolio/semaines/rules.ts";
import { champsDesJours } from "#portfolio/semaines/store.ts";

export type SemaineEcrite = { lundi: CivilDate; contenu: Contenu; modifieLe: Date };

/** Every week of a portfolio, in order. */
export async function loadSemaines(tx: SchoolTx, dossier: string): Promise<SemaineEcrite[]> {
  const rows = await tx
    .selectFrom("semaine")
    .select(["lundi", "fait", "reussi", "aime", "difficile", "taches", "jours", "modifie_le"])
    .where("dossier_id", "=", dossier)
    .orderBy("lundi")
    .execute();
  return rows.map(({ lundi, jours, modifie_le, ...textes }) => ({
    lundi: lundi as CivilDate,
    modifieLe: modifie_le,
    contenu: {
      ...textes,
      ...champsDesJours(jours, champDuJour),
    },
  }));
}

export type ActivitePresente = {
  id: string;
  titre: string;
  condition: string | null;
  contenu: Contenu;
  competences: readonly string[];
  modifieLe: Date;
};

/** Every activity of a portfolio that is not taken out, in the learner's order. */
export async function loadActivitesPresentes(tx: SchoolTx, dossier: string): Promise<ActivitePresente[]> {
  const rows = await tx
    .selectFrom("activite")
    .select(["id", "titre", "condition", "champs", "taches", "modifie_le"])
    .where("dossier_id", "=", dossier)
    .where("supprime_le", "is", null)
    .orderBy("rang")
    .orderBy("cree_le")
    .orderBy("id")
    .execute();
  return rows.map(({ id, titre, condition, champs, taches, modifie_le }) => {
    const { competences, ...textes } = champs as Record<string, string> & { competences?: string[] };
    return {
      id,
      titre,
      condition,
      modifieLe: modifie_le,
      competences: competences ?? [],
      contenu: {
        ...Object.fromEntries(champsActivite.map(({ name }) => [name, textes[name] ?? ""])),
        taches,
      },
    };
  });
}

/** When each file of a portfolio came. */
export async function loadArrivees(tx: SchoolTx, dossier: string): Promise<Map<string, Date>> {
  const rows = await tx
    .selectFrom("fichier")
    .select(["id", "cree_le"])
    .where("dossier_id", "=", dossier)
    .execute();
  return new Map(rows.map(({ id, cree_le }) => [id, cree_le]));
}

/** The trace of a reader's visits to a place (« portfolio:<dossier> »), and of what he saw there. */
const objet = (lieu: string, vu = "") => `${lieu}${vu && `:${vu}`}`;

/** What this reader has seen of this place, before the visit he is making. */
export async function loadTraces(tx: SchoolTx, habilitation: string, lieu: string): Promise<Traces> {
  const rows = await tx
    .selectFrom("lecture")
    .select(["objet", "le"])
    .where("habilitation_id", "=", habilitation)
    .where(sql<boolean>`starts_with(objet, ${objet(lieu)})`)
    .execute();
  const debut = objet(lieu).length + 1;
  return {
    derniere: rows.find((row) => row.objet === objet(lieu))?.le ?? null,
    vus: new Map(rows.map((row) => [row.objet.slice(debut), row.le])),
  };
}

/**
 * Moves the trace of a reader's last visit to now, and keeps when he first saw each object: a reading trace, all that a
 * GET may leave.
 * @param vus the objects shown (« semaine:2026-11-09 »)
 */
export async function noterVisite(
  tx: SchoolTx,
  given: { etablissement: string; habilitation: string; lieu: string; now: Date },
  vus: readonly string[],
): Promise<void> {
  const visite = objet(given.lieu);
  const objets = [visite, ...vus.map((vu) => objet(given.lieu, vu))];
  await sql`
    insert into lecture (etablissement_id, habilitation_id, objet, le)
    select ${given.etablissement}::uuid, ${given.habilitation}::uuid, o, ${given.now}
    from unnest(${objets}::text[]) as o
    on conflict (etablissement_id, habilitation_id, objet) do update set le = excluded.le
    where lecture.objet = ${visite}`.execute(tx);
}
