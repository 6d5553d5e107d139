import type { FaitsPortfolio } from "#portfolio/load.ts";
import type { Objet } from "#portfolio/store.ts";
import { routes } from "#routes.ts";
import { Icon } from "#ui/icon.tsx";

type Props = {
  faits: FaitsPortfolio;
  objet: Objet;
  cle?: string;
  /** the version now stored: the first one has nothing before it */
  version: number;
};

/** « Versions précédentes » of a text (B-03); nothing while it has only one. */
export const VersionsPrecedentes = ({ faits, objet, cle, version }: Props) =>
  version < 2 ? null : (
    <p class="lien-ecran">
      <a
        class="lien-icone"
        href={routes.portfolioHistorique.href({ dossier: faits.dossier }, { objet, cle })}
      >
        <Icon name="history" />
        <span>Versions précédentes</span>
      </a>
    </p>
  );
