import { sql } from "kysely";
import type { SchoolTx } from "#db/pool.ts";
import type { FaitsDossier } from "#dossiers/rules.ts";
import { ACTES_DE_PERIODE, type Details, type Evenement } from "#fiche-de-liaison/rules/historique.ts";
import { civilDateIn } from "#kernel/civil-date.ts";

const MAX = 200;

/** What was done to a fiche, and to the period it follows, the last first; at most two hundred acts. */
export async function historiqueDe(
  tx: SchoolTx,
  { dossier, periode }: Pick<FaitsDossier, "dossier" | "periode">,
  fuseau: string,
): Promise<Evenement[]> {
  type Ligne = { le: Date; acte: string; details: Details | null; nom: string | null; prenom: string | null };
  const { rows } = await sql<Ligne>`
    select j.le, j.acte, j.details, h.nom, h.prenom
    from journal j
    left join habilitation h on h.etablissement_id = j.etablissement_id and h.id = j.acteur_id
    where (j.objet = ${dossier} and j.acte like 'fiche.%')
      or (j.objet = ${periode.id} and j.acte = any(${ACTES_DE_PERIODE}))
    order by j.n desc limit ${MAX}
  `.execute(tx);
  return rows.map(({ le, acte, details, nom, prenom }) => ({
    le,
    acte,
    details: details ?? {},
    pendantLaPeriode: civilDateIn(le, fuseau) >= periode.du && civilDateIn(le, fuseau) <= periode.au,
    auteur: nom === null || prenom === null ? null : { nom, prenom },
  }));
}
