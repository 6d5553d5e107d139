import { Coffre, DUREE } from "#islands/brouillons.ts";
import type { Enregistrement } from "#islands/enregistrement.ts";
import { renvoyer } from "#islands/renvoi.ts";
import { demanderSceau } from "#islands/sceau.ts";

type Attente = { titre: string; le: number };

const open = () =>
  [...document.querySelectorAll<Enregistrement>("p-enregistrement[data-personne]")].filter(
    // the script that makes it one may not be there yet
    (line) => typeof line.envoyer === "function",
  );

/** What would be left behind: the texts of closed pages, and what this page could not even keep. */
async function attentes(): Promise<Attente[] | null> {
  const sceau = await demanderSceau();
  if (!sceau) return null;
  const kept = await Coffre.ouvrir(sceau).then(
    (coffre) => coffre.tous(),
    () => [],
  );
  const here = location.pathname + location.search;
  const page = open().some((line) => line.reste) && !kept.some((draft) => draft.page === here);
  const titre = document.querySelector("h1")?.textContent?.trim() ?? "";
  return page ? [...kept, { titre, le: Date.now() }] : kept;
}

const day = new Intl.DateTimeFormat("fr-FR", { day: "numeric", month: "long" });

const element = (name: string, className: string, text: string) => {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
};

type Dialog = { titre: string; liste: string[]; phrase: string; boutons: [text: string, act: () => void][] };

/** Asks with the browser's own dialog: it takes the focus, gives it back, and Escape closes it. */
function ask({ titre, liste, phrase, boutons }: Dialog): HTMLDialogElement {
  const dialog = document.createElement("dialog");
  dialog.className = "dialogue";
  const title = element("h2", "", titre);
  title.id = "dialogue-titre";
  dialog.setAttribute("aria-labelledby", title.id);
  const list = document.createElement("ul");
  list.append(...liste.map((text) => element("li", "", text)));
  const actions = element("div", "actions", "");
  for (const [index, [text, act]] of boutons.entries()) {
    const button = element(
      "button",
      index === 0 ? "button button-primary" : "button button-secondary",
      text,
    ) as HTMLButtonElement;
    button.type = "button";
    button.addEventListener("click", act);
    actions.append(button);
  }
  dialog.append(title, ...(liste.length > 0 ? [list] : []), element("p", "", phrase), actions);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** « Se déconnecter »: at once when all is saved, else after saying what is not. */
export async function sortir(form: HTMLFormElement, tried = false): Promise<void> {
  let left: Attente[] | null;
  try {
    left = await attentes();
  } catch {
    const dialog = ask({
      titre: "Pas de réseau",
      liste: [],
      phrase:
        "La déconnexion demande le réseau. Ce qui n’est pas enregistré reste gardé, scellé, sur cet appareil : recommencer quand le réseau revient.",
      boutons: [["Fermer", () => dialog.close()]],
    });
    return;
  }
  if (!left || left.length === 0) return form.submit();
  const end = day.format(Math.min(...left.map(({ le }) => le)) + DUREE);
  const dialog = ask({
    titre: tried ? "Toujours pas enregistré" : "Pas encore enregistré",
    liste: left.map(({ titre }) => titre),
    phrase: tried
      ? "Le serveur n’a pas pu prendre ces textes tels quels : ouvrir leur page pour les terminer."
      : "Ces textes sont sur cet appareil, et pas encore dans Passerelle.",
    boutons: [
      ["Envoyer d’abord", () => void send().then(() => sortir(form, true))],
      [
        `Me déconnecter quand même (ces textes restent gardés, scellés, sur cet appareil jusqu’au ${end})`,
        () => form.submit(),
      ],
      ["Annuler", () => dialog.close()],
    ],
  });
  const send = async () => {
    dialog.close();
    for (const line of open()) await line.envoyer();
    const sceau = await demanderSceau().catch(() => null);
    if (sceau) await renvoyer(sceau);
  };
}
