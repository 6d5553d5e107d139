import { postLetters } from "#courriels/queue.ts";
import type { Job } from "#jobs/runner.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { lireReglages, occasion } from "#relances/reglages/rules.ts";
import { type DossierSuivi, direResume } from "#relances/resume/rules.ts";
import { dossiersASuivre, noterResumes, type Personne, personnesAPrevenir } from "#relances/resume/store.ts";

/**
 * Those who have something to be told today: each person once, in his main role, though his letter will speak of all of
 * them. One whose digest cannot be worked out is passed over: the others have theirs.
 * @param failed told of each one passed over
 */
export function aPrevenir(
  personnes: readonly Personne[],
  dossiers: readonly DossierSuivi[],
  today: CivilDate,
  failed: (personne: Personne, error: Error) => void,
  dire = direResume,
): Personne[] {
  const told = new Set(personnes.filter(({ dernier }) => dernier === today).map(({ identite }) => identite));
  return personnes.filter((personne) => {
    const raison = occasion(lireReglages(personne.role, personne.reglages), today, personne.dernier);
    if (raison === null || told.has(personne.identite)) return false;
    try {
      if (dire(personne, dossiers, today, raison).length === 0) return false;
    } catch (error) {
      failed(personne, error as Error);
      return false;
    }
    told.add(personne.identite);
    return true;
  });
}

/**
 * The digest (B-14) and the learners' reminder of Friday (B-08): at most one letter a day and a person, only when there is
 * something to say. The letters are written as they leave, from the same rules; as many statements for five people as
 * for five hundred.
 */
export const resume: Job = {
  nom: "resume",
  heure: 7,
  run: async (tx, { etablissement, now, today, referentiels, log }) => {
    const personnes = await personnesAPrevenir(tx, today);
    const dossiers = await dossiersASuivre(tx, personnes, { today, referentiels });
    const prevenus = aPrevenir(personnes, dossiers, today, ({ habilitation }, { name: kind }) =>
      log.error({ habilitation, kind }, "digest not worked out"),
    );
    const courriels = await postLetters(
      tx,
      prevenus.map(({ habilitation, courriel: destinataire }) => ({
        envelope: { etablissement, destinataire, now },
        letter: { modele: "resume", donnees: { habilitation, jour: today } },
      })),
    );
    const resumes = prevenus.map(({ habilitation }, i) => ({ habilitation, courriel: courriels[i] ?? "" }));
    await noterResumes(tx, { etablissement, today }, resumes);
  },
};
