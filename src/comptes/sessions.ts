import { sql } from "kysely";
import { limitsOf, type Ouverture } from "#comptes/rules.ts";
import { fingerprint } from "#comptes/secrets.ts";
import type { Espace } from "#comptes/store.ts";
import type { Database, SchoolTx } from "#db/pool.ts";
import type { Actor } from "#kernel/actor.ts";
import type { OpenSession, Sessions } from "#web/deps.ts";

/** Opens a session: the browser keeps the token, the database its hash. */
export async function openSession(
  db: Database,
  who: {
    identite: string;
    espace: Pick<Espace, "etablissement" | "habilitation" | "role">;
    token: string;
    now: Date;
    /** the session opens nothing before the second factor is given */
    secondFactor?: boolean;
    ouverture?: Ouverture;
    /** the device, in words */
    appareil?: string;
  },
): Promise<void> {
  const { idle, absolute } = limitsOf(who.espace.role, who.ouverture ?? "habituelle");
  await db
    .insertInto("session")
    .values({
      empreinte: fingerprint(who.token),
      identite_id: who.identite,
      etablissement_id: who.espace.etablissement,
      habilitation_id: who.espace.habilitation,
      cree_le: who.now,
      vue_le: who.now,
      inactive_apres: `${idle / 1000} seconds`,
      expire_le: new Date(who.now.getTime() + absolute),
      second_facteur_attendu: who.secondFactor ?? false,
      appareil: who.appareil ?? "",
    })
    .execute();
}

export const closeSession = (db: Database, print: Buffer) =>
  db.deleteFrom("session").where("empreinte", "=", print).execute();

/** Ends every session of one role at the next request (access revoked, person gone). */
export const closeSessionsOf = (tx: SchoolTx, etablissement: string, habilitation: string) =>
  tx
    .deleteFrom("session")
    .where("etablissement_id", "=", etablissement)
    .where("habilitation_id", "=", habilitation)
    .execute();

const MINUTE = 60_000;

async function find(
  db: Database,
  token: string,
  now: Date,
  { geste }: { geste: boolean },
): Promise<OpenSession | null> {
  const print = fingerprint(token);
  const row = await db
    .selectFrom("session")
    .innerJoin("identite", "identite.id", "session.identite_id")
    .select([
      "session.identite_id as identite",
      "session.etablissement_id as etablissement",
      "session.habilitation_id as habilitation",
      "session.vue_le as vueLe",
      "identite.mot_de_passe_provisoire as provisoire",
      "session.second_facteur_attendu as attendu",
    ])
    .where("session.empreinte", "=", print)
    .where("session.expire_le", ">", now)
    .where(sql<boolean>`session.vue_le + session.inactive_apres > ${now}`)
    .executeTakeFirst();
  if (!row) return null;
  // one write a minute at most: the last gesture, for the idle limit
  if (geste && now.getTime() - row.vueLe.getTime() > MINUTE)
    await db.updateTable("session").set({ vue_le: now }).where("empreinte", "=", print).execute();
  const { vueLe: _, provisoire, attendu, ...session } = row;
  // the second factor first: a password is not changed on the strength of a password alone
  const pending = attendu ? "second-facteur" : provisoire ? "mot-de-passe" : null;
  return { ...session, pending, fingerprint: print };
}

type ActorRow = {
  role: Actor["role"];
  nom: string;
  prenom: string;
  lectureConfortable: boolean;
  nomEtablissement: string;
  fuseau: string;
  referentielsVersion: number;
  documentsApprentis: boolean;
  apprenant: string | null;
  classes: string[] | null;
  dossiers: string[] | null;
  apprenants: string[] | null;
};

/** The person and the facts that rights are decided on, in one statement; null once the role has ended. */
async function actor(tx: SchoolTx, session: OpenSession, now: Date): Promise<Actor | null> {
  const { rows } = await sql<ActorRow>`
    with moi as (
      select h.*, i.lecture_confortable, e.nom as nom_etablissement, e.fuseau, e.referentiels_version, e.reglages,
        (${now}::timestamptz at time zone e.fuseau)::date as jour
      from habilitation h
      join etablissement e on e.id = h.etablissement_id
      join identite i on i.id = h.identite_id
      where h.etablissement_id = ${session.etablissement} and h.id = ${session.habilitation}
        and h.identite_id = ${session.identite}
    )
    select role, nom, prenom, lecture_confortable as "lectureConfortable",
      nom_etablissement as "nomEtablissement", fuseau, referentiels_version as "referentielsVersion",
      coalesce(reglages ->> 'documentsApprentis' = 'true', false) as "documentsApprentis",
      case role when 'apprenant' then (
        select a.id from apprenant a where a.etablissement_id = moi.etablissement_id and a.habilitation_id = moi.id
      ) end as apprenant,
      case role when 'enseignant' then array(
        select c.classe_id from enseignant_classe c
        where c.etablissement_id = moi.etablissement_id and c.enseignant_id = moi.id
      ) end as classes,
      case role when 'tuteur' then array(
        select t.dossier_id from accueil_tuteur t
        where t.etablissement_id = moi.etablissement_id and t.tuteur_id = moi.id
          and t.revoque_le is null and t.jusqu_au >= moi.jour
      ) end as dossiers,
      case role when 'maitre' then array(
        select k.apprenant_id from contrat k
        where k.etablissement_id = moi.etablissement_id and k.maitre_id = moi.id and moi.jour between k.du and k.au
      ) end as apprenants
    from moi where du <= jour and (au is null or au >= jour)
  `.execute(tx);
  const row = rows[0];
  if (!row) return null;
  const person = {
    habilitation: session.habilitation,
    identite: session.identite,
    nom: row.nom,
    prenom: row.prenom,
    lectureConfortable: row.lectureConfortable,
    etablissement: {
      id: session.etablissement,
      nom: row.nomEtablissement,
      fuseau: row.fuseau,
      referentielsVersion: row.referentielsVersion,
      documentsApprentis: row.documentsApprentis,
    },
  };
  switch (row.role) {
    case "apprenant":
      return row.apprenant ? { ...person, role: "apprenant", apprenant: row.apprenant } : null;
    case "enseignant":
      return { ...person, role: "enseignant", classes: row.classes ?? [] };
    case "tuteur":
      return { ...person, role: "tuteur", dossiers: row.dossiers ?? [] };
    case "maitre":
      return { ...person, role: "maitre", apprenants: row.apprenants ?? [] };
    case "administrateur":
      return { ...person, role: "administrateur" };
  }
}

export const sessions: Sessions = { find, actor };
