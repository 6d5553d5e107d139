import { verifierAttitudes } from "#bilans/attitudes/rules.ts";
import { verifierEvaluation } from "#bilans/entreprise/rules.ts";
import { type Cle, cleDe, lireCompetence, type Soumise, valeurCompetence } from "#bilans/lignes/rules.ts";
import type { FaitsTranscription } from "#bilans/papier/rights.ts";
import { allowed, type Decision } from "#kernel/decision.ts";
import { fullName } from "#kernel/french.ts";
import type { Referentiel } from "#referentiel/types.ts";

/** The two bilans that one paper may hold; which of them this person may write here. */
export type Parties = { entreprise: boolean; attitudes: boolean };

/** What one paper says, line by line, for each of the two bilans. */
export type Releve = { entreprise: Soumise[]; attitudes: Soumise[] };

/** A criterion ticked on the paper puts its competence in « évaluation détaillée »: it would not be read otherwise. */
export function enDetail(ref: Pick<Referentiel, "competences">, lignes: readonly Soumise[]): Soumise[] {
  const choisis = new Set(
    lignes.flatMap(({ cle, valeur, base }) =>
      cle.startsWith("detail.") && valeur !== "" && valeur !== base.valeur ? [cle] : [],
    ),
  );
  const detaillees = new Set<Cle>(
    ref.competences
      .filter(({ details }) => details.some(({ code }) => choisis.has(cleDe("detail", code))))
      .map(({ code }) => cleDe("competence", code)),
  );
  return lignes.map((ligne) =>
    detaillees.has(ligne.cle)
      ? { ...ligne, valeur: valeurCompetence("detaillee", lireCompetence(ligne.valeur).niveau) }
      : ligne,
  );
}

/** A bilan left empty on the paper stays a draft: the other one is passed on all the same. */
export function aTransmettre(
  { grille, attitudes }: FaitsTranscription,
  parties: Parties,
  releve: Releve,
): Parties {
  return {
    entreprise: parties.entreprise && verifierEvaluation(grille.lignes, releve.entreprise).ok,
    attitudes: parties.attitudes && verifierAttitudes(attitudes.lignes, releve.attitudes).ok,
  };
}

/** A paper on which nothing is evaluated is not passed on. */
export function verifierReleve(faits: FaitsTranscription, parties: Parties, releve: Releve): Decision {
  const sent = aTransmettre(faits, parties, releve);
  if (sent.entreprise || sent.attitudes) return allowed;
  return parties.entreprise
    ? verifierEvaluation(faits.grille.lignes, releve.entreprise)
    : verifierAttitudes(faits.attitudes.lignes, releve.attitudes);
}

/** What was passed on, and what was not because nothing is chosen there. */
export function messageTransmis(
  apprenant: { nom: string; prenom: string },
  parties: Parties,
  sent: Parties,
): string {
  const a = ` à ${fullName(apprenant)}.`;
  if (sent.entreprise && sent.attitudes) return `Bilan entreprise et bilan des attitudes transmis${a}`;
  if (sent.entreprise)
    return `Bilan entreprise transmis${a}${parties.attitudes ? " Aucune attitude n’est choisie : leur bilan n’est pas transmis." : ""}`;
  return `Bilan des attitudes transmis${a}${parties.entreprise ? " Aucune compétence n’est évaluée : le bilan entreprise n’est pas transmis." : ""}`;
}
