import { sql } from "kysely";
import { lireConditions } from "#annexes/rules/conditions.ts";
import type { SchoolTx } from "#db/pool.ts";
import { type CivilDate, civil } from "#kernel/civil-date.ts";
import { newId } from "#kernel/id.ts";
import type { Enseignants, Source } from "#periodes/duplication/rules.ts";
import type { Candidat } from "#periodes/rules.ts";
import { ouvrirTousLesDossiers } from "#periodes/store.ts";

type Row = Omit<Source, "conditions" | "annexe" | "referents"> & {
  conditions: unknown;
  annexe: string;
  annexeTitre: string;
  annexeArchivee: boolean;
  referents: Source["referents"] | null;
};

type Lequel =
  | { periode: string }
  /** the periods whose first day is in these days; only those of `classes`, or of `auteur`, when given */
  | { du: CivilDate; au: CivilDate; qui: { classes: readonly string[]; enseignant: string } | null };

/** Periods to prepare again, by first day, with last year's référents who still teach. */
export async function sources(tx: SchoolTx, lequel: Lequel, today: CivilDate): Promise<Source[]> {
  const chosen =
    "periode" in lequel
      ? sql`p.id = ${lequel.periode}`
      : lequel.qui === null
        ? sql`p.du between ${lequel.du} and ${lequel.au}`
        : sql`p.du between ${lequel.du} and ${lequel.au} and (p.auteur_id = ${lequel.qui.enseignant} or exists (
            select from dossier m where m.etablissement_id = p.etablissement_id and m.periode_id = p.id
              and m.retire_le is null
              and (m.referent_id = ${lequel.qui.enseignant} or m.classe_id = any(${lequel.qui.classes}::uuid[]))))`;
  const { rows } = await sql<Row>`
    select p.id, p.nom, p.statut, p.niveau, p.referentiel, p.referentiel_version as "referentielVersion", p.du, p.au,
      p.objectifs, p.taches, p.conditions, x.id as annexe, x.titre as "annexeTitre",
      x.archivee_le is not null as "annexeArchivee", coalesce(k.noms, '{}') as classes, r.referents,
      (select count(*) from periode y where y.etablissement_id = p.etablissement_id and y.copie_de = p.id
        and y.supprime_le is null) as copies
    from periode p
    join annexe x on x.etablissement_id = p.etablissement_id and x.id = p.annexe_id
    left join lateral (
      select array_agg(distinct c.nom order by c.nom) as noms
      from dossier d join classe c on c.etablissement_id = d.etablissement_id and c.id = d.classe_id
      where d.etablissement_id = p.etablissement_id and d.periode_id = p.id and d.retire_le is null
    ) k on true
    left join lateral (
      select jsonb_agg(jsonb_build_object('classe', t.nom, 'referent', t.referent_id) order by t.n desc, t.referent_id)
        as referents
      from (
        select c.nom, d.referent_id, count(*) as n
        from dossier d
        join classe c on c.etablissement_id = d.etablissement_id and c.id = d.classe_id
        join habilitation h on h.etablissement_id = d.etablissement_id and h.id = d.referent_id
          and h.role = 'enseignant' and (h.au is null or h.au >= ${today})
        where d.etablissement_id = p.etablissement_id and d.periode_id = p.id and d.retire_le is null
        group by c.nom, d.referent_id
      ) t
    ) r on true
    where p.supprime_le is null and ${chosen}
    order by p.du, p.nom, p.id
  `.execute(tx);
  return rows.map(({ annexe, annexeTitre, annexeArchivee, ...row }) => ({
    ...row,
    conditions: lireConditions(row.conditions),
    annexe: { id: annexe, titre: annexeTitre, archivee: annexeArchivee },
    referents: row.referents ?? [],
  }));
}

/** First and last day on which a period of a school year begins. */
export const bornes = (annee: number) => ({ du: civil(`${annee}-08-15`), au: civil(`${annee + 1}-08-14`) });

export type Eleve = Candidat & { niveau: string; referentiel: string };

/** Everybody in the classes of a school year, by class then in French order. */
export async function elevesDeLAnnee(tx: SchoolTx, annee: number, today: CivilDate): Promise<Eleve[]> {
  const { rows } = await sql<Omit<Eleve, "classe"> & { classe: string; classeNom: string }>`
    select a.id, a.nom, a.prenom, i.statut, c.id as classe, c.nom as "classeNom", c.niveau, c.referentiel
    from classe c
    join inscription i on i.etablissement_id = c.etablissement_id and i.classe_id = c.id
      and (i.au is null or i.au >= ${today})
    join apprenant a on a.etablissement_id = c.etablissement_id and a.id = i.apprenant_id
    where c.annee = ${annee}
    order by c.nom, a.nom collate "fr-x-icu", a.prenom collate "fr-x-icu"
  `.execute(tx);
  return rows.map(({ classe, classeNom, ...row }) => ({ ...row, classe: { id: classe, nom: classeNom } }));
}

/** The school years for which classes of a level and diploma exist, in order. */
export async function anneesDesClasses(
  tx: SchoolTx,
  of: { niveau: string; referentiel: string },
): Promise<number[]> {
  const rows = await tx
    .selectFrom("classe")
    .select("annee")
    .distinct()
    .where("niveau", "=", of.niveau)
    .where("referentiel", "=", of.referentiel)
    .orderBy("annee")
    .execute();
  return rows.map((row) => row.annee);
}

/** Who teaches in the classes of a school year today, in the order of names. */
export async function enseignantsDesClasses(
  tx: SchoolTx,
  annee: number,
  today: CivilDate,
): Promise<Enseignants> {
  const { rows } = await sql<{ classe: string; enseignant: string }>`
    select c.id as classe, h.id as enseignant
    from classe c
    join enseignant_classe e on e.etablissement_id = c.etablissement_id and e.classe_id = c.id
    join habilitation h on h.etablissement_id = e.etablissement_id and h.id = e.enseignant_id
      and h.role = 'enseignant' and (h.au is null or h.au >= ${today})
    where c.annee = ${annee}
    order by h.nom collate "fr-x-icu", h.prenom, h.id
  `.execute(tx);
  return rows;
}

/** One period to create from another. */
export type Copie = {
  source: Source;
  nom: string;
  statut: string;
  du: CivilDate;
  au: CivilDate;
  /** of the référentiel it is made with */
  referentielVersion: string;
  /** null: the annexe is kept */
  copierAnnexe: { titre: string } | null;
  apprenants: readonly Candidat[];
  referents: ReadonlyMap<string, string>;
};

/** Creates the periods, their annexes when they are copied, and every dossier; returns the new ids, in order. */
export async function creerCopies(
  tx: SchoolTx,
  copies: readonly Copie[],
  by: { etablissement: string; auteur: string; now: Date },
): Promise<string[]> {
  const planned = copies.map((copie) => ({
    ...copie,
    id: newId(),
    annexe: copie.copierAnnexe ? { id: newId(), titre: copie.copierAnnexe.titre } : null,
    content: {
      etablissement_id: by.etablissement,
      niveau: copie.source.niveau,
      referentiel: copie.source.referentiel,
      referentiel_version: copie.referentielVersion,
      objectifs: copie.source.objectifs,
      taches: copie.source.taches,
      conditions: JSON.stringify(copie.source.conditions),
      auteur_id: by.auteur,
    },
  }));
  const annexes = planned.flatMap(({ annexe, source, content }) =>
    annexe
      ? [{ ...content, ...annexe, copie_de: source.annexe.id, cree_le: by.now, modifie_le: by.now }]
      : [],
  );
  if (annexes.length > 0) await tx.insertInto("annexe").values(annexes).execute();
  await tx
    .insertInto("periode")
    .values(
      planned.map(({ id, annexe, source, content, nom, statut, du, au }, index) => ({
        ...content,
        id,
        nom,
        statut,
        du,
        au,
        annexe_id: annexe?.id ?? source.annexe.id,
        copie_de: source.id,
        // one instant apart: « ordre de création » is the order of the page
        cree_le: new Date(by.now.getTime() + index),
      })),
    )
    .execute();
  await ouvrirTousLesDossiers(
    tx,
    by.etablissement,
    planned.map(({ id, source, apprenants, referents }) => ({
      periode: { id, objectifs: source.objectifs, taches: source.taches },
      apprenants,
      referent: (apprenant: Candidat) => referents.get(apprenant.id) ?? null,
    })),
  );
  return planned.map(({ id }) => id);
}
