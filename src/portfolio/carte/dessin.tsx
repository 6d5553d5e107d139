import { raw } from "hono/html";
import type { Echelle } from "#geographie/cadre.ts";
import { SOURCES_CARTE, SOURCES_FOND } from "#geographie/dessin.ts";
import type { aDessiner } from "#portfolio/carte/rules.ts";
import type { Screen } from "#web/act.ts";

type Props = {
  screen: Pick<Screen, "deps">;
  carte: NonNullable<ReturnType<typeof aDessiner>>;
  echelle: Echelle | "ensemble";
};

/** Both drawings of a map; the style sheet shows the one that fits. */
export const DessinsDeCarte = ({ screen, carte, echelle }: Props) => {
  const { geographie, fondDeCarte } = screen.deps;
  const dessin = (taille: "large" | "etroite") =>
    raw(geographie.carteSvg({ ...carte, echelle, taille, fond: fondDeCarte !== null }, `carte-${taille}`));
  return (
    <>
      <div class="carte-large">{dessin("large")}</div>
      <div class="carte-etroite">{dessin("etroite")}</div>
    </>
  );
};

/** Whom the drawings must name. */
export const SourcesDeCarte = ({ screen }: Pick<Props, "screen">) => (
  <p class="meta carte-sources">{screen.deps.fondDeCarte ? SOURCES_FOND : SOURCES_CARTE}</p>
);
