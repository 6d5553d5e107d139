import { horairesSaisis } from "#annexes/rules/horaires.ts";
import {
  avertissementEnMots,
  avertissementsMineurs,
  TRANCHES,
  type Tranche,
} from "#annexes/rules/mineurs.ts";

/** The rules for minors, told while the hours are typed; the server tells the same once they are saved. */
for (const place of document.querySelectorAll<HTMLElement>("p-mineurs")) {
  const form = place.closest("form");
  const notice = place.querySelector<HTMLElement>(".notice");
  const list = place.querySelector("ul");
  if (!form || !notice || !list) continue;
  const asked = (place.dataset.tranches ?? "").split(" ");
  const tranches = TRANCHES.filter((one): one is Tranche => asked.includes(one));
  const tell = () => {
    const typed = new FormData(form);
    const horaires = horairesSaisis((name) => String(typed.get(name) ?? ""));
    const found = avertissementsMineurs(horaires, tranches).map((one) => avertissementEnMots(one, tranches));
    const items = found.map(({ qui, texte }) => {
      const item = document.createElement("li");
      if (qui) {
        const who = document.createElement("b");
        who.textContent = qui;
        item.append(who, "\u00a0: ");
      }
      item.append(texte);
      return item;
    });
    // the same words are not read aloud again
    if (list.textContent === items.map((item) => item.textContent).join("")) return;
    list.replaceChildren(...items);
    notice.hidden = items.length === 0;
  };
  form.addEventListener("change", tell);
}
