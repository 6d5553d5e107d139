import { sql } from "kysely";
import type { SchoolTx } from "#db/pool.ts";
import type { Gardee } from "#portfolio/historique/rules.ts";
import type { Objet } from "#portfolio/store.ts";

/** What a text said before, oldest first, with who replaced it. */
export async function loadGardees(
  tx: SchoolTx,
  texte: { dossier: string; objet: Objet; cle: string },
): Promise<Gardee[]> {
  const { rows } = await sql<Gardee>`
    select v.version, v.contenu, v.le, json_build_object('nom', h.nom, 'prenom', h.prenom) as par
    from version_texte v
    join habilitation h on h.etablissement_id = v.etablissement_id and h.id = v.auteur_id
    where v.dossier_id = ${texte.dossier} and v.objet = ${texte.objet} and v.cle = ${texte.cle}
    order by v.version, v.id
  `.execute(tx);
  return rows;
}
