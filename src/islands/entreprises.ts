/**
 * While one types the name of a company, those already known are proposed under it; choosing one fills the form, where
 * everything stays editable. Without this, « Chercher une entreprise » does the same by pages.
 */
type Personne = { nom: string; prenom: string; telephone: string; courriel: string };
type Trouvee = Record<
  "nom" | "adresse" | "codePostal" | "ville" | "secteur" | "telephone" | "siret",
  string
> & {
  id: string | null;
  tuteur: Personne | null;
};

const box = document.querySelector<HTMLElement>("p-entreprises");
const field = box?.querySelector("input");
const form = field?.form;

const said = document.createElement("p");
said.className = "meta";
said.setAttribute("role", "status");
const list = document.createElement("ul");
list.className = "propositions";
box?.append(said, list);

const set = (of: string, value: string) => {
  const input = form?.elements.namedItem(of);
  if (input instanceof HTMLInputElement) input.value = value;
};

function choose(one: Trouvee, tuteur: Personne | null) {
  set("entreprise", one.nom);
  for (const key of ["adresse", "codePostal", "ville", "secteur", "telephone", "siret"] as const)
    set(key, one[key]);
  if (tuteur) {
    set("tuteurNom", tuteur.nom);
    set("tuteurPrenom", tuteur.prenom);
    set("tuteurTelephone", tuteur.telephone);
    set("tuteurCourriel", tuteur.courriel);
  }
  list.replaceChildren();
  said.textContent = `${one.nom} : champs remplis, à vérifier.`;
  field?.focus();
}

function button(text: string, detail: string, press: () => void) {
  const item = document.createElement("li");
  const made = document.createElement("button");
  made.type = "button";
  made.className = "proposition";
  const strong = document.createElement("b");
  strong.textContent = text;
  made.append(strong, ` ${detail}`);
  made.addEventListener("click", press);
  item.append(made);
  return item;
}

let asked = 0;
async function search() {
  const words = field?.value.trim() ?? "";
  const mine = ++asked;
  if (words.length < 3 || !box?.dataset.adresse) {
    list.replaceChildren();
    said.textContent = "";
    return;
  }
  const answer = await fetch(`${box.dataset.adresse}&q=${encodeURIComponent(words)}`, {
    headers: { Accept: "application/json" },
  }).catch(() => null);
  // a later search has been asked, or there is no answer: typing goes on
  if (mine !== asked || !answer?.ok) return;
  const { trouvees, message } = (await answer.json()) as { trouvees: Trouvee[]; message: string | null };
  list.replaceChildren(
    ...trouvees.flatMap((one) => {
      const where = [one.ville, one.id ? "" : "annuaire officiel"].filter(Boolean).join(", ");
      const company = button(one.nom, where, () => choose(one, null));
      const { tuteur } = one;
      return tuteur && form?.elements.namedItem("tuteurNom")
        ? [company, button(one.nom, `avec ${tuteur.prenom} ${tuteur.nom}`, () => choose(one, tuteur))]
        : [company];
    }),
  );
  const known = trouvees.length > 1 ? `${trouvees.length} entreprises connues` : "1 entreprise connue";
  said.textContent = [trouvees.length ? known : "", message ?? ""].filter(Boolean).join(". ");
}

let timer = 0;
field?.addEventListener("input", () => {
  clearTimeout(timer);
  timer = window.setTimeout(() => void search(), 350);
});

/** Escape puts the propositions away; the field keeps its words. */
box?.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape") return;
  asked++;
  list.replaceChildren();
  said.textContent = "";
});

export {};
