import { activation, motDePasseOublie } from "#comptes/letters.ts";
import type { LetterWriters } from "#courriels/letters.ts";
import { courrielChange } from "#etablissement/letters.ts";
import { ficheModifiee } from "#fiche-de-liaison/letters.ts";
import { rappel } from "#relances/rappel/letters.ts";
import { resumeDuJour } from "#relances/resume/letters.ts";
import { demandeNouveauLien, invitationTuteur } from "#tuteurs/letters.ts";

/** Every letter of the house and who writes it. */
export const letterWriters: LetterWriters = {
  activation,
  "mot-de-passe-oublie": motDePasseOublie,
  "courriel-change": courrielChange,
  "invitation-tuteur": invitationTuteur,
  "demande-nouveau-lien": demandeNouveauLien,
  "fiche-modifiee": ficheModifiee,
  resume: resumeDuJour,
  rappel,
};
