import type { Conflict } from "#kernel/form.ts";
import { count } from "#kernel/french.ts";
import { type Commande, changements, type Poste } from "#portfolio/organigramme/rules.ts";
import type { Organigramme } from "#portfolio/organigramme/store.ts";

const guillemets = (poste: Pick<Poste, "fonction"> | undefined) => `« ${poste?.fonction ?? "?"} »`;

/** A command as one would say it: « ajouter « Magasinier » sous « Direction » ». */
function enClair(commande: Commande, postes: readonly Poste[]): string {
  const trouve = (id: string | null) => postes.find((poste) => poste.id === id);
  const place = (id: string | null) => (id === null ? "tout en haut" : `sous ${guillemets(trouve(id))}`);
  switch (commande.faire) {
    case "ajouter":
      return `ajouter ${guillemets(commande)} ${place(commande.sous)}`;
    case "modifier":
      return `écrire « ${[commande.fonction, commande.nom].filter(Boolean).join(", ")} » à la place de ${guillemets(trouve(commande.poste))}`;
    case "monter":
    case "descendre":
      return `${commande.faire} ${guillemets(trouve(commande.poste))}`;
    case "deplacer":
      return `déplacer ${guillemets(trouve(commande.poste))} ${place(commande.sous)}`;
    case "retirer":
      return `retirer ${guillemets(trouve(commande.poste))}`;
    case "modele":
      return "commencer avec le modèle";
    case "retablir":
      return "remettre ce qui venait d’être retiré";
  }
}

/** What another device did since the page was made, and what was asked here: nothing is lost, the learner chooses. */
export const conflitDe = (faits: {
  organigramme: Pick<Organigramme, "version" | "postes">;
  /** the tree the page showed, when it says */
  vu: readonly Poste[] | null;
  commande: Commande;
  quand: string;
}): Conflict => {
  const { organigramme, vu, commande } = faits;
  const autres = vu ? changements(vu, organigramme.postes) : [];
  return {
    version: organigramme.version,
    by: `Tu as changé cet organigramme ${faits.quand}, dans un autre onglet ou sur un autre appareil.`,
    fields: [
      {
        name: "organigramme",
        label: "L’organigramme",
        theirs: autres.join(" ; "),
        yours: enClair(commande, [...organigramme.postes, ...(vu ?? [])]),
      },
    ],
  };
};

/** After a command: the post to stand on, and the sentence of the next page. */
export function fait(
  commande: Commande,
  avant: readonly Poste[],
  apres: readonly Poste[],
  inchange: boolean,
): { choisi?: string; message: string } {
  switch (commande.faire) {
    case "ajouter":
      return { choisi: commande.id, message: `${guillemets(commande)} ajouté.` };
    case "modifier":
      return { choisi: commande.poste, message: "Poste enregistré." };
    case "monter":
    case "descendre": {
      const lui = guillemets(apres.find(({ id }) => id === commande.poste));
      const bout = commande.faire === "monter" ? "le premier" : "le dernier";
      return {
        choisi: commande.poste,
        message: inchange
          ? `${lui} est déjà ${bout} de son groupe.`
          : `${lui} ${commande.faire === "monter" ? "monté" : "descendu"}.`,
      };
    }
    case "deplacer":
      return {
        choisi: commande.poste,
        message: inchange ? "Ce poste était déjà à cette place." : "Poste déplacé.",
      };
    case "retirer": {
      const retire = avant.find(({ id }) => id === commande.poste);
      const avec = avant.length - apres.length - 1;
      return {
        choisi: apres.find(({ id }) => id === retire?.parent)?.id,
        message: `${guillemets(retire)} retiré${avec > 0 ? `, avec ${count(avec, "poste")} du dessous` : ""}.`,
      };
    }
    case "modele":
      return { message: "Le modèle est posé : change chaque poste pour qu’il ressemble à ton entreprise." };
    case "retablir":
      return { message: "C’est remis comme avant." };
  }
}
