/** Plane geometry of a drawn map: x to the right, y downwards. */
export type Lieu2D = readonly [x: number, y: number];
export type Ligne = readonly Lieu2D[];
export type Boite = { gauche: number; haut: number; droite: number; bas: number };

export const boiteDe = (points: Ligne): Boite => ({
  gauche: Math.min(...points.map(([x]) => x)),
  haut: Math.min(...points.map(([, y]) => y)),
  droite: Math.max(...points.map(([x]) => x)),
  bas: Math.max(...points.map(([, y]) => y)),
});

export const seTouchent = (a: Boite, b: Boite): boolean =>
  a.gauche < b.droite && b.gauche < a.droite && a.haut < b.bas && b.haut < a.bas;

/** Whether a point lies inside a figure made of closed lines (even-odd). */
export function dedans([x, y]: Lieu2D, anneaux: readonly Ligne[]): boolean {
  let sur = false;
  for (const anneau of anneaux)
    for (const [i, [xa, ya]] of anneau.entries()) {
      const [xb, yb] = anneau.at(i - 1) ?? [xa, ya];
      if (ya > y !== yb > y && x < ((xb - xa) * (y - ya)) / (yb - ya) + xa) sur = !sur;
    }
  return sur;
}

export function ecart([x, y]: Lieu2D, [xa, ya]: Lieu2D, [xb, yb]: Lieu2D): number {
  const dx = xb - xa;
  const dy = yb - ya;
  const carre = dx * dx + dy * dy;
  const part = carre === 0 ? 0 : Math.max(0, Math.min(1, ((x - xa) * dx + (y - ya) * dy) / carre));
  return Math.hypot(x - xa - part * dx, y - ya - part * dy);
}

/** The same line with fewer points, none farther from it than the tolerance (Douglas and Peucker). */
export function simplifier(ligne: Ligne, tolerance: number): Ligne {
  const debut = ligne[0];
  const fin = ligne.at(-1);
  if (!debut || !fin || ligne.length < 3) return ligne;
  let loin = 0;
  let rang = 0;
  for (let i = 1; i < ligne.length - 1; i++) {
    const e = ecart(ligne[i] ?? debut, debut, fin);
    if (e > loin) [loin, rang] = [e, i];
  }
  if (loin <= tolerance) return [debut, fin];
  return [
    ...simplifier(ligne.slice(0, rang + 1), tolerance).slice(0, -1),
    ...simplifier(ligne.slice(rang), tolerance),
  ];
}

/** What of a closed line lies in a box (Sutherland and Hodgman). */
export function couper(anneau: Ligne, boite: Boite): Ligne {
  const bords = [
    { axe: 0, borne: boite.gauche, sens: 1 },
    { axe: 0, borne: boite.droite, sens: -1 },
    { axe: 1, borne: boite.haut, sens: 1 },
    { axe: 1, borne: boite.bas, sens: -1 },
  ] as const;
  let reste: Ligne = anneau;
  for (const { axe, borne, sens } of bords) {
    const tenu = (p: Lieu2D) => (p[axe] - borne) * sens >= 0;
    const avant = reste;
    reste = avant.flatMap((p, i) => {
      const q = avant.at(i - 1) ?? p;
      if (tenu(p) === tenu(q)) return tenu(p) ? [p] : [];
      const part = (borne - q[axe]) / (p[axe] - q[axe]);
      const croix: Lieu2D = [q[0] + part * (p[0] - q[0]), q[1] + part * (p[1] - q[1])];
      return tenu(p) ? [croix, p] : [croix];
    });
  }
  return reste;
}

/** The middle of a closed line by its area; null when it has none. */
export function centreDeGravite(anneau: Ligne): Lieu2D | null {
  let aire = 0;
  let sx = 0;
  let sy = 0;
  for (const [i, [x, y]] of anneau.entries()) {
    const [xb, yb] = anneau.at(i - 1) ?? [x, y];
    const croix = xb * y - x * yb;
    aire += croix;
    sx += (x + xb) * croix;
    sy += (y + yb) * croix;
  }
  return Math.abs(aire) < 1e-9 ? null : [sx / (3 * aire), sy / (3 * aire)];
}

/** « M1 2l3 4z »: a closed line to the tenth of a pixel, by its steps, which are shorter to write than its points. */
export function chemin(anneau: Ligne): string {
  if (anneau.length < 3) return "";
  let [x, y] = [0, 0];
  const pas = anneau.map((point) => {
    // steps between rounded points: errors do not add up
    const [px, py] = [Math.round(point[0] * 10), Math.round(point[1] * 10)];
    const un = `${(px - x) / 10} ${(py - y) / 10}`;
    [x, y] = [px, py];
    return un;
  });
  return `M${pas.join("l")}z`.replaceAll(" -", "-").replace(/(?<![\d.])0\./g, ".");
}
