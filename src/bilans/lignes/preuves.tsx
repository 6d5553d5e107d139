import { Fold } from "#ui/layout.tsx";

/** A place of the portfolio that tells a task or a competence. */
export type Lien = { href: string; texte: string };

/** Where the portfolio tells it, one tap away (B-01); nothing when it does not. @param mots « Décrite dans le portfolio » */
export const Preuves = ({ liens, mots }: { liens: readonly Lien[]; mots: string }) =>
  liens.length === 0 ? null : (
    <Fold quiet summary={`${mots} (${liens.length})`}>
      <ul class="preuves">
        {liens.map(({ href, texte }) => (
          <li>
            <a href={href}>{texte}</a>
          </li>
        ))}
      </ul>
    </Fold>
  );
