import { type Boite, type Lieu2D, seTouchent } from "#geographie/lignes.ts";

/** A word on the map: where its baseline begins, and from which side it is written. */
export type Etiquette = {
  texte: string;
  x: number;
  y: number;
  ancre: "start" | "middle" | "end";
  corps: number;
};

/** Mean width of a letter for its size, measured on Figtree with French names. */
const CHASSE = 0.54;
export const largeurDe = (texte: string, corps: number): number => texte.length * corps * CHASSE;

/** Words laid on a map without touching one another, nor what is already there. */
export class Placement {
  readonly #prises: Boite[];
  readonly #mots: Boite[] = [];
  readonly #cadre: Boite;
  constructor(cadre: { largeur: number; hauteur: number }, prises: readonly Boite[]) {
    this.#cadre = { gauche: 4, haut: 4, droite: cadre.largeur - 4, bas: cadre.hauteur - 4 };
    this.#prises = [...prises];
  }

  libre(boite: Boite): boolean {
    const { gauche, haut, droite, bas } = this.#cadre;
    return (
      boite.gauche >= gauche &&
      boite.droite <= droite &&
      boite.haut >= haut &&
      boite.bas <= bas &&
      !this.#prises.some((prise) => seTouchent(prise, boite))
    );
  }

  /** The word beside its point (right, left, under, above), or null when no side is free. */
  autour([x, y]: Lieu2D, texte: string, corps: number): Etiquette | null {
    const large = largeurDe(texte, corps);
    const rond = { gauche: x - 4, droite: x + 4, haut: y - 4, bas: y + 4 };
    if (this.#mots.some((mot) => seTouchent(mot, rond))) return null;
    const pose = (ancre: Etiquette["ancre"], px: number, py: number) => ({
      texte,
      corps,
      ancre,
      x: px,
      y: py,
    });
    const essais = [
      pose("start", x + 8, y + corps * 0.35),
      pose("end", x - 8, y + corps * 0.35),
      pose("middle", x, y + corps + 8),
      pose("middle", x, y - 9),
    ];
    for (const essai of essais) {
      const gauche = essai.x - { start: 0, middle: large / 2, end: large }[essai.ancre];
      const boite = {
        gauche: gauche - 4,
        droite: gauche + large + 4,
        haut: essai.y - corps - 1,
        bas: essai.y + corps * 0.35,
      };
      if (!this.libre(boite)) continue;
      this.#prises.push(boite, rond);
      this.#mots.push(boite);
      return essai;
    }
    return null;
  }

  /** Where a word of this size and width may be centred: the first of these places that is free. */
  centre(places: readonly Lieu2D[], corps: number, large: number): Lieu2D | null {
    for (const [x, y] of places) {
      const boite = { gauche: x - large / 2, droite: x + large / 2, haut: y - corps, bas: y + corps * 0.4 };
      if (!this.libre(boite)) continue;
      this.#prises.push(boite);
      this.#mots.push(boite);
      return [x, y];
    }
    return null;
  }
}
