import { sql } from "kysely";
import type { SchoolTx } from "#db/pool.ts";
import { maitreSousContrat } from "#dossiers/store/maitre.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import type { Contact, EtapeRappel } from "#relances/rappel/rules.ts";

type Row = {
  dossier: string;
  apprenant: string | null;
  acces: string | null;
  tuteur: string;
  tuteurNom: string;
  tuteurPrenom: string;
  tuteurCourriel: string | null;
  maitreNom: string | null;
  maitrePrenom: string;
  maitreCourriel: string;
  dernier: Date | null;
};

/** Holds a period: two teachers who press at once take their turns, and the second sees what the first has sent. */
export const tenirPeriode = (tx: SchoolTx, periode: string) =>
  tx.selectFrom("periode").select("id").where("id", "=", periode).forNoKeyUpdate().execute();

/** Whom to write to about each dossier of a period (or about one dossier), and when this step was last recalled. */
export async function contacts(
  tx: SchoolTx,
  choix: { periode: string } | { dossier: string },
  etape: EtapeRappel,
  today: CivilDate,
): Promise<Map<string, Contact>> {
  const { rows } = await sql<Row>`
    select d.id as dossier, h.courriel as apprenant,
      t.id as acces, t.tuteur_id as tuteur, t.nom as "tuteurNom", t.prenom as "tuteurPrenom",
      t.courriel as "tuteurCourriel",
      m.nom as "maitreNom", m.prenom as "maitrePrenom", m.courriel as "maitreCourriel",
      (select max(c.cree_le) from courriel c where c.etablissement_id = d.etablissement_id and c.dossier_id = d.id
        and c.modele = 'rappel' and c.donnees ->> 'etape' = ${etape}) as dernier
    from dossier d
    join apprenant a on a.etablissement_id = d.etablissement_id and a.id = d.apprenant_id
    left join habilitation h on h.etablissement_id = a.etablissement_id and h.id = a.habilitation_id
    left join lateral (
      select x.id, x.tuteur_id, y.nom, y.prenom, y.courriel from accueil_tuteur x
      join habilitation y on y.etablissement_id = x.etablissement_id and y.id = x.tuteur_id
      where x.etablissement_id = d.etablissement_id and x.dossier_id = d.id and x.revoque_le is null
        and x.jusqu_au >= ${today}
      order by x.invite_le desc limit 1) t on true
    left join lateral (${maitreSousContrat(sql`d.apprenant_id`, today)}) m on true
    where d.retire_le is null
      and ${"periode" in choix ? sql`d.periode_id = ${choix.periode}` : sql`d.id = ${choix.dossier}`}
  `.execute(tx);
  return new Map(
    rows.map((row) => [
      row.dossier,
      {
        apprenant: { courriel: row.apprenant ?? "" },
        tuteur: row.acces
          ? {
              acces: row.acces,
              habilitation: row.tuteur,
              nom: row.tuteurNom,
              prenom: row.tuteurPrenom,
              courriel: row.tuteurCourriel ?? "",
            }
          : null,
        maitre:
          row.maitreNom === null
            ? null
            : { nom: row.maitreNom, prenom: row.maitrePrenom, courriel: row.maitreCourriel },
        dernier: row.dernier,
      },
    ]),
  );
}

/** The teacher who signs a reminder, and his school. */
export async function signataire(
  tx: SchoolTx,
  habilitation: string,
): Promise<{ nom: string; prenom: string; ecole: string } | null> {
  const row = await tx
    .selectFrom("habilitation as h")
    .innerJoin("etablissement as e", "e.id", "h.etablissement_id")
    .select(["h.nom", "h.prenom", "e.nom as ecole"])
    .where("h.id", "=", habilitation)
    .executeTakeFirst();
  return row ?? null;
}
