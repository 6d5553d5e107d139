import { type HierarchyPointNode, hierarchy, tree } from "d3-hierarchy";
import { enLignes } from "#portfolio/organigramme/largeurs.ts";
import { type Pile, poserPile } from "#portfolio/organigramme/pile.ts";
import { equipeDe, estMoi, lignesDe, type Poste } from "#portfolio/organigramme/rules.ts";

/** A post as drawn; measures in pixels of 1/96 inch, from the drawing's top left corner. */
export type Case = {
  id: string;
  x: number;
  y: number;
  largeur: number;
  hauteur: number;
  /** lines of the function, then of the name */
  fonction: string[];
  nom: string[];
  /** the learner's own post, one of his team's, or another */
  ton: "moi" | "equipe" | "simple";
};
/** From a post to the one under it: a broken line, at right angles. */
export type Lien = { de: string; vers: string; points: [number, number][] };
export type Dessin = { largeur: number; hauteur: number; cases: Case[]; liens: Lien[] };

export const CORPS = { fonction: 13, nom: 12, interligneFonction: 17, interligneNom: 16 };
const LARGEUR = 150;
const RETRAIT = 11;
const ENTRE_CASES = 14;
const ENTRE_NIVEAUX = 36;
const MARGE = 8;
/** beyond this many side by side, they stand one under the other (design/interface.md) */
const COTE_A_COTE = 6;
const PILE_MAX = 8;
/** the width a page or a screen still reads well: above it, posts are piled up more readily */
const LARGEUR_VOULUE = 736;

type Taille = { largeur: number; hauteur: number; fonction: string[]; nom: string[] };

/** The box of a post: its words in full, never cut. */
function tailleDe({ fonction, nom }: Poste): Taille {
  const lignes = enLignes(fonction, LARGEUR - 2 * RETRAIT, CORPS.fonction);
  const noms = enLignes(nom, LARGEUR - 2 * RETRAIT, CORPS.nom);
  const texte = lignes.length * CORPS.interligneFonction + noms.length * CORPS.interligneNom;
  return { largeur: LARGEUR, hauteur: Math.max(48, texte + 2 * RETRAIT), fonction: lignes, nom: noms };
}

/** What the tidy tree places: a post, a pile of posts, the rows a pile goes down through, and one root above the heads. */
type Noeud =
  | { genre: "case"; poste: Poste; largeur: number; enfants: Noeud[] }
  | { genre: "pile"; pile: Pile; chef: string | null; largeur: number; enfants: Noeud[] }
  | { genre: "suite" | "racine"; largeur: number; enfants: Noeud[] };

type Plan = {
  sous: Map<string | null, Poste[]>;
  tailles: Map<string, Taille>;
  /** when posts under one are piled: only when many; also those that lead nobody; also everyone below the services */
  serre: 0 | 1 | 2;
};

const empiles = (enfants: readonly Poste[], niveau: number, { sous, serre }: Plan): boolean =>
  enfants.length > COTE_A_COTE ||
  (serre >= 1 && enfants.length > 1 && enfants.every(({ id }) => !sous.has(id))) ||
  (serre === 2 && niveau > 2);

function noeudsSous(chef: string | null, niveau: number, plan: Plan): Noeud[] {
  const enfants = plan.sous.get(chef) ?? [];
  if (!empiles(enfants, niveau, plan))
    return enfants.map((poste) => ({
      genre: "case",
      poste,
      largeur: LARGEUR,
      enfants: noeudsSous(poste.id, niveau + 1, plan),
    }));
  const colonnes = Math.ceil(enfants.length / PILE_MAX);
  const par = Math.ceil(enfants.length / colonnes);
  return Array.from({ length: colonnes }, (_, i) => {
    const pile = poserPile(enfants.slice(i * par, (i + 1) * par), plan.sous, (id) => plan.tailles.get(id)!);
    return { genre: "pile", pile, chef, largeur: pile.largeur, enfants: [] };
  });
}

/** How tall each level is: that of its tallest post. */
function rangees(noeud: Noeud, hauteurs: Map<string, Taille>, niveau = 0, hautes: number[] = []): number[] {
  hautes[niveau] = Math.max(
    hautes[niveau] ?? 0,
    noeud.genre === "case" ? hauteurs.get(noeud.poste.id)!.hauteur : 0,
  );
  for (const enfant of noeud.enfants) rangees(enfant, hauteurs, niveau + 1, hautes);
  return hautes;
}

/** A pile reaches down beside the levels below it: it holds its width there too, so that nothing is drawn over it. */
function prolonge(noeud: Noeud, hauts: readonly number[], niveau = 0): void {
  for (const enfant of noeud.enfants) prolonge(enfant, hauts, niveau + 1);
  if (noeud.genre !== "pile") return;
  const bas = (hauts[niveau] ?? 0) + noeud.pile.hauteur + ENTRE_CASES;
  let dernier: Noeud = noeud;
  for (let i = niveau + 1; i < hauts.length && hauts[i]! < bas; i++) {
    const suite: Noeud = { genre: "suite", largeur: noeud.largeur, enfants: [] };
    dernier.enfants.push(suite);
    dernier = suite;
  }
}

type Pose = HierarchyPointNode<Noeud>;

/** Places posts and piles; gives what stands above each level too. */
function poser(plan: Plan): { noeuds: Pose[]; hauts: number[]; hautes: number[] } {
  const racine: Noeud = { genre: "racine", largeur: 0, enfants: noeudsSous(null, 1, plan) };
  const hautes = rangees(racine, plan.tailles);
  const hauts: number[] = [];
  // the root above the heads takes no room
  for (let i = 1, y = MARGE; i < hautes.length; i++) {
    hauts[i] = y;
    y += hautes[i]! + ENTRE_NIVEAUX;
  }
  prolonge(racine, hauts);
  const place = tree<Noeud>()
    .nodeSize([1, 1])
    .separation((a, b) => (a.data.largeur + b.data.largeur) / 2 + ENTRE_CASES);
  return { noeuds: place(hierarchy<Noeud>(racine, (noeud) => noeud.enfants)).descendants(), hauts, hautes };
}

const etendue = (noeuds: readonly Pose[]) => {
  const vus = noeuds.filter(({ data }) => data.genre === "case" || data.genre === "pile");
  const gauche = Math.min(...vus.map(({ x, data }) => x - data.largeur / 2));
  const droite = Math.max(...vus.map(({ x, data }) => x + data.largeur / 2));
  return { gauche, largeur: droite - gauche };
};

const planDe = (postes: readonly Poste[], serre: Plan["serre"]): Plan => ({
  sous: Map.groupBy(lignesDe(postes), (ligne) => ligne.parent),
  tailles: new Map(postes.map((poste) => [poste.id, tailleDe(poste)])),
  serre,
});

/** As spread out as the wanted width allows, else as piled up as may be. */
function meilleur(postes: readonly Poste[]) {
  for (const serre of [0, 1] as const) {
    const plan = planDe(postes, serre);
    const pose = poser(plan);
    if (etendue(pose.noeuds).largeur <= LARGEUR_VOULUE) return { plan, ...pose };
  }
  const plan = planDe(postes, 2);
  return { plan, ...poser(plan) };
}

/**
 * The drawing of an organigramme (S-48): where each post stands and what links them. Pure; the same for the screen, the
 * image and the documents. An empty organigramme draws nothing, 0 × 0.
 */
export function dessin(postes: readonly Poste[]): Dessin {
  if (postes.length === 0) return { largeur: 0, hauteur: 0, cases: [], liens: [] };
  const { plan, noeuds, hauts, hautes } = meilleur(postes);
  const { gauche, largeur } = etendue(noeuds);
  const equipe = equipeDe(postes);
  const cases = new Map<string, Case>();
  const liens: Lien[] = [];
  const milieu = (boite: Case) => boite.x + boite.largeur / 2;
  const tonDe = (poste: Poste) => (estMoi(poste) ? "moi" : equipe.has(poste.id) ? "equipe" : "simple");
  const ajoute = (poste: Poste, x: number, y: number, hauteur?: number): Case => {
    const taille = plan.tailles.get(poste.id)!;
    const boite: Case = { id: poste.id, x, y, ...taille, ton: tonDe(poste) };
    if (hauteur) boite.hauteur = hauteur;
    cases.set(poste.id, boite);
    return boite;
  };
  // parents come before what they lead: a link finds both ends
  for (const { x, depth, data } of noeuds) {
    const y = hauts[depth] ?? 0;
    const bord = x - gauche + MARGE - data.largeur / 2;
    if (data.genre === "case") {
      const boite = ajoute(data.poste, bord, y, hautes[depth]);
      const chef = data.poste.parent === null ? undefined : cases.get(data.poste.parent);
      if (!chef) continue;
      const coude = y - ENTRE_NIVEAUX / 2;
      liens.push({
        de: chef.id,
        vers: boite.id,
        points: [
          [milieu(chef), chef.y + chef.hauteur],
          [milieu(chef), coude],
          [milieu(boite), coude],
          [milieu(boite), y],
        ],
      });
    } else if (data.genre === "pile") {
      for (const pose of data.pile.poses) {
        const boite = ajoute(pose.poste, bord + pose.x, y + pose.y);
        const cote = boite.y + boite.hauteur / 2;
        const chef = pose.poste.parent === null ? undefined : cases.get(pose.poste.parent);
        if (!chef) continue;
        const rail = bord + pose.rail;
        const depart: [number, number][] =
          pose.poste.parent === data.chef
            ? [
                [milieu(chef), chef.y + chef.hauteur],
                [milieu(chef), y - ENTRE_NIVEAUX / 2],
                [rail, y - ENTRE_NIVEAUX / 2],
              ]
            : [[rail, chef.y + chef.hauteur]];
        liens.push({ de: chef.id, vers: boite.id, points: [...depart, [rail, cote], [boite.x, cote]] });
      }
    }
  }
  const bas = Math.max(...[...cases.values()].map((boite) => boite.y + boite.hauteur));
  return { largeur: largeur + 2 * MARGE, hauteur: bas + MARGE, cases: [...cases.values()], liens };
}
