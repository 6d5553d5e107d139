import { sql } from "kysely";
import {
  type Bilan,
  type Cle,
  cleDe,
  type FaitsBilan,
  type Fusion,
  ligneDe,
  lireCompetence,
  type Mode,
  type Nature,
  type Stockee,
  valeurCompetence,
} from "#bilans/entreprise/rules.ts";
import type { SchoolTx } from "#db/pool.ts";
import type { Voisins } from "#dossiers/rules/voisins.ts";
import type { FaitsDossier } from "#dossiers/rules.ts";
import { maitreSousContrat } from "#dossiers/store/maitre.ts";
import { loadDossier } from "#dossiers/store.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { fullName } from "#kernel/french.ts";
import { newId } from "#kernel/id.ts";
import { statutDe } from "#referentiel/rules.ts";
import type { Referentiel } from "#referentiel/types.ts";
import { type Referentiels, referentielDe } from "#referentiel/versions.ts";
import { dernierBilanIntermediaire } from "#verrous/store.ts";

type Entreprise = { nom: string; ville: string };

/** Everything the grid shows. */
export type GrilleLue = FaitsBilan & {
  voisins: Voisins;
  ref: Referentiel;
  entreprise: Entreprise | null;
  /** the tuteur de stage of the fiche, or the maître d'apprentissage under contract; empty when unknown */
  tuteur: string;
  /** tasks of the learner's fiche, and those he told in his weeks and activities */
  taches: { fiche: readonly string[]; decrites: readonly string[] };
};

/**
 * The bilan entreprise of a dossier; null when the dossier is not one of this school.
 * @param today an apprenti is followed by the maître whose contract covers this day
 * @param hold true in an act that writes: the learner, then the dossier, then the bilan are held until it is done, so
 *   that two savings (the first of all included) and a bilan intermédiaire wait for each other
 */
export async function loadGrille(
  tx: SchoolTx,
  dossier: string,
  referentiels: Referentiels,
  { today, hold }: { today: CivilDate; hold: boolean },
): Promise<GrilleLue | null> {
  const faits = await loadDossier(tx, dossier);
  if (!faits) return null;
  const ref = referentielDe(referentiels, faits.periode);
  if (!ref) throw new Error(`no référentiel ${faits.periode.referentiel}`);
  const dernierBilan = await dernierBilanIntermediaire(tx, faits.apprenant.id, hold);
  if (hold) await tx.selectFrom("dossier").select("id").where("id", "=", dossier).forNoKeyUpdate().execute();
  const lu = await loadBilan(tx, dossier, hold);
  return {
    ...faits,
    ref,
    statut: statutDe(ref, faits.periode.statut),
    dernierBilan,
    bilan: lu?.bilan ?? null,
    lignes: lu ? await loadLignes(tx, lu) : new Map(),
    ...(await loadSejour(tx, faits, today)),
  };
}

type BilanLu = { bilan: Bilan; commentaire: string; version: number };

async function loadBilan(tx: SchoolTx, dossier: string, hold: boolean): Promise<BilanLu | null> {
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
      "m.nom as mNom",
      "m.prenom as mPrenom",
      "t.nom as tNom",
      "t.prenom as tPrenom",
    ])
    .where("b.dossier_id", "=", dossier)
    .where("b.type", "=", "entreprise");
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
    },
    commentaire: row.commentaire,
    version: row.version,
  };
}

async function loadLignes(tx: SchoolTx, lu: BilanLu): Promise<Map<Cle, Stockee>> {
  const rows = await tx
    .selectFrom("bilan_ligne as l")
    .innerJoin("habilitation as h", "h.id", "l.auteur_id")
    .select(["l.nature", "l.element", "l.mode", "l.valeur", "l.version", "l.le", "h.nom", "h.prenom"])
    .where("l.bilan_id", "=", lu.bilan.id)
    .where("l.volet", "=", "conjoint")
    .where("l.nature", "in", ["tache", "competence", "detail", "engagement"])
    .execute();
  const lignes = new Map<Cle, Stockee>();
  const { modifieLe: le, modifiePar: auteur, dateRencontre } = lu.bilan;
  lignes.set("dateRencontre", { valeur: dateRencontre ?? "", version: lu.version, auteur, le });
  lignes.set("commentaire", { valeur: lu.commentaire, version: lu.version, auteur, le });
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

/** The company of the stay and the tasks known of it, in one statement. */
async function loadSejour(
  tx: SchoolTx,
  { dossier, apprenant }: FaitsDossier,
  today: CivilDate,
): Promise<Pick<GrilleLue, "entreprise" | "tuteur" | "taches">> {
  const apprenti = sql`${apprenant.statut === "apprenti"}::boolean`;
  const { rows } = await sql<{
    entreprise: string | null;
    ville: string | null;
    tuteur: string | null;
    fiche: string[] | null;
    decrites: string[];
  }>`
    select ac.entreprise, ac.ville, f.taches as fiche,
      case when ${apprenti} then m.prenom || ' ' || m.nom
        else trim(ac.tuteur_prenom || ' ' || ac.tuteur_nom) end as tuteur,
      array(
        select distinct unnest(taches) from semaine where dossier_id = d.id
        union
        select distinct unnest(taches) from activite where dossier_id = d.id and supprime_le is null
      ) as decrites
    from dossier d
    left join accueil ac on ac.dossier_id = d.id and ac.rang = 1
    left join lateral (${maitreSousContrat(sql`d.apprenant_id`, today)}) m on ${apprenti}
    left join fiche f on f.dossier_id = d.id
    where d.id = ${dossier}
  `.execute(tx);
  const row = rows[0];
  return {
    entreprise: row?.entreprise ? { nom: row.entreprise, ville: row.ville ?? "" } : null,
    tuteur: row?.tuteur ?? "",
    taches: { fiche: row?.fiche ?? [], decrites: row?.decrites ?? [] },
  };
}

/** Who writes, when. */
export type Auteur = { etablissement: string; habilitation: string; now: Date };

/**
 * Writes what the fusion says, in two statements whatever the number of lines. Changing a bilan that was passed on
 * reopens it.
 * @returns the bilan's id
 */
export async function writeGrille(
  tx: SchoolTx,
  grille: Pick<GrilleLue, "dossier" | "bilan" | "lignes">,
  ecrire: Fusion["ecrire"],
  auteur: Auteur,
): Promise<string> {
  const id = grille.bilan?.id ?? newId();
  const given = (cle: Cle) => ecrire.find((ligne) => ligne.cle === cle)?.valeur;
  const date = given("dateRencontre");
  const commentaire = given("commentaire");
  const champs = {
    ...(date === undefined ? {} : { date_rencontre: (date || null) as CivilDate | null }),
    ...(commentaire === undefined ? {} : { commentaire }),
  };
  if (!grille.bilan)
    await tx
      .insertInto("bilan")
      .values({
        etablissement_id: auteur.etablissement,
        id,
        dossier_id: grille.dossier,
        type: "entreprise",
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
        etat: "brouillon" as const,
        modifie_le: auteur.now,
        modifie_par: auteur.habilitation,
      }))
      .where("id", "=", id)
      .execute();
  await writeLignes(tx, id, ecrire, auteur);
  return id;
}

type LigneEcrite = {
  nature: Nature;
  element: string;
  mode: Mode | null;
  valeur: string | null;
  version: number;
};

async function writeLignes(tx: SchoolTx, bilan: string, ecrire: Fusion["ecrire"], auteur: Auteur) {
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
    select ${auteur.etablissement}::uuid, ${bilan}::uuid, 'conjoint', nature, element, mode, valeur,
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
