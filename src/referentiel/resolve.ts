import { createHash } from "node:crypto";
import type { Defauts, FichierReferentiel } from "#referentiel/schema.ts";
import type {
  Competence,
  LienTacheCompetence,
  NiveauReussite,
  Referentiel,
  StatutPeriode,
} from "#referentiel/types.ts";

/**
 * A référentiel as the application uses it: the file, completed field by field by the defaults. Official labels
 * are kept letter for letter. `version` is the file's own, else a digest of the result: what a record was made
 * with stays recognisable. The school's settings come after, see `withReglages`.
 */
export function resolveReferentiel(file: FichierReferentiel, defauts: Defauts): Referentiel {
  const resolved: Omit<Referentiel, "version"> = {
    code: file.code,
    sigle: file.sigle,
    diplome: file.diplome,
    specialite: file.specialite,
    niveauxClasse: file.niveauxClasse.map(({ code, intitule, abrege }) => ({
      code,
      intitule,
      abrege: abrege ?? defauts.niveauxClasse.find((niveau) => niveau.code === code)?.abrege ?? intitule,
    })),
    activites: file.activites.map(({ code, intitule, verification, taches }) => ({
      code,
      intitule,
      verification,
      taches,
    })),
    groupes: file.groupesCompetences,
    competences: competences(file, defauts),
    attitudes: attitudes(file, defauts),
    echelleAttitudes: filled(file.attitudesProfessionnelles.echelle) ?? defauts.echelleAttitudes,
    niveauxReussite: niveauxReussite(file, defauts),
    engagement: filled(file.engagement?.niveaux ?? []) ?? defauts.engagement,
    statutsPeriode: statutsPeriode(file, defauts),
    matrice: matrice(file),
    epreuves: file.epreuves.map(({ code, intitule, competencesEvaluees, lieuEntreprise }) => ({
      code,
      intitule: intitule ?? null,
      competencesEvaluees,
      lieuEntreprise: lieuEntreprise ?? false,
    })),
    avertissement: file.avertissement ?? null,
    texteReference:
      file.texteReference == null
        ? null
        : [file.texteReference.intitule, file.texteReference.publication].filter(Boolean).join(", "),
  };
  return { ...resolved, version: file.version ?? digest(resolved) };
}

/** Twelve hexadecimal digits that change when the content does. */
export const digest = (content: unknown): string =>
  createHash("sha256").update(JSON.stringify(content)).digest("hex").slice(0, 12);

/** A key of a file is never taken for a property that every object has (« constructor »). */
const own = <T>(record: Record<string, T>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;

const filled = <T>(list: T[]): T[] | undefined => (list.length > 0 ? list : undefined);

const competences = (file: FichierReferentiel, defauts: Defauts): Competence[] =>
  file.competences.map(({ code, groupe, intitule, mobilisee, verification, competencesDetaillees }) => ({
    code,
    groupe,
    intitule,
    mobilisee,
    enMotsSimples: own(own(defauts.enMotsSimples, file.code) ?? {}, code) ?? null,
    details: competencesDetaillees.map((detail, index) => ({
      code: detail.code ?? `${code}#${index + 1}`,
      intitule: detail.intitule,
      sousElements: detail.sousElements,
    })),
    verification,
  }));

const attitudes = (file: FichierReferentiel, defauts: Defauts) =>
  filled(file.attitudesProfessionnelles.items)?.map((item, index) => ({
    code: item.code ?? `ATT${index + 1}`,
    intitule: item.intitule,
  })) ?? defauts.attitudes;

function niveauxReussite(file: FichierReferentiel, defauts: Defauts): NiveauReussite[] {
  const tokens = new Set(defauts.niveauxReussite.map((niveau) => niveau.couleur));
  return defauts.niveauxReussite.map((defaut) => {
    const said = file.niveauxReussite.niveaux.find((niveau) => niveau.code === defaut.code);
    return {
      ...defaut,
      intitule: said?.intitule ?? defaut.intitule,
      // a file may describe what CPRO's screen shows (« bleu »): only a token says how to draw it here
      couleur: said?.couleur != null && tokens.has(said.couleur) ? said.couleur : defaut.couleur,
      compteDansLaSynthese: said?.compteDansLaSynthese ?? defaut.compteDansLaSynthese,
    };
  });
}

/**
 * The statuses the file lists, completed; else the defaults, plus one per exam that the file says is held in
 * the company. An exam whose place is not known gives none: a school adds it by its settings.
 */
function statutsPeriode(file: FichierReferentiel, defauts: Defauts): StatutPeriode[] {
  const certificatif = (code: string): StatutPeriode => ({
    ...defauts.statutCertificatif,
    code,
    intitule: defauts.statutCertificatif.intitule.replace("{epreuve}", code),
  });
  const listed = file.periodes.statuts.map((said): StatutPeriode => {
    const base: StatutPeriode =
      defauts.statutsPeriode.find((statut) => statut.code === said.code) ??
      (said.grilleCertificative
        ? certificatif(said.code)
        : { ...defauts.statutOrdinaire, code: said.code, intitule: said.code });
    const niveaux = said.niveaux ?? base.niveaux;
    return {
      code: said.code,
      intitule: said.intitule ?? base.intitule,
      ...(niveaux ? { niveaux } : {}),
      bilanAttitudes: said.bilanAttitudes ?? base.bilanAttitudes,
      bilanEntreprise: said.bilanEntreprise ?? base.bilanEntreprise,
      grilleCertificative: said.grilleCertificative ?? base.grilleCertificative,
      nourritTableauDeBord: said.nourritTableauDeBord ?? base.nourritTableauDeBord,
      choixApprenants: said.choixApprenants ?? base.choixApprenants,
    };
  });
  return (
    filled(listed) ?? [
      ...defauts.statutsPeriode,
      ...file.epreuves
        .filter((epreuve) => epreuve.lieuEntreprise)
        .map((epreuve) => certificatif(epreuve.code)),
    ]
  );
}

const number = (code: string) => /(\d+)$/.exec(code)?.[1];

/**
 * The file's matrix; where there is none, indicative links: a task points to the competences of the same pôle
 * (Ax → group Cx, or the same bloc). An activity without known tasks stands for its own task, as in `tachesDe`.
 */
function matrice(file: FichierReferentiel): LienTacheCompetence[] {
  if (file.matriceTachesCompetences.length > 0)
    return file.matriceTachesCompetences.map((lien) => ({ ...lien, indicative: false }));
  return file.activites.flatMap((activite) => {
    const pole = number(activite.code);
    const same = file.competences.filter((competence) =>
      competence.groupe === null
        ? activite.bloc != null && competence.bloc === activite.bloc
        : pole !== undefined && number(competence.groupe) === pole,
    );
    const taches = activite.taches.length > 0 ? activite.taches : [activite];
    return taches.flatMap((tache) =>
      same.map((competence) => ({
        tache: tache.code,
        competence: competence.code,
        poids: 1,
        indicative: true,
      })),
    );
  });
}
