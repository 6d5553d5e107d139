import { Icon } from "#ui/icon.tsx";

type Vers = { href: string; texte: string } | null;

/** Where one stands in a list one goes through page by page. */
export type VoisinsProps = { precedent: Vers; suivant: Vers; rang: number; total: number };

/** « ← ABADIE Lina · 3 sur 35 · BENALI Tom → » */
export const Voisins = ({ precedent, suivant, rang, total }: VoisinsProps) => (
  <nav class="voisins" aria-label="Apprenants de la période">
    {precedent ? (
      <a href={precedent.href} rel="prev">
        <Icon name="arrow-left" />
        <span>
          <span class="sr-only">Précédent : </span>
          {precedent.texte}
        </span>
      </a>
    ) : (
      <span />
    )}
    <span class="voisins-rang">{`${rang} sur ${total}`}</span>
    {suivant ? (
      <a href={suivant.href} rel="next">
        <span>
          <span class="sr-only">Suivant : </span>
          {suivant.texte}
        </span>
        <Icon name="arrow-right" />
      </a>
    ) : (
      <span />
    )}
  </nav>
);
