import { sql } from "kysely";
import type { Preuve } from "#bilans/entreprise/preuves.ts";
import type { FaitsBilan } from "#bilans/entreprise/rules.ts";
import type { Cle, Stockee } from "#bilans/lignes/rules.ts";
import { loadBilan, loadLignes } from "#bilans/lignes/store.ts";
import type { SchoolTx } from "#db/pool.ts";
import type { Voisins } from "#dossiers/rules/voisins.ts";
import type { FaitsDossier } from "#dossiers/rules.ts";
import { maitreSousContrat } from "#dossiers/store/maitre.ts";
import { loadDossier } from "#dossiers/store.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { statutDe } from "#referentiel/rules.ts";
import type { Referentiel } from "#referentiel/types.ts";
import { type Referentiels, referentielDe } from "#referentiel/versions.ts";
import { dernierBilanIntermediaire } from "#verrous/store.ts";

type Entreprise = { nom: string; ville: string };

/** The bilan and what its rights are decided on. */
type BilanComplet = FaitsBilan & { voisins: Voisins; ref: Referentiel };

/** Everything the grid shows. */
export type GrilleLue = BilanComplet & {
  entreprise: Entreprise | null;
  /** the tuteur de stage of the fiche, or the maître d'apprentissage under contract; empty when unknown */
  tuteur: string;
  /** tasks of the learner's fiche, and those he told in his weeks and activities */
  taches: { fiche: readonly string[]; decrites: readonly string[] };
  /** the weeks and activities that tell them */
  preuves: readonly Preuve[];
  /** what the learner says of himself on the same grid (B-22); null while he has not begun */
  auto: AutoEvaluation | null;
};

export type AutoEvaluation = { id: string; modifieLe: Date; lignes: ReadonlyMap<Cle, Stockee> };

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
  const faits = await loadBilanComplet(tx, dossier, referentiels, hold);
  if (!faits) return null;
  return { ...faits, auto: await loadAuto(tx, dossier), ...(await loadSejour(tx, faits, today)) };
}

/** The bilan alone, without what surrounds it: what the other evaluators wrote meanwhile. */
export async function loadBilanComplet(
  tx: SchoolTx,
  dossier: string,
  referentiels: Referentiels,
  hold: boolean,
): Promise<BilanComplet | null> {
  const faits = await loadDossier(tx, dossier);
  if (!faits) return null;
  const ref = referentielDe(referentiels, faits.periode);
  if (!ref) throw new Error(`no référentiel ${faits.periode.referentiel}`);
  const dernierBilan = await dernierBilanIntermediaire(tx, faits.apprenant.id, hold);
  if (hold) await tx.selectFrom("dossier").select("id").where("id", "=", dossier).forNoKeyUpdate().execute();
  const lu = await loadBilan(tx, dossier, "entreprise", hold);
  return {
    ...faits,
    ref,
    statut: statutDe(ref, faits.periode.statut),
    dernierBilan,
    bilan: lu?.bilan ?? null,
    lignes: lu ? await loadLignes(tx, lu, ["tache", "competence", "detail", "engagement"]) : new Map(),
  };
}

async function loadAuto(tx: SchoolTx, dossier: string): Promise<AutoEvaluation | null> {
  const lu = await loadBilan(tx, dossier, "autoevaluation", false);
  if (!lu) return null;
  const { id, modifieLe } = lu.bilan;
  const lignes = await loadLignes(tx, lu, ["competence", "detail", "engagement"], "autoevaluation");
  return { id, modifieLe, lignes };
}

/** The company of the stay, the tasks known of it and where the portfolio tells them, in one statement. */
export async function loadSejour(
  tx: SchoolTx,
  { dossier, apprenant }: FaitsDossier,
  today: CivilDate,
): Promise<Pick<GrilleLue, "entreprise" | "tuteur" | "taches" | "preuves">> {
  const apprenti = sql`${apprenant.statut === "apprenti"}::boolean`;
  const { rows } = await sql<{
    entreprise: string | null;
    ville: string | null;
    tuteur: string | null;
    fiche: string[] | null;
    preuves: Preuve[];
  }>`
    select ac.entreprise, ac.ville, f.taches as fiche,
      case when ${apprenti} then m.prenom || ' ' || m.nom
        else trim(ac.tuteur_prenom || ' ' || ac.tuteur_nom) end as tuteur,
      (select coalesce(json_agg(to_json(x) order by x.lundi is null, x.lundi, x.rang), '[]') from (
        select s.lundi::text, null as activite, '' as titre, s.taches, array[]::text[] as competences, 0 as rang
        from semaine s where s.dossier_id = d.id
        union all
        select null, a.id, a.titre, a.taches, array(select c.code from jsonb_array_elements_text(
            case jsonb_typeof(a.champs -> 'competences') when 'array' then a.champs -> 'competences' else '[]' end
          ) as c (code)), a.rang
        from activite a where a.dossier_id = d.id and a.supprime_le is null
      ) x where x.taches <> '{}' or x.competences <> '{}') as preuves
    from dossier d
    left join accueil ac on ac.dossier_id = d.id and ac.rang = 1
    left join lateral (${maitreSousContrat(sql`d.apprenant_id`, today)}) m on ${apprenti}
    left join fiche f on f.dossier_id = d.id
    where d.id = ${dossier}
  `.execute(tx);
  const row = rows[0];
  const preuves = row?.preuves ?? [];
  const decrites = [...new Set(preuves.flatMap((preuve) => preuve.taches))];
  return {
    entreprise: row?.entreprise ? { nom: row.entreprise, ville: row.ville ?? "" } : null,
    tuteur: row?.tuteur ?? "",
    taches: { fiche: row?.fiche ?? [], decrites },
    preuves,
  };
}
