import { z } from "zod";
import { type FormInput, misread, type Parsed, parsed, readForm } from "#kernel/form-input.ts";
import { texte, versionLue } from "#portfolio/form.ts";
import {
  type Commande,
  FONCTION_MAX,
  MOI,
  modele,
  NOM_MAX,
  type Poste,
} from "#portfolio/organigramme/rules.ts";
import { depuisTexte, sousDeNouveauxIds } from "#portfolio/organigramme/texte.ts";

/** What a form of the page asks for, on the tree that page showed. */
export type Demande = { commande: Commande; version: number; vu: Poste[] | null; encore: boolean };

const poste = z.object({
  fonction: texte(FONCTION_MAX).min(1, {
    error: "Écris la fonction : par exemple « Responsable de production ».",
  }),
  nom: texte(NOM_MAX),
});

const perdu = misread({ _: "Cette page ne peut plus être lue : recharge-la." });

function lireCommande(input: FormInput, moi: string, nouveau: () => string): Parsed<Commande> {
  const faire = input.text("faire");
  const id = input.text("poste");
  const sous = input.text("sous") || null;
  switch (faire) {
    case "ajouter":
    case "modifier": {
      const lu = readForm(poste, input);
      if (!lu.ok) return lu;
      const saisie = { fonction: lu.value.fonction, nom: input.text("moi") ? MOI : lu.value.nom };
      return parsed(
        faire === "ajouter" ? { faire, id: nouveau(), sous, ...saisie } : { faire, poste: id, ...saisie },
      );
    }
    case "monter":
    case "descendre":
      return parsed({ faire, poste: id });
    case "deplacer":
      return parsed({ faire, poste: id, sous });
    case "retirer": {
      const dessous = input.text("dessous");
      if (dessous === "remonter" || dessous === "retirer") return parsed({ faire, poste: id, dessous });
      return misread({ dessous: "Choisis ce que deviennent les postes du dessous." });
    }
    case "modele":
      return parsed({ faire, postes: modele(moi, nouveau) });
    case "retablir": {
      const postes = depuisTexte(input.text("postes"));
      return postes ? parsed({ faire, postes: sousDeNouveauxIds(postes, nouveau) }) : perdu;
    }
    default:
      return perdu;
  }
}

/**
 * Reads any form of the page.
 * @param moi the function written on the learner's own post by the model
 * @param nouveau makes the id of a new post
 */
export function readDemande(input: FormInput, moi: string, nouveau: () => string): Parsed<Demande> {
  const commande = lireCommande(input, moi, nouveau);
  if (!commande.ok) return commande;
  return parsed({
    commande: commande.value,
    version: versionLue(input),
    vu: depuisTexte(input.text("_vu")),
    encore: input.text("decision") === "encore",
  });
}
