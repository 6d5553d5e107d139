import { type Axe, type Point, pointDe } from "#tableau-de-bord/radar/rules.ts";

const LARGEUR = 360;
const HAUTEUR = 300;
const cercle = { centre: [LARGEUR / 2, HAUTEUR / 2 + 4] as Point, rayon: 112 };

/** The inks of the drawing, as attributes: on paper there is no style sheet, and the page's content policy forbids `style=`. */
const encre = {
  trame: "#c9d6d6",
  second: "#4b6067",
  texte: "#14262b",
  premier: "#4b6067",
  dernier: "#0e5a5e",
};

const suite = (points: readonly Point[]): string => points.map(([x, y]) => `${x},${y}`).join(" ");

/**
 * First and last level of each competence (at most six): the first one dashed with squares, the last one plain with
 * discs, so that colour is never alone. The same drawing on the screen and on paper.
 * @param niveaux codes of the levels that count, from the lowest
 * @param titre the whole in one sentence, for who does not see it
 */
export const Radar = ({
  axes,
  niveaux,
  titre,
}: {
  axes: readonly Axe[];
  niveaux: readonly string[];
  titre: string;
}) => {
  const at = (index: number, rang: number) =>
    pointDe(cercle, { index, sur: axes.length }, { rang, rangs: niveaux.length });
  const first = axes.map(({ premier }, index) => at(index, premier.rang));
  const last = axes.map(({ dernier }, index) => at(index, dernier.rang));
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      class="radar"
      viewBox={`0 0 ${LARGEUR} ${HAUTEUR}`}
      width={LARGEUR}
      height={HAUTEUR}
      role="img"
      aria-label={titre}
      font-family="Figtree"
      fill="none"
    >
      {niveaux.map((_, ring) => (
        <polygon
          points={suite(axes.map((__, index) => at(index, ring + 1)))}
          stroke={encre.trame}
          stroke-width={ring === niveaux.length - 1 ? "1.5" : "1"}
        />
      ))}
      {axes.map((_, index) => {
        const [x, y] = at(index, niveaux.length);
        return (
          <line
            x1={cercle.centre[0]}
            y1={cercle.centre[1]}
            x2={x}
            y2={y}
            stroke={encre.trame}
            stroke-width="1"
          />
        );
      })}
      {niveaux.map((code, ring) => {
        const [x, y] = at(0, ring + 1);
        return (
          <text x={x - 6} y={y + 4} text-anchor="end" fill={encre.second} font-size="11">
            {code}
          </text>
        );
      })}
      <polygon
        class="radar-dernier"
        points={suite(last)}
        fill={encre.dernier}
        fill-opacity="0.14"
        stroke={encre.dernier}
        stroke-width="2.5"
        stroke-linejoin="round"
      />
      <polygon
        class="radar-premier"
        points={suite(first)}
        stroke={encre.premier}
        stroke-width="2"
        stroke-dasharray="6 4"
        stroke-linejoin="round"
      />
      {last.map(([x, y]) => (
        <circle class="radar-point" cx={x} cy={y} r="4.5" fill={encre.dernier} />
      ))}
      {first.map(([x, y]) => (
        <rect
          class="radar-carre"
          x={x - 4}
          y={y - 4}
          width="8"
          height="8"
          fill="#ffffff"
          stroke={encre.premier}
          stroke-width="1.75"
        />
      ))}
      {axes.map(({ competence }, index) => {
        const [x, y] = pointDe(
          { ...cercle, rayon: cercle.rayon + 14 },
          { index, sur: axes.length },
          { rang: 1, rangs: 1 },
        );
        const beside = x - cercle.centre[0];
        return (
          <text
            x={x}
            y={y + (Math.abs(beside) < 1 && y < cercle.centre[1] ? 0 : 5)}
            text-anchor={Math.abs(beside) < 1 ? "middle" : beside > 0 ? "start" : "end"}
            fill={encre.texte}
            font-size="14"
            font-weight="700"
          >
            {competence}
          </text>
        );
      })}
    </svg>
  );
};

/** What each line is, beside the drawing: a dash with a square, a line with a disc. */
export const Trait = ({ etat }: { etat: "premier" | "dernier" }) => (
  <svg class="radar-trait" viewBox="0 0 36 14" width="36" height="14" aria-hidden="true" focusable="false">
    {etat === "premier" ? (
      <>
        <line x1="0" y1="7" x2="36" y2="7" stroke={encre.premier} stroke-width="2" stroke-dasharray="6 4" />
        <rect
          class="radar-carre"
          x="14"
          y="3"
          width="8"
          height="8"
          fill="#ffffff"
          stroke={encre.premier}
          stroke-width="1.75"
        />
      </>
    ) : (
      <>
        <line x1="0" y1="7" x2="36" y2="7" stroke={encre.dernier} stroke-width="2.5" />
        <circle cx="18" cy="7" r="4.5" fill={encre.dernier} />
      </>
    )}
  </svg>
);
