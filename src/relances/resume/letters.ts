import type { LetterWriters, WrittenLetter } from "#courriels/letters.ts";
import { count } from "#kernel/french.ts";
import { lireReglages, occasion } from "#relances/reglages/rules.ts";
import { direResume } from "#relances/resume/rules.ts";
import { dossiersASuivre, type Personne, personnesAPrevenir } from "#relances/resume/store.ts";
import { lienDuTuteur } from "#relances/store.ts";
import { routes } from "#routes.ts";

type Mots = Pick<WrittenLetter, "sujet" | "paragraphes" | "suite">;

const pourApprenant = (prenom: string, vendredi: boolean): Mots => ({
  sujet: vendredi ? "Ta semaine t’attend" : "Ce qui t’attend dans ton portfolio",
  paragraphes: [`Bonjour ${prenom},`, vendredi ? "La semaine se termine :" : "Voici ce qui t’attend :"],
});

const pourEnseignant = (points: number): Mots => ({
  sujet: `Périodes en entreprise : ${count(points, "point")} à suivre`,
  paragraphes: ["Bonjour,", "Voici ce qui demande votre attention :"],
});

const pourEntreprise = ({ prenom, nom, ecole }: Personne, suite: readonly string[] = []): Mots => ({
  sujet: "Suivi en entreprise : ce qui vous attend",
  paragraphes: [
    `Bonjour ${prenom} ${nom},`,
    `Voici ce qui vous attend pour le suivi en entreprise, avec le ${ecole} :`,
  ],
  suite,
});

/** The digest, written from what is true as it leaves; nothing left to say, or no longer wanted: it never leaves. */
export const resumeDuJour: LetterWriters["resume"] = async (tx, mail, context) => {
  const { habilitation, jour } = mail.donnees;
  const roles = await personnesAPrevenir(tx, context.today, habilitation);
  const personne = roles.find((one) => one.habilitation === habilitation);
  const raisonDe = (one: Personne) => occasion(lireReglages(one.role, one.reglages), jour, null);
  const raison = personne && raisonDe(personne);
  if (!personne || !raison) return null;
  const referentiels = await context.referentiels();
  const dossiers = await dossiersASuivre(tx, roles, { today: context.today, referentiels });
  const lignes = roles.flatMap((one) => {
    const why = raisonDe(one);
    return why ? direResume(one, dossiers, jour, why) : [];
  });
  if (lignes.length === 0) return null;
  const liste = lignes.map(({ texte, lien }) => ({
    texte,
    ...(lien ? { lien: `${context.origin}${lien}` } : {}),
  }));
  const pied = {
    texte: "Choisir le rythme de ces messages",
    lien: `${context.origin}${routes.mesReglages.href({})}`,
  };
  switch (personne.role) {
    case "apprenant":
      return { ...pourApprenant(personne.prenom, raison === "vendredi"), liste, pied };
    case "enseignant":
      return { ...pourEnseignant(liste.length), liste, pied };
    case "maitre":
      return { ...pourEntreprise(personne), liste, pied };
    case "tuteur": {
      const lien = await lienDuTuteur(
        tx,
        { etablissement: mail.etablissement, tuteur: habilitation, acces: null },
        context,
      );
      if (!lien) return null;
      const mots = pourEntreprise(personne, [
        "Ce message part au plus une fois par semaine. Pour ne plus le recevoir : « Mes réglages », dans le menu à votre nom.",
      ]);
      return { ...mots, liste, bouton: { texte: "Ouvrir mon espace", lien } };
    }
    default:
      return null;
  }
};
