import { sql } from "kysely";
import type { SchoolTx } from "#db/pool.ts";
import { enTete } from "#documents/store/etablissement.ts";
import type { FaitsDossier } from "#dossiers/rules.ts";
import { loadMaitre, type Maitre } from "#dossiers/store/maitre.ts";
import type { Geographie } from "#geographie/geographie.ts";
import type { Role } from "#kernel/actor.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import type { LieuEntreprise } from "#portfolio/carte/rules.ts";
import { loadLieux } from "#portfolio/carte/store.ts";
import type { Conseil } from "#portfolio/commentaires/rules.ts";
import { conseilsEnJson, lireConseils } from "#portfolio/commentaires/store.ts";
import type { Fichier } from "#portfolio/fichiers/rules.ts";
import { loadFichiers } from "#portfolio/fichiers/store.ts";
import { type Ligne, lignesDe } from "#portfolio/organigramme/rules.ts";
import { loadOrganigrammeDe } from "#portfolio/organigramme/store.ts";

/** The rows of one portfolio, as the documents read them. */
export type PortfolioLu = {
  etablissement: Awaited<ReturnType<typeof enTete>>;
  /** in the order of the stays */
  accueils: AccueilLu[];
  maitre: Maitre | null;
  presentation: { activite: string; effectif: string; effectifMaintenance: string; historique: string };
  semaines: SemaineLue[];
  activites: ActiviteLue[];
  conseils: Conseil[];
  fichiers: Fichier[];
  postes: Ligne[];
  /** where the pin of each company stands on the map */
  lieux: LieuEntreprise[];
};

export type AccueilLu = {
  rang: number;
  /** null: the days of the period */
  du: CivilDate | null;
  au: CivilDate | null;
  entreprise: string;
  adresse: string;
  codePostal: string;
  ville: string;
  secteur: string;
  telephone: string;
  tuteurNom: string;
  tuteurPrenom: string;
  tuteurTelephone: string;
  tuteurCourriel: string;
};

export type SemaineLue = {
  lundi: CivilDate;
  fait: string;
  reussi: string;
  aime: string;
  difficile: string;
  jours: Record<string, string>;
  taches: string[];
  vues: { nom: string; prenom: string; role: Role; mot: string; le: string }[];
};

export type ActiviteLue = {
  id: string;
  titre: string;
  condition: string | null;
  champs: Record<string, unknown>;
  taches: string[];
  exporter: boolean;
};

type Row = Pick<PortfolioLu, "accueils" | "semaines" | "activites"> & {
  presentation: PortfolioLu["presentation"] | null;
  conseils: Parameters<typeof lireConseils>[0];
};

const SANS_REPONSE = { activite: "", effectif: "", effectifMaintenance: "", historique: "" };

/** Everything that stands in a portfolio, what was taken out apart; the number of statements does not grow with it. */
export async function loadPortfolioEntier(
  tx: SchoolTx,
  faits: FaitsDossier,
  {
    etablissement,
    today,
    geographie,
  }: {
    etablissement: string;
    today: CivilDate;
    geographie: Pick<Geographie, "situer">;
  },
): Promise<PortfolioLu> {
  const { dossier } = faits;
  const { rows } = await sql<Row>`
    select
      coalesce((select json_agg(json_build_object('rang', rang, 'du', du, 'au', au, 'entreprise', entreprise, 'adresse', adresse, 'codePostal', code_postal,
          'ville', ville, 'secteur', secteur, 'telephone', telephone, 'tuteurNom', tuteur_nom,
          'tuteurPrenom', tuteur_prenom, 'tuteurTelephone', tuteur_telephone, 'tuteurCourriel', tuteur_courriel)
          order by rang) from accueil where dossier_id = ${dossier}), '[]') as accueils,
      (select json_build_object('activite', activite, 'effectif', effectif,
          'effectifMaintenance', effectif_maintenance, 'historique', historique)
        from presentation where dossier_id = ${dossier}) as presentation,
      coalesce((select json_agg(json_build_object('lundi', s.lundi, 'fait', s.fait, 'reussi', s.reussi,
          'aime', s.aime, 'difficile', s.difficile, 'jours', s.jours, 'taches', s.taches,
          'vues', coalesce((
            select json_agg(json_build_object('nom', h.nom, 'prenom', h.prenom, 'role', h.role, 'mot', v.mot,
              'le', v.le) order by v.le, h.id)
            from semaine_vue v
            join habilitation h on h.etablissement_id = v.etablissement_id and h.id = v.habilitation_id
            where v.etablissement_id = s.etablissement_id and v.dossier_id = s.dossier_id and v.lundi = s.lundi
          ), '[]')) order by s.lundi)
        from semaine s where s.dossier_id = ${dossier}), '[]') as semaines,
      coalesce((select json_agg(json_build_object('id', id, 'titre', titre, 'condition', condition,
          'champs', champs, 'taches', taches, 'exporter', exporter) order by rang, cree_le, id)
        from activite where dossier_id = ${dossier} and supprime_le is null), '[]') as activites,
      ${conseilsEnJson(dossier)} as conseils
  `.execute(tx);
  const { presentation, conseils, ...row } = rows[0]!;
  return {
    ...row,
    presentation: presentation ?? SANS_REPONSE,
    conseils: lireConseils(conseils),
    etablissement: await enTete(tx, etablissement),
    maitre: await loadMaitre(tx, faits, today),
    fichiers: (await loadFichiers(tx, dossier)).filter(({ retire, etat }) => !retire && etat === "sain"),
    lieux: await loadLieux(tx, geographie, dossier),
    postes: lignesDe((await loadOrganigrammeDe(tx, dossier)).postes),
  };
}
