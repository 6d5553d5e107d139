import { type FormState, formOf, textOf } from "#kernel/form.ts";
import { estMoi, lignesDe, type Poste } from "#portfolio/organigramme/rules.ts";

export const SAISIES = ["ajouter", "modifier", "deplacer", "retirer"] as const;
export type Saisie = (typeof SAISIES)[number];

/** Where the learner is in the page: the post chosen, the form open beside the drawing, what it holds. */
export type Etat = {
  choisi: Poste | null;
  /** null: the list of posts and its buttons */
  faire: Saisie | null;
  form: FormState;
  /** the post was asked for: it takes the focus */
  demande: boolean;
  /** just taken out: what stood before, to put it back */
  retire?: { message: string; avant: readonly Poste[] };
};

const saisieDe = (mot: string | null): Saisie | null => SAISIES.find((saisie) => saisie === mot) ?? null;

const vierge = (faire: Saisie | null, choisi: Poste | null): FormState => {
  switch (faire) {
    case "ajouter":
      return formOf({ sous: choisi?.id ?? "" });
    case "modifier":
      return choisi && estMoi(choisi)
        ? formOf({ fonction: choisi.fonction, moi: "oui" })
        : formOf({ fonction: choisi?.fonction, nom: choisi?.nom });
    case "deplacer":
      return formOf({ sous: choisi?.parent ?? "" });
    default:
      return formOf({ dessous: "remonter" });
  }
};

/** @param query `poste` (an id) and `faire` (one of SAISIES), both optional */
export function etatDeLaPage(postes: readonly Poste[], query: URLSearchParams): Etat {
  const demande = postes.find((poste) => poste.id === query.get("poste"));
  const voulu = saisieDe(query.get("faire"));
  const faire = voulu === "ajouter" || demande ? voulu : null;
  // to be added at the head unless said otherwise
  const choisi = demande ?? (faire === null ? (lignesDe(postes)[0] ?? null) : null);
  return { choisi, faire, form: vierge(faire, choisi), demande: demande !== undefined };
}

/** The same page after a refusal, what was typed kept; a post taken out elsewhere is offered to be added again. */
export function etatRenvoye(postes: readonly Poste[], form: FormState): Etat {
  const choisi = postes.find((poste) => poste.id === textOf(form, "poste")) ?? null;
  const voulu = saisieDe(textOf(form, "faire"));
  const faire =
    choisi === null && voulu === "modifier" ? "ajouter" : choisi || voulu === "ajouter" ? voulu : null;
  return { choisi: choisi ?? (faire ? null : (lignesDe(postes)[0] ?? null)), faire, form, demande: false };
}
