import { sql } from "kysely";
import { fermerLiens, oublierEntrees } from "#comptes/store/menage.ts";
import { CONSERVATION, PARTS_DE_PERIODE, type Part } from "#conservation/rules.ts";
import type { SchoolTx } from "#db/pool.ts";
import { addDays, type CivilDate } from "#kernel/civil-date.ts";

type Moment = { etablissement: string; now: Date; today: CivilDate; fuseau: string };

const DAY = 86_400_000;
const daysAgo = (now: Date, days: number) => new Date(now.getTime() - days * DAY);

/** Periods whose days in the bin are over, held so that nobody brings one back meanwhile. */
async function periodesAPurger(tx: SchoolTx, { today, fuseau }: Moment): Promise<string[]> {
  const last = addDays(today, -CONSERVATION.corbeille);
  const { rows } = await sql<{ id: string }>`
    select p.id from periode p
    where (p.supprime_le at time zone ${fuseau})::date <= ${last}::date
      and not exists (select from dossier d
        join bilan b on b.etablissement_id = d.etablissement_id and b.dossier_id = d.id and b.type = 'certificatif'
        where d.etablissement_id = p.etablissement_id and d.periode_id = p.id)
    order by p.id for update of p
  `.execute(tx);
  return rows.map((row) => row.id);
}

/**
 * Really deletes the periods whose days in the bin are over, with every row of their dossiers: as many statements for
 * one as for twenty. Of the journal, which nobody can rewrite, the lines stay: who did what to which id, no text.
 * @returns how many periods
 */
export async function purgerPeriodes(tx: SchoolTx, moment: Moment): Promise<number> {
  const periodes = await periodesAPurger(tx, moment);
  if (periodes.length === 0) return 0;
  const idsOf = async (table: string, column: string, ids: readonly string[]): Promise<string[]> => {
    const { rows } = await sql<{ id: string }>`
      select id from ${sql.table(table)} where ${sql.ref(column)} = any(${ids}::uuid[])
    `.execute(tx);
    return rows.map((row) => row.id);
  };
  const dossiers = await idsOf("dossier", "periode_id", periodes);
  const ids: Record<Part["de"], readonly string[]> = {
    periode: periodes,
    dossier: dossiers,
    accueil: await idsOf("accueil", "dossier_id", dossiers),
    bilan: await idsOf("bilan", "dossier_id", dossiers),
  };
  const acces = await idsOf("accueil_tuteur", "dossier_id", dossiers);

  // what names them without a reference: links, letters, readings, views remembered, copies
  await fermerLiens(tx, moment.etablissement, acces);
  await sql`
    delete from courriel where donnees ->> 'accueilTuteur' = any(${acces}) or donnees ->> 'dossier' = any(${dossiers})
  `.execute(tx);
  await sql`delete from lecture where split_part(objet, ':', 2) = any(${dossiers})`.execute(tx);
  await sql`
    delete from preference where valeur::text ~ ${periodes.join("|")}
  `.execute(tx);
  await sql`update periode set copie_de = null where copie_de = any(${periodes}::uuid[])`.execute(tx);
  await noterPurge(tx, moment, periodes);
  for (const { table, colonne, de } of PARTS_DE_PERIODE)
    await sql`delete from ${sql.table(table)} where ${sql.ref(colonne)} = any(${ids[de]}::uuid[])`.execute(
      tx,
    );
  return periodes.length;
}

/** One line a period: the act of no one, with what was counted. */
const noterPurge = (tx: SchoolTx, { etablissement, now }: Moment, periodes: readonly string[]) =>
  sql`
    insert into journal (etablissement_id, le, acteur_id, acte, objet, details)
    select ${etablissement}::uuid, ${now}::timestamptz, null, 'periode.purger', p.id,
      jsonb_build_object('dossiers', (select count(*) from dossier d
        where d.etablissement_id = p.etablissement_id and d.periode_id = p.id))
    from periode p where p.id = any(${periodes}::uuid[]) order by p.id
  `.execute(tx);

/** What the machine kept for its own use and that serves no more. */
export async function faireLeMenage(tx: SchoolTx, { etablissement, now, today }: Moment): Promise<void> {
  await tx
    .deleteFrom("import_liste")
    .where("applique_le", "is", null)
    .where("cree_le", "<", daysAgo(now, CONSERVATION.listeNonAppliquee))
    .execute();
  await tx.deleteFrom("soumission").where("le", "<", daysAgo(now, CONSERVATION.soumission)).execute();
  await tx.deleteFrom("resume").where("jour", "<", addDays(today, -CONSERVATION.resume)).execute();
  // a server's refusal quotes the address too
  await sql`
    update courriel set destinataire = '', erreur = case when etat = 'refuse' then 'Adresse refusée.' end
    where etat <> 'a-envoyer' and destinataire <> '' and cree_le < ${daysAgo(now, CONSERVATION.destinataire)}
  `.execute(tx);
  await oublierEntrees(tx, { etablissement, now, essaisAvant: daysAgo(now, CONSERVATION.tentative) });
}
