import type { LetterContext, LetterWriters } from "#courriels/letters.ts";
import type { SchoolTx } from "#db/pool.ts";
import { type EtatDossier, etapesEnRetard } from "#dossiers/rules/etat.ts";
import { etatsDesDossiers } from "#dossiers/store/etats.ts";
import { statutDe } from "#referentiel/rules.ts";
import { referentielDe } from "#referentiel/versions.ts";
import { lettreRappel } from "#relances/rappel/lettre.ts";
import {
  type Contact,
  destinataire,
  type EtapeRappel,
  lireEtape,
  premiereSemaine,
} from "#relances/rappel/rules.ts";
import { contacts, signataire } from "#relances/rappel/store.ts";
import { lienDuTuteur } from "#relances/store.ts";
import { routes } from "#routes.ts";

/** Where the button leads: a tutor enters by a link of his own, the others by the page itself. */
async function lienDe(
  tx: SchoolTx,
  given: { etablissement: string; etape: EtapeRappel; etat: EtatDossier; contact: Contact },
  context: LetterContext,
): Promise<string | null> {
  const { etape, etat, contact } = given;
  const { dossier } = etat;
  if (etape === "entreprise") return `${context.origin}${routes.ficheLieu.href({ dossier })}`;
  if (etape === "semaines")
    return `${context.origin}${routes.semaine.href({ dossier, lundi: premiereSemaine(etat, context.today) })}`;
  if (etat.apprenant.statut === "apprenti") return `${context.origin}${routes.dossier.href({ dossier })}`;
  if (!contact.tuteur) return null;
  const { habilitation: tuteur, acces } = contact.tuteur;
  return lienDuTuteur(tx, { etablissement: given.etablissement, tuteur, acces }, context);
}

/** A teacher's reminder; done meanwhile, or nobody to tell any more: it never leaves. */
export const rappel: LetterWriters["rappel"] = async (tx, mail, context) => {
  const { dossier, par } = mail.donnees;
  const etape = lireEtape(mail.donnees.etape);
  const [etat] = await etatsDesDossiers(tx, { dossiers: [dossier] }, context.today);
  const enseignant = await signataire(tx, par);
  if (!etape || !etat || !enseignant) return null;
  const ref = referentielDe(await context.referentiels(), etat.periode) ?? { statutsPeriode: [] };
  const late = etapesEnRetard(etat, statutDe(ref, etat.periode.statut), context.today);
  if (!late.some((one) => one.etape === etape)) return null;
  const contact = (await contacts(tx, { dossier }, etape, context.today)).get(dossier);
  const qui = contact && destinataire(etape, etat, contact);
  // somebody else follows the learner by now: what was addressed to the former one is not for him
  if (!contact || qui?.courriel !== mail.destinataire) return null;
  const lien = await lienDe(tx, { etablissement: mail.etablissement, etape, etat, contact }, context);
  if (!lien) return null;
  return lettreRappel({ etape, etat, qui, enseignant, ecole: enseignant.ecole, today: context.today }, lien);
};
