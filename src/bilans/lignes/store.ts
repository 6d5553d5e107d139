import { sql } from "kysely";
import {
  type Bilan,
  type Cle,
  cleDe,
  type Fusion,
  ligneDe,
  lireCompetence,
  type Mode,
  type Nature,
  type Stockee,
  valeurCompetence,
} from "#bilans/lignes/rules.ts";
import type { SchoolTx } from "#db/pool.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { fullName } from "#kernel/french.ts";
import { newId } from "#kernel/id.ts";

/** The bilans written line by line. */
export type TypeBilan = "entreprise" | "attitudes" | "certificatif" | "autoevaluation";
/**
 * Whose side of the form: the one that counts, what the company proposes on a certificative grid, or what the learner
 * says of himself, on a bilan of his own.
 */
export type Volet = "conjoint" | "proposition" | "autoevaluation";

export type BilanLu = { bilan: Bilan; commentaire: string; version: number };

/** The bilan of a dossier; null while nobody has written it. `hold`: true in an act that writes it. */
export async function loadBilan(
  tx: SchoolTx,
  dossier: string,
  type: TypeBilan,
  hold: boolean,
): Promise<BilanLu | null> {
  let query = tx
    .selectFrom("bilan as b")
    .innerJoin("habilitation as m", "m.id", "b.modifie_par")
    .leftJoin("habilitation as t", "t.id", "b.transmis_par")
    .select([
      "b.id",
      "b.etat",
      "b.date_rencontre",
      "b.commentaire",
      "b.version",
      "b.modifie_le",
      "b.transmis_le",
      "b.vu_par_apprenant_le",
      "b.avis_apprenant",
      "b.presence",
      "m.nom as mNom",
      "m.prenom as mPrenom",
      "t.nom as tNom",
      "t.prenom as tPrenom",
    ])
    .where("b.dossier_id", "=", dossier)
    .where("b.type", "=", type);
  if (hold) query = query.forUpdate("b");
  const row = await query.executeTakeFirst();
  if (!row) return null;
  return {
    bilan: {
      id: row.id,
      etat: row.etat === "brouillon" ? "brouillon" : "transmis",
      dateRencontre: row.date_rencontre,
      modifieLe: row.modifie_le,
      modifiePar: fullName({ nom: row.mNom, prenom: row.mPrenom }),
      transmisLe: row.transmis_le,
      transmisPar:
        row.tNom !== null && row.tPrenom !== null ? fullName({ nom: row.tNom, prenom: row.tPrenom }) : null,
      vuLe: row.vu_par_apprenant_le,
      avis: row.avis_apprenant,
      presence: row.presence,
    },
    commentaire: row.commentaire,
    version: row.version,
  };
}

/** Its lines by name; on the side that counts, the fields of the bilan among them. */
export async function loadLignes(
  tx: SchoolTx,
  lu: BilanLu,
  natures: readonly Nature[],
  volet: Volet = "conjoint",
): Promise<Map<Cle, Stockee>> {
  const rows = await tx
    .selectFrom("bilan_ligne as l")
    .innerJoin("habilitation as h", "h.id", "l.auteur_id")
    .select(["l.nature", "l.element", "l.mode", "l.valeur", "l.version", "l.le", "h.nom", "h.prenom"])
    .where("l.bilan_id", "=", lu.bilan.id)
    .where("l.volet", "=", volet)
    .where("l.nature", "in", [...natures])
    .execute();
  const lignes = new Map<Cle, Stockee>();
  if (volet === "conjoint") {
    const { modifieLe: le, modifiePar: auteur, dateRencontre, presence } = lu.bilan;
    const champs = { dateRencontre: dateRencontre ?? "", commentaire: lu.commentaire, presence };
    for (const [cle, valeur] of Object.entries(champs))
      lignes.set(cle, { valeur, version: lu.version, auteur, le });
  }
  for (const row of rows) {
    const niveau = row.valeur ?? "";
    const nature = row.nature as Nature;
    lignes.set(cleDe(nature, row.element), {
      valeur: nature === "competence" ? valeurCompetence(row.mode ?? "globale", niveau) : niveau,
      version: row.version,
      auteur: fullName(row),
      le: row.le,
    });
  }
  return lignes;
}

/** Who writes, when. */
export type Auteur = { etablissement: string; habilitation: string; now: Date };

/**
 * Writes what the fusion says, in two statements whatever the number of lines. Changing a bilan that was passed on
 * reopens it; a certificative grid validated stays so.
 * @returns the bilan's id
 */
export async function writeBilan(
  tx: SchoolTx,
  {
    dossier,
    type,
    bilan,
    volet = "conjoint",
  }: { dossier: string; type: TypeBilan; bilan: Pick<Bilan, "id"> | null; volet?: Volet },
  ecrire: Fusion["ecrire"],
  auteur: Auteur,
): Promise<string> {
  const id = bilan?.id ?? newId();
  const given = (cle: Cle) => ecrire.find((ligne) => ligne.cle === cle)?.valeur;
  const date = given("dateRencontre");
  const commentaire = given("commentaire");
  const presence = given("presence");
  const champs = {
    ...(date === undefined ? {} : { date_rencontre: (date || null) as CivilDate | null }),
    ...(commentaire === undefined ? {} : { commentaire }),
    ...(presence === undefined ? {} : { presence }),
  };
  if (!bilan)
    await tx
      .insertInto("bilan")
      .values({
        etablissement_id: auteur.etablissement,
        id,
        dossier_id: dossier,
        type,
        date_rencontre: null,
        ...champs,
        modifie_le: auteur.now,
        modifie_par: auteur.habilitation,
        transmis_le: null,
        transmis_par: null,
        vu_par_apprenant_le: null,
      })
      .execute();
  else if (ecrire.length > 0)
    await tx
      .updateTable("bilan")
      .set((eb) => ({
        ...champs,
        version: Object.keys(champs).length > 0 ? eb("version", "+", 1) : eb.ref("version"),
        etat: type === "certificatif" ? eb.ref("etat") : eb.val("brouillon" as const),
        modifie_le: auteur.now,
        modifie_par: auteur.habilitation,
      }))
      .where("id", "=", id)
      .execute();
  await writeLignes(tx, { bilan: id, volet }, ecrire, auteur);
  return id;
}

type LigneEcrite = {
  nature: Nature;
  element: string;
  mode: Mode | null;
  valeur: string | null;
  version: number;
};

async function writeLignes(
  tx: SchoolTx,
  { bilan, volet }: { bilan: string; volet: Volet },
  ecrire: Fusion["ecrire"],
  auteur: Auteur,
) {
  const lignes = ecrire.flatMap(({ cle, valeur, version }): LigneEcrite[] => {
    const ligne = ligneDe(cle);
    if (!ligne) return [];
    if (ligne.nature !== "competence") return [{ ...ligne, mode: null, valeur: valeur || null, version }];
    const { mode, niveau } = lireCompetence(valeur);
    return [{ ...ligne, mode, valeur: niveau || null, version }];
  });
  if (lignes.length === 0) return;
  const column = <K extends keyof LigneEcrite>(name: K) => lignes.map((ligne) => ligne[name]);
  await sql`
    insert into bilan_ligne (etablissement_id, bilan_id, volet, nature, element, mode, valeur, auteur_id, le, version)
    select ${auteur.etablissement}::uuid, ${bilan}::uuid, ${volet}::text, nature, element, mode, valeur,
      ${auteur.habilitation}::uuid, ${auteur.now}::timestamptz, version
    from unnest(${column("nature")}::text[], ${column("element")}::text[], ${column("mode")}::text[],
      ${column("valeur")}::text[], ${column("version")}::integer[]) as l (nature, element, mode, valeur, version)
    on conflict (etablissement_id, bilan_id, volet, nature, element) do update
    set mode = excluded.mode, valeur = excluded.valeur, auteur_id = excluded.auteur_id, le = excluded.le,
      version = excluded.version
  `.execute(tx);
}

/** Passes the bilan on to the learner; he has not read this one yet. */
export const transmettre = (tx: SchoolTx, bilan: string, auteur: Auteur) =>
  tx
    .updateTable("bilan")
    .set({
      etat: "transmis",
      transmis_le: auteur.now,
      transmis_par: auteur.habilitation,
      vu_par_apprenant_le: null,
    })
    .where("id", "=", bilan)
    .execute();

/** « J’ai pris connaissance », with the learner's words. */
export const ecrireAvis = (tx: SchoolTx, bilan: string, avis: string, now: Date) =>
  tx
    .updateTable("bilan")
    .set({ vu_par_apprenant_le: now, avis_apprenant: avis })
    .where("id", "=", bilan)
    .execute();
