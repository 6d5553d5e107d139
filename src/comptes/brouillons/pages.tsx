import { LinkButton } from "#ui/button.tsx";
import { Card } from "#ui/card.tsx";
import { type Frame, Page } from "#ui/page.tsx";

/**
 * « Pas de réseau »: what the service worker answers in place of a page that cannot be loaded. It keeps the wanted
 * address, so that trying again is following a link to nowhere, and writes the number of drafts that wait.
 */
export const HorsLignePage = ({ frame }: { frame: Frame }) => (
  <Page frame={frame} title="Pas de réseau" lead="Cette page n’a pas pu être chargée.">
    <Card>
      <p>
        Une page déjà ouverte reste utilisable : ce qui y est écrit est gardé sur cet appareil et part dès que
        le réseau revient.
      </p>
      <p data-brouillons></p>
      <div>
        <LinkButton href="">Réessayer</LinkButton>
      </div>
    </Card>
  </Page>
);
