import { type EtatGrille, epreuveText, session } from "#bilans/certificative/rules.ts";
import type { Candidat } from "#bilans/certificative/store.ts";
import { statutDe } from "#referentiel/rules.ts";
import type { StatutPeriode } from "#referentiel/types.ts";
import { type Referentiels, referentielDe } from "#referentiel/versions.ts";

/** What is asked of the list: a class ("" = those of the teacher), a part of the exam, a state. */
export type Demande = { classe: string; epreuve: string; etat: string };

export const lireDemande = (query: URLSearchParams): Demande => ({
  classe: query.get("classe") ?? "",
  epreuve: query.get("epreuve") ?? "",
  etat: query.get("etat") ?? "",
});

export const ETATS: readonly EtatGrille[] = ["absente", "brouillon", "valide"];

export type CandidatDEpreuve = Candidat & { statut: StatutPeriode; epreuve: string };

/** Candidates of one exam in one session, in the order of their lists. */
export type Partie = { session: number; code: string; epreuve: string; candidats: CandidatDEpreuve[] };

/** Those whose status has a certificative grid, in the référentiel their period was issued with. */
export const candidatsDEpreuve = (
  candidats: readonly Candidat[],
  referentiels: Referentiels,
): CandidatDEpreuve[] =>
  candidats.flatMap((candidat) => {
    const ref = referentielDe(referentiels, candidat.periode);
    if (!ref) return [];
    const statut = statutDe(ref, candidat.periode.statut);
    return statut.grilleCertificative ? [{ ...candidat, statut, epreuve: epreuveText(ref, statut) }] : [];
  });

/** The list asked for, by session (the latest first) and by part. */
export function parties(candidats: readonly CandidatDEpreuve[], demande: Demande): Partie[] {
  const found: Partie[] = [];
  for (const candidat of candidats) {
    if (demande.epreuve && candidat.statut.code !== demande.epreuve) continue;
    if (demande.etat && candidat.etat !== demande.etat) continue;
    const annee = session(candidat.classe.annee);
    const own = found.find((one) => one.session === annee && one.code === candidat.statut.code);
    if (own) own.candidats.push(candidat);
    else
      found.push({
        session: annee,
        code: candidat.statut.code,
        epreuve: candidat.epreuve,
        candidats: [candidat],
      });
  }
  return found.sort((a, b) => b.session - a.session || (a.code < b.code ? -1 : 1));
}
