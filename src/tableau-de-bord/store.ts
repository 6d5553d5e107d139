import { sql } from "kysely";
import type { SchoolTx } from "#db/pool.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { fullName } from "#kernel/french.ts";
import { statutDe } from "#referentiel/rules.ts";
import type { Referentiels } from "#referentiel/versions.ts";
import type { BilanIntermediaire, EvaluationDatee, SonReferentiel } from "#tableau-de-bord/rules.ts";

export type Apprenant = {
  id: string;
  nom: string;
  prenom: string;
  classe: { id: string; nom: string; referentiel: string } | null;
};

/** A learner and the class he is in today; null when he is not one of this school. */
export async function loadApprenant(tx: SchoolTx, id: string, today: CivilDate): Promise<Apprenant | null> {
  const row = await tx
    .selectFrom("apprenant as a")
    .leftJoin(
      sql<{ classe_id: string }>`lateral inscription_pour(a.etablissement_id, a.id, ${today}, ${today})`.as(
        "i",
      ),
      (join) => join.onTrue(),
    )
    .leftJoin("classe as c", "c.id", "i.classe_id")
    .select(["a.id", "a.nom", "a.prenom", "c.id as classe", "c.nom as classeNom", "c.referentiel"])
    .where("a.id", "=", id)
    .executeTakeFirst();
  if (!row) return null;
  const { classe, classeNom, referentiel, ...apprenant } = row;
  return {
    ...apprenant,
    classe: classe && classeNom && referentiel ? { id: classe, nom: classeNom, referentiel } : null,
  };
}

/** The learner's dossiers that live: neither taken out of their period nor in the bin with it. */
export async function dossiersDe(tx: SchoolTx, apprenant: string): Promise<string[]> {
  const rows = await tx
    .selectFrom("dossier as d")
    .innerJoin("periode as p", "p.id", "d.periode_id")
    .select("d.id")
    .where("d.apprenant_id", "=", apprenant)
    .where("d.retire_le", "is", null)
    .where("p.supprime_le", "is", null)
    .execute();
  return rows.map((row) => row.id);
}

/** Evaluations of one learner under one référentiel. */
export type Parcours = { referentiel: string; evaluations: (EvaluationDatee & SonReferentiel)[] };

type Row = {
  apprenant: string;
  id: string;
  date: CivilDate;
  lieu: EvaluationDatee["lieu"];
  titre: string;
  dossier: string | null;
  referentiel: string;
  version: string;
  statut: string | null;
  niveaux: Record<string, string>;
};

/**
 * Everything that feeds the dashboards of these learners, in one statement: school evaluations, and the bilans
 * entreprise that were passed on, by date de rencontre. Certificative grids are not bilans entreprise; a status that
 * does not feed the dashboard brings nothing.
 * @returns by learner, one parcours per référentiel
 */
export async function loadParcours(
  tx: SchoolTx,
  apprenants: readonly string[],
  referentiels: Referentiels,
): Promise<Map<string, Parcours[]>> {
  const { rows } = await sql<Row>`
    select el.apprenant_id as apprenant, e.id, e.date, 'etablissement' as lieu, e.titre, null::uuid as dossier,
      coalesce(c.referentiel, ci.referentiel, '') as referentiel,
      coalesce(c.referentiel_version, ci.referentiel_version, '') as version, null as statut,
      jsonb_object_agg(el.element, el.valeur) as niveaux
    from evaluation_ligne el
    join evaluation e on e.id = el.evaluation_id
    left join classe c on c.id = e.classe_id
    left join lateral inscription_pour(el.etablissement_id, el.apprenant_id, e.date, e.date) i on true
    left join classe ci on ci.id = i.classe_id
    where el.apprenant_id = any(${apprenants}::uuid[])
    group by el.apprenant_id, e.id, e.date, e.titre, c.referentiel, ci.referentiel, c.referentiel_version,
      ci.referentiel_version
    union all
    select d.apprenant_id, b.id, coalesce(b.date_rencontre, p.au), 'entreprise', p.nom, d.id, p.referentiel,
      p.referentiel_version, p.statut, jsonb_object_agg(l.element, l.valeur)
    from bilan b
    join dossier d on d.id = b.dossier_id
    join periode p on p.id = d.periode_id
    join bilan_ligne l on l.bilan_id = b.id and l.volet = 'conjoint' and l.nature = 'competence' and l.valeur is not null
    where d.apprenant_id = any(${apprenants}::uuid[]) and b.type = 'entreprise' and b.etat <> 'brouillon'
      and d.retire_le is null and p.supprime_le is null
    group by d.apprenant_id, b.id, b.date_rencontre, p.au, p.nom, d.id, p.referentiel,
      p.referentiel_version, p.statut
  `.execute(tx);
  const found = new Map<string, Parcours[]>();
  for (const { apprenant, referentiel, version, statut, niveaux, ...evaluation } of rows) {
    const ref = referentiels.version(referentiel, version);
    if (statut !== null && ref && statutDe(ref, statut).nourritTableauDeBord !== "tout") continue;
    const parcours = found.get(apprenant) ?? [];
    const own = parcours.find((one) => one.referentiel === referentiel) ?? { referentiel, evaluations: [] };
    own.evaluations.push({ ...evaluation, ref, niveaux: new Map(Object.entries(niveaux)) });
    found.set(apprenant, parcours.includes(own) ? parcours : [...parcours, own]);
  }
  return found;
}

/** The bilans intermédiaires of a learner that stand, in time order. */
export async function loadBilansIntermediaires(
  tx: SchoolTx,
  apprenant: string,
): Promise<BilanIntermediaire[]> {
  const rows = await tx
    .selectFrom("bilan_intermediaire as b")
    .innerJoin("habilitation as h", "h.id", "b.auteur_id")
    .select(["b.id", "b.date", "b.commentaire", "h.nom", "h.prenom"])
    .where("b.apprenant_id", "=", apprenant)
    .where("b.annule_le", "is", null)
    .orderBy("b.date")
    .execute();
  return rows.map(({ id, date, commentaire, ...auteur }) => ({
    id,
    date,
    commentaire,
    auteur: fullName(auteur),
  }));
}
