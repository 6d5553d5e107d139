import type { SchoolTx } from "#db/pool.ts";
import type { Role } from "#kernel/actor.ts";
import { addDays, type CivilDate, civil, schoolYearOf } from "#kernel/civil-date.ts";
import { newId } from "#kernel/id.ts";
import { garderVersion } from "#referentiel/ecole.ts";
import type { Referentiel } from "#referentiel/types.ts";
import type { Referentiels } from "#referentiel/versions.ts";

export type DemoSchool = {
  id: string;
  nom: string;
  uai: string;
  ville: string;
  motDePasse: string;
  today: CivilDate;
  now: Date;
  referentiels: Referentiels;
};
export type DemoClass = { id: string; nom: string; niveau: string; referentiel: Referentiel };
export type DemoLearner = {
  id: string;
  nom: string;
  prenom: string;
  statut: "scolaire" | "apprenti";
  habilitation: string;
};

export async function addSchool(tx: SchoolTx, school: DemoSchool): Promise<void> {
  await tx
    .insertInto("etablissement")
    .values({
      id: school.id,
      uai: school.uai,
      nom: school.nom,
      adresse: "1, rue des Ateliers",
      code_postal: "76500",
      ville: school.ville,
      chef: "Odile Renard",
      telephone: "02 35 00 00 00",
      courriel: `accueil@${school.ville === "Elbeuf" ? "lycee-demo" : "lycee-voisin"}.test`,
    })
    .execute();
}

/** A person who signs in by mail with the demonstration's password. Returns the role's id. */
export async function addPerson(
  tx: SchoolTx,
  school: Omit<DemoSchool, "motDePasse"> & { motDePasse: string | null },
  role: Role,
  name: { nom: string; prenom: string },
  courriel: string | null,
  login: string | null = null,
): Promise<string> {
  const identite = newId();
  const id = newId();
  // a tuteur de stage enters by his link: no password, and his address opens no account
  const byLink = role === "tuteur";
  await tx
    .insertInto("identite")
    .values({ id: identite, ...name, mot_de_passe: byLink ? null : school.motDePasse })
    .execute();
  if (courriel && !byLink)
    await tx
      .insertInto("identifiant")
      .values({ type: "courriel", valeur: courriel, identite_id: identite })
      .execute();
  if (login)
    await tx
      .insertInto("identifiant")
      .values({ type: "login", valeur: login, identite_id: identite })
      .execute();
  await tx
    .insertInto("habilitation")
    .values({
      etablissement_id: school.id,
      id,
      identite_id: identite,
      role,
      ...name,
      courriel,
      du: addDays(school.today, -400),
      au: null,
    })
    .execute();
  return id;
}

export async function addClass(
  tx: SchoolTx,
  school: DemoSchool,
  nom: string,
  niveau: string,
  code: string,
  enseignants: string[],
): Promise<DemoClass> {
  const referentiel = school.referentiels.get(code);
  if (!referentiel) throw new Error(`demo: no référentiel ${code}`);
  await garderVersion(tx, school.id, referentiel, school.now);
  const id = newId();
  await tx
    .insertInto("classe")
    .values({
      etablissement_id: school.id,
      id,
      annee: schoolYearOf(school.today),
      nom,
      niveau,
      referentiel: code,
      referentiel_version: referentiel.version,
    })
    .execute();
  for (const enseignant_id of enseignants)
    await tx
      .insertInto("enseignant_classe")
      .values({ etablissement_id: school.id, enseignant_id, classe_id: id })
      .execute();
  return { id, nom, niveau, referentiel };
}

const ascii = (text: string) =>
  text
    .normalize("NFD")
    .replaceAll("Œ", "Oe")
    .replace(/[^\w\s-]/g, "")
    .replaceAll(/\s+/g, "-")
    .toLowerCase();

export async function addLearners(
  tx: SchoolTx,
  school: DemoSchool,
  classe: DemoClass,
  names: { nom: string; prenom: string }[],
  given: {
    accounts?: Record<number, string>;
    apprentis?: Record<number, string>;
    /** the learners from this rank on have no password yet: their coupon is to be printed */
    jamaisVenus?: number;
  },
): Promise<DemoLearner[]> {
  const learners: DemoLearner[] = [];
  const du = civil(`${schoolYearOf(school.today)}-09-01`);
  for (const [i, name] of names.entries()) {
    const id = newId();
    const maitre = given.apprentis?.[i];
    const statut = maitre ? "apprenti" : "scolaire";
    const login = `${ascii(name.prenom)}.${ascii(name.nom)}`;
    const motDePasse = i >= (given.jamaisVenus ?? names.length) ? null : school.motDePasse;
    const habilitation = await addPerson(
      tx,
      { ...school, motDePasse },
      "apprenant",
      name,
      given.accounts?.[i] ?? null,
      login,
    );
    const naissance = addDays(
      du,
      -365 * (classe.niveau === "2DE" ? 15 : classe.niveau === "1RE" ? 16 : 17) - i * 9,
    );
    await tx
      .insertInto("apprenant")
      .values({
        etablissement_id: school.id,
        id,
        habilitation_id: habilitation,
        ...name,
        naissance,
        ine: null,
      })
      .execute();
    await tx
      .insertInto("inscription")
      .values({
        etablissement_id: school.id,
        id: newId(),
        apprenant_id: id,
        classe_id: classe.id,
        statut,
        du,
        au: null,
      })
      .execute();
    if (maitre)
      await tx
        .insertInto("contrat")
        .values({
          etablissement_id: school.id,
          id: newId(),
          apprenant_id: id,
          maitre_id: maitre,
          entreprise: "Mécanique Oissel",
          du: addDays(school.today, -120),
          au: addDays(school.today, 600),
        })
        .execute();
    learners.push({ id, ...name, statut, habilitation });
  }
  return learners;
}
