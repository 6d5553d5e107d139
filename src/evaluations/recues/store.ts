import { sql } from "kysely";
import type { SchoolTx } from "#db/pool.ts";
import type { BilanIntermediaireRecu, BilanRecu, EvaluationRecue } from "#evaluations/recues/rules.ts";
import { fullName } from "#kernel/french.ts";

/**
 * The bilans of a learner's periods that were passed on to him once, the latest first; a certificative grid when a
 * teacher published it, where the school allows it.
 */
export async function loadRecus(
  tx: SchoolTx,
  apprenant: string,
  { publierGrilles }: { publierGrilles: boolean },
): Promise<BilanRecu[]> {
  const { rows } = await sql<
    Omit<BilanRecu, "etat" | "modifiePar"> & { etat: string; nom: string; prenom: string }
  >`
    select b.id, b.type, d.id as dossier, p.nom as periode, coalesce(ac.entreprise, '') as entreprise,
      coalesce(b.date_rencontre, p.au) as date, b.etat, coalesce(b.publie_le, b.transmis_le) as "transmisLe",
      b.modifie_le as "modifieLe", b.vu_par_apprenant_le as "vuLe", h.nom, h.prenom
    from bilan b
    join dossier d on d.id = b.dossier_id
    join periode p on p.id = d.periode_id
    join habilitation h on h.id = b.modifie_par
    left join accueil ac on ac.dossier_id = d.id and ac.rang = 1
    where d.apprenant_id = ${apprenant} and d.retire_le is null and p.supprime_le is null
      and (b.type in ('attitudes', 'entreprise') and b.transmis_le is not null
        or b.type = 'certificatif' and ${publierGrilles} and b.etat = 'valide' and b.publie_le is not null)
    order by p.au desc, d.id, array_position(array['entreprise', 'certificatif', 'attitudes'], b.type)
  `.execute(tx);
  return rows.map(({ nom, prenom, etat, ...row }) => ({
    ...row,
    etat: etat === "brouillon" ? "rouvert" : "transmis",
    modifiePar: fullName({ nom, prenom }),
  }));
}

/** The evaluations made at school in which this learner has levels, the latest first. */
export const loadEvaluationsRecues = (tx: SchoolTx, apprenant: string): Promise<EvaluationRecue[]> =>
  tx
    .selectFrom("evaluation_ligne as l")
    .innerJoin("evaluation as e", "e.id", "l.evaluation_id")
    .select((eb) => ["e.id", "e.date", "e.titre", eb.fn.countAll<number>().as("competences")])
    .where("l.apprenant_id", "=", apprenant)
    .groupBy(["e.id", "e.date", "e.titre"])
    .orderBy("e.date", "desc")
    .orderBy("e.id", "desc")
    .execute();

/** His bilans intermédiaires that stand, the latest first. */
export async function loadBilansIntermediairesRecus(
  tx: SchoolTx,
  apprenant: string,
): Promise<BilanIntermediaireRecu[]> {
  const rows = await tx
    .selectFrom("bilan_intermediaire as b")
    .innerJoin("habilitation as h", "h.id", "b.auteur_id")
    .select(["b.id", "b.date", "b.commentaire", "b.cree_le as creeLe", "h.nom", "h.prenom"])
    .where("b.apprenant_id", "=", apprenant)
    .where("b.annule_le", "is", null)
    .orderBy("b.date", "desc")
    .execute();
  return rows.map(({ nom, prenom, ...row }) => ({ ...row, auteur: fullName({ nom, prenom }) }));
}
