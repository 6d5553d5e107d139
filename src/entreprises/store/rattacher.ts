import { sql } from "kysely";
import type { SchoolTx } from "#db/pool.ts";
import { type Reperes, trouver } from "#entreprises/rules.ts";
import { newId } from "#kernel/id.ts";

/** The company as a dossier describes it. */
export type EntrepriseDecrite = Reperes & {
  adresse: string;
  codePostal: string;
  secteur: string;
  telephone: string;
};

type Connue = Reperes & { id: string; dans: string | null };

/**
 * Ties a stay to the school's directory: the company is found by SIRET, else by name and town, else it enters it. What
 * the directory did not know yet is taken from the dossier; nothing it knows is replaced, and the dossier keeps its own.
 * @param par null: nobody in particular (demonstration)
 */
export async function rattacher(
  tx: SchoolTx,
  given: {
    etablissement: string;
    accueil: string;
    entreprise: EntrepriseDecrite;
    par: string | null;
    now: Date;
  },
): Promise<void> {
  const { etablissement, accueil, entreprise, par, now } = given;
  const lier = (id: string | null) =>
    tx.updateTable("accueil").set({ entreprise_id: id }).where("id", "=", accueil).execute();
  if (entreprise.nom === "") {
    await lier(null);
    return;
  }
  // two learners who name the same new company at once take their turn
  await sql`select pg_advisory_xact_lock(hashtextextended(${`entreprise:${etablissement}`}, 0))`.execute(tx);
  const connues: Connue[] = await tx
    .selectFrom("entreprise")
    .select(["id", "siret", "nom", "ville", "fusionnee_dans as dans"])
    .orderBy("cree_le")
    .orderBy("id")
    .execute();
  // rows that stand for themselves first: a merged one leads to the row it was merged into
  const trouvee = trouver(
    connues.toSorted((a, b) => Number(a.dans !== null) - Number(b.dans !== null)),
    entreprise,
  );
  if (!trouvee) {
    const id = newId();
    const { codePostal, ...reste } = entreprise;
    await tx
      .insertInto("entreprise")
      .values({
        ...reste,
        code_postal: codePostal,
        etablissement_id: etablissement,
        id,
        cree_le: now,
        modifie_le: now,
        modifie_par: par,
      })
      .execute();
    await lier(id);
    return;
  }
  const cible = trouvee.dans ?? trouvee.id;
  await completer(tx, cible, entreprise, { par, now });
  await lier(cible);
}

/** Fills the blanks of a row, and only them; a SIRET that another row holds is not one of them. */
async function completer(
  tx: SchoolTx,
  id: string,
  { siret, adresse, codePostal, ville, secteur, telephone }: EntrepriseDecrite,
  { par, now }: { par: string | null; now: Date },
): Promise<void> {
  await sql`
    update entreprise e set version = version + 1, modifie_le = ${now}, modifie_par = ${par},
      siret = case when n.siret_manque then ${siret} else e.siret end,
      adresse = coalesce(nullif(e.adresse, ''), ${adresse}),
      code_postal = coalesce(nullif(e.code_postal, ''), ${codePostal}),
      ville = coalesce(nullif(e.ville, ''), ${ville}),
      secteur = coalesce(nullif(e.secteur, ''), ${secteur}),
      telephone = coalesce(nullif(e.telephone, ''), ${telephone})
    from (
      select o.id, o.siret = '' and ${siret} <> '' and not exists (
        select from entreprise x where x.siret = ${siret} and x.fusionnee_dans is null) as siret_manque
      from entreprise o where o.id = ${id}
    ) n
    where n.id = e.id and (n.siret_manque or (e.adresse = '' and ${adresse} <> '')
      or (e.code_postal = '' and ${codePostal} <> '') or (e.ville = '' and ${ville} <> '')
      or (e.secteur = '' and ${secteur} <> '') or (e.telephone = '' and ${telephone} <> ''))
  `.execute(tx);
}
