import type { AutoEvaluation } from "#bilans/entreprise/store.ts";
import { type Cle, cleDe, lireCompetence } from "#bilans/lignes/rules.ts";
import { valeurText } from "#bilans/lignes/words.ts";
import { competenceDe, niveauDe } from "#referentiel/rules.ts";
import type { Referentiel } from "#referentiel/types.ts";

/** « 4 Satisfaisant », « 3 étoiles (…) »; null where the learner says nothing. */
function dit(ref: Referentiel, auto: AutoEvaluation, cle: Cle): string | null {
  const valeur = auto.lignes.get(cle)?.valeur ?? "";
  if (cle === "engagement") return valeur ? valeurText(ref, cle, valeur) : null;
  const { mode, niveau } = cle.startsWith("competence.")
    ? lireCompetence(valeur)
    : { mode: "", niveau: valeur };
  const mots = niveau ? `${niveau} ${niveauDe(ref, niveau).intitule}` : null;
  if (mode !== "detaillee") return mots;
  const { details } = competenceDe(ref, cle.slice("competence.".length));
  const choisis = details.filter(({ code }) => auto.lignes.get(cleDe("detail", code))?.valeur).length;
  return [mots, `${choisis} sur ${details.length} en détail`].filter(Boolean).join(", ");
}

/** What the learner says of himself, beside each line of the joint grid (B-22): shown, never counted. */
export const autoEnRegard =
  ({ ref, auto }: { ref: Referentiel; auto: AutoEvaluation | null }, tutoie = false) =>
  (cle: Cle) => {
    const mots = auto && dit(ref, auto, cle);
    return mots ? (
      <p class="grille-regard grille-regard-auto">
        {tutoie ? "Ton auto-évaluation" : "Auto-évaluation"}
        {"\u00a0: "}
        <b>{mots}</b>
      </p>
    ) : null;
  };
