import { type Case, CORPS, type Dessin } from "#portfolio/organigramme/dessin.ts";

type Rendu = {
  /** says what the picture is, and what it shows in one sentence */
  titre: string;
  description: string;
  /** « classes »: the page's style sheet colours it; « attributs »: it carries its colours and its font, for a file */
  couleurs: "classes" | "attributs";
  /** the post the page stands on */
  choisi?: string;
};

const echappe = (texte: string): string =>
  texte
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what XML 1.0 does not allow, wherever it came from
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;");

/** The tokens of the house, for a file that has no style sheet. */
const peinture: Record<Case["ton"], { fond: string; trait: string; texte: string }> = {
  simple: { fond: "#ffffff", trait: "#7d9396", texte: "#14262b" },
  equipe: { fond: "#0e5a5e", trait: "#0a4649", texte: "#ffffff" },
  moi: { fond: "#ffb703", trait: "#8a4b00", texte: "#14262b" },
};

const nombre = (valeur: number): string => String(Math.round(valeur * 100) / 100);

function lignes(textes: readonly string[], x: number, premiere: number, pas: number): string {
  return textes
    .map((texte, i) => `<tspan x="${nombre(x)}" y="${nombre(premiere + i * pas)}">${echappe(texte)}</tspan>`)
    .join("");
}

function caseDe(boite: Case, { couleurs, choisi }: Rendu): string {
  const { fond, trait, texte } = peinture[boite.ton];
  const peint = couleurs === "attributs";
  const milieu = boite.x + boite.largeur / 2;
  const { interligneFonction: a, interligneNom: b } = CORPS;
  const haut = boite.y + (boite.hauteur - boite.fonction.length * a - boite.nom.length * b) / 2;
  const police = (corps: number, graisse: number) =>
    ` font-size="${corps}" text-anchor="middle"${peint ? ` font-weight="${graisse}" fill="${texte}"` : ""}`;
  const cadre = `x="${nombre(boite.x)}" y="${nombre(boite.y)}" width="${nombre(boite.largeur)}" height="${nombre(boite.hauteur)}" rx="10"`;
  return [
    `<g class="poste poste-${boite.ton}${boite.id === choisi ? " poste-choisi" : ""}" data-poste="${echappe(boite.id)}">`,
    `<rect ${cadre}${peint ? ` fill="${fond}" stroke="${trait}" stroke-width="1.25"` : ""}/>`,
    `<text class="poste-fonction"${police(CORPS.fonction, 600)}>${lignes(boite.fonction, milieu, haut + 13, a)}</text>`,
    boite.nom.length > 0
      ? `<text class="poste-nom"${police(CORPS.nom, 400)}>${lignes(boite.nom, milieu, haut + boite.fonction.length * a + 12, b)}</text>`
      : "",
    "</g>",
  ].join("");
}

/** The drawing as SVG text: classes and attributes only, never a style (the pages' policy refuses them). */
export function svgDe(dessin: Dessin, rendu: Rendu): string {
  const { titre, description, couleurs } = rendu;
  const peint = couleurs === "attributs";
  const [largeur, hauteur] = [dessin.largeur, dessin.hauteur].map(nombre);
  // in a page it grows with the reader's text; a file has its own measures
  const unite = (valeur: number) => (peint ? nombre(valeur) : `${nombre(valeur / 16)}em`);
  const traits = dessin.liens
    .map(({ points }) => `M${points.map(([x, y]) => `${nombre(x)} ${nombre(y)}`).join("L")}`)
    .join("");
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="organigramme-dessin" role="img" aria-labelledby="organigramme-titre" aria-describedby="organigramme-description"`,
    ` viewBox="0 0 ${largeur} ${hauteur}" width="${unite(dessin.largeur)}" height="${unite(dessin.hauteur)}"${peint ? ' font-family="Figtree"' : ""}>`,
    `<title id="organigramme-titre">${echappe(titre)}</title><desc id="organigramme-description">${echappe(description)}</desc>`,
    peint ? `<rect width="${largeur}" height="${hauteur}" fill="#ffffff"/>` : "",
    `<path class="poste-liens" d="${traits}" fill="none"${peint ? ' stroke="#7d9396" stroke-width="1.5"' : ""}/>`,
    ...dessin.cases.map((boite) => caseDe(boite, rendu)),
    "</svg>",
  ].join("");
}
