import type { LetterWriters } from "#courriels/letters.ts";
import { postLetter } from "#courriels/queue.ts";
import type { SchoolTx } from "#db/pool.ts";
import type { FaitsDossier } from "#dossiers/rules.ts";
import { loadDossier } from "#dossiers/store.ts";
import type { Actor } from "#kernel/actor.ts";
import { de, fullName } from "#kernel/french.ts";
import { routes } from "#routes.ts";

/**
 * When a maître d'apprentissage changes the objectives, the activities or the hours, the référent is told (product.md, writing
 * rights). @returns true when a letter was posted
 */
export async function prevenirReferent(
  tx: SchoolTx,
  actor: Actor,
  faits: FaitsDossier,
  now: Date,
): Promise<boolean> {
  if (actor.role !== "maitre") return false;
  const referent = await tx
    .selectFrom("habilitation")
    .select("courriel")
    .where("id", "=", faits.referent ?? faits.periode.auteur)
    .executeTakeFirst();
  if (!referent?.courriel) return false;
  await postLetter(
    tx,
    {
      etablissement: actor.etablissement.id,
      destinataire: referent.courriel,
      dossier: faits.dossier,
      now,
    },
    { modele: "fiche-modifiee", donnees: { dossier: faits.dossier, par: actor.habilitation } },
  );
  return true;
}

export const ficheModifiee: LetterWriters["fiche-modifiee"] = async (tx, { donnees }, { origin }) => {
  const faits = await loadDossier(tx, donnees.dossier);
  const maitre = await tx
    .selectFrom("habilitation")
    .select(["nom", "prenom"])
    .where("id", "=", donnees.par)
    .executeTakeFirst();
  if (!faits || !maitre) return null;
  const apprenti = fullName(faits.apprenant);
  return {
    sujet: `Fiche de liaison modifiée : ${apprenti}`,
    paragraphes: [
      "Bonjour,",
      `${fullName(maitre)}, maître d’apprentissage, a modifié la fiche de liaison ${de(apprenti)} pour la période « ${faits.periode.nom} ».`,
    ],
    bouton: {
      texte: "Lire ce qui a changé",
      lien: `${origin}${routes.ficheHistorique.href({ dossier: faits.dossier })}`,
    },
    suite: ["Vous recevez ce message parce que vous êtes le référent de ce dossier."],
  };
};
