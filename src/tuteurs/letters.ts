import { keepLink } from "#comptes/store.ts";
import type { LetterWriters } from "#courriels/letters.ts";
import type { SchoolTx } from "#db/pool.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { dateRange, de, fullName, longDate } from "#kernel/french.ts";
import { routes } from "#routes.ts";
import { expirationLien } from "#tuteurs/rules.ts";

type Faits = {
  dossier: string;
  periode: string;
  periodeNom: string;
  du: CivilDate;
  au: CivilDate;
  apprenant: { nom: string; prenom: string };
  tuteur: { nom: string; prenom: string };
  enseignant: { nom: string; prenom: string };
  ecole: string;
  jusquAu: CivilDate;
  demandeLe: Date | null;
};

/** What both letters are written from; null once the access is revoked, or the dossier gone. */
async function faitsDe(tx: SchoolTx, accueilTuteur: string): Promise<Faits | null> {
  const row = await tx
    .selectFrom("accueil_tuteur as t")
    .innerJoin("dossier as d", "d.id", "t.dossier_id")
    .innerJoin("periode as p", "p.id", "d.periode_id")
    .innerJoin("apprenant as a", "a.id", "d.apprenant_id")
    .innerJoin("habilitation as h", "h.id", "t.tuteur_id")
    .innerJoin("habilitation as e", "e.id", "t.invite_par")
    .innerJoin("etablissement as s", "s.id", "t.etablissement_id")
    .select([
      "d.id as dossier",
      "p.id as periode",
      "p.nom as periodeNom",
      "p.du",
      "p.au",
      "a.nom as aNom",
      "a.prenom as aPrenom",
      "h.nom as hNom",
      "h.prenom as hPrenom",
      "e.nom as eNom",
      "e.prenom as ePrenom",
      "s.nom as ecole",
      "t.jusqu_au as jusquAu",
      "t.nouveau_lien_demande_le as demandeLe",
    ])
    .where("t.id", "=", accueilTuteur)
    .where("t.revoque_le", "is", null)
    .where("d.retire_le", "is", null)
    .where("p.supprime_le", "is", null)
    .executeTakeFirst();
  if (!row) return null;
  const { aNom, aPrenom, hNom, hPrenom, eNom, ePrenom, ...rest } = row;
  return {
    ...rest,
    apprenant: { nom: aNom, prenom: aPrenom },
    tuteur: { nom: hNom, prenom: hPrenom },
    enseignant: { nom: eNom, prenom: ePrenom },
  };
}

/** A minor's name travels no further than it must: the first name and an initial are enough for his tutor. */
const brief = ({ nom, prenom }: { nom: string; prenom: string }) => `${prenom} ${[...nom][0] ?? ""}.`;

/** The tutor's invitation (S-35): its link is minted here, as it leaves; 256 random bits, of which the hash is kept. */
export const invitationTuteur: LetterWriters["invitation-tuteur"] = async (tx, mail, context) => {
  const faits = await faitsDe(tx, mail.donnees.accueilTuteur);
  if (!faits || faits.jusquAu < context.today) return null;
  const jeton = context.randomBytes(32).toString("base64url");
  await keepLink(tx, {
    but: "tuteur",
    etablissement: mail.etablissement,
    cible: mail.donnees.accueilTuteur,
    jeton,
    now: context.now,
    expire: expirationLien(faits.jusquAu, context.fuseau),
  });
  return {
    sujet: `Votre accès pour suivre ${brief(faits.apprenant)} en entreprise`,
    paragraphes: [
      `Bonjour ${fullName(faits.tuteur)},`,
      `Vous accueillez ${brief(faits.apprenant)} ${dateRange(faits.du, faits.au)} (${faits.periodeNom}). ${fullName(faits.enseignant)}, du ${faits.ecole}, vous ouvre un accès à son dossier : la fiche de liaison, le portfolio et les bilans à remplir ensemble.`,
      "Il n’y a ni compte à créer ni mot de passe à retenir : ce lien suffit.",
    ],
    bouton: { texte: "Ouvrir mon accès", lien: `${context.origin}${routes.acces.href({ jeton })}` },
    suite: [
      `Gardez ce message : le lien peut resservir jusqu’au ${longDate(faits.jusquAu)}. Il est personnel, ne le transmettez pas.`,
      "Si vous n’attendiez pas ce message, ignorez-le : sans votre clic, rien ne se passe.",
    ],
  };
};

/** Tells the teacher that a tutor can no longer enter; sending again from the page is the approval. */
export const demandeNouveauLien: LetterWriters["demande-nouveau-lien"] = async (tx, mail, { origin }) => {
  const faits = await faitsDe(tx, mail.donnees.accueilTuteur);
  if (!faits?.demandeLe) return null;
  const { dossier, periode } = faits;
  return {
    sujet: `${fullName(faits.tuteur)} demande un nouveau lien d’accès`,
    paragraphes: [
      "Bonjour,",
      `${fullName(faits.tuteur)}, tuteur ${de(fullName(faits.apprenant))} pour la période « ${faits.periodeNom} », ne peut plus entrer : son lien n’est plus valable. Une demande de nouveau lien a été faite depuis ce lien.`,
    ],
    bouton: {
      texte: "Ouvrir la gestion des tuteurs",
      lien: `${origin}${routes.tuteurs.href({ periode }, { dossier })}`,
    },
    suite: ["Vérifiez l’adresse mail avant d’envoyer. Si cette demande vous surprend, ne faites rien."],
  };
};
