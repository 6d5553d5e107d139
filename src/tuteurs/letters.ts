import { keepLink } from "#comptes/store.ts";
import type { LetterWriters } from "#courriels/letters.ts";
import { dateRange, de, fullName, longDate } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { gestionHref } from "#tuteurs/liens.ts";
import { expirationLien } from "#tuteurs/rules.ts";
import { loadAcces } from "#tuteurs/store/un-acces.ts";

/** A minor's name travels no further than it must: the first name and an initial are enough for his tutor. */
const brief = ({ nom, prenom }: { nom: string; prenom: string }) => `${prenom} ${[...nom][0] ?? ""}.`;

/** The tutor's invitation (S-35): its link is minted here, as it leaves; 256 random bits, of which the hash is kept. */
export const invitationTuteur: LetterWriters["invitation-tuteur"] = async (tx, mail, context) => {
  const acces = await loadAcces(tx, mail.donnees.accueilTuteur);
  if (!acces || acces.revoqueLe || acces.jusquAu < context.today) return null;
  const { apprenant, tuteur, enseignant, periode, ecole, jusquAu } = acces;
  // corrected since: no link leaves any more for the wrong address
  if (tuteur.courriel !== mail.destinataire) return null;
  const jeton = context.randomBytes(32).toString("base64url");
  await keepLink(tx, {
    but: "tuteur",
    etablissement: mail.etablissement,
    cible: mail.donnees.accueilTuteur,
    jeton,
    now: context.now,
    expire: expirationLien(jusquAu, context.fuseau),
  });
  return {
    sujet: `Votre accès pour suivre ${brief(apprenant)} en entreprise`,
    paragraphes: [
      `Bonjour ${fullName(tuteur)},`,
      `Vous accueillez ${brief(apprenant)} ${dateRange(periode.du, periode.au)} (${periode.nom}). ${fullName(enseignant)}, ${ecole}, vous ouvre un accès à son dossier : la fiche de liaison, le portfolio et les bilans à remplir ensemble.`,
      "Il n’y a ni compte à créer ni mot de passe à retenir : ce lien suffit.",
    ],
    bouton: { texte: "Ouvrir mon accès", lien: `${context.origin}${routes.acces.href({ jeton })}` },
    suite: [
      `Gardez ce message : le lien peut resservir jusqu’au ${longDate(jusquAu)}. Il est personnel, ne le transmettez pas.`,
      "Si vous n’attendiez pas ce message, ignorez-le : sans votre clic, rien ne se passe.",
    ],
  };
};

/** Tells the teacher that a tutor can no longer enter; sending again from the page is the approval. */
export const demandeNouveauLien: LetterWriters["demande-nouveau-lien"] = async (tx, mail, { origin }) => {
  const acces = await loadAcces(tx, mail.donnees.accueilTuteur);
  if (!acces?.demandeLe || acces.revoqueLe) return null;
  const { periode, apprenant } = acces;
  const tuteur = fullName(acces.tuteur);
  return {
    sujet: `${tuteur} demande un nouveau lien d’accès`,
    paragraphes: [
      "Bonjour,",
      `${tuteur}, tuteur ${de(fullName(apprenant))} pour la période « ${periode.nom} », ne peut plus entrer : son lien n’est plus valable. Une demande de nouveau lien a été faite depuis ce lien.`,
    ],
    bouton: {
      texte: "Ouvrir la gestion des tuteurs",
      lien: `${origin}${gestionHref(periode.id, acces)}`,
    },
    suite: ["Vérifiez son courriel avant d’envoyer. Si cette demande vous surprend, ne faites rien."],
  };
};
